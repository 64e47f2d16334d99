// One event of the board looked at closely: what it competes with where it is tried, and which times would be better.
import { isLocal, localOf } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { adviseOn, type Advice } from '#lib/domains/calendar/advice.server.ts';
import { canEditEvent, canSeeEvent } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { draftOf, placeOf } from './draft.ts';
import { minScore } from './thresholds.ts';

export interface Chosen {
  readonly event: FullEvent;
  /** Local, as tried; as it is, where nothing is tried. */
  readonly starts: string;
  readonly advice: Advice;
  readonly mine: boolean;
  readonly movable: boolean;
}

/** Trying costs nobody anything, so what its organiser calls fixed is tried within a fortnight as well. */
const roomDays = 14;

/** Null when there is none such for this actor. */
export async function findChosen(
  db: Database,
  actor: Actor,
  { slug, starts }: { slug: string; starts: string | null },
  now: Date
): Promise<Chosen | null> {
  const event = await findEventBySlug(db, slug);
  if (!event || !canSeeEvent(actor, event)) return null;
  const movable =
    event.rule === null &&
    !event.background &&
    event.status !== 'cancelled' &&
    event.starts > localOf(now, event.zone);
  const at = movable && starts !== null && isLocal(starts) ? starts : event.starts;
  const draft = {
    ...draftOf(event),
    starts: at,
    ...(movable && event.flexibility.kind === 'fixed'
      ? { flexibility: { kind: 'days' as const, days: roomDays } }
      : {})
  };
  return {
    event,
    starts: at,
    advice: await adviseOn(db, actor, { draft, at: placeOf(event), self: event.id, now, minScore }),
    mine: canEditEvent(actor, event),
    movable
  };
}
