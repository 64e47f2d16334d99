// A real mail server for tests: it keeps what it took and does what it is told; and a reader of mails that shares no code with
// what wrote them.
import { execFileSync } from 'node:child_process';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Received {
  readonly from: string;
  readonly to: string;
  readonly raw: string;
  readonly encrypted: boolean;
  readonly user: string | null;
}

export interface TestSmtp {
  readonly port: number;
  readonly received: Received[];
  /** How many letters were begun so far, taken or not. */
  letters(): number;
  /** How many connections were opened so far. */
  connections(): number;
  close(): Promise<void>;
}

/** What the server answers instead of taking a mail; `attempt` counts from 1 over all mails. */
export interface Behaviour {
  /** A reply such as `450 4.2.0 Greylisted`, or nothing. */
  readonly toRecipient?: (email: string, attempt: number) => string | undefined;
  readonly toSender?: (email: string) => string | undefined;
  readonly toData?: (attempt: number) => string | undefined;
  /** Cuts the connection in the middle of the letter. */
  readonly cutData?: (attempt: number) => boolean;
  /** Takes the letter and says nothing. */
  readonly silentData?: (attempt: number) => boolean;
  readonly options?: SMTPServerOptions;
  readonly port?: number;
}

export async function startSmtp(behaviour: Behaviour = {}): Promise<TestSmtp> {
  const received: Received[] = [];
  let recipients = 0;
  let letters = 0;
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    disabledCommands: behaviour.options?.key ? [] : ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onMailFrom: (address, _session, done) => done(refusal(behaviour.toSender?.(address.address))),
    onRcptTo: (address, _session, done) =>
      done(refusal(behaviour.toRecipient?.(address.address, ++recipients))),
    onData(stream, session, done) {
      const attempt = ++letters;
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (behaviour.cutData?.(attempt)) for (const socket of sockets) socket.destroy();
      });
      stream.on('end', () => {
        if (behaviour.silentData?.(attempt)) return;
        const refused = refusal(behaviour.toData?.(attempt));
        if (refused) return done(refused);
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address).join(),
          raw: Buffer.concat(chunks).toString('utf8'),
          encrypted: session.secure,
          user: typeof session.user === 'string' ? session.user : null
        });
        done();
      });
    },
    ...behaviour.options
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(behaviour.port ?? 0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    letters: () => letters,
    connections: () => connections,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    }
  };
}

function refusal(reply: string | undefined): Error | null {
  if (!reply) return null;
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}

/** For `localhost`, two days; null where there is no openssl. */
export function makeCertificate(): { key: string; cert: string } | null {
  try {
    const text = execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-keyout', '-', '-out', '-', '-subj', '/CN=localhost', '-days', '2'],
        ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
    );
    const part = (name: string): string =>
      new RegExp(`-----BEGIN ${name}-----[^]*?-----END ${name}-----`).exec(text)?.[0] ?? '';
    return { key: part('PRIVATE KEY'), cert: part('CERTIFICATE') };
  } catch {
    return null;
  }
}

export interface ReadMail {
  /** By lower-case name, unfolded and decoded. */
  readonly headers: ReadonlyMap<string, string>;
  /** By content type: text/plain, text/html. */
  readonly parts: ReadonlyMap<string, string>;
}

/** RFC 5322, 2045–2047: as much as our own mails use. */
export function readMail(raw: string): ReadMail {
  const [head, body] = split(raw);
  const headers = readHeaders(head);
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1];
  const pieces = boundary
    ? body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((piece) => piece.slice(2))
    : [raw];
  const parts = new Map(
    pieces.map((piece) => {
      const [partHead, partBody] = split(piece);
      const partHeaders = readHeaders(partHead);
      return [
        (partHeaders.get('content-type') ?? 'text/plain').split(';')[0] ?? '',
        decodeBody(partBody, partHeaders.get('content-transfer-encoding') ?? '7bit')
      ];
    })
  );
  return { headers, parts };
}

function split(text: string): [string, string] {
  const at = text.indexOf('\r\n\r\n');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 4)];
}

function readHeaders(head: string): Map<string, string> {
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), decodeWords(line.slice(at + 1).trim())];
    })
  );
}

function decodeWords(text: string): string {
  return text
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_all, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quotedPrintable(word.replaceAll('_', ' '))
    );
}

function decodeBody(body: string, encoding: string): string {
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body.replace(/=\r\n/g, ''))
        : body;
  return text.replaceAll('\r\n', '\n');
}

function quotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(parseInt(hex, 16))
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
