import { beforeEach, describe, expect, test } from 'vitest';
import { discardJob, faultOf, listOpenJobs, retryJob } from './job-list.server.ts';
import { anonymous, system, type Actor } from './actor.ts';
import { inTransaction } from './db/database.server.ts';
import { countWaitingWork, houseGauges } from './health.server.ts';
import { isClosedFor, setMaintenance } from './maintenance.server.ts';
import { enqueue } from './jobs.server.ts';
import { findInstallation } from './installation.server.ts';
import { isBackupDue, isRoomShort, listTableSizes, rememberBackup } from './storage.server.ts';
import type { Id } from '#lib/core/ids.ts';
import { useDatabase } from '#tests/db.ts';

const database = useDatabase();
const at = new Date('2026-11-05T09:00:00Z');
const later = new Date('2026-11-05T10:00:00Z');
const member: Actor = { kind: 'person', id: '' as Id<'person'>, name: 'Tag', roles: [] } as Actor;

async function addJob(name: string, more: object = {}, onceKey: string | null = null): Promise<string> {
  const db = database();
  await inTransaction(db, (tx) => enqueue(tx, { name, runAt: at, onceKey }));
  const { id } = await db
    .updateTable('job')
    .set({ attempts: 0, ...more })
    .where('name', '=', name)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

describe('the list of jobs', () => {
  beforeEach(async () => {
    await addJob('t.done', { done_at: at });
    await addJob('t.waits');
    await addJob('t.retries', { last_error: 'Error: getaddrinfo ENOTFOUND mail.example', attempts: 3 });
    await addJob('t.runs', { locked_until: new Date('2026-11-05T09:10:00Z') });
    await addJob('t.lapsed', { locked_until: new Date('2026-11-05T08:00:00Z') });
    await addJob('t.failed', { failed_at: at, last_error: 'Error: connect ECONNREFUSED', attempts: 12 });
  });

  test('shows what is not done, the failed first, each with its state', async () => {
    const jobs = await listOpenJobs(database(), at);
    expect(jobs[0]).toMatchObject({ name: 't.failed', state: 'failed', fault: 'no_connection' });
    expect(Object.fromEntries(jobs.map(({ name, state }) => [name, state]))).toEqual({
      't.failed': 'failed',
      't.waits': 'waiting',
      't.retries': 'retrying',
      't.runs': 'running',
      't.lapsed': 'waiting'
    });
  });

  test('counts the same', async () => {
    expect(await countWaitingWork(database(), at)).toMatchObject({ waiting: 3, running: 1, failed: 1 });
  });

  test('a failed one is tried again at once with all its tries before it', async () => {
    const [failed] = await listOpenJobs(database(), at);
    expect(await retryJob(database(), system, failed!.id, later)).toEqual({ ok: true, value: null });
    const again = (await listOpenJobs(database(), later)).find(({ id }) => id === failed!.id);
    expect(again).toMatchObject({ state: 'retrying', attempts: 0, runAt: later });
  });

  test('a running one is neither started twice nor thrown away', async () => {
    const running = (await listOpenJobs(database(), at)).find(({ state }) => state === 'running');
    expect(await retryJob(database(), system, running!.id, at)).toEqual({ ok: false, reason: 'gone' });
    expect(await discardJob(database(), system, running!.id, at)).toEqual({ ok: false, reason: 'gone' });
  });

  test('what is thrown away is gone, a second time as well', async () => {
    const [failed] = await listOpenJobs(database(), at);
    expect((await discardJob(database(), system, failed!.id, at)).ok).toBe(true);
    expect(await discardJob(database(), system, failed!.id, at)).toEqual({ ok: false, reason: 'gone' });
    expect(await discardJob(database(), system, "x' or 1=1", at)).toEqual({ ok: false, reason: 'gone' });
  });

  test('nobody but an administrator changes it', async () => {
    const [failed] = await listOpenJobs(database(), at);
    for (const actor of [anonymous, member]) {
      expect(await retryJob(database(), actor, failed!.id, at)).toEqual({ ok: false, reason: 'not_allowed' });
      expect(await discardJob(database(), actor, failed!.id, at)).toEqual({
        ok: false,
        reason: 'not_allowed'
      });
    }
  });
});

test('a failed job whose like waits already is not tried beside it', async () => {
  const failed = await addJob('t.one', { failed_at: at, last_error: 'x' }, 'key');
  await inTransaction(database(), (tx) => enqueue(tx, { name: 't.one', runAt: later, onceKey: 'key' }));
  expect(await retryJob(database(), system, failed, later)).toEqual({ ok: false, reason: 'gone' });
});

test.each([
  ['Error: getaddrinfo ENOTFOUND mail.example', 'name_not_found'],
  ['Error: connect ETIMEDOUT 192.0.2.1:25', 'too_slow'],
  ['DatabaseInterrupted: The connection was lost.', 'database'],
  ['error: could not extend file: ENOSPC', 'disk_full'],
  ['Error: Invalid login: 535 authentication denied', 'refused'],
  ['TypeError: x is not a function', 'other']
])('%s is %s in plain words', (error, fault) => {
  expect(faultOf(error)).toBe(fault);
});

describe('closing the house', () => {
  test('is told to visitors, and undone', async () => {
    const db = database();
    expect(
      await setMaintenance(db, system, { hu: '  Költözünk.  ', en: 'We are moving.' }, at)
    ).toMatchObject({ ok: true });
    const { maintenance } = await findInstallation(db);
    expect(maintenance).toEqual({
      since: at.toISOString(),
      message: 'Költözünk.',
      messageInEnglish: 'We are moving.'
    });
    await setMaintenance(db, system, { hu: '', en: ' ' }, later);
    expect((await findInstallation(db)).maintenance).toEqual({ since: at.toISOString() });
    await setMaintenance(db, system, null, later);
    expect((await findInstallation(db)).maintenance).toBeUndefined();
    const verbs = await db.selectFrom('activity').select('verb').orderBy('at').execute();
    expect(verbs.map(({ verb }) => verb).sort()).toEqual([
      'installation.closed',
      'installation.closed',
      'installation.opened'
    ]);
  });

  test('is for administrators, and the message has an end', async () => {
    expect(await setMaintenance(database(), member, { hu: 'x', en: '' }, at)).toEqual({
      ok: false,
      reason: 'not_allowed'
    });
    expect(await setMaintenance(database(), system, { hu: '', en: 'x'.repeat(1001) }, at)).toEqual({
      ok: false,
      reason: 'message_too_long'
    });
    expect(await findInstallation(database())).toEqual({});
  });

  test('leaves the ways open that administrators and machines need', () => {
    const closed = { maintenance: { since: at.toISOString() } };
    expect(isClosedFor(anonymous, closed, '/(public)/events')).toBe(true);
    expect(isClosedFor(member, closed, '/(app)/events/new')).toBe(true);
    expect(isClosedFor(anonymous, closed, null)).toBe(true);
    expect(isClosedFor(anonymous, closed, '/(app)/sign-in/[token]')).toBe(false);
    expect(isClosedFor(anonymous, closed, '/health/ready')).toBe(false);
    expect(isClosedFor(system, closed, '/(public)/events')).toBe(false);
    expect(isClosedFor(anonymous, {}, '/(public)/events')).toBe(false);
  });
});

test('a backup is due when there is none or it is more than a week old', async () => {
  const db = database();
  await rememberBackup(db, { bytes: 7, directory: '/srv/backup' }, at);
  const { lastBackup } = await findInstallation(db);
  expect(lastBackup).toEqual({ at: at.toISOString(), bytes: 7, directory: '/srv/backup' });
  expect(isBackupDue(undefined, at)).toBe(true);
  expect(isBackupDue(lastBackup, new Date('2026-11-12T09:00:00Z'))).toBe(false);
  expect(isBackupDue(lastBackup, new Date('2026-11-12T09:00:01Z'))).toBe(true);
});

test('room is short below a gigabyte, or below a twentieth of a small disk', () => {
  const gigabyte = 1024 ** 3;
  expect(isRoomShort({ freeBytes: 0.9 * gigabyte, totalBytes: 500 * gigabyte })).toBe(true);
  expect(isRoomShort({ freeBytes: 1.1 * gigabyte, totalBytes: 500 * gigabyte })).toBe(false);
  expect(isRoomShort({ freeBytes: 0.5 * gigabyte, totalBytes: 8 * gigabyte })).toBe(false);
});

test('every table has a size, and the gauges are numbers', async () => {
  const db = database();
  const sizes = await listTableSizes(db);
  expect(sizes.map(({ table }) => table)).toContain('installation');
  expect(sizes.every(({ bytes }) => Number.isFinite(bytes))).toBe(true);
  const gauges = await houseGauges(
    db,
    {
      health: () =>
        Promise.resolve({ kind: 'embedded', version: '18.6', migration: null, bytes: 5, restarts: 0 })
    } as never,
    at
  );
  expect(gauges.map(({ name }) => name)).toContain('kalaka_jobs');
  expect(gauges.flatMap(({ values }) => values).every(({ value }) => Number.isFinite(value))).toBe(true);
});
