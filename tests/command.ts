// Runs a command of `kalaka` as a person does, in a process of its own, and keeps what it says.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunningCommand {
  readonly ended: Promise<Ran>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves once it has said this on either stream. */
  said(text: RegExp): Promise<void>;
}

/** @param root another copy of the project, to run that one's command */
export function beginCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  root = '.'
): RunningCommand {
  const child = spawn(process.execPath, [resolve(root, 'src/cli/kalaka.ts'), ...args], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATABASE_URL: '', SAMPLE: 'no', ...environment },
    stdio: ['ignore', 'pipe', 'pipe']
  });
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer, into: 'out' | 'err'): void => {
    if (into === 'out') out += String(chunk);
    else err += String(chunk);
    for (const look of waiting) look();
  };
  child.stdout.on('data', (chunk: Buffer) => hear(chunk, 'out'));
  child.stderr.on('data', (chunk: Buffer) => hear(chunk, 'err'));
  const ended = new Promise<Ran>((done) => child.once('close', (code) => done({ code, out, err })));
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    said: (text) =>
      new Promise((done, fail) => {
        const look = (): void => {
          if (!text.test(out + err)) return;
          waiting.delete(look);
          done();
        };
        waiting.add(look);
        look();
        void ended.then((ran) => fail(new Error(`It ended without saying ${text}: ${ran.out}${ran.err}`)));
      })
  };
}

export function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  root?: string
): Promise<Ran> {
  return beginCommand(args, environment, root).ended;
}
