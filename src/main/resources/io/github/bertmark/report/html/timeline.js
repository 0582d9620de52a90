/* The history of many runs: a line per variant, and what changed from one to the next. */
const Timeline = (() => {
  const { el, fill, byId } = Dom;
  const METRICS = {
    mean: { name: 'mean latency (ms)', of: (p) => p.meanMillis, band: (p) => p.meanInterval95Millis },
    p50: { name: 'median latency (ms)', of: (p) => p.medianMillis },
    p95: { name: 'p95 latency (ms)', of: (p) => p.p95Millis },
    p99: { name: 'p99 latency (ms)', of: (p) => p.p99Millis },
    accuracy: { name: 'accuracy (%)', of: (p) => 100 * p.accuracy, band: (p) => p.accuracyInterval && { lower: 100 * p.accuracyInterval.lower, upper: 100 * p.accuracyInterval.upper } },
    size: { name: 'size (MiB)', of: (p) => p.sizeBytes / 1048576 },
  };
  const timeline = Model.data.history;
  const metric = () => METRICS[State.get('over')];

  function option(small) {
    const runs = timeline.runs;
    const marked = [...new Set(timeline.changes.map((c) => c.run))];
    return {
      height: small ? 360 : 420,
      grid: { left: small ? 44 : 60, right: small ? 14 : 24, top: 64, bottom: 78 },
      legend: Charts.legend({ top: 0, data: Object.values(timeline.names) }),
      dataZoom: runs.length > 15 ? [{ type: 'slider', bottom: 8, height: 18, textStyle: { color: Theme.css('--quiet') } }] : [],
      xAxis: Charts.axis({ type: 'category', data: runs.map((r) => r.id), axisLabel: { color: Theme.css('--quiet'), hideOverlap: true, formatter: (id, i) => runs[i].createdAt.slice(5, 10) } }),
      yAxis: Charts.axis({ type: 'value', scale: true, name: metric().name, nameTextStyle: { align: 'left', color: Theme.css('--quiet') } }),
      tooltip: { trigger: 'item' },
      series: Model.data.variantOrder.map((id, index) => {
        const points = runs.map((r) => r.variants.find((v) => v.id === id) || null);
        const name = timeline.names[id];
        const bars = metric().band ? points.flatMap((p, i) => {
          const band = p && metric().band(p);
          return band ? [[{ coord: [i, band.lower] }, { coord: [i, band.upper] }]] : [];
        }) : [];
        return {
          type: 'line', name, data: points.map((p) => (p ? metric().of(p) : null)), symbol: Theme.shape(index), symbolSize: 7, connectNulls: false,
          lineStyle: { color: Theme.colour(index), width: 2, type: Theme.line(index) }, itemStyle: { color: Theme.colour(index) },
          markLine: { silent: true, symbol: 'none', animation: false, label: { show: false }, lineStyle: { color: Theme.colour(index), width: 1, type: 'solid', opacity: 0.6 }, data: bars },
          tooltip: { formatter: (p) => tip(p.dataIndex, id, name) },
        };
      }).concat([{
        type: 'line', name: 'changes', data: [], markLine: {
          silent: true, symbol: 'none', animation: false, lineStyle: { color: Theme.css('--warn'), type: 'dashed', width: 1 },
          label: { color: Theme.css('--warn'), fontSize: 11, position: 'end', rotate: 0, formatter: (p) => String(p.name) },
          data: marked.map((run) => ({ xAxis: run, name: String(marked.indexOf(run) + 1) })) },
      }]),
    };
  }

  function tip(i, id, name) {
    const run = timeline.runs[i];
    const p = run.variants.find((v) => v.id === id);
    const changes = timeline.changes.filter((c) => c.run === i && (c.variant === null || c.variant === id));
    return Charts.tip(name, [['run', run.id], ['date', Format.date(run.createdAt)], ['commit', (run.gitCommit || 'unknown').slice(0, 12)],
      ['mean', Format.millis(p.meanMillis) + ' ms'], ['95 % of the mean', Format.interval(p.meanInterval95Millis, Format.millis) + ' ms'],
      ['p95 / p99', `${Format.millis(p.p95Millis)} / ${Format.millis(p.p99Millis)} ms`], ['accuracy', Format.percent(p.accuracy) + ' %'], ['size', Format.mebibytes(p.sizeBytes) + ' MiB']],
    changes.map((c) => c.text).join(' '));
  }

  function show() {
    if (!timeline) return;
    byId('history-section').hidden = false;
    fill(byId('history-controls'), Dom.select('over', 'Show', Object.entries(METRICS).map(([k, m]) => [k, m.name]), State.get('over'), (v) => State.set({ over: v })));
    Charts.mount('history', option, () => `${metric().name} of ${timeline.runs.length} runs, a line per variant. ${timeline.changes.length} changes are listed below.`);
    const marked = [...new Set(timeline.changes.map((c) => c.run))];
    fill(byId('history-changes'), timeline.changes.length
      ? Dom.table('Changes from one run to the next', ['mark', { text: 'run', left: true }, { text: 'what changed', left: true }],
        timeline.changes.map((c) => [String(marked.indexOf(c.run) + 1), { text: timeline.runs[c.run].id, left: true }, { text: (c.variant ? (timeline.names[c.variant] || c.variant) + ': ' : '') + c.text, left: true }]))
      : el('p', { class: 'quiet' }, 'Nothing changed from one run to the next.'));
    State.onChange((keys) => {
      byId('over').value = State.get('over');
      if (keys.includes('over')) Charts.redraw('history');
    });
  }

  State.define('over', 'mean', (v) => v in METRICS);
  return { show };
})();
