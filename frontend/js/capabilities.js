// What a browser inside another app may lack. Help that opens the page elsewhere is shown where it is missing.
const HAS = {
  offline: () => "serviceWorker" in navigator,
  camera: () => Boolean(navigator.mediaDevices?.getUserMedia),
};

export function offerElsewhere() {
  for (const help of document.querySelectorAll("[data-needs]")) help.hidden = HAS[help.dataset.needs]();
}
