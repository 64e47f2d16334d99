// A connection for the time of one statement or transaction, watched: whatever takes too long is ended, and its outcome is told.
import pg from 'pg';
import { DatabaseInterrupted, TransactionMisuse } from './errors.ts';

export interface Answer {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: Record<string, unknown>[];
}

export interface Connection {
  query(text: string, parameters?: readonly unknown[]): Promise<Answer>;
  release(): void;
}

export interface Pool {
  /** @param patient for upkeep: statements may take an hour instead of the usual limit */
  connect(patient?: boolean): Promise<Connection>;
  end(): Promise<void>;
}

export interface Limits {
  /** How long a statement may run, in milliseconds. */
  readonly statement: number;
  /** How long an open transaction may stand idle, in milliseconds. */
  readonly idle: number;
  /** How long to wait for a connection, in milliseconds. */
  readonly wait: number;
}

export const usualLimits: Limits = { statement: 60_000, idle: 30_000, wait: 60_000 };
const patientLimit = 3_600_000;

/** The driver's connection with what it stands on. */
export interface Line {
  readonly client: Pick<pg.ClientBase, 'query'>;
  alive(): boolean;
  /** Ends the connection at once, whatever it is doing. */
  kill(): void;
  /** Takes the connection back. */
  giveBack(): void;
}

export function lease(line: Line, limits: Limits, patient = false): Connection {
  const statementLimit = patient ? patientLimit : limits.statement;
  let over: DatabaseInterrupted | null = null;
  let inTransaction = false;
  let returned = false;
  let idle: NodeJS.Timeout | undefined;

  const giveBack = (): void => {
    clearTimeout(idle);
    if (returned) return;
    returned = true;
    line.giveBack();
  };
  const rollBackAndGiveBack = (): void => {
    if (!line.alive()) return giveBack();
    const watchdog = setTimeout(() => line.kill(), limits.statement);
    line.client
      .query('rollback')
      .catch(() => line.kill())
      .finally(() => {
        clearTimeout(watchdog);
        giveBack();
      });
  };
  const expire = (): void => {
    over = new DatabaseInterrupted(
      `A transaction stood idle for ${limits.idle / 1000} s and was ended.`,
      'rolled back'
    );
    rollBackAndGiveBack();
  };

  return {
    async query(text, parameters) {
      const verb = firstWord(text);
      if (over) {
        if (verb === 'rollback') return nothing;
        throw over;
      }
      clearTimeout(idle);
      let timedOut = false;
      const watchdog = setTimeout(() => {
        timedOut = true;
        line.kill();
      }, statementLimit + graceMilliseconds);
      try {
        if (!line.alive()) throw new Error('The connection is closed.');
        const answer = (await line.client.query(text, parameters as unknown[])) as unknown as Answer;
        if (verb && isEmpty(answer)) {
          line.kill();
          throw new Error('The database engine failed without saying so.');
        }
        if (verb === 'begin' || verb === 'start') inTransaction = true;
        else if (endsTransaction(text)) inTransaction = false;
        // PostgreSQL answers so, without an error, when a statement before had failed.
        if (verb === 'commit' && answer.command === 'ROLLBACK')
          throw new TransactionMisuse(
            'A statement of the transaction failed and its error was ignored, so nothing was written: use a nested inTransaction around what may fail.'
          );
        return answer;
      } catch (error) {
        const cancelled = codeOf(error) === queryCancelled;
        if (!timedOut && !cancelled && line.alive() && !isDisconnection(error)) throw error;
        const message =
          timedOut || cancelled
            ? `A statement took longer than ${statementLimit / 1000} s and was ended.`
            : 'The connection to the database broke.';
        const interrupted = new DatabaseInterrupted(
          message,
          cancelled ? 'rolled back' : outcome(text, verb, inTransaction),
          error
        );
        if (!cancelled) {
          over = interrupted;
          line.kill();
        }
        throw interrupted;
      } finally {
        clearTimeout(watchdog);
        if (inTransaction && !over) idle = setTimeout(expire, limits.idle);
      }
    },
    release() {
      if (inTransaction && !over) rollBackAndGiveBack();
      else giveBack();
    }
  };
}

/** A server ends an overlong statement itself; this side waits a little longer before it cuts the line. */
const graceMilliseconds = 500;
const queryCancelled = '57014';
const nothing: Answer = { command: 'ROLLBACK', rowCount: null, rows: [] };

function firstWord(text: string): string {
  return (/^\s*([a-z]+)/i.exec(text)?.[1] ?? '').toLowerCase();
}

/** `rollback to savepoint` does not. */
function endsTransaction(text: string): boolean {
  return /^\s*(commit|end|rollback)\s*;?\s*$/i.test(text);
}

/**
 * The embedded engine passes over faults of its own, such as a full stack on deeply nested JSON: no rows, no error, and no
 * word of completion either. A text of several statements has several answers.
 */
function isEmpty(answer: Answer | readonly Answer[]): boolean {
  const last = Array.isArray(answer) ? (answer as readonly Answer[]).at(-1) : (answer as Answer);
  return !last?.command;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** Classes 08 (connection) and 57P (shut down, crashed, restarting) of https://www.postgresql.org/docs/current/errcodes-appendix.html, and 25P03 (idle too long). */
function isDisconnection(error: unknown): boolean {
  return /^(08|57P|25P03)/.test(codeOf(error) ?? '');
}

/** What a broken line means for the statement that was under way. */
function outcome(text: string, verb: string, inTransaction: boolean): 'rolled back' | 'unknown' {
  if (inTransaction) return endsTransaction(text) && verb !== 'rollback' ? 'unknown' : 'rolled back';
  return verb === 'select' || verb === 'begin' ? 'rolled back' : 'unknown';
}
