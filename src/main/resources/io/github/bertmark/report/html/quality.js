/* Where the answers are right and where not, and whether the scores can be believed. */
const Quality = (() => {
  const { el, fill, byId } = Dom;
  const BINS = 15;
  const FEW = 12;
  let run;

  const chosen = () => run.variants.find((v) => v.id === State.get('acc') && run.predictions.has(v.id)) || known().find((v) => v.id === Model.data.studied) || known()[0];
  const domains = () => Object.keys(Model.data.domains).length > 0;
  const known = () => run.variants.filter((v) => run.predictions.has(v.id));

  /* Per label: how often expected, predicted, both; per pair of labels how often confused. */
  const counted = new Map();
  function count(v) {
    if (counted.has(v.id)) return counted.get(v.id);
    const { labels, expected } = run.predictions;
    const { predicted } = run.predictions.of(v.id);
    const intents = labels.map((label) => ({ label, expected: 0, predicted: 0, both: 0 }));
    const confusions = new Map();
    expected.forEach((e, i) => {
      intents[e].expected++;
      intents[predicted[i]].predicted++;
      if (e === predicted[i]) intents[e].both++;
      else {
        const pair = e * labels.length + predicted[i];
        if (!confusions.has(pair)) confusions.set(pair, { expected: e, predicted: predicted[i], queries: [] });
        confusions.get(pair).queries.push(i);
      }
    });
    const domains = new Map();
    for (const intent of intents.filter((i) => i.expected > 0)) {
      const name = run.predictions.domainOf(intent.label);
      const sum = domains.get(name) || { expected: 0, both: 0 };
      sum.expected += intent.expected;
      sum.both += intent.both;
      domains.set(name, sum);
    }
    const result = { intents, confusions: [...confusions.values()].sort((a, b) => b.queries.length - a.queries.length || a.expected - b.expected), domains };
    counted.set(v.id, result);
    return result;
  }

  /* Expected calibration error over bins of equal width, weighted by their queries. */
  function calibration(v) {
    const { expected } = run.predictions;
    const { predicted, scores } = run.predictions.of(v.id);
    const bins = Array.from({ length: BINS }, () => ({ count: 0, right: 0, score: 0 }));
    scores.forEach((score, i) => {
      const bin = bins[Math.min(BINS - 1, Math.floor(score * BINS))];
      bin.count++;
      bin.score += score;
      bin.right += expected[i] === predicted[i] ? 1 : 0;
    });
    const total = scores.length;
    const error = bins.reduce((sum, b) => sum + (b.count ? Math.abs(b.right - b.score) / total : 0), 0);
    return { bins, error, meanScore: bins.reduce((s, b) => s + b.score, 0) / total, accuracy: bins.reduce((s, b) => s + b.right, 0) / total };
  }

  const right = (v, name) => { const d = count(v).domains.get(name); return (100 * d.both) / d.expected; };
  /* What the others are held against: many variants are right about as often, so that only the differences are seen. */
  const against = () => (known().length < 2 ? null : known().find((v) => v.id === Table.baseline(run)) || known()[0]);

  function domainOption(small, width) {
    const base = against();
    const shown = known().filter((v) => v !== base);
    const legend = Charts.legend(shown.map((v) => v.name), width, { top: 0 });
    const names = [...count(known()[0]).domains.keys()].sort((a, b) => lowest(b) - lowest(a));
    const APART = 4;
    const ROW = 14 + Math.max(12, APART * shown.length);
    function lowest(name) { return Math.min(...known().map((v) => right(v, name))); }
    return {
      height: 60 + legend.high + ROW * names.length,
      grid: { left: small ? 108 : 150, right: 20, top: 14 + legend.high, bottom: 44 },
      legend: legend.option,
      xAxis: Charts.axis({ type: 'value', max: base ? null : 100, scale: !base, name: base ? `points above or below ${base.name}` : 'answered rightly (%)', nameLocation: 'middle', nameGap: 28 }),
      yAxis: Charts.axis({ type: 'category', data: names, splitLine: { show: true, lineStyle: { color: Theme.css('--grid') } },
        axisLabel: { color: Theme.css('--text'), interval: 0, width: small ? 98 : 140, overflow: 'break', lineHeight: 14, formatter: (n) => n.replace(/_/g, ' ') + (base ? ` (${Format.fixed(right(base, n), 1)} %)` : '') } }),
      tooltip: { trigger: 'item' },
      series: shown.map((v, i) => ({
        type: 'scatter', name: v.name, symbol: Theme.shape(v.index), symbolSize: 10, symbolOffset: [0, APART * (i - (shown.length - 1) / 2)], itemStyle: { color: Theme.colour(v.index), opacity: 0.85, borderColor: Theme.css('--ground'), borderWidth: 1 },
        data: names.map((n) => [right(v, n) - (base ? right(base, n) : 0), n]),
        markLine: i === 0 && base ? { silent: true, symbol: 'none', animation: false, label: { show: false }, lineStyle: { color: Theme.css('--quiet'), type: 'solid', width: 1 }, data: [{ xAxis: 0 }] } : undefined,
        tooltip: { formatter: (p) => { const d = count(v).domains.get(p.value[1]); return Charts.tip(p.value[1].replace(/_/g, ' '), [[v.name, `${d.both} of ${d.expected}, ${Format.percent(d.both / d.expected)} %`]]); } },
      })),
    };
  }

  function calibrationOption(small) {
    const v = chosen();
    const { bins } = calibration(v);
    const filled = bins.filter((b) => b.count > 0);
    return {
      height: small ? 320 : 340,
      grid: { left: 48, right: 20, top: 34, bottom: 44 },
      xAxis: Charts.axis({ type: 'value', min: 0, max: 100, name: 'mean score of the bin (%)', nameLocation: 'middle', nameGap: 28 }),
      yAxis: Charts.axis({ type: 'value', min: 0, max: 100, name: 'answered rightly (%)', nameTextStyle: { align: 'left', color: Theme.css('--quiet'), padding: [0, 0, 0, -36] } }),
      tooltip: { trigger: 'item' },
      series: [
        { type: 'line', data: [[0, 0], [100, 100]], symbol: 'none', silent: true, lineStyle: { color: Theme.css('--quiet'), type: 'dashed', width: 1 } },
        { type: 'line', name: v.name, data: filled.map((b) => [(100 * b.score) / b.count, (100 * b.right) / b.count]),
          symbol: Theme.shape(v.index), symbolSize: (_, p) => 5 + 14 * Math.sqrt(filled[p.dataIndex].count / Math.max(...filled.map((b) => b.count))),
          lineStyle: { color: Theme.colour(v.index), width: 1.5 }, itemStyle: { color: Theme.colour(v.index) },
          tooltip: { formatter: (p) => Charts.tip('Score about ' + Format.fixed(p.value[0], 0) + ' %', [['queries', String(filled[p.dataIndex].count)], ['answered rightly', Format.fixed(p.value[1], 1) + ' %']]) } },
      ],
    };
  }

  /* A quick look classified but some positions of the split. */
  const example = (query) => (Model.texts ? Model.texts.queries[Model.data.runs[run.index].predictions.positions?.[query] ?? query] : null);

  function intents(v) {
    const search = State.get('intent').toLowerCase();
    const all = State.get('allIntents') === '1';
    const ranked = count(v).intents.filter((i) => i.expected > 0 && i.label.toLowerCase().includes(search))
      .sort((a, b) => a.both / a.expected - b.both / b.expected || a.label.localeCompare(b.label));
    const shown = all ? ranked : ranked.slice(0, FEW);
    fill(byId('intent-table'), Dom.table('Intents, the worst first', ['intent', ...(domains() ? [{ text: 'domain', left: true }] : []), 'queries', 'recall (%)', 'precision (%)', 'F1'],
      shown.map((i) => [{ text: i.label }, ...(domains() ? [{ text: run.predictions.domainOf(i.label).replace(/_/g, ' '), left: true }] : []), String(i.expected), Format.percent(i.both / i.expected, 1),
        i.predicted ? Format.percent(i.both / i.predicted, 1) : Format.ABSENT, Format.fixed((2 * i.both) / (i.expected + i.predicted), 3)])),
    ranked.length > FEW ? el('button', { type: 'button', class: 'plain', id: 'all-intents', onclick: () => State.set({ allIntents: all ? '0' : '1' }) },
      all ? 'Only the worst' : `All ${ranked.length} intents`) : null);
  }

  function confusions(v) {
    const { labels } = run.predictions;
    fill(byId('confusion-table'), Dom.table('The worst confusions', ['expected', { text: 'answered', left: true }, 'queries'].concat(Model.texts ? [{ text: 'such as', left: true }] : []),
      count(v).confusions.slice(0, FEW).map((c) => [{ text: labels[c.expected] }, { text: labels[c.predicted], left: true }, String(c.queries.length)]
        .concat(Model.texts ? [{ text: example(c.queries[0]), left: true }] : []))));
  }

  function summary() {
    const oos = run.predictions.labels.indexOf(Model.data.outOfScope);
    const detected = known().some((v) => v.accuracy.answers?.outOfScopeAuroc !== undefined);
    const biased = known().some((v) => v.accuracy.plain);
    const rows = known().map((v) => {
      const { intents: all } = count(v);
      const c = calibration(v);
      const o = oos >= 0 ? all[oos] : null;
      const inScope = all.filter((_, i) => i !== oos).reduce((s, i) => ({ n: s.n + i.expected, both: s.both + i.both }), { n: 0, both: 0 });
      const { answers } = v.accuracy;
      const outOfScope = [inScope.n ? Format.percent(inScope.both / inScope.n) : Format.ABSENT,
        o && o.expected ? Format.percent(o.both / o.expected) : Format.ABSENT, o && o.predicted ? Format.percent(o.both / o.predicted) : Format.ABSENT];
      const detection = [answers?.outOfScopeAuroc, answers?.outOfScopeAupr].map((area) => (area === undefined ? Format.ABSENT : Format.percent(area)));
      return [{ text: v.name }, Format.percent(v.acc), ...(biased ? [Format.percent((v.accuracy.plain || v.accuracy).accuracy)] : []), ...(oos >= 0 ? outOfScope : []), ...(detected ? detection : []),
        Format.fixed(v.accuracy.macroF1, 3), Format.percent(c.meanScore), Format.percent(c.error)];
    });
    fill(byId('quality-table'), Dom.table('Accuracy and calibration', ['', 'accuracy (%)', ...(biased ? ['as fine-tuned (%)'] : []),
      ...(oos >= 0 ? ['in scope (%)', 'out-of-scope recall (%)', 'out-of-scope precision (%)'] : []),
      ...(detected ? ['out-of-scope AUROC (%)', 'out-of-scope AUPR (%)'] : []), 'macro F1', 'mean score (%)', 'calibration error (%)'], rows));
  }

  function draw() {
    const v = chosen();
    const c = calibration(v);
    fill(byId('intent-heading'), v.name + ' by intent, the worst first');
    fill(byId('confusion-heading'), 'The worst confusions of ' + v.name);
    fill(byId('calibration-note'), `${v.name} is ${c.meanScore > c.accuracy ? 'overconfident' : 'underconfident'}: its scores promise ${Format.percent(c.meanScore, 1)} %, and ${Format.percent(c.accuracy, 1)} % are right. `
      + `Expected calibration error ${Format.percent(c.error, 1)} % (${BINS} bins). Points below the diagonal promise too much; the larger, the more queries.`);
    intents(v);
    confusions(v);
  }

  function show(shown) {
    run = shown;
    const absent = !run.predictions || known().length === 0;
    byId('quality-absent').hidden = !absent;
    byId('quality-section').hidden = absent;
    if (absent) return;
    summary();
    const search = el('input', { type: 'search', id: 'intent', value: State.get('intent'), oninput: (e) => State.set({ intent: e.target.value }) });
    fill(byId('quality-controls'), Dom.select('acc', 'Variant', known().map((v) => [v.id, v.name]), chosen().id, (v) => State.set({ acc: v })));
    fill(byId('intent-controls'), el('label', { class: 'field', for: 'intent' }, el('span', {}, 'Search intents'), search));
    draw();
    byId('domains-part').hidden = !domains();
    if (domains()) Charts.mount('domains', domainOption, () => 'Accuracy by domain: ' + known().map((v) => v.name + ': ' + [...count(v).domains].map(([n, d]) => `${n} ${Format.percent(d.both / d.expected, 1)} %`).join(', ')).join('. '));
    Charts.mount('calibration', calibrationOption, () => byId('calibration-note').textContent);
    State.onChange((keys) => {
      if (keys.includes('base')) Charts.redraw('domains');
      if (!keys.some((k) => ['acc', 'intent', 'allIntents'].includes(k))) return;
      byId('acc').value = chosen().id;
      if (document.activeElement !== search) search.value = State.get('intent');
      draw();
      if (keys.includes('acc')) Charts.redraw('calibration');
    });
  }

  State.define('acc', '');
  State.define('intent', '');
  State.define('allIntents', '0', State.isOne('0', '1'));
  return { show };
})();
