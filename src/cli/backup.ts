// `kalaka backup` while everything runs, `kalaka restore` into an empty place.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { erasingIn, openHouse } from '../house.server.ts';
import { now } from '#lib/platform/clock.server.ts';
import { replayErasures } from '#lib/domains/people/erasure.server.ts';
import { restoreBackup } from '#lib/platform/db/backup.server.ts';
import { rememberBackup } from '#lib/platform/storage.server.ts';
import type { Settings } from '../settings.ts';
import { bar, type AddCommand } from './command.ts';

export const addBackup: AddCommand = (program, context) => {
  const { terminal } = context;

  program
    .command('backup')
    .description('copy the database into a new directory, also while the server runs')
    .argument('<directory>', 'a directory that does not exist yet')
    .option('--json', 'answer as JSON')
    .action(async (directory: string, options: { json?: boolean }) =>
      context.finish(
        await context.withHouse(async ({ database, db }) => {
          const target = resolve(context.directory, directory);
          const made = await database.backup(target, (done, total) => terminal.progress(bar(done, total)));
          if (!made.ok) {
            terminal.err(made.message);
            return 1;
          }
          await rememberBackup(db, made.value, now());
          terminal.out(
            options.json
              ? JSON.stringify(made.value)
              : `Backed up into ${target} (${made.value.files} files).`
          );
          return 0;
        })
      )
    );

  program
    .command('restore')
    .description('put a backup back into an empty database (the server must be stopped)')
    .argument('<directory>', 'a directory that «kalaka backup» made')
    .option('--erased <file>', 'a saved erased.jsonl, when the one in the data directory is lost')
    .option('--json', 'answer as JSON')
    .action(async (directory: string, options: { json?: boolean; erased?: string }) => {
      const source = resolve(context.directory, directory);
      const saved = options.erased ? resolve(context.directory, options.erased) : null;
      if (saved && !existsSync(saved)) {
        terminal.err(`There is no ${saved}.`);
        return context.finish(1);
      }
      const { databaseUrl: url, dataDirectory } = context.settings;
      const restored = await restoreBackup(source, { url, directory: dataDirectory });
      if (!restored.ok) {
        terminal.err(restored.message);
        return context.finish(1);
      }
      const erased = await eraseAgain(context.settings, saved);
      terminal.out(
        options.json
          ? JSON.stringify({ ...restored.value, erasedAgain: erased })
          : `Restored from ${source}. ${sentenceOf(erased)}`
      );
      context.finish(0);
    });
};

/** Whoever was erased since the backup was made must not come back with it. @returns how many the backup still held */
async function eraseAgain(settings: Settings, saved: string | null): Promise<number> {
  const erasing = erasingIn(settings);
  // Opening the house does it for those in the data directory's own ledger.
  let again = 0;
  const house = await openHouse(settings, { onErasedAgain: (people) => (again = people) });
  try {
    return again + (saved ? await replayErasures(house.db, erasing, now(), saved) : 0);
  } finally {
    await house.close();
  }
}

function sentenceOf(erased: number): string {
  if (erased === 0) return 'Nobody had to be erased again.';
  return erased === 1
    ? 'One person who was erased since then was erased again.'
    : `${erased} people who were erased since then were erased again.`;
}
