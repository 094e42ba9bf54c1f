// "Sao chép" and "Gửi": shown where there is script; without it the text is selected by hand.
import { say } from "./toasts.js";

const source = (id) => document.getElementById(id);
const wordsOf = (element) => element.value ?? element.innerText;

/** Copies; where the browser inside another app has no clipboard, by selecting as a hand would. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "ax-hidden";
    field.readOnly = true;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}

async function copy(text, said, element) {
  if (await copyText(text)) say(said);
  else element?.select?.();
}

function wireCopy(button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const element = source(button.dataset.copyFrom);
    copy(element ? wordsOf(element) : button.dataset.copy, button.dataset.said, element);
  });
}

function wireShare(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { share, shareFrom, shareTitle, said } = button.dataset;
    const element = source(shareFrom);
    const url = new URL(share || location.href, location.href).href;
    const sent = element ? { text: wordsOf(element) } : { url, title: shareTitle || document.title };
    if (!navigator.share) {
      await copy(sent.text ?? url, said, element);
      return;
    }
    try {
      await navigator.share(sent);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  });
}

/** A ready text is chosen whole by one touch. */
function wireReady(field) {
  field.addEventListener("focus", () => field.select());
}

export function wireSharing() {
  document.querySelectorAll("[data-copy]").forEach(wireCopy);
  document.querySelectorAll("[data-share]").forEach(wireShare);
  document.querySelectorAll("[data-ready]").forEach(wireReady);
}
