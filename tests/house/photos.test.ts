// Photos over real HTTP: a form posted twice puts up one, what is too large is answered, pictures say what they are.
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDirectory, startServer, type RunningServer } from '../running-server.ts';
import { administratorOf, copyOfSmallWorld, visitor, type Visitor } from './small-world.ts';

const page = '/kepek/szervezetek/szegvari-nephaz-szegvar';
const alt = 'A Népház fehérre meszelt homlokzata';
let server: RunningServer;
let editor: Visitor;
let place = page;

beforeAll(async () => {
  server = await startServer({ dataDirectory: await copyOfSmallWorld(), environment: { SAMPLE: 'no' } });
  editor = await administratorOf(server);
  const list = await (await editor.get('/szervezetek')).text();
  place = `/kepek${/href="(\/szervezetek\/szegvari-nephaz[^"/?]*)"/.exec(list)?.[1] ?? page}`;
});
afterAll(async () => {
  await server?.stop();
  if (server) removeDirectory(server.dataDirectory);
});

async function formWith(bytes: Uint8Array): Promise<FormData> {
  const form = new FormData();
  const once = /name="once" value="([^"]+)"/.exec(await (await editor.get(place)).text())?.[1];
  form.set('once', once ?? 'none');
  form.set('file', new File([bytes.slice()], 'IMG_1.jpg', { type: 'image/jpeg' }));
  form.set('alt', alt);
  form.set('agreed', 'yes');
  return form;
}

function post(who: Visitor, form: FormData): Promise<Response> {
  return fetch(`${server.address}${place}?/add`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.address, accept: 'text/html', ...(who.cookie && { cookie: who.cookie }) },
    body: form
  });
}

async function picturesOnPage(): Promise<string[]> {
  const html = await (await visitor(server).get(place.replace('/kepek', ''))).text();
  return [...html.matchAll(/src="(\/photos\/[^"]+)"/g)].map(([, source]) => source ?? '');
}

test('a double click puts up one photo, which everybody sees as it is kept', async () => {
  const jpeg = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#336699' } })
    .withExif({ IFD0: { Make: 'SecretMaker' } })
    .jpeg()
    .toBuffer();
  const form = await formWith(jpeg);
  const answers = await Promise.all([post(editor, form), post(editor, form), post(editor, form)]);
  expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
    [303, place],
    [303, place],
    [303, place]
  ]);
  const sources = await picturesOnPage();
  expect(sources).toHaveLength(1);
  const answer = await visitor(server).get(sources[0] ?? '');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('image/webp');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 400, height: 267 });
  expect(bytes.includes('SecretMaker')).toBe(false);
  const again = await fetch(server.address + (sources[0] ?? ''), {
    headers: { 'if-none-match': answer.headers.get('etag') ?? '' }
  });
  expect(again.status).toBe(304);
});

test('what is too large, or no picture, is answered in words, and nothing is put up', async () => {
  const before = await picturesOnPage();
  const large = await post(editor, await formWith(new Uint8Array(21 * 1024 * 1024)));
  expect(large.status).toBe(400);
  expect(await large.text()).toContain('Ez a fájl túl nagy');
  const script = await post(editor, await formWith(Buffer.from('<svg><script>alert(1)</script></svg>')));
  expect(script.status).toBe(400);
  const told = await script.text();
  expect(told).toContain('Ez a fájl nem kép');
  expect(told).toContain(`value="${alt}"`);
  expect(await picturesOnPage()).toEqual(before);
});

test('who is not signed in puts up nothing', async () => {
  const before = await picturesOnPage();
  const answer = await post(visitor(server), await formWith(Buffer.from('x')));
  expect([303, 401]).toContain(answer.status);
  expect(await picturesOnPage()).toEqual(before);
});
