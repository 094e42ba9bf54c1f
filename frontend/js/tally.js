// “Đếm nhanh”: a tap is an event with a uuid of its own, kept on the device first and sent when there is a connection.
//
// The page holds <div data-tally data-send data-list> with counters: <section data-counter="metric" data-total>. What is
// shown is the server's total and the taps that wait. Sending the same taps again changes nothing.
import { deviceId } from "./device.js";

const RETRY_MS = 15000;
const FRESH_MS = 30000;
const MOST = 100;

const page = document.querySelector("[data-tally]");
const key = `aoxanh.taps.${page?.dataset.list}`;
const csrf = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const part = (name) => page.querySelector(`[data-${name}]`);
const stored = () => JSON.parse(localStorage.getItem(key) ?? "[]");
let unheld = [];
const waiting = () => [...stored(), ...unheld];

/** Keeps the taps; those for which the device has no room stay in the page, are said so, and are sent like the others. */
function keep(taps) {
  try {
    localStorage.setItem(key, JSON.stringify(taps));
    unheld = [];
  } catch {
    const held = new Set(stored().map((tap) => tap.uuid));
    unheld = taps.filter((tap) => !held.has(tap.uuid));
  }
  part("full").hidden = unheld.length === 0;
}

const written = (value) => value.toLocaleString("vi-VN");
const mine = new Map();

function show() {
  const taps = waiting();
  for (const counter of page.querySelectorAll("[data-counter]")) {
    const more = taps.filter((tap) => tap.metric === counter.dataset.counter);
    const sum = more.reduce((total, tap) => total + (tap.undoes ? -tap.amount : tap.amount), 0);
    counter.querySelector("[data-shown]").textContent = written(Number(counter.dataset.total) + sum);
  }
  const late = taps.filter((tap) => Date.now() - Date.parse(tap.tapped_at) > 2000);
  part("waiting").hidden = late.length === 0;
  part("waiting-count").textContent = String(late.length);
}

function refuse(words) {
  part("refused").hidden = !words;
  part("refused-words").textContent = words;
}

function take(metric, amount, undoes = null) {
  const uuid = crypto.randomUUID();
  const tapped_at = new Date().toISOString();
  keep([...waiting(), { uuid, metric, amount, undoes, tapped_at, device_id: deviceId(), offline: !navigator.onLine }]);
  navigator.vibrate?.(30);
  refuse("");
  show();
  send();
  return uuid;
}

/** A tap that could not be sent at once stands for the moment it was made. */
const asSent = (tap) => ({ ...tap, offline: tap.offline || Date.now() - Date.parse(tap.tapped_at) > FRESH_MS });

let sending = false;

/** Sends what waits, and asks for the totals of everybody; what the server answered is dropped from the device. */
async function send() {
  if (sending) return;
  sending = true;
  try {
    const taps = waiting().slice(0, MOST);
    const answer = await fetch(page.dataset.send, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({ taps: taps.map(asSent) }),
    });
    if (!answer.ok) return;
    const { done, refused, totals } = await answer.json();
    const answered = new Set([...done, ...Object.keys(refused)]);
    keep(waiting().filter((tap) => !answered.has(tap.uuid)));
    for (const counter of page.querySelectorAll("[data-counter]")) counter.dataset.total = totals[counter.dataset.counter] ?? 0;
    if (Object.keys(refused).length) refuse(Object.values(refused)[0]);
  } catch {
    // No connection: the taps stay on the device and the next turn tries again.
  } finally {
    sending = false;
    show();
  }
  if (navigator.onLine && waiting().some((tap) => Date.now() - Date.parse(tap.tapped_at) < FRESH_MS)) setTimeout(send, 400);
}

function wire(counter) {
  const metric = counter.dataset.counter;
  const back = counter.querySelector("[data-undo]").form;
  const taps = mine.set(metric, []).get(metric);
  const last = counter.querySelector("[data-last]");
  if (last.value) taps.push({ uuid: last.value, amount: Number(last.dataset.amount) });
  const tapped = (amount) => {
    taps.push({ uuid: take(metric, amount), amount });
    back.hidden = false;
  };
  counter.querySelector("[data-tap]").addEventListener("click", (event) => {
    event.preventDefault();
    tapped(1);
  });
  counter.querySelector("[data-add]").addEventListener("click", (event) => {
    event.preventDefault();
    const box = counter.querySelector("[data-more]");
    const amount = Number(box.value.replaceAll(".", ""));
    if (!Number.isInteger(amount) || amount < 1) return refuse(page.dataset.numbers);
    box.value = "";
    tapped(amount);
  });
  back.addEventListener("submit", (event) => {
    const undone = taps.pop();
    if (!undone) return;
    event.preventDefault();
    take(metric, undone.amount, undone.uuid);
    back.hidden = taps.length === 0;
  });
}

if (page) {
  page.querySelectorAll("[data-counter]").forEach(wire);
  addEventListener("online", send);
  setInterval(() => document.hidden || send(), RETRY_MS);
  show();
  send();
}
