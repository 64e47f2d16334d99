// Shows what a calendar would bring before anybody subscribes to it, and what about it should be looked at.
import { no, ok, type Result } from '#lib/core/result.ts';
import { addMinutes, addLocalMinutes, defaultZone, instantOf, localOf } from '#lib/core/time.ts';
import { eventImporter } from '#lib/domains/calendar/import.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Importer } from '#lib/platform/domain.ts';
import { fetchGuarded } from '#lib/platform/fetch-guard.server.ts';
import { rowSentence } from '#lib/platform/imports/sentences.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { FeedInput } from './input.ts';
import type { Came } from './items.ts';
import { isOver } from './items.ts';
import type { Alternate } from './markup.ts';
import { isWindow, type FeedKind } from './model.ts';
import type { Fetch } from './read.server.ts';
import { reconcile, remember } from './reconcile.server.ts';
import { readRows } from './rows.server.ts';
import { readSource } from './source.server.ts';

export interface PreviewedEvent {
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly allDay: boolean;
  readonly place: string;
  /** RRULE value (RFC 5545 §3.3.10) of what repeats. */
  readonly rule: string | null;
  /** The event that is here already. */
  readonly matched: boolean;
}

export interface Preview {
  readonly kind: FeedKind;
  readonly name: string;
  readonly address: string;
  readonly events: readonly PreviewedEvent[];
  /** To come, in all. */
  readonly count: number;
  readonly counts: {
    readonly past: number;
    readonly adopted: number;
    readonly asked: number;
    readonly refused: number;
  };
  readonly noEnd: number;
  readonly noPlace: number;
  readonly noUid: boolean;
  /** When the first of its times of the world would begin, read as such and as written. */
  readonly utc: { readonly read: string; readonly written: string } | null;
  readonly window: boolean;
  readonly cutOff: boolean;
  readonly refused: readonly string[];
  readonly alternates: readonly Alternate[];
}

export interface Unreadable {
  readonly ok: false;
  readonly reason: 'unreadable';
  readonly fault: string;
  readonly alternates: readonly Alternate[];
}

const shownEvents = 20;
const shownRefused = 5;

export async function previewFeed(
  db: Database,
  { draft, words, now }: { draft: FeedInput; words: Words; now: Date },
  ask: Fetch = fetchGuarded
): Promise<Result<Preview, Unreadable>> {
  const fetched = await ask({ address: draft.address });
  if (!fetched.ok) return no('unreadable', { fault: fetched.reason, alternates: [] });
  if (fetched.value.kind !== 'fetched') return no('unreadable', { fault: 'unreadable', alternates: [] });
  const { bytes, address } = fetched.value;
  const read = await readSource({ bytes, address }, draft);
  if (!read.ok)
    return no('unreadable', { fault: read.reason, alternates: 'alternates' in read ? read.alternates : [] });
  const source = read.value;
  const { items, errors } = await readRows(source);
  const memory = await remember(db, { feed: null, organisation: draft.organisation }, now);
  const { adopted, asked, past } = reconcile(items, memory, now);
  const matched = new Set(adopted.map(({ came }) => came));
  const coming = items.filter(({ received }) => !isOver(received, now)).sort((a, b) => a.start - b.start);
  const refused = [...errors, ...source.refused];
  return ok({
    kind: source.kind,
    name: source.name ?? new URL(address).hostname,
    address: fetched.value.movedTo ?? draft.address,
    events: coming.slice(0, shownEvents).map((item) => previewed(item, matched.has(item))),
    count: coming.length,
    counts: { past, adopted: adopted.length, asked: asked.length, refused: refused.length },
    noEnd: coming.filter(({ received }) => received.minutes === 0).length,
    noPlace: coming.filter(({ place }) => place === '').length,
    noUid: items.length > 0 && items.every(({ uid }) => uid === null),
    utc: source.utc === 'none' ? null : hoursOf(coming),
    window: isWindow(source.kind),
    cutOff: source.cutOff,
    refused: refused
      .slice(0, shownRefused)
      .map((error) => rowSentence(words, eventImporter as Importer, error)),
    alternates: source.alternates
  });
}

function previewed({ received, place }: Came, matched: boolean): PreviewedEvent {
  const startsAt = instantOf(received.starts, received.zone);
  return {
    ...{ title: received.title, allDay: received.allDay, rule: received.rule, place, matched, startsAt },
    endsAt: addMinutes(startsAt, received.minutes)
  };
}

function hoursOf(coming: readonly Came[]): Preview['utc'] {
  const first = coming.find(({ received }) => received.zone === 'UTC' && !received.allDay);
  if (!first) return null;
  const { starts } = first.received;
  return {
    read: localOf(instantOf(starts, 'UTC'), defaultZone).slice(11),
    written: addLocalMinutes(starts, 0).slice(11)
  };
}
