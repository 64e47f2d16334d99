// Tells whoever was given a seat that they were, by whom, and how to correct it or go.
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, quote, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { purposes, seatName, signDays, type Circle, type Member } from './model.ts';
import { mailOf } from './queries.server.ts';

/** @param by who entered them; null in the name of the circle */
export async function mailSeat(
  tx: Database,
  { circle, member, by }: { circle: Circle; member: Member; by: string | null },
  now: Date
): Promise<void> {
  const to = mailOf(member);
  if (!to) return;
  const link = await makeCapabilityLink(
    tx,
    { purpose: purposes.seat, subject: { member: member.id }, person: to.person, days: signDays },
    now
  );
  await sendMail(
    tx,
    {
      to,
      locale: member.locale,
      kind: 'essential',
      secret: true,
      subject: message('circles.mail.seat.subject', { circle: circle.name }),
      blocks: [
        paragraph(
          message('circles.mail.seat.text', {
            by: by ?? circle.name,
            circle: circle.name,
            name: seatName(member) ?? to.name
          })
        ),
        quote(circle.purpose),
        paragraph(message('circles.mail.seat.what')),
        button(message('circles.mail.seat.button'), `/answer/${link.token}`),
        small(message('circles.mail.seat.small', { days: signDays }))
      ]
    },
    now
  );
}
