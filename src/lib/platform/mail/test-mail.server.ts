// A test mail that goes to the mail server at once, past the outbox, and says what went wrong.
import { no, ok, type Result } from '#lib/core/result.ts';
import { newId } from '../clock.server.ts';
import type { Words } from '../words/words.ts';
import { isEmail } from './address.ts';
import { message, paragraph, type MailContent } from './content.ts';
import type { Failure, ServerFault } from './failure.ts';
import type { Post } from './post.server.ts';
import { renderMail } from './render.ts';

export const testMailContent: MailContent = {
  subject: message('mail.test.subject'),
  blocks: [paragraph(message('mail.test.body')), paragraph(message('mail.test.accents'))]
};

/** Each reason has a sentence in `mail.fault.*`, but `bad_address`; `text` is what the server said. */
export type MailTested = Result<
  null,
  { reason: 'bad_address' | 'no_server' | 'recipient' | 'later' | ServerFault; text?: string }
>;

export async function testMail(
  post: Post | null,
  { email, words, origin }: { email: string; words: Words; origin: string }
): Promise<MailTested> {
  if (!isEmail(email)) return no('bad_address');
  if (!post) return no('no_server');
  const failure = await post.send({
    ...renderMail(testMailContent, { words, origin, recipient: '', unsubscribe: null }),
    messageId: `${newId()}@${post.settings.from.email.split('@')[1]}`,
    to: { name: '', email },
    replyTo: null,
    language: words.locale,
    unsubscribe: null
  });
  if (!failure) return ok(null);
  return no(reasonOf(failure), { text: failure.text });
}

function reasonOf(failure: Failure): 'recipient' | 'later' | ServerFault {
  if (failure.kind === 'server') return failure.fault;
  return failure.kind === 'later' ? 'later' : 'recipient';
}
