// Bodies too large, too slow, or never finished: refused or let go, and nobody else waits for them.
import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDirectory, startServer, type RunningServer } from '../running-server.ts';
import { administratorOf, copyOfSmallWorld, type Visitor } from './small-world.ts';

const megabyte = 1024 * 1024;
let server: RunningServer;
let administrator: Visitor;

beforeAll(async () => {
  server = await startServer({ dataDirectory: await copyOfSmallWorld(), environment: { SAMPLE: 'no' } });
  administrator = await administratorOf(server);
});
afterAll(async () => {
  await server?.stop();
  if (server) removeDirectory(server.dataDirectory);
});

/** Resident memory of the server at its highest, in megabytes; null where the system does not tell. */
function highestMemory(): number | null {
  const file = `/proc/${server.pid}/status`;
  const kilobytes = existsSync(file) && /VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1];
  return kilobytes ? Number(kilobytes) / 1024 : null;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Sends a body of so many megabytes piece by piece, as fast as it is taken; stops when the other side has answered. */
async function sendMegabytes(path: string, count: number, contentType: string, head = ''): Promise<Answered> {
  const socket = (await open()).setMaxListeners(0);
  let text = '';
  let ended = false;
  socket.on('data', (chunk: Buffer) => (text += String(chunk)));
  socket.on('error', () => (ended = true)).on('close', () => (ended = true));
  const length = Buffer.byteLength(head) + count * megabyte;
  socket.write(`${headOf(path, contentType, length)}${head}`);
  const piece = Buffer.alloc(megabyte, 'a');
  for (let sent = 0; sent < count && !ended; sent++)
    if (!socket.write(piece))
      await new Promise((done) => {
        socket.once('drain', done);
        socket.once('close', done);
      });
  await expect.poll(() => ended || text.includes('</html>'), { timeout: 30_000 }).toBe(true);
  socket.destroy();
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text };
}

function headOf(path: string, contentType: string, length: number): string {
  return [
    `POST ${path} HTTP/1.1`,
    `host: ${new URL(server.address).host}`,
    `origin: ${server.address}`,
    `cookie: ${administrator.cookie}`,
    'accept: text/html',
    'connection: close',
    `content-type: ${contentType}`,
    `content-length: ${length}`,
    '\r\n'
  ].join('\r\n');
}

function open(): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = connect(Number(new URL(server.address).port), '127.0.0.1', () => done(socket));
    socket.once('error', fail);
  });
}

const multipart = 'multipart/form-data; boundary=x';
const filePart =
  '--x\r\ncontent-disposition: form-data; name="file"; filename="nagy.csv"\r\ncontent-type: text/csv\r\n\r\n';

test('a file of 50 MB is refused in a sentence', async () => {
  const { status, text } = await sendMegabytes('/admin/import', 50, multipart, filePart);
  expect(status).toBe(413);
  expect(text).toMatch(/20\s*MB/);
});

test('200 and 300 MB are refused, and memory does not grow with them', async () => {
  const before = highestMemory();
  for (const count of [200, 300]) {
    const upload = await sendMegabytes('/admin/import', count, multipart, filePart);
    expect(upload.status).toBe(413);
  }
  const form = await sendMegabytes('/programok/uj', 300, 'application/x-www-form-urlencoded', 'title=');
  expect(form.status).toBe(413);
  const after = highestMemory();
  if (before !== null && after !== null) expect(after - before).toBeLessThan(150);
});

test('a form without files takes no more than a megabyte, and says beforehand how much it is', async () => {
  const { status } = await sendMegabytes('/programok/uj', 5, 'application/x-www-form-urlencoded', 'title=');
  expect(status).toBe(413);
  const undeclared = await fetch(`${server.address}/belepes`, {
    method: 'POST',
    headers: { origin: server.address, accept: 'text/html' },
    body: new Blob(['a']).stream(),
    duplex: 'half'
  } as RequestInit);
  expect(undeclared.status).toBe(411);
});

test('two hundred visitors who never finish do not hold the others', async () => {
  const dawdlers = await Promise.all(Array.from({ length: 200 }, open));
  dawdlers.forEach((socket, index) => {
    socket.on('error', () => {}).resume();
    socket.write(
      index % 2 === 0
        ? 'GET /programok HTTP/1.1\r\nhost: a\r\nx-slow: '
        : `${headOf('/programok/uj', 'application/x-www-form-urlencoded', 1000)}title=`
    );
  });
  for (let n = 0; n < 5; n++) expect((await administrator.get('/programok/uj')).status).toBe(200);
  // Those who did not even finish the head are let go.
  const heads = dawdlers.filter((_socket, index) => index % 2 === 0);
  await expect
    .poll(() => heads.every(({ readyState }) => readyState !== 'open'), { timeout: 40_000 })
    .toBe(true);
  for (const socket of dawdlers) socket.destroy();
});
