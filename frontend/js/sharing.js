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

// A table is pasted as a table where the receiver knows tables (Word, Excel), and as lines elsewhere (Zalo).
async function copyTable(table, said) {
  const rows = [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim()));
  const lines = rows
    .filter((_, place) => table.rows[place].parentElement.tagName === "TBODY")
    .map(([label, figure, note]) => `- ${label}: ${figure}${note ? ` (${note})` : ""}`);
  const plain = document.createElement("table");
  rows.forEach((cells) => {
    const row = plain.insertRow();
    cells.forEach((words) => (row.insertCell().textContent = words));
  });
  const text = lines.join("\n");
  const kinds = { "text/plain": text, "text/html": plain.outerHTML };
  const blobs = Object.entries(kinds).map(([type, words]) => [type, new Blob([words], { type })]);
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    say(said);
  } catch {
    await copy(text, said);
  }
}

function wireCopy(button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const element = source(button.dataset.copyFrom);
    if (element?.tagName === "TABLE") copyTable(element, button.dataset.said);
    else copy(element ? wordsOf(element) : button.dataset.copy, button.dataset.said, element);
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

/** A link that copies a text before it leads away. */
function wireCopyFirst(link) {
  link.addEventListener("click", () => {
    const element = source(link.dataset.copyFirst);
    copy(wordsOf(element), link.dataset.said, element);
  });
}

export function wireSharing() {
  document.querySelectorAll("[data-copy-first]").forEach(wireCopyFirst);
  document.querySelectorAll("[data-copy]").forEach(wireCopy);
  document.querySelectorAll("[data-share]").forEach(wireShare);
  document.querySelectorAll("[data-ready]").forEach(wireReady);
}
