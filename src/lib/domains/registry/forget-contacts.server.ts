// Forgets in histories the telephone numbers and addresses that an organisation took away: that one went is remembered, not which.
import { sql } from 'kysely';
import { dayMs } from '#lib/core/time.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';

/** A slip is noticed and mended in so many days; until then the history still knows what was there. */
export const contactsRememberedDays = 30;
const mostAtOnce = 500;

/** What the organisation still has stays in its history. */
export async function forgetContacts(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - contactsRememberedDays * dayMs);
  await inTransaction(db, async (tx) => {
    const { rows } = await sql<{ id: string; details: JsonValue; here: string[] }>`
      select activity.id, activity.details,
        array(select value from organisation_contact where organisation_id = activity.object_id) as here
      from activity
      where activity.object_kind = 'organisation' and activity.at < ${before}
        and jsonb_typeof(activity.details -> 'contacts') = 'array'
        and exists (
          select from jsonb_path_query(activity.details, '$.contacts[*][*]') contact
          where contact ->> 'value' is not null and not exists (
            select from organisation_contact here
            where here.organisation_id = activity.object_id and here.value = contact ->> 'value'
          )
        )
      order by activity.at limit ${mostAtOnce}
      for update of activity`.execute(tx);
    for (const { id, details, here } of rows)
      await sql`update activity set details = ${JSON.stringify(withoutGone(details, new Set(here)))}::jsonb
        where id = ${id}::uuid`.execute(tx);
  });
}

function isRecord(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutGone(details: JsonValue, here: ReadonlySet<string>): JsonValue {
  if (!isRecord(details) || !Array.isArray(details['contacts'])) return details;
  const contacts = (details['contacts'] as readonly JsonValue[]).map((side) =>
    Array.isArray(side)
      ? (side as readonly JsonValue[]).map((contact) =>
          isRecord(contact) && !here.has(String(contact['value'])) ? { ...contact, value: null } : contact
        )
      : side
  );
  return { ...details, contacts };
}
