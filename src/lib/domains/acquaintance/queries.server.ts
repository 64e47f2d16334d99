// Reads visits, each reader's own: one in full, the lists of steps and of visits, and who has not been visited for a year.
import { sql, type InferResult, type RawBuilder } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { isAdministrator, type Actor, type Role } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Level, Prompt, VisitKind } from './model.ts';
import { canReadVisit, canRecordVisit, type Territory } from './policy.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}
export interface NamedRecord extends Named {
  readonly slug: string;
}

export interface FullVisit {
  readonly id: Id<'acquaintance_visit'>;
  readonly day: string;
  readonly kind: VisitKind;
  readonly organisation: NamedRecord | null;
  readonly settlement: (NamedRecord & { readonly county: string | null }) | null;
  readonly subject: string | null;
  readonly sender: NamedRecord | null;
  /** Who wrote it down; null when they are gone. */
  readonly person: Named | null;
  readonly visitors: readonly Named[];
  readonly met: string | null;
  readonly texts: Readonly<Record<Prompt, string | null>>;
  readonly note: string | null;
  readonly level: Level;
  readonly step: {
    readonly text: string;
    readonly day: string;
    readonly person: Named | null;
    readonly doneAt: Date | null;
  } | null;
  readonly remindedOf: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const pageSize = 25;
/** Steps that are due are a to-do list, not an archive: whoever has more of them has another trouble. */
const mostSteps = 100;

/** The járások and micro-regions in which the actor has a role, and the counties that they coordinate. */
export async function territoryOf(db: Database, actor: Actor): Promise<Territory> {
  if (isAdministrator(actor)) return { everywhere: true, settlements: new Set() };
  if (!canRecordVisit(actor) || actor.kind !== 'person') return { everywhere: false, settlements: new Set() };
  const { organisations, settlements, counties, country } = placesOf(actor.roles);
  if (country) return { everywhere: true, settlements: new Set() };
  const { rows } = await sql<{ id: string }>`
    with own as (
      select id, district_code from settlement
      where id = any(${settlements}::uuid[])
        or id in (select settlement_id from organisation where id = any(${organisations}::uuid[]))
    )
    select id from own
    union select id from settlement where district_code in (select district_code from own)
    union select around.settlement_id from micro_region_settlement mine
      join micro_region_settlement around on around.micro_region_id = mine.micro_region_id
      where mine.settlement_id in (select id from own)
    union select id from settlement where county = any(${counties}::text[])`.execute(db);
  return { everywhere: false, settlements: new Set(rows.map(({ id }) => id)) };
}

/** Null when it is not there, or not for this actor. */
export async function findVisit(db: Database, actor: Actor, id: string): Promise<FullVisit | null> {
  const visit = await findAnyVisit(db, id);
  return visit && canReadVisit(actor, visit, await territoryOf(db, actor)) ? visit : null;
}

/** For operations, which judge for themselves who may. */
export async function findAnyVisit(db: Database, id: string): Promise<FullVisit | null> {
  if (!isUuid(id)) return null;
  const row = await visitsIn(db)
    .where('visit.id', '=', id as Id<'acquaintance_visit'>)
    .executeTakeFirst();
  return row ? fullFrom(row) : null;
}

export interface VisitQuery {
  readonly organisation?: string | null;
  /** Only those at which the actor was, or which they wrote down. */
  readonly own?: boolean;
  /** Words that stand anywhere in it. */
  readonly text?: string;
  readonly page?: number;
  readonly size?: number;
}

/** Latest first. @param page from 1 */
export async function listVisits(
  db: Database,
  actor: Actor,
  { organisation = null, own = false, text = '', page = 1, size = pageSize }: VisitQuery
): Promise<{ visits: FullVisit[]; hasNext: boolean }> {
  let found = visitsIn(db).where(visibleTo(actor, await territoryOf(db, actor)));
  if (organisation) found = found.where('visit.organisation_id', '=', organisation as Id<'organisation'>);
  if (own && actor.kind === 'person') found = found.where(writtenBy(actor.id));
  for (const word of text.split(/\s+/).filter(Boolean).slice(0, 8))
    found =
      found.where(sql<boolean>`concat_ws(' ', organisation.name, visit.subject, visit.met, visit.aims, visit.strengths,
      visit.difficulties, visit.gives, visit.needs, visit.note, visit.step) ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
  const rows = await found
    .orderBy('visit.day', 'desc')
    .orderBy('visit.id', 'desc')
    .limit(size + 1)
    .offset((page - 1) * size)
    .execute();
  return { visits: rows.slice(0, size).map(fullFrom), hasNext: rows.length > size };
}

/**
 * Steps that are not done, the most overdue first: the actor's own, and what else they may read.
 * @param until days up to this one, inclusive
 */
export async function listSteps(
  db: Database,
  actor: Actor,
  {
    whose,
    until,
    organisation = null
  }: { whose: 'mine' | 'others'; until: string; organisation?: string | null }
): Promise<FullVisit[]> {
  if (actor.kind !== 'person') return [];
  let found = visitsIn(db)
    .where(visibleTo(actor, await territoryOf(db, actor)))
    .where('visit.step', 'is not', null)
    .where('visit.step_done_at', 'is', null)
    .where('visit.step_day', '<=', until)
    .where('visit.step_person_id', whose === 'mine' ? 'is not distinct from' : 'is distinct from', actor.id);
  if (organisation) found = found.where('visit.organisation_id', '=', organisation as Id<'organisation'>);
  const rows = await found.orderBy('visit.step_day').orderBy('visit.id').limit(mostSteps).execute();
  return rows.map(fullFrom);
}

/** Said of one visit by `canReadVisit`; the tests hold the two together. */
export function visibleTo(actor: Actor, { everywhere, settlements }: Territory): RawBuilder<boolean> {
  if (isAdministrator(actor)) return sql<boolean>`true`;
  if (!canRecordVisit(actor) || actor.kind !== 'person') return sql<boolean>`false`;
  const { worked, owned, settlements: tended, counties, country } = placesOf(actor.roles, actor.tended);
  if (country) return sql<boolean>`true`;
  return sql<boolean>`(
    ${writtenBy(actor.id)}
    or visit.step_person_id = ${actor.id}
    or visit.sender_id = any(${owned}::uuid[])
    or visit.settlement_id = any(${tended}::uuid[])
    or visit.settlement_id in (select id from settlement where county = any(${counties}::text[]))
    or (visit.level = 'circle' and (
      visit.sender_id = any(${worked}::uuid[])
      or ${everywhere} or visit.settlement_id = any(${[...settlements]}::uuid[])
    ))
  )`;
}

function writtenBy(person: string): RawBuilder<boolean> {
  return sql<boolean>`(visit.person_id = ${person} or exists (
    select from acquaintance_visitor went where went.visit_id = visit.id and went.person_id = ${person}))`;
}

/** Where roles are held. @param tended organisations of the settlements that the actor takes care of */
function placesOf(roles: readonly Role[], tended: readonly string[] = []) {
  const organisations: string[] = [];
  const owned: string[] = [];
  const settlements: string[] = [];
  const counties: string[] = [];
  let country = false;
  for (const role of roles) {
    if ('organisation' in role) organisations.push(role.organisation);
    if (role.kind === 'owner') owned.push(role.organisation);
    if (role.kind === 'caretaker') settlements.push(role.settlement);
    if (role.kind === 'coordinator' && role.county === null) country = true;
    if (role.kind === 'coordinator' && role.county !== null) counties.push(role.county);
  }
  return { organisations, worked: [...organisations, ...tended], owned, settlements, counties, country };
}

function visitsIn(db: Database) {
  return db
    .selectFrom('acquaintance_visit as visit')
    .leftJoin('organisation', 'organisation.id', 'visit.organisation_id')
    .leftJoin('settlement', 'settlement.id', 'visit.settlement_id')
    .leftJoin('organisation as sender', 'sender.id', 'visit.sender_id')
    .leftJoin('person', 'person.id', 'visit.person_id')
    .leftJoin('person as stepper', 'stepper.id', 'visit.step_person_id')
    .selectAll('visit')
    .select([
      'organisation.slug as organisation_slug',
      'organisation.name as organisation_name',
      'settlement.slug as settlement_slug',
      'settlement.name as settlement_name',
      'settlement.county as settlement_county',
      'sender.slug as sender_slug',
      'sender.name as sender_name',
      'person.name as person_name',
      'stepper.name as step_person_name',
      sql<{ id: string; name: string }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('id', who.id, 'name', who.name) order by who.name), '[]')
        from acquaintance_visitor went join person who on who.id = went.person_id where went.visit_id = visit.id
      )`.as('visitors')
    ]);
}

function fullFrom(row: InferResult<ReturnType<typeof visitsIn>>[number]): FullVisit {
  const record = (id: string | null, slug: string | null, name: string | null): NamedRecord | null =>
    id ? { id, slug: slug ?? '', name: name ?? '' } : null;
  const person = (id: string | null, name: string | null): Named | null =>
    id ? { id, name: name ?? '' } : null;
  const settlement = record(row.settlement_id, row.settlement_slug, row.settlement_name);
  return {
    id: row.id,
    day: row.day,
    kind: row.kind,
    organisation: record(row.organisation_id, row.organisation_slug, row.organisation_name),
    settlement: settlement && { ...settlement, county: row.settlement_county },
    subject: row.subject,
    sender: record(row.sender_id, row.sender_slug, row.sender_name),
    person: person(row.person_id, row.person_name),
    visitors: row.visitors,
    met: row.met,
    texts: {
      aims: row.aims,
      strengths: row.strengths,
      difficulties: row.difficulties,
      gives: row.gives,
      needs: row.needs
    },
    note: row.note,
    level: row.level,
    step:
      row.step !== null && row.step_day !== null
        ? {
            text: row.step,
            day: row.step_day,
            person: person(row.step_person_id, row.step_person_name),
            doneAt: row.step_done_at
          }
        : null,
    remindedOf: row.reminded_of,
    createdAt: row.created_at,
    updatedAt: row.updated_at
  };
}
