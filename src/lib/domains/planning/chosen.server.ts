// One event of the board looked at closely: what it competes with where it is tried, and which times would be better.
import { isLocal, localOf } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SynergyHint } from '#lib/domains/calendar/clash-month.server.ts';
import { adviseOn, type Advice } from '#lib/domains/calendar/advice.server.ts';
import { canEditEvent, canSeeEvent } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { onceOf, repeats } from '#lib/domains/calendar/occurrence.ts';
import { draftOf, placeOf } from './draft.ts';
import { findPartners } from './joint-queries.server.ts';
import { findPlaces, listVenuePlaces, placeRefOf, type Place } from './places.server.ts';
import { minScore } from './thresholds.ts';
import { pointOf } from './tried.server.ts';

export interface Chosen {
  readonly event: FullEvent;
  /** Local, as tried; as it is, where nothing is tried. */
  readonly starts: string;
  readonly advice: Advice;
  readonly mine: boolean;
  /** Of one that repeats, which of its occurrences; null where the whole series is looked at. */
  readonly occurrence: string | null;
  /** Why it is not tried elsewhere; null: it may be. */
  readonly stays: 'past' | 'cancelled' | 'background' | 'repeats' | null;
  /** Where it stands or is tried, as the address calls it, and where else it could be tried. */
  readonly place: string | null;
  readonly places: readonly Place[];
  /** Others’ events that it could become one with, where it stands now. */
  readonly partners: readonly { readonly hint: SynergyHint; readonly other: SynergyHint['a'] }[];
}

/** Trying costs nobody anything, so what its organiser calls fixed is tried within a fortnight as well. */
const roomDays = 14;

/** Null when there is none such for this actor. */
export async function findChosen(
  db: Database,
  actor: Actor,
  {
    event: slug,
    occurrence = null,
    starts,
    place: ref = null
  }: { event: string; occurrence?: string | null; starts: string | null; place?: string | null },
  now: Date
): Promise<Chosen | null> {
  const whole = await findEventBySlug(db, slug);
  if (!whole || !canSeeEvent(actor, whole)) return null;
  const once = occurrence !== null && repeats(whole) ? onceOf(whole, occurrence) : null;
  const event = once ?? whole;
  const stays = whyItStays(event, now);
  const movable = stays === null;
  const at = movable && starts !== null && isLocal(starts) ? starts : event.starts;
  const draft = {
    ...draftOf(event),
    starts: at,
    ...(movable && event.flexibility.kind === 'fixed'
      ? { flexibility: { kind: 'days' as const, days: roomDays } }
      : {})
  };
  const own = placeRefOf(event);
  const tried =
    movable && !once && ref !== null && ref !== own ? (await findPlaces(db, [ref])).get(ref) : undefined;
  const there = tried
    ? { ...draft, settlement: tried.settlementId, venue: tried.venueId, lat: null, lon: null }
    : draft;
  const partners = movable && !once ? await findPartners(db, actor, whole, now) : [];
  const point = (tried && pointOf(tried)) ?? placeOf(event);
  return {
    event,
    starts: at,
    occurrence: once ? occurrence : null,
    advice: await adviseOn(db, actor, { draft: there, at: point, self: event.id, now, minScore }),
    mine: canEditEvent(actor, event),
    partners: partners.map((hint) => ({ hint, other: hint.a.event === event.id ? hint.b : hint.a })),
    stays,
    place: tried?.ref ?? own,
    places:
      movable && !once
        ? await listVenuePlaces(db, [
            ...new Set([event.settlement?.id, tried?.settlementId].filter((each) => each !== undefined))
          ])
        : []
  };
}

function whyItStays(event: FullEvent, now: Date): Chosen['stays'] {
  if (event.status === 'cancelled') return 'cancelled';
  if (event.background) return 'background';
  if (repeats(event)) return 'repeats';
  return event.starts > localOf(now, event.zone) ? null : 'past';
}
