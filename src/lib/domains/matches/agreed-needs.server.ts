// What becomes of the needs behind an agreement: answered when it is made, open again when it comes to nothing.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { changeState, lockOffering } from '#lib/domains/exchange/operations.server.ts';
import { system } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Agreement } from './agreement-queries.server.ts';

/** What one looked for is found: others are not asked about it any more. An offer stays, as it often is not used up. */
export async function closeNeeds(tx: Database, agreement: Agreement, now: Date): Promise<void> {
  for (const id of await needsOf(tx, agreement)) {
    const before = await lockOffering(tx, id);
    if (before?.state === 'open')
      await changeState(tx, system, { before, state: 'answered', verb: 'offering.answered' }, now);
  }
}

/** What came to nothing is looked for again, as long as it is wanted; not what its owner closed themselves. */
export async function reopenNeeds(tx: Database, agreement: Agreement, now: Date): Promise<void> {
  const today = dayOf(now, defaultZone);
  const closedAt = agreement.agreedAt?.getTime();
  if (closedAt === undefined) return;
  for (const id of await needsOf(tx, agreement)) {
    const before = await lockOffering(tx, id);
    if (before?.state !== 'answered' || before.closedAt?.getTime() !== closedAt) continue;
    if (before.until === null || before.until >= today)
      await changeState(tx, system, { before, state: 'open', verb: 'offering.reopened' }, now);
  }
}

/** In an order that every one who locks them keeps to. */
async function needsOf(tx: Database, { parties, ring }: Agreement): Promise<string[]> {
  const ringNeeds = ring
    ? await tx
        .selectFrom('ring_member')
        .select('gets_offering_id as id')
        .where('ring_id', '=', ring)
        .execute()
    : [];
  const needs = new Set([
    ...parties.flatMap(({ offering }) => (offering?.side === 'need' ? [offering.id] : [])),
    ...ringNeeds.map(({ id }) => id)
  ]);
  return [...needs].sort();
}
