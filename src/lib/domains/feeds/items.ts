// Makes of a row of a calendar what is compared between two readings, and what is kept of it until the next.
import { saysCalledOff, type FeedItem, type HeldItem } from '#lib/core/feed-changes.ts';
import type { Override, Series } from '#lib/core/recurrence.ts';
import { occurrencesOf } from '#lib/core/recurrence.ts';
import { dayMs, defaultZone, instantOf, localOf, wallMs } from '#lib/core/time.ts';
import { madeUpUid } from '#lib/core/icalendar-texts.ts';
import type { EventRow } from '#lib/domains/calendar/import-row.ts';

/** As the source told it the last time. */
export interface Received {
  readonly title: string;
  readonly place: string;
  readonly starts: string;
  readonly minutes: number;
  readonly zone: string;
  readonly allDay: boolean;
  readonly rule: string | null;
  readonly exdates: readonly string[];
  readonly rdates: readonly string[];
  readonly overrides: readonly Override[];
  readonly cancelled: boolean;
  readonly tentative: boolean;
  /** Of all that was said. */
  readonly digest: string;
}

/** An event of this reading. */
export interface Came extends FeedItem {
  readonly row: EventRow;
  readonly received: Received;
}

/** An event that an earlier reading brought, or one that was entered here and may be meant: `key` is its external id or `event:<id>`. */
export interface Held extends HeldItem {
  readonly received: Received;
}

/** @param index where it stands in its list */
export function cameOf(row: EventRow, index: number): Came {
  const { when, where } = row;
  const place = where ? [where.place, where.settlement].filter(Boolean).join(', ') : '';
  const cancelled = row.status === 'cancelled' || saysCalledOff(row.title);
  const said = { ...row, uid: null, sequence: 0 };
  const received: Received = {
    ...{ title: row.title, place, cancelled, tentative: row.status === 'tentative' },
    ...{ starts: when.starts, minutes: when.minutes, zone: when.zone, allDay: when.allDay, rule: when.rule },
    ...{ exdates: when.exdates, rdates: when.rdates, overrides: when.overrides },
    digest: madeUpUid(JSON.stringify(said)).replace(/^.*-/, '')
  };
  return { ...itemOf(received, { key: String(index), uid: row.uid }), row, received };
}

export function heldOf(
  received: Received,
  { key, uid, now }: { key: string; uid: string | null; now: Date }
): Held {
  return { ...itemOf(received, { key, uid }), received, over: isOver(received, now) };
}

function itemOf(received: Received, { key, uid }: { key: string; uid: string | null }): FeedItem {
  const { title, place, minutes, rule, exdates, rdates, overrides, cancelled, digest } = received;
  const recurring = rule !== null || rdates.length > 0 || overrides.length > 0;
  return {
    ...{ key, uid: uid?.startsWith('without-uid-') ? null : uid, title, place, minutes, cancelled },
    start: wallMs(homeTime(received)) / 60_000,
    series: recurring ? JSON.stringify([rule, exdates, rdates, overrides]) : '',
    content: JSON.stringify([title, received.starts, received.zone, place, minutes, cancelled, digest])
  };
}

/** The clock of this country, whatever clock the source counts by. */
function homeTime({ starts, zone, allDay }: Received): string {
  return allDay || zone === defaultZone ? starts : localOf(instantOf(starts, zone), defaultZone);
}

export function seriesOf(received: Received): Series {
  const { starts, minutes, zone, allDay, rule, exdates, rdates, overrides } = received;
  return { start: starts, minutes, zone, allDay, rule, exdates, rdates, overrides } as Series;
}

/** No occurrence ends after the moment. */
export function isOver(received: Received, at: Date): boolean {
  const { starts, zone, minutes, rule, rdates, overrides } = received;
  if (rule === null && rdates.length === 0 && overrides.length === 0)
    return instantOf(starts, zone).getTime() + Math.max(minutes, 1) * 60_000 <= at.getTime();
  const { occurrences } = occurrencesOf(seriesOf(received), at, new Date(at.getTime() + 3660 * dayMs), 1);
  return occurrences.length === 0;
}
