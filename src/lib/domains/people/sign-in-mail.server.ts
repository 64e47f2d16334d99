// The mail with the sign-in link: asked for alike by known and unknown addresses, written a moment later by a job.
import { ok, type Result } from '#lib/core/result.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { enqueue } from '#lib/platform/jobs.server.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { countTry, mailLimit, mailNetworkLimit, type TooMany } from './attempt-limits.server.ts';
import { linkMinutes, makeSignInLink } from './sign-in.server.ts';

/** The name of the job, as `domain.schedule`. */
export const answerJob = 'people.answer_sign_in_requests';

/**
 * Takes note that somebody wants the mail. It does not look whether the address is known, so neither its answer nor its time
 * can tell.
 * @param email tidied, in lower case
 */
export async function askForSignInMail(
  db: Database,
  { email, address }: { email: string; address: string },
  now: Date
): Promise<Result<null, TooMany>> {
  return inTransaction(db, async (tx): Promise<Result<null, TooMany>> => {
    const counted = await countTry(tx, [mailLimit(email), mailNetworkLimit(address)], now);
    if (!counted.ok) return counted;
    await tx
      .insertInto('sign_in_request')
      .values({ id: newId<'sign_in_request'>(now), email, created_at: now })
      .execute();
    await enqueue(tx, { name: answerJob, runAt: now });
    return ok(null);
  });
}

/** Writes the mails that were asked for; who is not known here gets none. */
export async function answerSignInRequests(db: Database, now: Date): Promise<void> {
  while (await answerOne(db, now)) continue;
}

async function answerOne(db: Database, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const request = await tx
      .deleteFrom('sign_in_request')
      .where('id', '=', (eb) =>
        eb.selectFrom('sign_in_request').select('id').orderBy('id').limit(1).forUpdate().skipLocked()
      )
      .returning(['email', 'created_at'])
      .executeTakeFirst();
    if (!request) return false;
    const until = new Date(request.created_at.getTime() + linkMinutes * 60_000);
    const person = await tx
      .selectFrom('person')
      .select(['id', 'name', 'email', 'locale'])
      .where('email', '=', request.email)
      .executeTakeFirst();
    if (!person || until <= now) return true;
    const token = await makeSignInLink(tx, person.id, now);
    await sendMail(
      tx,
      {
        to: { email: request.email, name: person.name, person: person.id },
        locale: person.locale,
        kind: 'essential',
        subject: message('people.mail.signIn.subject'),
        blocks: [
          paragraph(message('people.mail.signIn.body')),
          button(message('people.mail.signIn.button'), `/sign-in/${token}`),
          small(message('people.mail.signIn.once')),
          small(message('people.mail.signIn.notYou'))
        ],
        secret: true,
        until
      },
      now
    );
    return true;
  });
}
