/* How numbers are written, the same as in the other reports. */
const Format = (() => {
  const ABSENT = '–';
  const isNumber = (x) => typeof x === 'number' && Number.isFinite(x);
  const fixed = (x, decimals) => (isNumber(x) ? x.toFixed(decimals) : ABSENT);
  const decimals = (ms) => (ms >= 100 ? 1 : ms >= 1 ? 2 : ms >= 0.1 ? 3 : 4);

  const millis = (ms) => (isNumber(ms) ? ms.toFixed(decimals(ms)) : ABSENT);
  const micros = (ms) => (isNumber(ms) ? group(Math.round(ms * 1000)) : ABSENT);
  const percent = (fraction, places = 2) => fixed(isNumber(fraction) ? 100 * fraction : null, places);
  const mebibytes = (bytes) => fixed(isNumber(bytes) ? bytes / 1048576 : null, 1);
  const points = (difference) => (isNumber(difference) ? sign(100 * difference, 2) : ABSENT);
  const sign = (x, places) => (x > 0 ? '+' : x < 0 ? '−' : '±') + Math.abs(x).toFixed(places);
  const factor = (x) => (isNumber(x) ? x.toFixed(x < 10 ? 2 : 1) + '×' : ABSENT);
  const group = (n) => String(n).replace('-', '−').replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');

  /* A probability from resampling: never said to be certain. */
  function chance(p, draws) {
    if (!isNumber(p)) return ABSENT;
    if (p >= 1 - 0.5 / draws || p >= 0.995) return '>\u00a099\u00a0%';
    if (p < 0.005) return '<\u00a01\u00a0%';
    return Math.round(100 * p) + '\u00a0%';
  }

  /* A figure as it is shown, by its unit. */
  const BY_UNIT = { ms: millis, '%': (x) => fixed(x, 2), MiB: (x) => fixed(x, 1) };
  const figure = (f, x) => (BY_UNIT[f.unit] || ((n) => (!isNumber(n) ? ABSENT : Number.isInteger(n) || Math.abs(n) >= 1000 ? group(Math.round(n)) : String(Number(n.toPrecision(4))))))(x);

  const interval = (range, write) => (range ? write(range.lower) + ' to ' + write(range.upper) : ABSENT);
  const date = (instant) => instant.slice(0, 16).replace('T', ' ') + ' UTC';

  return { ABSENT, isNumber, figure, fixed, millis, micros, percent, mebibytes, points, sign, factor, group, chance, interval, date, decimals };
})();
