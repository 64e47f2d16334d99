// A message reaches the expert and an answer the writer; no address reaches anybody who was not given it.
import { beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import type { Id } from '#lib/core/ids.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import { anonymous, type Person } from '#lib/platform/actor.ts';
import { findCapabilityLink, useCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { MailContent } from '#lib/platform/mail/content.ts';
import { forgetByDeclaration } from '#lib/platform/privacy/retention.server.ts';
import { domain } from './domain.server.ts';
import { writeAsStranger, writeToExpert } from './inquiries.server.ts';
import type { ExpertFacts } from './model.ts';
import { enterOther, enterSelf, forgetWithdrawn, withdrawExpert } from './operations.server.ts';
import { findExpert } from './queries.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const after = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const secret = 'meheszantal@titok.example';
const stranger = {
  body: 'Jönne hozzánk?',
  sharesAddress: false,
  name: 'Kérdező Kata',
  email: 'kata@kerdez.example'
};
const address = '203.0.113.7';
let clock = now;
/** A second later: mails are told apart by when they were written. */
const tick = (): Date => (clock = new Date(clock.getTime() + 1000));
let expert = '';
let self: Person;
let facts: ExpertFacts;

async function personWith(name: string, email: string | null, roles: Person['roles'] = []): Promise<Person> {
  return { kind: 'person', id: await addPerson(database(), { name, email, roles }, now), name, roles };
}

beforeEach(async () => {
  clock = now;
  await supplySettlements(database(), now);
  const found = (await loadSettlementFinder(database())).find({ name: 'Szegvár' });
  if (!found.ok) throw new Error('no Szegvár');
  facts = {
    ...{ name: 'Méhész Antal', headline: null, fields: ['agriculture'], skills: [], languages: ['hu'] },
    ...{ standing: 'retired', offers: ['talk'], settlement: found.value.id, reach: { kind: 'country' } },
    ...{ online: false, conditions: 'free', conditionNote: null, introduction: null, links: [] },
    ...{ visibility: 'public', organisations: [] }
  };
  self = await personWith('Méhész Antal', secret);
  const saved = await enterSelf(database(), self, { facts, wording: 'Igen.' }, now);
  if (!saved.ok) throw new Error(saved.reason);
  expert = saved.value.id;
});

interface Mail {
  readonly email: string;
  readonly reply_to: string | null;
  readonly text: string;
  /** Of the link in it. */
  readonly token: string;
}

async function mails(): Promise<Mail[]> {
  const rows = await database()
    .selectFrom('mail')
    .select(['email', 'reply_to', 'content', 'secret'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  expect(rows.every((row) => row.secret)).toBe(true);
  return rows.map(({ email, reply_to, content }) => {
    const text = JSON.stringify(content satisfies MailContent | null);
    return { email, reply_to, text, token: /\/answer\/([\w-]+)/.exec(text)?.[1] ?? '' };
  });
}

async function last(): Promise<Mail> {
  const mail = (await mails()).at(-1);
  if (!mail) throw new Error('no mail');
  return mail;
}

/** As the page behind the link does it. */
async function press(token: string, choice: string, note: string | null = null, at = tick()) {
  const words = await wordsIn('hu');
  return inTransaction(database(), async (tx) => {
    const link = await findCapabilityLink(tx, token, at);
    if (!link.ok) return link.reason;
    const act = domain.linkActs?.find(({ purpose }) => purpose === link.value.purpose);
    const page = await act?.show(tx, link.value, words, []);
    if (!act || !page) return 'nothing';
    expect(page.choices.map(({ value }) => value)).toContain(choice);
    await useCapabilityLink(tx, link.value.id, at);
    return act.act(tx, link.value, { choice, note }, { now: at, words, domains: [] });
  });
}

async function sentence(done: Awaited<ReturnType<typeof press>>): Promise<string> {
  if (typeof done === 'string') return done;
  return 'sentence' in done ? done.sentence : 'mistakes';
}

const asStranger = (changes: Partial<typeof stranger> = {}, from = address) =>
  writeAsStranger(
    database(),
    { expert, inquiry: { ...stranger, ...changes }, locale: 'hu', address: from },
    tick()
  );

describe('a stranger’s message', () => {
  test('leaves only when the address is shown to be theirs; answer and thanks go through the house', async () => {
    expect((await asStranger()).ok).toBe(true);
    const [confirmation] = await mails();
    expect(confirmation?.email).toBe('kata@kerdez.example');
    expect(confirmation?.text).not.toContain('Jönne hozzánk?');
    expect(await mails()).toHaveLength(1);

    await press(confirmation?.token ?? '', 'confirm');
    const asked = await last();
    expect(asked).toMatchObject({ email: secret, reply_to: null });
    expect(asked.text).toContain('Jönne hozzánk?');
    expect(asked.text).not.toContain('kata@kerdez.example');

    await press(asked.token, 'answer', 'Szívesen, szombaton.');
    const answered = await last();
    expect(answered).toMatchObject({ email: 'kata@kerdez.example', reply_to: null });
    expect(answered.text).toContain('Szívesen, szombaton.');
    expect(answered.text).not.toContain(secret);

    await press(answered.token, 'send', 'Köszönjük, várjuk!');
    const thanks = await last();
    expect(thanks).toMatchObject({ email: secret, reply_to: null });
    expect(thanks.text).toContain('Köszönjük, várjuk!');
    expect(await press(confirmation?.token ?? '', 'confirm')).toBe('link_used');
  });

  test('shows an address only to whom its owner gave it', async () => {
    await asStranger({ sharesAddress: true });
    await press((await last()).token, 'confirm');
    expect(await last()).toMatchObject({ email: secret, reply_to: 'kata@kerdez.example' });
    await press((await last()).token, 'openly', 'Írjon bátran.');
    expect(await last()).toMatchObject({ email: 'kata@kerdez.example', reply_to: secret });
  });

  test('is limited by address and by network', async () => {
    for (let n = 0; n < 5; n++) expect((await asStranger({}, `198.51.${n}.1`)).ok).toBe(true);
    expect(await asStranger({}, '198.51.100.1')).toMatchObject({ reason: 'too_many_tries' });
    for (let n = 0; n < 10; n++) expect((await asStranger({ email: `a${n}@a.example` })).ok).toBe(true);
    expect(await asStranger({ email: 'b@b.example' })).toMatchObject({ reason: 'too_many_tries' });
  });

  test('is forgotten in three days when nobody confirms it, and in half a year anyway', async () => {
    await asStranger();
    await asStranger({ email: 'masik@kerdez.example' });
    await press((await last()).token, 'confirm');
    const count = async (): Promise<number> =>
      (await database().selectFrom('expert_inquiry').select('id').execute()).length;
    await forgetWithdrawn(database(), after(2));
    expect(await count()).toBe(2);
    await forgetWithdrawn(database(), after(4));
    expect(await count()).toBe(1);
    await forgetByDeclaration(database(), domain.columns, after(179));
    expect(await count()).toBe(1);
    await forgetByDeclaration(database(), domain.columns, after(181));
    expect(await count()).toBe(0);
    expect(await findExpert(database(), expert)).not.toBeNull();
  });

  test('does not reach somebody who has withdrawn since, or is for colleagues only', async () => {
    await asStranger();
    await withdrawExpert(database(), self, expert, now);
    expect(await press((await last()).token, 'confirm')).toBe('nothing');
    expect(await mails()).toHaveLength(1);
    expect(await asStranger()).toMatchObject({ reason: 'gone' });
    await database().updateTable('expert').set({ visibility: 'colleagues' }).execute();
    expect(await asStranger()).toMatchObject({ reason: 'gone' });
  });
});

describe('an answer', () => {
  async function asked(): Promise<Mail> {
    await asStranger();
    await press((await last()).token, 'confirm');
    return last();
  }

  test('that declines says so, and is given once', async () => {
    const mail = await asked();
    await press(mail.token, 'decline');
    expect((await last()).text).toContain('experts.mail.declined.text');
    expect(await press(mail.token, 'answer', 'Mégis.')).toBe('link_used');
  });

  test('with nothing written sends nothing, and leads to another try', async () => {
    const mail = await asked();
    const before = (await mails()).length;
    const done = await press(mail.token, 'answer');
    expect(await mails()).toHaveLength(before);
    const token = typeof done === 'object' && 'href' in done ? (done.href ?? '').replace('/answer/', '') : '';
    await press(token, 'answer', 'Most írtam.');
    expect((await last()).text).toContain('Most írtam.');
  });

  test('that blocks keeps the writer away, with an account or without, and nobody else', async () => {
    await press((await asked()).token, 'block');
    const before = (await mails()).length;
    expect((await asStranger()).ok).toBe(true);
    const words = await wordsIn('hu');
    const said = await sentence(await press((await last()).token, 'confirm'));
    expect(said).toBe(words.t('experts.message.blocked'));
    const kata = await personWith('Kérdező Kata', 'kata@kerdez.example');
    const inquiry = { body: 'Újra én.', sharesAddress: false };
    expect(await writeToExpert(database(), kata, { expert, inquiry, locale: 'hu' }, tick())).toMatchObject({
      reason: 'blocked'
    });
    expect(await mails()).toHaveLength(before + 1);
    const other = await personWith('Más', 'mas@kerdez.example');
    expect((await writeToExpert(database(), other, { expert, inquiry, locale: 'hu' }, tick())).ok).toBe(true);
    expect((await last()).email).toBe(secret);
  });
});

describe('with an account', () => {
  test('it leaves at once, ten in an hour at most', async () => {
    const kata = await personWith('Kérdező Kata', 'kata@kerdez.example');
    const inquiry = { body: 'Jönne?', sharesAddress: false };
    const write = () => writeToExpert(database(), kata, { expert, inquiry, locale: 'hu' }, tick());
    for (let n = 0; n < 10; n++) expect((await write()).ok).toBe(true);
    expect(await write()).toMatchObject({ reason: 'too_many_tries' });
    expect((await mails()).map(({ email }) => email)).toEqual(Array(10).fill(secret));
  });

  test('but without an address nobody could answer', async () => {
    const silent = await personWith('Cím Nélküli', null);
    const inquiry = { body: 'Jönne?', sharesAddress: false };
    expect(await writeToExpert(database(), silent, { expert, inquiry, locale: 'hu' }, tick())).toMatchObject({
      reason: 'no_address'
    });
    expect(
      await writeToExpert(database(), anonymous, { expert, inquiry, locale: 'hu' }, tick())
    ).toMatchObject({
      reason: 'gone'
    });
  });

  test('for somebody without an address it goes to whoever keeps the entry, and no longer when they do not', async () => {
    const keeper = await personWith('Gazda Gizi', 'gizi@gazda.example', [
      { kind: 'caretaker', settlement: facts.settlement }
    ]);
    const entered = await enterOther(
      database(),
      keeper,
      {
        ...{ facts: { ...facts, name: 'Öreg Pali' }, wording: 'Igen.', locale: 'hu' as const },
        asking: { how: 'spoken', on: '2026-11-01', reachedBy: 'szomszéd' }
      },
      now
    );
    if (!entered.ok) throw new Error(entered.reason);
    const kata = await personWith('Kérdező Kata', 'kata@kerdez.example');
    const inquiry = { body: 'Jönne?', sharesAddress: false };
    await writeToExpert(database(), kata, { expert: entered.value.id, inquiry, locale: 'hu' }, tick());
    const mail = await last();
    expect(mail.email).toBe('gizi@gazda.example');
    expect(mail.text).toContain('Öreg Pali');
    const other = await personWith('Új Gazda', 'uj@gazda.example', []);
    await database()
      .updateTable('expert')
      .set({ kept_by: other.id as Id<'person'> })
      .where('id', '=', entered.value.id as Id<'expert'>)
      .execute();
    const words = await wordsIn('hu');
    const done = await press(mail.token, 'answer', 'Én felelek.');
    expect(await sentence(done)).toBe(words.t('experts.link.answeredAlready'));
  });
});
