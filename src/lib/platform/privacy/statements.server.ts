// Saves the facts from which the public statements are made.
import { no, ok, type Result } from '#lib/core/result.ts';
import { recordActivity } from '../activity.server.ts';
import { isAdministrator, type Actor } from '../actor.ts';
import { inTransaction, type Database } from '../db/database.server.ts';
import { installationId, saveInstallation } from '../installation.server.ts';
import type { StatementForm } from './statements.ts';

/** The history says that they changed, not what they were. */
export async function saveStatements(
  db: Database,
  actor: Actor,
  form: StatementForm,
  now: Date
): Promise<Result<null, { ok: false; reason: 'not_allowed' }>> {
  if (!isAdministrator(actor)) return no('not_allowed');
  return inTransaction(db, async (tx) => {
    await saveInstallation(
      tx,
      {
        operator: form.name
          ? {
              name: form.name,
              ...(form.address && { address: form.address }),
              ...(form.email && { email: form.email })
            }
          : null,
        dataProtection: form.officer ? { name: form.officer, email: form.officerEmail } : null,
        statements: {
          ...(form.hosting && { hosting: form.hosting }),
          ...(form.mailProvider && { mailProvider: form.mailProvider }),
          ...(form.transfer === 'no' && { transfer: 'no' as const }),
          ...(form.accessibilityContact && { accessibilityContact: form.accessibilityContact }),
          ...(form.reviewedOn && { reviewedOn: form.reviewedOn })
        }
      },
      now
    );
    await recordActivity(tx, actor, now, {
      verb: 'installation.changed',
      objectKind: 'installation',
      objectId: installationId,
      details: { facts: ['operator', 'dataProtection', 'statements'] }
    });
    return ok(null);
  });
}
