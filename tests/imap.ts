// A mailbox server for tests: as much of IMAP4rev1 (RFC 3501) as a reader of new mail uses, and it does what it is told.
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface TestImap {
  readonly port: number;
  /** Mails in the mailbox, in the order of their UIDs from 1. */
  readonly mails: { raw: Buffer; seen: boolean }[];
  /** Commands so far, without their tags; passwords too. */
  readonly commands: string[];
  close(): Promise<void>;
}

export interface ImapBehaviour {
  readonly password?: string;
  /** Cuts the connection instead of answering a command that this is true of. */
  readonly cut?: (command: string) => boolean;
  /** Says nothing to a command that this is true of. */
  readonly silent?: (command: string) => boolean;
  readonly port?: number;
}

export async function startImap(behaviour: ImapBehaviour = {}): Promise<TestImap> {
  const mails: TestImap['mails'] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        answer(socket, line);
      }
    });
  });

  let pendingTag = '';
  const answer = (socket: Socket, line: string): void => {
    if (pendingTag) {
      const [, user, password] = Buffer.from(line, 'base64').toString('utf8').split('\0');
      const tag = pendingTag;
      pendingTag = '';
      signIn(socket, tag, { user: user ?? '', password: password ?? '' });
      return;
    }
    const [, tag = '', command = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
    commands.push(command);
    if (behaviour.cut?.(command)) return void socket.destroy();
    if (behaviour.silent?.(command)) return;
    const say = (...lines: string[]) => socket.write(lines.map((each) => `${each}\r\n`).join(''));
    const done = (...lines: string[]) => say(...lines, `${tag} OK done`);
    const upper = command.toUpperCase();
    if (upper === 'CAPABILITY') return void done('* CAPABILITY IMAP4rev1 AUTH=PLAIN');
    if (upper.startsWith('AUTHENTICATE PLAIN')) {
      const given = command.split(' ')[2];
      pendingTag = tag;
      if (given) return answer(socket, given);
      return void say('+ ');
    }
    if (upper.startsWith('LOGIN')) {
      const [, user = '', password = ''] = /^login "?([^"]*?)"? "?([^"]*?)"?$/i.exec(command) ?? [];
      return signIn(socket, tag, { user, password });
    }
    if (/^(SELECT|EXAMINE)/.test(upper))
      return void say(
        '* FLAGS (\\Seen \\Answered)',
        '* OK [PERMANENTFLAGS (\\Seen \\*)] ok',
        `* ${mails.length} EXISTS`,
        '* 0 RECENT',
        '* OK [UIDVALIDITY 1] ok',
        `* OK [UIDNEXT ${mails.length + 1}] ok`,
        `${tag} OK [READ-WRITE] done`
      );
    if (upper.startsWith('LIST')) return void done('* LIST (\\HasNoChildren) "/" "INBOX"');
    if (upper.startsWith('UID SEARCH')) {
      const found = mails.flatMap(({ seen }, n) => (seen ? [] : [n + 1]));
      return void done(`* SEARCH ${found.join(' ')}`.trimEnd());
    }
    if (upper.startsWith('UID FETCH')) return fetch(socket, tag, command);
    if (upper.startsWith('UID STORE')) {
      const uid = Number(command.split(' ')[2]);
      const mail = mails[uid - 1];
      if (mail && /\\Seen/i.test(command)) mail.seen = true;
      return void done(`* ${uid} FETCH (UID ${uid} FLAGS (\\Seen))`);
    }
    if (upper === 'LOGOUT') {
      done('* BYE');
      return void socket.end();
    }
    done();
  };

  const signIn = (socket: Socket, tag: string, { password }: { user: string; password: string }): void => {
    const right = password === (behaviour.password ?? 'titok');
    socket.write(right ? `${tag} OK done\r\n` : `${tag} NO [AUTHENTICATIONFAILED] Wrong password\r\n`);
  };

  const fetch = (socket: Socket, tag: string, command: string): void => {
    const uid = Number(command.split(' ')[2]);
    const mail = mails[uid - 1];
    if (!mail) return void socket.write(`${tag} OK done\r\n`);
    const parts: (string | Buffer)[] = [`* ${uid} FETCH (UID ${uid}`];
    if (/RFC822\.SIZE/i.test(command)) parts.push(` RFC822.SIZE ${mail.raw.length}`);
    if (/BODY\.PEEK\[HEADER\]/i.test(command)) {
      const head = mail.raw.subarray(0, mail.raw.indexOf('\r\n\r\n') + 4);
      parts.push(` BODY[HEADER] {${head.length}}\r\n`, head);
    } else if (/BODY\.PEEK\[\]/i.test(command)) parts.push(` BODY[] {${mail.raw.length}}\r\n`, mail.raw);
    else if (/BODY\[/i.test(command)) mail.seen = true;
    socket.write(Buffer.concat([...parts, `)\r\n${tag} OK done\r\n`].map((part) => Buffer.from(part))));
  };

  await new Promise<void>((resolve) => server.listen(behaviour.port ?? 0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    commands,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    }
  };
}
