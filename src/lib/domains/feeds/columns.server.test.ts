// A published table whose columns are called as its owner likes: named by hand once, kept, and asked about when one is gone.
import { beforeAll, expect, test } from 'vitest';
import { prepareRegister } from '#tests/bring-events.ts';
import { useDatabase } from '#tests/db.ts';
import { gatherHistory } from '#lib/platform/history.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../../../words.ts';
import { changeForm, feedBegun } from './change-form.server.ts';
import { chooseColumns } from './decisions.server.ts';
import { domain } from './domain.server.ts';
import { listFeedEvents } from './events.server.ts';
import { previewForm, subscribeForm, valuesOf } from './form.server.ts';
import { changeFeed, removeFeed } from './operations.server.ts';
import { lookAtColumns } from './preview.server.ts';
import { findFeed, listReads, type Feed } from './queries.server.ts';
import { readFeed } from './read.server.ts';
import { address, appointKeepers, eventsOf, follow, mails, sent, type Keepers } from './world.ts';

const database = useDatabase();
const now = new Date('2027-01-10T09:00:00Z');
const later = new Date('2027-01-11T09:00:00Z');
let keepers: Keepers;
let words: Words;
beforeAll(async () => {
  await prepareRegister(database());
  keepers = await appointKeepers(database(), now);
  words = await wordsIn('hu');
});

const table = (what = 'Mi lesz?') =>
  `${what};Melyik nap;Hány órakor;Merre\nOlvasókör;2027-02-03;17:00;Nagyterem\nFilmklub;2027-02-10;18:00;Nagyterem\n`;
const fetchTable = (text: string) => () => Promise.resolve(sent(text));
const named = {
  'map.title': 'Mi lesz?',
  'map.date': 'Melyik nap',
  'map.start': 'Hány órakor',
  'map.place': 'Merre'
};

function formWith(fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ address, organisation: keepers.house, ...fields }))
    form.set(name, value);
  return form;
}

async function subscribed(): Promise<Feed> {
  const form = formWith(named);
  const done = await subscribeForm(database(), keepers.owner, {
    form,
    words,
    now,
    fetch: fetchTable(table())
  });
  if (!('subscribed' in done)) throw new Error(JSON.stringify(done));
  return feedNow(done.subscribed);
}

async function feedNow(id: string): Promise<Feed> {
  const feed = await findFeed(database(), id);
  if (!feed) throw new Error('It is gone.');
  return feed;
}

test('columns that nobody can guess are shown to be named, and named ones are read', async () => {
  const asked = await previewForm(database(), keepers.owner, {
    ...{ form: formWith(), words, now },
    fetch: fetchTable(table())
  });
  expect(asked.unreadable?.fault).toBe('unknown_columns');
  expect(asked.unreadable?.choose?.columns).toEqual(['Mi lesz?', 'Melyik nap', 'Hány órakor', 'Merre']);
  expect(asked.preview).toBeUndefined();

  const shown = await previewForm(database(), keepers.owner, {
    ...{ form: formWith(named), words, now },
    fetch: fetchTable(table())
  });
  expect(shown.preview?.events.map(({ title }) => title)).toEqual(['Olvasókör', 'Filmklub']);
  const title = shown.preview?.choose?.fields.find(({ key }) => key === 'title');
  expect(title).toMatchObject({ column: 'Mi lesz?', examples: 'Olvasókör · Filmklub' });
});

test('what was named holds for every reading, until the feed is taken off', async () => {
  const feed = await subscribed();
  const more = `${table()}Táncház;2027-02-17;19:00;Nagyterem\n`;
  expect(await readFeed(database(), feed.id, later, fetchTable(more))).toMatchObject({ outcome: 'read' });
  expect((await eventsOf(database(), feed.id)).map(({ title, starts }) => `${title} ${starts}`)).toEqual([
    'Olvasókör 2027-02-03T17:00',
    'Filmklub 2027-02-10T18:00',
    'Táncház 2027-02-17T19:00'
  ]);
  const kept = () =>
    database()
      .selectFrom('import_mapping')
      .select('source')
      .where('source', '=', `feed:${feed.id}`)
      .execute();
  expect(await kept()).toHaveLength(1);
  await removeFeed(database(), keepers.owner, { id: feed.id, events: 'keep' }, later);
  expect(await kept()).toEqual([]);
});

test('a column that is gone changes nothing, is asked about once, and is read from again when it is back', async () => {
  const feed = await subscribed();
  const before = await eventsOf(database(), feed.id);
  const without = fetchTable(table('Program neve, helye'));
  for (const _ of [1, 2])
    expect(await readFeed(database(), feed.id, later, without)).toEqual({
      outcome: 'columns_gone',
      columns: ['Mi lesz?']
    });
  expect(await feedNow(feed.id)).toMatchObject({ state: 'held', fault: 'column_gone' });
  expect(await eventsOf(database(), feed.id)).toEqual(before);
  expect(await mails(database())).toEqual(['haz@szelmalom.example feeds.mail.columns.subject']);
  const { rows } = await listReads(database(), feed.id, 1);
  expect(rows[0]?.problems.map(({ value }) => value)).toEqual(['Mi lesz?']);
  expect((await domain.health?.(database(), later))?.[0]).toMatchObject({ count: 1, state: 'advice' });

  expect(await readFeed(database(), feed.id, later, fetchTable(table()))).toMatchObject({ outcome: 'read' });
  expect(await feedNow(feed.id)).toMatchObject({ state: 'active', fault: null });
  expect((await domain.health?.(database(), later))?.[0]).toMatchObject({ count: 0, state: 'good' });
});

test('whoever keeps the feed says which column it is now; others cannot', async () => {
  const feed = await subscribed();
  const renamed = table('Program neve, helye');
  await readFeed(database(), feed.id, later, fetchTable(renamed));
  const looked = await lookAtColumns(database(), feed, words, fetchTable(renamed));
  if (!looked.ok) throw new Error(looked.fault);
  expect(looked.value.columns[0]).toBe('Program neve, helye');
  expect(looked.value.fields.find(({ key }) => key === 'date')?.column).toBe('Melyik nap');
  const mapping = { title: 'Program neve, helye', date: 'Melyik nap', start: 'Hány órakor', place: 'Merre' };
  const choice = { id: feed.id, columns: { table: { columns: looked.value.columns }, mapping } };
  expect(await chooseColumns(database(), keepers.librarian, choice, later)).toMatchObject({
    reason: 'not_yours'
  });
  expect(await chooseColumns(database(), keepers.owner, choice, later)).toMatchObject({ ok: true });
  expect(await readFeed(database(), feed.id, later, fetchTable(renamed))).toMatchObject({ outcome: 'read' });
  const { entries } = await gatherHistory(
    database(),
    { domains: [domain], namePeople: () => Promise.resolve(new Map()) },
    { object: feed.id, words, page: 1 }
  );
  expect(entries.map(({ sentence }) => sentence)).toContain('Megadta, a táblázat melyik oszlopa micsoda.');
});

test('the events of a feed are listed, those to come first, a page at a time', async () => {
  const feed = await subscribed();
  const rows = Array.from(
    { length: 25 },
    (_, n) => `${n}. est;2027-02-${String(n + 1).padStart(2, '0')};18:00;Nagyterem`
  );
  await readFeed(database(), feed.id, now, fetchTable([table().split('\n')[0], ...rows, ''].join('\n')));
  const at = new Date('2027-02-06T09:00:00Z');
  const first = await listFeedEvents(database(), feed.id, { page: 1, now: at });
  expect([first.rows.length, first.hasNext, first.rows[0]?.title]).toEqual([20, true, '5. est']);
  const second = await listFeedEvents(database(), feed.id, { page: 2, now: at });
  expect([second.hasNext, second.rows.slice(-5).map(({ title }) => title)]).toEqual([
    false,
    // What was there before and is missing now is still one of its events.
    ['3. est', '2. est', 'Olvasókör', '1. est', '0. est']
  ]);
});

test('two who change its settings at once undo nothing of each other’s, and are shown what both changed', async () => {
  const feed = await feedNow(await follow(database(), keepers, {}, now));
  const { texts } = valuesOf(feed);
  const opened = { ...texts, begun: feedBegun(feed) };
  const draft = {
    ...{
      organisation: keepers.house,
      address,
      settlement: keepers.szegvar,
      venue: null,
      audiences: [],
      themes: []
    },
    ...{ status: 'confirmed' as const, utcIsLocal: false, everyMinutes: 60 }
  };
  await changeFeed(database(), keepers.owner, { id: feed.id, draft, name: 'Naptár' }, later);

  const renamed = formWith({ ...opened, name: 'A ház naptára' });
  expect(await changeForm(database(), keepers.owner, { feed, form: renamed, now: later })).toEqual({
    saved: true,
    merged: true
  });
  expect(await feedNow(feed.id)).toMatchObject({ name: 'A ház naptára', everyMinutes: 60 });

  const again = await changeForm(database(), keepers.owner, {
    ...{ feed, now: later },
    form: formWith({ ...opened, name: 'Másik név' })
  });
  expect(again).toMatchObject({
    meanwhile: { conflicts: ['name'] },
    values: { texts: { name: 'Másik név' } }
  });
});
