/* Elements are made with createElement and text nodes alone, so that no value is ever read as HTML. */
const Dom = (() => {
  function append(parent, child) {
    if (child === null || child === undefined || child === false) return;
    if (Array.isArray(child)) child.forEach((c) => append(parent, c));
    else parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }

  function el(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (name === 'value') element.value = value;
      else element.setAttribute(name, value === true ? '' : value);
    }
    append(element, children);
    return element;
  }

  const byId = (id) => document.getElementById(id);

  /* What has the focus keeps it, if there is such a thing afterwards. */
  function fill(element, ...children) {
    const focused = element.contains(document.activeElement) ? document.activeElement.id : '';
    element.replaceChildren();
    append(element, children);
    if (focused) byId(focused)?.focus({ preventScroll: true });
    return element;
  }

  /* A select whose options are [value, text] pairs; a third part, if true, bars an option. */
  function select(id, label, options, value, onChange) {
    const box = el('select', { id, onchange: (e) => onChange(e.target.value) },
      options.map(([v, text, disabled]) => el('option', { value: v, selected: v === value, disabled }, text)));
    return el('label', { class: 'field', for: id }, el('span', {}, label), box);
  }

  function toggle(id, label, checked, onChange) {
    const box = el('input', { id, type: 'checkbox', onchange: (e) => onChange(e.target.checked) });
    box.checked = checked;
    return el('label', { class: 'check', for: id }, box, ' ', label);
  }

  /* A plain table; a cell is text, a node or {text, number, head}. */
  function table(caption, heads, rows, attributes) {
    const cell = (content, i, head) => {
      const isObject = content !== null && typeof content === 'object' && !(content instanceof Node)
        && !Array.isArray(content);
      /* A heading that says nothing is none. */
      const tag = head && content !== '' ? 'th' : 'td';
      return el(tag,
        { scope: tag === 'th' ? head : null, class: i > 0 && (!isObject || !content.left) ? 'number' : null },
        breaking(isObject ? content.text : content));
    };
    return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption + ', table' },
      el('table', attributes || {},
        el('caption', { class: 'unseen' }, caption),
        el('thead', {}, el('tr', {}, heads.map((h, i) => cell(h, i, 'col')))),
        el('tbody', {}, rows.map((row) =>
          el('tr', {}, row.map((c, i) => cell(c, i, i === 0 ? 'row' : null)))))));
  }

  /* A label may go on in the next line after each of its underscores. */
  const breakable = (label) => label.split(/(?<=_)/).map((part, i) => (i ? [el('wbr'), part] : part));

  const breaking = (content) => (typeof content === 'string' ? breakable(content) : content);

  return { el, breakable, fill, byId, select, toggle, table };
})();
