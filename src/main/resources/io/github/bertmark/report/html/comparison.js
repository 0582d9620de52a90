/* What the gate makes of two runs: the outcome, a row a variant, and why. */
const Comparison = (() => {
  const { el, fill, byId } = Dom;
  const WORDS = { nochange: 'no clear change', noclearchange: 'no clear change', notcomparable: 'not comparable', tradeoff: 'trade-off' };
  const CLASS = { improved: 'good', pass: 'good', dominates: 'good', regressed: 'poor', regression: 'poor', worse: 'poor', notcomparable: 'fair', tradeoff: 'fair', undecided: 'fair', inconclusive: 'fair' };
  const OUTCOMES = { pass: 'nothing got worse', regression: 'something got worse', inconclusive: 'no regression found, but none ruled out', notcomparable: 'these runs do not compare' };
  const plain = (word) => String(word).toLowerCase().replace(/[^a-z]/g, '');
  const badge = (verdict) => el('span', { class: 'badge ' + (CLASS[plain(verdict)] || 'none') }, WORDS[plain(verdict)] || String(verdict).toLowerCase().replace(/_/g, ' '));
  const isShare = (f) => plain(f.metric) === 'accuracy';
  const unchanged = (f) => plain(f.verdict) === 'noclearchange';

  /* From what to what, the unit once. */
  function values({ unit, base, candidate }) {
    const [write, name] = unit === 'ms' ? [Format.millis, 'ms'] : unit === 'bytes' ? [Format.mebibytes, 'MiB'] : unit === '%' ? [(x) => Format.fixed(x, 2), '%']
      : [(x) => Format.fixed(x, 3), unit === 'times the ruler' ? '× the ruler' : unit];
    const [from, to] = [base, candidate].map((x) => (Format.isNumber(x) ? write(x) : Format.ABSENT));
    return `${from === to ? from : `${from} → ${to}`}\u00a0${name}`;
  }

  const relative = (f, x) => (isShare(f) ? Format.sign(x, 2) : Format.sign(100 * (x - 1), 1));
  const unitOf = (f) => (isShare(f) ? '\u00a0points' : '\u00a0%');

  /* A change, its interval, and from what to what. */
  function change(f) {
    if (!f) return Format.ABSENT;
    const from = el('span', { class: 'quiet from' }, values(f));
    if (!Format.isNumber(f.change)) return [el('span', { class: 'quiet' }, 'not comparable'), el('br'), from];
    return [el('strong', {}, relative(f, f.change) + unitOf(f)), f.interval ? [' ', el('span', { class: 'range' }, `(${relative(f, f.interval.lower)} to ${relative(f, f.interval.upper)})`)] : null,
      el('br'), from];
  }

  /* Between machines the latency in proportion to the ruler stands for the latency. */
  function variants(gate) {
    const of = (v, metric) => gate.findings.find((f) => f.variant === v.variant && plain(f.metric) === metric);
    const time = (v) => { const latency = of(v, 'latency'); return latency && Format.isNumber(latency.change) ? latency : of(v, 'ruler') || latency; };
    return Dom.table('Each variant', ['variant', 'latency', 'accuracy', 'size', 'verdict'],
      gate.verdicts.map((v) => [{ text: [v.displayName, el('span', { class: 'beside' }, badge(v.verdict))] }, change(time(v)), change(of(v, 'accuracy')), change(of(v, 'size')), { text: badge(v.verdict) }]), { class: 'outcome' });
  }

  /* Why: all but the unchanged, which are a click away. */
  function findings(gate) {
    const names = Object.fromEntries(gate.verdicts.map((v) => [v.variant, v.displayName]));
    const same = gate.findings.filter(unchanged).length;
    const all = State.get('findings') === 'all';
    const shown = gate.findings.filter((f) => all || !unchanged(f));
    fill(byId('findings'),
      el('h3', {}, shown.length ? 'Why' : 'Nothing changed clearly'),
      shown.length ? Dom.table('Findings', ['variant', { text: 'metric', left: true }, { text: 'verdict', left: true }, { text: 'why', left: true }],
        shown.map((f) => [{ text: names[f.variant] || f.variant }, { text: String(f.metric).toLowerCase(), left: true }, { text: badge(f.verdict), left: true }, { text: f.sentence, left: true }]), { class: 'findings' }) : null,
      same ? el('button', { type: 'button', class: 'plain', id: 'all-findings', onclick: () => State.set({ findings: all ? 'changed' : 'all' }) }, all ? 'Only what is not unchanged' : `Show ${same} unchanged`) : null);
  }

  const side = ({ document: d }) => `${d.id} (${Format.date(d.createdAt)}, commit ${(d.gitCommit || 'unknown').slice(0, 12)})`;

  function show(run, other) {
    if (!other) return;
    byId('comparison-section').hidden = false;
    const [base, candidate] = Model.runs;
    const gate = Model.data.comparison;
    const blocking = gate.differences.some((d) => d.blocks.length > 0);
    fill(byId('comparison'),
      el('p', { class: 'ship' }, badge(gate.outcome), ' ', OUTCOMES[plain(gate.outcome)] || ''),
      variants(gate),
      el('p', { class: 'quiet' }, `${candidate.document.id} against ${base.document.id}. In brackets: ${Format.percent(gate.policy.confidence, 0)} % intervals of latencies, ${Format.percent(gate.policy.accuracyConfidence, 0)} % of accuracies.`),
      gate.differences.length ? el('details', { open: blocking }, el('summary', {}, `What the runs do not have in common (${gate.differences.length})`),
        el('ul', {}, gate.differences.map((d) => el('li', { class: d.blocks.length ? 'warning' : null },
          (d.variant ? d.variant + ': ' : '') + `${d.name}: ${d.base} → ${d.candidate}`
          + (d.blocks.length ? ` (not comparable: ${d.blocks.map((b) => String(b).toLowerCase()).join(', ')})` : ''))))) : null,
      el('div', { id: 'findings' }),
      el('details', {}, el('summary', {}, 'How this was judged'), el('ul', {}, [`Base: ${side(base)}`, `Candidate: ${side(candidate)}`, ...gate.notes, 'In the chart below an arrow leads from where a variant was to where it is.'].map((n) => el('li', {}, n)))));
    findings(gate);
    State.onChange((keys) => { if (keys.includes('findings')) findings(gate); });
  }

  State.define('findings', 'changed', State.isOne('changed', 'all'));
  return { show };
})();
