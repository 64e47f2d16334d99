// A PostgreSQL server's connections: the same limits, types and texts as on the embedded database.
import pg from 'pg';
import { log } from '../log.server.ts';
import { DatabaseInterrupted, DatabaseUnusable } from './errors.ts';
import { lease, type Limits, type Pool } from './lease.server.ts';
import { columnTypes, sessionSettings } from './types.server.ts';

export const oldestServer = 15;

export function serverPool(url: string, limits: Limits, size = 10): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types: columnTypes,
    application_name: 'kalaka',
    connectionTimeoutMillis: Math.min(limits.wait, 15_000),
    keepAlive: true,
    statement_timeout: limits.statement,
    idle_in_transaction_session_timeout: limits.idle,
    options: Object.entries(sessionSettings)
      .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
      .join(' ')
  });
  pool.on('error', (error) => log('warn', 'database_connection_lost', { error: error.message }));
  let ended: Promise<void> | undefined;
  return {
    async connect(patient) {
      const client = await pool.connect().catch((error: unknown) => {
        throw new DatabaseInterrupted('The database does not answer.', 'rolled back', error);
      });
      let alive = true;
      const onLost = (): void => void (alive = false);
      client.on('error', onLost).on('end', onLost);
      let given = false;
      const giveBack = (broken: boolean): void => {
        if (given) return;
        given = true;
        client.off('error', onLost).off('end', onLost);
        client.release(broken);
      };
      // A session that was patient is not lent again: its limits are off.
      if (patient) await client.query('set statement_timeout = 0');
      return lease(
        {
          client,
          alive: () => alive,
          kill() {
            alive = false;
            giveBack(true);
          },
          giveBack: () => giveBack(!alive || patient === true)
        },
        limits,
        patient
      );
    },
    end: () => (ended ??= pool.end())
  };
}

/** @throws DatabaseUnusable when there is no server, or one that is too old or does not let us in */
export async function checkServer(pool: Pool, url: string): Promise<void> {
  const place = placeOf(url);
  let version: number;
  try {
    const connection = await pool.connect();
    try {
      const { rows } = await connection.query('show server_version_num');
      version = Number(rows[0]?.['server_version_num']);
    } finally {
      connection.release();
    }
  } catch (error) {
    throw new DatabaseUnusable(
      `The PostgreSQL server ${place} cannot be used: ${innermost(error)}. Check DATABASE_URL.`,
      {
        cause: error
      }
    );
  }
  if (version < oldestServer * 10_000)
    throw new DatabaseUnusable(
      `The PostgreSQL server ${place} is of version ${Math.floor(version / 10_000)}; ${oldestServer} or newer is needed.`
    );
}

/** Without user and password. */
function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return 'in DATABASE_URL';
  }
}

function innermost(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.cause ? innermost(error.cause) : error.message;
}
