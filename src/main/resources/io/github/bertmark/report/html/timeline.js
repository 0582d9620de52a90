/* The history of many runs: a line per variant, and what changed from one to the next. */
const Timeline = (() => {
  const { el, fill, byId } = Dom;
  const METRICS = Object.fromEntries(Model.figures.filter((f) => f.headline).map((f) => [f.key, {
    name: `${f.shortName}${f.metric === 'latency' ? ' latency' : ''}${f.unit ? ` (${f.unit})` : ''}`, takes: f.takes, unit: f.unit,
    of: (p) => p.figures[f.id]?.value ?? null,
    band: f.takes === null && f.key !== 'p50' ? (p) => p.figures[f.id]?.interval : null,
  }]));
  const LATEST = 20;
  const timeline = Model.data.history;
  const SPANS = ['10', '20'].filter((n) => timeline && Number(n) < timeline.runs.length);
  const metric = () => METRICS[State.get('over')];
  const lines = () => Model.data.variantOrder.map((id, index) => ({ id, index })).filter(({ id }) => ['', id].includes(State.get('only')));
  const first = () => (State.get('last') === '' ? 0 : Math.max(0, timeline.runs.length - Number(State.get('last'))));
  const changes = () => timeline.changes.filter((c) => c.run >= first() && (c.variant === null || ['', c.variant].includes(State.get('only'))));

  const relative = () => State.get('scale') === 'rel';
  /* Of shares the points, of all else the per cent since the first run that is shown and has the variant. */
  const inPoints = () => metric().unit === '%';
  function origin(id) {
    const first_ = timeline.runs.slice(first()).map((r) => r.variants.find((v) => v.id === id)).find((p) => p && metric().of(p) !== null);
    return first_ ? metric().of(first_) : null;
  }
  function scaled(id) {
    const start = origin(id);
    if (!relative() || (!inPoints() && !start)) return (x) => x;
    return (x) => (x === null ? null : inPoints() ? x - start : 100 * (x / start - 1));
  }
  const axisName = () => (relative() ? `${metric().name.replace(/ \([^)]*\)$/, '')}, ${inPoints() ? 'points' : '%'} since the first run` : metric().name);

  /* The day, or where two runs are of one day the time too. */
  function dates() {
    const runs = timeline.runs.slice(first());
    const days = runs.map((r) => r.createdAt.slice(0, 10));
    const length = new Set(days).size < days.length ? 16 : 10;
    return runs.map((r) => r.createdAt.slice(0, length).replace('T', '\n'));
  }

  /* Of the runs that are marked, those whose numbers do not run into each other. */
  function withRoom(runs, apart) {
    const ROOM = 20;
    const chosen = new Set();
    let last = -Infinity;
    for (const run of runs) if ((run - last) * apart >= ROOM) chosen.add(last = run);
    return chosen;
  }

  function option(small, width) {
    const runs = timeline.runs.slice(first());
    const marked = [...new Set(timeline.changes.map((c) => c.run))];
    const shown = new Set(changes().map((c) => c.run));
    const labels = dates();
    const numbered = withRoom(shown, (width - 74) / runs.length);
    const legend = Charts.legend(lines().map(({ id }) => timeline.names[id]), width, { top: 0 });
    return {
      height: (small ? 330 : 390) + legend.high,
      grid: { left: small ? 44 : 60, right: small ? 14 : 24, top: 58 + legend.high, bottom: 48 },
      legend: legend.option,
      xAxis: Charts.axis({ type: 'category', data: runs.map((r) => r.id), axisLabel: { color: Theme.css('--quiet'), hideOverlap: true, lineHeight: 15, formatter: (id, i) => labels[i] } }),
      yAxis: Charts.axis({ type: 'value', scale: true, name: axisName(), nameGap: 28, nameTextStyle: { align: 'left', color: Theme.css('--quiet'), padding: [0, 0, 0, small ? -34 : -50] } }),
      tooltip: { trigger: 'item' },
      series: lines().map(({ id, index }) => {
        const points = runs.map((r) => r.variants.find((v) => v.id === id) || null);
        const name = timeline.names[id];
        const scale = scaled(id);
        const bars = metric().band ? points.flatMap((p, i) => {
          const band = p && metric().band(p);
          return band ? [[{ coord: [i, scale(band.lower)] }, { coord: [i, scale(band.upper)] }]] : [];
        }) : [];
        return {
          type: 'line', name, data: points.map((p) => (p ? scale(metric().of(p)) : null)), symbol: Theme.shape(index), symbolSize: 7, connectNulls: false,
          lineStyle: { color: Theme.colour(index), width: 2, type: Theme.line(index) }, itemStyle: { color: Theme.colour(index) },
          markLine: { silent: true, symbol: 'none', animation: false, label: { show: false }, lineStyle: { color: Theme.colour(index), width: 1, type: 'solid', opacity: 0.6 }, data: bars },
          tooltip: { formatter: (p) => tip(first() + p.dataIndex, id, name) },
        };
      }).concat([{
        type: 'line', name: 'changes', data: [], markLine: {
          silent: true, symbol: 'none', animation: false, lineStyle: { color: Theme.css('--warn'), type: 'dashed', width: 1 },
          label: { color: Theme.css('--warn'), fontSize: 11, position: 'end', rotate: 0, formatter: (p) => p.name },
          data: [...shown].map((run) => ({ xAxis: run - first(), name: numbered.has(run) ? String(marked.indexOf(run) + 1) : '' })) },
      }]),
    };
  }

  function tip(i, id, name) {
    const run = timeline.runs[i];
    const p = run.variants.find((v) => v.id === id);
    const value = (figure) => p.figures[figure]?.value ?? null;
    const changes = timeline.changes.filter((c) => c.run === i && (c.variant === null || c.variant === id));
    return Charts.tip(name, [['run', run.id], ['date', Format.date(run.createdAt)], ['commit', (run.gitCommit || 'unknown').slice(0, 12)],
      ...Model.figures.filter((f) => (f.headline || f.key === State.get('over')) && value(f.id) !== null).map((f) => [f.shortName, `${Format.figure(f, value(f.id))} ${f.unit}`])],
    changes.map((c) => c.text).join(' '));
  }

  function table() {
    const marked = [...new Set(timeline.changes.map((c) => c.run))];
    const all = State.get('changes') === 'all';
    const latest = [...changes()].reverse();
    const shown = all ? latest : latest.slice(0, LATEST);
    fill(byId('history-changes'), changes().length
      ? [Dom.table('Changes from one run to the next', ['mark', { text: 'run', left: true }, { text: 'what changed', left: true }],
        shown.map((c) => [String(marked.indexOf(c.run) + 1), { text: timeline.runs[c.run].id, left: true }, { text: told(c), left: true }]), { class: 'changes' }),
      changes().length > LATEST ? el('button', { type: 'button', class: 'plain', id: 'all-changes', onclick: () => State.set({ changes: all ? 'latest' : 'all' }) },
        all ? 'Only the latest' : `All ${changes().length} changes`) : null]
      : el('p', { class: 'quiet' }, 'Nothing changed from one run to the next.'));
  }

  const told = (c) => `${c.variant ? (timeline.names[c.variant] || c.variant) + ': ' : ''}${c.text}`;

  /* The newest of what changed, before the chart. */
  function last() {
    const newest = Math.max(...timeline.changes.map((c) => c.run));
    const of = timeline.changes.filter((c) => c.run === newest);
    fill(byId('history-last'), of.length ? [el('strong', {}, `Last changed in ${timeline.runs[newest].id}`), newest === timeline.runs.length - 1 ? ', the newest run' : `, ${timeline.runs.length - 1 - newest} before the newest`, '. ',
      told(of[0]), of.length > 1 ? ` And ${of.length - 1} more, in the table.` : '']
      : el('strong', {}, `Nothing changed in ${timeline.runs.length} runs.`));
  }

  function show() {
    if (!timeline) return;
    last();
    byId('history-section').hidden = false;
    fill(byId('history-controls'),
      Dom.select('over', 'Show', Model.choices(METRICS, (m) => timeline.runs.some((r) => r.variants.some((p) => METRICS[m].of(p) !== null))), State.get('over'), (v) => State.set({ over: v })),
      Dom.select('only', 'of', [['', 'all variants'], ...Object.entries(timeline.names)], State.get('only'), (v) => State.set({ only: v })),
      Dom.select('last', 'in', [['', `all ${timeline.runs.length} runs`], ...SPANS.map((n) => [n, `the last ${n} runs`])], State.get('last'), (v) => State.set({ last: v })),
      Dom.toggle('relative', 'relative to the first run', relative(), (on) => State.set({ scale: on ? 'rel' : 'abs' })));
    Charts.mount('history', option, () => `${axisName()} of ${timeline.runs.length} runs, a line per variant. ${timeline.changes.length} changes are listed below.`);
    table();
    State.onChange((keys) => {
      if (!keys.some((k) => ['over', 'only', 'last', 'changes', 'scale'].includes(k))) return;
      byId('over').value = State.get('over');
      byId('only').value = State.get('only');
      byId('last').value = State.get('last');
      byId('relative').checked = relative();
      table();
      Charts.redraw('history');
    });
  }

  State.define('over', 'mean', (v) => Object.hasOwn(METRICS, v));
  State.define('scale', 'rel', State.isOne('rel', 'abs'));
  State.define('last', '', (v) => v === '' || SPANS.includes(v));
  State.define('changes', 'latest', State.isOne('latest', 'all'));
  State.define('only', '', (v) => timeline !== null && Object.hasOwn(timeline.names, v));
  return { show };
})();
