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

  /* What is measured, as the catalogue has it: every table and choice is made of these. */
  const figure = Object.fromEntries(data.figures.map((f) => [f.id, { ...f, head: f.shortName + (f.unit ? ` (${f.unit})` : '') }]));
  const figures = Object.values(figure);

  /* The figures that stand for a latency. */
  const METRICS = Object.fromEntries(figures.filter((f) => f.metric === 'latency' && f.headline)
    .map((f) => [f.key, { name: f.shortName, figure: f.id, takes: f.takes }]));

  /* Those that a limit can be set for beside latency, size and accuracy. */
  const FURTHER = figures.filter((f) => f.headline && f.metric !== 'latency' && !['size', 'accuracy'].includes(f.id));

  function quantile(sorted, p) {
    const at = (sorted.length - 1) * p;
    const low = Math.floor(at);
    return sorted[low] + (at - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
  }

  function variant(document_, extra, result, index) {
    const draws = {};
    const own = extra.figures[result.id];
    const value = (id) => own[id]?.value ?? null;
    const millis = (metric) => value(METRICS[metric].figure);
    const doubt = extra.doubts?.[result.id] ?? null;
    const rest = { id: result.id, bytes: result.model.sizeBytes, value, doubt };
    for (const [metric, base64] of Object.entries(extra.draws[result.id] || {})) draws[metric] = floats(base64);
    return {
      ...result,
      index,
      name: result.displayName,
      bytes: result.model.sizeBytes,
      acc: result.accuracy.accuracy,
      /* Why it is never the choice; null if it may be. */
      doubt,
      draws,
      /* Any figure, in the unit that it is shown in; null where the variant has none. */
      value,
      interval: (id) => own[id]?.interval ?? null,
      /* Null where too few calls were timed for the metric. */
      millis,
      has: (metric) => millis(metric) !== null,
      /* What a choice goes by, as measured or in one of the resamplings. */
      point: (metric) => ({ ...rest, ms: millis(metric), acc: result.accuracy.accuracy }),
      drawn: (metric, d) => ({ ...rest, ms: draws[metric]?.[d] ?? null, acc: draws.accuracy[d] }),
      /* 95 %; null where the forks do not tell. */
      millisInterval: (metric) => own[METRICS[metric].figure]?.interval ?? null,
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
    return Object.entries(metrics).map(([key, { name, takes }]) =>
      has(key) ? [key, name, false] : [key, takes ? `${name}: too few calls, takes ${takes}` : `${name}: not measured`, true]);
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

  return { data, runs, floats, figure, figures, METRICS, FURTHER, choices, quantile, sameQueries, texts: data.texts };
})();
