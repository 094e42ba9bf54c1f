// The undo bar: goes away after its time, waits while it is pointed at or focused; new ones can be shown.
export function fadeToasts(within = document) {
  for (const toast of within.querySelectorAll("[data-toast-seconds]")) {
    const wait = Number(toast.dataset.toastSeconds) * 1000;
    let timer = setTimeout(() => toast.remove(), wait);
    const hold = () => clearTimeout(timer);
    const release = () => {
      hold();
      timer = setTimeout(() => toast.remove(), wait / 2);
    };
    toast.addEventListener("pointerenter", hold);
    toast.addEventListener("focusin", hold);
    toast.addEventListener("pointerleave", release);
    toast.addEventListener("focusout", release);
  }
}

/** Says one sentence at the foot of the page. */
export function say(sentence) {
  const place = document.querySelector("[data-toasts]");
  if (!place) return;
  const toast = document.createElement("div");
  toast.className = "ax-toast";
  toast.setAttribute("role", "status");
  toast.textContent = sentence;
  place.append(toast);
  setTimeout(() => toast.remove(), 5000);
}
