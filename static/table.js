// At the table: what is typed is kept on this machine at each pause, and sent when there is a network; nothing is ever lost
// between the two. Merging is the server's: here it is only told what stood in a field, and what stands there now.
(() => {
  const table = document.getElementById('table');
  const line = document.getElementById('table-state');
  if (!table || !line) return;
  const { room, sync } = table.dataset;
  const device = globalThis.tableKept;
  const { asked } = device;
  const pauseMs = 400;
  const sendMs = 1200;
  const askMs = 12_000;

  /** What the server is known to have in a field, this device's own changes included; the base of the next change. */
  const base = new Map();
  /** Changes that the server has not confirmed, by id; kept in the database of this machine as well. */
  const pending = new Map();
  const onTheirWay = new Set();
  const dirty = new Set();
  let seen = Number(table.dataset.seen);
  let stamp = Number(table.dataset.stamp);
  let store = null;
  let state = 'saved';
  let kept = true;

  // Fields: one element each, or several for a choice.
  const fieldsOf = (path) => table.querySelectorAll(`[data-path="${CSS.escape(path)}"]`);
  const read = (path) => {
    const [first, ...rest] = fieldsOf(path);
    if (!first) return null;
    if (first.type === 'radio') return [first, ...rest].find((each) => each.checked)?.value ?? '';
    if (first.type === 'checkbox') return first.checked ? first.value : first.dataset.off;
    return first.value;
  };
  const write = (path, value) => {
    for (const field of fieldsOf(path)) {
      if (field.type === 'radio') field.checked = field.value === value;
      else if (field.type === 'checkbox') field.checked = field.value === value;
      else if (field.value !== value) {
        const before = field.value;
        const caret = document.activeElement === field ? field.selectionStart : null;
        field.value = value;
        if (caret !== null) {
          let same = 0;
          while (same < caret && before[same] === value[same]) same++;
          const to = same === caret ? caret : Math.max(same, caret + value.length - before.length);
          field.setSelectionRange(to, to);
        }
      }
    }
  };

  // Things that are added: from the templates of the page, so that they look as the server would write them.
  const isId = (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
  const add = (kind, id, asked) => {
    // What others typed never becomes part of the page's own language.
    const item = isId(asked) ? asked : '';
    if (!isId(id)) return null;
    const there = table.querySelector(`[data-thing="${kind}/${id}"]`);
    if (there) return there;
    const template = document.getElementById(kind === 'item' ? 'new-item-block' : `new-${kind}`);
    const holder = document.createElement('div');
    holder.append(template.content.cloneNode(true));
    holder.innerHTML = holder.innerHTML.replaceAll('NEW', id).replaceAll('ITEM', item);
    const thing = holder.firstElementChild;
    if (kind === 'item') document.getElementById('new-item').before(thing);
    else
      (
        table.querySelector(`[data-list="${kind}"][data-item="${item}"]`) ??
        table.querySelector(`[data-list="${kind}"][data-item=""]`)
      ).append(thing);
    for (const field of thing.querySelectorAll('[data-path]')) base.set(field.dataset.path, '');
    for (const field of thing.querySelectorAll('[data-path$="/public"]')) base.set(field.dataset.path, 'yes');
    present();
    return thing;
  };
  const apply = (path, value) => {
    const [kind, id, field] = path.split('/');
    if (kind === 'gone') {
      showGone(`${id}/${field}`, value === 'yes');
      return;
    }
    if (fieldsOf(path).length === 0 && ['item', 'decision', 'task', 'guest'].includes(kind) && value !== '')
      add(kind, id, wanted.get(`${kind}/${id}/item`) ?? '');
    write(path, value);
  };
  /** Where new things belong: known before they are drawn. */
  const wanted = new Map();
  const applyAll = (fields) => {
    for (const [path, value] of fields)
      if (/^(decision|task)\/[^/]+\/item$/.test(path)) wanted.set(path, value);
    const order = (path) => (path.startsWith('item/') ? 0 : path.startsWith('gone/') ? 2 : 1);
    for (const [path, value] of [...fields].sort(([a], [b]) => order(a) - order(b))) apply(path, value);
    present();
  };

  /** Taken off: away from the list, with a way back. */
  const showGone = (thing, gone) => {
    const row = table.querySelector(`[data-thing="${thing}"]`);
    if (!row) return;
    row.hidden = gone;
    const note = row.nextElementSibling?.matches('[data-back]') ? row.nextElementSibling : null;
    if (!gone) {
      note?.remove();
      return;
    }
    if (note) return;
    const back = document.createElement(row.tagName === 'LI' ? 'li' : 'p');
    back.dataset.back = thing;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button quiet small';
    button.textContent = table.dataset.undo;
    button.addEventListener('click', () => {
      set(`gone/${thing}`, '');
      showGone(thing, false);
    });
    back.append(`${table.dataset.gone} `, button);
    row.after(back);
  };

  /** What depends on who is there: how many, and whose voices count. */
  const present = () => {
    const there = new Set(
      [...table.querySelectorAll('[data-path^="presence/"]:checked')]
        .filter(({ value }) => value === 'present' || value === 'remote')
        .map(({ dataset }) => dataset.path.slice('presence/'.length))
    );
    for (const count of table.querySelectorAll('[data-count="there"]')) count.textContent = there.size;
    for (const voter of table.querySelectorAll('[data-voter]'))
      voter.hidden = !there.has(voter.dataset.voter);
    for (const summary of table.querySelectorAll('[data-agreed^="decision/"]')) {
      const others = [
        ...summary.parentElement.querySelectorAll('[data-voter]:not([hidden]) input:checked')
      ].filter(({ value }) => value !== '');
      summary.textContent = others.length === 0 ? table.dataset.agreed : table.dataset.mixed;
    }
  };

  const say = (what) => {
    state = what;
    const shown = !kept && what !== 'saved' ? 'memory' : what;
    for (const each of line.querySelectorAll('[data-state]')) each.hidden = each.dataset.state !== shown;
    line.dataset.tone = shown === 'saved' ? 'saved' : 'waiting';
  };
  const look = (path, { both, other, unfit = false }) => {
    const [first] = fieldsOf(path);
    const holder = first?.closest('.field, fieldset, li');
    if (!holder) return;
    holder.querySelector('.look')?.remove();
    if (!both && other === null && !unfit) return;
    const note = document.createElement('p');
    note.className = 'look';
    if (unfit) note.textContent = table.dataset.unfit;
    else if (both) note.textContent = table.dataset.both;
    else {
      const label =
        [...(first.options ?? [])].find((option) => option.value === other)?.textContent ??
        [...fieldsOf(path)]
          .find(({ value }) => value === other)
          ?.closest('label')
          ?.textContent?.trim() ??
        other;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button quiet small';
      button.textContent = table.dataset.take;
      button.addEventListener('click', () => {
        write(path, other);
        set(path, other);
        note.remove();
      });
      note.append(table.dataset.other.replace('XXX', label), ' ', button);
    }
    holder.append(note);
  };

  // This machine: a database that is there without a network, and after the page was closed.
  const all = (name) => asked(store.transaction(name).objectStore(name).getAll(device.inRoom(room)));
  const keep = async (work) => {
    if (!store) return;
    writing++;
    try {
      const transaction = store.transaction(['pending', 'known', 'rooms'], 'readwrite', {
        durability: 'strict'
      });
      work((name) => transaction.objectStore(name));
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
    } catch {
      kept = false;
    } finally {
      writing--;
      sketch();
    }
  };

  /** The last words before a page is closed: there is no time then for the database, only for this. */
  const sketchKey = device.sketchOf(room);
  let writing = 0;
  const sketch = () => {
    try {
      if (dirty.size > 0)
        localStorage.setItem(
          sketchKey,
          JSON.stringify([...dirty].map((path) => [path, base.get(path) ?? '', read(path)]))
        );
      else if (writing === 0) localStorage.removeItem(sketchKey);
    } catch {
      // Nothing may be kept here: then the pause of a moment is the risk.
    }
  };

  /** One field says something new: a change, or more of one that has not left yet. */
  const set = (path, value) => {
    dirty.delete(path);
    const waiting = [...pending.values()].findLast((change) => change.path === path);
    if (waiting && !onTheirWay.has(waiting.id)) {
      if (waiting.value === value) return;
      if (waiting.stuck) {
        // It goes once more, and what others wrote there meanwhile is asked for.
        waiting.stuck = false;
        seen = 0;
      }
      waiting.value = value;
      waiting.stamp = ++stamp;
      base.set(path, value);
      if (waiting.base === value) pending.delete(waiting.id);
      void keep((store) =>
        waiting.base === value
          ? store('pending').delete([room, waiting.id])
          : store('pending').put({ room, ...waiting })
      ).then(later);
      return;
    }
    const before = base.get(path) ?? '';
    if (before === value) return;
    const change = { id: crypto.randomUUID(), path, stamp: ++stamp, base: before, value };
    pending.set(change.id, change);
    base.set(path, value);
    say('waiting');
    void keep((store) => store('pending').put({ room, ...change })).then(later);
  };
  const flush = () => {
    for (const path of [...dirty]) {
      const value = read(path);
      if (value !== null) set(path, value);
    }
  };

  let waits = 0;
  const later = () => {
    clearTimeout(waits);
    waits = setTimeout(send, sendMs);
  };
  let sending = false;
  const send = async () => {
    if (sending || state === 'closed') return;
    sending = true;
    flush();
    const changes = [...pending.values()].filter(({ stuck }) => !stuck).slice(0, 200);
    for (const { id } of changes) onTheirWay.add(id);
    try {
      const answer = await fetch(sync, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({
          seen,
          changes: changes.map(({ id, path, stamp, base, value }) => ({ id, path, stamp, base, value }))
        }),
        signal: AbortSignal.timeout(15_000)
      });
      if (answer.status === 409) say('closed');
      else if (answer.status === 401 || answer.status === 404 || answer.status === 403) say('signedOut');
      else if (!answer.ok) say('offline');
      else await take(await answer.json());
    } catch {
      if (pending.size > 0 || !navigator.onLine) say('offline');
    } finally {
      for (const { id } of changes) onTheirWay.delete(id);
      sending = false;
    }
    if (state === 'saved' && pending.size > 0) later();
  };
  const take = async (answer) => {
    flush();
    stamp = Math.max(stamp, answer.stamp);
    seen = answer.seen;
    for (const id of answer.taken) pending.delete(id);
    const unfit = [];
    for (const { id, reason } of answer.refused) {
      const change = pending.get(id);
      if (change && (reason === 'too_long' || reason === 'too_many')) unfit.push(change);
      else pending.delete(id);
    }
    // What goes on from a change that did not fit begins where that began: one of both, sent once more.
    const joined = new Set();
    for (const change of unfit) {
      const own = [...pending.values()].filter(({ path }) => path === change.path);
      const next = own[own.indexOf(change) + 1];
      change.stuck = next === undefined && !joined.has(change);
      if (!next) continue;
      next.base = change.base;
      pending.delete(change.id);
      joined.delete(change);
      joined.add(next);
    }
    const still = new Set([...pending.values()].map(({ path }) => path));
    const fields = Object.entries(answer.fields).filter(([path]) => !still.has(path));
    for (const [path, { value }] of fields) base.set(path, value);
    applyAll(fields.map(([path, { value }]) => [path, value]));
    for (const [path, field] of fields) look(path, field);
    for (const { path, stuck } of pending.values())
      if (stuck) look(path, { both: false, other: null, unfit: true });
    await keep((store) => {
      store('rooms').put({ room, seen, stamp, at: device.clock() });
      for (const id of answer.taken) store('pending').delete([room, id]);
      for (const { id } of answer.refused) if (!pending.has(id)) store('pending').delete([room, id]);
      for (const change of joined) store('pending').put({ room, ...change });
      for (const [path, { value, both, other }] of fields)
        store('known').put({ room, path, value, both, other });
    });
    const stuck = [...pending.values()].some((change) => change.stuck);
    say(stuck ? 'stuck' : pending.size > 0 ? 'waiting' : 'saved');
    if (joined.size > 0) later();
    // The minutes have left, and the house has all of it: nothing of it stays here.
    if (answer.sent && pending.size === 0 && dirty.size === 0) await forgetHere();
  };
  const forgetHere = async () => {
    if (!store) return;
    await device.forget(room).catch(() => {});
    await device.forgetPages(location.pathname).catch(() => {});
  };

  /** What this machine knows beyond the page: the page may be an old one, read without a network. */
  const recall = async () => {
    const last = device.sketched(room);
    try {
      store = await device.open();
      const before = await asked(store.transaction('rooms').objectStore('rooms').get(room));
      const known = await all('known');
      if (before && before.seen > seen) {
        seen = before.seen;
        for (const { path, value } of known) base.set(path, value);
        applyAll(known.map(({ path, value }) => [path, value]));
        for (const field of known) look(field.path, field);
      } else await keep((store) => store('known').delete(device.inRoom(room)));
      const waiting = (await all('pending')).sort((a, b) => a.stamp - b.stamp);
      for (const { room: _room, ...change } of waiting) {
        pending.set(change.id, change);
        base.set(change.path, change.value);
        stamp = Math.max(stamp, change.stamp, before?.stamp ?? 0);
      }
      applyAll(waiting.map(({ path, value }) => [path, value]));
      // The house may have these already, and what it made of them with those of others.
      if (waiting.length > 0) seen = 0;
    } catch {
      kept = false;
    }
    applyAll(last.map(([path, , value]) => [path, value]));
    for (const [path, before, value] of last) {
      if (fieldsOf(path).length === 0 || before === value || base.get(path) === value) continue;
      // From what stood there then: others may have written since, and theirs is not to be undone.
      base.set(path, before);
      set(path, value);
      seen = 0;
    }
  };

  const begin = async () => {
    for (const part of table.querySelectorAll('[data-script-less]')) part.remove();
    // Browsers put back what stood in a field before the page was read anew: here that is this script's business.
    for (const field of table.querySelectorAll('[data-path]')) {
      if ('defaultChecked' in field && /radio|checkbox/.test(field.type))
        field.checked = field.defaultChecked;
      else if ('defaultValue' in field) field.value = field.defaultValue;
      else for (const option of field.options) option.selected = option.defaultSelected;
    }
    for (const field of table.querySelectorAll('[data-path]')) {
      const { path } = field.dataset;
      if (!base.has(path)) base.set(path, read(path));
    }
    await recall();
    table.classList.add('live');
    present();
    say(pending.size > 0 ? 'waiting' : 'saved');

    let pauses = 0;
    table.addEventListener('input', ({ target }) => {
      const { path } = target.dataset;
      if (!path) return;
      dirty.add(path);
      sketch();
      if (state === 'saved') say('waiting');
      clearTimeout(pauses);
      pauses = setTimeout(flush, pauseMs);
    });
    table.addEventListener('change', ({ target }) => {
      if (!target.dataset.path) return;
      dirty.add(target.dataset.path);
      flush();
      present();
    });
    table.addEventListener('submit', (submit) => {
      if (!submit.target.matches('[data-block]')) return;
      submit.preventDefault();
      flush();
      void send();
    });
    table.addEventListener('click', ({ target }) => {
      const button = target.closest('button');
      if (!button) return;
      const { add: kind, item, gone, set: path, value } = button.dataset;
      if (kind === 'item') {
        const field = table.querySelector('[data-new-item]');
        if (field.value.trim() === '') return field.focus();
        const id = crypto.randomUUID();
        add('item', id, '');
        write(`item/${id}/title`, field.value);
        set(`item/${id}/title`, field.value);
        field.value = '';
        fieldsOf(`item/${id}/notes`)[0].focus();
      } else if (kind) {
        const id = crypto.randomUUID();
        const thing = add(kind, id, item);
        if (item && kind !== 'guest') set(`${kind}/${id}/item`, item);
        thing.querySelector('textarea, input[data-path]:not([type="hidden"])').focus();
      } else if (gone) {
        set(`gone/${gone}`, 'yes');
        showGone(gone, true);
      } else if (path) {
        write(path, value);
        set(path, value);
      } else if ('allComing' in button.dataset) {
        for (const seat of table.querySelectorAll('[data-reply="accepted"]')) {
          const [here] = seat.querySelectorAll('[data-path^="presence/"]');
          if (read(here.dataset.path) !== '') continue;
          write(here.dataset.path, 'present');
          set(here.dataset.path, 'present');
        }
        button.hidden = true;
        present();
      }
    });
    // What the next page shows is what has arrived; without a network one stays here, where everything is.
    table.querySelector('[data-when-sent] a')?.addEventListener('click', async (click) => {
      if (click.ctrlKey || click.metaKey || click.shiftKey) return;
      click.preventDefault();
      const { href } = click.currentTarget;
      flush();
      for (let tries = 0; tries < 12 && (pending.size > 0 || sending); tries++) {
        await send();
        if (sending) await new Promise((resolve) => setTimeout(resolve, 300));
        if (state === 'offline' || state === 'signedOut' || state === 'closed') break;
      }
      if (pending.size === 0 || state === 'stuck') location.assign(href);
      else line.scrollIntoView({ block: 'center' });
    });
    addEventListener('online', () => void send());
    addEventListener('offline', () => {
      if (pending.size > 0 || dirty.size > 0) say('offline');
    });
    addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', () => (document.hidden ? flush() : void send()));
    setInterval(() => {
      if (!document.hidden || pending.size > 0) void send();
    }, askMs);
    void send();
  };

  /** So that the page is there without a network, too; for this page alone. */
  const stay = async () => {
    if (!('serviceWorker' in navigator)) return;
    const registration = await navigator.serviceWorker.register('/table-worker.js', {
      scope: location.pathname
    });
    const { active } = await new Promise((resolve) => {
      const ready = () => registration.active && resolve(registration);
      ready();
      const worker = registration.installing ?? registration.waiting;
      worker?.addEventListener('statechange', ready);
    });
    const used = performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.startsWith(location.origin) && !name.includes(sync));
    active.postMessage({ page: location.pathname, files: [...new Set(used)] });
  };

  /** By the button: what waits still is sent first; where it cannot be, it is forgotten only when asked once more. */
  const panel = document.querySelector('[data-kept]');
  const tell = (what) => {
    for (const each of panel?.querySelectorAll('[data-kept-say]') ?? [])
      each.hidden = each.dataset.keptSay !== what;
  };
  const forgetByButton = async (anyway) => {
    flush();
    if (!anyway)
      for (let tries = 0; tries < 5 && pending.size > 0 && state !== 'closed'; tries++) await send();
    if (pending.size > 0 && !anyway) {
      tell('waits');
      return;
    }
    state = 'closed';
    pending.clear();
    dirty.clear();
    await forgetHere();
    location.assign(panel.dataset.away);
  };
  panel?.querySelector('[data-kept-forget]')?.addEventListener('click', () => void forgetByButton(false));
  panel?.querySelector('[data-kept-anyway]')?.addEventListener('click', () => void forgetByButton(true));

  void begin();
  if (table.dataset.sent === undefined) stay().catch(() => {});
  device.forgetTaken({ olderThan: device.oldMs, except: room }).catch(() => {});
})();
