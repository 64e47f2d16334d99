// Mail from an operation to the recipient's server and back to the link in it, through the real process.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type House } from '../../src/house.server.ts';
import { readSettings } from '../../src/settings.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { now } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { testMailContent } from '#lib/platform/mail/test-mail.server.ts';
import { removeDirectory, startServer, type RunningServer } from '../running-server.ts';
import { readMail, startSmtp, type TestSmtp } from '../smtp.ts';

let dataDirectory: string;
let running: RunningServer | null = null;
let smtp: TestSmtp | null = null;

beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'kalaka-mail-'));
});
afterEach(async () => {
  await running?.stop();
  await smtp?.close();
  running = smtp = null;
  removeDirectory(dataDirectory);
});

async function withHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  const house = await openHouse(readSettings({ DATA_DIRECTORY: dataDirectory, SAMPLE: 'no' }));
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}

const writeNews = (): Promise<void> =>
  withHouse(async ({ db }) => {
    const person = await addPerson(db, { name: 'Őri Anna', email: 'anna@a.example', roles: [] }, now());
    const to = { email: 'anna@a.example', name: 'Őri Anna', person };
    await inTransaction(db, (tx) =>
      sendMail(tx, { to, locale: 'hu', kind: 'news', ...testMailContent }, now())
    );
  });

async function serve(through: TestSmtp): Promise<RunningServer> {
  running = await startServer({
    dataDirectory,
    environment: {
      SAMPLE: 'no',
      SMTP_URL: `smtp://127.0.0.1:${through.port}`,
      MAIL_FROM: 'Kaláka <kalaka@a.example>',
      PUBLIC_URL: 'https://kalaka.example'
    }
  });
  return running;
}

describe('the link to unsubscribe', () => {
  test('works with one click of a mail program: from elsewhere, without a cookie, and not by looking', async () => {
    await writeNews();
    smtp = await startSmtp();
    const withMail = await serve(smtp);
    await expect.poll(() => smtp?.received.length, { timeout: 15_000 }).toBe(1);
    const { headers } = readMail(smtp.received[0]?.raw ?? '');
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const { pathname } = new URL((headers.get('list-unsubscribe') ?? '').slice(1, -1));
    await withMail.stop();

    running = await startServer({ dataDirectory, environment: { SAMPLE: 'no' } });
    const address = running.address + pathname;
    const oneClick = (path: string): Promise<Response> =>
      fetch(path, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
      });
    const frequency = async (): Promise<string | undefined> =>
      /value="(\w+)" checked/.exec(await (await fetch(address)).text())?.[1];
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(address, { method: 'HEAD' })).status).toBe(200);
    expect(await frequency()).toBe('at_once');
    expect((await oneClick(`${address}x`)).status).toBe(404);
    expect((await oneClick(`${running.address}/kilepes`)).status).toBe(403);
    expect((await oneClick(address)).status).toBe(200);
    expect(await frequency()).toBe('essentials');
  });
});

test('a mail whose process is killed before the server has answered goes again when it is back', async () => {
  await writeNews();
  let answers = false;
  smtp = await startSmtp({ silentData: () => !answers });
  const first = await serve(smtp);
  await expect.poll(() => smtp?.letters(), { timeout: 15_000 }).toBe(1);
  await first.kill();
  answers = true;
  await serve(smtp);
  await expect.poll(() => smtp?.received.length, { timeout: 15_000 }).toBe(1);
  await running?.stop();
  running = null;
  const mails = await withHouse(({ db }) => db.selectFrom('mail').select(['state', 'attempts']).execute());
  expect(mails).toEqual([{ state: 'sent', attempts: 2 }]);
});
