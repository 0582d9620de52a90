/* What the page shows: the run documents as they are, with predictions and resampled figures decoded. */
const Model = (() => {
  const data = JSON.parse(document.getElementById('data').textContent);

  function bytes(base64) {
    const text = atob(base64);
    const result = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) result[i] = text.charCodeAt(i);
    return result;
  }

  /* Little-endian whatever the machine. */
  function numbers(base64, width, read) {
    const view = new DataView(bytes(base64).buffer);
    return Array.from({ length: view.byteLength / width }, (_, i) => read(view, i * width));
  }
  const integers = (base64, width) =>
    numbers(base64, width, (view, at) => (width === 1 ? view.getUint8(at) : view.getUint16(at, true)));
  const floats = (base64) => numbers(base64, 4, (view, at) => view.getFloat32(at, true));

  const METRICS = {
    mean: { name: 'mean', field: 'meanMillis' },
    p50: { name: 'median', field: 'medianMillis' },
    p95: { name: 'p95', field: 'p95Millis', takes: data.callsFor.p95 },
    p99: { name: 'p99', field: 'p99Millis', takes: data.callsFor.p99 },
  };

  function quantile(sorted, p) {
    const at = (sorted.length - 1) * p;
    const low = Math.floor(at);
    return sorted[low] + (at - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
  }

  function variant(document_, extra, result, index) {
    const draws = {};
    for (const [metric, base64] of Object.entries(extra.draws[result.id] || {})) draws[metric] = floats(base64);
    return {
      ...result,
      index,
      name: result.displayName,
      bytes: result.model.sizeBytes,
      acc: result.accuracy.accuracy,
      draws,
      /* Null where too few calls were timed for the metric. */
      millis: (metric) => result.latency[METRICS[metric].field],
      has: (metric) => result.latency[METRICS[metric].field] !== null,
      /* What a choice goes by, as measured or in one of the resamplings. */
      point: (metric) => ({ id: result.id, ms: result.latency[METRICS[metric].field], acc: result.accuracy.accuracy, bytes: result.model.sizeBytes }),
      drawn: (metric, d) => ({ id: result.id, ms: draws[metric]?.[d] ?? null, acc: draws.accuracy[d], bytes: result.model.sizeBytes }),
      /* 95 %; null where the forks do not tell. */
      millisInterval: (metric) => (metric === 'mean' ? result.latency.meanInterval95Millis : extra.percentileIntervals[result.id][metric]),
      steady: (extra.steady || {})[result.id] || null,
    };
  }

  function predictions(encoded) {
    if (!encoded) return null;
    const variants = {};
    let expected = null;
    return {
      labels: encoded.labels,
      domainOf: (label) => data.domains[label] || (label === data.outOfScope ? 'out of scope' : 'other'),
      get expected() {
        return (expected = expected || integers(encoded.expected, encoded.labelBytes));
      },
      has: (id) => id in encoded.variants,
      of(id) {
        const v = encoded.variants[id];
        return v && (variants[id] = variants[id] || {
          predicted: integers(v.predicted, encoded.labelBytes),
          scores: integers(v.scores, 2).map((s) => s / 65535),
        });
      },
    };
  }

  /* The metrics as [key, text, absent]; one that none of these has says how many calls it takes. */
  function choices(metrics, has) {
    return Object.entries(metrics).map(([key, { name }]) =>
      has(key) ? [key, name, false] : [key, `${name}: too few calls, takes ${METRICS[key].takes}`, true]);
  }

  const runs = data.runs.map((run, i) => ({
    index: i,
    document: run.document,
    variants: run.document.variants.map((v, n) => variant(run.document, run, v, data.variantOrder.indexOf(v.id))),
    predictions: predictions(run.predictions),
    drawCount: data.drawCount,
  }));
  const sameQueries = (a, b) =>
    a.document.dataset.sha256 === b.document.dataset.sha256 && a.document.dataset.split === b.document.dataset.split;

  return { data, runs, METRICS, choices, quantile, sameQueries, texts: data.texts };
})();
