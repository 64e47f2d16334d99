// What a person finds on their notifications page, and how many of it is new.
import { sql } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Database } from '../db/database.server.ts';
import type { MailItem } from '../mail/content.ts';
import { textOf } from '../mail/render.ts';
import type { Words } from '../words/words.ts';
import { withNames } from './notify.server.ts';

export interface NotificationListed {
  readonly id: Id<'notification'>;
  readonly at: Date;
  readonly text: string;
  readonly details: readonly string[];
  readonly href: string;
  readonly isNew: boolean;
}

export const notificationsPerPage = 25;
/** More than so many are «99+». */
const countedAtMost = 100;

/** Newest first, in the reader's words. @param page from 1 */
export async function listNotifications(
  db: Database,
  person: Id<'person'>,
  { words, page }: { words: Words; page: number }
): Promise<{ notifications: NotificationListed[]; hasNext: boolean }> {
  const rows = await db
    .selectFrom('notification')
    .leftJoin('person as doer', 'doer.id', 'notification.doer_id')
    .leftJoin('person as about', 'about.id', 'notification.about_id')
    .select(['notification.id', 'at', 'text', 'details', 'href', 'by_person', 'read_at'])
    .select(['doer.name as who', 'about.name as whom'])
    .where('notification.person_id', '=', person)
    .orderBy('at', 'desc')
    .orderBy('notification.id')
    .limit(notificationsPerPage + 1)
    .offset((page - 1) * notificationsPerPage)
    .execute();
  const erased = words.t('history.erased');
  return {
    notifications: rows.slice(0, notificationsPerPage).map((row) => ({
      id: row.id,
      at: row.at,
      text: textOf(
        withNames(row.text, {
          who: row.who ?? (row.by_person ? erased : words.t('house.name')),
          whom: row.whom ?? erased
        }),
        words
      ),
      details: row.details.map((item) => detailOf(item, words)),
      href: row.href,
      isNew: row.read_at === null
    })),
    hasNext: rows.length > notificationsPerPage
  };
}

/** At most 100: one look at a small index, as every page of a signed-in person asks. */
export async function countUnread(db: Database, person: Id<'person'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
    select from notification where person_id = ${person} and read_at is null limit ${countedAtMost}) unread`.execute(
    db
  );
  return rows[0]?.count ?? 0;
}

/** Where to look at it; null when it is not theirs. */
export async function readNotification(
  db: Database,
  person: Id<'person'>,
  id: string,
  now: Date
): Promise<string | null> {
  if (!isUuid(id)) return null;
  const found = await db
    .updateTable('notification')
    .set((eb) => ({ read_at: eb.fn.coalesce('read_at', eb.val(now)) }))
    .where('id', '=', id as Id<'notification'>)
    .where('person_id', '=', person)
    .returning('href')
    .executeTakeFirst();
  return found?.href ?? null;
}

/** @param until what came later than the page that was looked at stays new */
export async function readAll(
  db: Database,
  person: Id<'person'>,
  { until, now }: { until: Date; now: Date }
): Promise<void> {
  await db
    .updateTable('notification')
    .set({ read_at: now })
    .where('person_id', '=', person)
    .where('read_at', 'is', null)
    .where('at', '<=', until)
    .execute();
}

function detailOf({ text, note }: MailItem, words: Words): string {
  const said = textOf(text, words);
  if (!note) return said;
  return `${said}${/[?:]$/.test(said) ? '' : ':'} ${textOf(note, words)}`;
}
