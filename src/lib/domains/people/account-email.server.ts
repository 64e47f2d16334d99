// Another e-mail address for an account: the new one confirms it, the old one may take it back for a week.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { isAdministrator, type Actor, type Person } from '#lib/platform/actor.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { isEmail } from '#lib/platform/mail/address.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { countTry, mailLimit, type TooMany } from './attempt-limits.server.ts';
import { endSessions } from './session.server.ts';
import { withdrawSignInLinks } from './sign-in.server.ts';

export const confirmPurpose = 'people.confirm_email';
export const takeBackPurpose = 'people.take_back_email';
const confirmDays = 1;
export const takeBackDays = 7;

/** @returns in lower case and without blanks; null when nobody can be written to there */
export function tidyEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  return isEmail(email) ? email : null;
}

export type EmailRefused =
  { ok: false; reason: 'email_wrong' } | { ok: false; reason: 'email_same' } | TooMany;

/**
 * Writes to the new address, whether somebody else has it or not: only whoever reads mail there will be told. Whoever calls it
 * has made sure that the session is fresh.
 */
export async function askToChangeEmail(
  db: Database,
  actor: Person,
  typed: string,
  now: Date
): Promise<Result<{ email: string }, EmailRefused>> {
  const email = tidyEmail(typed);
  if (!email) return no('email_wrong');
  return inTransaction(db, async (tx): Promise<Result<{ email: string }, EmailRefused>> => {
    const person = await ownerOf(tx, actor.id);
    if (person.email === email) return no('email_same');
    const counted = await countTry(tx, [mailLimit(email)], now);
    if (!counted.ok) return counted;
    const { token } = await makeCapabilityLink(
      tx,
      { purpose: confirmPurpose, subject: { email }, person: actor.id, days: confirmDays },
      now
    );
    await sendMail(
      tx,
      {
        to: { email, name: person.name, person: actor.id },
        locale: person.locale,
        kind: 'essential',
        subject: message('people.mail.confirmEmail.subject'),
        blocks: [
          paragraph(message('people.mail.confirmEmail.body')),
          button(message('people.mail.confirmEmail.button'), `/answer/${token}`),
          small(message('people.mail.confirmEmail.notYou'))
        ],
        secret: true,
        until: new Date(now.getTime() + confirmDays * 86_400_000)
      },
      now
    );
    return ok({ email });
  });
}

export type EmailChanged = Result<null, { ok: false; reason: 'email_taken' }>;

/** The new address is shown to be the person's own: it counts from now on, and the old one is told. */
export async function confirmEmail(
  tx: Database,
  { person, email }: { person: Id<'person'>; email: string },
  now: Date
): Promise<EmailChanged> {
  const before = await ownerOf(tx, person);
  if (await isTaken(tx, email, person)) return no('email_taken');
  await writeEmail(tx, { kind: 'person', id: person, name: before.name, roles: [] }, { person, email }, now);
  if (!before.email) return ok(null);
  const { token } = await makeCapabilityLink(
    tx,
    { purpose: takeBackPurpose, subject: { email: before.email }, person, days: takeBackDays },
    now
  );
  await sendMail(
    tx,
    {
      to: { email: before.email, name: before.name, person },
      locale: before.locale,
      kind: 'essential',
      subject: message('people.mail.emailChanged.subject'),
      blocks: [
        paragraph(message('people.mail.emailChanged.body')),
        paragraph(message('people.mail.emailChanged.ifNotYou')),
        button(message('people.mail.emailChanged.button'), `/answer/${token}`),
        small(message('people.mail.emailChanged.week'))
      ],
      secret: true,
      until: new Date(now.getTime() + takeBackDays * 86_400_000)
    },
    now
  );
  return ok(null);
}

/**
 * The old address counts again. Whatever a stranger may have set up meanwhile goes: every session, password and passkey, and the
 * links of later changes, so that a later address cannot take it back in turn.
 */
export async function takeEmailBack(
  tx: Database,
  { person, email, link }: { person: Id<'person'>; email: string; link: Id<'capability_link'> },
  now: Date
): Promise<EmailChanged> {
  if (await isTaken(tx, email, person)) return no('email_taken');
  const { name } = await ownerOf(tx, person);
  await writeEmail(tx, { kind: 'person', id: person, name, roles: [] }, { person, email }, now);
  await shutAllDoors(tx, person, now);
  await tx
    .updateTable('capability_link')
    .set({ revoked_at: now })
    .where('person_id', '=', person)
    .where('purpose', '=', takeBackPurpose)
    .where('id', '>', link)
    .where('used_at', 'is', null)
    .execute();
  return ok(null);
}

export type EmailChangedByAdministrator = Result<
  null,
  | { ok: false; reason: 'not_allowed' }
  | { ok: false; reason: 'person_unknown' }
  | { ok: false; reason: 'email_wrong' }
  | { ok: false; reason: 'email_taken' }
>;

/** For somebody who has lost their mailbox. Every session and other way in ends; both addresses are told. */
export async function changeEmailByAdministrator(
  db: Database,
  actor: Actor,
  { person, email: typed }: { person: Id<'person'>; email: string },
  now: Date
): Promise<EmailChangedByAdministrator> {
  if (!isAdministrator(actor)) return no('not_allowed');
  const email = tidyEmail(typed);
  if (!email) return no('email_wrong');
  return inTransaction(db, async (tx): Promise<EmailChangedByAdministrator> => {
    const before = await tx
      .selectFrom('person')
      .select(['name', 'email', 'locale'])
      .where('id', '=', person)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return no('person_unknown');
    if (await isTaken(tx, email, person)) return no('email_taken');
    await writeEmail(tx, actor, { person, email }, now);
    await shutAllDoors(tx, person, now);
    for (const address of new Set([before.email, email]))
      if (address)
        await sendMail(
          tx,
          {
            to: { email: address, name: before.name, person },
            locale: before.locale,
            kind: 'essential',
            subject: message('people.mail.emailByAdministrator.subject'),
            blocks: [
              paragraph(message('people.mail.emailByAdministrator.body')),
              ...(address === email
                ? [button(message('people.mail.emailByAdministrator.button'), '/sign-in')]
                : [paragraph(message('people.mail.emailByAdministrator.ifNotYou'))])
            ]
          },
          now
        );
    return ok(null);
  });
}

async function ownerOf(
  tx: Database,
  person: Id<'person'>
): Promise<{ name: string; email: string | null; locale: Locale }> {
  return tx
    .selectFrom('person')
    .select(['name', 'email', 'locale'])
    .where('id', '=', person)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

async function isTaken(tx: Database, email: string, person: Id<'person'>): Promise<boolean> {
  const other = await tx
    .selectFrom('person')
    .select('id')
    .where('email', '=', email)
    .where('id', '!=', person)
    .executeTakeFirst();
  return other !== undefined;
}

/** Links to the old address open nothing any more. The history says that it changed, not what it was. */
async function writeEmail(
  tx: Database,
  actor: Actor,
  { person, email }: { person: Id<'person'>; email: string },
  now: Date
): Promise<void> {
  const before = await ownerOf(tx, person);
  await tx.updateTable('person').set({ email }).where('id', '=', person).execute();
  // What came of the old address stays findable as theirs.
  if (before.email)
    await tx
      .updateTable('invitation')
      .set({ email })
      .where('email', '=', before.email)
      .where('accepted_at', 'is not', null)
      .execute();
  await withdrawSignInLinks(tx, person);
  await recordActivity(tx, actor, now, {
    verb: 'person.email_changed',
    objectKind: 'person',
    objectId: person
  });
}

async function shutAllDoors(tx: Database, person: Id<'person'>, now: Date): Promise<void> {
  await endSessions(tx, person);
  await tx.deleteFrom('password').where('person_id', '=', person).execute();
  await tx.deleteFrom('passkey').where('person_id', '=', person).execute();
  await tx.deleteFrom('known_device').where('person_id', '=', person).execute();
  await tx
    .updateTable('capability_link')
    .set({ revoked_at: now })
    .where('person_id', '=', person)
    .where('purpose', '=', confirmPurpose)
    .where('used_at', 'is', null)
    .execute();
}
