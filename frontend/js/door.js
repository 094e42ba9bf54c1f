// Check-in where there is no signal. The page is kept by the service worker; what it shows was taken along when the phone
// was made ready, what it scans is kept first and sent by itself. Whether there is a signal is found out, never asked.
import { byShortCode, expected, nearest, ofPass, search, standing, TABS } from "./door_list.js";
import { readPass } from "./door_pass.js";
import { doors, dropScans, forgetDoor, keepDoor, keepScan, scansOf } from "./door_store.js";
import { synchronise } from "./door_sync.js";
import * as view from "./door_view.js";
import { keepThisPage } from "./offline.js";
import { openCamera, prepareReader, readCodes } from "./scan_camera.js";

const QUIET_MS = 4000;
const RETRY_MS = 15000;

const { part, say } = view;
const now = { door: null, scans: [], rows: [], unheld: [], shift: 0, way: "IN", tab: "awaited", typed: "", reached: navigator.onLine, unknown: false };
const rightTime = () => Date.now() + (now.door.told ?? 0) * 1000;

async function refresh() {
  now.scans = await scansOf(now.door.id);
  draw();
}

function draw() {
  const { door, scans, shift } = now;
  now.rows = standing(door.list?.people ?? [], scans);
  const rows = expected(now.rows, shift);
  const counts = Object.fromEntries(Object.entries(TABS).map(([name, belongs]) => [name, rows.filter(belongs).length]));
  const refused = scans.filter((scan) => scan.refused);
  const waiting = scans.filter((scan) => !scan.sent).length;
  view.drawHead(door, { present: counts.present + counts.left, expected: rows.length });
  view.drawSafety({ ...now, waiting, refused, unheld: now.unheld.length, skew: door.told ?? 0 });
  view.drawRefused(refused, { mend, drop });
  view.drawTabs(counts, now.tab, now.way);
  view.drawPeople(now.typed ? search(rows, now.typed) : rows.filter(TABS[now.tab]), (row, direction) => enter(row, direction));
  const names = new Map(now.rows.map((row) => [row.key, row.name]));
  view.drawLog(scans, (scan) => names.get(scan.key) ?? scan.walker?.full_name);
  part("forget").disabled = waiting > 0;
}

/** Keeps a scan; without room it stays in the page, is said so, and is tried again. */
async function keep(scan) {
  const whole = { uuid: crypto.randomUUID(), at: new Date(rightTime()).toISOString(), device_at: new Date().toISOString(), offline: !now.reached, told: now.door.told, ...scan };
  try {
    await keepScan(now.door.id, whole);
  } catch {
    now.unheld.push(whole);
    draw();
    return null;
  }
  await refresh();
  send();
  return whole;
}

async function holdAgain() {
  const left = now.unheld.splice(0);
  for (const scan of left) await keepScan(now.door.id, scan).catch(() => now.unheld.push(scan));
}

function told(name, row, scan, direction) {
  const sentence = say(direction === "IN" ? "in-now" : "out-now", { at: view.clock(scan.at) });
  const undo = () => takeBack(scan, row.key, direction, name);
  view.announce({ name, sentence, accepted: true, undo });
}

/** Somebody of the list, by tap, code or pass. */
async function enter(row, direction, how) {
  const known = direction === "IN" ? row.in : row.out;
  if (known) return view.announce({ name: row.name, sentence: say(direction === "IN" ? "in-before" : "out-before", { at: view.clock(known) }), accepted: true });
  const who = how ?? (row.id ? { signup: row.id } : { of: row.key.slice(1) });
  const scan = await keep({ key: row.key, direction, shift_id: row.shift, ...who });
  if (scan) told(row.name, row, scan, direction);
}

async function takeBack(scan, key, direction, name) {
  if (await keep({ key, direction, undoes: scan.uuid })) view.announce({ name, sentence: say("undone"), accepted: true });
}

/** A code the camera read. What does not count here is kept too: the leader decides when it is sent. */
async function scanned(raw) {
  const pass = await readPass(raw, now.door.keys, now.door.code);
  const rows = pass.code ? now.rows.filter((row) => row.code === pass.code) : [];
  const { row, reason } = pass.reason ? pass : ofPass(rows, now.door.list?.shifts ?? [], { shift: now.shift, now: rightTime() });
  if (row && !reason) return enter(row, now.way, { raw });
  const scan = await keep({ raw, direction: now.way, shift_id: now.shift || null });
  if (scan) view.announce({ name: row?.name ?? "", sentence: say(reason), accepted: reason === "NOT_LISTED" });
}

let sending = false;

async function send() {
  if (sending || !now.door) return;
  sending = true;
  try {
    await holdAgain();
    const { state, results } = await synchronise(view.address, now.door);
    now.reached = state === "idle" ? now.reached && navigator.onLine : state !== "unreached";
    now.unknown = state === "unknown";
    const odd = results.filter((each) => each.reason).pop();
    if (odd) view.announce({ name: odd.name, sentence: odd.sentence, accepted: false });
    if (state === "forgotten") return choose();
    await refresh();
  } finally {
    sending = false;
  }
}

async function drop(scan) {
  await dropScans([scan.uuid]);
  await refresh();
}

/** A walk-in that was refused goes back into the form. */
async function mend(scan) {
  for (const [name, value] of Object.entries(scan.walker)) {
    const field = part("walk-in").elements[name];
    if (field && field.type !== "checkbox") field.value = value;
  }
  part("stranger").open = true;
  part("walk-in").elements.full_name.focus();
  await drop(scan);
}

async function walkIn(event) {
  event.preventDefault();
  const walker = Object.fromEntries(new FormData(event.target));
  const uuid = crypto.randomUUID();
  const shift = now.shift || nearest(now.door.list?.shifts ?? [], rightTime());
  const scan = await keep({ uuid, key: `w${uuid}`, direction: "IN", shift: shift, shift_id: shift, walker: { ...walker, consent: true } });
  if (!scan) return;
  told(walker.full_name, { key: `w${uuid}` }, scan, "IN");
  event.target.reset();
  part("stranger").open = false;
}

function typed(event) {
  event.preventDefault();
  const words = part("hand").elements.q.value.trim();
  const [row] = byShortCode(now.rows, words);
  now.typed = row ? "" : words;
  if (row) {
    part("hand").reset();
    enter(row, now.way, { raw: words });
  }
  draw();
}

async function startCamera() {
  const seen = new Map();
  show("view", true);
  const track = await openCamera(part("video"), part("light"));
  part("start").hidden = true;
  await readCodes(part("video"), view.wasm, (raw) => {
    const before = seen.get(raw) ?? 0;
    seen.set(raw, Date.now());
    if (Date.now() - before > QUIET_MS) scanned(raw);
  });
  addEventListener("pagehide", () => track.stop());
}

const show = (name, shown) => (part(name).hidden = !shown);

/** A list whose time is over is wiped; what was scanned stays until it is sent. */
async function wipeWhenOver(door) {
  if (!door.list || Date.parse(door.until) > Date.now() + (door.told ?? 0) * 1000) return door;
  const rest = { ...door, list: null };
  await keepDoor(rest);
  return rest;
}

async function open(door) {
  Object.assign(now, { door, shift: nearest(door.list?.shifts ?? [], Date.now()), typed: "", unknown: false });
  history.replaceState(null, "", `#${door.id}`);
  for (const [name, shown] of [["choice", false], ["none", false], ["open", true]]) show(name, shown);
  view.drawShifts(door.list?.shifts ?? [], now.shift);
  await refresh();
  await send();
}

async function choose(id = "") {
  now.door = null;
  const known = await Promise.all((await doors()).map(wipeWhenOver));
  const asked = known.find((door) => door.id === id) ?? (known.length === 1 ? known[0] : null);
  if (asked) return open(asked);
  document.querySelector("h1").textContent = say("heading");
  for (const [name, shown] of [["choice", known.length > 0], ["none", known.length === 0], ["open", false]]) show(name, shown);
  view.drawChoice(known, open);
}

function wire() {
  part("start").hidden = !navigator.mediaDevices;
  part("start").addEventListener("click", () =>
    startCamera().catch(() => {
      show("view", false);
      show("start", true);
      view.announce({ name: "", sentence: say("blocked"), accepted: false });
    }),
  );
  part("hand").addEventListener("submit", typed);
  part("hand").elements.q.addEventListener("input", ({ target }) => draw((now.typed = target.value.trim())));
  part("walk-in").addEventListener("submit", walkIn);
  part("shift").addEventListener("change", ({ target }) => draw((now.shift = Number(target.value))));
  part("forget").addEventListener("click", () => forgetDoor(now.door.id).then(() => choose()));
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-tab], [data-way]");
    if (!button) return;
    if (button.dataset.tab) Object.assign(now, { tab: button.dataset.tab, typed: "" });
    else now.way = button.dataset.way;
    draw();
  });
  addEventListener("online", send);
  addEventListener("offline", () => draw((now.reached = false)));
  setInterval(send, RETRY_MS);
}

async function start() {
  wire();
  await choose(location.hash.slice(1));
  await prepareReader(view.wasm).catch(() => {});
  await keepThisPage().catch(() => {});
}

if (view.address) start();
