// Lists the tours that one plans or is asked about, and counts what waits for an answer there.
import { sql } from 'kysely';
import { isAdministrator, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { TourState } from './model.ts';

export interface ListedTour {
  readonly slug: string;
  readonly name: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly state: TourState;
  readonly stops: number;
  readonly accepted: number;
  /** Questions that wait for this actor's answer. */
  readonly mine: number;
}

const mostListed = 60;

/** Of the organisations that the actor works for: those they plan, and those in which they are asked; the latest first. */
export async function listTours(db: Database, actor: Actor): Promise<ListedTour[]> {
  if (actor.kind !== 'person') return [];
  const own = worksAt(actor);
  const everything = isAdministrator(actor);
  const { rows } = await sql<ListedTour>`
    select tour.slug, tour.name, tour.first_day as "firstDay", tour.last_day as "lastDay", tour.state,
      (select count(*)::int from tour_stop where tour_id = tour.id
        and state in ('planned', 'asked', 'suggested', 'accepted')) as stops,
      (select count(*)::int from tour_stop where tour_id = tour.id and state = 'accepted') as accepted,
      (select count(*)::int from tour_stop where tour_id = tour.id and state = 'asked'
        and organisation_id = any(${own}::uuid[])) as mine
    from tour join package on package.id = tour.package_id
    where ${everything} or package.organisation_id = any(${own}::uuid[])
      or (tour.state <> 'draft' and exists (select from tour_stop where tour_id = tour.id
        and organisation_id = any(${own}::uuid[]) and state not in ('left_out', 'planned', 'dropped')))
    order by tour.last_day desc, tour.id limit ${mostListed}`.execute(db);
  return rows;
}

/** Questions that wait for somebody who writes for the host, and suggestions for those who lead. */
export async function countToAnswer(db: Database, actor: Actor): Promise<number> {
  if (actor.kind !== 'person') return 0;
  const own = actor.roles.flatMap((role) =>
    role.kind === 'owner' || role.kind === 'editor' ? [role.organisation] : []
  );
  if (own.length === 0) return 0;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from tour_stop join tour on tour.id = tour_stop.tour_id
      join package on package.id = tour.package_id
    where tour.state = 'asked' and ((tour_stop.state = 'asked' and tour_stop.organisation_id = any(${own}::uuid[]))
      or (tour_stop.state = 'suggested' and package.organisation_id = any(${own}::uuid[])))`.execute(db);
  return rows[0]?.count ?? 0;
}

function worksAt(actor: Actor): string[] {
  return actor.kind === 'person'
    ? actor.roles.flatMap((role) => ('organisation' in role ? [role.organisation] : []))
    : [];
}
