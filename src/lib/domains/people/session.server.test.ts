// Sessions begin, go on, are seen and end.
import { describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { addPerson } from './operations.server.ts';
import { findActor } from './session-actor.server.ts';
import { forgetByDeclaration } from '#lib/platform/privacy/retention.server.ts';
import { findKnownDevice } from './session-known-device.server.ts';
import { signInColumns } from './sign-in-schema.server.ts';
import {
  confirmSession,
  endSession,
  endSessionOf,
  endSessions,
  isFresh,
  listSessions,
  openSession,
  renewSession,
  unknownBrowser,
  type Browser,
  type OpenedSession
} from './session.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = ({ days = 0, minutes = 0 }: { days?: number; minutes?: number }): Date =>
  new Date(now.getTime() + days * 86_400_000 + minutes * 60_000);
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

const addIlka = (email: string | null = 'ilka@revesz.example'): Promise<Id<'person'>> =>
  addPerson(database(), { name: 'Révész Ilka', email, roles: [] }, now);
const open = (
  person: Id<'person'>,
  browser: Browser = unknownBrowser,
  at: Date = now
): Promise<OpenedSession> => inTransaction(database(), (tx) => openSession(tx, person, browser, at));
const isIn = async (session: string, at: Date = now): Promise<boolean> =>
  (await findActor(database(), session, at)) !== null;
const mailCount = async (): Promise<number> =>
  (await database().selectFrom('mail').select('id').execute()).length;

describe('a session', () => {
  test('lasts thirty days from the last visit and ninety in all', async () => {
    const person = await addIlka();
    const { session: unused } = await open(person);
    expect(await isIn(unused, later({ days: 29 }))).toBe(true);
    const { session } = await open(person);
    expect(await isIn(session, later({ days: 31 }))).toBe(false);
    const { session: used } = await open(person);
    for (const days of [25, 50, 75]) expect(await isIn(used, later({ days }))).toBe(true);
    expect(await isIn(used, later({ days: 89 }))).toBe(true);
    expect(await isIn(used, later({ days: 90 }))).toBe(false);
  });

  test('has a secret of its own each time, stored as a hash only', async () => {
    const person = await addIlka();
    const [first, second] = [await open(person), await open(person)];
    expect(first.session).not.toBe(second.session);
    expect(first.session).toHaveLength(43);
    const rows = await database().selectFrom('session').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(first.session);
  });

  test('that is renewed goes on under the new secret only', async () => {
    const { session } = await open(await addIlka());
    const renewed = await renewSession(database(), session);
    expect(await isIn(renewed ?? '')).toBe(true);
    expect(await isIn(session)).toBe(false);
    expect(await renewSession(database(), session)).toBeNull();
  });

  test('is fresh for ten minutes after signing in, and after confirming again', async () => {
    const { session } = await open(await addIlka());
    expect(await isFresh(database(), session, later({ minutes: 9 }))).toBe(true);
    expect(await isFresh(database(), session, later({ minutes: 10 }))).toBe(false);
    await confirmSession(database(), session, later({ minutes: 30 }));
    expect(await isFresh(database(), session, later({ minutes: 39 }))).toBe(true);
    expect(await isFresh(database(), 'nobody', now)).toBe(false);
  });
});

describe('the list of sessions', () => {
  test('names each browser, when it came in and was last seen, this one first', async () => {
    const person = await addIlka();
    const here = await open(person, { userAgent: firefox, deviceToken: null });
    await open(person, unknownBrowser, later({ minutes: 5 }));
    expect(await isIn(here.session, later({ days: 2 }))).toBe(true);
    const list = await listSessions(database(), person, here.session, later({ days: 2 }));
    expect(list.map(({ id: _id, ...row }) => row)).toEqual([
      { browser: 'Firefox', system: 'Windows', since: now, lastSeenOn: '2026-11-23', isThisOne: true },
      {
        browser: null,
        system: null,
        since: later({ minutes: 5 }),
        lastSeenOn: '2026-11-21',
        isThisOne: false
      }
    ]);
  });

  test('lets one be ended, or all others, or this one', async () => {
    const person = await addIlka();
    const [here, there, elsewhere] = [await open(person), await open(person), await open(person)];
    const other = (await listSessions(database(), person, here.session, now)).find(
      ({ isThisOne }) => !isThisOne
    );
    expect(await endSessionOf(database(), person, other?.id as Id<'session'>)).toBe(true);
    expect([await isIn(there.session), await isIn(elsewhere.session)].filter(Boolean)).toHaveLength(1);
    await endSessions(database(), person, here.session);
    expect([await isIn(here.session), await isIn(there.session), await isIn(elsewhere.session)]).toEqual([
      true,
      false,
      false
    ]);
    await endSession(database(), here.session);
    expect(await isIn(here.session)).toBe(false);
  });

  test('of one person cannot be ended by another', async () => {
    const [mine, theirs] = [await addIlka(), await addIlka('masik@revesz.example')];
    const { session } = await open(theirs);
    const [view] = await listSessions(database(), theirs, session, now);
    expect(await endSessionOf(database(), mine, view?.id as Id<'session'>)).toBe(false);
    await endSessions(database(), mine);
    expect(await isIn(session)).toBe(true);
  });
});

describe('a browser not seen before', () => {
  test('is told of by mail once, but the very first is no news', async () => {
    const person = await addIlka();
    const first = await open(person);
    expect(await mailCount()).toBe(0);
    const second = await open(person, { userAgent: firefox, deviceToken: null });
    expect(await mailCount()).toBe(1);
    await open(person, { userAgent: firefox, deviceToken: first.deviceToken });
    await open(person, { userAgent: firefox, deviceToken: second.deviceToken });
    expect(await mailCount()).toBe(1);
    const mail = await database().selectFrom('mail').select(['kind', 'content']).executeTakeFirstOrThrow();
    expect([mail.kind, JSON.stringify(mail.content)]).toEqual([
      'essential',
      expect.stringContaining('Firefox, Windows')
    ]);
  });

  test('that claims a secret nobody was given gets another one', async () => {
    const planted = 'x'.repeat(43);
    expect((await open(await addIlka(), { userAgent: null, deviceToken: planted })).deviceToken).not.toBe(
      planted
    );
  });

  test('may be shared: it is new to each person, and keeps its one secret', async () => {
    const [ilka, other] = [await addIlka(), await addIlka('masik@revesz.example')];
    await open(other);
    const { deviceToken } = await open(ilka);
    const shared = await open(other, { userAgent: null, deviceToken });
    expect(shared.deviceToken).toBe(deviceToken);
    expect(await mailCount()).toBe(1);
    expect(await findKnownDevice(database(), 'masik@revesz.example', deviceToken)).not.toBeNull();
  });

  test('that was not used for four hundred days is a stranger again', async () => {
    const { deviceToken } = await open(await addIlka());
    await forgetByDeclaration(database(), signInColumns, later({ days: 399 }));
    expect(await findKnownDevice(database(), 'ilka@revesz.example', deviceToken)).not.toBeNull();
    await forgetByDeclaration(database(), signInColumns, later({ days: 401 }));
    expect(await findKnownDevice(database(), 'ilka@revesz.example', deviceToken)).toBeNull();
  });
});
