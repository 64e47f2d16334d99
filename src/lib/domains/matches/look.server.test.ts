// A look at what has changed leaves what a search for all would have left.
import { beforeEach, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import { setOfferingState, updateOffering } from '#lib/domains/exchange/operations.server.ts';
import { factsOf, findOffering } from '#lib/domains/exchange/queries.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import { findAllMatches } from './find.server.ts';
import { askForLook, lookAgain, lookJob } from './look.server.ts';
import { enter, furnish, now, type World } from './world.ts';

const database = useDatabase();
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
let world: World;
const titles = [
  'Termet adunk meséhez',
  'Tánchoz való terem',
  'Kiállításhoz terem',
  'Klubszoba',
  'Próbaterem'
];

beforeEach(async () => {
  world = await furnish(database());
  const { Szegvár, Mindszent, Derekegyház } = world.settlements;
  for (const [id, lat, lon] of [
    [Szegvár, 46.587, 20.224],
    [Mindszent, 46.523, 20.19],
    [Derekegyház, 46.58, 20.36]
  ] as const)
    await database()
      .updateTable('settlement')
      .set({ lat, lon })
      .where('id', '=', id as Id<'settlement'>)
      .execute();
  const owners: readonly (readonly [Person, string])[] = [
    [world.librarian, Szegvár],
    [world.houseKeeper, Mindszent],
    [world.clubLeader, Derekegyház]
  ];
  for (const [index, title] of titles.entries())
    for (const [position, [who, settlement]] of owners.entries()) {
      const side = (index + position) % 2 === 0 ? 'offer' : 'need';
      const category = index < 4 ? 'venue' : 'equipment';
      const conditions = index === 1 ? 'return' : 'free';
      await enter(database(), who, { side, category, settlement, conditions, title: `${title} ${position}` });
    }
  await findAllMatches(database(), now);
});

/** Scores but for what a word weighs less as one more entry has it: that is weighed anew at night. */
async function kept() {
  const rows = await database()
    .selectFrom('match_word')
    .select(['offer_id', 'need_id', 'offer_place', 'need_place', 'score'])
    .orderBy('offer_id')
    .orderBy('need_id')
    .execute();
  return rows.map(({ score, ...row }) => ({ ...row, score: Math.round(score / 300) }));
}

async function expectSame(at: Date): Promise<void> {
  expect(await lookAgain(database(), at)).toBe('part');
  const ours = await kept();
  expect(ours.length).toBeGreaterThan(10);
  await findAllMatches(database(), at);
  expect(ours).toEqual(await kept());
}

test('after a new need', async () => {
  await enter(
    database(),
    world.librarian,
    {
      ...{ side: 'need', category: 'venue', title: 'Mesés klubszoba kiállításhoz' },
      settlement: world.settlements.Szegvár
    },
    later(1)
  );
  await expectSame(later(2));
});

test('after an offer became another thing, and after one is had no more', async () => {
  const { id } = await database()
    .selectFrom('offering')
    .select('id')
    .where('side', '=', 'offer')
    .where('category', '=', 'venue')
    .where('organisation_id', '=', world.house as Id<'organisation'>)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const before = await findOffering(database(), id);
  if (!before) throw new Error('no offer');
  const facts = { ...factsOf(before), category: 'equipment' as const, title: 'Hangosítás próbaterembe' };
  await updateOffering(database(), world.houseKeeper, { id, facts }, later(5));
  await expectSame(later(6));
  await setOfferingState(database(), world.houseKeeper, { id, state: 'paused' }, later(10));
  await expectSame(later(11));
  expect((await kept()).filter(({ offer_id }) => offer_id === id)).toEqual([]);
});

test('without a change nothing is looked at, and many changes at once are one look', async () => {
  expect(await lookAgain(database(), later(5))).toBe('part');
  expect(await lookAgain(database(), later(30))).toBe('nothing');
  await askForLook(database(), now);
  await askForLook(database(), now);
  expect(await database().selectFrom('job').select('id').where('name', '=', lookJob).execute()).toHaveLength(
    1
  );
});
