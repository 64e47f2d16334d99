import { expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { findMeetingById } from './queries.server.ts';

const database = useDatabase();
test('nothing is found where nothing is', async () => {
  expect(await findMeetingById(database(), '00000000-0000-7000-8000-000000000000')).toBeNull();
});
