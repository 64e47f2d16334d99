// What the screen at the table keeps on this machine: what of it waits still, and how it is forgotten. Text that has not reached
// the house is never forgotten by itself.
globalThis.tableKept = (() => {
  const name = 'kalaka-table';
  const pages = 'kalaka-table-1';
  const sketchOf = (room) => `${name} ${room}`;
  /** Of a meeting that nobody has opened here for so long. */
  const oldMs = 30 * 86_400_000;

  /** Milliseconds since 1970, by this machine. */
  const clock = () => Math.round(performance.timeOrigin + performance.now());

  const asked = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const open = () => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('pending', { keyPath: ['room', 'id'] });
      opening.result.createObjectStore('known', { keyPath: ['room', 'path'] });
      opening.result.createObjectStore('rooms', { keyPath: 'room' });
    };
    return asked(opening);
  };
  const inRoom = (room) => IDBKeyRange.bound([room, ''], [room, '\uffff']);

  const sketched = (room) => {
    try {
      return JSON.parse(localStorage.getItem(sketchOf(room)) ?? '[]');
    } catch {
      return [];
    }
  };
  const sketchedRooms = () => {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(`${name} `))
        .map((key) => key.slice(name.length + 1));
    } catch {
      return [];
    }
  };

  /** What has not reached the house, as it was typed. */
  const waiting = async (room) => {
    const store = await open();
    const kept = await asked(store.transaction('pending').objectStore('pending').getAll(inRoom(room)));
    store.close();
    const last = sketched(room).map(([path, , value]) => ({ path, value }));
    return [...kept.sort((a, b) => a.stamp - b.stamp), ...last].filter(({ value }) => value !== '');
  };

  const forget = async (room) => {
    try {
      localStorage.removeItem(sketchOf(room));
    } catch {
      // Nothing could be kept there either.
    }
    const store = await open();
    const transaction = store.transaction(['pending', 'known', 'rooms'], 'readwrite');
    transaction.objectStore('pending').delete(inRoom(room));
    transaction.objectStore('known').delete(inRoom(room));
    transaction.objectStore('rooms').delete(room);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    store.close();
  };

  /** The page of one meeting, or those of all. */
  const forgetPages = async (path = null) => {
    if (path === null) await caches?.delete(pages);
    else if (await caches?.has(pages)) await (await caches.open(pages)).delete(path);
    for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
      const worker = registration.active ?? registration.waiting ?? registration.installing;
      const isOurs = worker?.scriptURL.endsWith('/table-worker.js');
      if (isOurs && (path === null || new URL(registration.scope).pathname === path))
        await registration.unregister();
    }
  };

  /** All that has reached the house, of whoever used this machine. @returns the rooms in which something waits */
  const forgetTaken = async ({ olderThan = 0, except = null } = {}) => {
    const store = await open();
    const known = await asked(store.transaction('rooms').objectStore('rooms').getAll());
    const pending = await asked(store.transaction('pending').objectStore('pending').getAll());
    store.close();
    const at = new Map(known.map((each) => [each.room, each.at ?? 0]));
    const waits = new Set(pending.map(({ room }) => room));
    for (const room of sketchedRooms()) {
      if (sketched(room).length > 0) waits.add(room);
      if (!at.has(room)) at.set(room, 0);
    }
    for (const [room, last] of at)
      if (!waits.has(room) && room !== except && last <= clock() - olderThan) await forget(room);
    return [...waits];
  };

  return { clock, asked, open, inRoom, sketchOf, sketched, waiting, forget, forgetPages, forgetTaken, oldMs };
})();

// The pages that speak of it: at the table, the minutes, and after signing out.
(() => {
  const { waiting, forget, forgetPages, forgetTaken } = globalThis.tableKept;
  const panel = document.querySelector('[data-kept]');
  if (!panel) return;
  const { room, page, over } = panel.dataset;
  const part = (what) => panel.querySelector(`[data-kept-${what}]`);
  const show = (what) => {
    for (const each of panel.querySelectorAll('[data-kept-say]')) each.hidden = each.dataset.keptSay !== what;
  };
  const list = (changes) => {
    const texts = part('texts');
    if (!texts) return;
    texts.replaceChildren(
      ...changes.map(({ value }) => {
        const text = document.createElement('li');
        text.textContent = value;
        return text;
      })
    );
    texts.hidden = changes.length === 0;
  };

  const afterSigningOut = async () => {
    const rooms = await forgetTaken();
    await forgetPages();
    show(rooms.length > 0 ? 'waits' : 'nothing');
    part('forget')?.addEventListener('click', async () => {
      for (const each of rooms) await forget(each);
      show('nothing');
    });
  };
  /** The minutes have left: what has reached the house is not needed here any more. */
  const afterMinutes = async () => {
    const left = await waiting(room);
    list(left);
    if (left.length === 0) {
      await forget(room);
      await forgetPages(page);
    }
    show(left.length > 0 ? 'waits' : 'nothing');
    panel.hidden = left.length === 0 && !part('always');
    part('forget')?.addEventListener('click', async () => {
      await forget(room);
      await forgetPages(page);
      list([]);
      show('nothing');
    });
  };
  if (room === undefined) afterSigningOut().catch(() => show('unknown'));
  else if (over !== undefined) afterMinutes().catch(() => {});
})();
