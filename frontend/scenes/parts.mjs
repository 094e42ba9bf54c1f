// The drawing kit of the illustrations: every shape is a function that returns SVG text.
// Colours are tokens, given as attributes, because a style sheet does not reach into a referenced file.

/** Returns a token as a colour. */
export const ink = (name) => `var(--c-${name})`;

const round = (value) => Math.round(value * 10) / 10;

/** Draws a rectangle; `r` rounds its corners. */
export const box = (x, y, width, height, fill, r = 0) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${r ? ` rx="${r}"` : ""} fill="${ink(fill)}"/>`;

/** Draws a filled path. */
export const shape = (d, fill) => `<path d="${d}" fill="${ink(fill)}"/>`;

/** Draws a line that is not filled. */
export const line = (d, stroke, width, extra = "") =>
  `<path d="${d}" fill="none" stroke="${ink(stroke)}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${extra}/>`;

export const dot = (x, y, r, fill) => `<circle cx="${round(x)}" cy="${round(y)}" r="${r}" fill="${ink(fill)}"/>`;

/** Moves and scales a group; a negative scale mirrors it. */
export const place = (shapes, x, y, scale = 1, flip = false) =>
  `<g transform="translate(${x} ${y}) scale(${flip ? -scale : scale} ${scale})">${shapes}</g>`;

/** Returns a smooth line through points as path data (Catmull-Rom turned into Bézier curves). */
export function smooth(points) {
  const at = (index) => points[Math.max(0, Math.min(points.length - 1, index))];
  let d = `M${round(points[0][0])} ${round(points[0][1])}`;
  for (let i = 0; i < points.length - 1; i += 1) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const [c1x, c1y] = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const [c2x, c2y] = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    d += `C${[c1x, c1y, c2x, c2y, to[0], to[1]].map(round).join(" ")}`;
  }
  return d;
}

/** Draws one ridge from evenly spread heights down to the floor. */
export function ridge(heights, fill, width = 640, floor = 256) {
  const step = width / (heights.length - 1);
  const points = heights.map((height, index) => [index * step, height]);
  return shape(`${smooth(points)}V${floor}H0Z`, fill);
}

const FAR = {
  day: ["sky", "far-1", "far-2", "far-3", "far-4"],
  green: ["green-sky", "green-1", "green-2", "green-3", "green-3"],
  night: ["night-sky", "night-1", "night-2", "night-3", "night-3"],
};

const OUTLINES = [
  [[120, 148, 150, 104, 70, 78, 66, 84, 60, 44, 58, 96, 120, 122], [150, 138, 132, 84, 96, 128, 168, 172, 150, 132, 116, 86, 92, 128], [160, 182, 176, 168, 196, 214, 206, 196, 190, 214, 208, 186, 166, 158], [236, 226, 216, 224, 198, 206, 216, 226, 220, 196, 192, 206, 232, 228]],
  [[104, 96, 118, 132, 110, 72, 58, 70, 96, 108, 92, 70, 64, 88], [148, 158, 140, 108, 98, 118, 150, 160, 140, 104, 98, 124, 142, 134], [196, 178, 160, 170, 190, 200, 196, 176, 166, 180, 200, 204, 188, 174], [214, 222, 230, 218, 206, 212, 228, 232, 222, 208, 202, 214, 226, 220]],
];

/** Draws sky and four ridges; `mood` is day, green or night, `outline` 0 or 1. */
export function land(mood = "day", outline = 0) {
  const [sky, ...colours] = FAR[mood];
  return box(0, 0, 640, 256, sky) + OUTLINES[outline].map((heights, i) => ridge(heights, colours[i])).join("");
}

const ARMS = {
  down: [[-10, -44, -14, -28], [10, -44, 14, -28]],
  up: [[-10, -44, -16, -60], [10, -44, 16, -61]],
  reach: [[-10, -44, -13, -29], [9, -44, 19, -56]],
  hold: [[-9, -43, 6, -33], [10, -43, 15, -33]],
  work: [[8, -43, 18, -34], [10, -42, 20, -30]],
};

/** Draws a volunteer standing at (0, 0), about 66 high, facing right. */
export function volunteer({ pose = "down", shirt = "shirt", sleeve = "shirt-2", hat = "navy", hair = false, legs = "navy" } = {}) {
  const arms = ARMS[pose]
    .map(([x1, y1, x2, y2]) => line(`M${x1} ${y1}L${x2} ${y2}`, sleeve, 6) + dot(x2, y2, 2.9, "skin"))
    .join("");
  const head = (hair ? shape("M-8.5-57q0-9 8.5-9t8.5 9l1 13h-19z", "hair") : "") + dot(0, -55.5, 7.4, "skin");
  const cap = hat ? shape("M-8-58q0-8.5 8-8.500t8 8.500l5 2.600q-13-3.4-26 0z", hat) : shape("M-8-56q-1-9.5 8-9.500t8 9.500q-4-5-8-5t-8 5z", "hair");
  return (
    box(-8, -26, 7, 26, legs) + box(1, -26, 7, 26, legs) +
    arms +
    shape("M-8-48.500q-3 1-3.5 5L-13-22h26l-1.5-21.500q-.5-4-3.5-5z", shirt) +
    head + cap +
    line("M-4.5-48.5 0-42.5 4.5-48.5", "cloth", 2.4) +
    line("M0-39V-24", "cloth", 1, ' stroke-dasharray="2.4 2.4"')
  );
}

/** Draws a villager: no blue shirt, no hat. */
export const villager = (shirt, options = {}) =>
  volunteer({ shirt, sleeve: options.sleeve ?? shirt, hat: null, hair: options.hair ?? true, legs: "navy", ...options });

/** Draws a broad-leaved tree with its foot at (0, 0). */
export const tree = () =>
  line("M0 0V-34M0-16l9-9M0-22l-8-7", "wood", 4) + dot(-9, -40, 14, "leaf-2") + dot(9, -42, 15, "leaf") + dot(0, -56, 14, "leaf");

/** Draws a seedling with its foot at (0, 0). */
export const seedling = () =>
  line("M0 0V-24", "leaf-2", 3) + shape("M0-22q-14 1-17-10 14-3 17 10z", "leaf") + shape("M0-24q1-13 16-13-1 13-16 13z", "leaf");
