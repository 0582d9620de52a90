/* The queries that two variants, or one variant in two runs, answer differently. */
const Flips = (() => {
  const { el, fill, byId } = Dom;
  const PAGE = 50;
  const KINDS = {
    all: 'all that differ', broken: 'right, then wrong', fixed: 'wrong, then right', other: 'wrong in both, differently',
  };
  let sides;
  let page = PAGE;

  function candidates(run, other) {
    const of = (r, suffix) => r.predictions ? r.variants.filter((v) => r.predictions.has(v.id)).map((v) => ({
      key: v.id + suffix, id: v.id, run: r, name: v.name + (other ? ` in ${r.document.id}` : '') })) : [];
    const comparable = other && Model.sameQueries(run, other) ? of(other, '@other') : [];
    return [...of(run, ''), ...comparable];
  }

  function side(key, fallback) {
    return sides.find((s) => s.key === State.get(key)) || fallback;
  }
  function chosen() {
    const first = sides[0];
    const otherRun = sides.find((s) => s.id === Model.data.studied && s.key.endsWith('@other'));
    const studied = sides.find((s) => s.key === Model.data.studied) || sides[sides.length - 1];
    if (otherRun) return [side('a', otherRun), side('b', studied)];
    return [side('a', first === studied ? sides[1] : first), side('b', studied)];
  }

  /* Labels of the two sides by name, since two runs may number them differently. */
  function flips(a, b) {
    const [pa, pb] = [a.run.predictions, b.run.predictions];
    const [xa, xb] = [pa.of(a.id), pb.of(b.id)];
    const rows = [];
    let [broken, fixed, other, same] = [0, 0, 0, 0];
    for (let i = 0; i < Math.min(pa.expected.length, pb.expected.length); i++) {
      const expected = pa.labels[pa.expected[i]];
      const [la, lb] = [pa.labels[xa.predicted[i]], pb.labels[xb.predicted[i]]];
      if (la === lb) { same++; continue; }
      const kind = la === expected ? 'broken' : lb === expected ? 'fixed' : 'other';
      if (kind === 'broken') broken++;
      else if (kind === 'fixed') fixed++;
      else other++;
      const at = Model.data.runs[a.run.index].predictions.positions?.[i] ?? i;
      rows.push({ i: at, kind, expected, a: la, b: lb, scoreA: xa.scores[i], scoreB: xb.scores[i], text: Model.texts ? Model.texts.queries[at] : null });
    }
    return { rows, broken, fixed, other, same };
  }

  /* McNemar's exact test: of the queries that only one side has right, is half of either a chance result? */
  function mcnemar(x, y) {
    const n = x + y;
    if (n === 0) return 1;
    const logFactorial = [0];
    for (let i = 1; i <= n; i++) logFactorial[i] = logFactorial[i - 1] + Math.log(i);
    let p = 0;
    for (let k = 0; k <= Math.min(x, y); k++) p += Math.exp(logFactorial[n] - logFactorial[k] - logFactorial[n - k] - n * Math.LN2);
    return Math.min(1, 2 * p);
  }

  let shown = null;
  function compute() {
    const [a, b] = chosen();
    if (!shown || shown.a !== a || shown.b !== b) shown = { a, b, ...flips(a, b) };
    return shown;
  }

  function draw() {
    const now = compute();
    const total = now.same + now.rows.length;
    const p = mcnemar(now.broken, now.fixed);
    fill(byId('flip-note'), `Of ${Format.group(total)} queries both answer ${Format.group(now.same)} alike. From ${now.a.name} to ${now.b.name}, ${now.broken} answers break, ${now.fixed} get right and ${now.other} are wrong in another way. `
      + (now.broken + now.fixed === 0 ? '' : p < 0.05 ? `The difference in accuracy is no accident of these queries (McNemar's exact test, p ${p < 0.001 ? '< 0.001' : '= ' + p.toFixed(3)}).`
        : `The difference in accuracy could be an accident of these queries (McNemar's exact test, p = ${p.toFixed(2)}).`));
    const words = State.get('q').toLowerCase().split(/\s+/).filter(Boolean);
    const found = now.rows.filter((r) => (State.get('kind') === 'all' || r.kind === State.get('kind'))
      && words.every((w) => [r.text || '', r.expected, r.a, r.b, '#' + r.i].some((t) => t.toLowerCase().includes(w))));
    fill(byId('flip-count'), `${Format.group(found.length)} of ${Format.group(now.rows.length)} flipped queries`);
    const answer = (label, score, right) => el('span', { class: right ? 'right' : 'wrong' }, el('span', { 'aria-hidden': 'true' }, right ? '✓\u00a0' : '✗\u00a0'), Dom.breakable(label),
      el('span', { class: 'quiet' }, ' ' + Format.percent(score, 0) + '\u00a0%'), el('span', { class: 'unseen' }, right ? ' (right)' : ' (wrong)'));
    fill(byId('flip-table'), Dom.table('Flipped queries', ['query', { text: 'expected', left: true }, { text: now.a.name, left: true }, { text: now.b.name, left: true }],
      found.slice(0, page).map((r) => [{ text: [el('span', { class: 'quiet' }, `#${r.i} `), r.text || ''] }, { text: Dom.breakable(r.expected), left: true },
        { text: answer(r.a, r.scoreA, r.a === r.expected), left: true }, { text: answer(r.b, r.scoreB, r.b === r.expected), left: true }]), { class: Model.texts ? 'flips texts' : 'flips' }),
    found.length > page ? el('button', { type: 'button', class: 'plain', id: 'more-flips', onclick: () => { page += 4 * PAGE; draw(); } }, `Show more (${found.length - page} left)`) : null);
  }

  function show(run, other) {
    sides = candidates(run, other);
    byId('flips-section').hidden = sides.length < 2;
    if (sides.length < 2) return;
    const [a, b] = chosen();
    const options = sides.map((s) => [s.key, s.name]);
    const search = el('input', { type: 'search', id: 'q', value: State.get('q'), placeholder: Model.texts ? 'words, intents' : 'intents, #number', oninput: (e) => { page = PAGE; State.set({ q: e.target.value }); } });
    fill(byId('flip-controls'), Dom.select('a', 'From', options, a.key, (v) => State.set({ a: v })), Dom.select('b', 'to', options, b.key, (v) => State.set({ b: v })),
      Dom.select('kind', 'Show', Object.entries(KINDS), State.get('kind'), (v) => { page = PAGE; State.set({ kind: v }); }),
      el('label', { class: 'field', for: 'q' }, el('span', {}, 'Search'), search));
    draw();
    State.onChange((keys) => {
      if (!keys.some((k) => ['a', 'b', 'kind', 'q'].includes(k))) return;
      const [x, y] = chosen();
      byId('a').value = x.key;
      byId('b').value = y.key;
      byId('kind').value = State.get('kind');
      if (document.activeElement !== search) search.value = State.get('q');
      draw();
    });
  }

  State.define('a', '');
  State.define('b', '');
  State.define('kind', 'all', (v) => Object.hasOwn(KINDS, v));
  State.define('q', '');
  return { show, mcnemar };
})();
