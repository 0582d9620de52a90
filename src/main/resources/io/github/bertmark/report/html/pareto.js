/* Who is beaten by whom, and how sure that is. */
const Pareto = (() => {
  /* Points without a latency, or whose accuracy is in doubt, are left out. points: [{id, ms, acc, bytes}]. Off the frontier is what another is at least as fast, as accurate and as small as, and better in one. */
  function frontier(points) {
    const known = points.filter((p) => p.ms !== null && !p.doubt);
    return known.filter((p) => !known.some((q) =>
      q.ms <= p.ms && q.acc >= p.acc && q.bytes <= p.bytes && (q.ms < p.ms || q.acc > p.acc || q.bytes < p.bytes)));
  }

  /* Of latency and accuracy alone, as the axes of the picture are. */
  const inThePlane = (points) => frontier(points.map((p) => ({ ...p, bytes: 0 })));

  const at = (variants, metric) => variants.map((v) => v.point(metric));

  /* In which share of the resamplings each variant is on the frontier. */
  function probability(run, metric) {
    const count = Object.fromEntries(run.variants.map((v) => [v.id, 0]));
    for (let d = 0; d < run.drawCount; d++) {
      const points = run.variants.map((v) => v.drawn(metric, d));
      for (const p of frontier(points)) count[p.id]++;
    }
    for (const id of Object.keys(count)) count[id] /= run.drawCount;
    return count;
  }

  const known = new Map();
  function probabilities(run, metric) {
    const key = run.index + metric;
    if (!known.has(key)) known.set(key, probability(run, metric));
    return known.get(key);
  }

  return { frontier, inThePlane, at, probabilities };
})();
