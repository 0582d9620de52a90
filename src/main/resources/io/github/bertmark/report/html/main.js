/* Puts the page together. */
(() => {
  State.define('theme', 'auto', State.isOne('auto', 'light', 'dark'));
  State.define('run', String(Model.runs.length - 1), (v) => Model.runs.some((r) => String(r.index) === v));
  State.read();
  Theme.apply();

  const run = Model.runs[Number(State.get('run'))];
  const other = Model.runs.length > 1 ? Model.runs[1 - run.index] : null;
  document.documentElement.classList.add('ready');

  const { byId } = Dom;
  const theme = byId('theme');
  theme.value = State.get('theme');
  theme.addEventListener('change', () => State.set({ theme: theme.value }));
  State.onChange((keys) => {
    if (keys.includes('theme')) { theme.value = State.get('theme'); Theme.apply(); Charts.redraw(); }
    /* Another run is another page: everything is built from it. */
    if (keys.includes('run') && Number(State.get('run')) !== run.index) setTimeout(() => location.reload(), 200);
  });
  Theme.system.addEventListener('change', () => { Theme.apply(); Charts.redraw(); });
  let folded = [];
  for (const [event, printing] of [['beforeprint', true], ['afterprint', false]]) {
    addEventListener(event, () => {
      Theme.setPrinting(printing);
      Theme.apply();
      /* As wide as paper before the charts are drawn for it. */
      document.documentElement.classList.toggle('printing', printing);
      if (printing) folded = [...document.querySelectorAll('details:not([open])')];
      folded.forEach((d) => { d.open = printing; });
      Charts.redraw();
    });
  }

  /* Sections that fold: all on a phone, elsewhere those that few need. */
  const narrow = matchMedia('(max-width: 560px)').matches;
  document.querySelectorAll('main > section:not(.lead)').forEach((section) => {
    const heading = section.querySelector('h2');
    const details = Dom.el('details', { class: 'fold', open: !narrow && !section.classList.contains('deep') }, Dom.el('summary', {}, heading));
    details.append(...section.childNodes);
    section.append(details);
  });

  const views = [
    () => Runs.show(run), () => Comparison.show(run, other), () => Timeline.show(), () => Picker.show(run), () => Tradeoff.show(run, other), () => Table.show(run),
    () => Traffic.show(run), () => Stages.show(run), () => Shape.show(run), () => Quality.show(run), () => Flips.show(run, other), () => Limits.show(run), () => ColdStart.show(run), () => Memory.show(run), () => Load.show(run),
  ];
  views.forEach((view) => view());

  document.querySelectorAll('[data-go]').forEach((button) =>
    button.addEventListener('click', () => {
      const target = byId(button.dataset.go);
      target.querySelectorAll(':scope > details').forEach((d) => { d.open = true; });
      target.scrollIntoView({ block: 'start' });
      target.querySelector('h2')?.focus({ preventScroll: true });
    }));
})();
