import { afterEach, expect, test } from 'vitest';
import { officialDays, takeOfficialDays } from '#lib/domains/calendar/official-days.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { now } from '#lib/platform/clock.server.ts';
import { saveInstallation } from '#lib/platform/installation.server.ts';
import { startJobs } from '#lib/platform/jobs.server.ts';
import { callHouse, houseName } from '#lib/platform/words/house-name.ts';
import { useDatabase } from '#tests/db.ts';
import { heedInstallation } from './installed.server.ts';
import { wordsIn } from './words.ts';

const database = useDatabase();
afterEach(() => {
  callHouse(undefined);
  takeOfficialDays(undefined);
});

const autumn = { kind: 'autumn' as const, from: '2031-10-27', to: '2031-11-03' };

async function decree(): Promise<void> {
  const facts = { name: 'Tiszazug', officialDays: { school: [autumn], moved: [] } };
  await inTransaction(database(), (tx) => saveInstallation(tx, facts, now()));
}

test('what somebody has added is heard where no page is asked for', async () => {
  await decree();
  expect(officialDays().school).not.toContainEqual(autumn);
  await heedInstallation(database());
  expect(officialDays().school).toContainEqual(autumn);
  expect(houseName()).toBe('Tiszazug');
});

test('jobs go by the days off that were added since the last round', async () => {
  const seen: boolean[] = [];
  const run = async (): Promise<void> =>
    void seen.push(officialDays().school.some(({ from }) => from === autumn.from));
  const room = {
    ...{ name: 'trial', rank: 9, verbs: [], columns: {} },
    schedules: [{ name: 'look', everyMinutes: 60, run }]
  };
  await decree();
  const jobs = startJobs(database(), [room], { wordsIn, beforeRound: () => heedInstallation(database()) });
  try {
    await jobs.drain();
  } finally {
    await jobs.stop();
  }
  expect(seen).toEqual([true]);
});
