// One transaction per operation: what fails is rolled back as a whole, what waits for the commit runs after it, and the
// outer database may not be used meanwhile (on the embedded one, which has one connection, that would wait for ever).
import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import { log } from '../log.server.ts';
import type { Database } from './database.server.ts';
import { TransactionMisuse } from './errors.ts';
import type { Pool } from './lease.server.ts';

interface OpenTransaction {
  /** Known from the moment the connection is taken. */
  pool: Pool | null;
  open: boolean;
  readonly outer: OpenTransaction | undefined;
  callbacks: (() => void)[];
  /** Names of the open savepoints, the innermost last. */
  readonly savepoints: string[];
  savepointCount: number;
}

/** Shared by every copy of this module in the process: the built pages carry one, the command line another. */
const shared = ((globalThis as Record<symbol, unknown>)[Symbol.for('kalaka.transactions')] ??= {
  current: new AsyncLocalStorage<OpenTransaction>(),
  of: new WeakMap<Database, OpenTransaction>()
}) as {
  readonly current: AsyncLocalStorage<OpenTransaction>;
  readonly of: WeakMap<Database, OpenTransaction>;
};

/**
 * Runs `work` in one transaction. It is rolled back when `work` throws or answers `{ ok: false }`; otherwise committed, and
 * then what `afterCommit` registered runs. Inside a transaction, `work` becomes a savepoint of that one.
 * @throws TransactionMisuse when `db` is the outer database while one of its transactions is open here
 */
export async function inTransaction<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  if (db.isTransaction) return inSavepoint(db, stateOf(db), work);
  const state: OpenTransaction = {
    pool: null,
    open: true,
    outer: shared.current.getStore(),
    callbacks: [],
    savepoints: [],
    savepointCount: 0
  };
  const result = await shared.current
    .run(state, () =>
      db.transaction().execute(async (tx) => {
        shared.of.set(tx, state);
        const value = await work(tx);
        if (isFailure(value)) throw new Refused(value);
        return value;
      })
    )
    .catch((error: unknown) => {
      state.callbacks = [];
      if (error instanceof Refused) return error.value as T;
      throw error;
    })
    .finally(() => (state.open = false));
  for (const run of state.callbacks) runSafely(run);
  return result;
}

/** Registers what runs once the whole transaction is committed; what it throws is logged and changes nothing. */
export function afterCommit(tx: Database, run: () => void): void {
  stateOf(tx).callbacks.push(run);
}

/** Puts the guard before a pool: a connection is refused to whoever is inside a transaction of the same pool. */
export function guardPool(pool: Pool): Pool {
  return {
    async connect(patient) {
      const state = shared.current.getStore();
      for (let other = state; other; other = other.outer)
        if (other.open && other.pool === pool)
          throw new TransactionMisuse(
            'The outer database was used inside an open transaction: pass the transaction (tx) on instead.'
          );
      if (state?.open && state.pool === null) state.pool = pool;
      return pool.connect(patient);
    },
    end: () => pool.end()
  };
}

async function inSavepoint<T>(
  tx: Database,
  state: OpenTransaction,
  work: (tx: Database) => Promise<T>
): Promise<T> {
  const name = `nested_${++state.savepointCount}`;
  const callbackCount = state.callbacks.length;
  await sql.raw(`savepoint ${name}`).execute(tx);
  state.savepoints.push(name);
  try {
    const value = await work(tx);
    if (isFailure(value)) throw new Refused(value);
    if (state.savepoints.at(-1) !== name)
      throw new TransactionMisuse('Two nested transactions ran side by side: run them one after the other.');
    state.savepoints.pop();
    await sql.raw(`release savepoint ${name}`).execute(tx);
    return value;
  } catch (error) {
    state.callbacks.length = callbackCount;
    await undoSavepoint(tx, state, name);
    if (error instanceof Refused) return error.value as T;
    throw error;
  }
}

/** What the savepoint was undone for matters more than that the connection is lost as well: the next statement will tell. */
async function undoSavepoint(tx: Database, state: OpenTransaction, name: string): Promise<void> {
  const at = state.savepoints.lastIndexOf(name);
  if (at < 0) return;
  state.savepoints.length = at;
  try {
    await sql.raw(`rollback to savepoint ${name}`).execute(tx);
    await sql.raw(`release savepoint ${name}`).execute(tx);
  } catch (error) {
    log('warn', 'savepoint_not_undone', { error: String(error) });
  }
}

function stateOf(tx: Database): OpenTransaction {
  const state = shared.of.get(tx) ?? shared.current.getStore();
  if (!tx.isTransaction || !state?.open)
    throw new TransactionMisuse('This needs a transaction that inTransaction opened and that is not over.');
  return state;
}

function isFailure(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}

/** Carries a refusal out through the driver, which rolls back on an exception only. */
class Refused extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super('refused');
    this.value = value;
  }
}

function runSafely(run: () => void): void {
  try {
    run();
  } catch (error) {
    log('error', 'after_commit_failed', {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error)
    });
  }
}
