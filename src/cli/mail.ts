// `kalaka mail-test`: whether mail leaves, and if not, what to mend.
import { wordsIn } from '../words.ts';
import { openPost } from '#lib/platform/mail/post.server.ts';
import { testMail } from '#lib/platform/mail/test-mail.server.ts';
import type { AddCommand } from './command.ts';

export const addMail: AddCommand = (program, context) => {
  program
    .command('mail-test')
    .description(
      'send a test mail through the mail server that is set, and say what is wrong if it does not leave'
    )
    .argument('<address>', 'where to')
    .action(async (email: string) => {
      const { settings, terminal } = context;
      const words = await wordsIn('en');
      const post = settings.smtp && openPost(settings.smtp);
      const tested = await testMail(post, { email, words, origin: settings.publicUrl ?? '' });
      post?.close();
      if (tested.ok) {
        terminal.out(words.t('mail.admin.testSent'));
        return context.finish(0);
      }
      terminal.err(
        tested.reason === 'bad_address'
          ? words.t('mail.admin.badAddress')
          : words.t(`mail.fault.${tested.reason}`)
      );
      if (tested.text) terminal.err(words.t('mail.admin.serverSaid', { text: tested.text }));
      return context.finish(tested.reason === 'bad_address' ? 2 : 1);
    });
};
