// Guessing is stopped, and only the one who guesses.
import { describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { countTry, forgetTries, networkLimit } from './attempt-limits.server.ts';
import { addPerson } from './operations.server.ts';
import { hashPassword } from './password-hash.server.ts';
import { signInWithPassword } from './password.server.ts';
import { openSession, unknownBrowser, type Browser } from './session.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const phrase = 'három szürke kecske a hídon';

async function addWithPassword(email: string): Promise<Awaited<ReturnType<typeof addPerson>>> {
  const id = await addPerson(database(), { name: 'Próba Panni', email, roles: [] }, now);
  await database()
    .insertInto('password')
    .values({ person_id: id, hash: await hashPassword(phrase), changed_at: now })
    .execute();
  return id;
}

async function reasonOf(
  email: string,
  password: string,
  address: string,
  { at = now, browser = unknownBrowser }: { at?: Date; browser?: Browser } = {}
): Promise<string> {
  const done = await signInWithPassword(database(), { email, password, address }, browser, at);
  return done.ok ? 'in' : done.reason;
}

const guess = async (times: number, email: string, address: (turn: number) => string): Promise<string[]> => {
  const reasons: string[] = [];
  for (let turn = 0; turn < times; turn++)
    reasons.push(await reasonOf(email, `rossz jelszó ${turn}`, address(turn)));
  return reasons;
};
const wrong = 'email_or_password_wrong';
const stopped = 'too_many_tries';

describe('guessing a password', () => {
  test('is stopped after ten tries on one account, from wherever they come, even with the right one', async () => {
    await addWithPassword('panni@proba.example');
    expect(await guess(11, 'panni@proba.example', (turn) => `198.51.100.${turn}`)).toEqual([
      ...Array<string>(10).fill(wrong),
      stopped
    ]);
    expect(await reasonOf('panni@proba.example', phrase, '203.0.113.7')).toBe(stopped);
    expect(await reasonOf('panni@proba.example', phrase, '203.0.113.7', { at: later(15) })).toBe('in');
  });

  test('is stopped just so for an address that nobody has', async () => {
    const reasons = await guess(11, 'senki@sehol.example', (turn) => `198.51.100.${turn}`);
    expect(reasons).toEqual([...Array<string>(10).fill(wrong), stopped]);
  });

  test('is stopped after ten tries from one network, on however many accounts', async () => {
    const reasons: string[] = [];
    for (let turn = 0; turn < 11; turn++)
      reasons.push(await reasonOf(`valaki${turn}@proba.example`, 'rossz jelszó', '198.51.100.1'));
    expect(reasons).toEqual([...Array<string>(10).fill(wrong), stopped]);
  });

  test('does not get new tries by moving within a /64, and others are not held up', async () => {
    await addWithPassword('panni@proba.example');
    for (let turn = 0; turn < 10; turn++)
      await reasonOf(`valaki${turn}@proba.example`, 'rossz jelszó', `2001:db8:0:1::${turn.toString(16)}`);
    expect(await reasonOf('panni@proba.example', phrase, '2001:db8:0:1:ffff::1')).toBe(stopped);
    expect(await reasonOf('panni@proba.example', phrase, '2001:db8:0:2::1')).toBe('in');
  });

  test('does not lock the owner out of a browser that they have used before', async () => {
    const person = await addWithPassword('panni@proba.example');
    const { deviceToken } = await inTransaction(database(), (tx) =>
      openSession(tx, person, unknownBrowser, now)
    );
    await guess(10, 'panni@proba.example', (turn) => `198.51.100.${turn}`);
    const own: Browser = { userAgent: null, deviceToken };
    const stranger: Browser = { userAgent: null, deviceToken: 'x'.repeat(43) };
    expect(await reasonOf('panni@proba.example', phrase, '203.0.113.7', { browser: stranger })).toBe(stopped);
    expect(await reasonOf('panni@proba.example', phrase, '203.0.113.7', { browser: own })).toBe('in');
  });

  test('starts anew for the account after the right one, but the network keeps what it has spent', async () => {
    await addWithPassword('panni@proba.example');
    const address = '198.51.100.1';
    await guess(9, 'panni@proba.example', () => address);
    expect(await reasonOf('panni@proba.example', phrase, address)).toBe('in');
    expect(await guess(10, 'panni@proba.example', (turn) => `203.0.113.${turn}`)).not.toContain(stopped);
    expect(await reasonOf('masik@proba.example', 'rossz jelszó', address)).toBe(wrong);
    expect(await reasonOf('masik@proba.example', 'rossz jelszó', address)).toBe(stopped);
  });
});

describe('the count', () => {
  test('slides: room comes back as each try grows old, and the wait is told in whole minutes', async () => {
    const limit = [networkLimit('198.51.100.1')];
    for (let turn = 0; turn < 10; turn++)
      expect((await countTry(database(), limit, later(turn))).ok).toBe(true);
    expect(await countTry(database(), limit, later(9.5))).toEqual({
      ok: false,
      reason: stopped,
      waitMinutes: 6
    });
    expect((await countTry(database(), limit, later(15))).ok).toBe(true);
    expect((await countTry(database(), limit, later(15))).ok).toBe(false);
  });

  test('holds when all come at the same moment', async () => {
    const limit = [networkLimit('198.51.100.1')];
    const counted = await Promise.all(Array.from({ length: 25 }, () => countTry(database(), limit, now)));
    expect(counted.filter(({ ok }) => ok)).toHaveLength(10);
  });

  test('is forgotten after an hour and holds no address', async () => {
    await countTry(database(), [networkLimit('198.51.100.1')], now);
    const rows = await database().selectFrom('sign_in_try').selectAll().execute();
    expect(Buffer.from(rows[0]?.key_hash ?? []).toString()).not.toContain('198.51');
    await forgetTries(database(), later(59));
    expect(await database().selectFrom('sign_in_try').select('id').execute()).toHaveLength(1);
    await forgetTries(database(), later(60));
    expect(await database().selectFrom('sign_in_try').select('id').execute()).toEqual([]);
  });
});
