// What belongs to the history of an object, in which order, and under whose name.
import { beforeEach, describe, expect, test } from 'vitest';
import { wordsIn } from '../../words.ts';
import { useDatabase } from '#tests/db.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { namesOfPeople } from '#lib/domains/people/history.server.ts';
import type { Id } from '#lib/core/ids.ts';
import { recordActivity, type NewActivity } from './activity.server.ts';
import { system, type Actor, type Person } from './actor.ts';
import { newId } from './clock.server.ts';
import { inTransaction } from './db/database.server.ts';
import type { Domain } from './domain.ts';
import { gatherHistory, historyPageSize } from './history.server.ts';

const database = useDatabase();
const words = await wordsIn('hu');
const now = new Date('2027-03-03T09:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);
const object = newId();
let ilka: Person;
let old: Person;

const room: Domain = {
  name: 'room',
  rank: 9,
  verbs: ['thing.done'],
  columns: {},
  tellHistory: async (_db, activities) =>
    new Map(activities.map(({ id, verb }) => [id, { sentence: `told ${verb}`, changes: [] }]))
};

beforeEach(async () => {
  ilka = await person('Révész Ilka');
  old = await person('Özv. Pásztor Jánosné');
});

async function person(name: string): Promise<Person> {
  return {
    kind: 'person',
    id: await addPerson(database(), { name, email: null, roles: [] }, now),
    name,
    roles: []
  };
}

function act(actor: Actor, activity: Partial<NewActivity> = {}, at = now): Promise<void> {
  return inTransaction(database(), (tx) =>
    recordActivity(tx, actor, at, { verb: 'thing.done', objectKind: 'thing', objectId: object, ...activity })
  );
}

function history(of = object, page = 1) {
  return gatherHistory(
    database(),
    { domains: [room], namePeople: namesOfPeople },
    { object: of, words, page }
  );
}

async function who(): Promise<(string | null)[][]> {
  return (await history()).entries.map(({ who: name, behalf }) => [name, behalf]);
}

describe('who did it', () => {
  test('a person, a person in the name of another, or the house itself', async () => {
    await act(ilka, {}, minutes(0));
    await act({ ...ilka, onBehalfOf: old }, {}, minutes(1));
    await act(system, {}, minutes(2));
    expect(await who()).toEqual([
      ['Kaláka', null],
      ['Révész Ilka', 'Özv. Pásztor Jánosné nevében'],
      ['Révész Ilka', null]
    ]);
  });

  test('somebody who was erased since is not taken for the house', async () => {
    await act({ ...ilka, onBehalfOf: old });
    await database().deleteFrom('person').where('id', 'in', [ilka.id, old.id]).execute();
    expect(await who()).toEqual([['törölt felhasználó', 'egy azóta törölt fiók nevében']]);
  });
});

describe('what belongs to it', () => {
  test('what was done to the object, newest first, in the words of the room whose verb it is', async () => {
    await act(ilka, {}, minutes(0));
    await act(ilka, { verb: 'unknown.verb' }, minutes(1));
    await act(ilka, { objectId: newId() }, minutes(2));
    const { entries } = await history();
    expect(entries.map(({ sentence, at }) => [sentence, at])).toEqual([
      ['Változtatott rajta.', minutes(1)],
      ['told thing.done', minutes(0)]
    ]);
  });

  test('what was done elsewhere about a person, once', async () => {
    await act(system, { details: { person: ilka.id } });
    await act(system, { objectKind: 'person', objectId: ilka.id, details: { person: ilka.id } });
    expect((await history(ilka.id)).entries).toHaveLength(2);
    expect((await history(old.id)).entries).toHaveLength(0);
  });

  test('the imports in which an organisation took part, but not what was done with its events', async () => {
    const house = newId<'organisation'>();
    await database()
      .insertInto('organisation')
      .values({
        ...{
          id: house,
          slug: 'revhaz',
          name: 'Révház',
          folded: 'revhaz',
          sector: 'civic',
          kind: 'association'
        },
        ...{ settlement_id: null, street: null, summary: null, source: 'entered', external_id: null },
        ...{ created_at: now, updated_at: now }
      })
      .execute();
    await act(ilka, { objectKind: 'import', objectId: newId(), organisations: [house] });
    await act(ilka, { objectKind: 'event', objectId: newId(), organisations: [house] });
    expect((await history(house)).entries).toHaveLength(1);
  });
});

test('the rest is on the next page', async () => {
  for (let index = 0; index <= historyPageSize; index++) await act(ilka, {}, minutes(index));
  const [first, second] = [await history(object, 1), await history(object, 2)];
  expect([first.entries.length, first.hasNext]).toEqual([historyPageSize, true]);
  expect([second.entries.length, second.hasNext]).toEqual([1, false]);
  expect(second.entries[0]?.at).toEqual(minutes(0));
  expect(new Set([...first.entries, ...second.entries].map(({ id }) => id as Id<'activity'>)).size).toBe(
    historyPageSize + 1
  );
});
