// What the days bring to agreements: a reminder before, the question whether it was afterwards, and an end to silence.
import { sql } from 'kysely';
import { addDays, dayOf, defaultZone } from '#lib/core/time.ts';
import type { Id } from '#lib/core/ids.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { mailAfterwards, mailReminder } from './agreement-mails.server.ts';
import { lockAgreement } from './agreement-queries.server.ts';
import { closeSilent } from './agreements.server.ts';
import { askAfterDays, remindDays } from './model.ts';
import { expireRings } from './rings.server.ts';

/** After the question so many days are enough for an answer. */
const silentDays = 14;
const atOnce = 200;

export async function attendAgreements(db: Database, now: Date): Promise<void> {
  const today = dayOf(now, defaultZone);
  await remind(db, today, now);
  await askAfterwards(db, today, now);
  await closeAnswered(db, now);
  await expireRings(db, now);
}

async function remind(db: Database, today: string, now: Date): Promise<void> {
  const rows = await db
    .selectFrom('agreement')
    .select('id')
    .where('state', '=', 'agreed')
    .where('reminded_at', 'is', null)
    .where('starts_on', '>=', today)
    .where('starts_on', '<=', addDays(today, remindDays))
    .limit(atOnce)
    .execute();
  for (const { id } of rows)
    await inTransaction(db, async (tx) => {
      const agreement = await lockAgreement(tx, id);
      if (agreement?.state !== 'agreed') return;
      await tx.updateTable('agreement').set({ reminded_at: now }).where('id', '=', id).execute();
      await mailReminder(tx, agreement, now);
    });
}

/** Where no day was agreed on, a month after it was. */
async function askAfterwards(db: Database, today: string, now: Date): Promise<void> {
  const rows = await db
    .selectFrom('agreement')
    .select('id')
    .where('state', '=', 'agreed')
    .where('asked_at', 'is', null)
    .where(
      sql<boolean>`coalesce(ends_on, starts_on, (agreed_at at time zone 'Europe/Budapest')::date + 30)
        <= ${addDays(today, -askAfterDays)}::date`
    )
    .limit(atOnce)
    .execute();
  for (const { id } of rows)
    await inTransaction(db, async (tx) => {
      const agreement = await lockAgreement(tx, id);
      if (agreement?.state !== 'agreed') return;
      await tx.updateTable('agreement').set({ asked_at: now }).where('id', '=', id).execute();
      await mailAfterwards(tx, agreement, now);
    });
}

async function closeAnswered(db: Database, now: Date): Promise<void> {
  const rows = await db
    .selectFrom('agreement')
    .select('id')
    .where('state', '=', 'agreed')
    .where('asked_at', '<', new Date(now.getTime() - silentDays * 86_400_000))
    .where(
      sql<boolean>`exists (select 1 from agreement_party where agreement_id = agreement.id and fulfilled = 'yes')`
    )
    .limit(atOnce)
    .execute();
  for (const { id } of rows)
    await inTransaction(db, async (tx) => {
      const agreement = await lockAgreement(tx, id as Id<'agreement'>);
      if (agreement?.state === 'agreed') await closeSilent(tx, agreement, now);
    });
}
