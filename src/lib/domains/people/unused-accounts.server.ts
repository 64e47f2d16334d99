// Accounts that nobody has used for two years: a letter thirty days before, then erasure. Administrators are excepted.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { log } from '#lib/platform/log.server.ts';
import { button, message, paragraph } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { erasePerson, type Erasing } from './erasure.server.ts';

export const unusedDays = 730;
export const noticeDays = 30;
const dayMs = 86_400_000;

interface Unused {
  readonly id: Id<'person'>;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly notice: Date | null;
}

/** Tells those who are due; erases those who were told a month ago and have not come since. */
export async function forgetUnusedAccounts(db: Database, erasing: Erasing, now: Date): Promise<void> {
  await takeBackNotices(db);
  for (const person of await listUnused(db, new Date(now.getTime() - (unusedDays - noticeDays) * dayMs))) {
    if (!person.notice) await tell(db, person, now);
    else if (person.notice.getTime() <= now.getTime() - noticeDays * dayMs) {
      const erased = await erasePerson(db, { person: person.id }, erasing, now);
      log('info', 'unused_account', { erased: erased.ok });
    }
  }
}

/** Whom no letter can reach is left to those who act for them, or to the administrators. */
async function listUnused(db: Database, before: Date): Promise<Unused[]> {
  const { rows } = await sql<Unused>`
    select id, name, email, locale, unused_notice_at as notice from person
    where email is not null and ${lastUse} < ${before}
      and not exists (select from role where person_id = person.id and kind = 'administrator')
    order by id`.execute(db);
  return rows;
}

async function takeBackNotices(db: Database): Promise<void> {
  await sql`update person set unused_notice_at = null
    where unused_notice_at is not null and ${lastUse} > unused_notice_at`.execute(db);
}

/** The last sign of life: what they did, or when they were last seen signed in. */
const lastUse = sql<Date>`greatest(
  created_at,
  (select max(at) from activity where person_id = person.id),
  (select max(last_seen_on)::timestamptz from session where person_id = person.id))`;

async function tell(db: Database, { id, name, email, locale }: Unused, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.updateTable('person').set({ unused_notice_at: now }).where('id', '=', id).execute();
    await sendMail(
      tx,
      {
        to: { email, name, person: id },
        locale,
        kind: 'essential',
        subject: message('privacy.mail.unused.subject'),
        blocks: [
          paragraph(
            message('privacy.mail.unused.text', {
              day: { instant: new Date(now.getTime() + noticeDays * dayMs).toISOString(), style: 'long' }
            })
          ),
          button(message('privacy.mail.unused.button'), '/sign-in'),
          paragraph(message('privacy.mail.unused.nothing'))
        ]
      },
      now
    );
  });
}
