// A page that asks for it (the pass) is kept on the device, with what it needs to be drawn.
function sayKept({ data }) {
  if (data?.kind !== "kept") return;
  for (const words of document.querySelectorAll("[data-when-kept]")) words.hidden = false;
  for (const words of document.querySelectorAll("[data-until-kept]")) words.hidden = true;
}

export async function keepThisPage() {
  navigator.serviceWorker.addEventListener("message", sayKept);
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
  // A browser that refuses to keep pages still shows this one, and the words that ask for a picture stay.
  const keep = () => keepThisPage().catch(() => {});
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep);
}
