// One scene for each field of work; 640 × 256, people and things within the lower 150 so that a wide crop keeps them.
import { box, dot, ink, land, line, place, seedling, shape, smooth, tree, villager, volunteer } from "./parts.mjs";

const ground = (y, fill) => shape(`M0 ${y}q160-10 320-4t320 0V256H0Z`, fill);

function schoolhouse() {
  const window = (x) =>
    box(x, 196, 30, 28, "glass") + line(`M${x + 15} 196v28M${x} 210h30`, "wood", 2.6);
  return (
    box(232, 180, 158, 76, "wall") + box(232, 180, 158, 8, "wall-2") +
    shape("M214 180 312 130 408 180Z", "roof") + shape("M214 180 312 130 322 135 240 180Z", "roof-2") +
    line("M330 149v31M352 160v20M300 149v31", "roof-2", 1.6) +
    window(250) + window(342) + box(298, 196, 27, 60, "wood") + dot(319, 228, 1.8, "lamp")
  );
}

const school =
  land("day", 0) + schoolhouse() +
  line("M424 256 446 150M446 256 462 152M428 236h22M432 216h20M436 196h18M440 176h17", "wood", 4.5) +
  place(volunteer({ pose: "reach" }), 448, 226, 1, true) +
  place(volunteer({ pose: "up", hair: true }), 492, 256) +
  place(volunteer({ pose: "hold" }), 178, 256) + box(170, 212, 34, 12, "roof", 2) +
  place(volunteer({ hair: true, pose: "work" }), 212, 252);

const road =
  land("green", 1) + ground(226, "green-3") +
  shape("M250 256q26-40 76-52t70-40q40 8-4 34t-48 58z", "wall-2") +
  shape("M452 256q-6-30 18-38t44 8 22 30z", "stone") + shape("M492 256q2-22 22-24t26 24z", "stone-2") +
  shape("M398 240q2-10 12-10t12 10z", "stone") +
  place(line("M18-36 44-4", "wood", 3) + shape("M38-10 54-4 46 6Z", "stone-2") + volunteer({ pose: "work" }), 394, 252) +
  place(line("M18-34 40 0", "wood", 3) + shape("M36-6 50 0 42 8Z", "stone-2") + volunteer({ pose: "work", hair: true }), 214, 250) +
  place(volunteer({ pose: "hold" }), 156, 254) + shape("M152 222h26l-4 16h-18z", "wood-2") +
  place(villager("leaf-2", { pose: "reach", hair: false }), 300, 240, 0.9) + place(tree(), 92, 250, 1.1) + place(tree(), 566, 246, 0.9);

const rows = (y, from, to, step, scale) => {
  let result = "";
  for (let x = from; x <= to; x += step) result += place(seedling(), x, y, scale);
  return result;
};

const trees =
  land("green", 0) + ground(220, "green-3") +
  rows(226, 120, 560, 44, 0.7) + place(tree(), 66, 236, 1.2) + place(tree(), 588, 238, 1.3) +
  shape("M0 240q160-8 320-2t320-2V256H0Z", "soil") +
  rows(246, 96, 560, 58, 1) +
  place(volunteer({ pose: "work", hair: true }), 238, 250) + place(seedling(), 260, 222, 0.8) +
  place(line("M16-42 24 4", "wood", 3) + volunteer({ pose: "work" }), 366, 248) +
  place(villager("roof", { pose: "hold", hair: false }), 432, 248, 0.95) + shape("M424 218h24l-3 13h-18z", "wood-2");

const shelf = (x, y, colours) =>
  colours.map((colour, i) => box(x + i * 26, y, 22, 9, colour, 2.5) + box(x + i * 26, y - 10, 22, 9, colours[(i + 1) % colours.length], 2.5)).join("");

const garment = (x, y, colour) =>
  shape(`M${x - 12} ${y}l8-5 4 4 4-4 8 5-3 9-4-2v20h-10v-20l-4 2z`, colour);

const clothes =
  land("day", 1) +
  box(246, 128, 148, 128, "wood-3", 6) + box(256, 138, 60, 118, "wood-2", 3) + box(324, 138, 60, 118, "wood-2", 3) +
  line("M260 152h52M328 152h52", "wood", 3) +
  garment(274, 158, "shirt") + garment(300, 158, "roof") + garment(342, 158, "cloth") + garment(368, 158, "shirt-2") +
  line("M256 206h60M324 206h60M256 236h60M324 236h60", "wood-3", 3) +
  shelf(262, 226, ["shirt", "cloth"]) + shelf(330, 226, ["navy", "leaf"]) + shelf(262, 254, ["leaf", "shirt"]) + shelf(330, 254, ["cloth", "roof"]) +
  place(volunteer({ pose: "hold", hair: true }), 208, 256) + box(198, 214, 26, 10, "cloth", 2.5) + box(198, 204, 26, 10, "shirt", 2.5) +
  place(villager("roof", { pose: "reach" }), 168, 256, 0.72) +
  place(volunteer({ pose: "reach" }), 430, 256, 1, true) +
  box(462, 218, 52, 38, "wood-2", 3) + box(462, 218, 52, 9, "wood-3", 3) + box(470, 208, 18, 12, "shirt", 3) + box(490, 206, 16, 14, "cloth", 3);

const screen = (x, y, width, height) =>
  box(x, y, width, height, "navy", 3) + box(x + 3, y + 3, width - 6, height - 8, "glass", 1.5);

const digital =
  land("day", 0) +
  box(214, 122, 212, 134, "wall") + shape("M196 124 320 82 444 124Z", "roof") + shape("M196 124 320 82 330 86 226 124Z", "roof-2") +
  box(266, 140, 108, 62, "navy", 4) + box(271, 145, 98, 52, "cloth", 2) +
  box(280, 154, 26, 26, "shirt", 3) + line("M314 158h44M314 168h44M314 178h28", "accent-mid", 4) + line("M280 189h78", "accent-mid", 4) +
  line("M288 167l4 5 7-9", "cloth", 2.6) +
  box(150, 232, 116, 6, "wood") + box(374, 232, 116, 6, "wood") + line("M160 238v18M256 238v18M384 238v18M480 238v18", "wood", 4) +
  screen(170, 208, 34, 24) + screen(216, 208, 34, 24) + screen(392, 208, 34, 24) + screen(438, 208, 34, 24) +
  place(volunteer({ pose: "reach", hair: true }), 246, 256, 1.1) +
  place(villager("leaf-2", { hair: true }), 150, 262, 0.95) + place(villager("roof", { hair: false }), 500, 262, 0.95) +
  place(volunteer({ pose: "work" }), 352, 258, 1, true);

const health =
  land("green", 1) + ground(232, "green-3") +
  shape("M196 158 320 112 444 158l-8 8H204Z", "cloth") + shape("M196 158 320 112 328 115 232 166h-28Z", "sky") +
  line("M210 164v92M430 164v92", "stone", 5) +
  box(302, 128, 36, 22, "shirt", 4) + line("M320 132v14M313 139h14", "cloth", 4) +
  box(256, 214, 128, 7, "wood") + line("M266 221v35M374 221v35", "wood", 5) +
  box(276, 198, 26, 16, "cloth", 2) + line("M289 202v8M285 206h8", "shirt", 2.6) + box(346, 204, 22, 10, "glass", 2) +
  place(volunteer({ hat: null, hair: true, shirt: "cloth", sleeve: "sky", pose: "work" }), 284, 256) +
  place(villager("roof", { pose: "hold" }), 366, 256, 0.96, true) +
  place(volunteer({ pose: "reach" }), 236, 256) +
  place(villager("leaf-2"), 470, 254, 0.92, true) + place(villager("navy", { hair: false, legs: "wood" }), 502, 256, 0.92, true) + place(villager("shirt-2"), 530, 256, 0.62, true) +
  place(tree(), 120, 252, 1.2) + place(tree(), 582, 250, 1);

function teaRows() {
  let result = "";
  for (const [y, size, fill] of [[196, 12, "green-3"], [214, 15, "leaf-2"], [234, 18, "leaf"], [256, 22, "leaf-2"]]) {
    for (let x = -10; x < 660; x += size * 1.5) result += dot(x, y, size, fill);
  }
  return result;
}

const tea =
  land("green", 0) +
  place(volunteer({ pose: "hold", hair: true }), 196, 219) +
  place(volunteer({ pose: "work" }), 322, 214) + place(villager("roof", { pose: "hold" }), 430, 221, 0.96, true) +
  teaRows() +
  shape("M196 187h22l-4 14h-14z", "wood-2") + line("M196 187h22", "wood", 2.4) +
  shape("M408 191h22l-4 14h-14z", "wood-2") + line("M408 191h22", "wood", 2.4);

const flag = line("M0 0V-92", "wood", 3) + shape("M2-92q16-8 30 0t26-2v30q-14 8-27 1t-29 2z", "shirt") + line("M9-78q12-5 20 0t20-1", "cloth", 2, ' stroke-dasharray="5 4"');

const gathering =
  land("day", 0) + ground(238, "far-4") + place(flag, 318, 244) +
  [[176, 1, "down", true], [214, 1.05, "up", false], [252, 1, "hold", true], [290, 1.08, "reach", false], [356, 1.04, "down", true], [394, 1, "up", false], [432, 1.06, "hold", true], [470, 0.98, "down", false]]
    .map(([x, scale, pose, hair], i) => place(volunteer({ pose, hair }), x, 250 + (i % 2) * 5, scale, i > 3))
    .join("");

const stars = [[58, 60], [132, 40], [96, 96], [210, 58], [470, 44], [534, 66], [584, 36], [610, 92], [404, 74]]
  .map(([x, y], i) => dot(x, y, i % 3 ? 1.6 : 2.2, "on-union-2")).join("");

const pane = (x) => box(x, 182, 16, 30, "lamp") + box(x + 19, 182, 16, 30, "lamp");

const night =
  land("night", 1) + stars +
  box(228, 168, 184, 88, "wood-3") + shape("M204 168 320 106 436 168Z", "roof-2") +
  pane(246) + pane(360) + box(300, 186, 40, 70, "lamp") +
  shape("M300 256 268 256 300 226M340 256h32l-32-30", "lamp") + box(300, 186, 40, 70, "lamp") +
  place(volunteer({ hair: true, pose: "reach" }), 320, 256, 0.92) +
  place(volunteer({ pose: "down" }), 210, 256) + place(villager("roof", { pose: "hold" }), 180, 256, 0.9) + place(villager("leaf-2"), 452, 256, 0.96, true) + place(villager("shirt-2", { hair: false }), 478, 256, 0.66, true);

function raft() {
  const wave = (y, fill) => shape(`${smooth([0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => [i * 80, y + (i % 2 ? 4 : -4)]))}V256H0Z`, fill);
  return (
    wave(212, "far-3") +
    place(volunteer({ pose: "reach" }), 266, 226) + place(volunteer({ pose: "hold", hair: true }), 308, 226) + place(villager("roof"), 346, 226, 0.9) + place(villager("leaf-2", { hair: false }), 374, 226, 0.66) +
    box(296, 186, 24, 14, "wood-2", 2) + shape("M214 214h212q-8 26-34 26H248q-26 0-34-26z", "roof") + line("M218 221h204", "wall", 3) +
    line("M256 182 228 238", "wood", 3) + wave(236, "far-4")
  );
}

const relief =
  land("day", 1) + box(470, 158, 92, 80, "wall") + shape("M456 160 516 120 576 160Z", "roof") + box(486, 176, 20, 20, "glass") + place(tree(), 112, 226, 1.3) + raft();

/** All scenes by name; the text of each is the inside of a symbol. */
export const activities = { school, road, trees, clothes, digital, health, tea, gathering, night, relief };

/** The shirt on union blue, on a grid of 48. */
export const shirt =
  shape("M14.5 12.5 19 10.2 24 17l5-6.8 4.5 2.300L36 16v21.500q0 1.5-1.5 1.500h-21q-1.5 0-1.5-1.500V16z", "shirt") +
  shape("M12 16l2.5-3.500V39h-1q-1.5 0-1.5-1.500z", "shirt-2") + shape("M36 16l-2.5-3.500V39h1q1.5 0 1.5-1.500z", "shirt-2") +
  shape("M19 10.2 24 17l-5.2 4.6-2.6-9.900z", "cloth") + shape("M29 10.2 24 17l5.2 4.6 2.6-9.900z", "cloth") +
  `<path d="M24 22v15" fill="none" stroke="${ink("cloth")}" stroke-width="1.8" stroke-dasharray="3 2.4" stroke-linecap="round"/>`;
