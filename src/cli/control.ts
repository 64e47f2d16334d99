// The embedded database belongs to one process: a command started beside a running server is carried out by that server,
// asked through a local socket in the data directory, which only the owner of the directory can reach.
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { House } from '../house.server.ts';
import type { Settings } from '../settings.ts';
import type { ExitCode, RunProgram, Terminal } from './command.ts';

interface Request {
  readonly argv: readonly string[];
  readonly directory: string;
}

type Reply = { kind: 'out' | 'err' | 'progress'; text: string } | { kind: 'exit'; code: ExitCode };

/** @returns the exit code when a running server did the work; null when there is none */
export async function handOver(
  settings: Settings,
  argv: readonly string[],
  directory: string,
  terminal: Terminal
): Promise<ExitCode | null> {
  const address = socketAddress(settings);
  if (settings.databaseUrl || (process.platform !== 'win32' && !existsSync(address))) return null;
  return new Promise((resolve) => {
    const socket = connect(address);
    let code: ExitCode | null = null;
    let asked = false;
    socket.on('connect', () => {
      asked = true;
      socket.write(`${JSON.stringify({ argv, directory } satisfies Request)}\n`);
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      // Carrying it out here now might do it a second time.
      if (asked && code === null) terminal.err(lostServer);
      resolve(asked ? (code ?? 1) : null);
    });
    linesOf(socket).on('line', (line) => {
      const reply = JSON.parse(line) as Reply;
      if (reply.kind === 'exit') code = reply.code;
      else terminal[reply.kind](reply.text);
    });
  });
}

const lostServer =
  'The running server ended before it had answered: whether the work was done is not known. ' +
  'Look whether it was, and if not, ask again.';

/**
 * Lets commands reach the running house; one at a time.
 * @param port on which the house listens, whatever the settings left open
 */
export function listenForCommands(house: House, port: number, run: RunProgram): Server {
  const settings = { ...house.settings, port };
  const address = socketAddress(settings);
  if (process.platform !== 'win32') rmSync(address, { force: true });
  let last: Promise<unknown> = Promise.resolve();
  const server = createServer((socket) => {
    const send = (reply: Reply): void => {
      if (socket.writable) socket.write(`${JSON.stringify(reply)}\n`);
    };
    socket.on('error', () => socket.destroy());
    linesOf(socket).once('line', (line) => {
      const asked = readRequest(line);
      if (!asked) return socket.destroy();
      const { argv, directory } = asked;
      const terminal: Terminal = {
        out: (text) => send({ kind: 'out', text }),
        err: (text) => send({ kind: 'err', text }),
        progress: (text) => send({ kind: 'progress', text })
      };
      last = last.then(async () => {
        const code = await run(argv, {
          settings,
          directory,
          terminal,
          withHouse: (work) => work(house)
        });
        send({ kind: 'exit', code });
        socket.end();
      });
    });
  });
  server.listen(address, () => {
    if (process.platform !== 'win32') chmodSync(address, 0o600);
  });
  server.unref();
  return server;
}

/** A reader of lines passes the socket's errors on as its own, and there they would end the process. */
function linesOf(socket: Socket): Interface {
  return createInterface({ input: socket }).on('error', () => socket.destroy());
}

function readRequest(line: string): Request | null {
  try {
    return JSON.parse(line) as Request;
  } catch {
    return null;
  }
}

function socketAddress(settings: Settings): string {
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\kalaka-${Buffer.from(settings.dataDirectory).toString('base64url').slice(-40)}`
    : join(settings.dataDirectory, 'control.sock');
}
