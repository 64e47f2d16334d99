// Erasing a person from the mail: what was written to them, and what was written to others about them.
import { sql, type RawBuilder } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '../db/database.server.ts';
import { unmarkAddress } from './bounces.server.ts';

/**
 * Mails to the person are deleted. Of mails to others that name them or their address, those that have left lose their words;
 * those that still wait are deleted.
 */
export async function eraseMailOf(
  tx: Database,
  { person, email, name }: { person: Id<'person'>; email: string | null; name: string }
): Promise<void> {
  await tx.deleteFrom('mail').where('person_id', '=', person).execute();
  await tx.deleteFrom('mail_preference').where('person_id', '=', person).execute();
  if (email !== null) {
    const address = email.toLowerCase();
    await tx
      .deleteFrom('mail')
      .where(sql<boolean>`${small(sql`email`)} = ${address} or ${small(sql`reply_to`)} = ${address}`)
      .execute();
    await unmarkAddress(tx, address);
  }
  for (const mention of [email, name])
    if (mention) {
      const written = JSON.stringify(mention.toLowerCase()).slice(1, -1);
      const named = sql<boolean>`position(${written}::text in ${small(sql`content::text`)}) > 0`;
      await tx.deleteFrom('mail').where('state', 'in', ['waiting', 'held']).where(named).execute();
      await tx.updateTable('mail').set({ content: null }).where(named).execute();
    }
}

/** A server whose own language is C would leave Ő large. */
function small(text: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`lower(${text} collate hu)`;
}
