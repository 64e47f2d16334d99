import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DatabaseInterrupted } from './errors.ts';
import { lease, type Connection, type Line } from './lease.server.ts';

/** A line whose statements end when the test says so. */
function fakeLine() {
  let alive = true;
  let fail: ((error: Error) => void) | undefined;
  const given = vi.fn();
  const line: Line = {
    client: {
      query: ((text: string) =>
        new Promise((resolve, reject) => {
          fail = reject;
          if (!text.includes('slow'))
            resolve({ command: text.split(' ')[0]?.toUpperCase(), rowCount: 0, rows: [] });
        })) as never
    },
    alive: () => alive,
    kill: () => breakLine(),
    giveBack: given
  };
  const breakLine = (): void => {
    alive = false;
    fail?.(new Error('gone'));
  };
  return { line, breakLine, given };
}

const limits = { statement: 1000, idle: 5000, wait: 1000 };

async function interruptionOf(promise: Promise<unknown>): Promise<DatabaseInterrupted> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason
  );
  expect(error).toBeInstanceOf(DatabaseInterrupted);
  return error as DatabaseInterrupted;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('when the connection breaks', () => {
  const cases: readonly [string, (connection: Connection) => Promise<unknown>, string][] = [
    ['a single write', (connection) => connection.query('insert slow'), 'unknown'],
    ['a single read', (connection) => connection.query('select slow'), 'rolled back'],
    [
      'a write in a transaction',
      async (connection) => {
        await connection.query('begin');
        await connection.query('insert slow');
      },
      'rolled back'
    ],
    [
      'a read that writes',
      (connection) => connection.query('with gone as (delete from t returning 1) select slow'),
      'unknown'
    ]
  ];
  test.each(cases)('during %s', async (_name, work, outcome) => {
    const { line, breakLine } = fakeLine();
    const working = interruptionOf(work(lease(line, limits)));
    await vi.advanceTimersByTimeAsync(1);
    breakLine();
    expect((await working).outcome).toBe(outcome);
  });

  test('during the commit nobody knows whether it happened', async () => {
    const { line, breakLine } = fakeLine();
    const connection = lease(line, limits);
    await connection.query('begin');
    line.client.query = (() =>
      new Promise((_resolve, reject) => setTimeout(() => reject(new Error('gone')), 1))) as never;
    const committing = interruptionOf(connection.query('commit'));
    breakLine();
    await vi.advanceTimersByTimeAsync(1);
    const error = await committing;
    expect(error.outcome).toBe('unknown');
    expect(error.message).toContain('unknown');
  });

  test('whatever follows on it fails in the same way, but rolling back is allowed', async () => {
    const { line, breakLine, given } = fakeLine();
    const connection = lease(line, limits);
    await connection.query('begin');
    const broken = interruptionOf(connection.query('insert slow'));
    breakLine();
    const error = await broken;
    await expect(connection.query('select 1')).rejects.toBe(error);
    await expect(connection.query('rollback')).resolves.toMatchObject({ rows: [] });
    connection.release();
    connection.release();
    expect(given).toHaveBeenCalledOnce();
  });
});

describe('what takes too long', () => {
  test('is ended: a statement', async () => {
    const { line } = fakeLine();
    const error = interruptionOf(lease(line, limits).query('select slow'));
    await vi.advanceTimersByTimeAsync(2000);
    expect((await error).message).toContain('longer than 1 s');
    expect(line.alive()).toBe(false);
  });

  test('is not ended when it is upkeep', async () => {
    const { line, breakLine } = fakeLine();
    const vacuum = interruptionOf(lease(line, limits, true).query('vacuum slow'));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(line.alive()).toBe(true);
    breakLine();
    await vacuum;
  });

  test('is ended: a transaction in which nothing happens, and the connection goes to others', async () => {
    const { line, given } = fakeLine();
    const connection = lease(line, limits);
    await connection.query('begin');
    await vi.advanceTimersByTimeAsync(6000);
    expect(given).toHaveBeenCalledOnce();
    const error = await interruptionOf(connection.query('insert into t values (1)'));
    expect(error.outcome).toBe('rolled back');
    connection.release();
    expect(given).toHaveBeenCalledOnce();
  });
});

test('a transaction that was left open is rolled back before the connection goes to others', async () => {
  const { line, given } = fakeLine();
  const query = vi.spyOn(line.client, 'query');
  const connection = lease(line, limits);
  await connection.query('begin');
  await connection.query('savepoint a');
  await connection.query('rollback to savepoint a');
  connection.release();
  expect(given).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(query).toHaveBeenLastCalledWith('rollback');
  expect(given).toHaveBeenCalledOnce();
});
