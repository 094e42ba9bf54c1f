// Makes this phone ready to check in without a signal: asks for its credential and list, keeps them, opens the page.
//
// The page holds <form data-make-ready> (its action gives the credential as JSON) with data-failed and data-unsafe, and
// <p data-ready-fault hidden>.
import { keepDoor } from "./door_store.js";

const form = document.querySelector("[data-make-ready]");

function fault(words) {
  const place = document.querySelector("[data-ready-fault]");
  place.hidden = false;
  place.querySelector("[data-ready-words]").textContent = words;
}

async function ready() {
  const asked = Date.now();
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (!(answer.headers.get("Content-Type") ?? "").includes("json")) throw new Error("signed out");
  const given = await answer.json();
  if (!answer.ok) return fault(given.sentence);
  const { door: id, until, code, title, token, keys, list, now } = given;
  const told = Math.round((Date.parse(now) - (asked + Date.now()) / 2) / 60000) * 60;
  await keepDoor({ id, until, code, title, token, keys, list, told, heard: Date.now() });
  await navigator.storage?.persist?.();
  location.assign(`${given.next}#${id}`);
}

if (form) {
  const able = Boolean(globalThis.isSecureContext && "serviceWorker" in navigator && globalThis.indexedDB);
  form.hidden = !able;
  document.querySelector("[data-unable]").hidden = able;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    ready()
      .catch(() => fault(form.dataset.failed))
      .finally(() => (button.disabled = false));
  });
}
