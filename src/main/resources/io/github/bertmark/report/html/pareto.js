/* Who is beaten by whom, and how sure that is. */
const Pareto = (() => {
  /* points: [{id, ms, acc}]. On the frontier is what no other is at least as fast and as accurate as, and better in one. */
  function frontier(points) {
    return points.filter((p) => !points.some((q) =>
      q.ms <= p.ms && q.acc >= p.acc && (q.ms < p.ms || q.acc > p.acc)));
  }

  const at = (variants, metric) => variants.map((v) => ({ id: v.id, ms: v.millis(metric), acc: v.acc }));

  /* In which share of the resamplings each variant is on the frontier. */
  function probability(run, metric) {
    const count = Object.fromEntries(run.variants.map((v) => [v.id, 0]));
    for (let d = 0; d < run.drawCount; d++) {
      const points = run.variants.map((v) => ({ id: v.id, ms: v.draws[metric][d], acc: v.draws.accuracy[d] }));
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

  return { frontier, at, probabilities };
})();
