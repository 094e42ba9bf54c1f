// Check-in by camera. A scan is kept on the device first and sent when there is a connection.
//
// The page holds <section data-scanner> with
//   data-send   address that takes {scans: [{uuid, raw, direction, shift_id, device_at, device_id, offline}]} by POST
//               and answers {results: [{uuid, accepted, name, sentence, undo}]}; "undo" takes the scan back
//   data-wasm   address of zxing_reader.wasm
//   data-shift  key of this list: scans of other lists stay apart
//   data-chosen id of the shift the leader chose, or empty
//   data-way    IN or OUT
//   data-kept, data-unkept, data-sent, data-unread, data-undone, data-blocked   its words
// and the parts that the component "scanner" draws. "raw" is the text of the QR, or the short code typed by hand; a name
// typed by hand goes to the page itself. After every answer the body hears "scanned", upon which the list reloads; it
// carries the heading and the count of those who came.
import { deviceId } from "./device.js";
import { allScans, dropScan, keepScan } from "./scan_store.js";
import { openCamera, readCodes } from "./scan_camera.js";

const QUIET_MS = 4000;
const RETRY_MS = 15000;
const FRESH_MS = 30000;
const SHORT_CODE = /^[0-9a-z]{4}[ -]?[0-9a-z]{4}$/i;

const section = document.querySelector("[data-scanner]");
const part = (name) => section.querySelector(`[data-${name}]`);
const csrf = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const clock = (date) => `${date.getHours()}:${String(date.getMinutes()).padStart(2, "0")}`;

function write(name, words) {
  const element = part(name);
  if (element) element.textContent = words;
}

function announce({ name, sentence, accepted, undo }) {
  const last = part("last");
  if (!last) return;
  last.hidden = false;
  last.toggleAttribute("data-refused", !accepted);
  write("name", name);
  write("sentence", sentence);
  const back = part("undo");
  if (back) {
    back.hidden = !undo;
    back.dataset.undo = undo || "";
  }
  navigator.vibrate?.(accepted ? 60 : [60, 60, 60]);
}

function log(uuid, name, words) {
  const list = part("log");
  if (!list) return;
  let line = list.querySelector(`[data-scan="${uuid}"]`);
  if (!line) {
    line = document.createElement("li");
    line.dataset.scan = uuid;
    line.append(document.createElement("span"), document.createElement("span"));
    list.prepend(line);
  }
  line.firstChild.textContent = name;
  line.lastChild.textContent = words;
}

const told = () => document.body.dispatchEvent(new Event("scanned"));

/** Takes the last scan back. */
async function takeBack(button) {
  const answer = await fetch(button.dataset.undo, {
    method: "POST",
    headers: { "X-CSRFToken": csrf(), Accept: "application/json" },
  });
  if (!answer.ok) return;
  const { sentence, accepted } = await answer.json();
  announce({ name: "", sentence: accepted ? section.dataset.undone : sentence, accepted });
  told();
}

/** Scans for which the device had no room: they stay in the page, are said so, and are sent like the others. */
const unheld = new Map();

async function hold(scan) {
  try {
    await keepScan(scan);
    unheld.delete(scan.uuid);
  } catch {
    unheld.set(scan.uuid, scan);
  }
  return !unheld.has(scan.uuid);
}

async function waiting() {
  await Promise.all([...unheld.values()].map(hold));
  const held = await allScans(section.dataset.shift).catch(() => []);
  return [...held.filter((scan) => !unheld.has(scan.uuid)), ...unheld.values()];
}

async function drop(uuid) {
  if (!unheld.delete(uuid)) await dropScan(uuid);
}

async function showWaiting() {
  const held = (await waiting()).length - unheld.size;
  for (const [name, number] of [["waiting", held], ["full", unheld.size]]) {
    const place = part(name);
    if (place) place.hidden = number === 0;
    write(`${name}-count`, String(number));
  }
}

/** A scan that could not be sent at once stands for the moment it was made. */
const asSent = (scan) => ({
  ...scan,
  offline: scan.offline || Date.now() - Date.parse(scan.device_at) > FRESH_MS,
});

let sending = false;

/** Sends everything that waits; what the server has answered is dropped from the device. */
async function send() {
  if (sending) return;
  sending = true;
  try {
    const scans = await waiting();
    if (!scans.length) return;
    const answer = await fetch(section.dataset.send, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({ scans: scans.map(asSent) }),
    });
    if (!answer.ok) return;
    for (const result of (await answer.json()).results) {
      await drop(result.uuid);
      announce(result);
      log(result.uuid, result.name, `${section.dataset.sent} ${clock(new Date())}`);
    }
    told();
  } catch {
    // No connection: the scans stay on the device and the next turn tries again.
  } finally {
    sending = false;
    await showWaiting();
  }
}

async function take(raw) {
  const now = new Date();
  const scan = {
    uuid: crypto.randomUUID(),
    shift: section.dataset.shift,
    raw,
    shift_id: section.dataset.chosen || null,
    direction: section.dataset.way || "IN",
    device_at: now.toISOString(),
    device_id: deviceId(),
    offline: !navigator.onLine,
  };
  const words = (await hold(scan)) ? section.dataset.kept : section.dataset.unkept;
  log(scan.uuid, section.dataset.unread, `${words} ${clock(now)}`);
  await send();
}

async function start() {
  const seen = new Map();
  part("view").hidden = false;
  part("start").hidden = true;
  const track = await openCamera(section.querySelector("video"), part("light"));
  await readCodes(section.querySelector("video"), section.dataset.wasm, (raw) => {
    const before = seen.get(raw) ?? 0;
    seen.set(raw, Date.now());
    if (Date.now() - before > QUIET_MS) take(raw);
  });
  addEventListener("pagehide", () => track.stop());
}

if (section) {
  part("start").hidden = !navigator.mediaDevices;
  part("undo")?.addEventListener("click", (event) => takeBack(event.currentTarget));
  part("start").addEventListener("click", () =>
    start().catch(() => {
      part("view").hidden = true;
      part("start").hidden = false;
      announce({ name: "", sentence: section.dataset.blocked, accepted: false });
    }),
  );
  part("hand").addEventListener("submit", (event) => {
    const field = event.target.elements.q;
    const typed = field.value.trim();
    if (!SHORT_CODE.test(typed) || !/[0-9]/.test(typed)) return;
    event.preventDefault();
    take(typed);
    field.value = "";
  });
  document.body.addEventListener("htmx:afterSwap", ({ target }) => {
    const news = target.querySelector("[data-heading]");
    if (!news) return;
    document.querySelector("h1").textContent = news.dataset.heading;
    write("arrived", news.dataset.came);
  });
  addEventListener("online", send);
  setInterval(send, RETRY_MS);
  send();
}
