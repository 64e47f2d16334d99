// Files that are made when a mail leaves, of the records as they are then: nothing of them is kept in the outbox.
import type { Database } from '../db/database.server.ts';
import type { JsonValue } from '../db/json.ts';
import { log } from '../log.server.ts';
import type { Words } from '../words/words.ts';
import type { MadeFile, MailContent } from './content.ts';

/** What a domain makes for its mails; asked once for each mail, so that what takes long has to be remembered by its maker. */
export interface MailFileMaker {
  /** `domain.what`, as in `MadeFile.made`. */
  readonly name: string;
  /** Null: there is none (any more), and the mail leaves without it. */
  readonly make: (
    db: Database,
    subject: JsonValue,
    context: { readonly words: Words; readonly origin: string; readonly now: Date }
  ) => Promise<MailFile | null>;
}

export interface MailFile {
  /** With its ending. */
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Mailboxes refuse large mails, and every recipient gets it: beyond this the link in the mail has to do. In octets. */
export const maxMadeBytes = 1024 * 1024;
const maxMade = 2;

/** Those of a mail that can be had: one that cannot be made, or is too large, keeps no mail from leaving. */
export async function makeFiles(
  makers: readonly MailFileMaker[],
  wanted: readonly MadeFile[],
  {
    db,
    ...context
  }: { readonly db: Database; readonly words: Words; readonly origin: string; readonly now: Date }
): Promise<{ readonly of: MadeFile; readonly file: MailFile }[]> {
  const made: { of: MadeFile; file: MailFile }[] = [];
  for (const of of wanted.slice(0, maxMade)) {
    const maker = makers.find(({ name }) => name === of.made);
    try {
      const file = (await maker?.make(db, of.subject, context)) ?? null;
      if (file && file.bytes.length <= maxMadeBytes) made.push({ of, file });
      else if (file) log('warn', 'mail_file_too_large', { made: of.made, bytes: file.bytes.length });
    } catch (error) {
      log('warn', 'mail_file_not_made', { made: of.made, error: String(error) });
    }
  }
  return made;
}

/** What the mail says of the files that have come along. */
export function withNotes(content: MailContent, files: readonly MadeFile[]): MailContent {
  return {
    ...content,
    blocks: [...content.blocks, ...files.map(({ note }) => ({ type: 'small' as const, text: note }))]
  };
}
