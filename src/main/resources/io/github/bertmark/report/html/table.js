/* All variants in figures: sortable, against a baseline of choice, to be copied as Markdown or CSV. */
const Table = (() => {
  const { el, fill, byId } = Dom;
  let run;

  const baseline = (of) => (of.variants.some((v) => v.id === State.get('base')) ? State.get('base') : of.variants[0].id);
  const metric = () => State.get('latency');

  /* The order of the figures; others follow. */
  const PLACES = ['latency-mean', 'latency-median', 'latency-p95', 'latency-p99', 'accuracy', 'size', 'macro-f1', 'out-of-scope-recall', 'allocation'];
  /* Those that a phone has room for, and those that show unless more are asked for. */
  const NARROW = () => ['name', metric(), 'accuracy', 'size'];
  const USUAL = () => [...NARROW(), 'interval', 'speed', 'p95', 'why'];
  const more = () => State.get('columns') === 'all';
  /* A mean with its deviation. */
  const ALSO = { 'latency-mean': { head: 'mean ± std (ms)', title: 'Mean of all timed calls, and their standard deviation.',
    text: (v) => `${Format.millis(v.latency.meanMillis)} ± ${Format.fixed(v.latency.standardDeviationMillis, Format.decimals(v.latency.meanMillis))}` } };

  function columns() {
    const base = run.variants.find((v) => v.id === baseline(run));
    const onFrontier = Pareto.probabilities(run, metric());
    const frontier = new Set(Pareto.frontier(Pareto.at(run.variants, metric())).map((p) => p.id));
    const name = Model.METRICS[metric()].name;
    /* Of one fork no interval bears a ratio. */
    const ratio = (v) => (v !== base && v.has(metric()) && base.has(metric()) && run.document.protocol.forks > 1 ? v.millis(metric()) / base.millis(metric()) : null);
    const speed = (v) => (ratio(v) === null ? Format.ABSENT : ratio(v) > 1 ? `${Format.factor(ratio(v))} slower` : `${Format.factor(1 / ratio(v))} faster`);
    const latency = [
      { key: 'interval', head: `95 % of the ${name} (ms)`, title: `The interval that holds the ${name} of further JVMs' forks at 95 %.`, value: (v) => v.millisInterval(metric())?.lower ?? Infinity, text: (v) => Format.interval(v.millisInterval(metric()), Format.millis) },
      { key: 'speed', head: `than ${base.name}`, title: `How many times faster or slower than ${base.name}, by the ${name}.`, value: (v) => ratio(v) ?? 1, text: speed }];
    /* What stands behind a figure, made of it. */
    const derived = {
      size: [{ key: 'sizeRatio', head: `size, % of ${base.name}'s`, title: `Size of the model file in per cent of ${base.name}'s.`, value: (v) => v.bytes / base.bytes, text: (v) => Format.percent(v.bytes / base.bytes, 0) }],
      [Model.METRICS[metric()].figure]: latency,
      accuracy: [
        { key: 'accInterval', head: '95 % of it (%)', title: 'The interval of the accuracy at 95 %, over queries (Wilson).', value: (v) => -v.accuracy.wilson95.lower, text: (v) => Format.interval(v.accuracy.wilson95, Format.percent) },
        { key: 'accGap', head: 'accuracy, points', title: `Points of accuracy above or below ${base.name}.`, value: (v) => base.acc - v.acc, text: (v) => (v === base ? '0' : Format.points(v.acc - base.acc)) }],
    };
    const measured = (f) => ({ key: f.key, head: f.head, title: f.description,
      value: (v) => (v.value(f.id) === null ? Infinity : (f.higherIsBetter ? -1 : 1) * v.value(f.id)), text: (v) => Format.figure(f, v.value(f.id)) });
    const place = (f) => (f.key === metric() ? -1 : PLACES.includes(f.id) ? PLACES.indexOf(f.id) : PLACES.length);
    const figures = Model.figures.filter((f) => f.headline || f.key === metric() || PLACES.includes(f.id)).sort((a, b) => place(a) - place(b));
    const all = [
      { key: 'name', head: 'variant', title: 'What was measured; the mark is that of the charts.', value: (v) => v.name, text: (v) => v.name, plain: true },
      ...figures.flatMap((f) => [{ ...measured(f), ...(ALSO[f.id] || {}) }, ...(derived[f.id] || [])]),
      { key: 'pareto', head: 'Pareto', title: 'A star: no other is as fast, as accurate and as small. In how many resamplings that is so.', value: (v) => -onFrontier[v.id], text: (v) => (frontier.has(v.id) ? '★ ' : '') + Format.chance(v.has(metric()) ? onFrontier[v.id] : null, run.drawCount) },
      { key: 'chosen', head: 'chosen', title: 'In how many resamplings of forks and queries it is the choice.', value: (v) => -Picker.verdict(v).share, text: (v) => Format.chance(Picker.verdict(v).share, run.drawCount) },
      { key: 'why', head: 'why not', title: 'What keeps it from being the one to ship under the budget.', value: (v) => Picker.verdict(v).why, text: (v) => Picker.verdict(v).why, plain: true },
    ];
    /* No column that is empty in every row. */
    return { all: all.filter((c) => run.variants.some((v) => c.text(v) !== Format.ABSENT)), base };
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
    const { all: every, base } = columns();
    const all = every.filter((c) => more() || USUAL().includes(c.key) || c.key === State.get('sort'));
    const kind = (c) => (c.plain ? c.key : 'number') + (NARROW().includes(c.key) ? '' : ' wide');
    const head = all.map((c) => {
      const active = State.get('sort') === c.key;
      const order = State.get('order') === 'desc' ? 'descending' : 'ascending';
      return el('th', { scope: 'col', title: c.title, class: kind(c), 'aria-sort': active ? order : 'none' },
        el('button', { type: 'button', class: 'sort', id: 'sort-' + c.key, 'data-key': c.key, onclick: () => sortBy(c.key) },
          c.head, el('span', { 'aria-hidden': 'true', class: 'arrow' }, active ? (order === 'ascending' ? ' ▲' : ' ▼') : '')));
    });
    const rows = sorted(every).map((v) => el('tr', { 'data-variant': v.id, class: v === base ? 'base' : null },
      all.map((c, i) => (i === 0
        ? el('th', { scope: 'row' }, el('span', { class: 'swatch', 'aria-hidden': 'true', style: null }, mark(v)), ' ', v.name, v === base ? el('span', { class: 'quiet' }, ' (baseline)') : '', el('span', { class: 'beside quiet' }, Picker.verdict(v).why))
        : el('td', { class: kind(c) }, c.text(v))))));
    fill(byId('variants'), el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'All variants' },
      el('table', { id: 'variant-table', class: more() ? null : 'few' }, el('caption', { class: 'unseen' }, 'All variants, compared with ' + base.name),
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
      Dom.toggle('more-columns', 'more columns', more(), (on) => State.set({ columns: on ? 'all' : 'few' })),
      Dom.select('base', 'Compared with', run.variants.map((v) => [v.id, v.name]), baseline(run), (v) => State.set({ base: v })),
      copier('copy-markdown', 'Copy as Markdown', markdown), copier('copy-csv', 'Copy as CSV', csv));
    draw();
    State.onChange((keys) => {
      byId('base').value = baseline(run);
      byId('more-columns').checked = more();
      if (keys.some((k) => ['base', 'sort', 'order', 'latency', 'columns', 'prefer', 'maxMs', 'maxMiB', 'minAcc'].includes(k) || k.startsWith('limit-'))) draw();
    });
  }

  State.define('base', '');
  State.define('columns', 'few', State.isOne('few', 'all'));
  State.define('sort', '');
  State.define('order', 'asc', State.isOne('asc', 'desc'));
  return { show, baseline, mark, markdown, csv };
})();
