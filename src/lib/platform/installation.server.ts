// What the installation says of itself, known without a query on every request: facts kept in memory and dropped on change.
import { sql } from 'kysely';
import { now as clockNow } from './clock.server.ts';
import { afterCommit, type Database } from './db/database.server.ts';
import type { JsonValue } from './db/json.ts';
import type { SetupFact } from './setup/steps.ts';
import { locales, type Locale } from './words/paths.ts';

declare global {
  interface Tables {
    installation: { fact: string; value: JsonValue; changed_at: Date };
  }

  /** Whoever needs another fact declares it here from their own file; what is not set is absent. */
  interface InstallationFacts {
    /** The house's name instead of «Kaláka». */
    name: string;
    /** Who answers for the installation, as the privacy notice names them. */
    operator: { readonly name: string; readonly address?: string; readonly email?: string };
    /** Whom people ask about their data, where that is not the operator itself. */
    dataProtection: { readonly name: string; readonly email: string };
    /** In which it is offered; Hungarian is always among them. All of them where nothing is said. */
    languages: readonly Locale[];
    /** Slug of the micro-region for which it works; a county may be one, too. */
    region: string;
    setup: SetupFact;
    maintenance: MaintenanceFact;
    lastBackup: BackupFact;
  }
}

export interface MaintenanceFact {
  /** In Hungarian; absent: the house's own words. */
  readonly message?: string;
  readonly messageInEnglish?: string;
  /** ISO instant. */
  readonly since: string;
}

export interface BackupFact {
  /** ISO instant. */
  readonly at: string;
  readonly bytes: number;
  readonly directory: string;
}

export type Installation = Readonly<Partial<InstallationFacts>>;

/** What activities about the installation name as their object. */
export const installationId = '00000000-0000-7000-8000-000000000001';

/** Other processes on the same server hear of a change this late. */
const keptMilliseconds = 5_000;

interface Kept {
  facts: Installation;
  until: number;
}

/** Shared by every copy of this module in the process: the built pages carry one, the command line another. */
const shared = ((globalThis as Record<symbol, unknown>)[Symbol.for('kalaka.installation')] ??= {
  kept: new WeakMap<Database, Kept>()
}) as { kept: WeakMap<Database, Kept> };

/** When the database does not answer, what was known last; @throws when nothing is known yet. */
export async function findInstallation(db: Database): Promise<Installation> {
  if (db.isTransaction) return readFacts(db);
  const { kept } = shared;
  const known = kept.get(db);
  if (known && known.until > clockNow().getTime()) return known.facts;
  try {
    const facts = await readFacts(db);
    kept.set(db, { facts, until: clockNow().getTime() + keptMilliseconds });
    return facts;
  } catch (error) {
    if (!known) throw error;
    known.until = clockNow().getTime() + keptMilliseconds;
    return known.facts;
  }
}

/** Sets the facts that are given and leaves the others; null takes one away. */
export async function saveInstallation(
  tx: Database,
  facts: { readonly [Fact in keyof InstallationFacts]?: InstallationFacts[Fact] | null },
  now: Date
): Promise<void> {
  const given = Object.entries(facts);
  const gone = given.flatMap(([fact, value]) => (value === null ? [fact] : []));
  const kept = given.filter(([, value]) => value !== null && value !== undefined);
  if (gone.length > 0) await tx.deleteFrom('installation').where('fact', 'in', gone).execute();
  if (kept.length > 0)
    await tx
      .insertInto('installation')
      .values(
        kept.map(([fact, value]) => ({
          fact,
          value: sql<JsonValue>`${JSON.stringify(value)}::jsonb`,
          changed_at: now
        }))
      )
      .onConflict((conflict) =>
        conflict.column('fact').doUpdateSet((eb) => ({
          value: eb.ref('excluded.value'),
          changed_at: eb.ref('excluded.changed_at')
        }))
      )
      .execute();
  afterCommit(tx, () => (shared.kept = new WeakMap()));
}

/** In which languages the house is offered. */
export function languagesOf({ languages }: Installation): readonly Locale[] {
  return languages ?? locales;
}

async function readFacts(db: Database): Promise<Installation> {
  const rows = await db.selectFrom('installation').select(['fact', 'value']).execute();
  return Object.fromEntries(rows.map(({ fact, value }) => [fact, value])) as Installation;
}
