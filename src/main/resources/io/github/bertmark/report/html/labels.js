/* Where the names of points go: as near as can be without covering a point, a bar or another name, and nearer to theirs than to another point. Lengths in pixels. */
const Labels = (() => {
  const DIRECTIONS = [0, 180, 270, 90, 315, 225, 45, 135, 337, 23, 203, 157];
  const DISTANCES = [5, 12, 20, 30, 42, 56, 72, 90];
  const FARTHER = 9;
  const OUTSIDE = 1e6;
  const ASTRAY = 150;
  const BETWEEN = 8;
  const pen = document.createElement('canvas').getContext('2d');

  function width(text, size) {
    pen.font = `${size}px system-ui, sans-serif`;
    return pen.measureText(text).width;
  }

  function common(a, b) {
    const across = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
    const down = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
    return across > 0 && down > 0 ? across * down : 0;
  }

  /* From the rim of a point to a box. */
  const gap = (p, box) => Math.hypot(Math.max(box.x - p.x, 0, p.x - box.x - box.w), Math.max(box.y - p.y, 0, p.y - box.y - box.h)) - p.r;

  /* points: [{x, y, r, text, more}], more being a second line in smaller type, with their bars as boxes; area: the box to stay in. Returns for each its box and whether it is far off. */
  function place(points, bars, area, size) {
    const taken = [...bars, ...points.map((p) => ({ x: p.x - p.r - 2, y: p.y - p.r - 2, w: 2 * p.r + 4, h: 2 * p.r + 4 }))];
    return points.map((p) => {
      const w = Math.max(width(p.text, size), p.more ? width(p.more, size - 2) : 0) + 4;
      const h = (p.more ? 2 : 1) * (size + 4);
      let best = null;
      for (const [i, distance] of DISTANCES.entries()) {
        for (const degrees of DIRECTIONS) {
          const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
          const reach = p.r + distance;
          const box = { x: p.x + reach * cos + ((cos - 1) / 2) * w, y: p.y + reach * sin + ((sin - 1) / 2) * h, w, h };
          const inside = box.x >= area.x && box.y >= area.y && box.x + w <= area.x + area.w && box.y + h <= area.y + area.h;
          const astray = points.some((other) => other !== p && gap(other, box) < gap(p, box));
          const cost = (inside ? 0 : OUTSIDE) + (astray ? ASTRAY : 0) + i * FARTHER + taken.reduce((sum, other) => sum + common(box, other), 0);
          if (!best || cost < best.cost) best = { point: p, box, cost, far: distance > 12 };
        }
      }
      taken.push({ ...best.box, x: best.box.x - BETWEEN, w: best.box.w + 2 * BETWEEN });
      return best;
    });
  }

  return { place, width };
})();
