// Brings what a source says now together with what it said before: which events are which, what is new, gone, or to be asked about.
import { feedChanges, printOf, saysCalledOff, type FeedChanges } from '#lib/core/feed-changes.ts';
import { madeUpUid } from '#lib/core/icalendar-texts.ts';
import type { Id } from '#lib/core/ids.ts';
import { dayMs } from '#lib/core/time.ts';
import { findEvents, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { heldOf, isOver, type Came, type Held, type Received } from './items.ts';
import { pastDays, questionDays } from './model.ts';

export interface Memory {
  readonly held: readonly Held[];
  readonly items: ReadonlyMap<string, StoredItem>;
  /** What people have said, or time has settled, of two that may be one; null while it is open. */
  readonly answers: ReadonlyMap<string, 'same' | 'new' | null>;
  /** Events of the organisation that no feed has brought: they may be meant. */
  readonly candidates: readonly Held[];
}

export interface StoredItem {
  readonly uid: string | null;
  readonly missed: number;
  readonly withdrawn: boolean;
  readonly kept: boolean;
}

/** @param feed null before there is a subscription */
export async function remember(
  db: Database,
  { feed, organisation }: { feed: Id<'feed'> | null; organisation: string },
  now: Date
): Promise<Memory> {
  const rows = feed ? await db.selectFrom('feed_item').selectAll().where('feed_id', '=', feed).execute() : [];
  const questions = feed
    ? await db.selectFrom('feed_question').selectAll().where('feed_id', '=', feed).execute()
    : [];
  return {
    held: rows.map(({ external_id, uid, received, withdrawn_at, kept }) => ({
      ...heldOf(received, { key: external_id, uid, now }),
      lost: withdrawn_at !== null || kept
    })),
    items: new Map(
      rows.map(({ external_id, uid, missed, withdrawn_at, kept }) => [
        external_id,
        { uid, missed, withdrawn: withdrawn_at !== null, kept }
      ])
    ),
    answers: new Map(
      questions.map(({ external_id, print, answer, asked_at }) => [
        `${external_id} ${print}`,
        answer ?? (asked_at.getTime() + questionDays * dayMs <= now.getTime() ? ('new' as const) : null)
      ])
    ),
    candidates: await candidatesOf(db, organisation, now)
  };
}

/** As many coming events of one organisation as are worth comparing. */
const maxCandidates = 2_000;

async function candidatesOf(db: Database, organisation: string, now: Date): Promise<Held[]> {
  const rows = await db
    .selectFrom('event')
    .innerJoin('event_organiser', 'event_organiser.event_id', 'event.id')
    .select('event.id')
    .distinct()
    .where('event_organiser.organisation_id', '=', organisation)
    .where('event.source', 'not like', 'feed:%')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('occurrence')
          .select('recurrence_id')
          .whereRef('occurrence.event_id', '=', 'event.id')
          .where('occurrence.ends_at', '>=', now)
      )
    )
    .orderBy('event.id')
    .limit(maxCandidates)
    .execute();
  const events = await findEvents(
    db,
    rows.map(({ id }) => id)
  );
  return [...events.values()].map((event) =>
    heldOf(receivedOf(event), { key: `event:${event.id}`, uid: event.uid, now })
  );
}

function receivedOf(event: FullEvent): Received {
  const { title, starts, minutes, zone, allDay, rule, exdates, rdates, overrides } = event;
  const place = [event.venue?.name ?? event.place, event.settlement?.name].filter(Boolean).join(', ');
  const when = { starts, minutes, zone, allDay, rule, exdates, rdates, overrides };
  return {
    title,
    place,
    ...when,
    cancelled: event.status === 'cancelled' || saysCalledOff(title),
    tentative: false,
    digest: ''
  };
}

export interface Reconciled {
  readonly changes: FeedChanges<Held, Came>;
  /** By the key of what came: the id under which its event stands, or will stand, here. */
  readonly ids: ReadonlyMap<string, string>;
  /** Events of the organisation that the source speaks of as well. */
  readonly adopted: readonly {
    readonly event: Id<'event'>;
    readonly came: Came;
    readonly externalId: string;
  }[];
  /** To be entered. */
  readonly fresh: readonly Came[];
  /** Old ones that nobody needs to be told of any more. */
  readonly past: number;
  readonly asked: readonly { readonly externalId: string; readonly print: string; readonly came: Came }[];
}

export function reconcile(came: readonly Came[], memory: Memory, now: Date): Reconciled {
  const { held, answers, candidates } = memory;
  const answer = (h: Held, c: Came): 'same' | 'new' | null => answers.get(`${h.key} ${printOf(c)}`) ?? null;
  const changes = feedChanges(held, came, answer);
  const old = new Date(now.getTime() - pastDays * dayMs);
  const news = changes.fresh.filter(({ received }) => !isOver(received, old));
  const own = feedChanges(candidates, news, answer);
  // One entered by hand at another time is the same only if somebody says so.
  const sure = own.pairs.filter(({ held: h, came: c, by }) => by !== 'likeness' || h.start === c.start);
  const unsure = [...own.unsure, ...own.pairs.filter((pair) => !sure.includes(pair))];
  const settled = new Set([...sure, ...unsure].map(({ came: c }) => c));
  const fresh = news.filter((c) => !settled.has(c));

  const ids = new Map(changes.pairs.map(({ held: h, came: c }) => [c.key, h.key]));
  const taken = new Set(held.map(({ key }) => key));
  for (const c of [...sure.map((pair) => pair.came), ...fresh].sort((a, b) =>
    a.content < b.content ? -1 : 1
  )) {
    const id = freeId(c, taken);
    taken.add(id);
    ids.set(c.key, id);
  }
  return {
    changes,
    ids,
    adopted: sure.map(({ held: h, came: c }) => ({
      event: h.key.slice('event:'.length) as Id<'event'>,
      came: c,
      externalId: ids.get(c.key) ?? ''
    })),
    fresh,
    past: changes.fresh.length - news.length,
    asked: [...changes.unsure, ...unsure].map(({ held: h, came: c }) => ({
      externalId: h.key,
      print: printOf(c),
      came: c
    }))
  };
}

/** The source's own id as long as nothing else has it here; ids that rotate come back to others. */
function freeId({ row, uid, content }: Came, taken: ReadonlySet<string>): string {
  const wanted = uid === null ? madeUpUid(content) : (row.uid ?? uid);
  for (let n = 2, id = wanted; ; n++, id = madeUpUid(`${wanted} ${content} ${n}`))
    if (!taken.has(id)) return id;
}
