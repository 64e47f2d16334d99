// Passkeys open the door to whoever holds them, here, now, once, and to nobody else.
import { describe, expect, test } from 'vitest';
import { makeAuthenticator, type Answering, type Authenticator } from '#tests/authenticator.ts';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Person } from '#lib/platform/actor.ts';
import { addPerson } from './operations.server.ts';
import { forgetChallenges } from './passkey-challenge.server.ts';
import { askForPasskey, signInWithPasskey } from './passkey-sign-in.server.ts';
import { addPasskey, askForNewPasskey, listPasskeys, removePasskey } from './passkey.server.ts';
import { findActor } from './session-actor.server.ts';
import { unknownBrowser } from './session.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const site = { origin: 'https://kalaka.example', rpId: 'kalaka.example' };
const address = '203.0.113.7';

async function addIlka(email = 'ilka@revesz.example'): Promise<Person> {
  const id = await addPerson(database(), { name: 'Révész Ilka', email, roles: [] }, now);
  return { kind: 'person', id, name: 'Révész Ilka', roles: [] };
}

async function register(
  person: Person,
  key: Authenticator,
  { wrong = {}, at = now, by = person }: { wrong?: Partial<Answering>; at?: Date; by?: Person } = {}
): Promise<string> {
  const { options, token } = await askForNewPasskey(database(), person, { site, house: 'Kaláka' }, now);
  const response = key.register({ challenge: options.challenge, ...site, ...wrong });
  const added = await addPasskey(database(), by, { site, token, response, name: 'Telefon' }, at);
  return added.ok ? 'added' : added.reason;
}

async function challengeOf(at: Date = now): Promise<{ challenge: string; token: string }> {
  const asked = await askForPasskey(database(), { site, address }, at);
  if (!asked.ok) throw new Error(asked.reason);
  return { challenge: asked.value.options.challenge, token: asked.value.token };
}

async function signIn(
  key: Authenticator,
  { wrong = {}, at = now, token }: { wrong?: Partial<Answering>; at?: Date; token?: string } = {}
): Promise<string> {
  const asked = await challengeOf();
  const response = key.signIn({ challenge: asked.challenge, ...site, ...wrong });
  const given = { site, token: token ?? asked.token, response, address };
  const done = await signInWithPasskey(database(), given, unknownBrowser, at);
  return done.ok ? 'in' : done.reason;
}

async function withPasskey(): Promise<{ person: Person; key: Authenticator }> {
  const [person, key] = [await addIlka(), makeAuthenticator()];
  expect(await register(person, key)).toBe('added');
  return { person, key };
}

describe('a passkey', () => {
  test('once added is listed, signs its owner in, and says when it was last used', async () => {
    const { person, key } = await withPasskey();
    const asked = await challengeOf();
    const response = key.signIn({ challenge: asked.challenge, ...site });
    const given = { site, token: asked.token, response, address };
    const done = await signInWithPasskey(database(), given, unknownBrowser, later(1));
    if (!done.ok) throw new Error(done.reason);
    expect((await findActor(database(), done.value.session, later(1)))?.id).toBe(person.id);
    expect(await listPasskeys(database(), person.id)).toMatchObject([
      { name: 'Telefon', since: now, lastUsed: later(1) }
    ]);
  });

  test('is told of by mail when it is added', async () => {
    await withPasskey();
    const mails = await database().selectFrom('mail').select(['email', 'kind']).execute();
    expect(mails).toEqual([{ email: 'ilka@revesz.example', kind: 'essential' }]);
  });

  test('opens nothing once it is removed; only its owner can remove it', async () => {
    const { person, key } = await withPasskey();
    const id = (await listPasskeys(database(), person.id))[0]?.id as Id<'passkey'>;
    expect(await removePasskey(database(), await addIlka('masik@revesz.example'), id, now)).toBe(false);
    expect(await signIn(key)).toBe('in');
    expect(await removePasskey(database(), person, id, now)).toBe(true);
    expect(await signIn(key)).toBe('passkey_refused');
  });

  test('that is already somebody’s cannot be added again', async () => {
    const { key } = await withPasskey();
    expect(await register(await addIlka('masik@revesz.example'), key)).toBe('passkey_refused');
  });

  test('is refused when it is not the one that was added', async () => {
    await withPasskey();
    expect(await signIn(makeAuthenticator())).toBe('passkey_refused');
  });

  test.each<[string, Partial<Answering>]>([
    ['made for another site', { origin: 'https://kalaka.elsewhere.example' }],
    ['bound to another name', { rpId: 'elsewhere.example' }],
    ['that answers another question', { challenge: 'bm90IHRoaXMgb25l' }],
    ['that did not ask for fingerprint, face or PIN', { userVerified: false }]
  ])('%s is neither added nor let in', async (_case, wrong) => {
    expect(await register(await addIlka('masik@revesz.example'), makeAuthenticator(), { wrong })).toBe(
      'passkey_refused'
    );
    const { key } = await withPasskey();
    expect(await signIn(key, { wrong })).toBe('passkey_refused');
  });

  test('whose counter does not grow may be a copy, and is refused', async () => {
    const { key } = await withPasskey();
    expect(await signIn(key, { wrong: { counter: 7 } })).toBe('in');
    expect(await signIn(key, { wrong: { counter: 7 } })).toBe('passkey_refused');
    expect(await signIn(key, { wrong: { counter: 3 } })).toBe('passkey_refused');
    expect(await signIn(key, { wrong: { counter: 8 } })).toBe('in');
  });

  test('that never counts, as those kept in several devices, is let in again and again', async () => {
    const { key } = await withPasskey();
    expect(await signIn(key, { wrong: { counter: 0 } })).toBe('in');
    expect(await signIn(key, { wrong: { counter: 0 } })).toBe('in');
  });
});

describe('a challenge', () => {
  test('is good for five minutes', async () => {
    const { key } = await withPasskey();
    expect(await signIn(key, { at: later(4.9) })).toBe('in');
    expect(await signIn(key, { at: later(5) })).toBe('passkey_refused');
    expect(await register(await addIlka('b@revesz.example'), makeAuthenticator(), { at: later(5) })).toBe(
      'passkey_refused'
    );
  });

  test('is good once: the same answer a second time is refused', async () => {
    const { key } = await withPasskey();
    const asked = await challengeOf();
    const response = key.signIn({ challenge: asked.challenge, ...site, counter: 0 });
    const given = { site, token: asked.token, response, address };
    expect((await signInWithPasskey(database(), given, unknownBrowser, now)).ok).toBe(true);
    expect((await signInWithPasskey(database(), given, unknownBrowser, now)).ok).toBe(false);
  });

  test('is used up by a wrong answer too', async () => {
    const { key } = await withPasskey();
    const asked = await challengeOf();
    const answer = (challenge: string): Promise<{ ok: boolean }> =>
      signInWithPasskey(
        database(),
        { site, token: asked.token, response: key.signIn({ challenge, ...site }), address },
        unknownBrowser,
        now
      );
    expect((await answer('bm90IHRoaXMgb25l')).ok).toBe(false);
    expect((await answer(asked.challenge)).ok).toBe(false);
  });

  test('counts only in the browser that was asked, and only for what it was asked', async () => {
    const { person, key } = await withPasskey();
    const other = await challengeOf();
    expect(await signIn(key, { token: other.token })).toBe('passkey_refused');
    expect(await signIn(key, { token: 'x'.repeat(43) })).toBe('passkey_refused');
    const stranger = await addIlka('masik@revesz.example');
    expect(await register(person, makeAuthenticator(), { by: stranger })).toBe('passkey_refused');
  });

  test('that nobody answered is forgotten', async () => {
    await challengeOf();
    await forgetChallenges(database(), later(4));
    expect(await database().selectFrom('passkey_challenge').select('expires_at').execute()).toHaveLength(1);
    await forgetChallenges(database(), later(5));
    expect(await database().selectFrom('passkey_challenge').select('expires_at').execute()).toEqual([]);
  });
});

test.each([null, 'text', 7, {}, { id: 'x' }, { id: 'x', response: { clientDataJSON: '!!' } }])(
  'an answer that is none (%j) is refused, not an error',
  async (response) => {
    const { token } = await challengeOf();
    const done = await signInWithPasskey(database(), { site, token, response, address }, unknownBrowser, now);
    expect(done).toEqual({ ok: false, reason: 'passkey_refused' });
    const person = await addIlka();
    const asked = await askForNewPasskey(database(), person, { site, house: 'Kaláka' }, now);
    const added = await addPasskey(
      database(),
      person,
      { site, token: asked.token, response, name: 'x' },
      now
    );
    expect(added).toEqual({ ok: false, reason: 'passkey_refused' });
  }
);
