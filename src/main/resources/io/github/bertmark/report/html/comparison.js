/* Two runs side by side, with what the gate finds. */
const Comparison = (() => {
  const { el, fill, byId } = Dom;
  const WORDS = { improved: 'improved', noclearchange: 'no clear change', regressed: 'regressed', inconclusive: 'inconclusive', notcomparable: 'not comparable',
    dominates: 'better', tradeoff: 'trade-off' };
  const CLASS = { improved: 'good', dominates: 'good', pass: 'good', regressed: 'poor', worse: 'poor', regression: 'poor', tradeoff: 'fair', undecided: 'fair', inconclusive: 'fair' };
  const plain = (word) => String(word).toLowerCase().replace(/[^a-z]/g, '');
  const badge = (verdict) => el('span', { class: 'badge ' + (CLASS[plain(verdict)] || 'none') }, WORDS[plain(verdict)] || String(verdict).toLowerCase().replace(/_/g, ' '));

  function value(finding, x) {
    if (!Format.isNumber(x)) return Format.ABSENT;
    const unit = finding.unit || '';
    if (unit === 'ms') return Format.millis(x) + ' ms';
    if (unit.startsWith('bytes')) return Format.group(Math.round(x)) + ' B';
    return Number(x.toPrecision(5)) + (unit ? ' ' + unit : '');
  }

  function findings(gate) {
    const names = Object.fromEntries(gate.verdicts.map((v) => [v.variant, v.displayName]));
    return [
      el('p', { class: 'ship' }, 'Outcome: ', badge(gate.outcome)),
      gate.differences.length ? el('details', { open: gate.differences.some((d) => d.blocks.length > 0) }, el('summary', {}, `What the runs do not have in common (${gate.differences.length})`),
        el('ul', {}, gate.differences.map((d) => el('li', { class: d.blocks.length ? 'warning' : null },
          (d.variant ? d.variant + ': ' : '') + `${d.name}: ${d.base} → ${d.candidate}`
          + (d.blocks.length ? ` (not comparable: ${d.blocks.map((b) => String(b).toLowerCase()).join(', ')})` : ''))))) : null,
      el('ul', { class: 'verdicts' }, gate.verdicts.map((v) => el('li', {}, badge(v.verdict), ' ', el('strong', {}, v.displayName), ': ', v.sentence))),
      Dom.table('Findings', ['variant', { text: 'metric', left: true }, { text: 'verdict', left: true }, 'base', 'candidate', 'change', { text: 'why', left: true }],
        gate.findings.map((f) => [{ text: names[f.variant] || f.variant }, { text: String(f.metric).toLowerCase(), left: true }, { text: badge(f.verdict), left: true },
          value(f, f.base), value(f, f.candidate), change(f), { text: f.sentence, left: true }]), { class: 'findings' }),
      gate.notes.length ? el('ul', {}, gate.notes.map((n) => el('li', {}, n))) : null,
    ];
  }

  function change(f) {
    if (!Format.isNumber(f.change)) return Format.ABSENT;
    return plain(f.metric) === 'accuracy' ? Format.sign(f.change, 2) + ' points' : Format.sign(100 * (f.change - 1), 1) + ' %';
  }

  /* The figures beside each other, whatever the gate says. */
  function figures(base, candidate) {
    const ids = [...new Set([...base.variants, ...candidate.variants].map((v) => v.id))];
    const rows = ids.map((id) => {
      const [a, b] = [base, candidate].map((r) => r.variants.find((v) => v.id === id));
      const both = (write) => `${a ? write(a) : Format.ABSENT} → ${b ? write(b) : Format.ABSENT}`;
      return [{ text: (b || a).name }, both((v) => Format.millis(v.latency.meanMillis)), both((v) => Format.millis(v.latency.medianMillis)), both((v) => Format.millis(v.latency.p95Millis)),
        both((v) => Format.percent(v.acc)), both((v) => Format.mebibytes(v.bytes))];
    });
    return Dom.table('Base and candidate', ['base → candidate', 'mean of all calls (ms)', 'median of all calls (ms)', 'p95 of all calls (ms)', 'accuracy (%)', 'size (MiB)'], rows);
  }

  function show(run, other) {
    if (!other) return;
    byId('comparison-section').hidden = false;
    const [base, candidate] = Model.runs;
    fill(byId('comparison'),
      el('p', {}, `Base ${base.document.id} (${Format.date(base.document.createdAt)}, commit ${(base.document.gitCommit || 'unknown').slice(0, 12)}) against candidate `
        + `${candidate.document.id} (${Format.date(candidate.document.createdAt)}, commit ${(candidate.document.gitCommit || 'unknown').slice(0, 12)}). `
        + 'In the chart above, an arrow leads from where a variant was to where it is.'),
      Model.data.comparison ? findings(Model.data.comparison) : null,
      figures(base, candidate));
  }

  return { show };
})();
