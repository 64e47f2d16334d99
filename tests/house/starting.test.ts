// Starting and stopping: what stands in the way is said in a sentence, and who is being answered still gets the answer.
import { cpSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand, type Ran } from '../command.ts';
import { removeDirectory, startServer, type RunningServer } from '../running-server.ts';
import { administratorOf, copyOfSmallWorld, newEventForm } from './small-world.ts';

let dataDirectory: string;
const scratch = mkdtempSync(join(tmpdir(), 'kalaka-starting-'));

beforeAll(async () => {
  dataDirectory = await copyOfSmallWorld();
});
afterAll(() => {
  removeDirectory(dataDirectory);
  removeDirectory(scratch);
});

function start(environment: Record<string, string> = {}): Promise<RunningServer> {
  return startServer({ dataDirectory, environment: { SAMPLE: 'no', ...environment } });
}

/** Says this, ends with that code, and shows nobody the inside of the program. */
function expectRefusal(ran: Ran, code: number, sentence: RegExp): void {
  expect(ran.err).toMatch(sentence);
  expect(ran.err).not.toMatch(/^\s+at /m);
  expect(ran.out).toBe('');
  expect(ran.code).toBe(code);
}

describe('what stands in the way of a start', () => {
  test('another program on the port', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const ran = await runCommand(['serve'], { DATA_DIRECTORY: dataDirectory, PORT: String(port) });
    other.close();
    expectRefusal(ran, 1, new RegExp(`already listens on port ${port}.*PORT=`));
  });

  test('a host that is not this machine', async () => {
    const ran = await runCommand(['serve'], { DATA_DIRECTORY: dataDirectory, HOST: '192.0.2.1' });
    expectRefusal(ran, 1, /Cannot listen on 192\.0\.2\.1.*HOST/);
  });

  const wrong: [name: string, value: string, sentence: RegExp][] = [
    ['PORT', 'http', /PORT is «http», but it should be a whole number from 0 to 65535/],
    ['PORT', '70000', /PORT is «70000», but/],
    ['PORT', '-1', /PORT is «-1», but/],
    ['PUBLIC_URL', 'kalaka.example', /PUBLIC_URL is «kalaka\.example», but .* https:\/\/kalaka\.example/],
    ['PUBLIC_URL', 'https://kalaka.example/here', /PUBLIC_URL is/],
    ['DATABASE_URL', 'mysql://eszter:titok@host/name', /DATABASE_URL should be .*postgres:\/\//],
    ['SAMPLE', 'perhaps', /SAMPLE is «perhaps», but it should be «yes» or «no»/],
    ['SMTP_URL', 'mail.example', /SMTP_URL should look like smtp:/]
  ];
  test.each(wrong)('%s=%s', async (name, value, sentence) => {
    const ran = await runCommand(['serve'], { DATA_DIRECTORY: dataDirectory, [name]: value });
    expectRefusal(ran, 2, sentence);
    expect(ran.err).not.toContain('titok');
  });

  test('a data directory below a file', async () => {
    const file = join(scratch, 'file');
    writeFileSync(file, '');
    const ran = await runCommand(['serve'], { DATA_DIRECTORY: join(file, 'data') });
    expectRefusal(ran, 1, /Nothing can be written into .*DATA_DIRECTORY/);
  });

  test.skipIf(process.platform !== 'linux')('a data directory that nobody may write into', async () => {
    const ran = await runCommand(['serve'], { DATA_DIRECTORY: '/sys/kalaka' });
    expectRefusal(ran, 1, /Nothing can be written into \/sys\/kalaka.*DATA_DIRECTORY/);
  });

  test('a PostgreSQL server that is not there', async () => {
    const ran = await runCommand(['serve'], { DATABASE_URL: 'postgres://eszter:titok@127.0.0.1:9/kalaka' });
    expectRefusal(ran, 1, /PostgreSQL server 127\.0\.0\.1:9\/kalaka cannot be used/);
    expect(ran.err).not.toContain('titok');
  });

  test('pages that are not built', async () => {
    const copy = join(scratch, 'unbuilt');
    for (const part of ['src', 'migrations', 'package.json'])
      cpSync(part, join(copy, part), { recursive: true });
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
    const ran = await runCommand(['serve'], { DATA_DIRECTORY: dataDirectory }, copy);
    expectRefusal(ran, 2, /not built yet.*npm start/);
  });

  test('another server on the same data, which goes on undisturbed', async () => {
    const server = await start();
    const ran = await runCommand(['serve'], { DATA_DIRECTORY: dataDirectory });
    expectRefusal(ran, 1, /in use by process \d+.*DATA_DIRECTORY/);
    expect(ran.err).toContain(String(server.pid));
    expect((await fetch(server.address)).status).toBe(200);
    await server.stop();
  });
});

describe('stopping', () => {
  test('a form that is half-way in when the house is asked to stop is answered and kept', async () => {
    const server = await start();
    const editor = await administratorOf(server);
    const fields = await newEventForm(editor, { title: 'Az utolsó pillanatban' });
    const body = new URLSearchParams(fields).toString();
    const socket = await halfWay(server, editor.cookie, body);
    process.kill(server.pid, 'SIGTERM');
    await expect.poll(() => server.output()).toContain('Stopping');
    await expect(fetch(server.address)).rejects.toThrow();
    socket.write(body.slice(body.length / 2));
    expect(await answerOn(socket)).toMatch(/^HTTP\/1\.1 303 /);
    expect(await server.ended).toBe(0);

    const again = await start();
    const page = await fetch(`${again.address}/programok?from=2027-05-01`);
    expect(await page.text()).toContain('Az utolsó pillanatban');
    await again.stop();
  });

  test.each(['SIGINT', 'SIGHUP'] as const)('%s ends it well, too', async (signal) => {
    const server = await start();
    process.kill(server.pid, signal);
    expect(await server.ended).toBe(0);
  });

  test('connections that browsers keep open do not hold it', async () => {
    const server = await start();
    const kept = await Promise.all([1, 2, 3].map(() => openConnection(server)));
    for (const socket of kept) socket.write('GET /programok HTTP/1.1\r\nhost: a\r\n\r\n');
    await Promise.all(kept.map((socket) => new Promise((done) => socket.once('data', done))));
    expect(await server.stop()).toBe(0);
    for (const socket of kept) socket.destroy();
  });
});

function openConnection(server: RunningServer): Promise<Socket> {
  const { port } = new URL(server.address);
  return new Promise((done, fail) => {
    const socket = connect(Number(port), '127.0.0.1', () => done(socket));
    socket.once('error', fail);
  });
}

/** The head of a form and half of its body. */
async function halfWay(server: RunningServer, cookie: string, body: string): Promise<Socket> {
  const socket = await openConnection(server);
  const head = [
    'POST /programok/uj HTTP/1.1',
    `host: ${new URL(server.address).host}`,
    `origin: ${server.address}`,
    `cookie: ${cookie}`,
    'accept: text/html',
    'content-type: application/x-www-form-urlencoded',
    `content-length: ${body.length}`
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, body.length / 2)}`);
  await new Promise((done) => setTimeout(done, 300));
  return socket;
}

function answerOn(socket: Socket): Promise<string> {
  return new Promise((done) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += String(chunk)));
    socket.on('close', () => done(text));
  });
}
