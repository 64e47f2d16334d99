// Matches of the sample region: all that fits, some of it with a word of one side, two agreements, and a ring that waits.
import { findRings } from '#lib/core/rings.ts';
import type { Id } from '#lib/core/ids.ts';
import { addDays, dayMs } from '#lib/core/time.ts';
import { listOpenOfferings } from '#lib/domains/exchange/open.server.ts';
import { findOfferingsByIds, type Offering } from '#lib/domains/exchange/queries.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import { draftAgreement } from './agreement-draft.server.ts';
import { lightOf } from './find.server.ts';
import { keepMatches } from './keep.server.ts';
import { tellScore, type FoundMatch, type Word } from './model.ts';
import { givesOf, matchesOf, questionOf } from './question.ts';

/** Of the best pairs of two organisations each, what was said: by who gives, by who needs. */
const words: readonly (readonly [Word | null, Word | null, string?])[] = [
  ['yes', 'yes'],
  ['yes', null],
  ['yes', 'yes'],
  [null, 'yes'],
  ['no', 'yes', 'A felújítás miatt tavaszig zárva vagyunk, utána szívesen.'],
  ['yes', null],
  [null, 'yes']
];
const thanks =
  'Köszönjük szépen a segítséget! Minden úgy volt, ahogy megbeszéltük, máskor is szívesen fordulunk Önökhöz.';
const inReturn = 'Szeretettel meghívjuk Önöket a programunkra, és ott meg is köszönjük.';

/** Expects the sample's offers and needs, and none of its matches. */
export async function loadSampleMatches(tx: Database, { now, today }: SampleContext): Promise<void> {
  const open = await listOpenOfferings(tx, { today });
  const { found, pairs } = matchesOf(questionOf(open.map(lightOf), today));
  await keepMatches(tx, found, new Date(now.getTime() - 3 * dayMs));
  const offers = open.filter(({ side }) => side === 'offer').length;
  await tx
    .insertInto('match_search')
    .values({
      ...{ id: newId<'match_search'>(now), offers, needs: open.length - offers, pairs },
      ...{ kept: found.length, seconds: 0, finished_at: now }
    })
    .execute();
  const offerings = await findOfferingsByIds(
    tx,
    open.map(({ id }) => id)
  );
  const ring = await proposeRing(tx, { found, offerings }, { now, today });
  const chosen = chooseFrom(found, offerings, ring);
  const agreed: FoundMatch[] = [];
  for (const [index, match] of chosen.entries()) {
    const [offerWord, needWord, reason = null] = words[index] ?? [null, null];
    const at = new Date(now.getTime() - (index + 1) * dayMs);
    await tx
      .updateTable('match_word')
      .set({
        ...{ offer_told_at: at, need_told_at: at, offer_word: offerWord, need_word: needWord },
        offer_said_at: offerWord && at,
        need_said_at: needWord && at,
        offer_reason: offerWord === 'no' ? reason : null
      })
      .where('offer_id', '=', match.offer as Id<'offering'>)
      .where('need_id', '=', match.need as Id<'offering'>)
      .execute();
    if (offerWord === 'yes' && needWord === 'yes') agreed.push(match);
  }
  const [coming, past] = agreed;
  if (coming) await agree(tx, { match: coming, offerings, days: [9, 10], fulfilled: false }, { now, today });
  if (past) await agree(tx, { match: past, offerings, days: [-12, -12], fulfilled: true }, { now, today });
}

/** No offer, need or organisation twice: the words of a region are not those of one house. */
function chooseFrom(
  found: readonly FoundMatch[],
  offerings: ReadonlyMap<string, Offering>,
  busy: readonly string[]
): FoundMatch[] {
  const taken = new Set<string>(busy);
  const chosen: FoundMatch[] = [];
  for (const match of [...found].sort(
    (a, b) => b.score - a.score || (a.offer + a.need < b.offer + b.need ? -1 : 1)
  )) {
    const [offer, need] = [offerings.get(match.offer), offerings.get(match.need)];
    const owners = [offer?.organisation?.id, need?.organisation?.id];
    // Those of which the story is still to be told keep their hands free.
    const free = offer?.category !== 'venue' && match.facts.inReturn === null;
    if (!owners.every((owner) => owner && !taken.has(owner)) || !free || match.score < tellScore) continue;
    for (const owner of owners) taken.add(owner ?? '');
    chosen.push(match);
    if (chosen.length === words.length) break;
  }
  return chosen;
}

async function agree(
  tx: Database,
  {
    match,
    offerings,
    days,
    fulfilled
  }: {
    match: FoundMatch;
    offerings: ReadonlyMap<string, Offering>;
    days: readonly [number, number];
    fulfilled: boolean;
  },
  { now, today }: { readonly now: Date; readonly today: string }
): Promise<void> {
  const [offer, need] = [offerings.get(match.offer), offerings.get(match.need)];
  const word = await tx
    .selectFrom('match_word')
    .select('id')
    .where('offer_id', '=', match.offer as Id<'offering'>)
    .where('need_id', '=', match.need as Id<'offering'>)
    .executeTakeFirst();
  if (!offer?.organisation || !need?.organisation || !word) return;
  const at = new Date(now.getTime() - (fulfilled ? 20 : 2) * dayMs);
  const party = (offering: Offering, gives: string) => ({
    organisation: (offering.organisation?.id ?? null) as Id<'organisation'> | null,
    name: offering.organisation?.name ?? offering.settlement.name,
    offering,
    gives
  });
  const agreement = await draftAgreement(
    tx,
    {
      of: { match: word.id },
      what: need.title,
      place: need.settlement.name,
      startsOn: addDays(today, days[0]),
      endsOn: addDays(today, days[1]),
      parties: [party(offer, offer.title), party(need, inReturn)]
    },
    at
  );
  await tx
    .updateTable('agreement')
    .set({
      state: fulfilled ? 'fulfilled' : 'agreed',
      agreed_at: at,
      ...(fulfilled ? { asked_at: at, closed_at: now } : {})
    })
    .where('id', '=', agreement.id)
    .execute();
  await tx
    .updateTable('agreement_party')
    .set({
      answer: 'yes',
      answered_at: at,
      ...(fulfilled ? { fulfilled: 'yes', fulfilled_at: now } : {})
    })
    .where('agreement_id', '=', agreement.id)
    .execute();
  if (fulfilled)
    await tx
      .updateTable('agreement_party')
      .set({ thanks, thanks_public: true })
      .where('agreement_id', '=', agreement.id)
      .where('position', '=', 1)
      .execute();
  await tx
    .updateTable('offering')
    .set({ state: 'answered', closed_at: at, updated_at: at })
    .where('id', '=', need.id)
    .execute();
}

/** One that waits for its last answers. @returns who is in it */
async function proposeRing(
  tx: Database,
  {
    found,
    offerings
  }: {
    found: readonly FoundMatch[];
    offerings: ReadonlyMap<string, Offering>;
  },
  { now, today }: { readonly now: Date; readonly today: string }
): Promise<string[]> {
  const owners = new Map(
    [...offerings].flatMap(([id, { organisation }]) => (organisation ? [[id, organisation.id] as const] : []))
  );
  const gives = givesOf(found, owners, () => true);
  const { rings } = findRings({ gives }).answer;
  const best = [...rings].sort((a, b) => b.gives.length - a.gives.length || b.value - a.value)[0];
  if (!best) return [];
  const members = best.gives.flatMap((index) => gives[index] ?? []);
  const id = newId<'ring'>(now);
  const at = new Date(now.getTime() - 2 * dayMs);
  await tx
    .insertInto('ring')
    .values({
      id,
      key: members.map(({ offer, need }) => `${offer ?? ''}>${need ?? ''}`).join(' '),
      length: members.length,
      value: Math.round(best.value),
      state: 'proposed',
      expires_on: addDays(today, 19),
      created_at: at,
      updated_at: at
    })
    .execute();
  await tx
    .insertInto('ring_member')
    .values(
      members.map(({ from, offer }, position) => ({
        ring_id: id,
        position,
        organisation_id: from as Id<'organisation'>,
        gives_offering_id: offer as Id<'offering'>,
        gets_offering_id: members.at(position - 1)?.need as Id<'offering'>,
        answer: position === 0 ? ('yes' as const) : null,
        answered_at: position === 0 ? now : null,
        reason: null
      }))
    )
    .execute();
  return members.map(({ from }) => from);
}
