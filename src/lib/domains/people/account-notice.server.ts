// The mails that tell a person of a new way into their account, so that nobody can make one unseen.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';

export async function tellOfChange(
  tx: Database,
  person: Id<'person'>,
  change: 'people.mail.changed.password' | 'people.mail.changed.passkey',
  now: Date
): Promise<void> {
  const { name, email, locale } = await tx
    .selectFrom('person')
    .select(['name', 'email', 'locale'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow();
  if (!email) return;
  await sendMail(
    tx,
    {
      to: { email, name, person },
      locale,
      kind: 'essential',
      subject: message('people.mail.changed.subject'),
      blocks: [
        paragraph(message(change)),
        paragraph(message('people.mail.changed.ifYou')),
        button(message('people.mail.changed.button'), '/account')
      ]
    },
    now
  );
}

/** @param by the administrator who made a sign-in link for somebody else's account */
export async function tellOfLink(
  tx: Database,
  { person, by }: { person: Id<'person'>; by: string },
  now: Date
): Promise<void> {
  const { name, email, locale } = await tx
    .selectFrom('person')
    .select(['name', 'email', 'locale'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow();
  if (!email) return;
  await sendMail(
    tx,
    {
      to: { email, name, person },
      locale,
      kind: 'essential',
      subject: message('people.mail.linkMade.subject'),
      blocks: [
        paragraph(message('people.mail.linkMade.text', { who: by })),
        paragraph(message('people.mail.linkMade.ifYou')),
        button(message('people.mail.changed.button'), '/account')
      ]
    },
    now
  );
}
