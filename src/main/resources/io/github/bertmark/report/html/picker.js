/* The answer, and the budget that it is the answer to. */
const Picker = (() => {
  const { el, fill, byId } = Dom;
  const STEPS = 1000;
  let run;

  function limits() {
    const floor = State.get('minAcc');
    return {
      ms: State.number('maxMs'),
      mib: State.number('maxMiB'),
      acc: floor === 'auto' ? defaultFloor() : State.number('minAcc'),
      further: Model.FURTHER.map((figure) => ({ figure, limit: State.number(stateOf(figure)) })).filter(({ limit }) => limit !== null),
    };
  }

  /* What gives up at most a point of the accuracy of the run's first variant, as in the other reports. */
  function defaultFloor() {
    return Number((100 * (run.variants.find((v) => v.doubt === null) || run.variants[0]).acc - 1).toFixed(2));
  }

  const stateOf = (figure) => 'limit-' + figure.id;
  const metric = () => State.get('latency');
  const prefer = () => State.get('prefer');
  const isDefault = () => State.get('minAcc') === 'auto' && State.get('maxMs') === '' && State.get('maxMiB') === '' && limits().further.length === 0;

  /* Of one fork nothing can be sure: how JVMs differ is unknown. */
  function sureness(share) {
    if (run.document.protocol.forks < 2) return ['cannot tell', 'none'];
    return share >= 0.95 ? ['sure', 'good'] : share >= 0.8 ? ['likely', 'fair'] : ['a close call', 'poor'];
  }

  function runnerUp({ share }, chosen) {
    const [next] = run.variants.filter((v) => v.id !== chosen.id && share[v.id] > 0).sort((a, b) => share[b.id] - share[a.id]);
    return next ? `; the runner-up is ${next.name}, in ${Format.chance(share[next.id], run.drawCount)}` : '';
  }

  function answer() {
    const limit = limits();
    const decision = Budget.decide(run, metric(), limit, prefer());
    const chosen = decision.chosen && run.variants.find((v) => v.id === decision.chosen.id);
    const box = byId('answer');
    if (!run.variants.some((v) => v.has(metric()))) {
      const { name, takes } = Model.METRICS[metric()];
      fill(box,
        el('p', { class: 'ship', id: 'recommendation', 'data-variant': '' }, `This run has too few calls for a ${name}.`),
        el('p', {}, `It takes ${takes} calls a variant to bound a ${name}; this run timed ${Math.max(...run.variants.map((v) => v.latency.calls))}. `
          + 'Choose another latency, or time more calls.'));
    } else if (!chosen) {
      const nearest = Budget.nearest(run.variants, metric(), limit);
      fill(box,
        el('p', { class: 'ship', id: 'recommendation', 'data-variant': '' }, 'No variant is within this budget.'),
        el('p', {}, `The budget: ${words(limit)}.`),
        nearest && el('p', { id: 'nearest', 'data-variant': nearest.variant.id },
          `Nearest is ${nearest.variant.name}: ${nearest.missed.map(({ cause }) => cause).join('; ')}. `
          + `It is let in by ${nearest.missed.map(({ relax }) => relax).join(' and ')}.`));
    } else {
      const share = decision.share[chosen.id];
      const others = run.variants.length - 1;
      fill(box,
        el('p', { class: 'ship', id: 'recommendation', 'data-variant': chosen.id }, 'Ship ', el('strong', {}, chosen.name)),
        el('p', {}, reason(chosen, limit)),
        others === 0 ? null : el('p', { class: 'sure' },
          el('span', { class: 'badge ' + sureness(share)[1] }, sureness(share)[0]),
          ` the same choice in ${Format.chance(share, run.drawCount)} of ${Format.group(run.drawCount)} resamplings`
          + ` of the forks and the queries${runnerUp(decision, chosen)}.`,
          decision.none > 0.005 ? ` No variant is within the budget in ${Format.chance(decision.none, run.drawCount)}.` : ''),
        run.document.protocol.forks < 2
          ? el('p', { class: 'warning' }, 'One fork a variant: how JVMs differ from each other is unknown, so trust this less.') : null);
    }
    judge(chosen, decision, limit);
  }

  function words(limit) {
    const parts = [
      limit.ms === null ? null : `${Model.METRICS[metric()].name} latency at most ${Format.millis(limit.ms)} ms`,
      limit.mib === null ? null : `size at most ${limit.mib} MiB`,
      limit.acc === null ? null : `accuracy at least ${limit.acc} %`,
      ...limit.further.map(({ figure, limit: bound }) => `${figure.name} at ${figure.higherIsBetter ? 'least' : 'most'} ${bound} ${figure.unit}`),
    ].filter(Boolean);
    return parts.length ? parts.join(', ') : 'no limits';
  }

  function reason(chosen, limit) {
    const figures = `${Format.millis(chosen.millis(metric()))} ms (${Model.METRICS[metric()].name}), `
      + `${Format.percent(chosen.acc)} % right, ${Format.mebibytes(chosen.bytes)} MiB`;
    if (run.variants.length === 1) return `The only variant of this run: ${figures}.`;
    const scope = isDefault() ? `that gives up at most a point of ${run.variants[0].name}'s accuracy` : `within the budget (${words(limit)})`;
    const base = run.variants.find((v) => v.id === Table.baseline(run));
    const against = base.id === chosen.id ? '' : ` Against ${base.name}: ${speed(base, chosen)}`
      + `${Format.points(chosen.acc - base.acc)} points of accuracy at ${Math.round(100 * chosen.bytes / base.bytes)} % of the size.`;
    return `The ${Budget.PREFERENCES[prefer()].name} ${scope}: ${figures}.${against}`;
  }

  /* As the headline has it: nothing where no interval bears it. */
  function speed(base, chosen) {
    const [a, b] = [base.millisInterval(metric()), chosen.millisInterval(metric())];
    if (!a || !b) return '';
    if (a.lower <= b.upper && b.lower <= a.upper) return 'not clearly apart in time, and ';
    const ratio = base.millis(metric()) / chosen.millis(metric());
    return (ratio >= 1 ? `${Format.factor(ratio)} faster` : `${Format.factor(1 / ratio)} slower`) + ' and ';
  }

  /* What the table says of each variant: why it is not the choice, and in how many resamplings it is. */
  let verdicts = {};
  function judge(chosen, decision, limit) {
    verdicts = Object.fromEntries(run.variants.map((v) => {
      const causes = Budget.failures(v, metric(), limit);
      const why = chosen && v.id === chosen.id ? 'the choice' : causes.length ? causes.join('; ') : Budget.behind(v, chosen, metric(), prefer());
      return [v.id, { why, share: v.has(metric()) ? decision.share[v.id] : null }];
    }));
  }

  /* A slider over [low, high], its last step "no limit", and a field for an exact value. */
  function slider({ key, label, unit, low, high, log, free, get, decimals }) {
    const at = (value) => Math.round(STEPS * (log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)));
    const value = (step) => (log ? low * (high / low) ** (step / STEPS) : low + (step / STEPS) * (high - low));
    const freeStep = free === 'high' ? STEPS : 0;
    const range = el('input', { type: 'range', min: 0, max: STEPS, id: key + '-slider', 'aria-label': `${label} (${unit})` });
    const field = el('input', { type: 'number', id: key, step: 'any', min: 0, inputmode: 'decimal', 'aria-label': `${label} in ${unit}`, placeholder: 'any' });
    const show = (typing) => {
      const now = get();
      range.value = now === null ? freeStep : Math.max(0, Math.min(STEPS, at(now)));
      range.setAttribute('aria-valuetext', now === null ? 'no limit' : `${now} ${unit}`);
      if (!typing) field.value = now === null ? '' : String(now);
    };
    range.addEventListener('input', () => {
      const step = Number(range.value);
      State.set({ [key]: step === freeStep ? '' : String(Number(value(step).toFixed(decimals))) });
    });
    field.addEventListener('input', () => { if (State.numeric(field.value)) State.set({ [key]: field.value }); });
    State.onChange(() => show(document.activeElement === field));
    show(false);
    return el('div', { class: 'slider' }, el('label', { for: key }, label), field, el('span', { class: 'unit' }, unit), range);
  }

  function controls() {
    const every = run.variants;
    const times = every.flatMap((v) => Object.keys(Model.METRICS).filter(v.has).map(v.millis));
    const sizes = every.map((v) => v.bytes / 1048576);
    const accuracies = every.map((v) => 100 * v.acc);
    const spread = Math.max(2, Math.max(...accuracies) - Math.min(...accuracies));
    const latency = Dom.select('latency', 'Latency is the', Model.choices(Model.METRICS, (m) => every.some((v) => v.has(m))),
      metric(), (v) => State.set({ latency: v }));
    const preference = Dom.select('prefer', 'Ship the', Object.entries(Budget.PREFERENCES).map(([k, p]) => [k, p.name]),
      prefer(), (v) => State.set({ prefer: v }));
    State.onChange(() => { byId('latency').value = metric(); byId('prefer').value = prefer(); });
    fill(byId('budget'),
      el('div', { class: 'fields' }, preference, latency),
      slider({ key: 'maxMs', label: 'Latency at most', unit: 'ms', low: Math.min(...times) * 0.8, high: Math.max(...times) * 1.25,
        log: true, free: 'high', get: () => limits().ms, decimals: 2 }),
      slider({ key: 'maxMiB', label: 'Size at most', unit: 'MiB', low: Math.min(...sizes) * 0.8, high: Math.max(...sizes) * 1.1 + 1,
        log: false, free: 'high', get: () => limits().mib, decimals: 0 }),
      slider({ key: 'minAcc', label: 'Accuracy at least', unit: '%', low: Math.max(0, Math.min(...accuracies) - spread),
        high: Math.min(100, Math.max(...accuracies) + 0.5), log: false, free: 'low', get: () => limits().acc, decimals: 1 }),
      el('div', { class: 'budget-end' }, further(), el('button', { type: 'button', class: 'plain', id: 'reset-budget',
        onclick: () => State.set({ maxMs: '', maxMiB: '', minAcc: 'auto', prefer: 'fastest', latency: 'mean',
          ...Object.fromEntries(Model.FURTHER.map((figure) => [stateOf(figure), ''])) }) }, 'Reset the budget')));
  }

  /* Limits of all else that was measured, folded away unless one is set. */
  function further() {
    const sliders = Model.FURTHER.flatMap((figure) => {
      const values = run.variants.map((v) => v.value(figure.id)).filter((x) => x !== null);
      if (values.length === 0) return [];
      const [least, most] = [Math.min(...values), Math.max(...values)];
      const room = Math.max(most - least, Math.abs(most) * 0.1, 1e-9);
      return [slider({ key: stateOf(figure), label: `${figure.name[0].toUpperCase() + figure.name.slice(1)} at ${figure.higherIsBetter ? 'least' : 'most'}`,
        unit: figure.unit, low: Math.max(0, least - room / 2), high: most + room / 2, log: false, free: figure.higherIsBetter ? 'low' : 'high',
        get: () => State.number(stateOf(figure)), decimals: room > 20 ? 0 : room > 2 ? 1 : 3 })];
    });
    return sliders.length === 0 ? null
      : el('details', { id: 'further-limits', open: limits().further.length > 0 }, el('summary', {}, 'More limits'), sliders);
  }

  function show(shown) {
    run = shown;
    controls();
    answer();
    State.onChange(answer);
  }

  State.define('latency', 'mean', (v) => Object.hasOwn(Model.METRICS, v));
  State.define('prefer', 'fastest', (v) => Object.hasOwn(Budget.PREFERENCES, v));
  State.define('maxMs', '', State.numeric);
  State.define('maxMiB', '', State.numeric);
  Model.FURTHER.forEach((figure) => State.define(stateOf(figure), '', State.numeric));
  State.define('minAcc', 'auto', (v) => v === 'auto' || State.numeric(v));
  return { show, limits, verdict: (v) => verdicts[v.id] };
})();
