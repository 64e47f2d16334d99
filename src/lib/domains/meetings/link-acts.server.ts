// What the link in a mail to a would-be host does: yes, in one of their rooms or elsewhere, or no.
import type { Actor } from '#lib/platform/actor.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { listRoles } from '#lib/domains/people/session-actor.server.ts';
import { acceptHosting, declineHosting, findAsk, hostPurpose, venuesOfHost } from './hosts.server.ts';
import { isClosed } from './invite.server.ts';
import { meetingWhen } from './meeting-words.ts';
import { bookFor } from './venue.server.ts';

export const hostByLink: LinkAct = {
  purpose: hostPurpose,
  async show(db, link, words) {
    const found = await askOf(db, link);
    if (!found) return null;
    const { ask, meeting, member } = found;
    const title = words.t('meetings.host.link.title');
    const facts = [
      { term: words.t('meetings.fact.what'), text: `${meeting.title} (${meeting.circle.name})` },
      { term: words.t('meetings.fact.when'), text: meetingWhen(words, meeting) }
    ];
    if (ask.state !== 'asked' || meeting.state === 'cancelled' || meeting.state === 'held')
      return { title, lead: words.t('meetings.host.link.closed'), facts, choices: [] };
    const venues = await venuesOfHost(db, member);
    return {
      title,
      lead: words.t('meetings.host.link.lead', { circle: meeting.circle.name }),
      facts,
      choices: [
        ...venues.map(({ id, name, capacity }) => ({
          value: `venue ${id}`,
          label: capacity
            ? words.t('meetings.host.link.acceptVenueFor', { venue: name, count: capacity })
            : words.t('meetings.host.link.acceptVenue', { venue: name })
        })),
        {
          value: 'elsewhere',
          label: words.t(`meetings.host.link.${venues.length > 0 ? 'elsewhere' : 'accept'}`)
        },
        { value: 'decline', label: words.t('meetings.host.link.decline') }
      ],
      fields: [
        {
          name: 'place',
          type: 'text',
          value: '',
          label: words.t('meetings.host.link.place'),
          hint: words.t(`meetings.host.link.${venues.length > 0 ? 'placeHintElsewhere' : 'placeHint'}`)
        }
      ],
      note: words.t('meetings.host.link.note')
    };
  },
  async act(tx, link, { choice, note, fields }, { now, words }) {
    const found = await askOf(tx, link);
    const closed = { sentence: words.t('meetings.host.link.closed'), href: null };
    if (!found || isClosed(found.meeting, now)) return closed;
    if (choice === 'decline') {
      const declined = await declineHosting(tx, { ask: found.ask.id, note }, now);
      return declined ? { sentence: words.t('meetings.host.link.declined'), href: null } : closed;
    }
    const venue = choice.startsWith('venue ') ? choice.slice('venue '.length) : null;
    const place = fields?.['place']?.trim().slice(0, 200) || null;
    if (!venue && !place) return { mistakes: { place: words.t('meetings.host.link.placeMissing') } };
    const meeting = await acceptHosting(tx, { ask: found.ask.id, venue, place, note }, now);
    if (!meeting) return closed;
    const host = await hostAs(tx, link, found.member.name ?? '');
    const booked = meeting.venue && host ? await bookFor(tx, host, meeting, now) : null;
    return {
      sentence: words.t(
        booked && !booked.ok && booked.reason === 'venue_taken'
          ? 'meetings.host.link.acceptedTaken'
          : 'meetings.host.link.accepted'
      ),
      href: null
    };
  }
};

/** With the roles that they hold: a seat at the table gives nobody the keys of a house. */
async function hostAs(db: Database, { person }: CapabilityLink, name: string): Promise<Actor | null> {
  if (!person) return null;
  const roles = (await listRoles(db, person)).map(({ role }) => role);
  return { kind: 'person', id: person, name, roles };
}

function askOf(db: Database, { subject }: CapabilityLink) {
  return findAsk(db, (subject as { ask: string }).ask);
}
