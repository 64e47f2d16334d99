// What somebody who enters an event usually writes: their organisations, those they work with, the venues around them.
import { sql } from 'kysely';
import { editableOrganisations, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { labelsOf, type Labelled } from '#lib/domains/registry/names.server.ts';

export interface UsualNames {
  /** In whose name the actor may write; of an administrator, to whom all are open, none. */
  readonly own: readonly string[];
  /** `own` first, then those that recent events were organised with. */
  readonly organisers: readonly string[];
  readonly venues: readonly string[];
  readonly settlements: readonly string[];
}

/** Offered while typing, so few enough to look through; whatever else exists can be typed. */
const most = 60;
const recentEvents = 300;

export async function usualNames(db: Database, actor: Actor): Promise<UsualNames> {
  const editable = editableOrganisations(actor);
  const own = editable?.slice(0, most) ?? [];
  const recent =
    editable === null
      ? sql`select id from event order by id desc limit ${recentEvents}`
      : sql`select event_id from event_organiser where organisation_id = any(${own}::uuid[])
          order by event_id desc limit ${recentEvents}`;
  const { rows: partners } = await sql<{ id: string }>`
    select organisation_id as id from event_organiser where event_id in (${recent})
    group by organisation_id order by count(*) desc, organisation_id limit ${most}`.execute(db);
  const { rows: used } = await sql<{ id: string }>`
    select venue_id as id from event where id in (${recent}) and venue_id is not null
    group by venue_id order by count(*) desc, venue_id limit ${most}`.execute(db);
  const { rows: near } = await sql<{ id: string }>`
    select id from venue where organisation_id = any(${own}::uuid[]) or settlement_id in
      (select settlement_id from organisation where id = any(${own}::uuid[]))
    order by organisation_id = any(${own}::uuid[]) desc nulls last, name, id limit ${most}`.execute(db);

  const mine = await labelsOf(db, 'organisation', own);
  const others = partners.filter(({ id }) => !own.includes(id));
  const organisers = [...mine, ...(await labelsOf(db, 'organisation', idsOf(others)))];
  const venues = await labelsOf(db, 'venue', idsOf([...used, ...near]));
  return {
    own: namesOf(mine),
    organisers: namesOf(organisers),
    venues: namesOf(venues),
    settlements: [
      ...new Set([...organisers, ...venues].flatMap(({ settlement }) => settlement?.name ?? []))
    ].slice(0, most)
  };
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

function namesOf(labelled: readonly Labelled[]): string[] {
  return labelled.map(({ label }) => label);
}
