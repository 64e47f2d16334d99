// Keeps the clash advice up to date while an event's form is filled in; without this script the form's button does.
(() => {
  const form = document.querySelector('form[data-advice]');
  const panel = document.getElementById('advice');
  const said = document.getElementById('advice-said');
  const strip = document.getElementById('advice-strip');
  if (!form || !panel || !said || !strip) return;
  const beside = ['title', 'summary', 'description', 'place', 'tradition', 'price', 'website'];
  let waiting = 0;
  let asking = new AbortController();

  const spoken = () => {
    const line = panel.querySelector('h2 + p');
    return line?.dataset.said ?? line?.textContent.trim() ?? '';
  };
  const say = (text = spoken()) => {
    strip.textContent = text;
    if (said.textContent !== text) said.textContent = text;
  };
  const look = async () => {
    asking.abort();
    const { signal } = (asking = new AbortController());
    const slow = setTimeout(() => say(form.dataset.looking), 400);
    try {
      const answer = await fetch(location.pathname, {
        method: 'POST',
        body: new FormData(form),
        headers: { accept: 'text/x-advice' },
        signal
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const part = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('advice');
      const inside = panel.contains(document.activeElement);
      panel.replaceChildren(...part.childNodes);
      if (inside) panel.querySelector('h2').focus();
      clearTimeout(slow);
      say();
    } catch {
      clearTimeout(slow);
      if (!signal.aborted) say(form.dataset.failed);
    }
  };
  const lookSoon = ({ target, type }) => {
    if (beside.includes(target.name)) return;
    if (type === 'input' && /^(organiser|venue)$/.test(target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(look, type === 'change' ? 150 : 700);
  };
  const fill = ({ texts, weekday }) => {
    for (const field of form.elements)
      if (field.name === 'weekday' && weekday) field.checked = weekday.includes(field.value);
      else if (!(field.name in texts) || field.type === 'checkbox') continue;
      else if (field.type === 'radio') field.checked = field.value === texts[field.name];
      else field.value = texts[field.name];
  };

  form.addEventListener('input', lookSoon);
  form.addEventListener('change', lookSoon);
  form.addEventListener('submit', () => asking.abort());
  form.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    const filling = button?.dataset.fill;
    if (!filling && button?.value !== 'check') return;
    event.preventDefault();
    if (filling) fill(JSON.parse(filling));
    // The first button is the one that the Enter key presses from within a field.
    if (button !== form.querySelector('button')) panel.querySelector('h2').focus();
    panel.parentElement.scrollTop = 0;
    look();
  });
  form.classList.add('live');
  if (panel.querySelector('[data-waiting]')) look();
  else say();
})();
