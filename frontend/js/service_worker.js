// Keeps passes that were opened and the page that checks in without a signal, with their static parts. Officers' pages
// are never kept; the check-in page holds nobody's data.
const PASSES = "aoxanh-pass-1";
const DOOR = "aoxanh-door-1";
const MOST_PAGES = 12;
const DOOR_MS = 2500;

const isDoor = (address) => /^(\/en)?\/diem-danh\/$/.test(new URL(address).pathname);
const isStatic = (address) => new URL(address).pathname.startsWith("/static/");
const storeOf = (address) => (isDoor(address) ? DOOR : PASSES);

// Read to the end before it is kept: a put whose body breaks off would also lose what was kept before.
async function whole(answer) {
  const { status, statusText, headers } = answer;
  return new Response(await answer.blob(), { status, statusText, headers });
}

/** Keeps a page and its parts; a door without one of its parts would be of no use, so that it is then not said to be kept. */
async function keep({ page, parts }) {
  const store = await caches.open(storeOf(page));
  const kept = await Promise.all(
    [...parts, page].map(async (address) => {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) await store.put(address, await whole(answer));
      return answer.ok;
    }),
  );
  const pages = (await store.keys()).filter((request) => !isStatic(request.url));
  await Promise.all(pages.slice(0, Math.max(pages.length - MOST_PAGES, 0)).map((old) => store.delete(old)));
  if (isDoor(page) && kept.every(Boolean)) await dropOld(store, new Set(parts));
}

async function dropOld(store, parts) {
  const old = (await store.keys()).filter(({ url }) => isStatic(url) && !parts.has(url));
  await Promise.all(old.map((request) => store.delete(request)));
}

const bare = (address) => address.split("#")[0];

async function answerPage(request) {
  const address = bare(request.url);
  const door = isDoor(address);
  const store = await caches.open(storeOf(address));
  const kept = await store.match(address);
  try {
    // A signal that comes and goes must not keep a leader waiting.
    const answer = await (door && kept ? fetch(address, { signal: AbortSignal.timeout?.(DOOR_MS) }) : fetch(request));
    if (!door && answer.ok && kept) await store.put(address, await whole(answer.clone()));
    if (!door && (answer.status === 404 || answer.status === 410)) await store.delete(address);
    return door && kept && answer.status >= 500 ? kept : answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** Static parts carry their version in their names: what the door keeps need not be asked for again. */
async function answerPart(request) {
  const held = await caches.match(request.url, { cacheName: DOOR });
  if (held) return held;
  const kept = await caches.match(request.url, { cacheName: PASSES });
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
