/* All variants in figures: sortable, against a baseline of choice, to be copied as Markdown or CSV. */
const Table = (() => {
  const { el, fill, byId } = Dom;
  let run;

  const baseline = (of) => (of.variants.some((v) => v.id === State.get('base')) ? State.get('base') : of.variants[0].id);
  const metric = () => State.get('latency');

  /* The order of the figures; others follow. */
  const PLACES = ['size', 'latency-mean', 'latency-median', 'latency-p95', 'latency-p99', 'accuracy', 'macro-f1', 'out-of-scope-recall', 'allocation'];
  /* A mean with its deviation. */
  const ALSO = { 'latency-mean': { head: 'mean ± std (ms)',
    text: (v) => `${Format.millis(v.latency.meanMillis)} ± ${Format.fixed(v.latency.standardDeviationMillis, Format.decimals(v.latency.meanMillis))}` } };

  function columns() {
    const base = run.variants.find((v) => v.id === baseline(run));
    const onFrontier = Pareto.probabilities(run, metric());
    const frontier = new Set(Pareto.frontier(Pareto.at(run.variants, metric())).map((p) => p.id));
    const name = Model.METRICS[metric()].name;
    /* Of one fork no interval bears a ratio. */
    const ratio = (v) => (v.has(metric()) && base.has(metric()) && run.document.protocol.forks > 1 ? v.millis(metric()) / base.millis(metric()) : null);
    const ratios = [{ key: 'ratio', head: `${name}, ratio`, value: (v) => ratio(v) ?? Infinity, text: (v) => Format.factor(ratio(v)) }];
    /* What stands behind a figure, made of it. */
    const derived = {
      size: [{ key: 'sizeRatio', head: 'size, ratio', value: (v) => v.bytes / base.bytes, text: (v) => Format.factor(v.bytes / base.bytes) }],
      'latency-mean': [{ key: 'interval', head: `95 % of the ${name} (ms)`, value: (v) => v.millisInterval(metric())?.lower ?? Infinity, text: (v) => Format.interval(v.millisInterval(metric()), Format.millis) }],
      accuracy: [
        { key: 'accInterval', head: '95 % of it (%)', value: (v) => -v.accuracy.wilson95.lower, text: (v) => Format.interval(v.accuracy.wilson95, Format.percent) },
        { key: 'accGap', head: 'accuracy, points', value: (v) => base.acc - v.acc, text: (v) => (v === base ? '0' : Format.points(v.acc - base.acc)) }],
    };
    const measured = (f) => ({ key: f.key, head: f.head, title: f.description,
      value: (v) => (v.value(f.id) === null ? Infinity : (f.higherIsBetter ? -1 : 1) * v.value(f.id)), text: (v) => Format.figure(f, v.value(f.id)) });
    const figures = Model.figures.filter((f) => (f.headline || PLACES.includes(f.id)) && run.variants.some((v) => v.value(f.id) !== null));
    const place = (f) => (PLACES.includes(f.id) ? PLACES.indexOf(f.id) : PLACES.length);
    /* Behind the last of the latencies. */
    const last = figures.filter((f) => f.metric === 'latency').sort((a, b) => place(a) - place(b)).at(-1);
    const behind = (f) => [...(derived[f.id] || []), ...(f === last ? ratios : [])];
    const all = [
      { key: 'name', head: 'variant', value: (v) => v.name, text: (v) => v.name, plain: true },
      { key: 'pareto', head: 'Pareto', value: (v) => -onFrontier[v.id], text: (v) => (frontier.has(v.id) ? '★ ' : '') + Format.chance(v.has(metric()) ? onFrontier[v.id] : null, run.drawCount) },
      ...figures.sort((a, b) => place(a) - place(b)).flatMap((f) => [{ ...measured(f), ...(ALSO[f.id] || {}) }, ...behind(f)]),
    ];
    return { all, base };
  }

  function sorted(all) {
    const column = all.find((c) => c.key === State.get('sort'));
    if (!column) return run.variants;
    const way = State.get('order') === 'desc' ? -1 : 1;
    return [...run.variants].sort((a, b) => {
      const [x, y] = [column.value(a), column.value(b)];
      return way * (typeof x === 'string' ? x.localeCompare(y) : x - y) || a.index - b.index;
    });
  }

  function sortBy(key) {
    const again = State.get('sort') === key;
    State.set({ sort: again && State.get('order') === 'desc' ? '' : key, order: again && State.get('order') === 'asc' ? 'desc' : 'asc' });
  }

  function draw() {
    const { all, base } = columns();
    const head = all.map((c) => {
      const active = State.get('sort') === c.key;
      const order = State.get('order') === 'desc' ? 'descending' : 'ascending';
      return el('th', { scope: 'col', title: c.title, class: c.plain ? null : 'number', 'aria-sort': active ? order : 'none' },
        el('button', { type: 'button', class: 'sort', id: 'sort-' + c.key, 'data-key': c.key, onclick: () => sortBy(c.key) },
          c.head, el('span', { 'aria-hidden': 'true', class: 'arrow' }, active ? (order === 'ascending' ? ' ▲' : ' ▼') : '')));
    });
    const rows = sorted(all).map((v) => el('tr', { 'data-variant': v.id, class: v === base ? 'base' : null },
      all.map((c, i) => (i === 0
        ? el('th', { scope: 'row' }, el('span', { class: 'swatch', 'aria-hidden': 'true', style: null }, mark(v)), ' ', v.name, v === base ? el('span', { class: 'quiet' }, ' (baseline)') : '')
        : el('td', { class: 'number' }, c.text(v))))));
    fill(byId('variants'), el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'All variants' },
      el('table', { id: 'variant-table' }, el('caption', { class: 'unseen' }, 'All variants; ratios are against ' + base.name),
        el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows))));
  }

  /* The variant's shape in its colour, as in the charts. */
  function mark(v) {
    const glyph = { circle: '●', rect: '■', triangle: '▲', diamond: '◆' }[Theme.shape(v.index)];
    const span = el('span', {}, glyph);
    span.style.color = Theme.colour(v.index);
    return span;
  }

  function cells() {
    const { all } = columns();
    /* As a program reads it: no thin spaces within numbers, no other but plain ones. */
    const plain = (text) => text.replace(/\u202f/g, '').replace(/\u00a0/g, ' ');
    return [all.map((c) => c.head), ...sorted(all).map((v) => all.map((c) => plain(c.text(v))))];
  }

  const escapeMarkdown = (text) => text.replace(/[\r\n]+/g, ' ').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/([\\`*_[\]{}#~|$>])/g, '\\$1');
  function markdown() {
    const [head, ...rows] = cells();
    const line = (row) => '| ' + row.join(' | ') + ' |\n';
    return line(head) + '| --- |' + ' ---: |'.repeat(head.length - 1) + '\n' + rows.map((r) => line(r.map(escapeMarkdown))).join('');
  }
  /* A cell that a spreadsheet would take for a formula gets an apostrophe. */
  const quote = (cell) => { const safe = /^[=@+\t\r-]/.test(cell) && !/^[+−-]?[\d.]/.test(cell) ? "'" + cell : cell;
    return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe; };
  const csv = () => cells().map((row) => row.map(quote).join(',') + '\r\n').join('');

  async function copy(text, button) {
    const said = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    } catch {
      const area = el('textarea', { class: 'unseen' }, text);
      document.body.append(area);
      area.select();
      button.textContent = document.execCommand('copy') ? 'Copied' : 'Could not copy';
      area.remove();
    }
    setTimeout(() => { button.textContent = said; }, 1500);
  }

  function show(shown) {
    run = shown;
    const copier = (id, label, text) => el('button', { type: 'button', id, onclick: (e) => copy(text(), e.target) }, label);
    fill(byId('table-controls'),
      Dom.select('base', 'Ratios against', run.variants.map((v) => [v.id, v.name]), baseline(run), (v) => State.set({ base: v })),
      copier('copy-markdown', 'Copy as Markdown', markdown), copier('copy-csv', 'Copy as CSV', csv));
    draw();
    State.onChange((keys) => {
      byId('base').value = baseline(run);
      if (keys.some((k) => ['base', 'sort', 'order', 'latency'].includes(k))) draw();
    });
  }

  State.define('base', '');
  State.define('sort', '');
  State.define('order', 'asc', State.isOne('asc', 'desc'));
  return { show, baseline, mark, markdown, csv };
})();
