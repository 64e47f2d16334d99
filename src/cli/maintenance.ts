// `kalaka migrate`, `kalaka sample`, `kalaka reindex` and `kalaka sign-in-link`.
import { indexing, loadSample } from '../house.server.ts';
import { now } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { reindex } from '#lib/platform/search/index.server.ts';
import type { AddCommand } from './command.ts';
import { administratorLink, publicAddress } from './sign-in-link.ts';

export const addMaintenance: AddCommand = (program, context) => {
  const { terminal } = context;

  program
    .command('migrate')
    .description('bring the database up to date (every other command does so too)')
    .option('--json', 'answer as JSON')
    .action(async (options: { json?: boolean }) =>
      context.finish(
        await context.withHouse(async (house) => {
          const health = await house.database.health();
          terminal.out(
            options.json
              ? JSON.stringify(health)
              : `The database is up to date (migration ${health.migration}).`
          );
          return 0;
        })
      )
    );

  program
    .command('sample')
    .description('load the sample region: three real micro-regions with an imagined life')
    .action(async () =>
      context.finish(
        await context.withHouse(async ({ db }) => {
          const there = await db
            .selectFrom('organisation')
            .select('id')
            .where('source', '=', 'sample')
            .limit(1)
            .executeTakeFirst();
          if (there) {
            terminal.out('The sample region is loaded already.');
            return 0;
          }
          terminal.progress('Loading the sample region …');
          await inTransaction(db, (tx) => loadSample(tx, now()));
          terminal.out('The sample region is loaded.');
          return 0;
        })
      )
    );

  program
    .command('reindex')
    .description('compare what the search knows with all public records, and put it right')
    .action(async () =>
      context.finish(
        await context.withHouse(async ({ db }) => {
          terminal.progress('Reading all public records …');
          const changed = await reindex(db, indexing, now());
          terminal.out(`The search is true to the records: ${changed} were new, different or gone.`);
          return 0;
        })
      )
    );

  program
    .command('sign-in-link')
    .description('print a sign-in link for the administrator: it works once, within an hour')
    .action(async () =>
      context.finish(
        await context.withHouse(async (house) => {
          terminal.out(await administratorLink(house, publicAddress(context, context.settings.port)));
          return 0;
        })
      )
    );
};
