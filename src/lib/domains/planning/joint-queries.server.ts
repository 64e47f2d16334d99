// Reads invitations to make one event of two, and finds the events that could become one with a given one.
import { isUuid, type Id } from '#lib/core/ids.ts';
import { dayMs, defaultZone, instantOf } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { synergiesOf, type SynergyHint } from '#lib/domains/calendar/clash-month.server.ts';
import { gatherOccurrences } from '#lib/domains/calendar/clashes.server.ts';
import type { Status } from '#lib/domains/calendar/model.ts';
import { findEvents, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { joinDays, joinKm } from '#lib/domains/calendar/synergy.ts';
import { boxAround } from '#lib/domains/places/distance.ts';
import { placeOf } from './draft.ts';
import type { JointState } from './schema.server.ts';

export interface JointProposal {
  readonly id: Id<'joint_proposal'>;
  /** Stays, and gets the other's organisers too. */
  readonly event: FullEvent;
  readonly other: FullEvent;
  readonly person: { readonly id: Id<'person'>; readonly name: string } | null;
  readonly state: JointState;
  readonly note: string | null;
  readonly otherStatus: Status | null;
  readonly expiresAt: Date;
}

/** The last word on two events, whoever asked whom; or the invitation of an id. */
export async function findJointProposal(
  db: Database,
  which: { readonly id: string } | { readonly between: readonly [Id<'event'>, Id<'event'>] },
  { lock = false }: { lock?: boolean } = {}
): Promise<JointProposal | null> {
  if ('id' in which && !isUuid(which.id)) return null;
  const row = await db
    .selectFrom('joint_proposal')
    .selectAll()
    .$if('id' in which, (query) =>
      query.where('id', '=', ('id' in which ? which.id : '') as Id<'joint_proposal'>)
    )
    .$if('between' in which, (query) => {
      const both = 'between' in which ? [...which.between] : [];
      return query.where('event_id', 'in', both).where('other_id', 'in', both);
    })
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return null;
  const events = await findEvents(db, [row.event_id, row.other_id]);
  const [event, other] = [events.get(row.event_id), events.get(row.other_id)];
  if (!event || !other) return null;
  const person =
    row.person_id &&
    (await db.selectFrom('person').select(['id', 'name']).where('id', '=', row.person_id).executeTakeFirst());
  return {
    id: row.id,
    event,
    other,
    person: person || null,
    state: row.state,
    note: row.note,
    otherStatus: row.other_status,
    expiresAt: row.expires_at
  };
}

/** The shared event that this one has become part of. */
export async function findJoinedInto(
  db: Database,
  event: Id<'event'>
): Promise<{ slug: string; title: string; otherSlug: string } | null> {
  const found = await db
    .selectFrom('joint_proposal')
    .innerJoin('event', 'event.id', 'joint_proposal.event_id')
    .innerJoin('event as other', 'other.id', 'joint_proposal.other_id')
    .select(['event.slug', 'event.title', 'other.slug as otherSlug'])
    .where('joint_proposal.other_id', '=', event)
    .where('joint_proposal.state', '=', 'accepted')
    // One that is a plan again, or gone, leads nobody anywhere.
    .where('event.status', '=', 'confirmed')
    .executeTakeFirst();
  return found ?? null;
}

/** What has become part of this shared event, the newest first. */
export async function listJoinedTo(
  db: Database,
  event: Id<'event'>
): Promise<{ slug: string; title: string }[]> {
  return db
    .selectFrom('joint_proposal')
    .innerJoin('event as other', 'other.id', 'joint_proposal.other_id')
    .select(['other.slug', 'other.title'])
    .where('joint_proposal.event_id', '=', event)
    .where('joint_proposal.state', '=', 'accepted')
    .where('other.status', '=', 'cancelled')
    .orderBy('joint_proposal.id', 'desc')
    .limit(20)
    .execute();
}

/** Events of others that could become one with this one, as this actor sees them: the nearest custom first. */
export async function findPartners(
  db: Database,
  actor: Actor,
  event: FullEvent,
  now: Date
): Promise<SynergyHint[]> {
  const at = placeOf(event);
  const starts = instantOf(event.starts, event.zone || defaultZone);
  if (!at || event.rule !== null || event.background || event.status === 'cancelled' || starts <= now)
    return [];
  if (event.tradition === null && event.performers.length === 0 && event.themes.length < 2) return [];
  const gathered = await gatherOccurrences(db, actor, {
    from: new Date(Math.max(Number(now), starts.getTime() - joinDays * dayMs)),
    to: new Date(starts.getTime() + (joinDays + 1) * dayMs),
    box: boxAround(at, joinKm)
  });
  const hints = synergiesOf(gathered, null, { event: event.id, limit: 5 });
  const repeating = await db
    .selectFrom('event')
    .select('id')
    .where('id', 'in', [event.id, ...hints.flatMap(({ a, b }) => [a.event, b.event])])
    .where('rule', 'is not', null)
    .execute();
  return hints.filter(({ a, b }) => !repeating.some(({ id }) => id === a.event || id === b.event));
}
