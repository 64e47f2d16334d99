// Keeps the screen at the table open without a network: its page and what the page is made of, nothing else of the house.
const kept = 'kalaka-table-1';
const patience = 5000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const { page, files } = event.data ?? {};
  if (typeof page !== 'string' || !Array.isArray(files)) return;
  event.waitUntil(
    caches.open(kept).then((cache) =>
      Promise.all(
        [page, ...files].map(async (address) => {
          const answer = await fetch(address, { credentials: 'same-origin' }).catch(() => null);
          if (answer?.ok && !answer.redirected) await cache.put(address, answer);
        })
      )
    )
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const isPage = request.mode === 'navigate';
  if (isPage && !url.href.startsWith(self.registration.scope)) return;
  event.respondWith(answer(request, isPage ? url.pathname : request.url));
});

/** From the house when it answers; from here when it does not. */
async function answer(request, address) {
  const cache = await caches.open(kept);
  const mine = await cache.match(address);
  try {
    const signal = mine ? AbortSignal.timeout(patience) : undefined;
    const fresh = await fetch(request, signal ? { signal } : {});
    if (fresh.ok && !fresh.redirected && mine) await cache.put(address, fresh.clone());
    return fresh.status >= 500 && mine ? mine : fresh;
  } catch (error) {
    if (mine) return mine;
    throw error;
  }
}
