// An account's address changes only with the say of whoever reads mail there, and a stranger's change can be undone.
import { describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Actor, Person } from '#lib/platform/actor.ts';
import {
  findCapabilityLink,
  useCapabilityLink,
  type CapabilityLink
} from '#lib/platform/capability-links.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { MailContent } from '#lib/platform/mail/content.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { emailLinkActs } from './account-email-links.server.ts';
import { askToChangeEmail, changeEmailByAdministrator } from './account-email.server.ts';
import { addPerson } from './operations.server.ts';
import { setPassword } from './password.server.ts';
import { findActor } from './session-actor.server.ts';
import { openSession, unknownBrowser } from './session.server.ts';
import { findSignInLink, makeSignInLink } from './sign-in.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const [old, next, third] = ['ilka@revesz.example', 'ilka@uj.example', 'rablo@idegen.example'];
/** Says each message by its key. */
const words = { t: (key: string) => key } as unknown as Words;

async function addIlka(): Promise<Person> {
  const id = await addPerson(database(), { name: 'Révész Ilka', email: old, roles: [] }, now);
  return { kind: 'person', id, name: 'Révész Ilka', roles: [] };
}
async function emailOf({ id }: Person): Promise<string | null> {
  const row = await database()
    .selectFrom('person')
    .select('email')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.email;
}
async function lastTokenTo(email: string): Promise<string> {
  const mail = await database()
    .selectFrom('mail')
    .select('content')
    .where('email', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const button = (mail.content as MailContent).blocks.find(({ type }) => type === 'button');
  return button?.type === 'button' ? button.href.replace('/answer/', '') : '';
}

/** As the page behind the link does it. @returns what it says, or why the link is refused */
async function press(token: string, at: Date = now): Promise<string> {
  return inTransaction(database(), async (tx) => {
    const link = await findCapabilityLink(tx, token, at);
    if (!link.ok) return link.reason;
    const act = emailLinkActs.find(({ purpose }) => purpose === link.value.purpose);
    if (!(await useCapabilityLink(tx, link.value.id, at))) return 'used';
    const done = await act?.act(tx, link.value, { choice: '', note: null }, { now: at, words, domains: [] });
    return done && 'sentence' in done ? done.sentence : '';
  });
}
async function change(person: Person, email: string, at: Date = now): Promise<string> {
  const asked = await askToChangeEmail(database(), person, email, at);
  if (!asked.ok) throw new Error(asked.reason);
  return press(await lastTokenTo(email), at);
}

describe('changing one’s own address', () => {
  test('waits until the new one confirms it', async () => {
    const ilka = await addIlka();
    expect(await askToChangeEmail(database(), ilka, ` ${next.toUpperCase()} `, now)).toEqual({
      ok: true,
      value: { email: next }
    });
    expect(await emailOf(ilka)).toBe(old);
    expect(await press(await lastTokenTo(next), later(0.9))).toBe('people.confirmEmail.done');
    expect(await emailOf(ilka)).toBe(next);
  });

  test('can be confirmed for a day, and once', async () => {
    const ilka = await addIlka();
    await askToChangeEmail(database(), ilka, next, now);
    const token = await lastTokenTo(next);
    expect(await press(token, later(1))).toBe('link_expired');
    await press(token);
    expect(await press(token)).toBe('link_used');
  });

  test('shows what would happen before it happens', async () => {
    const ilka = await addIlka();
    await askToChangeEmail(database(), ilka, next, now);
    const link = await findCapabilityLink(database(), await lastTokenTo(next), now);
    const page = await emailLinkActs[0]?.show(
      database(),
      (link as { value: CapabilityLink }).value,
      words,
      []
    );
    expect(page?.facts?.map(({ text }) => text)).toEqual([next, old]);
  });

  test('shuts links on their way to the old address', async () => {
    const ilka = await addIlka();
    const token = await makeSignInLink(database(), ilka.id, now);
    await change(ilka, next);
    expect(await findSignInLink(database(), token, now)).toBeNull();
  });

  test('does not say that somebody else has the address until its owner asks', async () => {
    const ilka = await addIlka();
    await addPerson(database(), { name: 'Más', email: next, roles: [] }, now);
    expect((await askToChangeEmail(database(), ilka, next, now)).ok).toBe(true);
    expect(await press(await lastTokenTo(next))).toBe('people.error.email_taken');
    expect(await emailOf(ilka)).toBe(old);
  });

  test.each([
    ['nem cím', 'email_wrong'],
    [old, 'email_same']
  ])('to «%s» is refused: %s', async (email, reason) => {
    expect(await askToChangeEmail(database(), await addIlka(), email, now)).toMatchObject({ reason });
  });
});

describe('taking an address back', () => {
  test('puts it back within seven days, and ends what a stranger may have set up', async () => {
    const ilka = await addIlka();
    await change(ilka, third);
    const { session } = await inTransaction(database(), (tx) =>
      openSession(tx, ilka.id, unknownBrowser, now)
    );
    await setPassword(database(), ilka, { password: 'idegen ember jelszava itt', session }, now);
    expect(await press(await lastTokenTo(old), later(6.9))).toBe('people.takeEmailBack.done');
    expect(await emailOf(ilka)).toBe(old);
    expect(await findActor(database(), session, now)).toBeNull();
    expect(await database().selectFrom('password').select('person_id').execute()).toEqual([]);
  });

  test('comes too late after seven days', async () => {
    const ilka = await addIlka();
    await change(ilka, third);
    expect(await press(await lastTokenTo(old), later(7))).toBe('link_expired');
  });

  test('wins over every later change: a stranger cannot take it back in turn', async () => {
    const ilka = await addIlka();
    await change(ilka, next, now);
    const first = await lastTokenTo(old);
    await change(ilka, third, later(1));
    const second = await lastTokenTo(next);
    expect(await press(first, later(2))).toBe('people.takeEmailBack.done');
    expect(await press(second, later(2))).toBe('link_revoked');
    expect(await emailOf(ilka)).toBe(old);
  });
});

describe('an administrator', () => {
  const administrator: Actor = {
    kind: 'person',
    id: '00000000-0000-7000-8000-000000000009' as Id<'person'>,
    name: 'Rendszergazda',
    roles: [{ kind: 'administrator' }]
  };

  test('gives somebody who lost their mailbox another address; all sessions end and both addresses hear of it', async () => {
    const ilka = await addIlka();
    const { session } = await inTransaction(database(), (tx) =>
      openSession(tx, ilka.id, unknownBrowser, now)
    );
    const id = await addPerson(database(), { name: 'Rendszergazda', email: null, roles: [] }, now);
    const done = await changeEmailByAdministrator(
      database(),
      { ...administrator, id },
      { person: ilka.id, email: next },
      now
    );
    expect(done).toEqual({ ok: true, value: null });
    expect(await emailOf(ilka)).toBe(next);
    expect(await findActor(database(), session, now)).toBeNull();
    const mails = await database().selectFrom('mail').select('email').orderBy('email').execute();
    expect(mails.map(({ email }) => email)).toEqual([old, next]);
  });

  test('is the only one who may', async () => {
    const ilka = await addIlka();
    const done = await changeEmailByAdministrator(database(), ilka, { person: ilka.id, email: next }, now);
    expect(done).toEqual({ ok: false, reason: 'not_allowed' });
    expect(await emailOf(ilka)).toBe(old);
  });

  test('is told when the address is another person’s, or none', async () => {
    const ilka = await addIlka();
    await addPerson(database(), { name: 'Más', email: next, roles: [] }, now);
    const reasonFor = async (email: string, person = ilka.id): Promise<unknown> =>
      changeEmailByAdministrator(database(), administrator, { person, email }, now);
    expect(await reasonFor(next)).toMatchObject({ reason: 'email_taken' });
    expect(await reasonFor('semmi')).toMatchObject({ reason: 'email_wrong' });
    expect(await reasonFor('x@y.example', administrator.id)).toMatchObject({ reason: 'person_unknown' });
  });
});
