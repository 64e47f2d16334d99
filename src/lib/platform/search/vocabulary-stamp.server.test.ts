// The index is written anew when the words with which it is made are others than those it was made with.
import { expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { inTransaction } from '../db/database.server.ts';
import { indexingWork } from './index.server.ts';
import { findInstallation, saveInstallation } from '../installation.server.ts';
import { rebuildWhenWordsChanged, stampOf, vocabularyStamp } from './vocabulary-stamp.server.ts';

const database = useDatabase();
const now = new Date('2027-03-01T08:00:00Z');
const waiting = () =>
  database()
    .selectFrom('job')
    .select(['name', 'run_at'])
    .where('name', '=', 'platform.reindex_search')
    .where('done_at', 'is', null)
    .execute();

test('a start with other words asks for the index once, and one with the same words for nothing', async () => {
  await inTransaction(database(), (tx) =>
    saveInstallation(tx, { searchVocabulary: 'of another program' }, now)
  );
  await rebuildWhenWordsChanged(database(), now);
  await rebuildWhenWordsChanged(database(), now);
  expect(await waiting()).toEqual([{ name: 'platform.reindex_search', run_at: now }]);

  await database().deleteFrom('job').execute();
  const [schedule] = indexingWork({ searchables: [], words: () => Promise.resolve([]) }).schedules;
  await schedule?.run(database(), now, {
    domains: [],
    wordsIn: () => Promise.reject(new Error('No words are wanted.'))
  });
  expect((await findInstallation(database())).searchVocabulary).toBe(vocabularyStamp());
  await rebuildWhenWordsChanged(database(), now);
  expect(await waiting()).toEqual([]);
});

test('the stamp is another when any of its parts is', () => {
  expect(stampOf(['dictionary 1', 'words'])).not.toBe(stampOf(['dictionary 2', 'words']));
  expect(stampOf(['dictionary 1', 'words'])).not.toBe(stampOf(['dictionary 1', 'synonyms']));
  expect(stampOf(['ab', 'c'])).not.toBe(stampOf(['a', 'bc']));
});
