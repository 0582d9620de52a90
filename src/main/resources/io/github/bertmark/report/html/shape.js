/* The shape of the latency: every call of every fork, so that what a mean hides is seen. */
const Shape = (() => {
  const { el, fill, byId } = Dom;
  const FORK = ['#0072B2', '#E69F00'];
  const FIGURES = [['p50', 'latency-median', 0.5], ['p90', 'latency-p90', 0.9], ['p95', 'latency-p95', 0.95], ['p99', 'latency-p99', 0.99]];
  let run;

  const chosen = () => run.variants.find((v) => v.id === State.get('shape'))
    || run.variants.find((v) => v.id === Model.data.studied) || run.variants[0];
  const forks = () => chosen().latency.forkTimesMillis;
  const percentiles = (v) => [['median', v.latency.medianMillis], ['p95', v.latency.p95Millis], ['p99', v.latency.p99Millis]]
    .filter(([, ms]) => ms !== null);

  function strip(small) {
    const v = chosen();
    const times = forks();
    let start = 0;
    const bounds = [];
    const series = times.map((calls, f) => {
      const from = start;
      start += calls.length;
      bounds.push({ from, to: start });
      return {
        type: 'scatter', name: 'fork ' + (f + 1), symbol: f % 2 ? 'triangle' : 'circle', symbolSize: small ? 4 : 5,
        itemStyle: { color: FORK[f % 2], opacity: 0.75 }, data: calls.map((ms, i) => [from + i + 1, ms]),
        tooltip: { formatter: (p) => Charts.tip(`Fork ${f + 1}, call ${p.value[0] - from}`, [['time', Format.millis(p.value[1]) + ' ms']]) },
      };
    });
    const log = State.get('shapeAxis') === 'log';
    return {
      height: small ? 300 : 340,
      grid: { left: small ? 44 : 56, right: small ? 52 : 64, top: 28, bottom: 44 },
      xAxis: Charts.axis({ type: 'value', min: 0, max: start + 1, splitLine: { show: false }, name: 'timed calls, fork after fork', nameLocation: 'middle', nameGap: 26 }),
      yAxis: Charts.axis({ type: log ? 'log' : 'value', scale: true, name: 'ms', min: log ? Number((v.latency.minimumMillis * 0.95).toPrecision(2)) : null,
        max: log ? Number((v.latency.maximumMillis * 1.05).toPrecision(2)) : null }),
      tooltip: { trigger: 'item' },
      series: [...series, {
        type: 'line', data: [], markLine: {
          silent: true, symbol: 'none', animation: false, lineStyle: { color: Theme.css('--quiet'), type: 'dashed', width: 1 },
          label: { color: Theme.css('--text'), fontSize: 11, position: 'end' },
          data: [...percentiles(v).map(([name, ms]) => ({ yAxis: ms, label: { formatter: name } })),
            ...bounds.slice(1).map(({ from }) => ({ xAxis: from + 0.5, label: { show: false }, lineStyle: { type: 'solid', color: Theme.css('--line') } })),
            ...bounds.map(({ from, to }, f) => [{ coord: [from + 1, Model.quantile([...times[f]].sort((a, b) => a - b), 0.5)], lineStyle: { color: Theme.css('--text'), type: 'solid', width: 2 }, label: { show: false } },
              { coord: [to, Model.quantile([...times[f]].sort((a, b) => a - b), 0.5)] }])],
        },
      }],
    };
  }

  function ecdf(small, width) {
    const everyVariant = State.get('ecdf') === 'variants';
    const lines = everyVariant
      ? run.variants.map((v) => ({ name: v.name, times: v.latency.forkTimesMillis.flat(), colour: Theme.colour(v.index), type: Theme.line(v.index), width: 2 }))
      : forks().map((calls, f) => ({ name: 'fork ' + (f + 1), times: calls, ...Theme.ofFork(f), width: 1.5 }));
    const log = State.get('shapeAxis') === 'log';
    const all = lines.flatMap((l) => l.times);
    const low = Math.min(...all);
    const high = Math.max(...all);
    const legend = Charts.legend(lines.map((l) => l.name), width, { top: 0 });
    return {
      height: (small ? 290 : 310) + legend.high,
      grid: { left: small ? 40 : 48, right: 20, top: 30 + legend.high, bottom: 44 },
      legend: legend.option,
      xAxis: Charts.axis({ type: log ? 'log' : 'value', scale: true, min: log ? Number((low * 0.98).toPrecision(2)) : null, max: log ? Number((high * 1.02).toPrecision(3)) : null, name: 'ms', nameLocation: 'middle', nameGap: 26,
        axisLabel: { color: Theme.css('--quiet'), hideOverlap: true, formatter: (x) => String(Number(x.toPrecision(3))) } }),
      yAxis: Charts.axis({ type: 'value', min: 0, max: 100, name: '% of calls', nameTextStyle: { align: 'left', color: Theme.css('--quiet') } }),
      tooltip: { trigger: 'item' },
      series: lines.map((l) => {
        const sorted = [...l.times].sort((a, b) => a - b);
        return { type: 'line', step: 'end', name: l.name, symbol: 'circle', symbolSize: 3, showSymbol: sorted.length < 200, data: sorted.map((ms, i) => [ms, (100 * (i + 1)) / sorted.length]),
          lineStyle: { color: l.colour, type: l.type, width: l.width }, itemStyle: { color: l.colour },
          tooltip: { formatter: (p) => Charts.tip(l.name, [[Format.fixed(p.value[1], 0) + ' % of calls within', Format.millis(p.value[0]) + ' ms']]) } };
      }),
    };
  }

  function forkTable() {
    const v = chosen();
    fill(byId('strip-heading'), 'Every call of ' + v.name);
    /* Without columns of nothing: a fork of a usual run has too few calls for the higher ones. */
    const bounds = (calls, [key]) => calls.length >= (Model.data.callsFor[key] ?? 0);
    const shown = FIGURES.filter((figure) => forks().some((calls) => bounds(calls, figure)));
    const rows = forks().map((calls, f) => {
      const sorted = [...calls].sort((a, b) => a - b);
      const mean = calls.reduce((a, b) => a + b, 0) / calls.length;
      return [{ text: 'fork ' + (f + 1) }, String(calls.length), Format.millis(mean), ...shown.map((figure) => Format.millis(bounds(calls, figure) ? Model.quantile(sorted, figure[2]) : null)),
        { text: v.steady ? v.steady[f].text : Format.ABSENT, left: true }];
    });
    const medians = forks().map((calls) => Model.quantile([...calls].sort((a, b) => a - b), 0.5));
    const spread = Math.max(...medians) / Math.min(...medians) - 1;
    fill(byId('fork-note'), medians.length < 2 ? 'One fork: how JVMs differ is unknown.'
      : `The forks' medians lie within ${Format.percent(spread, 1)} % of each other` + (spread > 0.15 ? ': this variant behaves differently from one JVM to the next.' : '.'));
    fill(byId('fork-table'), Dom.table('Forks of ' + v.name, ['', 'calls', 'mean (ms)', ...shown.map(([, id]) => `${Model.figure[id].shortName} (ms)`), { text: 'steady after the warm-up?', left: true }], rows));
    const figures = ['latency-mean', ...FIGURES.map(([, id]) => id)].filter((id) => v.value(id) !== null);
    fill(byId('figure-heading'), `All ${Format.group(v.latency.calls)} calls`);
    fill(byId('figure-table'), Dom.table('All calls of ' + v.name, ['', 'ms', '95 % interval (ms)'],
      figures.map((id) => [Model.figure[id].shortName, Format.millis(v.value(id)), Format.interval(v.interval(id), Format.millis)])));
  }

  function show(shown) {
    run = shown;
    fill(byId('shape-controls'),
      Dom.select('shape', 'Variant', run.variants.map((v) => [v.id, v.name]), chosen().id, (v) => State.set({ shape: v })),
      Dom.select('ecdf', 'Distributions of', [['forks', 'its forks'], ['variants', 'all variants']], State.get('ecdf'), (v) => State.set({ ecdf: v })),
      Dom.toggle('shape-log', 'logarithmic', State.get('shapeAxis') === 'log', (on) => State.set({ shapeAxis: on ? 'log' : 'lin' })));
    forkTable();
    Charts.mount('strip', strip, () => `Every call of ${chosen().name}: ` + percentiles(chosen()).map(([n, ms]) => `${n} ${Format.millis(ms)} ms`).join(', '));
    Charts.mount('ecdf-chart', ecdf, () => 'Distribution of the calls of ' + chosen().name + ', fork by fork');
    State.onChange((keys) => {
      if (!keys.some((k) => ['shape', 'ecdf', 'shapeAxis'].includes(k))) return;
      byId('shape').value = chosen().id;
      byId('ecdf').value = State.get('ecdf');
      byId('shape-log').checked = State.get('shapeAxis') === 'log';
      forkTable();
      Charts.redraw('strip', 'ecdf-chart');
    });
  }

  State.define('shape', '');
  State.define('ecdf', 'forks', State.isOne('forks', 'variants'));
  State.define('shapeAxis', 'lin', State.isOne('lin', 'log'));
  return { show };
})();
