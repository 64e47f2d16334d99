// The mail that invites to one event instead of two.
import type { Id } from '#lib/core/ids.ts';
import { dayMs } from '#lib/core/time.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, quote, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { findRecipient } from '#lib/domains/people/colleagues.server.ts';
import type { JointProposal } from './joint-queries.server.ts';

export const joinPurpose = 'planning.join';

/** @returns how many were asked */
export async function mailInvitation(
  tx: Database,
  { proposal, note }: { proposal: JointProposal; note: string | null },
  now: Date
): Promise<number> {
  const { event, other, person, expiresAt } = proposal;
  const editors = await editorsOf(
    tx,
    other.organisers.map(({ id }) => id)
  );
  const inviter = person && (await findRecipient(tx, person.id));
  for (const editor of editors) {
    const { token } = await makeCapabilityLink(
      tx,
      {
        purpose: joinPurpose,
        subject: { proposal: proposal.id },
        person: editor.id,
        days: Math.max(1, Math.ceil((expiresAt.getTime() - now.getTime()) / dayMs))
      },
      now
    );
    await sendMail(
      tx,
      {
        to: { email: editor.email, name: editor.name, person: editor.id },
        locale: editor.locale,
        kind: 'essential',
        secret: true,
        ...(inviter?.email ? { replyTo: inviter.email } : {}),
        subject: message('planning.joint.mail.subject', { title: event.title }),
        blocks: [
          paragraph(
            message('planning.joint.mail.text', {
              who: person?.name ?? 'Kaláka',
              organisers: event.organisers.map(({ name }) => name).join(', '),
              title: event.title,
              day: { day: event.starts.slice(0, 10), style: 'full' },
              time: timeOf(event),
              place: placeOf(event),
              other: other.title,
              otherDay: { day: other.starts.slice(0, 10), style: 'full' },
              otherTime: timeOf(other),
              otherPlace: placeOf(other)
            })
          ),
          ...(note ? [quote(note)] : []),
          paragraph(message('planning.joint.mail.what', { title: event.title, other: other.title })),
          button(message('planning.joint.mail.answer'), `/answer/${token}`),
          small(
            message('planning.joint.mail.until', { day: { instant: expiresAt.toISOString(), style: 'full' } })
          )
        ]
      },
      now
    );
  }
  return editors.length;
}

/** `none`: the message leaves it out. */
function timeOf({ allDay, starts }: JointProposal['event']): string {
  return allDay ? 'none' : starts.slice(11);
}

function placeOf({ settlement, place }: JointProposal['event']): string {
  return settlement?.name ?? place ?? '–';
}

interface Editor {
  readonly id: Id<'person'>;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
}

async function editorsOf(tx: Database, organisations: readonly string[]): Promise<Editor[]> {
  if (organisations.length === 0) return [];
  const rows = await tx
    .selectFrom('person')
    .innerJoin('role', 'role.person_id', 'person.id')
    .select(['person.id', 'person.name', 'person.email', 'person.locale'])
    .distinct()
    .where('role.organisation_id', 'in', organisations)
    .where('role.kind', 'in', ['owner', 'editor'])
    .orderBy('person.id')
    .limit(50)
    .execute();
  return rows.flatMap(({ email, ...rest }) => (email ? [{ ...rest, email }] : []));
}
