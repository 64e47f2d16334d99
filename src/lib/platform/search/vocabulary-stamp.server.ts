// Whether what can be found was written with the words of this program: dictionary, stems, synonyms, names of kinds, what is taken up.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inTransaction, type Database } from '../db/database.server.ts';
import { projectFile } from '../db/project.server.ts';
import { findInstallation, saveInstallation } from '../installation.server.ts';
import { enqueue } from '../jobs.server.ts';

declare global {
  interface InstallationFacts {
    /** Of the words with which the index was last written as a whole. */
    searchVocabulary: string;
  }
}

/** The schedule that writes all of it: see indexingWork. */
export const reindexJob = 'reindex_search';

/** A job, so that the house opens at once and is searched as it was meanwhile. */
export async function rebuildWhenWordsChanged(db: Database, now: Date): Promise<void> {
  const { searchVocabulary } = await findInstallation(db);
  if (searchVocabulary === vocabularyStamp()) return;
  const name = `platform.${reindexJob}`;
  await enqueue(db, { name, runAt: now, onceKey: name });
}

/** Only after the whole index has been written: a rebuilding that broke off begins anew at the next start. */
export async function noteVocabulary(db: Database, now: Date): Promise<void> {
  const { searchVocabulary } = await findInstallation(db);
  if (searchVocabulary !== vocabularyStamp())
    await inTransaction(db, (tx) => saveInstallation(tx, { searchVocabulary: vocabularyStamp() }, now));
}

let stamp: string | undefined;

/** The files do not change while the program runs. */
export function vocabularyStamp(): string {
  return (stamp ??= stampOf([
    dictionaryVersion(),
    ...filesThatMakeWords().map((file) => readFileSync(projectFile(file)))
  ]));
}

export function stampOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\u0000');
  return hash.digest('base64url').slice(0, 22);
}

function filesThatMakeWords(): string[] {
  const core = filesIn('src/lib/core', /^hungarian.*(?<!\.test)\.ts$/);
  const own = filesIn('src/lib/platform/search', /(?<!\.test)\.ts$/);
  const domains = readdirSync(projectFile('src/lib/domains'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => filesIn(`src/lib/domains/${name}`, /^search.*(?<!\.test)\.ts$/));
  return [...core, ...own, ...domains, 'src/generated/messages.hu.ts', 'src/generated/messages.en.ts'].sort();
}

function filesIn(directory: string, name: RegExp): string[] {
  return readdirSync(projectFile(directory))
    .filter((file) => name.test(file))
    .map((file) => `${directory}/${file}`);
}

function dictionaryVersion(): string {
  const { resolve } = createRequire(projectFile('package.json'));
  return readFileSync(join(dirname(resolve('dictionary-hu')), 'package.json'), 'utf8');
}
