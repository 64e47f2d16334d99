// Shows what a calendar would bring before anybody subscribes to it, and what about it should be looked at.
import { no, ok, type Result } from '#lib/core/result.ts';
import { addMinutes, addLocalMinutes, defaultZone, instantOf, localOf } from '#lib/core/time.ts';
import { eventImporter } from '#lib/domains/calendar/import.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Importer } from '#lib/platform/domain.ts';
import { fetchGuarded } from '#lib/platform/fetch-guard.server.ts';
import { rowSentence } from '#lib/platform/imports/sentences.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { Mapping } from '#lib/platform/imports/imports.server.ts';
import { columnsToChoose, findColumns, type ColumnsToChoose } from './columns.server.ts';
import type { FeedInput } from './input.ts';
import type { Came } from './items.ts';
import { isOver } from './items.ts';
import type { Alternate } from './markup.ts';
import { isWindow, type FeedKind } from './model.ts';
import type { Feed } from './queries.server.ts';
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
  /** Of a table: which column was taken for what; null for what needs no such thing. */
  readonly choose: ColumnsToChoose | null;
  readonly mapped: {
    readonly table: { readonly columns: readonly string[] };
    readonly mapping: Mapping;
  } | null;
}

export interface Unreadable {
  readonly ok: false;
  readonly reason: 'unreadable';
  readonly fault: string;
  readonly alternates: readonly Alternate[];
  /** Of a table whose columns nobody has named yet. */
  readonly choose?: ColumnsToChoose;
}

const shownEvents = 20;
const shownRefused = 5;

export async function previewFeed(
  db: Database,
  {
    draft,
    mapping = null,
    words,
    now
  }: { draft: FeedInput; mapping?: Mapping | null; words: Words; now: Date },
  ask: Fetch = fetchGuarded
): Promise<Result<Preview, Unreadable>> {
  const fetched = await ask({ address: draft.address });
  if (!fetched.ok) return no('unreadable', { fault: fetched.reason, alternates: [] });
  if (fetched.value.kind !== 'fetched') return no('unreadable', { fault: 'unreadable', alternates: [] });
  const { bytes, address } = fetched.value;
  const read = await readSource({ bytes, address }, { utcIsLocal: draft.utcIsLocal, mapping });
  if (!read.ok)
    return no('unreadable', {
      fault: read.reason,
      alternates: 'alternates' in read ? read.alternates : [],
      ...('table' in read ? { choose: columnsToChoose(words, read.table, read.guess) } : {})
    });
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
    alternates: source.alternates,
    choose: source.columnsByHand ? columnsToChoose(words, source.table, source.mapping) : null,
    mapped: source.columnsByHand
      ? { table: { columns: source.table.columns }, mapping: source.mapping }
      : null
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

/** Of a table that is subscribed to already: its columns as they are now, with what each is taken for. */
export async function lookAtColumns(
  db: Database,
  feed: Feed,
  words: Words,
  ask: Fetch = fetchGuarded
): Promise<Result<ColumnsToChoose, { ok: false; reason: 'unreadable'; fault: string }>> {
  const fetched = await ask({ address: feed.address });
  if (!fetched.ok) return no('unreadable', { fault: fetched.reason });
  if (fetched.value.kind !== 'fetched') return no('unreadable', { fault: 'unreadable' });
  const { bytes, address } = fetched.value;
  const mapping = await findColumns(db, feed.id);
  const read = await readSource({ bytes, address }, { utcIsLocal: feed.utcIsLocal, mapping });
  if (read.ok) {
    const { table, mapping: taken, columnsByHand } = read.value;
    return columnsByHand
      ? ok(columnsToChoose(words, table, taken))
      : no('unreadable', { fault: 'not_a_calendar' });
  }
  return 'table' in read
    ? ok(columnsToChoose(words, read.table, read.guess))
    : no('unreadable', { fault: read.reason });
}
