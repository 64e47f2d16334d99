// Tells what became of a booking when its event moved or was called off: those who booked, and those whose venue it is.
import type { Id } from '#lib/core/ids.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, type MailBlock } from '#lib/platform/mail/content.ts';
import { notify, told, type Recipient } from '#lib/platform/notifications/notify.server.ts';
import type { FullEvent } from '#lib/domains/calendar/queries.server.ts';
import type { Held } from './event-change.ts';
import { decidersOf, withdrawPurpose } from './mails.server.ts';
import type { FullBooking } from './queries.server.ts';

/**
 * `moved`: at its new time, and held. `asked`: at its new time, and the venue's people decide anew. `taken`: somebody else has the
 * venue then. `gone`: the event is off. `elsewhere`: it is at another venue now. `series`: it repeats in another way. `check`: it
 * has moved, and only a person can say whether the booking goes with it. In all but the first two the booking stands as it was.
 */
export type Outcome = 'moved' | 'asked' | 'taken' | 'gone' | 'elsewhere' | 'series' | 'check';

/** What the venue's people learn from elsewhere or need not know. */
const quiet: ReadonlySet<Outcome> = new Set(['moved', 'asked']);
const linkDays = 60;

export async function tellOfFollowing(
  db: Database,
  {
    activity,
    event,
    booking,
    outcome,
    at
  }: { activity: Activity; event: FullEvent; booking: FullBooking; outcome: Outcome; at: Held },
  now: Date
): Promise<void> {
  const own = await bookersOf(db, booking);
  const mine = new Set(own.map(({ id }) => id));
  const keepers = quiet.has(outcome)
    ? []
    : (await decidersOf(db, booking)).filter(({ id }) => !mine.has(id as Id<'person'>));
  const values = {
    title: event.title,
    venue: booking.venue?.name ?? '–',
    day: { day: at.starts.slice(0, 10), style: 'full' as const }
  };
  await notify(
    db,
    {
      activity,
      batch: `booking.${outcome} ${booking.id} ${at.starts}`,
      recipients: [...own, ...(keepers as readonly Recipient[])],
      prepare: async () => (recipient) => ({
        kind: `bookings.event_${outcome}`,
        text: mine.has(recipient.id)
          ? told(`bookings.follow.${outcome}`, values)
          : told('bookings.follow.keeper', values),
        details: [],
        href: `/bookings/${booking.id}`,
        ...(outcome !== 'moved' && outcome !== 'asked' && recipient.id === booking.person?.id
          ? { offer: (tx: Database, at: Date) => offerToGiveBack(tx, booking, at) }
          : {})
      })
    },
    now
  );
}

/** Whoever asked for it, and those who write for whom it is. */
async function bookersOf(db: Database, { person, organisation }: FullBooking): Promise<Recipient[]> {
  return db
    .selectFrom('person')
    .select(['person.id', 'person.name', 'person.email', 'person.locale'])
    .where((eb) =>
      eb.or([
        eb('person.id', '=', person?.id ?? null),
        eb(
          'person.id',
          'in',
          eb
            .selectFrom('role')
            .select('person_id')
            .where('organisation_id', '=', organisation?.id ?? null)
            .where('kind', 'in', ['owner', 'editor'])
        )
      ])
    )
    .orderBy('person.id')
    .limit(50)
    .execute();
}

/** A series is given back on its page, one by one; a link that ends all of it would do too much. */
async function offerToGiveBack(tx: Database, booking: FullBooking, now: Date): Promise<readonly MailBlock[]> {
  if (!booking.person || booking.count > 1) return [];
  const { token } = await makeCapabilityLink(
    tx,
    { purpose: withdrawPurpose, subject: { booking: booking.id }, person: booking.person.id, days: linkDays },
    now
  );
  return [
    paragraph(message('bookings.follow.giveBack')),
    button(message('bookings.cancel.button'), `/answer/${token}`)
  ];
}
