// Characters that no database keeps, posted through the forms over real HTTP: never an error of the house, never kept.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDirectory, startServer, type RunningServer } from '../running-server.ts';
import { administratorOf, copyOfSmallWorld, newEventForm, type Visitor } from './small-world.ts';

let server: RunningServer;
let editor: Visitor;

beforeAll(async () => {
  server = await startServer({ dataDirectory: await copyOfSmallWorld(), environment: { SAMPLE: 'no' } });
  editor = await administratorOf(server);
});
afterAll(async () => {
  await server?.stop();
  if (server) removeDirectory(server.dataDirectory);
});

const bad = '\u0000\u0007\u202e';

test.each([
  ['an event', '/programok/uj', 'title', () => newEventForm(editor, { title: `Rejtett${bad} bál` })],
  [
    'an organisation',
    '/szervezetek/uj',
    'name',
    () => ({
      name: `Rejtett${bad} Kör`,
      sector: 'civic',
      kind: 'association',
      settlement: `Szeg${bad}vár`,
      summary: `Egy.${bad}`,
      person: `Kis${bad} Éva`
    })
  ],
  [
    'a venue',
    '/helyszinek/uj',
    'name',
    () => ({ name: `Rejtett${bad} terem`, kind: 'hall', settlement: 'Szegvár', note: bad, price: bad })
  ],
  ['a name of one’s own', '/fiok/nev', 'name', () => ({ name: `Rejtett${bad} Név` })]
])('%s is saved without them', async (_what, path, field, fields) => {
  const answer = await editor.post(path, await fields());
  expect(answer.status).toBe(303);
  const page = await (await editor.get(answer.headers.get('location') ?? '')).text();
  expect(page).toContain('Rejtett');
  expect(page, field).not.toMatch(/[\u0000\u0007\u202e]/);
});
