// Tells those who follow an event that it has moved, is called off, or is held after all: once, when it has been left alone.
import type { Id } from '#lib/core/ids.ts';
import { writeCalendar } from '#lib/core/icalendar-write.ts';
import { instantOf } from '#lib/core/time.ts';
import { calendarEventOf } from '#lib/domains/calendar/calendar-event.ts';
import { whenText, whereText } from '#lib/domains/calendar/event-words.ts';
import { momentInWords } from '#lib/domains/calendar/history-fields.ts';
import { overridesIn } from '#lib/domains/calendar/moved-instances.ts';
import { findOccurrence } from '#lib/domains/calendar/occurrence.ts';
import { findEvent, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { listOccurrencesOf } from '#lib/domains/calendar/occurrences.server.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { changedPairs } from '#lib/platform/history-fields.ts';
import { button, list, message, paragraph, type MailBlock } from '#lib/platform/mail/content.ts';
import { sendNewsToAddresses, type AddressedNews } from '#lib/platform/mail/outbox.server.ts';
import type { Words, WordsIn } from '#lib/platform/words/words.ts';
import { unsubscribePath } from './digest.server.ts';
import { tellingTime } from './model.ts';
import { listReaders, type Reader } from './readers.server.ts';

type Before = Readonly<Record<string, JsonValue>>;

const timeFields = ['starts', 'minutes', 'all_day', 'rule', 'exdates', 'rdates'];
const placeFields = ['settlement', 'venue', 'place'];
const watched = [...timeFields, ...placeFields, 'status', 'overrides'];

/** Notes what stood there before; the telling comes when nothing more happens. */
export async function noteChange(db: Database, activity: Activity, now: Date): Promise<void> {
  const pairs = [...changedPairs(activity.details)].filter(([field]) => watched.includes(field));
  if (pairs.length === 0) return;
  const event = activity.object_id as Id<'event'>;
  const before: Before = Object.fromEntries(pairs.map(([field, [former]]) => [field, former]));
  await inTransaction(db, async (tx) => {
    const follows = await tx
      .selectFrom('following')
      .select('id')
      .where('event_id', '=', event)
      .where('state', '=', 'confirmed')
      .limit(1)
      .executeTakeFirst();
    if (!follows) return;
    const noted = await tx
      .selectFrom('followed_change')
      .selectAll()
      .where('event_id', '=', event)
      .forUpdate()
      .executeTakeFirst();
    const first = noted?.before ? noted.first_at : now;
    const row = {
      // What was there before the first change counts, whatever came in between.
      before: JSON.stringify({ ...before, ...noted?.before, ...occurrencesBefore(before, noted?.before) }),
      first_at: first,
      due_at: tellingTime({ now, first, told: noted?.told_at ?? null })
    };
    await tx
      .insertInto('followed_change')
      .values({ event_id: event, told_at: null, ...row })
      .onConflict((conflict) => conflict.column('event_id').doUpdateSet(row))
      .execute();
  });
}

/** Of each occurrence where it was first. */
function occurrencesBefore(before: Before, noted: Before | null | undefined): Before {
  const all = [noted, before].flatMap((each) => overridesIn(each?.['overrides'] ?? null));
  const first = [...Map.groupBy(all, ({ recurrenceId }) => recurrenceId).values()].flatMap(
    ([each]) => each ?? []
  );
  return first.length > 0 ? { overrides: first.map((each) => ({ ...each })) } : {};
}

/** Run at any time: what is due is told once. */
export async function tellChanges(
  db: Database,
  now: Date,
  { wordsIn }: { readonly wordsIn: WordsIn }
): Promise<void> {
  const due = await db
    .selectFrom('followed_change')
    .select('event_id')
    .where('before', 'is not', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(200)
    .execute();
  for (const { event_id } of due) await inTransaction(db, (tx) => tellOf(tx, event_id, { now, wordsIn }));
  await db
    .deleteFrom('followed_change')
    .where('before', 'is', null)
    .where('told_at', '<', new Date(now.getTime() - 86_400_000))
    .execute();
}

async function tellOf(
  tx: Database,
  id: Id<'event'>,
  { now, wordsIn }: { now: Date; wordsIn: WordsIn }
): Promise<void> {
  const noted = await tx
    .selectFrom('followed_change')
    .selectAll()
    .where('event_id', '=', id)
    .where('before', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  if (!noted?.before) return;
  const event = await findEvent(tx, id);
  const what = event && (await whatToTell(tx, event, noted.before, now));
  if (!event || !what) {
    // Nothing is different after all: the next change is told as the first.
    await tx.deleteFrom('followed_change').where('event_id', '=', id).execute();
    return;
  }
  await tx
    .updateTable('followed_change')
    .set({ before: null, told_at: now })
    .where('event_id', '=', id)
    .execute();
  const readers = await listReaders(tx, { event: id });
  const letters = new Map<string, ReturnType<typeof letterOf>>();
  for (const locale of new Set(readers.map((reader) => reader.locale)))
    letters.set(locale, letterOf(event, what, { words: await wordsIn(locale), now }));
  await sendNewsToAddresses(
    tx,
    readers.flatMap((reader) => newsFor(reader, letters.get(reader.locale), event)),
    now
  );
}

function newsFor(
  reader: Reader,
  letter: ReturnType<typeof letterOf> | undefined,
  event: FullEvent
): AddressedNews[] {
  if (!letter) return [];
  return [
    {
      email: reader.email,
      locale: reader.locale,
      ...letter,
      onceKey: `following change ${reader.id} ${event.updatedAt.toISOString()}`,
      unsubscribePath: unsubscribePath(reader)
    }
  ];
}

type Happened = 'cancelled' | 'withdrawn' | 'announced' | 'moved' | 'replaced' | 'both' | 'occurrence';

interface ToTell {
  readonly happened: Happened;
  /** Local start and place before; null where they are the same or of no interest. */
  readonly formerStart: string | null;
  readonly formerPlace: string | null;
  /** Coming occurrences of a series that were moved alone, from one local start to another; to null: not held. */
  readonly occurrences: readonly { readonly from: string; readonly to: string | null }[];
  readonly next: { readonly startsAt: Date; readonly endsAt: Date } | null;
}

/** Null when nothing is different any more, when it is over, or when it is not for the public to know. */
async function whatToTell(tx: Database, event: FullEvent, before: Before, now: Date): Promise<ToTell | null> {
  const current: Before = {
    status: event.status,
    starts: event.starts,
    minutes: event.minutes,
    all_day: event.allDay,
    rule: event.rule,
    exdates: [...event.exdates].sort(),
    rdates: [...event.rdates].sort(),
    settlement: event.settlement?.id ?? null,
    venue: event.venue?.id ?? null,
    place: event.place
  };
  const differs = (field: string): boolean =>
    field in before && JSON.stringify(before[field]) !== JSON.stringify(current[field]);
  const [next = null] = await listOccurrencesOf(tx, event.id, now, 1);
  if (!next) return null;
  const formerStatus = before['status'] ?? event.status;
  const nothing = { formerStart: null, formerPlace: null, occurrences: [], next };
  // A plan is its organisers': that it is one again is said, what they change in it is not.
  if (event.status === 'tentative')
    return formerStatus === 'confirmed' ? { happened: 'withdrawn', ...nothing, next: null } : null;
  if (event.status === 'cancelled') return differs('status') ? { happened: 'cancelled', ...nothing } : null;
  const [time, place] = [timeFields.some(differs), placeFields.some(differs)];
  if (differs('status')) return { happened: 'announced', ...nothing };
  const occurrences = movedOccurrences(event, before, now);
  if (!time && !place && occurrences.length === 0) return null;
  const moved = time || occurrences.length > 0;
  return {
    happened: place ? (moved ? 'both' : 'replaced') : time ? 'moved' : 'occurrence',
    occurrences,
    formerStart: differs('starts') && !event.rule ? String(before['starts']) : null,
    formerPlace: place ? await placeBefore(tx, event, before) : null,
    next
  };
}

function movedOccurrences(event: FullEvent, before: Before, now: Date): ToTell['occurrences'] {
  return overridesIn(before['overrides'] ?? null).flatMap(({ recurrenceId, start: from }) => {
    const to = findOccurrence(event, recurrenceId)?.starts ?? null;
    const coming = [from, to].some((each) => each !== null && instantOf(each, event.zone) > now);
    // What was left out before and is held now has no time to say that it had.
    return coming && from !== to ? [{ from: from ?? recurrenceId, to }] : [];
  });
}

async function placeBefore(tx: Database, event: FullEvent, before: Before): Promise<string | null> {
  const former = (field: 'settlement' | 'venue', now: string | null): string | null =>
    field in before ? (before[field] as string | null) : now;
  const settlement = former('settlement', event.settlement?.id ?? null);
  const venue = former('venue', event.venue?.id ?? null);
  const place = 'place' in before ? (before['place'] as string | null) : event.place;
  const settlements = await listSettlementsById(tx, settlement ? [settlement] : []);
  const venues = await findVenuesByIds(tx, venue ? [venue] : []);
  return (
    whereText({
      settlement: (settlement && settlements.get(settlement)?.name) || null,
      venue: (venue && venues.get(venue)?.name) || place
    }) || null
  );
}

function letterOf(event: FullEvent, what: ToTell, { words, now }: { words: Words; now: Date }) {
  const { title } = event;
  const { happened, formerStart, formerPlace, occurrences, next } = what;
  const where = whereOf(event);
  const facts = [
    ...occurrences.map(({ from, to }) =>
      to === null
        ? message('following.mail.change.occurrenceGone', { from: momentInWords(from, words) })
        : message('following.mail.change.occurrence', {
            from: momentInWords(from, words),
            to: momentInWords(to, words)
          })
    ),
    ...(formerStart
      ? [message('following.mail.change.formerTime', { when: momentInWords(formerStart, words) })]
      : []),
    ...(next
      ? [
          message(`following.mail.change.${event.rule ? 'nextTime' : formerStart ? 'newTime' : 'time'}`, {
            when: whenText(words, { ...next, allDay: event.allDay }, 'full')
          })
        ]
      : []),
    ...(formerPlace ? [message('following.mail.change.formerPlace', { where: formerPlace })] : []),
    ...(next && where ? [message('following.mail.change.place', { where })] : [])
  ];
  const blocks: MailBlock[] = [
    paragraph(message(`following.mail.change.lead.${happened}`, { title })),
    ...(facts.length > 0 ? [list(facts.map((text) => ({ text })))] : []),
    ...(happened === 'withdrawn'
      ? []
      : [
          paragraph(message(`following.mail.change.${happened === 'cancelled' ? 'fileGone' : 'file'}`)),
          button(message('following.mail.change.button'), `/events/${event.slug}`)
        ])
  ];
  return {
    subject: message(`following.mail.change.subject.${happened}`, { title }),
    blocks,
    ...(happened === 'withdrawn'
      ? {}
      : {
          attachments: [
            {
              name: `${event.slug}.ics`,
              type: 'text/calendar; charset=utf-8; method=PUBLISH',
              text: calendarOf(event, words, now)
            }
          ]
        })
  };
}

/** With the UID of our feeds, and the number of the change: a calendar program that has the event moves it. */
function calendarOf(event: FullEvent, words: Words, now: Date): string {
  return writeCalendar({
    name: event.title,
    method: 'PUBLISH',
    now,
    // Addresses are in the letter: they depend on where it is sent from.
    events: [{ ...calendarEventOf(event, words, ''), url: null, organizer: null }]
  });
}

export function whereOf({ settlement, venue, place }: FullEvent): string {
  return whereText({ settlement: settlement?.name ?? null, venue: venue?.name ?? place });
}
