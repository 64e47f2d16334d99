// What convenors and caretakers hear of a need that waits and of an agreement that was not kept; and that nobody hears more.
import { beforeEach, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import { addMember } from '#lib/domains/circles/members.server.ts';
import { foundCircle } from '#lib/domains/circles/operations.server.ts';
import { findOffering } from '#lib/domains/exchange/queries.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { draftAgreement } from './agreement-draft.server.ts';
import { sayAfterwards, sayToAgreement } from './agreements.server.ts';
import { askCaretakers } from './care.server.ts';
import { tellOfTrouble } from './news.server.ts';
import { enter, furnish, now, type World } from './world.ts';

const database = useDatabase();
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
let world: World;
let convenor: Person;

beforeEach(async () => {
  world = await furnish(database());
  const roles = [{ kind: 'owner' as const, organisation: world.club }];
  const id = await addPerson(database(), { name: 'Összehívó Ottó', email: 'otto@pelda.example', roles }, now);
  convenor = { kind: 'person', id, name: 'Összehívó Ottó', roles };
  const facts = {
    ...{ name: 'Tisza-menti Kör', purpose: 'Beszélgetünk.', about: null, settlement: null },
    ...{ territory: { kind: 'settlements' as const, settlements: [world.settlements.Szegvár] } },
    ...{ foundedOn: '2026-11-01', publicPage: true, showsMembers: true, showsAgenda: false },
    ...{ showsDecisions: false, showsTasks: false, takesQuestions: true, silenceDays: 8 }
  };
  const circle = await foundCircle(
    database(),
    convenor,
    { facts, organisation: world.club, locale: 'hu' },
    now
  );
  if (!circle.ok) throw new Error(circle.reason);
  const seat = { office: 'member' as const, organisation: world.library, name: null, email: null };
  await addMember(database(), convenor, { circle: circle.value.id, seat, locale: 'hu' }, now);
});

/** Runs the subscriber over what has happened, as often as the job loop would after a failure. */
async function tellTwice(verb: string): Promise<void> {
  const activities = await database().selectFrom('activity').selectAll().where('verb', '=', verb).execute();
  expect(activities).toHaveLength(1);
  for (const activity of [...activities, ...activities]) await tellOfTrouble(database(), activity, later(30));
}

async function heardBy(person: { readonly id: string }) {
  return database()
    .selectFrom('notification')
    .select(['kind', 'href', 'text', 'mail_id'])
    .where('person_id', '=', person.id as Id<'person'>)
    .where('kind', 'like', 'matches.%')
    .execute();
}

test('a convenor hears that a member’s agreement was not kept, but not why', async () => {
  const where = world.settlements.Szegvár;
  const offer = await enter(database(), world.houseKeeper, {
    ...{ side: 'offer', category: 'venue', title: 'Termet adunk', settlement: where }
  });
  const need = await enter(database(), world.librarian, {
    ...{ side: 'need', category: 'venue', title: 'Termet keresünk', settlement: where }
  });
  const [giver, taker] = [await findOffering(database(), offer), await findOffering(database(), need)];
  if (!giver || !taker) throw new Error('no offering');
  const ring = null as unknown as Id<'match_word'>;
  const agreement = await inTransaction(database(), (tx) =>
    draftAgreement(
      tx,
      {
        of: { match: ring },
        ...{ what: 'Terem a meséhez', place: null, startsOn: null, endsOn: null },
        parties: [giver, taker].map((offering) => ({
          organisation: offering.organisation?.id as Id<'organisation'>,
          ...{ name: offering.organisation?.name ?? '', offering, gives: offering.title }
        }))
      },
      now
    )
  );
  const [ours, theirs] = agreement.parties;
  const yes = { id: agreement.id, edit: null, word: 'yes' as const, note: null };
  await sayToAgreement(database(), world.houseKeeper, { ...yes, party: ours?.id ?? '' }, now);
  await sayToAgreement(database(), world.librarian, { ...yes, party: theirs?.id ?? '' }, now);
  const said = { id: agreement.id, party: theirs?.id ?? '', isPublic: false };
  const why = 'Zárva volt a ház, hiába mentünk.';
  await sayAfterwards(database(), world.librarian, { ...said, word: 'no', text: why }, later(30));
  await tellTwice('agreement.not_kept');

  const [told, ...more] = await heardBy(convenor);
  expect(more).toEqual([]);
  expect(told).toMatchObject({ kind: 'matches.not_kept', href: '/circles/tisza-menti-kor' });
  expect(told?.mail_id).not.toBeNull();
  const letters = await database()
    .selectFrom('mail')
    .select(['email', 'content'])
    .where('email', '=', 'otto@pelda.example')
    .execute();
  expect(JSON.stringify([told, letters])).not.toContain(why);
  // The caretaker has a letter of her own, with the reason: here it only stands among what is new.
  expect(await heardBy(world.caretaker)).toMatchObject([
    { kind: 'matches.care', href: `/agreements/${agreement.id}`, mail_id: null }
  ]);
  expect(await heardBy(world.librarian)).toEqual([]);
});

test('a caretaker hears of a need that waits a week by letter and among what is new, once', async () => {
  await enter(database(), world.librarian, {
    ...{ side: 'need', category: 'venue', title: 'Termet keresünk', settlement: world.settlements.Szegvár }
  });
  expect(await askCaretakers(database(), later(6))).toBe(0);
  expect(await askCaretakers(database(), later(8))).toBe(1);
  expect(await askCaretakers(database(), later(9))).toBe(0);
  await tellTwice('need.care_asked');
  expect(await heardBy(world.caretaker)).toMatchObject([{ kind: 'matches.care', mail_id: null }]);
  expect(await heardBy(convenor)).toEqual([]);
});
