import { beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#lib/core/ids.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { useDatabase } from '#tests/db.ts';
import { countHardBounce, recordBounce, unmarkAddress } from './bounces.server.ts';
import { message, paragraph, plain, type MailContent } from './content.ts';
import { gatherDigests, latestDailyHour, latestWeeklyHour } from './digest.server.ts';
import { eraseMailOf } from './erase.server.ts';
import {
  findByUnsubscribeToken,
  findMailFrequency,
  setMailFrequency,
  unsubscribeTokens
} from './frequency.server.ts';
import { sendMail, type NewMail, type Written } from './outbox.server.ts';
import { countMails, findMail, listMails, retryMail } from './queries.server.ts';
import { forgetByDeclaration } from '../privacy/retention.server.ts';
import { columns, type MailFrequency } from './schema.server.ts';

const database = useDatabase();
/** A Wednesday, 10:00 in Budapest. */
const now = new Date('2027-03-03T09:00:00Z');
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);
let anna: Id<'person'>;

beforeEach(async () => {
  anna = await addPerson(database(), { name: 'Őri Anna', email: 'anna@a.example', roles: [] }, now);
});

function write(mail: Partial<NewMail> = {}, at = now): Promise<Written> {
  return inTransaction(database(), (tx) =>
    sendMail(
      tx,
      {
        to: { email: 'anna@a.example', name: 'Őri Anna', person: anna },
        locale: 'hu',
        kind: 'news',
        subject: message('mail.test.subject'),
        blocks: [paragraph(message('mail.test.body'))],
        ...mail
      },
      at
    )
  );
}

function idOf(written: Written): Id<'mail'> {
  if (!('id' in written)) throw new Error(written.outcome);
  return written.id;
}

const mails = () => database().selectFrom('mail').selectAll().orderBy('created_at').orderBy('id').execute();
const states = async () => (await mails()).map(({ state }) => state);

describe('writing', () => {
  test('a key that was used writes nothing more', async () => {
    expect((await write({ onceKey: 'reminder 1' })).outcome).toBe('waiting');
    expect(await write({ onceKey: 'reminder 1' })).toEqual({ outcome: 'already_there' });
    expect(await states()).toHaveLength(1);
  });

  test('an address that is none writes nothing and breaks nothing', async () => {
    for (const email of ['', 'anna', 'anna@a.example\r\nBcc: eve@evil.example'])
      expect(await write({ to: { email, name: '', person: null } })).toEqual({ outcome: 'bad_address' });
    expect(await states()).toEqual([]);
  });

  test('follows what the person wants, but essentials always leave', async () => {
    const outcomes: Record<string, string[]> = {};
    for (const frequency of ['at_once', 'daily', 'weekly', 'essentials'] as const) {
      await setMailFrequency(database(), anna, frequency, now);
      outcomes[frequency] = [(await write()).outcome, (await write({ kind: 'essential' })).outcome];
    }
    expect(outcomes).toEqual({
      at_once: ['waiting', 'waiting'],
      daily: ['held', 'waiting'],
      weekly: ['held', 'waiting'],
      essentials: ['unwanted', 'waiting']
    });
  });

  test('a person who is deleted takes their mails along', async () => {
    await write();
    await setMailFrequency(database(), anna, 'daily', now);
    await database().deleteFrom('person').where('id', '=', anna).execute();
    expect(await states()).toEqual([]);
    expect(await database().selectFrom('mail_preference').selectAll().execute()).toEqual([]);
  });
});

describe('the frequency', () => {
  test('is everything at once until the person says otherwise', async () => {
    expect(await findMailFrequency(database(), anna)).toBe('at_once');
    await setMailFrequency(database(), anna, 'weekly', now);
    expect(await findMailFrequency(database(), anna)).toBe('weekly');
  });

  test.each([
    ['at_once', ['waiting']],
    ['essentials', []],
    ['weekly', ['held']]
  ] as const)('changed to %s takes along what was held for a digest', async (frequency, expected) => {
    await setMailFrequency(database(), anna, 'daily', now);
    await write();
    await setMailFrequency(database(), anna, frequency, days(9));
    expect(await states()).toEqual(expected);
    for (const mail of await mails()) expect(mail.give_up_at > days(9)).toBe(expected[0] === 'waiting');
  });

  test('has one link per person, which stays the same', async () => {
    const first = (await unsubscribeTokens(database(), [anna, anna], now)).get(anna)!;
    await setMailFrequency(database(), anna, 'weekly', now);
    expect((await unsubscribeTokens(database(), [anna], days(400))).get(anna)).toBe(first);
    expect(await findByUnsubscribeToken(database(), first)).toEqual({ person: anna, frequency: 'weekly' });
    expect(await findByUnsubscribeToken(database(), 'x')).toBeNull();
  });
});

describe('digests', () => {
  test.each([
    ['2027-03-03T05:59:00Z', '2027-03-02T06:00:00Z', '2027-03-01T06:00:00Z'],
    ['2027-03-03T06:00:00Z', '2027-03-03T06:00:00Z', '2027-03-01T06:00:00Z'],
    ['2027-03-01T05:00:00Z', '2027-02-28T06:00:00Z', '2027-02-22T06:00:00Z'],
    ['2027-03-29T04:59:00Z', '2027-03-28T05:00:00Z', '2027-03-22T06:00:00Z'],
    ['2027-03-29T05:00:00Z', '2027-03-29T05:00:00Z', '2027-03-29T05:00:00Z'],
    ['2027-10-31T06:00:00Z', '2027-10-31T06:00:00Z', '2027-10-25T05:00:00Z']
  ])('at %s the last hours were %s and %s', (at, daily, weekly) => {
    expect(latestDailyHour(new Date(at))).toEqual(new Date(daily));
    expect(latestWeeklyHour(new Date(at))).toEqual(new Date(weekly));
  });

  const held = async (frequency: MailFrequency, count: number): Promise<void> => {
    await setMailFrequency(database(), anna, frequency, now);
    for (let n = 0; n < count; n++) await write();
  };

  test('are gathered at seven the next morning, once', async () => {
    await held('daily', 3);
    await gatherDigests(database(), new Date('2027-03-04T05:59:59Z'));
    expect(await states()).toEqual(['held', 'held', 'held']);
    await gatherDigests(database(), new Date('2027-03-04T06:00:00Z'));
    await gatherDigests(database(), new Date('2027-03-04T06:15:00Z'));
    expect(await states()).toEqual(['gathered', 'gathered', 'gathered', 'waiting']);
    const all = await mails();
    expect(all.at(-1)).toMatchObject({ email: 'anna@a.example', person_id: anna, kind: 'news' });
    expect((all.at(-1)?.content as MailContent).blocks.filter(({ type }) => type === 'heading')).toHaveLength(
      3
    );
    expect(new Set(all.slice(0, 3).map((mail) => mail.digest_id))).toEqual(new Set([all.at(-1)?.id]));
  });

  test('of a week wait for Monday', async () => {
    await held('weekly', 2);
    await gatherDigests(database(), new Date('2027-03-07T20:00:00Z'));
    expect(await states()).toEqual(['held', 'held']);
    await gatherDigests(database(), new Date('2027-03-08T06:00:00Z'));
    expect(await states()).toEqual(['gathered', 'gathered', 'waiting']);
  });

  test('of one mail are that mail', async () => {
    await held('daily', 1);
    await gatherDigests(database(), days(1));
    expect(await states()).toEqual(['waiting']);
  });

  test('that were missed are made up for', async () => {
    await held('daily', 2);
    await gatherDigests(database(), days(12));
    expect(await states()).toEqual(['gathered', 'gathered', 'waiting']);
  });
});

describe('addresses that mail comes back from', () => {
  test('are marked by three bounces within half a year, not by three in years', async () => {
    for (const at of [now, days(200), days(400)]) await countHardBounce(database(), 'anna@a.example', '', at);
    expect((await write({}, days(400))).outcome).toBe('waiting');
    for (const at of [days(410), days(420)]) await countHardBounce(database(), 'ANNA@a.example', '', at);
    expect((await write({}, days(420))).outcome).toBe('unwanted');
    expect((await write({ kind: 'essential' }, days(420))).outcome).toBe('waiting');
    await unmarkAddress(database(), 'anna@a.example');
    expect((await write({}, days(420))).outcome).toBe('waiting');
  });

  test('are not counted when the bounce is soft or the address was never written to', async () => {
    await write();
    const bounce = { email: 'anna@a.example', hard: false, text: '5.2.2 full' };
    expect(await recordBounce(database(), bounce, now)).toBe(true);
    expect(await recordBounce(database(), { ...bounce, email: 'x@x.example', hard: true }, now)).toBe(false);
    expect(await database().selectFrom('mail_address').selectAll().execute()).toEqual([]);
  });
});

describe('the outbox', () => {
  test('lists the newest first, by state and by page', async () => {
    for (let n = 0; n < 51; n++) await write({}, new Date(now.getTime() + n));
    const first = await listMails(database(), { state: null, page: 1 });
    expect([first.mails.length, first.hasNext]).toEqual([50, true]);
    expect(first.mails[0]?.created_at).toEqual(new Date(now.getTime() + 50));
    const second = await listMails(database(), { state: 'waiting', page: 2 });
    expect([second.mails.length, second.hasNext]).toEqual([1, false]);
    expect((await listMails(database(), { state: 'sent', page: 1 })).mails).toEqual([]);
    expect(await countMails(database())).toEqual(new Map([['waiting', 51]]));
  });

  test('does not try again what is under way', async () => {
    const id = idOf(await write());
    await database()
      .updateTable('mail')
      .set({ claimed_until: days(1) })
      .execute();
    expect(await retryMail(database(), id, now)).toBe(false);
    expect(await retryMail(database(), id, days(2))).toBe(true);
    expect(await retryMail(database(), 'not-an-id', now)).toBe(false);
    expect(await findMail(database(), 'not-an-id')).toBeNull();
  });

  test('forgets words after a month and mails after half a year, but nothing that still waits', async () => {
    await write();
    await write();
    const [first] = await mails();
    await database().updateTable('mail').set({ state: 'sent' }).where('id', '=', first!.id).execute();
    await forgetByDeclaration(database(), columns, days(29));
    expect((await mails()).map(({ content }) => content !== null)).toEqual([true, true]);
    await forgetByDeclaration(database(), columns, days(31));
    expect((await findMail(database(), first!.id))?.content).toBeNull();
    expect(await retryMail(database(), first!.id, days(31))).toBe(false);
    await forgetByDeclaration(database(), columns, days(181));
    expect((await mails()).map(({ state, content }) => [state, content !== null])).toEqual([
      ['waiting', true]
    ]);
  });

  test('keeps nothing of a person who is erased, whatever the address was spelt like', async () => {
    await write();
    await write({ to: { email: 'Anna@A.example', name: 'Anna', person: null }, replyTo: 'x@x.example' });
    await write({ to: { email: 'bela@a.example', name: '', person: null }, replyTo: 'anna@a.example' });
    await countHardBounce(database(), 'anna@a.example', 'anna', now);
    const bela = { email: 'bela@a.example', name: 'Béla', person: null };
    const about = { to: bela, blocks: [paragraph(plain('Őri Anna „igent” mondott.'))] };
    const left = await write(about);
    await database().updateTable('mail').set({ state: 'sent' }).where('id', '=', idOf(left)).execute();
    await write(about);
    const other = await write({ to: bela });
    await setMailFrequency(database(), anna, 'daily', now);
    await inTransaction(database(), (tx) =>
      eraseMailOf(tx, { person: anna, email: 'anna@a.example', name: 'Őri Anna' })
    );
    const rows = [
      ...(await mails()),
      ...(await database().selectFrom('mail_address').selectAll().execute()),
      ...(await database().selectFrom('mail_preference').selectAll().execute())
    ];
    expect(JSON.stringify(rows).toLowerCase()).not.toContain('anna');
    expect(new Map((await mails()).map(({ id, content }) => [id, content !== null]))).toEqual(
      new Map([
        [idOf(left), false],
        [idOf(other), true]
      ])
    );
  });
});
