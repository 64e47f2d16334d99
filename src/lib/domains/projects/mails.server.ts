// The mail that asks a partner whether they take their events of a joint project.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, quote, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { findRecipient } from '#lib/domains/people/colleagues.server.ts';
import { answerDays, type Partner, type Project } from './model.ts';

export const answerPurpose = 'projects.answer';

interface Addressee {
  readonly organisation: string;
  readonly id: Id<'person'>;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly own: boolean;
}

/** To its owners and editors; where it has none, to the caretakers of its settlement. @returns the organisations that were reached */
export async function mailPartners(
  tx: Database,
  { project, partners, by }: { project: Project; partners: readonly Partner[]; by: Actor },
  now: Date
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<Addressee>`
    select organisation.id as organisation, person.id, person.name, person.email, person.locale,
      bool_or(role.kind <> 'caretaker') as own
    from organisation
    join role on (role.organisation_id = organisation.id and role.kind in ('owner', 'editor'))
      or (role.settlement_id = organisation.settlement_id and role.kind = 'caretaker')
    join person on person.id = role.person_id
    where organisation.id = any(${partners.map(({ id }) => id)}::uuid[]) and person.email is not null
    group by organisation.id, person.id
    order by person.id`.execute(tx);
  const writer = by.kind === 'person' ? await findRecipient(tx, by.id) : null;
  const reached = new Set<string>();
  for (const partner of partners) {
    const all = rows.filter(({ organisation }) => organisation === partner.id);
    const own = all.filter((each) => each.own);
    for (const person of own.length > 0 ? own : all) {
      const link = await makeCapabilityLink(
        tx,
        {
          purpose: answerPurpose,
          subject: { project: project.id, organisation: partner.id },
          person: person.id,
          days: answerDays
        },
        now
      );
      const count = project.events.filter(({ organisation }) => organisation.id === partner.id).length;
      await sendMail(
        tx,
        {
          to: { email: person.email, name: person.name, person: person.id },
          locale: person.locale,
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
            ...project.events
              .filter(({ organisation }) => organisation.id === partner.id)
              .map(({ day, venue, settlement }) =>
                paragraph(
                  message('projects.mail.ask.event', {
                    day: { day, style: 'full' },
                    time: project.starts,
                    venue: venue.name,
                    settlement: settlement.name
                  })
                )
              ),
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
