import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { no, ok } from '#lib/core/result.ts';
import { useDatabase } from '#tests/db.ts';
import { afterCommit, inTransaction, type Database } from './database.server.ts';
import { TransactionMisuse } from './errors.ts';

const database = useDatabase();

async function note(db: Database, name: string): Promise<void> {
  await sql`insert into migration (name, checksum) values (${name}, 'test')`.execute(db);
}

async function notes(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from migration where checksum = 'test' order by name`.execute(db);
  return rows.map(({ name }) => name);
}

describe('a transaction', () => {
  test('keeps what it wrote when the work succeeds', async () => {
    const db = database();
    expect(await inTransaction(db, async (tx) => (await note(tx, 'a'), ok('done')))).toEqual(ok('done'));
    expect(await notes(db)).toEqual(['a']);
  });

  test('sees nothing of what another test wrote', async () => {
    expect(await notes(database())).toEqual([]);
  });

  test('is undone when the work answers that it failed', async () => {
    const db = database();
    const answer = await inTransaction(db, async (tx) => (await note(tx, 'a'), no('taken', { by: 'b' })));
    expect(answer).toEqual({ ok: false, reason: 'taken', by: 'b' });
    expect(await notes(db)).toEqual([]);
  });

  test('is undone when the work throws, and the error comes out as it is', async () => {
    const db = database();
    const fault = new Error('fault');
    await expect(
      inTransaction(db, async (tx) => {
        await note(tx, 'a');
        throw fault;
      })
    ).rejects.toBe(fault);
    expect(await notes(db)).toEqual([]);
  });

  test('undoes only the inner one of two when that fails', async () => {
    const db = database();
    await inTransaction(db, async (tx) => {
      await note(tx, 'a');
      await inTransaction(tx, async (inner) => (await note(inner, 'b'), no('not_this')));
      await inTransaction(tx, async (inner) => note(inner, 'c'));
    });
    expect(await notes(db)).toEqual(['a', 'c']);
  });

  test('does not pass for done when the error of one of its statements was ignored', async () => {
    const db = database();
    await expect(
      inTransaction(db, async (tx) => {
        await note(tx, 'a');
        await note(tx, 'a').catch(() => undefined);
      })
    ).rejects.toThrow();
    expect(await notes(db)).toEqual([]);
  });

  test('can go on after a nested one ran into a constraint', async () => {
    const db = database();
    await inTransaction(db, async (tx) => {
      await note(tx, 'a');
      await inTransaction(tx, (inner) => note(inner, 'a')).catch(() => undefined);
      await note(tx, 'b');
    });
    expect(await notes(db)).toEqual(['a', 'b']);
  });

  test('refuses two nested ones side by side, which would undo each other', async () => {
    await expect(
      inTransaction(database(), async (tx) => {
        let release = (): void => {};
        const slow = inTransaction(tx, () => new Promise<void>((resolve) => (release = resolve)));
        const fast = inTransaction(tx, async (inner) => {
          await note(inner, 'b');
          release();
          await slow;
        });
        await Promise.all([slow, fast]);
      })
    ).rejects.toBeInstanceOf(TransactionMisuse);
  });

  test('is refused the outer database while it is open, and leaves it usable', async () => {
    const db = database();
    await expect(inTransaction(db, () => notes(db))).rejects.toBeInstanceOf(TransactionMisuse);
    await expect(inTransaction(db, () => inTransaction(db, notes))).rejects.toBeInstanceOf(TransactionMisuse);
    expect(await notes(db)).toEqual([]);
  });

  test('is refused to whoever uses it after its end', async () => {
    const db = database();
    const kept = await inTransaction(db, async (tx) => ({ tx }));
    await expect(note(kept.tx, 'a')).rejects.toThrow();
    expect(() => afterCommit(kept.tx, () => {})).toThrow(TransactionMisuse);
  });
});

describe('what waits for the commit', () => {
  test('runs after it, in order, and may use the outer database', async () => {
    const db = database();
    const seen: string[] = [];
    let later: Promise<string[]> | undefined;
    await inTransaction(db, async (tx) => {
      afterCommit(tx, () => seen.push('first'));
      await inTransaction(tx, async (inner) => afterCommit(inner, () => seen.push('second')));
      afterCommit(tx, () => (later = notes(db)));
      await note(tx, 'a');
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual(['first', 'second']);
    expect(await later).toEqual(['a']);
  });

  test('does not run when the transaction, or the nested one it belongs to, is undone', async () => {
    const db = database();
    const run = vi.fn();
    await inTransaction(db, async (tx) => (afterCommit(tx, run), no('not_this')));
    await inTransaction(db, async (tx) => {
      await inTransaction(tx, async (inner) => (afterCommit(inner, run), no('not_this')));
    });
    expect(run).not.toHaveBeenCalled();
  });

  test('does not make the operation fail when it throws', async () => {
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const next = vi.fn();
    const answer = await inTransaction(database(), async (tx) => {
      afterCommit(tx, () => {
        throw new Error('no mail today');
      });
      afterCommit(tx, next);
      return ok(1);
    });
    expect(answer).toEqual(ok(1));
    expect(next).toHaveBeenCalledOnce();
    expect(String(log.mock.calls[0]?.[0])).toContain('no mail today');
    log.mockRestore();
  });

  test('needs a transaction', () => {
    expect(() => afterCommit(database(), () => {})).toThrow(TransactionMisuse);
  });
});
