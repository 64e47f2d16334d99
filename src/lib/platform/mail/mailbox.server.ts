// Takes what is new out of a mailbox (IMAP): a mail counts as read there only after it is safe here.
import { ImapFlow } from 'imapflow';
import { maxMessageBytes } from './read-message.ts';
import type { ImapSettings } from './receiving-settings.ts';

/** @throws when it could not be kept: then it stays unread in the mailbox */
export type Take = (raw: Uint8Array, about: { readonly tooLarge: boolean }) => Promise<unknown>;

export interface MailboxLimits {
  /** Milliseconds until the server has to have answered the connection; of silence; for a whole visit. */
  readonly connecting: number;
  readonly silence: number;
  readonly visit: number;
}

const usualLimits: MailboxLimits = { connecting: 20_000, silence: 60_000, visit: 300_000 };

/** What is left waits for the next visit. */
const mailsAtOnce = 200;

/**
 * Of what is too large only the head comes. The same mail may come again when the process ends between taking it and marking it:
 * whoever takes it has to notice.
 * @returns how many were taken
 * @throws when the server cannot be reached, does not let us in, or takes too long
 */
export async function emptyMailbox(
  settings: ImapSettings,
  take: Take,
  limits: Partial<MailboxLimits> = {},
  tls: { ca?: string } = {}
): Promise<number> {
  const { connecting, silence, visit } = { ...usualLimits, ...limits };
  const { host, port, secure, user, password } = settings;
  const isHere = host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
  const client = new ImapFlow({
    host,
    port,
    secure,
    ...(secure || isHere ? {} : { doSTARTTLS: true }),
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: connecting,
    greetingTimeout: connecting,
    socketTimeout: silence,
    tls: { minVersion: 'TLSv1.2', ...tls }
  });
  let lost: unknown = null;
  client.on('error', (error) => (lost ??= error));
  const cut = setTimeout(() => client.close(), visit);
  try {
    await client.connect();
    return await takeNew(client, settings.mailbox, take);
  } catch (error) {
    throw lost ?? error;
  } finally {
    clearTimeout(cut);
    await leave(client);
  }
}

async function takeNew(client: ImapFlow, mailbox: string, take: Take): Promise<number> {
  await client.mailboxOpen(mailbox);
  const unread = answered(await client.search({ seen: false }, { uid: true }), 'SEARCH');
  let taken = 0;
  for (const uid of [...unread].sort((a, b) => a - b).slice(0, mailsAtOnce)) {
    const one = { uid: true } as const;
    const known = answered(await client.fetchOne(String(uid), { uid: true, size: true }, one), 'FETCH');
    const tooLarge = (known.size ?? 0) > maxMessageBytes;
    const wanted = tooLarge ? { uid: true, headers: true } : { uid: true, source: true };
    const message = answered(await client.fetchOne(String(uid), wanted, one), 'FETCH');
    const raw = answered(tooLarge ? message.headers : message.source, 'FETCH');
    await take(raw, { tooLarge });
    answered(await client.messageFlagsAdd(String(uid), ['\\Seen'], one), 'STORE');
    taken += 1;
  }
  return taken;
}

/** The library says false, not why, when a command fails or the connection is lost on the way. */
function answered<T>(result: T | false | undefined, command: string): T {
  if (result === false || result === undefined) throw new Error(`connection closed: no answer to ${command}`);
  return result;
}

async function leave(client: ImapFlow): Promise<void> {
  const hurry = setTimeout(() => client.close(), 2000);
  try {
    if (client.usable) await client.logout();
  } catch {
    // The connection is gone: nothing is left to say.
  } finally {
    clearTimeout(hurry);
    client.close();
  }
}
