import { expect, test, vi } from 'vitest';
import { readAside } from './read-aside.server.ts';
import { readMessage } from './read-message.ts';

// Threads take their time to begin where others work, too.
vi.setConfig({ testTimeout: 60_000 });

const options = { replyAddress: 'valasz@kalaka.example' };
const head = 'From: Anna <anna@szegvar.example>\r\nSubject: Lassú\r\nMessage-ID: <slow@szegvar.example>\r\n';
/** Every line joins the one before it: the slowest that is let through line by line. */
const slow = Buffer.from(
  `${head}Content-Type: text/plain; format=flowed\r\n\r\n${'xxxx yy \r\n'.repeat(12_000)}`
);

test('a mail made to be slow is read as any other, while the house goes on with its own', async () => {
  let [beats, done] = [0, false];
  const beat = (): void => {
    beats += 1;
    if (!done) setTimeout(beat, 1);
  };
  const reading = readAside(slow, options).finally(() => (done = true));
  beat();
  const read = await reading;
  expect(read).toEqual(await readMessage(slow, options));
  expect(read.fault).toBeNull();
  // Read on this thread, there would be two: one before it and one after.
  expect(beats).toBeGreaterThan(20);
});

test('one that takes longer than it may is kept by its head, and the next one is read', async () => {
  const [first, second] = await Promise.all([
    readAside(slow, options, { seconds: 0.001 }),
    readAside(Buffer.concat([Buffer.from(`${head}\r\n`), Buffer.alloc(100_000, 'Megyek. ')]), options)
  ]);
  expect(first).toMatchObject({
    fault: 'unreadable',
    from: { email: 'anna@szegvar.example' },
    messageId: 'slow@szegvar.example',
    text: ''
  });
  expect(second.fault).toBeNull();
  expect(second.text).toMatch(/^Megyek\./);
});
