// Which offers, needs and organisations an actor answers for: what their page of matches is about.
import { listKeptOfferings, type Offering } from '#lib/domains/exchange/queries.server.ts';
import { mayAnswerFor } from '#lib/domains/exchange/policy.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { countWaitingAmong } from './queries.server.ts';

export interface Own {
  readonly organisations: readonly string[];
  readonly offerings: readonly Offering[];
}

/** Administrators' own only: all that there is would be nobody's list. */
export async function ownOf(db: Database, actor: Actor): Promise<Own> {
  if (actor.kind !== 'person') return { organisations: [], offerings: [] };
  const organisations = [
    ...new Set([
      ...actor.roles.flatMap((role) =>
        'organisation' in role && role.kind !== 'member' ? [role.organisation] : []
      ),
      ...(actor.tended ?? [])
    ])
  ];
  const settlements = actor.roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []));
  const offerings = await listKeptOfferings(db, { person: actor.id, organisations, settlements }, 300);
  return { organisations, offerings: offerings.filter((each) => mayAnswerFor(actor, each)) };
}

/** The other side has said yes and waits. */
export async function countWaitingFor(db: Database, actor: Actor): Promise<number> {
  const { offerings } = await ownOf(db, actor);
  return countWaitingAmong(
    db,
    offerings.map(({ id }) => id)
  );
}
