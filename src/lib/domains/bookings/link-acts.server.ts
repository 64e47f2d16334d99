// What the links in the mails about bookings may do: decide, or take back.
import type { Actor } from '#lib/platform/actor.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct, LinkPage } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { bookingWhat, bookingWhen, whoAsked } from './booking-words.ts';
import { decidePurpose, decidersOf, withdrawPurpose } from './mails.server.ts';
import { isHolding } from './model.ts';
import { cancelBooking, decideBooking } from './operations.server.ts';
import { findBooking, type FullBooking } from './queries.server.ts';

export const decideByLink: LinkAct = {
  purpose: decidePurpose,
  async show(db, link, words) {
    const booking = await bookingOf(db, link);
    if (!booking) return null;
    const title = words.t('bookings.link.decideTitle');
    if (booking.state !== 'requested')
      return { title, lead: words.t('bookings.link.decided'), facts: factsOf(booking, words), choices: [] };
    return {
      title,
      lead: words.t('bookings.link.decideLead', { who: whoAsked(booking) }),
      facts: factsOf(booking, words),
      choices: [
        { value: `confirm ${versionOf(booking)}`, label: words.t('bookings.decide.confirm') },
        { value: `refuse ${versionOf(booking)}`, label: words.t('bookings.decide.refuse') }
      ],
      note: words.t('bookings.decide.answer')
    };
  },
  async act(tx, link, { choice, note }, { now, words }) {
    const booking = await bookingOf(tx, link);
    const decider = booking && (await decidersOf(tx, booking)).find(({ id }) => id === link.person);
    // Who has left in the meantime decides no more, even with an old mail.
    if (!booking || !decider) return { sentence: words.t('bookings.link.decided'), href: null };
    const confirmed = choice.startsWith('confirm');
    const actor = deciderAs(decider, booking);
    const done = await decideBooking(tx, actor, { id: booking.id, confirmed, answer: note }, now);
    if (!done.ok) return { sentence: words.t('bookings.link.decided'), href: null };
    return {
      sentence: words.t(confirmed ? 'bookings.decide.confirmed' : 'bookings.decide.refused'),
      href: booking.venue ? `/venues/${booking.venue.slug}/availability` : null
    };
  }
};

export const withdrawByLink: LinkAct = {
  purpose: withdrawPurpose,
  async show(db, link, words) {
    const booking = await bookingOf(db, link);
    if (!booking) return null;
    const page: LinkPage = {
      title: words.t('bookings.link.withdrawTitle'),
      lead: words.t(isHolding(booking.state) ? 'bookings.link.withdrawLead' : 'bookings.link.over'),
      facts: factsOf(booking, words),
      choices: isHolding(booking.state)
        ? [{ value: 'withdraw', label: words.t('bookings.cancel.button') }]
        : []
    };
    return page;
  },
  async act(tx, link, _answer, { now, words }) {
    const booking = await bookingOf(tx, link);
    if (!booking || !link.person || booking.person?.id !== link.person)
      return { sentence: words.t('bookings.link.over'), href: null };
    const asker: Actor = { kind: 'person', id: link.person, name: booking.person.name, roles: [] };
    const done = await cancelBooking(tx, asker, { id: booking.id, answer: null }, now);
    return { sentence: words.t(done.ok ? 'bookings.cancel.done' : 'bookings.link.over'), href: null };
  }
};

/** A press on a page that was opened before somebody changed the booking is no answer to what it is now. */
function versionOf({ updatedAt }: FullBooking): number {
  return updatedAt.getTime();
}

async function bookingOf(db: Database, { subject }: CapabilityLink): Promise<FullBooking | null> {
  return findBooking(db, (subject as { booking: string }).booking);
}

/** The mail went to somebody who decides; in this one thing they act with the role that this takes. */
function deciderAs({ id, name }: { id: string; name: string }, booking: FullBooking): Actor {
  const actor = { kind: 'person' as const, id: id as NonNullable<CapabilityLink['person']>, name };
  return { ...actor, roles: [{ kind: 'caretaker', settlement: booking.settlement.id }] };
}

function factsOf(booking: FullBooking, words: Words): { term: string; text: string }[] {
  return [
    { term: words.t('bookings.fact.what'), text: bookingWhat(words, booking) },
    { term: words.t('bookings.fact.when'), text: bookingWhen(words, booking) },
    { term: words.t('bookings.fact.purpose'), text: booking.purpose },
    { term: words.t('bookings.fact.who'), text: whoAsked(booking) },
    ...(booking.people
      ? [{ term: words.t('bookings.fact.people'), text: words.number(booking.people) }]
      : []),
    ...(booking.contact ? [{ term: words.t('bookings.fact.contact'), text: booking.contact }] : []),
    ...(booking.note ? [{ term: words.t('bookings.fact.note'), text: booking.note }] : [])
  ];
}
