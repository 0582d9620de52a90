/* What memory a process needs, and whether that stays. */
const Memory = (() => {
  const { fill, byId } = Dom;
  const LIMIT = 1024;
  let run;

  const measured = () => run.variants.filter((v) => v.scenarios?.memory);
  const memory = (v) => v.scenarios.memory;
  const mean = (xs) => xs.reduce((a, b) => a + b, 0) / xs.length;
  const whole = (x) => (x === null ? Format.ABSENT : (x < 0 ? '−' : '') + Format.group(Math.abs(Math.round(x))));

  function verdict(v) {
    const range = memory(v).growthInterval95BytesPerQuery;
    if (!range) return 'open: a single process';
    if (range.lower > LIMIT) return 'grows';
    return range.upper < LIMIT ? 'no growth' : 'open';
  }

  function chart(small, width) {
    const variants = [...measured()].reverse();
    const bars = [['model file', '#E69F00', (v) => v.model.sizeBytes], ['resident when open', '#56B4E9', (v) => mean(memory(v).openedBytes)], ['resident at peak', '#0072B2', (v) => mean(memory(v).peakBytes)]];
    const legend = Charts.legend(bars.map(([name]) => name), width, { top: 0 });
    return {
      height: 62 + legend.high + 52 * variants.length,
      grid: { left: small ? 96 : 150, right: 24, top: 12 + legend.high, bottom: 44 },
      legend: legend.option,
      xAxis: Charts.axis({ type: 'value', name: 'MiB', nameLocation: 'middle', nameGap: 28 }),
      yAxis: Charts.axis({ type: 'category', data: variants.map((v) => v.id),
        axisLabel: { color: Theme.css('--text'), width: small ? 86 : 140, overflow: 'break', lineHeight: 14, formatter: (id) => variants.find((v) => v.id === id).name } }),
      tooltip: { trigger: 'item' },
      series: [...bars].reverse().map(([name, colour, bytes]) => ({
        type: 'bar', name, barMaxWidth: 12, itemStyle: { color: colour, borderColor: Theme.css('--ground'), borderWidth: 0.5 },
        data: variants.map((v) => bytes(v) / 1048576),
        tooltip: { formatter: (p) => Charts.tip(variants[p.dataIndex].name, [[name, Format.fixed(p.value, 1) + ' MiB']]) },
      })),
    };
  }

  function show(shown) {
    run = shown;
    byId('memory-section').hidden = measured().length === 0;
    byId('memory-absent').hidden = measured().length > 0;
    if (measured().length === 0) return;
    const one = memory(measured()[0]);
    fill(byId('memory-note'), `${one.peakBytes.length} processes of each variant, whose Java heap of ${Format.mebibytes(one.heapBytes)} MiB is resident from the start (in use in the end: ${Format.mebibytes(Math.max(...measured().map((v) => memory(v).heapUsedBytes)))} MiB at most). All queries differ; their lengths first grow to the longest. The growth is of the plateau behind that: none if its interval excludes ${Format.group(LIMIT)} bytes a query.`);
    fill(byId('memory-table'), Dom.table('Memory of a process', ['', 'when open (MiB)', 'at peak (MiB)', 'model file (MiB)', 'queries', 'growth (B/query)', '95 % interval', { text: 'does it grow?', left: true }],
      measured().map((v) => [{ text: v.name }, Format.mebibytes(mean(memory(v).openedBytes)), Format.mebibytes(mean(memory(v).peakBytes)), Format.mebibytes(v.model.sizeBytes), Format.group(memory(v).queries),
        whole(mean(memory(v).growthBytesPerQuery)), Format.interval(memory(v).growthInterval95BytesPerQuery, whole), { text: verdict(v), left: true }])));
    Charts.mount('memory', chart, () => 'Memory of a process: ' + measured().map((v) => `${v.name}: ${Format.mebibytes(mean(memory(v).peakBytes))} MiB at peak, ${verdict(v)}.`).join(' '));
  }

  return { show };
})();
