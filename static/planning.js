// On the planning board: drag an event to another day or place, or move the chosen one by keys; without it, links and a form do.
(() => {
  const part = document.getElementById('planning');
  const said = document.getElementById('planning-said');
  if (!part || !said) return;
  let asking = new AbortController();
  let waiting = 0;
  /** Where the chosen event stood when it was chosen: Esc goes back there. */
  let back = null;

  const bars = () => [...part.querySelectorAll('[data-event]')];
  const barOf = (event) => bars().find((bar) => bar.dataset.event === event);
  /** From the chosen event to each that it clashes with; the outlines say the same. */
  const draw = () => {
    const board = part.querySelector('.scroll');
    board?.querySelector('.lines')?.remove();
    const own = part.querySelector('[aria-current="true"][data-event]');
    if (!board || !own || !matchMedia('(min-width: 48em)').matches) return;
    const name = 'http://www.w3.org/2000/svg';
    const lines = document.createElementNS(name, 'svg');
    lines.setAttribute('class', 'lines');
    lines.setAttribute('aria-hidden', 'true');
    lines.setAttribute('width', board.scrollWidth);
    lines.setAttribute('height', board.scrollHeight);
    const origin = board.getBoundingClientRect();
    const middle = (bar) => {
      const { left, top, width, height } = bar.getBoundingClientRect();
      return [
        left + width / 2 - origin.left + board.scrollLeft,
        top + height / 2 - origin.top + board.scrollTop
      ];
    };
    for (const bar of part.querySelectorAll('.rival')) {
      const line = document.createElementNS(name, 'line');
      const [[x1, y1], [x2, y2]] = [middle(own), middle(bar)];
      for (const [key, value] of Object.entries({ x1, y1, x2, y2 }))
        line.setAttribute(key, Math.round(value));
      lines.append(line);
    }
    board.append(lines);
  };
  const ready = () => {
    draw();
    for (const note of part.querySelectorAll('.keys')) note.hidden = !matchMedia('(min-width: 48em)').matches;
    for (const bar of bars()) bar.draggable = false;
  };
  /** What is tried with an event (`slug`, or `slug~occurrence` of one that repeats), as the address has it; null: nothing. */
  const parsed = (text) => {
    const [, slug, starts, occurrence, place] = /^([^~]+)~(.{16})(?:~(.{16}))?(?:@(.+))?$/.exec(text) ?? [];
    return { event: occurrence ? `${slug}~${occurrence}` : slug, starts, place };
  };
  const written = (event, { starts, place }) => {
    const [slug, occurrence] = event.split('~');
    return `${slug}~${starts}${occurrence ? `~${occurrence}` : ''}${place ? `@${place}` : ''}`;
  };
  const triedOf = (event) =>
    new URLSearchParams(location.search)
      .getAll('if')
      .map(parsed)
      .find((each) => each.event === event) ?? null;
  const address = ({ event, to }) => {
    const query = new URLSearchParams(location.search);
    if (to !== undefined) {
      const others = query.getAll('if').filter((each) => parsed(each).event !== event);
      query.delete('if');
      for (const each of others) query.append('if', each);
      if (to) query.append('if', written(event, to));
    }
    query.set('event', event);
    return `${part.dataset.path}?${query}`;
  };
  const show = async (href, focus, words) => {
    asking.abort();
    const { signal } = (asking = new AbortController());
    history.replaceState(null, '', href);
    const slow = setTimeout(() => (said.textContent = part.dataset.slow), 400);
    try {
      const answer = await fetch(href, { headers: { accept: 'text/html' }, signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const scrolled = part.querySelector('.scroll')?.scrollLeft ?? 0;
      part.replaceChildren(...page.getElementById('planning').childNodes);
      const board = part.querySelector('.scroll');
      if (board) board.scrollLeft = scrolled;
      ready();
      const bar = focus && barOf(focus);
      bar?.focus({ preventScroll: false });
      clearTimeout(slow);
      const name = bar?.querySelector('.title')?.textContent.replaceAll('\u00ad', '') ?? '';
      const summary = part.querySelector('[data-say]')?.textContent.trim() ?? '';
      const when = bar?.closest('td')?.dataset.label ?? '';
      const where = triedOf(focus)?.place
        ? (bar?.closest('tr')?.querySelector('th')?.textContent.trim() ?? '')
        : '';
      const hour = bar?.dataset.starts?.slice(11) ?? '';
      said.textContent = [
        name,
        where.replaceAll('\u00ad', ''),
        [when, hour].filter(Boolean).join(' '),
        words ?? summary
      ]
        .filter(Boolean)
        .join('. ');
    } catch {
      clearTimeout(slow);
      if (!signal.aborted) said.textContent = part.dataset.failed;
    }
  };
  const shifted = (local, days, hours) => {
    const at = new Date(`${local}:00Z`);
    at.setUTCDate(at.getUTCDate() + days);
    at.setUTCHours(at.getUTCHours() + hours);
    return at.toISOString().slice(0, 16);
  };
  /** @param to null: back to where it is; its place stays as tried unless another is given */
  const place = (event, to, wait = 0) => {
    clearTimeout(waiting);
    const bar = barOf(event);
    if (bar && to) bar.dataset.starts = to.starts;
    const full = to && { place: triedOf(event)?.place, ...to };
    waiting = setTimeout(() => show(address({ event, to: full }), event), wait);
  };
  const choose = (bar) => {
    const { event, starts } = bar.dataset;
    back = { event, to: triedOf(event) };
    return show(address({ event }), event, starts ? undefined : '');
  };
  /** Rows that are places; an occurrence of a series stays where the series is. */
  const placesFor = (event) => (event.includes('~') ? [] : [...part.querySelectorAll('tr[data-place]')]);

  part.addEventListener('click', (click) => {
    const bar = click.target.closest('[data-event]');
    if (!bar || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    if (dragging?.moved) return;
    choose(bar).then(() => {
      // Whoever uses a mouse looks below the board; the keyboard stays on it.
      if (click.detail > 0) document.getElementById('chosen')?.scrollIntoView({ block: 'nearest' });
    });
  });
  part.addEventListener('keydown', (key) => {
    const bar = key.target.closest('[data-event]');
    if (!bar || bar.getAttribute('aria-current') !== 'true' || key.ctrlKey || key.altKey || key.metaKey)
      return;
    const { event, starts } = bar.dataset;
    if (key.key === 'Escape' && back?.event === event) {
      key.preventDefault();
      place(event, back.to);
      return;
    }
    const rows = placesFor(event);
    const row = { PageUp: -1, PageDown: 1 }[key.key];
    if (row && starts && rows.length > 0) {
      key.preventDefault();
      const next = rows[rows.indexOf(bar.closest('tr')) + row];
      if (next) place(event, { starts, place: next.dataset.place });
      return;
    }
    const [days, hours] =
      { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key.key] ?? [];
    if (days === undefined || !starts) return;
    key.preventDefault();
    const to = shifted(starts, days, hours);
    if (hours && to.slice(0, 10) !== starts.slice(0, 10)) return;
    place(event, { starts: to }, 250);
  });

  let dragging = null;
  const target = (point) =>
    document
      .elementsFromPoint(point.clientX, point.clientY)
      .find((each) => each.matches('#planning td[data-day]'));
  const mayDrop = (cell, bar) =>
    cell.parentElement === bar.closest('tr') || placesFor(bar.dataset.event).includes(cell.parentElement);
  const unmark = () => {
    for (const cell of part.querySelectorAll('.target')) cell.classList.remove('target');
  };
  part.addEventListener('pointerdown', (down) => {
    const bar = down.target.closest('[data-starts]');
    dragging = null;
    // A finger scrolls; for it there are the links below the board.
    if (!bar || down.button !== 0 || down.pointerType === 'touch') return;
    dragging = { bar, x: down.clientX, y: down.clientY, moved: false };
  });
  addEventListener('pointermove', (move) => {
    if (!dragging || !(move.buttons & 1)) return;
    const [x, y] = [move.clientX - dragging.x, move.clientY - dragging.y];
    if (!dragging.moved && Math.hypot(x, y) < 6) return;
    dragging.moved = true;
    getSelection()?.removeAllRanges();
    dragging.bar.classList.add('dragged');
    dragging.bar.style.transform = `translate(${x}px, ${y}px)`;
    unmark();
    const cell = target(move);
    if (cell && mayDrop(cell, dragging.bar)) cell.classList.add('target');
  });
  addEventListener('pointerup', (up) => {
    if (!dragging?.moved) return;
    const { bar } = dragging;
    bar.classList.remove('dragged');
    bar.style.transform = '';
    unmark();
    const cell = target(up);
    const { event, starts } = bar.dataset;
    if (cell && mayDrop(cell, bar) && cell !== bar.closest('td')) {
      const other =
        cell.parentElement === bar.closest('tr') ? {} : { place: cell.parentElement.dataset.place };
      place(event, { starts: `${cell.dataset.day}T${starts.slice(11)}`, ...other });
    }
    setTimeout(() => (dragging = null));
  });
  part.addEventListener('dragstart', (drag) => drag.preventDefault());
  ready();
  addEventListener('resize', draw);
})();
