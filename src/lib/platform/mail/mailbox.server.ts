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
  // What goes wrong is told by the call that it breaks.
  client.on('error', () => {});
  const cut = setTimeout(() => client.close(), visit);
  try {
    await client.connect();
    return await takeNew(client, settings.mailbox, take);
  } finally {
    clearTimeout(cut);
    await leave(client);
  }
}

async function takeNew(client: ImapFlow, mailbox: string, take: Take): Promise<number> {
  await client.mailboxOpen(mailbox);
  const unread = (await client.search({ seen: false }, { uid: true })) || [];
  let taken = 0;
  for (const uid of [...unread].sort((a, b) => a - b).slice(0, mailsAtOnce)) {
    const one = { uid: true } as const;
    const known = await client.fetchOne(String(uid), { uid: true, size: true }, one);
    if (!known) continue;
    const tooLarge = (known.size ?? 0) > maxMessageBytes;
    const wanted = tooLarge ? { uid: true, headers: true } : { uid: true, source: true };
    const message = await client.fetchOne(String(uid), wanted, one);
    const raw = message && (tooLarge ? message.headers : message.source);
    if (!raw) continue;
    await take(raw, { tooLarge });
    await client.messageFlagsAdd(String(uid), ['\\Seen'], one);
    taken += 1;
  }
  return taken;
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
