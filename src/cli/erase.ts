// `kalaka erase`: for people who ask the operator, by letter or in person, to be forgotten.
import { erasingIn } from '../house.server.ts';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { eraseAddress, erasePerson } from '#lib/domains/people/erasure.server.ts';
import { now } from '#lib/platform/clock.server.ts';
import type { AddCommand } from './command.ts';

const refused = {
  person_unknown: 'There is nobody of this id.',
  last_administrator: 'This is the only administrator: make somebody else one first.',
  heir_unknown: 'The one who should take over is not there.'
} as const;

export const addErase: AddCommand = (program, context) => {
  const { terminal } = context;

  program
    .command('erase')
    .description('erase a person: everything by which they could be known, for good')
    .argument('<who>', 'the e-mail address of an account or of somebody without one, or the id of a person')
    .option('--yes', 'really do it; without this it only tells whom it would erase')
    .action(async (who: string, options: { yes?: boolean }) =>
      context.finish(
        await context.withHouse(async ({ db, settings }) => {
          const email = who.trim().toLowerCase();
          const account = await db
            .selectFrom('person')
            .select('id')
            .$if(isUuid(who), (query) => query.where('id', '=', who as Id<'person'>))
            .$if(!isUuid(who), (query) => query.where('email', '=', email))
            .executeTakeFirst();
          if (!account && isUuid(who)) {
            terminal.err(refused.person_unknown);
            return 1;
          }
          if (!options.yes) {
            terminal.out(
              account
                ? `This erases the account ${account.id}. Say --yes to do it.`
                : 'There is no account of this address: this erases invitations, requests and mails to it. Say --yes to do it.'
            );
            return 0;
          }
          const erasing = erasingIn(settings);
          if (!account) {
            await eraseAddress(db, email, erasing.tables);
            terminal.out('Erased what was known by this address.');
            return 0;
          }
          const erased = await erasePerson(db, { person: account.id }, erasing, now());
          if (!erased.ok) {
            terminal.err(refused[erased.reason]);
            return 1;
          }
          terminal.out(`Erased the account ${account.id}.`);
          return 0;
        })
      )
    );
};
