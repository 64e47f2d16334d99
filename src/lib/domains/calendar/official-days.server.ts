// Keeps the school holidays and moved working days that the administrators have entered.
import type { OfficialDays } from '#lib/core/official-days.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { isAdministrator, type Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { installationId, saveInstallation } from '#lib/platform/installation.server.ts';

declare global {
  interface InstallationFacts {
    /** Beside those that the program knows. */
    officialDays: OfficialDays;
  }
}

/** All that were entered: with none, those hold that the program knows. */
export async function saveOfficialDays(
  db: Database,
  actor: Actor,
  days: OfficialDays,
  now: Date
): Promise<Result<null, { ok: false; reason: 'not_allowed' }>> {
  if (!isAdministrator(actor)) return no('not_allowed');
  const none = days.school.length + days.moved.length === 0;
  return inTransaction(db, async (tx) => {
    await saveInstallation(tx, { officialDays: none ? null : days }, now);
    await recordActivity(tx, actor, now, {
      verb: 'installation.days_entered',
      objectKind: 'installation',
      objectId: installationId,
      details: { school: days.school.length, moved: days.moved.length }
    });
    return ok(null);
  });
}
