// The mails between those who ask and those who decide, and what the links in them may do.
import type { Id } from '#lib/core/ids.ts';
import { findDeciders, type Decider } from '#lib/domains/people/team.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, quote, small, type MailBlock } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { answerDays } from './model.ts';
import { whoAsked } from './booking-words.ts';
import type { FullBooking } from './queries.server.ts';

export const decidePurpose = 'bookings.decide';
export const withdrawPurpose = 'bookings.withdraw';
const nobody = '00000000-0000-0000-0000-000000000000';

/** Who is asked: the owners of the venue's organisation, else the settlement's caretakers, else the administrators. */
export function decidersOf(db: Database, booking: FullBooking): Promise<Decider[]> {
  return findDeciders(db, { id: booking.keeper?.id ?? nobody, settlement: booking.settlement.id });
}

/** @param changed whether it was asked for before, and is now in another way */
export async function mailAsked(
  tx: Database,
  booking: FullBooking,
  now: Date,
  { changed = false }: { changed?: boolean } = {}
): Promise<void> {
  const what = { what: whatOf(booking), who: whoAsked(booking) };
  const asker = booking.person && (await addressOf(tx, booking.person.id));
  for (const decider of await decidersOf(tx, booking)) {
    if (!decider.email) continue;
    const link = await makeCapabilityLink(
      tx,
      { purpose: decidePurpose, subject: { booking: booking.id }, person: decider.id, days: answerDays },
      now
    );
    await sendMail(
      tx,
      {
        to: { email: decider.email, name: decider.name, person: decider.id },
        locale: decider.locale,
        kind: 'essential',
        secret: true,
        ...(asker?.email ? { replyTo: asker.email } : {}),
        subject: message(changed ? 'bookings.mail.askedAnew.subject' : 'bookings.mail.asked.subject', what),
        blocks: [
          paragraph(message(changed ? 'bookings.mail.askedAnew.text' : 'bookings.mail.asked.text', what)),
          ...factsOf(booking),
          button(message('bookings.mail.asked.button'), `/answer/${link.token}`),
          small(message('bookings.mail.asked.small', { days: answerDays }))
        ]
      },
      now
    );
  }
}

/** To whoever asked: it has arrived, it holds the venue, and can be taken back. */
export async function mailReceived(tx: Database, booking: FullBooking, now: Date): Promise<void> {
  const asker = booking.person && (await addressOf(tx, booking.person.id));
  if (!asker?.email) return;
  const link = await makeCapabilityLink(
    tx,
    { purpose: withdrawPurpose, subject: { booking: booking.id }, person: asker.id, days: 400 },
    now
  );
  await sendMail(
    tx,
    {
      to: { email: asker.email, name: asker.name, person: asker.id },
      locale: asker.locale,
      kind: 'essential',
      secret: true,
      subject: message('bookings.mail.received.subject', { what: whatOf(booking) }),
      blocks: [
        paragraph(message('bookings.mail.received.text', { days: answerDays })),
        ...factsOf(booking),
        button(message('bookings.mail.received.button'), `/answer/${link.token}`)
      ]
    },
    now
  );
}

/** To whoever asked: confirmed, refused, lapsed, or taken back by the owner. */
export async function mailDecided(tx: Database, booking: FullBooking, now: Date): Promise<void> {
  const asker = booking.person && (await addressOf(tx, booking.person.id));
  const { state } = booking;
  if (!asker?.email || state === 'requested') return;
  await sendMail(
    tx,
    {
      to: { email: asker.email, name: asker.name, person: asker.id },
      locale: asker.locale,
      kind: 'essential',
      subject: message(`bookings.mail.${state}.subject`, { what: whatOf(booking) }),
      blocks: [
        paragraph(message(`bookings.mail.${state}.text`)),
        ...factsOf(booking),
        ...(booking.answer ? [quote(booking.answer)] : []),
        button(message('bookings.mail.open'), `/bookings/${booking.id}`)
      ]
    },
    now
  );
}

/** To whoever asked: somebody else has changed it. */
export async function mailChanged(tx: Database, booking: FullBooking, now: Date): Promise<void> {
  const asker = booking.person && (await addressOf(tx, booking.person.id));
  if (!asker?.email) return;
  await sendMail(
    tx,
    {
      to: { email: asker.email, name: asker.name, person: asker.id },
      locale: asker.locale,
      kind: 'essential',
      subject: message('bookings.mail.changed.subject', { what: whatOf(booking) }),
      blocks: [
        paragraph(message('bookings.mail.changed.text')),
        ...factsOf(booking),
        button(message('bookings.mail.open'), `/bookings/${booking.id}`)
      ]
    },
    now
  );
}

/** To those who decide: whoever asked needs it no longer. */
export async function mailWithdrawn(
  tx: Database,
  booking: FullBooking,
  now: Date,
  told: readonly string[] = []
): Promise<void> {
  for (const decider of await decidersOf(tx, booking)) {
    if (!decider.email || decider.id === booking.person?.id || told.includes(decider.id)) continue;
    await sendMail(
      tx,
      {
        to: { email: decider.email, name: decider.name, person: decider.id },
        locale: decider.locale,
        kind: 'essential',
        subject: message('bookings.mail.withdrawn.subject', {
          what: whatOf(booking),
          who: whoAsked(booking)
        }),
        blocks: [
          paragraph(message('bookings.mail.withdrawn.text')),
          ...factsOf(booking),
          ...(booking.answer ? [quote(booking.answer)] : [])
        ]
      },
      now
    );
  }
}

function factsOf(booking: FullBooking): MailBlock[] {
  const first = booking.startsAt.toISOString();
  return [
    paragraph(
      booking.allDay
        ? message('bookings.mail.whenDay', { day: { day: booking.starts.slice(0, 10), style: 'full' } })
        : message('bookings.mail.when', {
            day: { instant: first, style: 'full' },
            from: { instant: first, style: 'time' },
            to: { instant: booking.endsAt.toISOString(), style: 'time' }
          })
    ),
    ...(booking.count > 1 ? [paragraph(message('bookings.mail.times', { count: booking.count }))] : []),
    paragraph(message('bookings.mail.purpose', { purpose: booking.purpose })),
    ...(booking.people ? [paragraph(message('bookings.mail.people', { count: booking.people }))] : []),
    ...(booking.contact ? [paragraph(message('bookings.mail.contact', { contact: booking.contact }))] : []),
    ...(booking.note ? [quote(booking.note)] : [])
  ];
}

/** Names are the same in every language. */
function whatOf({ venue, equipment }: FullBooking): string {
  const things = equipment.map(({ name, quantity }) => (quantity > 1 ? `${name} (${quantity})` : name));
  return [...(venue ? [venue.name] : []), ...things].join(', ');
}

async function addressOf(db: Database, person: Id<'person'>) {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale'])
    .where('id', '=', person)
    .executeTakeFirst();
}
