/* Colours and shapes. A variant has both, since colours alone are not for everybody. */
const Theme = (() => {
  /* Okabe and Ito's palette for the colour-blind; black turns to grey, yellow is darkened. Past the seventh, of Tol's muted scheme, for light and dark. */
  const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#7F7F7F', '#7B6BD6', '#B8476F', '#44AA99', '#8A8A2E'];
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
  /* A colour for all that was made of one model, a shape for each precision; where that is taken, the next that is free. */
  const looks = (() => {
    const known = new Map(Model.runs.flatMap((run) => run.variants.map((v) => [v.id, v.parent])));
    const root = (id) => { for (let i = 0; i < known.size && known.get(id); i++) id = known.get(id); return id; };
    const form = (id) => { const parent = known.get(id); return !parent ? '' : id.startsWith(parent) ? id.slice(parent.length) : id.slice(id.lastIndexOf('-')); };
    const roots = [...new Set(Model.data.variantOrder.map(root))];
    const forms = [...new Set(['', '-int8', '-int4', ...Model.data.variantOrder.map(form)])];
    const taken = new Set();
    return Model.data.variantOrder.map((id) => {
      let [colour, shape] = [roots.indexOf(root(id)), forms.indexOf(form(id))];
      const look = () => `${colour % COLOURS.length} ${shape % SHAPES.length}`;
      for (let n = 1; taken.has(look()) && n < COLOURS.length * SHAPES.length; n++) [colour, shape] = [colour + (n % SHAPES.length === 0), shape + 1];
      taken.add(look());
      return { colour: COLOURS[colour % COLOURS.length], shape: shape % SHAPES.length };
    });
  })();
  const colour = (index) => looks[index].colour;
  const shape = (index) => SHAPES[looks[index].shape];
  const ofFork = (fork) => ({ colour: COLOURS[fork % COLOURS.length], type: PATTERN[Math.floor(fork / COLOURS.length) % PATTERN.length] });
  const line = (index) => PATTERN[looks[index].shape % PATTERN.length];

  return { apply, dark, css, colour, shape, line, ofFork, system, printing: () => printing, setPrinting: (value) => { printing = value; } };
})();
