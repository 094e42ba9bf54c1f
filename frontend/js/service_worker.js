// Keeps passes that were opened, with their static parts. Nothing else is kept: officers' pages never.
const STORE = "aoxanh-pass-1";
const MOST_PAGES = 12;

// Read to the end before it is kept: a put whose body breaks off would also lose what was kept before.
async function whole(answer) {
  const { status, statusText, headers } = answer;
  return new Response(await answer.blob(), { status, statusText, headers });
}

async function keep({ page, parts }) {
  const store = await caches.open(STORE);
  await Promise.all(
    [...parts, page].map(async (address) => {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) await store.put(address, await whole(answer));
    }),
  );
  const pages = (await store.keys()).filter((request) => !new URL(request.url).pathname.startsWith("/static/"));
  await Promise.all(pages.slice(0, Math.max(pages.length - MOST_PAGES, 0)).map((old) => store.delete(old)));
}

async function answerPage(request) {
  try {
    const answer = await fetch(request);
    const store = await caches.open(STORE);
    if (answer.ok && (await store.match(request.url))) await store.put(request.url, await whole(answer.clone()));
    if (answer.status === 404 || answer.status === 410) await store.delete(request.url);
    return answer;
  } catch (error) {
    const kept = await caches.match(request.url, { cacheName: STORE });
    if (kept) return kept;
    throw error;
  }
}

async function answerPart(request) {
  const kept = await caches.match(request.url, { cacheName: STORE });
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data?.kind !== "keep") return;
  event.waitUntil(keep(event.data).then(() => event.source?.postMessage({ kind: "kept" })));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (/^(\/en)?\/dieu-phoi\//.test(address.pathname)) return;
  if (request.mode === "navigate") event.respondWith(answerPage(request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(answerPart(request));
});
