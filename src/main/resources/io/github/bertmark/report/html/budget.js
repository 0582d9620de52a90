/* Which variant to ship under a budget, by one rule that is also applied to every resampling. */
const Budget = (() => {
  const PREFERENCES = {
    fastest: { name: 'fastest', better: (a, b) => a.ms - b.ms },
    accurate: { name: 'most accurate', better: (a, b) => b.acc - a.acc || a.ms - b.ms },
    smallest: { name: 'smallest', better: (a, b) => a.bytes - b.bytes || a.ms - b.ms },
  };

  /* A variant of an unknown latency is in no budget: nothing tells that it is fast enough; nor is one whose accuracy is in doubt. */
  const meets = (point, limits) =>
    point.ms !== null &&
    point.doubt === null &&
    (limits.ms === null || point.ms <= limits.ms) &&
    (limits.mib === null || point.bytes / 1048576 <= limits.mib) &&
    (limits.acc === null || point.acc >= limits.acc / 100 - 1e-12) &&
    limits.further.every(({ figure, limit }) => within(figure, point.value(figure.id), limit));

  /* Of a figure that the variant does not have nothing tells that it is good enough. */
  const within = (figure, value, limit) => value !== null && (figure.higherIsBetter ? value >= limit : value <= limit);

  function choose(points, limits, prefer) {
    return points.filter((p) => meets(p, limits)).sort(PREFERENCES[prefer].better)[0] || null;
  }

  /* {chosen, share: id -> how often chosen, meets: id -> how often within the limits, none: share without any}. */
  function decide(run, metric, limits, prefer) {
    const share = Object.fromEntries(run.variants.map((v) => [v.id, 0]));
    const within = { ...share };
    let none = 0;
    for (let d = 0; d < run.drawCount; d++) {
      const drawn = run.variants.map((v) => v.drawn(metric, d));
      drawn.forEach((p) => { within[p.id] += meets(p, limits) ? 1 / run.drawCount : 0; });
      const chosen = choose(drawn, limits, prefer);
      if (chosen) share[chosen.id] += 1 / run.drawCount;
      else none += 1 / run.drawCount;
    }
    return { chosen: choose(run.variants.map((v) => v.point(metric)), limits, prefer), share, within, none };
  }

  const tooFewCalls = (variant, metric) =>
    `too few calls for its ${Model.METRICS[metric].name}: ${variant.latency.calls}, and it takes ${Model.METRICS[metric].takes}`;

  /* A limit that a variant is within, in as few digits as tell; upwards of what is to be low, else downwards. */
  function loosened(value, higherIsBetter) {
    const unit = 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 2);
    return Number(((higherIsBetter ? Math.floor(value / unit) : Math.ceil(value / unit)) * unit).toPrecision(3));
  }

  /* What keeps a variant out of the budget: {cause: in words, by: the logarithm of how far, so that twice as much and half as much
     weigh alike, relax: the limit that would let it in}; what no limit lets in is infinitely far. */
  function misses(variant, metric, limits) {
    const found = [];
    const add = (cause, value = null, limit = null, name = '', unit = '', higherIsBetter = false) => {
      const by = value === null ? Infinity : Math.abs(Math.log(value / limit));
      found.push({ cause, by: Number.isFinite(by) ? by : Infinity,
        relax: value === null ? null : `${name} of at ${higherIsBetter ? 'least' : 'most'} ${loosened(value, higherIsBetter)} ${unit}`.trim() });
    };
    if (variant.doubt !== null) add(`not to be believed: ${variant.doubt}`);
    if (!variant.has(metric)) add(tooFewCalls(variant, metric));
    if (variant.has(metric) && limits.ms !== null && variant.millis(metric) > limits.ms) {
      const ms = variant.millis(metric);
      add(`too slow: ${Format.millis(ms)} ms, over ${Format.millis(limits.ms)}`, ms, limits.ms, 'a latency', 'ms');
    }
    const mib = variant.bytes / 1048576;
    if (limits.mib !== null && mib > limits.mib) {
      add(`too large: ${Format.mebibytes(variant.bytes)} MiB, over ${limits.mib}`, mib, limits.mib, 'a size', 'MiB');
    }
    if (limits.acc !== null && variant.acc < limits.acc / 100 - 1e-12) {
      add(`too often wrong: ${Format.percent(variant.acc)} % right, under ${limits.acc} %`, 100 * variant.acc, limits.acc, 'an accuracy', '%', true);
    }
    limits.further.forEach(({ figure, limit }) => {
      const value = variant.value(figure.id);
      if (within(figure, value, limit)) return;
      add(`${figure.name} of ${Format.figure(figure, value)} ${figure.unit}, ${figure.higherIsBetter ? 'under' : 'over'} ${limit}`,
        value, limit, figure.name, figure.unit, figure.higherIsBetter);
    });
    return found;
  }

  /* What keeps a variant out of the budget, in words. */
  const failures = (variant, metric, limits) => misses(variant, metric, limits).map(({ cause }) => cause);

  /* The variant that misses the budget by the least, all its misses together, and they; null if no limit would let one in. */
  function nearest(variants, metric, limits) {
    const missing = variants.map((variant) => {
      const missed = misses(variant, metric, limits);
      return { variant, missed, by: missed.reduce((sum, { by }) => sum + by, 0) };
    });
    return missing.filter(({ by }) => by < Infinity).sort((a, b) => a.by - b.by)[0] || null;
  }

  /* Why a variant within the budget is not the one. */
  function behind(variant, chosen, metric, prefer) {
    if (prefer === 'accurate') {
      const gap = chosen.acc - variant.acc;
      return gap > 0 ? `within the budget, but ${(100 * gap).toFixed(2)} points less accurate`
        : `within the budget and as accurate, but slower`;
    }
    if (prefer === 'smallest') {
      return `within the budget, but ${Format.factor(variant.bytes / chosen.bytes)} the size`;
    }
    if (!variant.millisInterval(metric) || !chosen.millisInterval(metric)) return 'within the budget, but slower as timed here: no interval tells by how much';
    return `within the budget, but ${Format.factor(variant.millis(metric) / chosen.millis(metric))} slower`;
  }

  return { PREFERENCES, choose, decide, failures, nearest, behind, meets };
})();
