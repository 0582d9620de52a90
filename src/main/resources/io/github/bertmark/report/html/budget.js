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

  /* What keeps a variant out of the budget, in words. */
  function failures(variant, metric, limits) {
    const causes = [];
    if (variant.doubt !== null) causes.push(`not to be believed: ${variant.doubt}`);
    if (!variant.has(metric)) causes.push(tooFewCalls(variant, metric));
    if (variant.has(metric) && limits.ms !== null && variant.millis(metric) > limits.ms) {
      causes.push(`too slow: ${Format.millis(variant.millis(metric))} ms, over ${Format.millis(limits.ms)}`);
    }
    if (limits.mib !== null && variant.bytes / 1048576 > limits.mib) {
      causes.push(`too large: ${Format.mebibytes(variant.bytes)} MiB, over ${limits.mib}`);
    }
    if (limits.acc !== null && variant.acc < limits.acc / 100 - 1e-12) {
      causes.push(`too often wrong: ${Format.percent(variant.acc)} % right, under ${limits.acc} %`);
    }
    limits.further.filter(({ figure, limit }) => !within(figure, variant.value(figure.id), limit)).forEach(({ figure, limit }) =>
      causes.push(`${figure.name} of ${Format.figure(figure, variant.value(figure.id))} ${figure.unit}, ${figure.higherIsBetter ? 'under' : 'over'} ${limit}`));
    return causes;
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
    return `within the budget, but takes ${Format.factor(variant.millis(metric) / chosen.millis(metric))} the time`;
  }

  return { PREFERENCES, choose, decide, failures, behind, meets };
})();
