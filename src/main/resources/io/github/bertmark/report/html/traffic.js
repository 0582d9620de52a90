/* What the data set's own queries take, by their length. */
const Traffic = (() => {
  const { fill, byId } = Dom;
  let run;

  const timed = () => run.variants.filter((v) => v.scenarios?.traffic);
  const chosen = () => timed().find((v) => v.id === State.get('traffic'))
    || timed().find((v) => v.id === Model.data.studied) || timed()[0];
  const of = (v) => v.scenarios.traffic;
  const percentile = (v, quantile) => of(v).times.percentiles.find((p) => p.quantile === quantile) || null;
  const ms = (p) => Format.millis(p?.millis);
  const at = (v, tokens) => of(v).line.interceptMillis + of(v).line.millisPerToken * tokens;
  const lineText = (v) => (of(v).line ? `${Format.fixed(of(v).line.interceptMillis, 2)} + ${Format.fixed(of(v).line.millisPerToken, 3)} × tokens` : Format.ABSENT);

  function headline(v) {
    const tail = percentile(v, 0.99);
    if (!tail) return `${Format.group(of(v).times.calls)} calls are too few to tell what one query in 100 takes.`;
    const sure = tail.interval95Millis ? `95 % interval ${Format.interval(tail.interval95Millis, Format.millis)}` : 'the forks bound it by no interval';
    return `One query in 100 takes longer than ${ms(tail)} ms (${sure}) with ${v.name}; on average it is ${Format.millis(of(v).times.meanMillis)} ms.`;
  }

  function picture(small) {
    const v = chosen();
    const { tokens, lengths, line, queryTokens } = of(v);
    const times = Model.floats(of(v).medianMillis);
    const [low, high] = [lengths[0].tokens - 1, lengths[lengths.length - 1].tokens + 1];
    const left = small ? 48 : 60;
    const colour = Theme.colour(v.index);
    /* Side by side within a length, the same at each drawing. */
    const points = times.map((time, i) => [tokens[i] + ((i * 7) % 11 - 5) / 16, time]);
    return {
      height: small ? 400 : 440,
      grid: [{ left, right: 20, top: 30, height: small ? 210 : 240 }, { left, right: 20, top: small ? 276 : 306, height: 74 }],
      xAxis: [
        Charts.axis({ gridIndex: 0, type: 'value', min: low, max: high, axisLabel: { show: false }, splitLine: { show: false } }),
        Charts.axis({ gridIndex: 1, type: 'value', min: low, max: high, name: 'tokens', nameLocation: 'middle', nameGap: 26, splitLine: { show: false } }),
      ],
      yAxis: [
        Charts.axis({ gridIndex: 0, type: 'value', min: 0, name: 'ms' }),
        Charts.axis({ gridIndex: 1, type: 'value', name: 'queries', splitNumber: 2 }),
      ],
      tooltip: { trigger: 'item' },
      series: [
        { type: 'scatter', name: 'query', symbolSize: small ? 4 : 5, itemStyle: { color: colour, opacity: 0.5 }, data: points,
          markLine: { silent: true, symbol: 'none', animation: false, lineStyle: { color: Theme.css('--quiet'), type: 'dashed' },
            label: { color: Theme.css('--text'), fontSize: 11, formatter: 'the query' }, data: [{ xAxis: queryTokens }] },
          tooltip: { formatter: (p) => Charts.tip('A query', [['tokens', tokens[p.dataIndex]], ['median over forks', Format.millis(p.value[1]) + ' ms']]) } },
        { type: 'line', name: 'line', showSymbol: false, silent: true, lineStyle: { color: Theme.css('--text'), width: 2 }, itemStyle: { color: Theme.css('--text') },
          data: line ? [low, high].map((x) => [x, at(v, x)]) : [] },
        { type: 'bar', name: 'queries', xAxisIndex: 1, yAxisIndex: 1, barWidth: Math.max(2, Math.min(14, (small ? 240 : 420) / (high - low))), itemStyle: { color: Theme.css('--quiet') },
          data: lengths.map((l) => [l.tokens, l.queries]),
          tooltip: { formatter: (p) => Charts.tip(`${p.value[0]} tokens`, [['queries', Format.group(p.value[1])]]) } },
      ],
    };
  }

  function label() {
    const v = chosen();
    return `Time of the data set's queries by length, ${v.name}: `
      + `p50 ${ms(percentile(v, 0.5))}, p99 ${ms(percentile(v, 0.99))} milliseconds`
      + (of(v).line ? `; the time is ${lineText(v)}` : '') + '.';
  }

  function texts() {
    const v = chosen();
    const { line, tokens, lengths, queryTokens } = of(v);
    const all = lengths.reduce((sum, l) => sum + l.queries, 0);
    fill(byId('traffic-headline'), headline(v));
    fill(byId('traffic-note'), `${Format.group(tokens.length)} of ${Format.group(all)} queries, of each length in proportion, each once a fork in an order of chance. `,
      line ? `A token more takes ${Format.millis(line.millisPerToken)} ms${line.millisPerTokenInterval95 ? ` (95 % interval ${Format.interval(line.millisPerTokenInterval95, Format.millis)})` : ''}: `
        + `at the ${queryTokens} tokens of the query that the latency is of, the line is at ${Format.millis(line.queryMillis)} ms; that query takes ${Format.millis(v.latency.meanMillis)} ms on average when it is asked again and again.` : null);
  }

  function table() {
    fill(byId('traffic-table'), Dom.table("Time of the data set's own queries", ['in ms', 'mean', 'median', 'p90', 'p95', 'p99', '95 % of p99', 'by tokens'],
      timed().map((v) => [{ text: v.name }, Format.millis(of(v).times.meanMillis), ...[0.5, 0.9, 0.95, 0.99].map((q) => ms(percentile(v, q))),
        Format.interval(percentile(v, 0.99)?.interval95Millis, Format.millis), lineText(v)])));
  }

  function show(shown) {
    run = shown;
    byId('traffic-section').hidden = timed().length === 0;
    byId('traffic-absent').hidden = timed().length > 0;
    if (timed().length === 0) return;
    fill(byId('traffic-controls'), Dom.select('traffic-variant', 'Variant', timed().map((v) => [v.id, v.name]), chosen().id, (id) => State.set({ traffic: id })));
    texts();
    table();
    Charts.mount('traffic', picture, label);
    State.onChange((keys) => {
      if (!keys.includes('traffic')) return;
      byId('traffic-variant').value = chosen().id;
      texts();
      Charts.redraw('traffic');
    });
  }

  State.define('traffic', '');
  return { show };
})();
