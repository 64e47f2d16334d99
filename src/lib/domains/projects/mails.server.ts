// The mail that asks a partner whether they take their events of a joint project.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import {
  button,
  message,
  paragraph,
  quote,
  small,
  type MailBlock,
  type MailText
} from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { findRecipient } from '#lib/domains/people/colleagues.server.ts';
import { answerDays, type Partner, type Project } from './model.ts';

export const answerPurpose = 'projects.answer';

const mostAddressees = 6;

interface Addressee {
  readonly organisation: string;
  /** Null for the mailbox of an organisation that nobody writes for here. */
  readonly person: { readonly id: Id<'person'> } | null;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
}

/** To its owners and editors; where it has none, to the caretakers of its settlement; else to its mailbox. @returns the organisations that were reached */
export async function mailPartners(
  tx: Database,
  { project, partners, by }: { project: Project; partners: readonly Partner[]; by: Actor },
  now: Date
): Promise<ReadonlySet<string>> {
  const addressees = await listAddressees(
    tx,
    partners.map(({ id }) => id)
  );
  const writer = by.kind === 'person' ? await findRecipient(tx, by.id) : null;
  const reached = new Set<string>();
  for (const partner of partners) {
    for (const addressee of addressees.filter(({ organisation }) => organisation === partner.id)) {
      const link = await makeCapabilityLink(
        tx,
        {
          purpose: answerPurpose,
          subject: {
            project: project.id,
            organisation: partner.id,
            // An answer by a mailbox counts as long as it is the organisation's.
            ...(addressee.person ? {} : { box: addressee.email })
          },
          person: addressee.person?.id ?? null,
          days: answerDays
        },
        now
      );
      const count = project.events.filter(({ organisation }) => organisation.id === partner.id).length;
      await sendMail(
        tx,
        {
          to: { email: addressee.email, name: addressee.name, person: addressee.person?.id ?? null },
          locale: addressee.locale,
          kind: 'essential',
          secret: true,
          ...(writer?.email ? { replyTo: writer.email } : {}),
          subject: message('projects.mail.ask.subject', { title: project.title }),
          blocks: [
            paragraph(
              message('projects.mail.ask.text', {
                lead: project.lead.name,
                partner: partner.name,
                title: project.title,
                count
              })
            ),
            ...(project.text ? [quote(project.text)] : []),
            ...eventLines(project, partner.id),
            paragraph(message('projects.mail.ask.nothing')),
            button(message('projects.mail.ask.button'), `/answer/${link.token}`),
            small(message('projects.mail.ask.small', { days: answerDays }))
          ]
        },
        now
      );
      reached.add(partner.id);
    }
  }
  return reached;
}

/** What becomes of what they took on, to partners whom no notification reaches, since nobody writes for them here. */
export async function mailBoxes(
  db: Database,
  { project, text, onceKey }: { project: Project; text: MailText; onceKey: string },
  now: Date
): Promise<void> {
  const willing = project.partners.filter(({ id, answer }) => answer === 'yes' && id !== project.lead.id);
  const boxes = (
    await listAddressees(
      db,
      willing.map(({ id }) => id)
    )
  ).filter(({ person }) => person === null);
  const open = project.state === 'confirmed';
  await inTransaction(db, async (tx) => {
    for (const { organisation, name, email, locale } of boxes)
      await sendMail(
        tx,
        {
          ...{ to: { email, name, person: null }, locale, kind: 'essential', subject: text },
          onceKey: `${onceKey} ${organisation}`,
          blocks: [
            paragraph(text),
            ...eventLines(project, organisation),
            ...(open ? [button(message('projects.mail.step.button'), `/projects/${project.slug}`)] : []),
            small(message('projects.mail.step.small', { lead: project.lead.name }))
          ]
        },
        now
      );
  });
}

function eventLines(project: Project, organisation: string): MailBlock[] {
  return project.events
    .filter((event) => event.organisation.id === organisation)
    .map(({ day, venue, settlement }) =>
      paragraph(
        message('projects.mail.ask.event', {
          day: { day, style: 'full' },
          time: project.starts,
          minutes: project.minutes,
          venue: venue.name,
          settlement: settlement.name
        })
      )
    );
}

async function listAddressees(tx: Database, organisations: readonly string[]): Promise<Addressee[]> {
  const { rows } = await sql<{
    organisation: string;
    person: Id<'person'>;
    name: string;
    email: string;
    locale: Locale;
    own: boolean;
  }>`
    select organisation.id as organisation, person.id as person, person.name, person.email, person.locale,
      bool_or(role.kind <> 'caretaker') as own
    from organisation
    join role on (role.organisation_id = organisation.id and role.kind in ('owner', 'editor'))
      or (role.settlement_id = organisation.settlement_id and role.kind = 'caretaker')
    join person on person.id = role.person_id
    where organisation.id = any(${organisations}::uuid[]) and person.email is not null
    group by organisation.id, person.id
    order by person.id`.execute(tx);
  const { rows: boxes } = await sql<{ organisation: string; name: string; email: string }>`
    select distinct on (organisation.id) organisation.id as organisation, organisation.name,
      contact.value as email
    from organisation join organisation_contact contact on contact.organisation_id = organisation.id
    where organisation.id = any(${organisations}::uuid[]) and contact.kind = 'email' and organisation.closed_on is null
    order by organisation.id, contact.position, contact.id`.execute(tx);
  return organisations.flatMap((organisation): Addressee[] => {
    const all = rows.filter((row) => row.organisation === organisation);
    const own = all.filter((row) => row.own);
    const people = (own.length > 0 ? own : all).slice(0, mostAddressees);
    if (people.length > 0)
      return people.map(({ person, name, email, locale }) => ({
        ...{ organisation, person: { id: person }, name, email, locale }
      }));
    return boxes
      .filter((each) => each.organisation === organisation)
      .map(({ name, email }) => ({ organisation, person: null, name, email, locale: 'hu' }));
  });
}
