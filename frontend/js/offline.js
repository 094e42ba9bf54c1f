// A page that asks for it (the pass) is kept on the device, with what it needs to be drawn.
async function keepThisPage() {
  await navigator.serviceWorker.register("/sw.js", { scope: "/" });
  const registration = await navigator.serviceWorker.ready;
  const parts = performance
    .getEntriesByType("resource")
    .map((entry) => entry.name.split("#")[0])
    .filter((address) => address.startsWith(`${location.origin}/static/`));
  registration.active.postMessage({ kind: "keep", page: location.href.split("#")[0], parts: [...new Set(parts)] });
}

export function keepOffline() {
  if (!("serviceWorker" in navigator) || !document.querySelector("[data-keep-offline]")) return;
  if (document.readyState === "complete") keepThisPage();
  else addEventListener("load", () => keepThisPage());
}
