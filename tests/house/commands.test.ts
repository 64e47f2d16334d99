// Commands beside a running server are carried out by it; alone they do the same by themselves.
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand, type Ran } from '../command.ts';
import { removeDirectory, startServer, type RunningServer } from '../running-server.ts';
import { copyOfSmallWorld } from './small-world.ts';

const scratch = mkdtempSync(join(tmpdir(), 'kalaka-commands-'));
afterAll(() => removeDirectory(scratch));

describe.each(['beside a running server', 'with no server'] as const)('%s', (how) => {
  let dataDirectory: string;
  let server: RunningServer | null = null;

  beforeAll(async () => {
    dataDirectory = await copyOfSmallWorld();
    if (how === 'beside a running server')
      server = await startServer({ dataDirectory, environment: { SAMPLE: 'no' } });
  });
  afterAll(async () => {
    await server?.stop();
    removeDirectory(dataDirectory);
  });

  const run = (...args: string[]): Promise<Ran> => runCommand(args, { DATA_DIRECTORY: dataDirectory });

  test('events come from a file, and what they compete with is told', async () => {
    const file = join(scratch, `${how}.ics`);
    writeFileSync(
      file,
      calendar([
        ['Szüreti bál', '20270925T160000Z', '20270925T200000Z'],
        ['Szüreti est', '20270925T170000Z', '20270925T190000Z']
      ])
    );
    const imported = await run('import', 'events', file, '--json');
    expect(imported).toMatchObject({ code: 0 });
    const again = await run('import', 'events', file, '--json');
    expect(again.code).toBe(0);
    const clashes = await run('clashes', '--from', '2027-09-01', '--to', '2027-10-01', '--json');
    expect(clashes.code).toBe(0);
    expect(JSON.parse(clashes.out)).toHaveProperty('clashes');
  });

  test('a backup is made where the person stands, once under each name', async () => {
    const target = join(scratch, `backup ${how}`);
    const made = await run('backup', target, '--json');
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(made.out)).toMatchObject({ directory: target });
    expect(existsSync(join(target, 'postgres', 'PG_VERSION'))).toBe(true);
    const second = await run('backup', target);
    expect(second).toMatchObject({ code: 1 });
    expect(second.err).toMatch(/exists already/);
  });

  test('a sign-in link lets the administrator in', async () => {
    const { code, out } = await run('sign-in-link');
    expect(code).toBe(0);
    const link = new URL(out.trim());
    expect(link.pathname).toMatch(/^\/belepes\/.+/);
    if (!server) return;
    expect(link.origin).toBe(server.address);
    const answer = await fetch(link, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: server.address, accept: 'text/html' },
      body: new URLSearchParams()
    });
    expect(answer.status).toBe(303);
  });

  test('a wrong call is told so in the same way', async () => {
    const ran = await run('clashes', '--from', 'tomorrow', '--to', '2027-10-01');
    expect(ran.code).not.toBe(0);
    expect(ran.err).not.toMatch(/^\s+at /m);
    expect(ran.err).toMatch(/tomorrow/);
    expect((await run('import', 'events', join(scratch, 'missing.ics'))).code).not.toBe(0);
    expect((await run('nothing')).code).toBe(2);
  });

  test('the sample region is loaded, and seen at once', async () => {
    const loaded = await run('sample');
    expect(loaded).toMatchObject({ code: 0, out: 'The sample region is loaded.\n' });
    expect((await run('sample')).out).toMatch(/loaded already/);
    if (server) expect(await (await fetch(`${server.address}/szervezetek`)).text()).toContain('Ózd');
  });

  if (how === 'beside a running server')
    test('a backup is not put back under a running server', async () => {
      const ran = await run('restore', join(scratch, `backup ${how}`));
      expect(ran).toMatchObject({ code: 1 });
      expect(ran.err).toMatch(/in use by process/);
    });
});

describe('a server that dies', () => {
  test('leaves nothing behind that stops the next command', async () => {
    const dataDirectory = await copyOfSmallWorld();
    const server = await startServer({ dataDirectory, environment: { SAMPLE: 'no' } });
    await server.kill();
    expect(existsSync(join(dataDirectory, 'control.sock'))).toBe(true);
    const ran = await runCommand(['migrate'], { DATA_DIRECTORY: dataDirectory });
    expect(ran).toMatchObject({ code: 0, err: '' });
    removeDirectory(dataDirectory);
  });

  test('while it carries out a command: the command says that it does not know, and does not begin again by itself', async () => {
    const dataDirectory = await copyOfSmallWorld();
    const dying = createServer((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((done) => dying.listen(join(dataDirectory, 'control.sock'), done));
    const ran = await runCommand(['sample'], { DATA_DIRECTORY: dataDirectory });
    dying.close();
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/ended before it had answered.*not known/);
    expect(ran.out).toBe('');
    removeDirectory(dataDirectory);
  });

  test('is not what a broken-off or senseless command makes of a living one', async () => {
    const dataDirectory = await copyOfSmallWorld();
    const server = await startServer({ dataDirectory, environment: { SAMPLE: 'no' } });
    for (const text of ['{"argv":["sample"],"directory":"/"}\n', 'no sense\n', '{"argv"', '']) {
      const socket = connect(join(dataDirectory, 'control.sock'));
      await new Promise((done) => socket.once('connect', done));
      socket.write(text, () => socket.destroy());
      await new Promise((done) => socket.once('close', done));
    }
    const ran = await runCommand(['migrate'], { DATA_DIRECTORY: dataDirectory });
    expect(ran).toMatchObject({ code: 0 });
    expect((await fetch(server.address)).status).toBe(200);
    expect(await server.stop()).toBe(0);
    removeDirectory(dataDirectory);
  });
});

function calendar(events: readonly (readonly [title: string, start: string, end: string])[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//HU',
    ...events.flatMap(([title, start, end]) => [
      'BEGIN:VEVENT',
      `UID:${title.toLowerCase().replaceAll(' ', '-')}@kalaka.example`,
      'DTSTAMP:20270101T000000Z',
      `DTSTART:${start}`,
      `DTEND:${end}`,
      `SUMMARY:${title}`,
      'LOCATION:Szegvár',
      'END:VEVENT'
    ]),
    'END:VCALENDAR',
    ''
  ].join('\r\n');
}
