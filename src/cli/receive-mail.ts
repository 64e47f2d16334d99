// `kalaka receive-mail`: takes a mail that a mail server hands over (Postfix and Exim: a pipe), so that it cannot be lost.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { layInTray } from '#lib/platform/mail/spool.server.ts';
import type { AddCommand } from './command.ts';

/** More than any mail server passes on. */
const maxBytes = 64 * 1024 * 1024;
/** EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries again. */
const tryAgain = 75;

/**
 * The mail is laid into the data directory, whether or not the server runs and whatever the database does; the running server
 * takes it from there within a quarter of a minute.
 */
export const addReceiveMail: AddCommand = (program, context) => {
  program
    .command('receive-mail')
    .description('take a mail from standard input or a file, as a mail server hands it over')
    .argument('[file]', 'a mail as it came over the net (.eml)')
    .action(async (file: string | undefined) => {
      try {
        const raw = file ? await readFile(resolve(context.directory, file)) : await readAll(process.stdin);
        await layInTray(context.settings.dataDirectory, raw);
        return context.finish(0);
      } catch (error) {
        context.terminal.err(`The mail could not be kept: ${String(error)}`);
        return context.finish(file ? 1 : tryAgain);
      }
    });
};

async function readAll(input: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk as Buffer);
    length += bytes.length;
    if (length > maxBytes) throw new Error('it is larger than 64 MB');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
