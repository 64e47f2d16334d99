// Takes mail from a mail server that passes it on (SMTP): only to the house's own address, and answered with 250 once it is safe.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { log } from '../log.server.ts';
import { maxMessageBytes } from './read-message.ts';

export interface InboundSmtp {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * @param options.address mail to it, or to it with +token, is taken; anything else is refused, so that nothing is passed on
 * @param options.take when it throws, the other side is asked to try again later
 */
export async function listenForMail(options: {
  host: string;
  port: number;
  address: string;
  take: (raw: Uint8Array, recipients: readonly string[]) => Promise<unknown>;
}): Promise<InboundSmtp> {
  const { host, port, address, take } = options;
  const server = new SMTPServer({
    name: address.split('@')[1],
    banner: '',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: maxMessageBytes,
    maxClients: 20,
    socketTimeout: 60_000,
    closeTimeout: 2000,
    onRcptTo: ({ address: to }, session, done) => {
      if (!isOurs(to, address)) return done(refusal(550, '5.1.1 No such address here'));
      if (session.envelope.rcptTo.length >= 10) return done(refusal(452, '4.5.3 Too many recipients'));
      done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      let length = 0;
      stream.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length <= maxMessageBytes) chunks.push(chunk);
      });
      stream.on('error', () => {});
      stream.on('end', () => {
        if (stream.sizeExceeded || length > maxMessageBytes)
          return done(refusal(552, '5.3.4 The mail is too large'));
        take(
          Buffer.concat(chunks),
          session.envelope.rcptTo.map(({ address: to }) => to)
        ).then(
          () => done(),
          (error: unknown) => {
            log('warn', 'inbound_mail_not_kept', { error: String(error) });
            done(refusal(451, '4.3.0 Please try again later'));
          }
        );
      });
    }
  });
  server.on('error', (error) => log('warn', 'inbound_smtp_error', { error: String(error) }));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve()))
  };
}

function isOurs(to: string, address: string): boolean {
  const [own, email] = [address.toLowerCase(), to.toLowerCase()];
  const at = own.lastIndexOf('@');
  if (!email.endsWith(own.slice(at))) return false;
  const local = email.slice(0, email.length - (own.length - at));
  return local === own.slice(0, at) || local.startsWith(`${own.slice(0, at)}+`);
}

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
