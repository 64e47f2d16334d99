// Starts the built application for tests of the whole house: its own data directory, a free port, the sample region.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningServer {
  readonly address: string;
  readonly pid: number;
  /** From being asked to start until the address was printed. */
  readonly startMilliseconds: number;
  readonly dataDirectory: string;
  readonly signInLink: string;
  /** Everything it printed so far. */
  output(): string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Asks it to stop and waits; @returns its exit code */
  stop(): Promise<number | null>;
  /** As a power cut would. */
  kill(): Promise<void>;
}

const startMilliseconds = 120_000;

export async function startServer({
  dataDirectory = mkdtempSync(join(tmpdir(), 'kalaka-house-')),
  environment = {},
  nodeArguments = []
}: {
  dataDirectory?: string;
  environment?: Record<string, string>;
  nodeArguments?: readonly string[];
} = {}): Promise<RunningServer> {
  const asked = performance.now();
  const child = spawn(process.execPath, [...nodeArguments, 'src/cli/kalaka.ts', 'serve'], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIRECTORY: dataDirectory,
      DATABASE_URL: '',
      ...environment
    },
    stdio: ['ignore', 'pipe', 'pipe']
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (text += String(chunk)));
  const signInLink = await linkPrinted(child, () => text);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    address: new URL(signInLink).origin,
    pid: child.pid ?? 0,
    startMilliseconds: performance.now() - asked,
    dataDirectory,
    signInLink,
    output: () => text,
    ended,
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    }
  };
}

function linkPrinted(child: ChildProcess, text: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const give = (): void => {
      clearInterval(look);
      clearTimeout(limit);
    };
    const look = setInterval(() => {
      const link = /https?:\/\/\S+\/belepes\/\S+/.exec(text())?.[0];
      if (!link) return;
      give();
      resolve(link);
    }, 50);
    const limit = setTimeout(() => {
      give();
      child.kill('SIGKILL');
      reject(new Error(`The server did not start in time:\n${text()}`));
    }, startMilliseconds);
    child.once('exit', (code) => {
      give();
      reject(new Error(`The server ended with ${code}:\n${text()}`));
    });
  });
}

export function removeDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}
