// `kalaka backup` while everything runs, `kalaka restore` into an empty place.
import { resolve } from 'node:path';
import { now } from '#lib/platform/clock.server.ts';
import { restoreBackup } from '#lib/platform/db/backup.server.ts';
import { rememberBackup } from '#lib/platform/storage.server.ts';
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
    .option('--json', 'answer as JSON')
    .action(async (directory: string, options: { json?: boolean }) => {
      const source = resolve(context.directory, directory);
      const { databaseUrl: url, dataDirectory } = context.settings;
      const restored = await restoreBackup(source, { url, directory: dataDirectory });
      if (!restored.ok) {
        terminal.err(restored.message);
        return context.finish(1);
      }
      terminal.out(options.json ? JSON.stringify(restored.value) : `Restored from ${source}.`);
      context.finish(0);
    });
};
