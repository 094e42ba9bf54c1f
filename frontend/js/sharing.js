// "Sao chép" and "Gửi": shown only where the browser can do it.
import { say } from "./toasts.js";

async function copy(text, said) {
  await navigator.clipboard.writeText(text);
  say(said);
}

function wireCopy(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const source = document.getElementById(button.dataset.copyFrom);
    copy(source ? (source.value ?? source.innerText) : button.dataset.copy, button.dataset.said);
  });
}

function wireShare(button) {
  if (!navigator.share && !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const url = new URL(button.dataset.share || location.href, location.href).href;
    if (!navigator.share) {
      await copy(url, button.dataset.said);
      return;
    }
    try {
      await navigator.share({ url, title: button.dataset.shareTitle || document.title });
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  });
}

export function wireSharing() {
  document.querySelectorAll("[data-copy]").forEach(wireCopy);
  document.querySelectorAll("[data-share]").forEach(wireShare);
}
