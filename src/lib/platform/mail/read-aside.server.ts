// Reads a mail where it keeps nobody waiting: an ordinary one at once, a large or odd one in a thread of its own, within its time.
import { log } from '../log.server.ts';
import { runThread } from '../thread.server.ts';
import { readMessage, type ReadingOptions, type ReadMessage } from './read-message.ts';

/**
 * Measured on a busy core: of mails within the limits that are made to be slow, 10 MB or 150,000 lines take two to ten seconds
 * (format=flowed, calendars of many parts, uuencode); the worst of 64 KB and 2,000 lines takes some 40 ms.
 */
const mostAtOnce = 64 * 1024;
const mostLinesAtOnce = 2000;
const maxSeconds = 30;
const maxMegabytes = 1024;

/** One after the other: twenty servers that bring large mails at once take one core, and no more memory than one of them needs. */
let last: Promise<unknown> = Promise.resolve();

/** @throws when no thread can be started: then the mail has to be brought again */
export async function readAside(
  raw: Uint8Array,
  options: ReadingOptions,
  limits: { readonly seconds: number } = { seconds: maxSeconds }
): Promise<ReadMessage> {
  if (isOrdinary(raw)) return readMessage(raw, options);
  const turn = last.then(() => inThread(raw, options, limits));
  last = turn.catch(() => null);
  const read = await turn;
  if (read) return read;
  log('warn', 'inbound_mail_too_slow', { bytes: raw.length });
  return readMessage(raw, { ...options, headOnly: true });
}

function isOrdinary(raw: Uint8Array): boolean {
  if (raw.length > mostAtOnce) return false;
  let lines = 0;
  for (let at = raw.indexOf(10); at >= 0; at = raw.indexOf(10, at + 1)) lines += 1;
  return lines <= mostLinesAtOnce;
}

export interface ReadingOrder {
  readonly raw: Uint8Array;
  readonly options: ReadingOptions;
}

/** Null: it took too much time or memory. */
async function inThread(
  raw: Uint8Array,
  options: ReadingOptions,
  { seconds }: { seconds: number }
): Promise<ReadMessage | null> {
  const heard: { read: ReadMessage | null } = { read: null };
  const thread = {
    script: 'src/lib/platform/mail/read-message-worker.ts',
    // A copy: what others keep in the same memory stays here.
    data: { raw: new Uint8Array(raw), options } satisfies ReadingOrder,
    seconds,
    megabytes: maxMegabytes
  };
  const end = await runThread<'started' | ReadMessage>(thread, (message) => {
    if (message !== 'started') heard.read = message;
  });
  // Out of memory is the mail's fault, unless the thread never began.
  if (end.kind === 'broke' && !end.began) throw end.error;
  return heard.read;
}
