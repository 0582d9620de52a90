/* How many queries a second are answered in time. */
const Load = (() => {
  const { fill, byId } = Dom;
  let run;

  const loaded = () => run.variants.filter((v) => v.scenarios && v.scenarios.load);
  const load = (v) => v.scenarios.load;
  const valid = (v) => load(v).searches.every((s) => s.faults.length === 0);
  const rate = (v) => (valid(v) ? load(v).searches.reduce((sum, s) => sum + s.held.perSecond, 0) / load(v).searches.length : null);
  const price = (v) => (load(v).pricePerHour && rate(v) ? (load(v).pricePerHour / 3600 / rate(v)) * 1e6 : null);
  const verdict = (v) => (valid(v) ? 'VALID' : 'INVALID: ' + [...new Set(load(v).searches.flatMap((s) => s.faults))].join('; '));
  const held = (v, key) => load(v).searches[0].held?.[key];

  function option(small, width) {
    const legend = Charts.legend(loaded().map((v) => v.name), width, { top: 0 });
    const bound = load(loaded()[0]).boundMillis;
    return {
      height: (small ? 290 : 320) + legend.high,
      grid: { left: 56, right: 20, top: 30 + legend.high, bottom: 44 },
      legend: legend.option,
      xAxis: Charts.axis({ type: 'log', min: Number((0.9 * Math.min(...loaded().flatMap((v) => load(v).searches[0].steps.map((s) => s.perSecond)))).toPrecision(2)), name: 'queries/s', nameLocation: 'middle', nameGap: 26,
        axisLabel: { color: Theme.css('--quiet'), hideOverlap: true, formatter: (x) => String(Number(x.toPrecision(2))) } }),
      yAxis: Charts.axis({ type: 'log', name: 'p99 (ms)', max: 10 * bound }),
      tooltip: { trigger: 'item' },
      series: loaded().map((v, i) => ({
        type: 'line', name: v.name, symbol: 'circle', symbolSize: 6,
        data: load(v).searches[0].steps.map((s) => [s.perSecond, Math.min(s.p99Millis, 10 * bound), s]),
        lineStyle: { color: Theme.colour(v.index), type: Theme.line(v.index), width: 2 }, itemStyle: { color: Theme.colour(v.index) },
        markLine: i ? undefined : { silent: true, symbol: 'none', label: { show: false }, lineStyle: { type: 'dashed', color: Theme.css('--quiet') }, data: [{ yAxis: bound }] },
        tooltip: { formatter: (p) => { const s = p.value[2]; return Charts.tip(`${v.name}, ${Format.fixed(s.perSecond, 1)} queries/s`, [['p50', Format.millis(s.p50Millis) + ' ms'], ['p90', Format.millis(s.p90Millis) + ' ms'], ['p99', Format.millis(s.p99Millis) + ' ms'], ['once taken, p99', Format.millis(s.serviceP99Millis) + ' ms']]); } },
      })),
    };
  }

  function table() {
    const any = load(loaded()[0]);
    const priced = any.pricePerHour ? ['a million queries cost'] : [];
    fill(byId('load-note'), `The highest rate, on a grid of 5 %, at which 99 % of the queries are answered within ${Format.millis(any.boundMillis)} ms of their arrival: the mean of ${any.searches.length} JVM(s). One session of ${any.intraOpThreads} thread(s) serves ${any.workers} worker(s).`);
    fill(byId('load-table'), Dom.table('Highest rates', ['', 'highest rate (queries/s)', 'p50 there (ms)', 'p99 there (ms)', 'queries there', ...priced, { text: 'verdict', left: true }],
      loaded().map((v) => [{ text: v.name }, Format.fixed(rate(v), 1), Format.millis(held(v, 'p50Millis')), Format.millis(held(v, 'p99Millis')), Format.isNumber(held(v, 'queries')) ? Format.group(held(v, 'queries')) : Format.ABSENT,
        ...priced.map(() => Format.fixed(price(v), 3)), { text: verdict(v), left: true }])));
  }

  function show(shown) {
    run = shown;
    byId('load-section').hidden = loaded().length === 0;
    byId('load-absent').hidden = loaded().length > 0;
    if (loaded().length === 0) return;
    table();
    Charts.mount('load-chart', option, () => 'Latency against rate. ' + loaded().map((v) => `${v.name}: ${rate(v) ? Format.fixed(rate(v), 1) + ' queries a second at most.' : verdict(v) + '.'}`).join(' '));
  }

  return { show };
})();
