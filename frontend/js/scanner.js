// Check-in by camera. A scan is kept on the device first and sent when there is a connection.
//
// The page holds <section data-scanner> with
//   data-send   address that takes {scans: [{uuid, raw, direction, device_at, device_id, offline}]} by POST and
//               answers {results: [{uuid, accepted, name, sentence, arrived}]}
//   data-wasm   address of zxing_reader.wasm
//   data-shift  key of this list: scans of other lists stay apart
//   data-kept, data-sent, data-unread, data-blocked   its words
// and the parts that the component "scanner" draws. "raw" is the text of the QR, or the short code typed by hand.
import { allScans, deviceId, dropScan, keepScan } from "./scan_store.js";
import { openCamera, readCodes } from "./scan_camera.js";

const QUIET_MS = 4000;
const RETRY_MS = 15000;

const section = document.querySelector("[data-scanner]");
const part = (name) => section.querySelector(`[data-${name}]`);
const csrf = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const clock = (date) => `${date.getHours()}:${String(date.getMinutes()).padStart(2, "0")}`;

function write(name, words) {
  const element = part(name);
  if (element) element.textContent = words;
}

function announce({ name, sentence, accepted }) {
  const last = part("last");
  if (!last) return;
  last.hidden = false;
  last.toggleAttribute("data-refused", !accepted);
  write("name", name);
  write("sentence", sentence);
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

async function showWaiting() {
  const waiting = await allScans(section.dataset.shift);
  const place = part("waiting");
  if (place) place.hidden = waiting.length === 0;
  write("waiting-count", String(waiting.length));
}

let sending = false;

/** Sends everything that waits; what the server has answered is dropped from the device. */
async function send() {
  if (sending) return;
  sending = true;
  try {
    const scans = await allScans(section.dataset.shift);
    if (!scans.length) return;
    const answer = await fetch(section.dataset.send, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({ scans }),
    });
    if (!answer.ok) return;
    for (const result of (await answer.json()).results) {
      await dropScan(result.uuid);
      announce(result);
      log(result.uuid, result.name, `${section.dataset.sent} ${clock(new Date())}`);
      if (result.arrived !== undefined) write("arrived", String(result.arrived));
    }
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
    direction: section.querySelector("[data-direction]:checked")?.value ?? "IN",
    device_at: now.toISOString(),
    device_id: deviceId(),
    offline: !navigator.onLine,
  };
  await keepScan(scan);
  log(scan.uuid, section.dataset.unread, `${section.dataset.kept} ${clock(now)}`);
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
  part("hand").hidden = false;
  part("start").addEventListener("click", () =>
    start().catch(() => {
      part("view").hidden = true;
      part("start").hidden = false;
      announce({ name: "", sentence: section.dataset.blocked, accepted: false });
    }),
  );
  part("hand").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = event.target.elements.code;
    if (field.value.trim()) take(field.value.trim());
    field.value = "";
  });
  addEventListener("online", send);
  setInterval(send, RETRY_MS);
  send();
}
