// What a change of an event means for when it takes place: each coming occurrence as it was, and what has become of it.
import { occurrencesOf } from '#lib/core/recurrence.ts';
import { dayMs, localOf } from '#lib/core/time.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { changedPairs } from '#lib/platform/history-fields.ts';
import { instancesBefore, overridesIn } from '#lib/domains/calendar/moved-instances.ts';
import { repeats, type Times } from '#lib/domains/calendar/occurrence.ts';
import type { FullEvent } from '#lib/domains/calendar/queries.server.ts';
import type { Span } from './model.ts';

export interface Held extends Span {
  /** Local start. */
  readonly starts: string;
}

export interface Change {
  /** As it was. */
  readonly was: Held;
  /** `gone`: called off, or left out of its series. `elsewhere`: at another venue. `series`: it repeats in another way than before. */
  readonly became: 'gone' | 'elsewhere' | 'series' | 'moved';
  /** Of what has moved in time alone. */
  readonly is: Held | null;
}

/** Of a series, so many coming occurrences are looked at; no booking has more. */
const mostOccurrences = 60;

/** @returns the venue it took place at, and what is different there; null where that is nothing */
export function changeOf(
  event: FullEvent,
  details: JsonValue,
  now: Date
): { readonly venue: string; readonly changes: readonly Change[] } | null {
  const pairs = changedPairs(details);
  const before = (field: string, current: unknown): unknown =>
    pairs.get(field)?.[0] ?? (pairs.has(field) ? null : current);
  const venue = before('venue', event.venue?.id ?? null);
  if (typeof venue !== 'string' || before('status', event.status) === 'cancelled' || event.background)
    return null;
  const was = timesBefore(event, pairs, before);
  const all = held(was, now);
  const changed = (became: Change['became']): Change[] =>
    all.map((each) => ({ was: each.span, became, is: null }));
  if (event.status === 'cancelled') return { venue, changes: changed('gone') };
  if (venue !== event.venue?.id) return { venue, changes: changed('elsewhere') };
  const single = !repeats(was) && !repeats(event);
  if (!single && (was.rule !== event.rule || was.starts !== event.starts))
    return { venue, changes: changed('series') };
  const standing = new Map(held(event, now).map(({ name, span }) => [name, span]));
  const [only] = standing.values();
  return {
    venue,
    changes: all.flatMap(({ name, span }): Change[] => {
      const is = single ? only : standing.get(name);
      if (!is) return [{ was: span, became: 'gone', is: null }];
      return same(span, is) ? [] : [{ was: span, became: 'moved', is }];
    })
  };
}

function timesBefore(
  event: FullEvent,
  pairs: ReadonlyMap<string, readonly [JsonValue, JsonValue]>,
  before: (field: string, current: unknown) => unknown
): Times {
  const was = {
    ...event,
    starts: before('starts', event.starts) as string,
    minutes: before('minutes', event.minutes) as number,
    allDay: before('all_day', event.allDay) as boolean,
    rule: before('rule', event.rule) as string | null,
    exdates: (before('exdates', event.exdates) ?? []) as readonly string[],
    rdates: (before('rdates', event.rdates) ?? []) as readonly string[]
  };
  const moved = pairs.get('overrides');
  return moved ? { ...was, overrides: instancesBefore(was, overridesIn(moved[0])) } : was;
}

function held({ starts, ...rest }: Times, now: Date): { name: string; span: Held }[] {
  const until = new Date(now.getTime() + 3 * 366 * dayMs);
  return occurrencesOf({ ...rest, start: starts }, now, until, mostOccurrences).occurrences.map(
    ({ start, end, recurrenceId }) => ({
      name: recurrenceId,
      span: { start, end, starts: localOf(start, rest.zone) }
    })
  );
}

function same(a: Span, b: Span): boolean {
  return a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();
}
