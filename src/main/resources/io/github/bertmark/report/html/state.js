/* What the reader chose. It lives in the URL's fragment, so that a view can be shared; defaults are left out. */
const State = (() => {
  const defaults = {};
  const values = {};
  const listeners = [];
  let writing = null;

  function define(key, fallback, valid) {
    defaults[key] = { fallback, valid: valid || (() => true) };
    values[key] = fallback;
  }

  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const [key, { fallback, valid }] of Object.entries(defaults)) {
      const text = given.get(key);
      values[key] = text !== null && valid(text) ? text : fallback;
    }
  }

  function write() {
    const chosen = new URLSearchParams();
    for (const [key, { fallback }] of Object.entries(defaults)) {
      if (values[key] !== fallback) chosen.set(key, values[key]);
    }
    const fragment = '#' + chosen.toString();
    if (fragment !== location.hash && !(fragment === '#' && location.hash === '')) {
      history.replaceState(null, '', fragment === '#' ? location.href.split('#')[0] : fragment);
    }
  }

  function set(changes) {
    Object.assign(values, changes);
    listeners.forEach((listener) => listener(Object.keys(changes)));
    clearTimeout(writing);
    writing = setTimeout(write, 150);
  }

  const numeric = (text) => text === '' || Number.isFinite(Number(text));
  const number = (key) => (values[key] === '' ? null : Number(values[key]));
  const isOne = (...allowed) => (text) => allowed.includes(text);

  window.addEventListener('hashchange', () => {
    read();
    listeners.forEach((listener) => listener(Object.keys(defaults)));
  });

  return { define, read, set, get: (key) => values[key], number, numeric, isOne, onChange: (f) => listeners.push(f) };
})();
