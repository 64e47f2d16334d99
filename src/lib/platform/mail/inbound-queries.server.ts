// What an administrator sees of the mails that have come in, and how one is put away once it has been seen to.
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Database } from '../db/database.server.ts';
import type { InboundMail } from './inbound-schema.server.ts';
import type { InboundState } from './incoming.ts';

const pageSize = 50;

/** The newest first. */
export async function listInboundMails(
  db: Database,
  { state, page }: { state: InboundState | null; page: number }
): Promise<{ mails: InboundMail[]; hasNext: boolean }> {
  const rows = await db
    .selectFrom('inbound_mail')
    .selectAll()
    .$if(state !== null, (query) => query.where('state', '=', state as InboundState))
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .offset((page - 1) * pageSize)
    .execute();
  return { mails: rows.slice(0, pageSize), hasNext: rows.length > pageSize };
}

export async function countInboundMails(db: Database): Promise<Map<InboundState, number>> {
  const rows = await db
    .selectFrom('inbound_mail')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}

/** An administrator has seen to one that was put aside: it goes, with all that is kept of it. */
export async function removeInboundMail(db: Database, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const removed = await db
    .deleteFrom('inbound_mail')
    .where('id', '=', id as Id<'inbound_mail'>)
    .where('state', '=', 'aside')
    .returning('id')
    .executeTakeFirst();
  return removed !== undefined;
}
