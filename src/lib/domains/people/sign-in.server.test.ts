// The mailed way in: asking for the mail, the link, and that neither answer nor work tells who has an account.
import type { KyselyPlugin } from 'kysely';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { MailContent } from '#lib/platform/mail/content.ts';
import { addPerson } from './operations.server.ts';
import { hashPassword } from './password-hash.server.ts';
import { signInWithPassword } from './password.server.ts';
import { findActor } from './session-actor.server.ts';
import { unknownBrowser } from './session.server.ts';
import { answerSignInRequests, askForSignInMail } from './sign-in-mail.server.ts';
import { findSignInLink, makeSignInLink, useSignInLink } from './sign-in.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const address = '203.0.113.7';
const ilka = 'ilka@revesz.example';

const addIlka = (): Promise<Id<'person'>> =>
  addPerson(database(), { name: 'Révész Ilka', email: ilka, roles: [] }, now);

/** The same database, noting every statement that goes to it. */
function watched(db: Database): { db: Database; statements: string[] } {
  const statements: string[] = [];
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements.push(
        JSON.stringify(node, (key, part: unknown) => (/^values?$/.test(key) ? undefined : part))
      );
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result)
  };
  return { db: db.withPlugin(plugin), statements };
}

async function mailedTokens(): Promise<string[]> {
  const mails = await database().selectFrom('mail').select('content').orderBy('id').execute();
  return mails.flatMap(({ content }) =>
    (content as MailContent).blocks.flatMap((block) =>
      block.type === 'button' ? [block.href.replace('/sign-in/', '')] : []
    )
  );
}

describe('asking for the sign-in mail', () => {
  test('brings a link that signs in', async () => {
    const person = await addIlka();
    expect(await askForSignInMail(database(), { email: ilka, address }, now)).toEqual({
      ok: true,
      value: null
    });
    await answerSignInRequests(database(), later(1));
    const [token = ''] = await mailedTokens();
    const mail = await database().selectFrom('mail').selectAll().executeTakeFirstOrThrow();
    expect([mail.email, mail.kind, mail.secret, mail.give_up_at]).toEqual([
      ilka,
      'essential',
      true,
      later(60)
    ]);
    const signedIn = await useSignInLink(database(), token, later(2));
    if (!signedIn.ok) throw new Error(signedIn.reason);
    expect((await findActor(database(), signedIn.value.session, later(3)))?.id).toBe(person);
  });

  test('does and answers the same for an address that nobody has', async () => {
    await addIlka();
    const known = watched(database());
    const unknown = watched(database());
    const answers = [
      await askForSignInMail(known.db, { email: ilka, address }, now),
      await askForSignInMail(unknown.db, { email: 'senki@sehol.example', address }, now)
    ];
    expect(answers[0]).toEqual(answers[1]);
    expect(known.statements.length).toBeGreaterThan(3);
    expect(unknown.statements).toEqual(known.statements);
  });

  test('writes nothing to an address that nobody has, and keeps no trace of it', async () => {
    await askForSignInMail(database(), { email: 'senki@sehol.example', address }, now);
    await answerSignInRequests(database(), now);
    expect(await mailedTokens()).toEqual([]);
    expect(await database().selectFrom('sign_in_request').select('id').execute()).toEqual([]);
  });

  test('sends no more than five mails an hour to one address, known or not, and says how long to wait', async () => {
    await addIlka();
    for (const email of [ilka, 'senki@sehol.example']) {
      for (let asked = 0; asked < 5; asked++)
        expect((await askForSignInMail(database(), { email, address: `198.51.100.${asked}` }, now)).ok).toBe(
          true
        );
      expect(await askForSignInMail(database(), { email, address }, later(20))).toEqual({
        ok: false,
        reason: 'too_many_tries',
        waitMinutes: 40
      });
      expect((await askForSignInMail(database(), { email, address }, later(60))).ok).toBe(true);
    }
  });

  test('answers each request once', async () => {
    await addIlka();
    await askForSignInMail(database(), { email: ilka, address }, now);
    await answerSignInRequests(database(), now);
    await answerSignInRequests(database(), now);
    expect(await mailedTokens()).toHaveLength(1);
  });

  test('asks for the job that answers it', async () => {
    await askForSignInMail(database(), { email: ilka, address }, now);
    const jobs = await database().selectFrom('job').select(['name', 'payload']).execute();
    expect(jobs).toEqual([{ name: 'people.answer_sign_in_requests', payload: {} }]);
  });
});

describe('a sign-in link', () => {
  test('works once, within an hour, and not by looking at it', async () => {
    const person = await addIlka();
    const token = await makeSignInLink(database(), person, now);
    expect(await findSignInLink(database(), token, later(59))).toEqual({ name: 'Révész Ilka' });
    expect(await findSignInLink(database(), token, later(60))).toBeNull();
    expect((await useSignInLink(database(), token, later(60))).ok).toBe(false);
    expect((await useSignInLink(database(), token, later(59))).ok).toBe(true);
    expect(await useSignInLink(database(), token, later(59))).toEqual({
      ok: false,
      reason: 'link_used_or_expired'
    });
  });

  test('is stored as a hash only', async () => {
    const token = await makeSignInLink(database(), await addIlka(), now);
    const rows = await database().selectFrom('sign_in_link').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

test('a wrong password and an address that nobody has get the same answer for the same work', async () => {
  await database()
    .insertInto('password')
    .values({ person_id: await addIlka(), hash: await hashPassword('három barna kecske'), changed_at: now })
    .execute();
  const known = watched(database());
  const unknown = watched(database());
  const given = { password: 'három szürke kecske', address };
  const answers = [
    await signInWithPassword(known.db, { ...given, email: ilka }, unknownBrowser, now),
    await signInWithPassword(unknown.db, { ...given, email: 'senki@sehol.example' }, unknownBrowser, now)
  ];
  expect(answers).toEqual([
    { ok: false, reason: 'email_or_password_wrong' },
    { ok: false, reason: 'email_or_password_wrong' }
  ]);
  expect(unknown.statements).toEqual(known.statements);
});
