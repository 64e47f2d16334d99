// Who takes a seat at the table, changes it and leaves it; a circle always has somebody who calls it together.
import { isDeepStrictEqual } from 'node:util';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { type Actor } from '#lib/platform/actor.ts';
import { revokeLinksAbout } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { insertMember, seatColumns, type SeatFacts } from './member-rows.server.ts';
import type { Circle, Member } from './model.ts';
import { runsCircle, seatsOf } from './policy.ts';
import { circleOffices, findCircleById, findMember, listMembers, mostMembers } from './queries.server.ts';
import { heldCircle, lockCircle, type NotFound } from './operations.server.ts';
import { mailSeat } from './seat-mails.server.ts';

export type Taken = { ok: false; reason: 'taken'; name: string };
export type LastConvenor = { ok: false; reason: 'last_convenor' };
type Full = { ok: false; reason: 'too_many' };

/** Whoever is told an address of learns at once that they were entered, by whom, and how to correct it or go. */
export async function addMember(
  db: Database,
  actor: Actor,
  { circle: id, seat, locale }: { circle: string; seat: SeatFacts; locale: Locale },
  now: Date
): Promise<Result<{ id: string }, NotFound | Taken | Full>> {
  const added = await addMembers(db, actor, { circle: id, seats: [seat], locale }, now);
  if (!added.ok) return added;
  const [member] = added.value.added;
  return member ? ok({ id: member }) : no('taken', { name: added.value.taken[0] ?? '' });
}

/** Many at once; who sits there already is left as they are, and told. */
export async function addMembers(
  db: Database,
  actor: Actor,
  { circle: id, seats, locale }: { circle: string; seats: readonly SeatFacts[]; locale: Locale },
  now: Date
): Promise<Result<{ added: string[]; taken: string[] }, NotFound | Full>> {
  return inTransaction(
    db,
    async (tx): Promise<Result<{ added: string[]; taken: string[] }, NotFound | Full>> => {
      const held = await heldCircle(tx, actor, id);
      if (!held) return no('not_found');
      const there = await listMembers(tx, id);
      if (there.length + seats.length > mostMembers) return no('too_many');
      const organisations = new Set(there.map(({ organisation }) => organisation?.id ?? ''));
      const own = there.filter(({ organisation }) => organisation === null);
      const addresses = new Set(own.map(({ email }) => email?.toLowerCase() ?? ''));
      const added: string[] = [];
      const taken: string[] = [];
      for (const seat of seats) {
        const isThere = seat.organisation
          ? organisations.has(seat.organisation)
          : seat.email
            ? addresses.has(seat.email)
            : own.some(({ name }) => name === seat.name);
        if (isThere) {
          taken.push(seat.name ?? seat.email ?? '');
          continue;
        }
        if (seat.organisation) organisations.add(seat.organisation);
        else if (seat.email) addresses.add(seat.email);
        const joinedOn = dayOf(now, defaultZone);
        const member = await insertMember(tx, { ...seat, circle: id, person: null, locale, joinedOn }, now);
        added.push(member);
        await recordActivity(tx, actor, now, {
          verb: 'circle.member_joined',
          objectKind: 'circle',
          objectId: id,
          organisations: seat.organisation ? [seat.organisation] : [],
          details: { member, office: seat.office }
        });
        await tellSeat(tx, { circle: held.circle, id: member, actor }, now);
      }
      return ok({ added, taken });
    }
  );
}

/** By those who run the circle, or by whoever the seat is: these change everything but their office. */
export async function changeMember(
  db: Database,
  actor: Actor,
  { id, seat, from = null }: { id: string; seat: SeatFacts; from?: Date | null },
  now: Date
): Promise<Result<null, NotFound | Taken | LastConvenor | ChangedMeanwhile>> {
  return inTransaction(
    db,
    async (tx): Promise<Result<null, NotFound | Taken | LastConvenor | ChangedMeanwhile>> => {
      const found = await seatFor(tx, actor, id);
      if (!found) return no('not_found');
      const { member, runs } = found;
      if (isAnother(from, member)) return no('changed_meanwhile', { at: member.updatedAt });
      const office = runs ? seat.office : member.office;
      const organisation = runs ? seat.organisation : (member.organisation?.id ?? null);
      if (member.office === 'convenor' && office !== 'convenor' && (await isLastConvenor(tx, member)))
        return no('last_convenor');
      if (organisation !== null && organisation !== member.organisation?.id) {
        const others = await listMembers(tx, member.circleId);
        const other = others.find((each) => each.organisation?.id === organisation);
        if (other) return no('taken', { name: other.organisation?.name ?? '' });
      }
      const next = { ...seat, office, organisation, note: runs ? (seat.note ?? null) : member.note };
      const before = seatOf(member);
      const changed = (Object.keys(before) as (keyof SeatFacts)[]).filter(
        (field) => !isDeepStrictEqual(before[field] ?? null, next[field] ?? null)
      );
      if (changed.length === 0) return ok(null);
      await writeSeat(tx, member, next, now);
      const circle = changed.includes('email') && (await findCircleById(tx, member.circleId));
      if (circle) await tellSeat(tx, { circle, id: member.id, actor }, now);
      const details: { [key: string]: JsonValue } = { member: member.id, fields: changed.join(',') };
      if (changed.includes('office')) details['office'] = [before.office, office];
      await recordActivity(tx, actor, now, {
        verb: 'circle.member_changed',
        objectKind: 'circle',
        objectId: member.circleId,
        organisations: organisation ? [organisation] : [],
        details
      });
      return ok(null);
    }
  );
}

/**
 * The seat stays in the lists of those who were there. What it had taken on is handed on by those rooms that know of it: they
 * hear `circle.member_left`, whose details name the `member`.
 */
export async function leaveCircle(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<null, NotFound | LastConvenor>> {
  return inTransaction(db, async (tx): Promise<Result<null, NotFound | LastConvenor>> => {
    const found = await seatFor(tx, actor, id);
    if (!found) return no('not_found');
    return endSeat(tx, { member: found.member, actor }, now);
  });
}

/** Within the caller's transaction, which has judged who may. */
export async function endSeat(
  tx: Database,
  { member, actor }: { member: Member; actor: Actor },
  now: Date
): Promise<Result<null, NotFound | LastConvenor>> {
  await lockCircle(tx, member.circleId);
  const circle = await findCircleById(tx, member.circleId);
  if (!circle || member.leftOn !== null) return no('not_found');
  if (circle.state !== 'closed' && (await isLastConvenor(tx, member))) return no('last_convenor');
  const today = dayOf(now, defaultZone);
  await tx
    .updateTable('circle_member')
    .set({ left_on: today < member.joinedOn ? member.joinedOn : today, updated_at: now })
    .where('id', '=', member.id as Id<'circle_member'>)
    .execute();
  await recordActivity(tx, actor, now, {
    verb: 'circle.member_left',
    objectKind: 'circle',
    objectId: member.circleId,
    organisations: member.organisation ? [member.organisation.id] : [],
    details: { member: member.id }
  });
  return ok(null);
}

/** Forgets who sat there, for good: their name and how to reach them; that their organisation was there stays. */
export async function forgetMember(
  db: Database,
  actor: Actor,
  { circle, id }: { circle: string; id: string },
  now: Date
): Promise<Result<null, NotFound>> {
  return inTransaction(db, async (tx) => {
    const found = await findMember(tx, id);
    const offices = found && (await circleOffices(tx, found.circleId));
    if (!found || !offices || found.circleId !== circle) return no('not_found');
    if (!runsCircle(actor, offices) || found.leftOn === null) return no('not_found');
    await tx
      .updateTable('circle_member')
      .set({ person_id: null, name: null, email: null, phone: null, note: null, updated_at: now })
      .where('id', '=', id as Id<'circle_member'>)
      .execute();
    await tx
      .updateTable('circle_signature')
      .set({ name: null })
      .where('member_id', '=', id as Id<'circle_member'>)
      .execute();
    await recordActivity(tx, actor, now, {
      verb: 'circle.member_changed',
      objectKind: 'circle',
      objectId: found.circleId,
      details: { member: id, fields: 'name' }
    });
    return ok(null);
  });
}

/** What whoever holds the seat corrects themselves, from the page or by a mailed link. */
export async function correctSeat(
  tx: Database,
  { member, actor }: { member: Member; actor: Actor },
  { name, phone, seats }: { name: string | null; phone: string | null; seats: number | null },
  now: Date
): Promise<void> {
  const next = { ...seatOf(member), name, phone, seats };
  if (isDeepStrictEqual(next, seatOf(member))) return;
  await writeSeat(tx, member, next, now);
  await recordActivity(tx, actor, now, {
    verb: 'circle.member_changed',
    objectKind: 'circle',
    objectId: member.circleId,
    organisations: member.organisation ? [member.organisation.id] : [],
    details: { member: member.id, fields: 'name,phone,seats' }
  });
}

export function seatOf(member: Member): Required<SeatFacts> {
  return {
    office: member.office,
    organisation: member.organisation?.id ?? null,
    name: member.name,
    email: member.ownEmail,
    phone: member.phone,
    settlement: member.ownSettlement?.id ?? null,
    seats: member.seats,
    note: member.note
  };
}

/** Another address is another person: the account named before is not theirs, and letters to the one before open nothing more. */
async function writeSeat(tx: Database, member: Member, seat: SeatFacts, now: Date): Promise<void> {
  await tx
    .updateTable('circle_member')
    .set({ ...seatColumns(seat), ...(seat.email ? { person_id: null } : {}), updated_at: now })
    .where('id', '=', member.id as Id<'circle_member'>)
    .execute();
  const after = await findMember(tx, member.id);
  if (after?.email !== member.email) await revokeLinksAbout(tx, { member: member.id }, now);
}

async function seatFor(
  tx: Database,
  actor: Actor,
  id: string
): Promise<{ member: Member; runs: boolean } | null> {
  const known = await findMember(tx, id);
  if (!known) return null;
  await lockCircle(tx, known.circleId);
  const member = await findMember(tx, id);
  const offices = member && (await circleOffices(tx, member.circleId));
  if (!member || !offices || member.leftOn !== null) return null;
  const runs = runsCircle(actor, offices);
  return runs || seatsOf(actor, offices).some((seat) => seat.id === id) ? { member, runs } : null;
}

async function isLastConvenor(tx: Database, member: Member): Promise<boolean> {
  if (member.office !== 'convenor') return false;
  const there = await listMembers(tx, member.circleId);
  return !there.some(({ id, office }) => office === 'convenor' && id !== member.id);
}

async function tellSeat(
  tx: Database,
  { circle, id, actor }: { circle: Circle; id: string; actor: Actor },
  now: Date
): Promise<void> {
  const member = await findMember(tx, id);
  if (member) await mailSeat(tx, { circle, member, by: actor.kind === 'person' ? actor.name : null }, now);
}
