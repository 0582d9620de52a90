/* What the first answer of a fresh JVM takes, and which variant has answered more after a while. */
const ColdStart = (() => {
  const { el, fill, byId } = Dom;
  const COLOURS = ['#999999', '#CC79A7', '#56B4E9', '#0072B2', '#009E73', '#E69F00', '#F0E442', '#D55E00'];
  const MANY = 2 ** 40;
  let run;

  const started = () => run.variants.filter((v) => v.scenarios?.coldStart);
  const cold = (v) => v.scenarios.coldStart;
  const mean = (xs) => xs.reduce((a, b) => a + b, 0) / xs.length;
  const first = (v) => mean(cold(v).firstAnswerMillis);
  const late = (v) => mean(cold(v).answersMillis.slice(Math.floor(cold(v).answersMillis.length / 2)));

  /* From the start of the process until so many answers were given. */
  function until(v, answers) {
    const measured = Math.min(answers, cold(v).answersMillis.length);
    return first(v) + cold(v).answersMillis.slice(1, measured).reduce((a, b) => a + b, 0) + (answers - measured) * late(v);
  }

  /* The first answer from which on a is ahead of b; null if there is none. */
  function overtakes(a, b) {
    const ahead = (n) => until(a, n) < until(b, n);
    if (!ahead(MANY)) return null;
    let to = Math.max(cold(a).answersMillis.length, cold(b).answersMillis.length);
    if (ahead(to)) {
      while (to > 1 && ahead(to - 1)) to--;
      return to;
    }
    let from = to;
    to = MANY;
    while (to - from > 1) {
      const middle = Math.floor((from + to) / 2);
      if (ahead(middle)) to = middle;
      else from = middle;
    }
    return to;
  }

  function stages(small, width) {
    const names = cold(started()[0]).stages.map((s) => s.name);
    const legend = Charts.legend(names, width, { top: 0 });
    const variants = [...started()].reverse();
    return {
      height: 62 + legend.high + 42 * variants.length,
      grid: { left: small ? 96 : 150, right: 24, top: 12 + legend.high, bottom: 44 },
      legend: legend.option,
      xAxis: Charts.axis({ type: 'value', name: 'mean time (ms)', nameLocation: 'middle', nameGap: 28 }),
      yAxis: Charts.axis({ type: 'category', data: variants.map((v) => v.id),
        axisLabel: { color: Theme.css('--text'), width: small ? 86 : 140, overflow: 'break', lineHeight: 14, formatter: (id) => variants.find((v) => v.id === id).name } }),
      tooltip: { trigger: 'item' },
      series: names.map((name, i) => ({
        type: 'bar', name, stack: 'start', barMaxWidth: 22, itemStyle: { color: COLOURS[i % COLOURS.length], borderColor: Theme.css('--ground'), borderWidth: 0.5 },
        data: variants.map((v) => cold(v).stages[i].meanMillis),
        tooltip: { formatter: (p) => Charts.tip(variants[p.dataIndex].name, [[name, Format.millis(p.value) + ' ms'], ['of the first answer', Format.percent(p.value / first(variants[p.dataIndex]), 0) + ' %']]) },
      })),
    };
  }

  function curves(small, width) {
    const legend = Charts.legend(started().map((v) => v.name), width, { top: 0 });
    const points = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
    return {
      height: (small ? 290 : 320) + legend.high,
      grid: { left: 56, right: 20, top: 30 + legend.high, bottom: 44 },
      legend: legend.option,
      xAxis: Charts.axis({ type: 'log', min: 1, max: 1000, name: 'answers', nameLocation: 'middle', nameGap: 26 }),
      yAxis: Charts.axis({ type: 'log', name: 's', min: Number((0.8 * Math.min(...started().map(first)) / 1000).toPrecision(2)),
        axisLabel: { color: Theme.css('--quiet'), hideOverlap: true, formatter: (x) => String(Number(x.toPrecision(2))) } }),
      tooltip: { trigger: 'item' },
      series: started().map((v) => ({
        type: 'line', name: v.name, symbol: 'circle', symbolSize: 5, data: points.map((n) => [n, until(v, n) / 1000]),
        lineStyle: { color: Theme.colour(v.index), type: Theme.line(v.index), width: 2 }, itemStyle: { color: Theme.colour(v.index) },
        tooltip: { formatter: (p) => Charts.tip(v.name, [[`answers: ${Format.group(p.value[0])}`, Format.millis(p.value[1] * 1000) + ' ms']], p.value[0] > cold(v).answersMillis.length ? 'reckoned from the later answers' : null) },
      })),
    };
  }

  function tables() {
    const variants = started();
    const names = cold(variants[0]).stages.map((s) => s.name);
    fill(byId('cold-note'), `Over ${cold(variants[0]).firstAnswerMillis.length} JVMs of each variant, with its files in the page cache and nothing warmed; from the start of the process, as its parent sees it. The stages add up to the first answer.`);
    fill(byId('cold-table'), Dom.table('Stages of a start in milliseconds', ['means in ms', 'first answer', '95 % interval', ...names, 'later answers'],
      variants.map((v) => [{ text: v.name }, Format.millis(first(v)), Format.interval(cold(v).firstAnswerInterval95Millis, Format.millis), ...cold(v).stages.map((s) => Format.millis(s.meanMillis)), Format.millis(late(v))])));
    fill(byId('cold-overtakes'), Dom.table('After how many answers a variant has overtaken another', ['', ...variants.map((v) => v.name)],
      variants.map((a) => [{ text: a.name }, ...variants.map((b) => { const n = a === b ? null : overtakes(a, b); return n === null ? Format.ABSENT : Format.group(n); })])));
  }

  function show(shown) {
    run = shown;
    byId('cold-start-section').hidden = started().length === 0;
    byId('cold-start-absent').hidden = started().length > 0;
    if (started().length === 0) return;
    tables();
    Charts.mount('cold-stages', stages, () => 'Stages of a start: ' + started().map((v) => `${v.name}: first answer after ${Format.millis(first(v))} milliseconds.`).join(' '));
    Charts.mount('cold-curves', curves, () => 'Time until so many answers: ' + started().map((v) => `${v.name}: the first after ${Format.millis(first(v))}, 1000 after ${Format.millis(until(v, 1000))} milliseconds.`).join(' '));
  }

  return { show };
})();
