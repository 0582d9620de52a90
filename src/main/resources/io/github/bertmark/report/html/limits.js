/* How far from the least possible time, what the graph became, and what other ways of running it take. */
const Limits = (() => {
  const { el, fill, byId } = Dom;

  function machine(limits) {
    const peaks = {};
    for (const { product, gigaOperationsPerSecond: rate } of limits.products) peaks[product.form] = Math.max(peaks[product.form] || 0, rate);
    const products = Object.entries(peaks).map(([form, rate]) => `${Format.fixed(rate, 0)} GFLOP/s (${form})`).join(', ');
    /* The larger the array, the less of it stays in the caches. */
    const [memory] = [...limits.reads].sort((a, b) => b.arrayBytes - a.arrayBytes);
    return el('p', {}, `This machine, with ${limits.threads} ${limits.threads === 1 ? 'thread' : 'threads'}: `,
      [memory ? `${Format.fixed(memory.gigabytesPerSecond, 1)} GB/s read from memory (${Format.fixed(memory.arrayBytes / 1048576, 0)} MiB over and over)` : null,
        products ? `matrix products of up to ${products}` : null].filter(Boolean).join('; '), '.');
  }

  function bounds(variants) {
    return Dom.table('Latency against the least possible', ['', 'median of all calls (ms)', 'least possible (ms)', 'to read the weights (ms)', 'to compute (ms)', 'measured / bound', { text: 'the rest of the time', left: true }],
      variants.map((v) => [{ text: v.name }, Format.millis(v.latency.medianMillis), Format.millis(v.bound.lowerBoundMillis), Format.millis(v.bound.memoryMillis), Format.millis(v.bound.computeMillis),
        Format.factor(v.bound.measuredOverBound), { text: v.bound.note || '', left: true }]));
  }

  function peers(variants) {
    return Dom.table('Other ways to run the same models', ['', { text: 'peer', left: true }, 'its median (ms)', "bertmark's beside it (ms)", 'bertmark / peer, of pairs', '95 % of that'],
      variants.flatMap((v) => v.peers.map((p) => [{ text: v.name }, { text: p.name, left: true }, Format.millis(p.latency.medianMillis), Format.millis((p.classify ?? (p.name === 'bare-run' ? v.stages?.classify : null))?.medianMillis), Format.fixed(p.classifyOver, 3),
        Format.interval(p.classifyOverInterval95, (x) => Format.fixed(x, 3))])));
  }

  function graphs(variants) {
    const text = (counts) => Object.entries(counts).map(([name, n]) => `${n} ${name}`).join(', ');
    return Dom.table('What ONNX Runtime made of the graphs', ['', { text: 'fused operators', left: true }, 'weights read (MiB/call)', 'operations (10⁹/call)', { text: 'most work', left: true }],
      variants.map((v) => [{ text: v.name }, { text: text(v.graph.fusedOperators) || 'none', left: true }, Format.mebibytes(v.graph.weightBytesRead), Format.fixed(v.graph.operationsPerCall / 1e9, 2),
        { text: v.graph.kernels.slice(0, 2).map((k) => `${k.count} ${k.operator} (${k.dataType}): ${k.kernel}`).join('; '), left: true }]));
  }

  function show(run) {
    const { limits } = run.document;
    const having = (key) => run.variants.filter((v) => v[key] && (!Array.isArray(v[key]) || v[key].length));
    const [bound, peer, graph] = ['bound', 'peers', 'graph'].map(having);
    byId('limits-section').hidden = !limits && !bound.length && !peer.length && !graph.length;
    fill(byId('limits'), limits ? machine(limits) : null,
      bound.length ? [el('h3', {}, 'Against the least possible time'), bounds(bound)] : null,
      peer.length ? [el('h3', {}, 'Other ways to run the same files'), peers(peer), el('p', { class: 'quiet' }, Model.data.peerNote)] : null,
      graph.length ? [el('h3', {}, 'The graphs that really ran'), graphs(graph)] : null);
  }

  return { show };
})();
