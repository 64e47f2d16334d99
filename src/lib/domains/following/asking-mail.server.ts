// The letters around a beginning: whether an address wants to follow something, and that it does already.
import { defaultZone, dayOf } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { button, list, message, paragraph, plain, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { confirmHours } from './model.ts';
import type { Following } from './queries.server.ts';

export async function mailQuestion(
  tx: Database,
  following: Following,
  token: string,
  now: Date
): Promise<void> {
  if (!following.email) return;
  await sendMail(
    tx,
    {
      to: { email: following.email, name: '', person: null },
      locale: following.locale,
      kind: 'essential',
      secret: true,
      onceKey: `following asked ${following.id} ${now.toISOString()}`,
      until: new Date(now.getTime() + confirmHours * 3_600_000),
      subject: message('following.mail.question.subject'),
      blocks: [
        paragraph(message(`following.mail.question.${following.kind}`)),
        list([{ text: plain(following.name) }]),
        paragraph(message('following.mail.question.confirm')),
        button(message('following.mail.question.button'), `/answer/${token}`),
        small(message('following.mail.question.small', { hours: confirmHours }))
      ]
    },
    now
  );
}

/** Once a day: whoever asks for a stranger's address again and again does not fill their mailbox. */
export async function mailAlready(tx: Database, following: Following, now: Date): Promise<void> {
  if (!following.email) return;
  await sendMail(
    tx,
    {
      to: { email: following.email, name: '', person: null },
      locale: following.locale,
      kind: 'essential',
      secret: true,
      onceKey: `following already ${following.id} ${dayOf(now, defaultZone)}`,
      subject: message('following.mail.already.subject'),
      blocks: [
        paragraph(message('following.mail.already.text')),
        list([{ text: plain(following.name) }]),
        button(message('following.mail.already.button'), `/following/${following.token}`),
        small(message('following.mail.already.small'))
      ]
    },
    now
  );
}
