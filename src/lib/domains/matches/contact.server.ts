// What each side is told of the other once both have agreed: a name, an address, a telephone number where somebody gave one.
import type { Offering } from '#lib/domains/exchange/queries.server.ts';
import { offeringMail } from '#lib/domains/exchange/speakers.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

export async function contactOf(db: Database, offering: Offering): Promise<{ name: string; text: string }[]> {
  const speakers = await offeringMail(db, offering);
  const { told } = offering;
  const rows = speakers.map(({ name, email }) => ({ name, text: [name, email].filter(Boolean).join(', ') }));
  return told?.phone
    ? [{ name: told.by ?? '', text: [told.by, told.phone].filter(Boolean).join(', ') }, ...rows]
    : rows;
}
