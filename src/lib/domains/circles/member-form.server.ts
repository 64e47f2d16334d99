// What the form of a seat shows, and how one, several pasted lines, or all organisations of a place become seats.
import type { Id } from '#lib/core/ids.ts';
import { labelsOf } from '#lib/domains/registry/names.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { actOnce } from '#lib/platform/once.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/registry/input.ts';
import { organisationMeant, settlementMeant, type Shown } from './form.server.ts';
import {
  readMemberForm,
  readPastedMembers,
  tickedIds,
  withoutChoices,
  type FieldError,
  type Read
} from './input.ts';
import type { SeatFacts } from './member-rows.server.ts';
import { addMember, addMembers, changeMember } from './members.server.ts';
import type { Circle, Member } from './model.ts';
import { findMember, listMembers, mostMembers } from './queries.server.ts';

type Saved = { readonly saved: { readonly merged: boolean } } | Shown | { readonly hidden: true };

export async function handleNewMember(
  db: Database,
  actor: Actor,
  { form, circle, locale }: { form: FormData; circle: string; locale: Locale },
  now: Date
): Promise<Saved> {
  const taken = withAnswerTaken(form);
  if (taken) return shown(taken, []);
  const seat = await seatMeant(db, form);
  if (!seat.ok) return shown(form, seat.errors);
  const added = await actOnce(db, actor, { form, now }, (tx) =>
    addMember(tx, actor, { circle, seat: seat.value, locale }, now)
  );
  if (added.ok) return { saved: { merged: false } };
  if (added.reason === 'not_found') return { hidden: true };
  const code = added.reason;
  const value = added.reason === 'taken' ? added.name : String(mostMembers);
  return shown(form, [{ field: 'organisation', code, value }]);
}

export async function handleMemberChange(
  db: Database,
  actor: Actor,
  { form, before }: { form: FormData; before: Member },
  now: Date
): Promise<Saved> {
  const taken = withAnswerTaken(form);
  if (taken) return shown(taken, []);
  const over = await saveOver<'saved' | Shown | null>(form, {
    groups: [],
    current: async () => begunFrom(db, (await findMember(db, before.id)) ?? before),
    save: async (sent, from) => {
      const seat = await seatMeant(db, sent);
      if (!seat.ok) return shown(sent, seat.errors);
      const saved = await changeMember(db, actor, { id: before.id, seat: seat.value, from }, now);
      if (saved.ok) return 'saved';
      if (saved.reason === 'changed_meanwhile') return saved.reason;
      if (saved.reason === 'not_found') return null;
      const error: FieldError =
        saved.reason === 'taken'
          ? { field: 'organisation', code: 'taken', value: saved.name }
          : { field: 'office', code: 'last_convenor' };
      return shown(sent, [error]);
    }
  });
  if (!('answer' in over))
    return { ...shown(over.form, []), meanwhile: { conflicts: over.conflicts, since: over.since } };
  if (over.answer === null) return { hidden: true };
  return over.answer === 'saved' ? { saved: { merged: over.merged } } : over.answer;
}

export async function memberToChange(db: Database, member: Member): Promise<Record<string, string>> {
  return { ...(await memberValues(db, member)), [begunField]: begunText(await begunFrom(db, member)) };
}

/** All lines or none: whoever mends one line need not look for which of the others went in. */
export async function handlePasted(
  db: Database,
  actor: Actor,
  { form, circle, locale }: { form: FormData; circle: string; locale: Locale },
  now: Date
): Promise<{ added: number; taken: readonly string[] } | Shown | { readonly hidden: true }> {
  const read = readPastedMembers(String(form.get('lines') ?? ''));
  if (!read.ok) return shown(form, read.errors);
  const seats: SeatFacts[] = [];
  for (const { name, email, organisationName } of read.value) {
    const organisation = await organisationMeant(db, { field: 'lines', name: organisationName });
    // A name from a line cannot be taken with one press: the sentence names what was meant.
    if (!organisation.ok) return shown(form, organisation.errors.map(withoutChoices));
    seats.push({ office: 'member', organisation: organisation.value, name, email });
  }
  return addAll(db, actor, { form, circle, seats, locale }, now);
}

export async function handlePlaces(
  db: Database,
  actor: Actor,
  { form, circle, locale }: { form: FormData; circle: string; locale: Locale },
  now: Date
): Promise<{ added: number; taken: readonly string[] } | Shown | { readonly hidden: true }> {
  const known = await labelsOf(db, 'organisation', tickedIds(form, 'organisations').slice(0, mostMembers));
  if (known.length === 0) return shown(form, [{ field: 'organisations', code: 'who_missing' }]);
  const seats = known.map(({ id }): SeatFacts => ({
    office: 'member',
    organisation: id,
    name: null,
    email: null
  }));
  return addAll(db, actor, { form, circle, seats, locale }, now);
}

/** Those of the circle's own territory and home, without those that sit there already. */
export async function organisationsAround(
  db: Database,
  circle: Circle
): Promise<{ id: string; label: string }[]> {
  const settlements = await settlementsOf(db, circle);
  if (settlements.length === 0) return [];
  const there = new Set((await listMembers(db, circle.id)).map(({ organisation }) => organisation?.id));
  const rows = await db
    .selectFrom('organisation')
    .select('id')
    .where('settlement_id', 'in', settlements as Id<'settlement'>[])
    .where('closed_on', 'is', null)
    .orderBy('name')
    .limit(300)
    .execute();
  const free = rows.filter(({ id }) => !there.has(id)).map(({ id }) => id);
  return (await labelsOf(db, 'organisation', free)).map(({ id, label }) => ({ id, label }));
}

async function settlementsOf(db: Database, { territory, settlement }: Circle): Promise<string[]> {
  const home = settlement ? [settlement.id] : [];
  if (territory.kind === 'settlements')
    return [...new Set([...home, ...territory.settlements.map(({ id }) => id)])];
  if (territory.kind === 'county') return home;
  const rows = await db
    .selectFrom('micro_region_settlement')
    .select('settlement_id')
    .where('micro_region_id', '=', territory.id as Id<'micro_region'>)
    .execute();
  return [...new Set([...home, ...rows.map(({ settlement_id }) => settlement_id)])];
}

async function addAll(
  db: Database,
  actor: Actor,
  {
    form,
    circle,
    seats,
    locale
  }: { form: FormData; circle: string; seats: readonly SeatFacts[]; locale: Locale },
  now: Date
): Promise<{ added: number; taken: readonly string[] } | Shown | { readonly hidden: true }> {
  const added = await actOnce(db, actor, { form, now }, (tx) =>
    addMembers(tx, actor, { circle, seats, locale }, now)
  );
  if (added.ok) return { added: added.value.added.length, taken: added.value.taken };
  return added.reason === 'not_found'
    ? { hidden: true }
    : shown(form, [{ field: 'lines', code: 'too_many', value: String(mostMembers) }]);
}

async function seatMeant(db: Database, form: FormData): Promise<Read<SeatFacts>> {
  const read = readMemberForm(form);
  if (!read.ok) return read;
  const { organisationName, settlementName, ...facts } = read.value;
  const organisation = await organisationMeant(db, { field: 'organisation', name: organisationName });
  const settlement = await settlementMeant(db, 'settlement', settlementName);
  if (!organisation.ok || !settlement.ok)
    return { ok: false, errors: [organisation, settlement].flatMap((each) => (each.ok ? [] : each.errors)) };
  return { ok: true, value: { ...facts, organisation: organisation.value, settlement: settlement.value } };
}

async function memberValues(db: Database, member: Member): Promise<Record<string, string>> {
  const [label] = member.organisation ? await labelsOf(db, 'organisation', [member.organisation.id]) : [];
  return {
    office: member.office,
    organisation: label?.label ?? '',
    name: member.name ?? '',
    email: member.ownEmail ?? '',
    phone: member.phone ?? '',
    settlement: member.ownSettlement?.name ?? '',
    seats: member.seats === null ? '' : String(member.seats),
    note: member.note ?? ''
  };
}

async function begunFrom(db: Database, member: Member): Promise<Begun> {
  const values = Object.entries(await memberValues(db, member));
  return { at: member.updatedAt, fields: new Map(values.map(([field, text]) => [field, [text]])) };
}

function shown(form: FormData, errors: readonly FieldError[]): Shown {
  return { values: textsOf(form), errors, meanwhile: null };
}
