/* Where the time of a call goes, and what it costs over the bare model. */
const Stages = (() => {
  const { el, fill, byId } = Dom;
  const PARTS = [['tokenise', 'tokenise', '#56B4E9'], ['infer', 'infer', '#0072B2'], ['label', 'label', '#E69F00']];
  const BARE = 'bare run';
  let run;

  const timed = () => run.variants.filter((v) => v.stages);
  const median = (v, part) => v.stages[part]?.medianMillis ?? null;

  function option(small, width) {
    const legend = Charts.legend([...PARTS.map(([, name]) => name), BARE], width, { top: 0 });
    const variants = [...timed()].reverse();
    const share = State.get('stageAs') === 'share';
    const sum = (v) => PARTS.reduce((total, [part]) => total + (median(v, part) || 0), 0);
    const scale = (v, ms) => (share ? (100 * ms) / sum(v) : ms);
    return {
      height: 62 + legend.high + 42 * variants.length,
      grid: { left: small ? 96 : 150, right: 24, top: 12 + legend.high, bottom: 44 },
      legend: legend.option,
      xAxis: Charts.axis({ type: 'value', max: share ? 100 : null, name: share ? '% of the stages' : 'median time (ms)', nameLocation: 'middle', nameGap: 28 }),
      yAxis: Charts.axis({ type: 'category', data: variants.map((v) => v.id),
        axisLabel: { color: Theme.css('--text'), width: small ? 86 : 140, overflow: 'break', lineHeight: 14, formatter: (id) => variants.find((v) => v.id === id).name } }),
      tooltip: { trigger: 'item' },
      series: [
        ...PARTS.map(([part, name, colour]) => ({
          type: 'bar', name, stack: 'call', barMaxWidth: 22, itemStyle: { color: colour, borderColor: Theme.css('--ground'), borderWidth: 0.5 },
          data: variants.map((v) => scale(v, median(v, part))),
          tooltip: { formatter: (p) => { const v = variants[p.dataIndex]; return Charts.tip(v.name, [[name, Format.micros(median(v, part)) + ' µs'], ['of the stages', Format.percent(median(v, part) / sum(v)) + ' %']]); } },
        })),
        { type: 'scatter', name: BARE, symbol: 'diamond', symbolSize: 11, z: 4,
          itemStyle: { color: Theme.css('--text'), borderColor: Theme.css('--ground'), borderWidth: 1 },
          data: variants.map((v) => [v.stages.bareRun ? scale(v, median(v, 'bareRun')) : null, v.id]),
          tooltip: { formatter: (p) => Charts.tip(variants[p.dataIndex].name, [['bare OrtSession.run', Format.micros(median(variants[p.dataIndex], 'bareRun')) + ' µs']]) } },
      ],
    };
  }

  function draw() {
    const rows = timed().map((v) => [{ text: v.name }, ...['tokenise', 'infer', 'label', 'classify', 'bareRun'].map((p) => Format.micros(median(v, p))),
      Format.micros(median(v, 'classify') === null || median(v, 'bareRun') === null ? null : median(v, 'classify') - median(v, 'bareRun')),
      v.stages.classifyOverBareRun ? Format.sign(100 * (v.stages.classifyOverBareRun - 1), 2) + ' %' : Format.ABSENT]);
    fill(byId('stage-table'), Dom.table('Medians of the stages in microseconds',
      ['medians in µs', 'tokenise', 'infer', 'label', 'whole call', 'bare run', 'over the bare run', 'in %'], rows));
  }

  function show(shown) {
    run = shown;
    byId('stages-section').hidden = timed().length === 0;
    byId('stages-absent').hidden = timed().length > 0;
    if (timed().length === 0) return;
    fill(byId('stage-controls'), Dom.toggle('stage-share', 'as shares', State.get('stageAs') === 'share', (on) => State.set({ stageAs: on ? 'share' : 'time' })));
    draw();
    Charts.mount('stages', option, () => 'Medians of the stages: ' + timed().map((v) =>
      `${v.name}: tokenise ${Format.micros(median(v, 'tokenise'))}, infer ${Format.micros(median(v, 'infer'))}, label ${Format.micros(median(v, 'label'))} microseconds.`).join(' '));
    State.onChange((keys) => {
      byId('stage-share').checked = State.get('stageAs') === 'share';
      if (keys.includes('stageAs')) Charts.redraw('stages');
    });
  }

  State.define('stageAs', 'time', State.isOne('time', 'share'));
  return { show };
})();
