/* Accuracy against latency, the area of a point its model's size: the picture that the project began with. */
const Tradeoff = (() => {
  const { el, fill, byId } = Dom;
  let run;
  let other;

  /* Beyond this ratio the fast ones would lie on one heap; the pictures are drawn by the same rule. */
  const WIDE = 4;
  const metric = () => State.get('latency');
  /* A variant of too few calls for the latency has no place on its axis. */
  const plotted = () => run.variants.filter((v) => v.has(metric()));
  const logarithmic = () => {
    const times = plotted().map((v) => v.millis(metric()));
    return State.get('axis') === 'auto' ? Math.max(...times) > WIDE * Math.min(...times) : State.get('axis') === 'log';
  };
  const elsewhere = (v) => (other && other.variants.find((o) => o.id === v.id && o.has(metric()))) || null;
  const diameter = (bytes, small) => {
    const largest = Math.max(...run.variants.map((v) => v.bytes), ...ghosts().map((g) => g.bytes));
    return Math.max(7, (small ? 44 : 62) * Math.sqrt(bytes / largest));
  };
  const ghosts = () => (State.get('book') === '1' ? Model.data.published : []);

  /* Under a name, as in the pictures, while there is room for it. */
  const MOST_NUMBERED = 12;
  const numbers = (v) => (plotted().length > MOST_NUMBERED ? '' : `${Format.millis(v.millis(metric()))} ms, ${Format.percent(v.acc, 1)} %, ${Format.fixed(v.bytes / 1048576, 0)} MiB`);

  /* A bar with its caps. */
  function bar(from, to) {
    return [{ coord: from }, { coord: to }];
  }

  /* On a narrow screen the names are in a legend below. */
  const legend = (width) => Charts.legend(plotted().map((v) => v.name), width, { bottom: 0 });
  const GRID = (small, width) => ({ left: small ? 44 : 60, right: 16, top: 28, bottom: small ? 56 + legend(width).high : 50 });
  const HEIGHT = (small, width) => (small ? 406 + legend(width).high : Theme.printing() ? 390 : 420);

  /* From data to pixels, as the chart will have it. */
  function scale(small, width) {
    const { log, x: [x0, x1], y: [y0, y1] } = extents(small);
    const [grid, height] = [GRID(small, width), HEIGHT(small, width)];
    const across = (x) => (log ? Math.log(Math.max(x, x0 / 2) / x0) / Math.log(x1 / x0) : (x - x0) / (x1 - x0));
    return {
      area: { x: grid.left + 2, y: grid.top, w: width - grid.left - grid.right - 4, h: height - grid.top - grid.bottom },
      x: (x) => grid.left + across(x) * (width - grid.left - grid.right),
      y: (y) => grid.top + ((y1 - y) / (y1 - y0)) * (height - grid.top - grid.bottom),
    };
  }

  function placement(small, width) {
    const to = scale(small, width);
    const points = plotted().map((v) => ({ x: to.x(v.millis(metric())), y: to.y(100 * v.acc), r: diameter(v.bytes, small) / 2, text: v.name, more: numbers(v) }))
      .concat(ghosts().map((g) => ({ x: to.x(g.meanMillis), y: to.y(100 * g.accuracy), r: diameter(g.bytes, small) / 2, text: 'published: ' + g.name })));
    const line = (from, to_, thick) => {
      const [[x0, y0], [x1, y1]] = [from, to_].map(([x, y]) => [to.x(x), to.y(y)]);
      return { x: Math.min(x0, x1) - thick / 2, y: Math.min(y0, y1) - thick / 2, w: Math.abs(x1 - x0) + thick, h: Math.abs(y1 - y0) + thick };
    };
    const bars = plotted().flatMap((v) => {
      const [x, y, across, down] = [v.millis(metric()), 100 * v.acc, v.millisInterval(metric()), v.accuracy.wilson95];
      return [line([x, 100 * down.lower], [x, 100 * down.upper], 6), across ? line([across.lower, y], [across.upper, y], 6) : null].filter(Boolean);
    });
    const path = Pareto.inThePlane(Pareto.at(run.variants, metric())).sort((p, q) => p.ms - q.ms);
    const steps = path.slice(1).flatMap((p, i) => [
      line([path[i].ms, 100 * path[i].acc], [p.ms, 100 * path[i].acc], 4), line([p.ms, 100 * path[i].acc], [p.ms, 100 * p.acc], 4)]);
    const moved = plotted().flatMap((v) => {
      const before = elsewhere(v);
      if (!before) return [];
      const [from, end] = [[before.millis(metric()), 100 * before.acc], [v.millis(metric()), 100 * v.acc]];
      return [line(from, from, 0.8 * diameter(before.bytes, small)), line(from, end, 4)];
    });
    return Labels.place(points, [...bars, ...steps, ...moved, ...budgetBoxes(to)], to.area, 13);
  }

  function series(v, small, place) {
    const within = Budget.meets(v.point(metric()), Picker.limits());
    const x = v.millis(metric());
    const y = 100 * v.acc;
    const across = v.millisInterval(metric());
    const down = v.accuracy.wilson95;
    const colour = Theme.colour(v.index);
    const studied = v.id === Model.data.studied;
    const bars = [];
    if (across) bars.push(bar([Math.max(across.lower, x * 0.01), y], [across.upper, y]));
    bars.push(bar([x, 100 * down.lower], [x, 100 * down.upper]));
    return {
      type: 'scatter', name: v.name, id: v.id, data: [[x, y]], z: 3,
      symbol: Theme.shape(v.index), symbolSize: diameter(v.bytes, small),
      itemStyle: {
        color: colour + (within ? '59' : '1a'), borderColor: colour, opacity: within ? 1 : faded(),
        borderWidth: 2, borderType: studied ? [5, 3] : 'solid',
      },
      emphasis: { itemStyle: { color: colour + '99' } },
      ...named(v.name, place, small, within ? 1 : 0.8, numbers(v)),
      markLine: {
        silent: true, symbol: ['rect', 'rect'], symbolSize: [9, 1.5], animation: false, label: { show: false },
        lineStyle: { color: colour, type: 'solid', width: 1.5, opacity: within ? 1 : faded() - 0.15 }, data: [...bars, ...leader(place, small)],
      },
      tooltip: { formatter: () => tip(v) },
    };
  }

  /* Outside the budget; on a dark ground less of it would be seen. */
  const faded = () => (Theme.dark() ? 0.85 : 0.6);

  /* A name at its place, which counts from the corner of the point; on a narrow screen the legend has the names. */
  function named(name, place, small, opacity, more = '') {
    const { box, point } = place;
    return {
      label: {
        show: !small, formatter: () => (more ? `{name|${name.replace(/[{}|]/g, ' ')}}\n{more|${more}}` : name), rich: { name: { fontSize: 13, lineHeight: 17 }, more: { fontSize: 11, lineHeight: 15, color: Theme.css('--quiet') } }, color: Theme.css('--text'), fontSize: 13, opacity, textBorderColor: Theme.css('--ground'), textBorderWidth: 2,
        position: [box.x + 2 - (point.x - point.r), box.y + box.h / 2 - (point.y - point.r)], align: 'left', verticalAlign: 'middle',
      },
    };
  }

  /* The line that leads to a name that is not right beside its point. */
  function leader(place, small) {
    if (small || !place.far) return [];
    const { box, point } = place;
    /* Never straight up or down, where the bar is. */
    const near = Math.max(box.x, Math.min(point.x, box.x + box.w));
    const aside = near + 14 <= box.x + box.w ? 14 : -14;
    const end = { x: Math.abs(near - point.x) > 6 ? near : near + aside, y: Math.max(box.y, Math.min(point.y, box.y + box.h)) };
    const share = point.r / Math.hypot(end.x - point.x, end.y - point.y);
    /* Curved and without caps, so that nobody takes it for a bar. */
    const style = { color: Theme.css('--quiet'), width: 1, type: 'solid', opacity: 1, curveness: 0.3 };
    return [[{ x: point.x + share * (end.x - point.x), y: point.y + share * (end.y - point.y), symbol: 'none', lineStyle: style }, { ...end, symbol: 'none' }]];
  }

  function tip(v) {
    const share = Pareto.probabilities(run, metric())[v.id];
    const l = v.latency;
    return Charts.tip(v.name, [
      ['mean ± std', `${Format.millis(l.meanMillis)} ± ${Format.millis(l.standardDeviationMillis)} ms`],
      [`95 % of the ${Model.METRICS[metric()].name}`, Format.interval(v.millisInterval(metric()), Format.millis) + ' ms'],
      ...[['median', l.medianMillis], ['p95', l.p95Millis], ['p99', l.p99Millis]].filter(([, ms]) => Format.isNumber(ms)).map(([name, ms]) => [name, Format.millis(ms) + ' ms']),
      ['fastest / slowest', [l.minimumMillis, l.maximumMillis].map(Format.millis).join(' / ') + ' ms'],
      ['accuracy', `${Format.percent(v.acc)} % (${Format.interval(v.accuracy.wilson95, Format.percent)})`],
      ...Model.FURTHER.filter((f) => v.value(f.id) !== null).map((f) => [f.name, `${Format.figure(f, v.value(f.id))} ${f.unit}`]),
      ['size', Format.mebibytes(v.bytes) + ' MiB'],
      ['on the frontier', Format.chance(share, run.drawCount)],
    ]);
  }

  function frontier() {
    const points = Pareto.inThePlane(Pareto.at(run.variants, metric())).sort((a, b) => a.ms - b.ms);
    return {
      type: 'line', name: 'Pareto frontier', step: 'end', data: points.map((p) => [p.ms, 100 * p.acc]), symbol: 'none', silent: true,
      lineStyle: { color: Theme.css('--quiet'), type: 'dotted', width: 2 }, z: 1, tooltip: { show: false },
    };
  }

  const atLeast = (limit) => `at least ${limit.acc} %`;

  /* Where the limit of the accuracy is, and where it is written: at the slow end, where few points are. */
  function budgetBoxes(to) {
    const limit = Picker.limits();
    if (limit.acc === null) return [];
    const wide = Labels.width(atLeast(limit), 11) + 8;
    const y = to.y(limit.acc);
    return [{ x: to.area.x, y: y - 2, w: to.area.w, h: 4 }, { x: to.area.x + to.area.w - wide, y, w: wide, h: 18 }];
  }

  function budgetLines() {
    const limit = Picker.limits();
    const lines = [];
    if (limit.ms !== null) lines.push({ xAxis: limit.ms, label: { formatter: `at most ${Format.millis(limit.ms)} ms`, position: 'insideEndBottom' } });
    if (limit.acc !== null) lines.push({ yAxis: limit.acc, label: { formatter: atLeast(limit), position: 'insideEndBottom' } });
    return {
      type: 'line', name: 'budget', data: [], tooltip: { show: false },
      markLine: { silent: true, symbol: 'none', animation: false, label: { color: Theme.css('--quiet'), fontSize: 11, rotate: 0 },
        lineStyle: { color: Theme.css('--accent'), type: 'dashed', width: 1, opacity: 0.8 }, data: lines },
    };
  }

  function ghost(g, place, small) {
    return {
      type: 'scatter', name: 'published: ' + g.name, data: [[g.meanMillis, 100 * g.accuracy]], symbolSize: diameter(g.bytes, small), z: 2,
      itemStyle: { color: 'transparent', borderColor: Theme.css('--quiet'), borderWidth: 1.5, borderType: 'dotted' },
      ...named('published: ' + g.name, place, small, 0.8),
      tooltip: { formatter: () => Charts.tip('Published: ' + g.name, [
        ['mean ± std', `${g.meanMillis} ± ${g.standardDeviationMillis} ms`], ['accuracy', (100 * g.accuracy).toFixed(1) + ' %'],
        ['size', Format.mebibytes(g.bytes) + ' MiB']], 'Another machine: compare ratios, not times.') },
      markLine: { silent: true, symbol: 'none', label: { show: false }, animation: false,
        lineStyle: { color: Theme.css('--quiet'), width: 1, type: 'solid', opacity: 0.6 },
        data: [bar([g.meanMillis - g.standardDeviationMillis, 100 * g.accuracy], [g.meanMillis + g.standardDeviationMillis, 100 * g.accuracy]), ...leader(place, small)] },
    };
  }

  /* Where a variant was in the other run, and the way from there. */
  function moves(small) {
    if (!other) return [];
    return plotted().flatMap((v) => {
      const before = elsewhere(v);
      if (!before) return [];
      const [from, to] = other.index < run.index ? [before, v] : [v, before];
      return [{
        type: 'scatter', name: v.name + ' (' + other.document.id + ')', data: [[before.millis(metric()), 100 * before.acc]],
        symbol: Theme.shape(v.index), symbolSize: diameter(before.bytes, small) * 0.8, z: 2,
        itemStyle: { color: 'transparent', borderColor: Theme.colour(v.index), borderWidth: 1, opacity: 0.6 },
        tooltip: { formatter: () => Charts.tip(`${v.name} in run ${other.document.id}`, [
          [Model.METRICS[metric()].name, Format.millis(before.millis(metric())) + ' ms'], ['accuracy', Format.percent(before.acc) + ' %'],
          ['size', Format.mebibytes(before.bytes) + ' MiB']]) },
        markLine: { silent: true, symbol: ['none', 'arrow'], symbolSize: 7, animation: false, label: { show: false },
          lineStyle: { color: Theme.colour(v.index), width: 1.5, type: 'solid' },
          data: [bar([from.millis(metric()), 100 * from.acc], [to.millis(metric()), 100 * to.acc])] },
      }];
    });
  }

  /* Room for points, bars and labels, on a linear or a logarithmic axis. */
  function extents(small) {
    const all = [...run.variants, ...(other ? other.variants : [])];
    const known = all.filter((v) => v.has(metric())).flatMap((v) => { const i = v.millisInterval(metric()); const m = v.millis(metric()); return i ? [Math.max(i.lower, m * 0.01), i.upper, m] : [m]; })
      .concat(ghosts().flatMap((g) => [g.meanMillis - g.standardDeviationMillis, g.meanMillis + g.standardDeviationMillis]));
    const xs = known.length ? known : [1, 10];
    const ys = all.flatMap((v) => [100 * v.accuracy.wilson95.lower, 100 * v.accuracy.wilson95.upper]).concat(ghosts().map((g) => 100 * g.accuracy));
    const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const log = logarithmic();
    const room = small ? 0.08 : 0.15;
    const height = Math.max(0.4, y1 - y0);
    const MOST_STEPS = 8;
    const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20].find((s) => height / s <= MOST_STEPS - 2);
    /* Round ends: powers of two, or up to half as much more at the upper one; of an even axis the next of some six steps. */
    const power = (v, round, by) => by * 2 ** round(Math.log2(v / by));
    const unit = 10 ** Math.floor(Math.log10(x1 / 3)) * [1, 2, 5, 10].find((n) => n * 10 ** Math.floor(Math.log10(x1 / 3)) >= x1 / 6);
    return {
      log,
      x: log ? [power(x0 / 1.15, Math.floor, 1), Math.min(...[1, 1.5].map((by) => power(x1 * (small ? 1.1 : 1.3), Math.ceil, by)))] : [0, unit * Math.ceil((x1 * (1 + room / 2)) / unit)],
      step,
      y: [Math.max(0, step * Math.floor((y0 - 0.12 * height) / step)), Math.min(100, step * Math.ceil((y1 + 0.15 * height) / step))],
    };
  }

  function option(small, width) {
    const range = extents(small);
    const places = placement(small, width);
    const count = plotted().length;
    return {
      height: HEIGHT(small, width),
      grid: GRID(small, width),
      legend: { ...legend(width).option, show: small },
      xAxis: Charts.axis({
        type: range.log ? 'log' : 'value', logBase: range.x[1] / range.x[0] > 200 ? 10 : 2, min: range.x[0], max: range.x[1], nameLocation: 'middle', nameGap: 30,
        name: `${Model.METRICS[metric()].name} latency of a call (ms${range.log ? ', log' : ''})`,
        minorSplitLine: { show: range.log, lineStyle: { color: Theme.css('--grid') } },
        axisLabel: { color: Theme.css('--quiet'), hideOverlap: true, showMaxLabel: true, formatter: (x) => String(Number(x.toPrecision(3))) },
      }),
      yAxis: Charts.axis({ type: 'value', min: range.y[0], max: range.y[1], interval: range.step, name: small ? 'accuracy (%)' : 'accuracy (% of the queries)',
        nameTextStyle: { align: 'left', color: Theme.css('--quiet'), padding: [0, 0, 0, small ? -34 : -50] },
        axisLabel: { color: Theme.css('--quiet'), formatter: (y) => String(Number(y.toFixed(1))) } }),
      tooltip: { trigger: 'item' },
      series: [frontier(), budgetLines(), ...moves(small), ...ghosts().map((g, i) => ghost(g, places[count + i], small)), ...plotted().map((v, i) => series(v, small, places[i]))],
    };
  }

  function label() {
    return 'Accuracy against latency. ' + run.variants.map((v) =>
      `${v.name}: ${v.has(metric()) ? Format.millis(v.millis(metric())) + ' ms' : `too few calls for a ${Model.METRICS[metric()].name}`}, ${Format.percent(v.acc)} %, ${Format.mebibytes(v.bytes)} MiB.`).join(' ');
  }

  function show(shown, compared) {
    run = shown;
    other = compared;
    fill(byId('tradeoff-controls'),
      Dom.toggle('log-axis', 'logarithmic', logarithmic(), (on) => State.set({ axis: on ? 'log' : 'lin' })),
      ...(Model.data.published.length === 0 ? [] : [Dom.toggle('book', "the book's published figures", State.get('book') === '1', (on) => State.set({ book: on ? '1' : '0' }))]));
    Charts.mount('tradeoff', option, label);
    State.onChange((keys) => {
      byId('log-axis').checked = logarithmic();
      if (byId('book')) byId('book').checked = State.get('book') === '1';
      if (keys.some((k) => ['axis', 'book', 'latency', 'maxMs', 'maxMiB', 'minAcc'].includes(k) || k.startsWith('limit-'))) Charts.redraw('tradeoff');
    });
  }

  State.define('axis', 'auto', State.isOne('auto', 'lin', 'log'));
  State.define('book', '0', State.isOne('0', '1'));
  return { show };
})();
