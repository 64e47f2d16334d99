// A mail as the outbox pages show it.
import { wordsIn } from '../../../../words.ts';
import { withNotes } from '#lib/platform/mail/made-files.server.ts';
import { renderMail, textOf, type RenderedMail } from '#lib/platform/mail/render.ts';
import type { Mail } from '#lib/platform/mail/schema.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

/** In the recipient's language; null once it has been forgotten, or when its message is no more. */
export async function subjectOf(mail: Mail): Promise<string | null> {
  if (!mail.content) return null;
  try {
    return textOf(mail.content.subject, await wordsIn(mail.locale));
  } catch {
    return null;
  }
}

/** As its recipient gets it, but for the link to unsubscribe, which is theirs. */
export async function previewOf(mail: Mail, origin: string): Promise<RenderedMail | null> {
  if (!mail.content) return null;
  const words = await wordsIn(mail.locale);
  try {
    return renderMail(withNotes(mail.content, mail.content.files ?? []), {
      words,
      origin,
      recipient: mail.name,
      unsubscribe: null
    });
  } catch {
    return null;
  }
}

export function momentOf(words: Words, at: Date): string {
  return words.t('mail.admin.moment', { day: words.date(at, 'short'), time: words.time(at) });
}
