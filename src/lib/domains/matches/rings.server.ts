// Rings of exchange: the best of them are proposed to all their members at once; one no, and the next best takes its place.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { addDays, dayOf, defaultZone } from '#lib/core/time.ts';
import type { OpenOffering } from '#lib/domains/exchange/open.server.ts';
import { findOfferingsByIds, type Offering } from '#lib/domains/exchange/queries.server.ts';
import { mayEditFor, system, type Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { enqueue } from '#lib/platform/jobs.server.ts';
import {
  button,
  list,
  message,
  paragraph,
  quote,
  small,
  type MailBlock
} from '#lib/platform/mail/content.ts';
import { draftAgreement } from './agreement-draft.server.ts';
import { mailDraft } from './agreement-mails.server.ts';
import { runAside } from './find.server.ts';
import { isThere } from './interest.server.ts';
import { purposes, writeToSpeakers } from './letters.server.ts';
import { ringDays, stateOfRing, type FoundMatch, type RingState, type Word } from './model.ts';
import { givesOf } from './question.ts';

export const ringsJob = 'matches.rings';

/** The first search over a country finds a thousand: those who tend it could not follow so many letters on one day. */
const mostAtOnce = 100;

export interface RingMember {
  readonly position: number;
  readonly organisation: { readonly id: Id<'organisation'>; readonly slug: string; readonly name: string };
  /** To the next one. */
  readonly gives: Offering;
  /** Its need, which the one before it answers. */
  readonly gets: Offering;
  readonly answer: Word | null;
  readonly reason: string | null;
}

export interface Ring {
  readonly id: Id<'ring'>;
  readonly state: RingState;
  /** How many it was proposed to; fewer `members` when an offer or need of theirs was deleted. */
  readonly length: number;
  readonly expiresOn: string;
  readonly createdAt: Date;
  readonly members: readonly RingMember[];
  readonly agreement: Id<'agreement'> | null;
}

/** Every night, after the matches, the best of them: organisations that are asked already are left in peace. */
export async function proposeRings(
  db: Database,
  { found, open }: { readonly found: readonly FoundMatch[]; readonly open: readonly OpenOffering[] },
  now: Date
): Promise<number> {
  const busy = await busyIn(db);
  const owners = new Map<string, string>(
    open.flatMap(({ id, organisation }) => (organisation ? [[id, organisation]] : []))
  );
  const isFree = ({ offer, need }: FoundMatch): boolean =>
    !busy.organisations.has(owners.get(offer) ?? '') &&
    !busy.organisations.has(owners.get(need) ?? '') &&
    !busy.refused.has(`${offer} ${need}`);
  const gives = givesOf(found, owners, isFree);
  if (gives.length < 2) return 0;
  const answer = await runAside({ kind: 'rings', gives });
  if (answer.kind !== 'rings') throw new Error('Rings were asked for, and matches were found');
  let proposed = 0;
  const best = answer.rings.toSorted((a, b) => b.value - a.value).slice(0, mostAtOnce);
  for (const ring of best) {
    const members = ring.gives.flatMap((index) => gives[index] ?? []);
    const done = await inTransaction(db, (tx) => propose(tx, { members, value: ring.value }, now));
    if (done) proposed++;
  }
  return proposed;
}

export type RingRefused =
  { ok: false; reason: 'not_found' } | { ok: false; reason: 'not_yours' } | { ok: false; reason: 'closed' };

export async function answerRingAs(
  db: Database,
  actor: Actor,
  said: {
    readonly id: string;
    readonly position: number;
    readonly word: Word;
    readonly reason: string | null;
  },
  now: Date
): Promise<Result<Ring, RingRefused>> {
  return inTransaction(db, async (tx): Promise<Result<Ring, RingRefused>> => {
    const ring = await lockRing(tx, said.id);
    const member = ring && memberAt(ring, said.position);
    if (!ring || !member) return no('not_found');
    if (!mayEditFor(actor, member.organisation.id)) return no('not_yours');
    return answerRing(tx, actor, { ...said, ring }, now);
  });
}

/** By whoever holds the link as well. */
export async function answerRing(
  tx: Database,
  actor: Actor,
  { ring, position, word, reason }: { ring: Ring; position: number; word: Word; reason: string | null },
  now: Date
): Promise<Result<Ring, RingRefused>> {
  const member = memberAt(ring, position);
  if (!member) return no('not_found');
  if (ring.state !== 'proposed' || (word === 'yes' && !isStillThere(ring))) return no('closed');
  await tx
    .updateTable('ring_member')
    .set({ answer: word, answered_at: now, reason: word === 'no' ? reason : null })
    .where('ring_id', '=', ring.id)
    .where('position', '=', position)
    .execute();
  const answers = ring.members.map((each) => (each.position === position ? word : each.answer));
  const state = stateOfRing(answers);
  await tx.updateTable('ring').set({ state, updated_at: now }).where('id', '=', ring.id).execute();
  const after = await findRing(tx, ring.id);
  if (!after) throw new Error('A ring was answered and is gone');
  await record(tx, actor, { ring: after, verb: word === 'yes' ? 'ring.wanted' : 'ring.declined' }, now);
  if (state === 'agreed') await agreeOn(tx, after, now);
  if (state === 'declined') {
    await tellDeclined(tx, { ring: after, by: member, reason }, now);
    // The next best is looked for at once, without the one who has said no to this.
    await enqueue(tx, { name: ringsJob, runAt: now, onceKey: ringsJob });
  }
  return ok(after);
}

/** By its place, as links name it: when an offer was deleted, one before it is missing in the list. */
export function memberAt({ members }: Ring, position: number): RingMember | null {
  return members.find((each) => each.position === position) ?? null;
}

/** Whether everything that would go around is still to be had, and still looked for. */
function isStillThere({ length, members }: Ring): boolean {
  return members.length === length && members.every(({ gives, gets }) => isThere(gives) && isThere(gets));
}

export async function expireRings(db: Database, now: Date): Promise<void> {
  const rows = await db
    .selectFrom('ring')
    .select('id')
    .where('state', '=', 'proposed')
    .where('expires_on', '<', dayOf(now, defaultZone))
    .limit(200)
    .execute();
  for (const { id } of rows)
    await inTransaction(db, async (tx) => {
      const ring = await lockRing(tx, id);
      if (ring?.state !== 'proposed') return;
      await tx.updateTable('ring').set({ state: 'expired', updated_at: now }).where('id', '=', id).execute();
      await record(tx, system, { ring, verb: 'ring.expired' }, now);
    });
}

export async function findRing(db: Database, id: string): Promise<Ring | null> {
  return (await ringsIn(db, sql<boolean>`ring.id = ${id}::uuid`, 1))[0] ?? null;
}

export async function lockRing(tx: Database, id: string): Promise<Ring | null> {
  await tx
    .selectFrom('ring')
    .select('id')
    .where('id', '=', id as Id<'ring'>)
    .forUpdate()
    .execute();
  return findRing(tx, id);
}

/** Those in which some of these organisations are; the newest first. */
export function listRingsOf(db: Database, organisations: readonly string[], limit = 50): Promise<Ring[]> {
  return ringsIn(
    db,
    sql<boolean>`exists (select 1 from ring_member where ring_id = ring.id
      and organisation_id = any(${[...organisations]}::uuid[]))`,
    limit
  );
}

async function ringsIn(db: Database, which: ReturnType<typeof sql<boolean>>, limit: number): Promise<Ring[]> {
  const rings = await db
    .selectFrom('ring')
    .leftJoin('agreement', 'agreement.ring_id', 'ring.id')
    .selectAll('ring')
    .select('agreement.id as agreement')
    .where(which)
    .orderBy('ring.created_at', 'desc')
    .orderBy('ring.id')
    .limit(limit)
    .execute();
  if (rings.length === 0) return [];
  const members = await db
    .selectFrom('ring_member')
    .innerJoin('organisation', 'organisation.id', 'ring_member.organisation_id')
    .selectAll('ring_member')
    .select(['organisation.name', 'organisation.slug'])
    .where(
      'ring_id',
      'in',
      rings.map(({ id }) => id)
    )
    .orderBy('position')
    .execute();
  const offerings = await findOfferingsByIds(
    db,
    members.flatMap((each) => [each.gives_offering_id, each.gets_offering_id])
  );
  return rings.map((row) => ({
    id: row.id,
    state: row.state,
    length: row.length,
    expiresOn: row.expires_on,
    createdAt: row.created_at,
    agreement: row.agreement,
    members: members.flatMap((each): RingMember[] => {
      const [gives, gets] = [offerings.get(each.gives_offering_id), offerings.get(each.gets_offering_id)];
      if (each.ring_id !== row.id || !gives || !gets) return [];
      return [
        {
          position: each.position,
          organisation: { id: each.organisation_id, slug: each.slug, name: each.name },
          gives,
          gets,
          answer: each.answer,
          reason: each.reason
        }
      ];
    })
  }));
}

interface Handing {
  readonly from: string;
  readonly to: string;
  readonly offer?: string;
  readonly need?: string;
}

/** @returns false when it was proposed before */
async function propose(
  tx: Database,
  { members, value }: { members: readonly Handing[]; value: number },
  now: Date
): Promise<boolean> {
  const id = newId<'ring'>(now);
  const key = members.map(({ offer, need }) => `${offer ?? ''}>${need ?? ''}`).join(' ');
  const written = await tx
    .insertInto('ring')
    .values({
      id,
      key,
      length: members.length,
      value: Math.round(value),
      state: 'proposed',
      expires_on: addDays(dayOf(now, defaultZone), ringDays),
      created_at: now,
      updated_at: now
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) return false;
  await tx
    .insertInto('ring_member')
    .values(
      members.map(({ from, offer }, position) => ({
        ring_id: id,
        position,
        organisation_id: from as Id<'organisation'>,
        gives_offering_id: offer as Id<'offering'>,
        // What it gets is what the one before it gives: that one's need is this one's.
        gets_offering_id: members.at(position - 1)?.need as Id<'offering'>,
        answer: null,
        answered_at: null,
        reason: null
      }))
    )
    .execute();
  const ring = await findRing(tx, id);
  if (!ring) throw new Error('A ring was written and is not there');
  await record(tx, system, { ring, verb: 'ring.proposed' }, now);
  await mailProposal(tx, ring, now);
  return true;
}

async function mailProposal(tx: Database, ring: Ring, now: Date): Promise<void> {
  const count = ring.members.length;
  for (const member of ring.members) {
    const before = ring.members.at(member.position - 1);
    const after = ring.members[(member.position + 1) % count];
    if (!before || !after) continue;
    await writeToSpeakers(
      tx,
      member.gives,
      {
        subject:
          count === 2
            ? message('matches.mail.ring.subjectTwo')
            : message('matches.mail.ring.subject', { count }),
        blocks: async (_reader, link) => [
          paragraph(
            count === 2 ? message('matches.mail.ring.textTwo') : message('matches.mail.ring.text', { count })
          ),
          list([
            {
              text: message('matches.mail.ring.get', {
                gets: before.gives.title,
                from: before.organisation.name
              }),
              href: `/exchange/${before.gives.slug}`
            },
            {
              text: message('matches.mail.ring.give', {
                gives: member.gives.title,
                to: after.organisation.name
              }),
              href: `/exchange/${member.gives.slug}`
            }
          ]),
          ...(count === 2 ? [] : wholeCircle(ring)),
          button(
            message('matches.mail.ring.button'),
            await link(purposes.ring, { ring: ring.id, position: member.position }, ringDays)
          ),
          small(message('matches.mail.ring.small', { day: { day: ring.expiresOn, style: 'full' } })),
          small(message('matches.mail.consent'))
        ],
        onceKey: `ring ${ring.id} ${member.position}`
      },
      now
    );
  }
}

function wholeCircle({ members }: Ring): MailBlock[] {
  return [
    paragraph(message('matches.mail.ring.all')),
    list(
      members.map(({ organisation, gives, position }) => ({
        text: message('matches.mail.ring.hands', {
          from: organisation.name,
          to: members[(position + 1) % members.length]?.organisation.name ?? '',
          what: gives.title
        }),
        href: `/exchange/${gives.slug}`
      }))
    )
  ];
}

/** To those who had said yes, or nothing yet: it comes to nothing, and nobody is to blame. */
async function tellDeclined(
  tx: Database,
  { ring, by, reason }: { ring: Ring; by: RingMember; reason: string | null },
  now: Date
): Promise<void> {
  for (const member of ring.members) {
    if (member.position === by.position) continue;
    await writeToSpeakers(
      tx,
      member.gives,
      {
        subject: message('matches.mail.ringDeclined.subject'),
        blocks: () =>
          Promise.resolve([
            paragraph(message('matches.mail.ringDeclined.text', { who: by.organisation.name })),
            ...(reason ? [quote(reason)] : []),
            paragraph(message('matches.mail.ringDeclined.next'))
          ])
      },
      now
    );
  }
}

async function agreeOn(tx: Database, ring: Ring, now: Date): Promise<void> {
  const agreement = await draftAgreement(
    tx,
    {
      of: { ring: ring.id },
      what: ring.members.map(({ gives }) => gives.title).join(' – '),
      place: null,
      startsOn: null,
      endsOn: null,
      parties: ring.members.map(({ organisation, gives }) => ({
        organisation: organisation.id,
        name: organisation.name,
        offering: gives,
        gives: gives.title
      }))
    },
    now
  );
  await mailDraft(tx, { agreement }, now);
}

/** Who is asked just now, and what has been refused between whom. */
async function busyIn(
  db: Database
): Promise<{ organisations: ReadonlySet<string>; refused: ReadonlySet<string> }> {
  const members = await db
    .selectFrom('ring_member')
    .innerJoin('ring', 'ring.id', 'ring_member.ring_id')
    .select(['ring_member.organisation_id', 'ring_member.gives_offering_id as gives', 'ring.state'])
    .select(['ring_member.gets_offering_id as gets', 'ring_member.answer'])
    .select(['ring.id', 'ring_member.position'])
    .where('ring.state', 'in', ['proposed', 'declined'])
    .orderBy('ring.id')
    .orderBy('ring_member.position')
    .execute();
  const said = await db
    .selectFrom('match_word')
    .select(['offer_id', 'need_id'])
    .where((or) => or.or([or('offer_word', '=', 'no'), or('need_word', '=', 'no')]))
    .execute();
  const agreed = await db
    .selectFrom('match_word')
    .innerJoin('agreement', 'agreement.match_id', 'match_word.id')
    .select(['offer_id', 'need_id'])
    .execute();
  const refused = new Set([...said, ...agreed].map(({ offer_id, need_id }) => `${offer_id} ${need_id}`));
  const byRing = Map.groupBy(members, ({ id }) => id);
  for (const list of byRing.values())
    for (const [index, { state, answer, gives, gets }] of list.entries()) {
      if (state !== 'declined' || answer !== 'no') continue;
      const [before, after] = [list.at(index - 1), list[(index + 1) % list.length]];
      if (before) refused.add(`${before.gives} ${gets}`);
      if (after) refused.add(`${gives} ${after.gets}`);
    }
  return {
    organisations: new Set(
      members.filter(({ state }) => state === 'proposed').map(({ organisation_id }) => organisation_id)
    ),
    refused
  };
}

async function record(
  tx: Database,
  actor: Actor,
  { ring, verb }: { ring: Ring; verb: string },
  now: Date
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'ring',
    objectId: ring.id,
    organisations: ring.members.map(({ organisation }) => organisation.id),
    details: { ring: ring.members.map(({ organisation }) => organisation.name).join(' → ') }
  });
}
