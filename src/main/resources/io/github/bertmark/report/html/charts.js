/* The charts of the page: made once, drawn again when what they show, their size or the theme changes. */
const Charts = (() => {
  const charts = new Map();

  function base() {
    const text = Theme.css('--text');
    return {
      animation: false,
      textStyle: { fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif', color: text },
      tooltip: {
        backgroundColor: Theme.css('--raised'),
        borderColor: Theme.css('--line'),
        textStyle: { color: text, fontSize: 13 },
        confine: true,
      },
    };
  }

  function axis(options) {
    return {
      nameTextStyle: { color: Theme.css('--quiet') },
      axisLabel: { color: Theme.css('--quiet'), hideOverlap: true },
      axisLine: { show: true, lineStyle: { color: Theme.css('--line') } },
      splitLine: { lineStyle: { color: Theme.css('--grid') } },
      minorSplitLine: { lineStyle: { color: Theme.css('--grid') } },
      ...options,
    };
  }

  /* A legend of as many rows as it takes, so that no name hides on another page of it; and how high that makes it. */
  function legend(names, width, options) {
    const [ROW, SYMBOL, GAP, FONT] = [22, 30, 12, 12];
    let [rows, across] = [1, 0];
    for (const name of names) {
      const item = SYMBOL + Labels.width(name, FONT) + GAP;
      if (across > 0 && across + item > width) [rows, across] = [rows + 1, 0];
      across += item;
    }
    return {
      high: rows * ROW,
      option: { type: 'plain', selectedMode: false, left: 0, itemGap: GAP, padding: 0, data: names, textStyle: { color: Theme.css('--text'), fontSize: FONT, lineHeight: ROW - GAP }, ...options },
    };
  }

  const narrow = (element) => element.clientWidth < 560;

  /* option: width -> ECharts' option; label: what the chart says, for those who cannot see it. */
  function mount(id, option, label) {
    const element = Dom.byId(id);
    if (!element) return;
    charts.set(id, { element, option, label, chart: null });
    new ResizeObserver(() => {
      const known = charts.get(id);
      if (known.width !== element.clientWidth) draw(id);
    }).observe(element);
    draw(id);
  }

  function draw(id) {
    const known = charts.get(id);
    if (!known || known.element.clientWidth === 0) return;
    known.chart = known.chart || echarts.init(known.element, null, { renderer: 'svg' });
    known.width = known.element.clientWidth;
    const { height, ...option } = known.option(narrow(known.element), known.width);
    if (height) known.element.style.height = height + 'px';
    known.chart.resize();
    known.chart.setOption({ ...base(), ...option, tooltip: { ...base().tooltip, ...option.tooltip } }, { notMerge: true });
    known.element.setAttribute('role', 'img');
    known.element.setAttribute('aria-label', known.label());
  }

  const redraw = (...ids) => (ids.length ? ids : [...charts.keys()]).forEach(draw);
  const get = (id) => charts.get(id)?.chart;

  /* A tooltip as nodes. */
  function tip(title, rows, note) {
    return Dom.el('div', { class: 'tip' }, Dom.el('strong', {}, title),
      Dom.el('dl', {}, rows.map(([term, value]) => [Dom.el('dt', {}, term), Dom.el('dd', {}, value)])),
      note ? Dom.el('p', {}, note) : null);
  }

  return { mount, redraw, get, axis, legend, tip };
})();
