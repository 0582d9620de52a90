/* Which run is shown, where there are two. */
const Runs = (() => {
  const { fill, byId, select } = Dom;
  function show(run) {
    if (Model.runs.length < 2) return;
    const names = ['base', 'candidate'];
    fill(byId('run-choice'), select('run', 'Shown is the', Model.runs.map((r, i) => [String(i), `${names[i]}: ${r.document.id}`]),
      String(run.index), (v) => State.set({ run: v })));
  }
  return { show };
})();
