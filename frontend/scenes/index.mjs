// Every illustration with its frame: what build.mjs writes.
import { activities, shirt } from "./activities.mjs";
import { ink, line, ridge, shape, smooth } from "./parts.mjs";

const framed = (shapes) => ({ viewBox: "60 40 520 216", fit: "xMidYMax slice", shapes });

const ridges =
  ridge([52, 40, 26, 18, 46, 58, 40, 22, 30, 56, 62, 44, 24, 12, 20], "ridge-1", 1440, 160) +
  ridge([74, 92, 98, 84, 96, 60, 28, 44, 66, 78, 70, 88, 104, 92, 66], "ridge-2", 1440, 160) +
  ridge([112, 104, 118, 126, 98, 82, 92, 116, 122, 90, 84, 96, 112, 104, 84], "ridge-3", 1440, 160) +
  ridge([100, 118, 136, 130, 112, 120, 140, 148, 136, 122, 112, 128, 146, 138, 124], "union", 1440, 161);

/** The lower edge of the pass's head: two pale ridges of union blue, then the paper. */
const torn =
  ridge([30, 22, 18, 30, 34, 26, 20, 24, 36, 34, 22, 14, 10], "union-2", 400, 60) +
  ridge([52, 46, 38, 34, 42, 50, 48, 40, 36, 42, 52, 56, 54], "surface", 400, 61);

/** Contour lines like terraced fields, at the foot of paper documents. */
function terraces() {
  let result = "";
  for (let row = 0; row < 15; row += 1) {
    const points = Array.from({ length: 9 }, (_, i) => [
      i * 90,
      14 + row * 11 + Math.sin(i * 0.9 + row * 0.28) * (9 - row * 0.2) + Math.cos(i * 0.5 - row * 0.2) * 7,
    ]);
    const opacity = Math.round((0.25 + row * 0.05) * 100) / 100;
    result += line(smooth(points), "accent-mid", 1.2, ` stroke-opacity="${opacity}"`);
  }
  return result;
}

const empty =
  `<circle cx="68" cy="40" r="39" fill="${ink("accent-soft")}"/>` +
  shape("M8 76q20-4 36-20 20-20 40-14 18 6 34-16l10-8V80H8z", "accent-band") +
  `<g transform="translate(30 -4) scale(1.6)">${shirt}</g>`;

const mark = `<rect width="48" height="48" rx="12" fill="${ink("mark")}"/>` + shirt;

/** Name → frame and shapes. */
export const scenes = {
  ...Object.fromEntries(Object.entries(activities).map(([name, shapes]) => [name, framed(shapes)])),
  ridges: { viewBox: "0 0 1440 160", fit: "xMidYMax slice", shapes: ridges },
  torn: { viewBox: "0 0 400 60", fit: "none", shapes: torn },
  terraces: { viewBox: "0 0 720 180", fit: "none", shapes: terraces() },
  empty: { viewBox: "0 0 136 84", fit: "xMidYMid meet", shapes: empty },
  mark: { viewBox: "0 0 48 48", fit: "xMidYMid meet", shapes: mark },
  shirt: { viewBox: "9 8 30 33", fit: "xMidYMid meet", shapes: shirt },
};
