/* Colours and shapes. A variant has both, since colours alone are not for everybody. */
const Theme = (() => {
  /* Okabe and Ito's palette for the colour-blind; black turns to grey, yellow is darkened. Past the seventh, of Tol's muted scheme, for light and dark. */
  const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#7F7F7F', '#7B6BD6', '#B8476F', '#44AA99', '#8A8A2E'];
  /* As many as have no divisor in common with the colours, so that no two of the first 44 variants look the same. */
  const SHAPES = ['circle', 'rect', 'triangle', 'diamond'];
  const PATTERN = ['solid', 'dashed', 'dotted'];
  let printing = false;

  const system = matchMedia('(prefers-color-scheme: dark)');
  const wanted = () => State.get('theme');
  const dark = () => !printing && (wanted() === 'dark' || (wanted() === 'auto' && system.matches));
  const apply = () => { document.documentElement.dataset.theme = dark() ? 'dark' : 'light'; };

  function css(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }
  const colour = (index) => COLOURS[index % COLOURS.length];
  const shape = (index) => SHAPES[index % SHAPES.length];
  const line = (index) => PATTERN[Math.floor(index / COLOURS.length) % PATTERN.length];

  return { apply, dark, css, colour, shape, line, system, printing: () => printing, setPrinting: (value) => { printing = value; } };
})();
