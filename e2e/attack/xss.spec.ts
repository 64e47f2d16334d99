// Sixty payloads through every text field of every form, into every page that shows them, looked at in a real browser whose
// content policy is switched off: only what is escaped protects. In a house of its own, which is full of them afterwards.
import { expect, test, type Page } from '@playwright/test';
import { payloads } from './payloads.ts';
import { filled, formsOf, hasText, shapeOf, walk, wrongFields, type FoundForm, type How } from './forms.ts';
import { removeDirectory, startServer, type RunningServer } from '../../tests/running-server.ts';
import { signIn } from '../session.ts';

test.describe.configure({ mode: 'serial' });
// A trace of a thousand forms would take longer than the forms.
test.use({
  bypassCSP: true,
  trace: 'off',
  baseURL: async ({}, use) => {
    await use(server?.address);
  }
});

let server: RunningServer | undefined;
test.beforeAll(async () => {
  test.setTimeout(150_000);
  server = await startServer();
});
test.afterAll(async () => {
  await server?.stop();
  if (server) removeDirectory(server.dataDirectory);
});

async function enter(page: Page): Promise<void> {
  const { address = '', dataDirectory = '' } = server ?? {};
  await signIn(page, { port: new URL(address).port, dataDirectory });
}

const starts =
  `/ /programok /programok/uj /szervezetek /helyszinek /telepulesek /admin /korok /csere /tajolas /kozos-programok
  /tamogatok /szolgaltatasok /szakertok /talalatok /megallapodasok`.split(/\s+/);
/** Of each shape of address so many pages are looked at afterwards. */
const likeShown = 4;

/** Wrong answers would be what the payloads did to a page: code that ran, or markup that nobody wrote. */
async function listen(page: Page): Promise<string[]> {
  const faults: string[] = [];
  page.on('dialog', (dialog) => {
    faults.push(`a dialog on ${page.url()}`);
    void dialog.dismiss();
  });
  await page.exposeFunction('hit', (payload: number) =>
    faults.push(`payload ${payload} ran on ${page.url()}`)
  );
  return faults;
}

/** Markup that came in through a text, in a document that is shown or only parsed. */
const injectedIn = `(root) => {
  const found = [...root.querySelectorAll('[xss-mark], #xss-mark, x-hit, iframe[srcdoc], object, embed, base, marquee, math, meta[http-equiv="refresh" i]')]
    .map((element) => element.outerHTML.slice(0, 120));
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(element.localName + ' ' + name);
      if (/^(href|src|action|formaction|data|xlink:href|poster)$/.test(name) && /^[\\u0000-\\u0020]*(j\\s*a\\s*v\\s*a\\s*s\\s*c\\s*r\\s*i\\s*p\\s*t|vbscript|data:text)/i.test(value))
        found.push(element.localName + ' ' + name + '=' + value.slice(0, 60));
      if (/^(href|src|action)$/.test(name) && /^\\/\\/attacker/.test(value)) found.push(name + '=' + value);
    }
    if (element.localName === 'script' && element.type !== 'application/ld+json' && !element.src) found.push('script ' + element.textContent.slice(0, 60));
    if (element.localName === 'style' && /hit\\(/.test(element.textContent)) found.push('style');
    if (element.localName === 'script' && element.type === 'application/ld+json') JSON.parse(element.textContent);
  }
  return found;
}`;

async function injectedInPage(page: Page): Promise<string[]> {
  return page.evaluate(`(${injectedIn})(document)`) as Promise<string[]>;
}

/** Answers to posted forms are parsed in the browser without being shown; some thirty of them are shown as well. */
async function injectedInAnswer(page: Page, html: string): Promise<string[]> {
  return page.evaluate(
    `(${injectedIn})(new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html'))`
  ) as Promise<string[]>;
}

test('no payload gets out of any field of any form', async ({ page, browser }) => {
  test.setTimeout(400_000);
  const faults = await listen(page);
  await enter(page);
  const addresses = await walk(page, starts, 150);
  const forms: FoundForm[] = [];
  const known = new Set<string>();
  for (const address of addresses)
    for (const form of await formsOf(page, address)) {
      // The same search stands on many pages.
      const key = `${form.method} ${new URL(form.action).pathname} ${form.fields.map(({ name }) => name).join()}`;
      if (known.has(key) || !hasText(form) || /belepes|fiok/.test(form.action)) continue;
      known.add(key);
      forms.push(form);
    }
  expect(forms.length).toBeGreaterThan(40);

  const shown = new Set(addresses);
  const accepted = new Map<string, number>();
  const kept = ({ action }: FoundForm, payloads: number): void =>
    void accepted.set(action, (accepted.get(action) ?? 0) + payloads);
  const answers: string[] = [];
  const broken = new Set<string>();
  const send = async (
    form: FoundForm,
    how: How,
    payload: string,
    strict?: ReadonlySet<string>
  ): Promise<string> => {
    const values = filled(form, how, payload, strict).toString();
    const response = await page.request.fetch(
      form.method === 'get' ? `${form.action.split('?')[0]}?${values}` : form.action,
      {
        method: form.method,
        ...(form.method === 'get' ? {} : { data: values }),
        headers: {
          accept: 'text/html',
          origin: new URL(form.action).origin,
          'content-type': 'application/x-www-form-urlencoded'
        },
        maxRedirects: 0
      }
    );
    if (response.status() === 500) broken.add(`${form.action} (${how}) ${payload}`);
    const { location } = response.headers();
    if (location) {
      shown.add(new URL(location, form.action).href);
      return '';
    }
    const html = await response.text();
    answers.push(html);
    for (const fault of await injectedInAnswer(page, html))
      faults.push(`${fault} in the answer of ${form.action} to ${payload}`);
    return html;
  };

  await page.goto('/ui');
  for (const form of forms) {
    const many = (size: number): string[] =>
      Array.from({ length: payloads.length / size }, (_, part) =>
        payloads.slice(part * size, (part + 1) * size).join(' ')
      );
    for (const payload of many(form.method === 'get' ? 6 : 10)) await send(form, 'texts', payload);
    if (form.method === 'get') continue;
    for (const payload of many(10)) await send(form, 'everything', payload);
    // Which fields want more than any text shows in what is refused.
    const strict = new Set<string>();
    for (let round = 0; round < 5; round++) {
      const wrong = await wrongFields(page, await send(form, 'acceptable', 'Tamás "><b xss-mark>', strict));
      if (wrong.length === 0) break;
      for (const name of wrong) strict.add(name);
    }
    // Six in one text where it is taken; where it is not, because it is long or a line too many, each by itself.
    for (let from = 0; from < payloads.length; from += 6) {
      const some = payloads.slice(from, from + 6);
      if ((await send(form, 'acceptable', some.join(' '), strict)) === '') kept(form, some.length);
      else for (const one of some) if ((await send(form, 'acceptable', one, strict)) === '') kept(form, 1);
    }
  }
  for (const needed of ['/programok/uj', '/szervezetek/uj', '/helyszinek/uj', '/admin/karbantartas'])
    expect(
      [...accepted].find(([action]) => new URL(action).pathname === needed)?.[1] ?? 0,
      `${needed} was hardly ever accepted, so little was kept to be shown`
    ).toBeGreaterThan(payloads.length / 2);
  expect(faults).toEqual([]);

  await page.route('**/answer-to-look-at?*', (route, request) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: answers[Number(new URL(request.url()).searchParams.get('n'))] ?? ''
    })
  );
  const looked = Math.ceil(answers.length / 30);
  for (let n = 0; n < answers.length; n += looked) await page.goto(`/answer-to-look-at?n=${n}`);
  const alike = new Map<string, number>();
  for (const address of shown) {
    const seen = (alike.get(shapeOf(address)) ?? 0) + 1;
    if (seen > likeShown) continue;
    alike.set(shapeOf(address), seen);
    await page.goto(address, { waitUntil: 'load' });
    for (const fault of await injectedInPage(page)) faults.push(`${fault} on ${address}`);
  }
  expect(faults).toEqual([]);
  expect([...broken], 'a form that falls over').toEqual([]);

  // Visitors read what was kept as well: the lists, and the closed house with its message.
  const visitor = await (await browser.newContext({ bypassCSP: true })).newPage();
  const visitorFaults = await listen(visitor);
  await visitor.goto(new URL('/programok', page.url()).href);
  await expect(visitor.getByRole('link', { name: 'Belépés rendszergazdáknak' })).toBeVisible();
  expect(await injectedInPage(visitor)).toEqual([]);
  await page.goto('/admin/karbantartas');
  await page.getByRole('button', { name: 'Kinyitom a webhelyet' }).click();
  for (const path of ['/', '/programok', '/szervezetek', '/helyszinek', '/telepulesek/szegvar']) {
    await visitor.goto(new URL(path, page.url()).href);
    for (const fault of await injectedInPage(visitor)) visitorFaults.push(`${fault} on ${path}`);
  }
  expect(visitorFaults).toEqual([]);
  expect(faults).toEqual([]);
});

test('what was kept reads as text in feeds and data, too', async ({ page }) => {
  const faults = await listen(page);
  await page.goto('/programok');
  const text = async (path: string): Promise<string> => (await page.request.get(path)).text();
  const rss = await text('/feeds/events.rss');
  const parsed = await page.evaluate((xml) => {
    const feed = new DOMParser().parseFromString(xml, 'application/xml');
    return {
      errors: feed.querySelectorAll('parsererror').length,
      names: [...new Set([...feed.querySelectorAll('*')].map(({ localName }) => localName))]
    };
  }, rss);
  expect(parsed.errors).toBe(0);
  expect(parsed.names.filter((name) => /^(script|img|svg|iframe|style|base|meta|x-hit)$/.test(name))).toEqual(
    []
  );
  const ics = await text('/feeds/events.ics');
  expect(ics.split(/\r\n|\r|\n/).filter((line) => /^(X-HIT|ATTENDEE)/.test(line))).toEqual([]);
  const data = await page.request.get('/api/events');
  expect(data.headers()['content-type']).toContain('application/json');
  for (const path of ['/feeds/events.rss', '/feeds/events.ics', '/api/events'])
    await page.goto(path).catch(() => {});
  expect(faults).toEqual([]);
});

test('files and their names are shown as text', async ({ page }) => {
  const faults = await listen(page);
  await enter(page);
  const origin = new URL(page.url()).origin;
  const cells = payloads.map((payload) => `"${payload.replaceAll('"', '""')}"`);
  const table = `név,fajta,település,honlap\n${cells.map((cell) => `${cell},${cell},Szegvár,${cell}`).join('\n')}\n`;
  const calendar = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:x',
    ...payloads.flatMap((payload, index) => {
      const value = payload.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
      return [
        'BEGIN:VEVENT',
        `UID:${index}-${value.replace(/\\n/g, '')}`,
        'DTSTART:20270301T100000Z',
        'DTEND:20270301T110000Z',
        `SUMMARY:${value}`,
        `DESCRIPTION:${value}`,
        `LOCATION:${value}`,
        'END:VEVENT'
      ];
    }),
    'END:VCALENDAR'
  ].join('\r\n');
  for (const [kind, name, body] of [
    ['organisations', '"><img src=x onerror=hit(70)>.csv', table],
    ['organisations', '=cmd|x!A1<svg onload=hit(71)>.csv', table],
    ['venues', '</title><script>hit(72)</script>.csv', table],
    ['events', "'-hit(73)-'<x-hit xss-mark>.ics", calendar]
  ] as const) {
    const started = await page.request.post('/admin/import', {
      headers: { origin, accept: 'text/html' },
      multipart: { kind, file: { name, mimeType: 'text/plain', buffer: Buffer.from(body) } },
      maxRedirects: 0
    });
    const { location } = started.headers();
    expect(location, `${kind} ${name}`).toBeTruthy();
    for (const address of [
      new URL(location ?? '', `${origin}/admin/import`).href,
      `${origin}/admin/import`
    ]) {
      await page.goto(address);
      await expect(page.locator('h1')).toBeVisible();
      for (const fault of await injectedInPage(page)) faults.push(`${fault} on ${address} after ${name}`);
    }
  }
  expect(faults).toEqual([]);
});
