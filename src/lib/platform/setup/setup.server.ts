// Saves what the administrator says of the house, step by step, so that one can leave and go on another day.
import { no, ok, type Result } from '#lib/core/result.ts';
import { recordActivity } from '../activity.server.ts';
import { isAdministrator, type Actor } from '../actor.ts';
import { inTransaction, type Database } from '../db/database.server.ts';
import { findInstallation, installationId, saveInstallation } from '../installation.server.ts';
import { setupSteps, type SetupStep } from './steps.ts';

export type SetupSaved = Result<null, { ok: false; reason: 'not_allowed' }>;

type Facts = Parameters<typeof saveInstallation>[1];

/** The facts of a step (null takes one away) and the step itself as done. The history says which facts, not what they were. */
export async function saveStep(
  db: Database,
  actor: Actor,
  { step, facts = {} }: { step: SetupStep; facts?: Facts },
  now: Date
): Promise<SetupSaved> {
  if (!isAdministrator(actor)) return no('not_allowed');
  return inTransaction(db, async (tx): Promise<SetupSaved> => {
    const { setup } = await findInstallation(tx);
    const done = setupSteps.filter((each) => each === step || setup?.done.includes(each));
    await saveInstallation(tx, { ...facts, setup: { ...setup, done } }, now);
    const changed = Object.keys(facts);
    // Public pages kept in memory are dropped by it: the name is on each of them.
    if (changed.length > 0)
      await recordActivity(tx, actor, now, {
        verb: 'installation.changed',
        objectKind: 'installation',
        objectId: installationId,
        details: { facts: changed }
      });
    return ok(null);
  });
}

/** No notice leads to the steps any more; they stay where they are. */
export async function closeSetup(db: Database, actor: Actor, now: Date): Promise<SetupSaved> {
  if (!isAdministrator(actor)) return no('not_allowed');
  return inTransaction(db, async (tx): Promise<SetupSaved> => {
    const { setup } = await findInstallation(tx);
    await saveInstallation(tx, { setup: { done: setup?.done ?? [], closedAt: now.toISOString() } }, now);
    return ok(null);
  });
}
