// Closing the house for a while: visitors read why, administrators go on working.
import { no, ok, type Result } from '#lib/core/result.ts';
import { isAdministrator, type Actor } from './actor.ts';
import { recordActivity } from './activity.server.ts';
import { inTransaction, type Database } from './db/database.server.ts';
import {
  findInstallation,
  installationId,
  saveInstallation,
  type Installation
} from './installation.server.ts';

export const longestMaintenanceMessage = 1_000;

export type MaintenanceChange = Result<
  { readonly closed: boolean },
  { reason: 'not_allowed' } | { reason: 'message_too_long' }
>;

/** What visitors read, in the language that they read; an empty text leaves it to the house's own words. */
export interface ClosingMessages {
  readonly hu: string;
  readonly en: string;
}

/** @param messages null opens the house again */
export async function setMaintenance(
  db: Database,
  actor: Actor,
  messages: ClosingMessages | null,
  now: Date
): Promise<MaintenanceChange> {
  if (!isAdministrator(actor)) return no('not_allowed');
  const [hungarian, english] = [messages?.hu.trim() ?? '', messages?.en.trim() ?? ''];
  if (Math.max(hungarian.length, english.length) > longestMaintenanceMessage) return no('message_too_long');
  return inTransaction(db, async (tx) => {
    const { maintenance } = await findInstallation(tx);
    const since = maintenance?.since ?? now.toISOString();
    const texts = {
      ...(hungarian ? { message: hungarian } : {}),
      ...(english ? { messageInEnglish: english } : {})
    };
    const next = messages && { since, ...texts };
    await saveInstallation(tx, { maintenance: next }, now);
    await recordActivity(tx, actor, now, {
      verb: next ? 'installation.closed' : 'installation.opened',
      objectKind: 'installation',
      objectId: installationId,
      details: next ? texts : {}
    });
    return ok({ closed: next !== null });
  });
}

/** Whether this request meets a closed door; signing in stays possible, as do the questions of those who watch the house. */
export function isClosedFor(actor: Actor, { maintenance }: Installation, routeId: string | null): boolean {
  if (!maintenance || isAdministrator(actor)) return false;
  return !openWhileClosed.some((prefix) => routeId?.startsWith(prefix));
}

const openWhileClosed = ['/(app)/sign-in', '/(app)/sign-out', '/(app)/unsubscribe', '/health/', '/metrics'];
