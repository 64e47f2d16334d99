// The way out for an organisation that others have named as a co-organiser: a mailed link takes it off the event.
import type { Id } from '#lib/core/ids.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink, type CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { button, message, paragraph, type MailBlock } from '#lib/platform/mail/content.ts';
import { momentInWords } from './history-fields.ts';
import { findEvent, type FullEvent } from './queries.server.ts';
import { writeEvents } from './write.server.ts';

const leaveDays = 60;

interface Subject {
  readonly event: Id<'event'>;
  readonly organisation: string;
}

/** For the mail that tells them. */
export async function offerToLeave(
  tx: Database,
  { event, organisation, person }: Subject & { readonly person: Id<'person'> },
  now: Date
): Promise<readonly MailBlock[]> {
  const { token } = await makeCapabilityLink(
    tx,
    { purpose: leaveEvent.purpose, subject: { event, organisation }, person, days: leaveDays },
    now
  );
  return [
    paragraph(message('calendar.notUs.mail')),
    button(message('calendar.notUs.button'), `/answer/${token}`)
  ];
}

export const leaveEvent: LinkAct = {
  purpose: 'calendar.not_us',
  async show(db, link, words) {
    const { event, organisation } = subjectOf(link);
    const found = await findEvent(db, event);
    if (!found) return null;
    const ours = found.organisers.find(({ id }) => id === organisation);
    if (!ours || found.organisers.length < 2)
      return { title: words.t('calendar.notUs.title'), lead: words.t('calendar.notUs.already'), choices: [] };
    return {
      title: words.t('calendar.notUs.title'),
      lead: words.t('calendar.notUs.lead', { organisation: ours.name }),
      facts: [
        { term: words.t('calendar.form.titleField'), text: found.title },
        { term: words.t('calendar.form.time'), text: momentInWords(found.starts, words) },
        {
          term: words.t('calendar.history.organisers'),
          text: words.list(found.organisers.map(({ name }) => name))
        }
      ],
      choices: [{ value: 'leave', label: words.t('calendar.notUs.button') }]
    };
  },
  async act(tx, link, _answer, { now, words }) {
    const { event, organisation } = subjectOf(link);
    const found = await findEvent(tx, event);
    const doer = link.person && (await findDoer(tx, link.person, organisation));
    const staying = found?.organisers.filter(({ id }) => id !== organisation) ?? [];
    // Who works there no more decides no more, and an event keeps somebody to ask.
    if (!found || !doer || staying.length === 0 || staying.length === found.organisers.length)
      return { sentence: words.t('calendar.notUs.already'), href: null };
    await writeEvents(tx, [{ id: event, draft: draftWith(found, staying), before: found }], now);
    await recordActivity(tx, { kind: 'person', ...doer, roles: [] }, now, {
      verb: 'event.updated',
      objectKind: 'event',
      objectId: event,
      organisations: staying.map(({ id }) => id),
      details: {
        left: organisation,
        organisers: [found.organisers.map(({ id }) => id), staying.map(({ id }) => id)]
      }
    });
    return { sentence: words.t('calendar.notUs.done'), href: `/events/${found.slug}` };
  }
};

function subjectOf({ subject }: CapabilityLink): Subject {
  return subject as unknown as Subject;
}

async function findDoer(
  tx: Database,
  person: Id<'person'>,
  organisation: string
): Promise<{ id: Id<'person'>; name: string } | null> {
  const found = await tx
    .selectFrom('person')
    .innerJoin('role', 'role.person_id', 'person.id')
    .select(['person.id', 'person.name'])
    .where('person.id', '=', person)
    .where('role.organisation_id', '=', organisation)
    .where('role.kind', 'in', ['owner', 'editor'])
    .executeTakeFirst();
  return found ?? null;
}

function draftWith(event: FullEvent, organisers: FullEvent['organisers']) {
  return {
    ...event,
    settlement: event.settlement?.id ?? null,
    venue: event.venue?.id ?? null,
    organisers: organisers.map(({ id }) => id)
  };
}
