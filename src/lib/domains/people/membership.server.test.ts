// How people come into organisations, what they may do there, and how they go.
import { beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { makeWords } from '#lib/platform/words/words.ts';
import hungarian from '../../../generated/messages.hu.ts';
import { paths } from '../../../generated/paths.ts';
import type { Id } from '#lib/core/ids.ts';
import { editableOrganisations, type Actor, type Person, type Role } from '#lib/platform/actor.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { findCapabilityLink, useCapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { putOnHat } from './hats.server.ts';
import { acceptInvitation, invite, withdrawInvitation } from './invitations.server.ts';
import { decideRequest } from './join-decisions.server.ts';
import { confirmRequest, decideByLink } from './join-links.server.ts';
import { askToJoin, askToJoinAs } from './join-requests.server.ts';
import { addPerson, giveRole } from './operations.server.ts';
import type { Place } from './place.ts';
import {
  endRepresentation,
  inviteRepresented,
  listRepresented,
  representNewcomer
} from './representation.server.ts';
import { findActor, listRoles } from './session-actor.server.ts';
import { makeSignInLink, useSignInLink } from './sign-in.server.ts';
import { changeRole, handOver, leaveRole } from './team-changes.server.ts';
import { listInvitations, listOpenRequests, listTeam } from './team.server.ts';

const address = '198.51.100.7';
const wording = 'Nevemet azok látják, akik a felvételemről döntenek.';
const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const words = makeWords('hu', hungarian, paths);
type OrganisationPlace = Extract<Place, { kind: 'organisation' }>;
let house: OrganisationPlace;
let owner: Person;

beforeEach(async () => {
  house = await organisation('Révház');
  owner = await personWith('Révész Ilka', 'ilka@revhaz.example', [{ kind: 'owner', organisation: house.id }]);
});

async function organisation(name: string): Promise<OrganisationPlace> {
  const id = newId<'organisation'>(now);
  const slug = `${name.toLowerCase()}-${id.slice(-6)}`;
  await database()
    .insertInto('organisation')
    .values({
      id,
      slug,
      name,
      folded: name.toLowerCase(),
      sector: 'civic',
      kind: 'association',
      settlement_id: null,
      street: null,
      summary: null,
      source: 'entered',
      external_id: null,
      created_at: now,
      updated_at: now
    } as never)
    .execute();
  return { kind: 'organisation', id, settlement: null, name, path: `/organisations/${slug}` };
}

async function personWith(name: string, email: string | null, roles: readonly Role[]): Promise<Person> {
  return { kind: 'person', id: await addPerson(database(), { name, email, roles }, now), name, roles };
}

/** The token of the newest mail to that address. */
async function tokenFor(email: string): Promise<string> {
  const { content } = await database()
    .selectFrom('mail')
    .select('content')
    .where('email', '=', email)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return /\/answer\/([\w-]+)/.exec(JSON.stringify(content))?.[1] ?? '';
}

async function press(act: LinkAct, email: string, choice: string, at = now) {
  const link = await findCapabilityLink(database(), await tokenFor(email), at);
  if (!link.ok) return link.reason;
  expect(link.value.purpose).toBe(act.purpose);
  expect((await act.show(database(), link.value, words, []))?.choices.map(({ value }) => value)).toContain(
    choice
  );
  return inTransaction(database(), async (tx) => {
    expect(await useCapabilityLink(tx, link.value.id, at)).toBe(true);
    return act.act(tx, link.value, { choice, note: null }, { now: at, words, domains: [] });
  });
}

const invitee = {
  name: 'Bárány Mátyás',
  email: 'matyas@barany.example',
  kind: 'editor',
  locale: 'hu'
} as const;
const namesIn = async (place: Place) =>
  (await listTeam(database(), place)).map(({ name, kind }) => `${name}: ${kind}`);

describe('an invitation', () => {
  test('makes the account, gives the role and leads straight in', async () => {
    expect(await invite(database(), owner, { place: house, invitee }, now)).toMatchObject({ ok: true });
    expect(await namesIn(house)).toEqual(['Révész Ilka: owner']);
    const done = await press(acceptInvitation, invitee.email, 'accept');
    expect(await namesIn(house)).toEqual(['Révész Ilka: owner', 'Bárány Mátyás: editor']);
    const [, editor] = await listTeam(database(), house);
    expect(done).toMatchObject({ enter: editor?.person, href: house.path });
    expect(await listInvitations(database(), house, now)).toEqual([]);
  });

  test('to somebody with an account gives the role to that account', async () => {
    const known = await personWith('Bárány M.', invitee.email, []);
    await invite(database(), owner, { place: house, invitee }, now);
    await press(acceptInvitation, invitee.email, 'accept');
    expect((await listTeam(database(), house)).map(({ person }) => person)).toContain(known.id);
    expect(
      await database().selectFrom('person').select('id').where('email', '=', invitee.email).execute()
    ).toHaveLength(1);
  });

  test('gives nobody a second role in the same organisation', async () => {
    const member = await personWith('Bárány M.', invitee.email, [{ kind: 'member', organisation: house.id }]);
    expect(await invite(database(), owner, { place: house, invitee }, now)).toMatchObject({
      reason: 'already_there'
    });
    const [role] = await listRoles(database(), member.id);
    await changeRole(database(), owner, { place: house, id: role!.id, kind: null }, now);
    await invite(database(), owner, { place: house, invitee }, now);
    await giveRole(
      database(),
      { person: member.id, role: { kind: 'member', organisation: house.id }, by: null },
      now
    );
    await press(acceptInvitation, invitee.email, 'accept');
    expect(await namesIn(house)).toEqual(['Révész Ilka: owner', 'Bárány M.: member']);
  });

  test('acts once, and a second one replaces the first', async () => {
    await invite(database(), owner, { place: house, invitee }, now);
    const first = await tokenFor(invitee.email);
    const later = new Date(now.getTime() + 60_000);
    await invite(database(), owner, { place: house, invitee: { ...invitee, kind: 'member' } }, later);
    expect(await findCapabilityLink(database(), first, later)).toMatchObject({ reason: 'link_revoked' });
    await press(acceptInvitation, invitee.email, 'accept', later);
    expect(await press(acceptInvitation, invitee.email, 'accept', later)).toBe('link_used');
    expect(await namesIn(house)).toEqual(['Révész Ilka: owner', 'Bárány Mátyás: member']);
  });

  test('declined or withdrawn gives nothing', async () => {
    await invite(database(), owner, { place: house, invitee }, now);
    await press(acceptInvitation, invitee.email, 'decline');
    const later = new Date(now.getTime() + 60_000);
    await invite(database(), owner, { place: house, invitee }, later);
    const [pending] = await listInvitations(database(), house, later);
    const elsewhere = await organisation('Másik');
    const other = await personWith('Más', 'mas@masik.example', [
      { kind: 'owner', organisation: elsewhere.id }
    ]);
    expect(
      await withdrawInvitation(database(), other, { place: elsewhere, id: pending!.id }, later)
    ).toMatchObject({ reason: 'gone' });
    await withdrawInvitation(database(), owner, { place: house, id: pending!.id }, later);
    expect(await press(acceptInvitation, invitee.email, 'accept', later)).toBe('link_revoked');
    expect(await namesIn(house)).toEqual(['Révész Ilka: owner']);
  });

  test('is not for those who do not answer for the place', async () => {
    const editor = await personWith('Sz', 'sz@revhaz.example', [{ kind: 'editor', organisation: house.id }]);
    for (const actor of [editor, { kind: 'anonymous' } satisfies Actor])
      expect(await invite(database(), actor, { place: house, invitee }, now)).toMatchObject({
        reason: 'not_yours'
      });
    expect(
      await invite(database(), owner, { place: house, invitee: { ...invitee, kind: 'administrator' } }, now)
    ).toMatchObject({ reason: 'no_such_role' });
    const wide: Place = { kind: 'wide', name: 'Kaláka', path: '/admin' };
    expect(
      await invite(database(), owner, { place: wide, invitee: { ...invitee, kind: 'administrator' } }, now)
    ).toMatchObject({ reason: 'not_yours' });
  });
});

describe('asking to join', () => {
  const request = {
    name: 'Kelemen Vera',
    email: 'vera@kelemen.example',
    locale: 'hu',
    message: 'Varrok.'
  } as const;

  test('tells the address nothing that the asker wrote', async () => {
    const name = 'Nyereménye vár';
    await askToJoin(database(), { place: house, request: { ...request, name }, wording, address }, now);
    const mail = await database().selectFrom('mail').select(['name', 'content']).executeTakeFirstOrThrow();
    expect(JSON.stringify(mail)).not.toContain('Nyerem');
  });

  test('is heard of only after the address is confirmed, and is decided from a mail', async () => {
    expect(await askToJoin(database(), { place: house, request, wording, address }, now)).toMatchObject({
      ok: true
    });
    expect(await listOpenRequests(database(), house.id)).toEqual([]);
    await press(confirmRequest, request.email, 'confirm');
    expect(await listOpenRequests(database(), house.id)).toMatchObject([
      { name: 'Kelemen Vera', message: 'Varrok.' }
    ]);
    await press(decideByLink, 'ilka@revhaz.example', 'member');
    expect(await namesIn(house)).toEqual(['Révész Ilka: owner', 'Kelemen Vera: member']);
    expect(await listOpenRequests(database(), house.id)).toEqual([]);
  });

  test('decided on the page, an old mail decides no more', async () => {
    await askToJoinAs(
      database(),
      await personWith('K V', request.email, []),
      { place: house, message: null, locale: 'hu', wording },
      now
    );
    const [open] = await listOpenRequests(database(), house.id);
    await decideRequest(database(), owner, { place: house, id: open!.id, granted: null }, now);
    const link = await findCapabilityLink(database(), await tokenFor('ilka@revhaz.example'), now);
    if (!link.ok) throw new Error(link.reason);
    expect((await decideByLink.show(database(), link.value, words, []))?.choices).toEqual([]);
    await inTransaction(database(), (tx) =>
      decideByLink.act(tx, link.value, { choice: 'owner', note: null }, { now, words, domains: [] })
    );
    expect(await namesIn(house)).toEqual(['Révész Ilka: owner']);
  });

  test('who has left decides no more', async () => {
    const second = await personWith('Második', 'masodik@revhaz.example', [
      { kind: 'owner', organisation: house.id }
    ]);
    await askToJoinAs(
      database(),
      await personWith('K V', request.email, []),
      { place: house, message: null, locale: 'hu', wording },
      now
    );
    const [role] = await listRoles(database(), second.id);
    await leaveRole(database(), second, role!.id, now);
    await press(decideByLink, 'masodik@revhaz.example', 'owner');
    expect(await listOpenRequests(database(), house.id)).toHaveLength(1);
  });

  test('floods nobody: five mails an hour to one address, ten asked for from one network', async () => {
    const ask = async (email: string) =>
      (await askToJoin(database(), { place: house, request: { ...request, email }, wording, address }, now))
        .ok;
    const outcomes = [];
    for (let n = 0; n < 6; n++) outcomes.push(await ask(request.email));
    expect(outcomes).toEqual([true, true, true, true, true, false]);
    for (let n = 0; n < 5; n++) expect(await ask(`n${n}@sok.example`)).toBe(true);
    expect(await ask('n6@sok.example')).toBe(false);
  });

  test('twice with an account is one request', async () => {
    const vera = await personWith('K V', request.email, []);
    for (const message of ['egy', 'kettő'])
      await askToJoinAs(database(), vera, { place: house, message, locale: 'hu', wording }, now);
    expect(await listOpenRequests(database(), house.id)).toMatchObject([{ message: 'kettő' }]);
  });
});

describe('the team of an organisation', () => {
  test('keeps an owner: the last one can neither leave nor be demoted, but hand over', async () => {
    const editor = await personWith('Bárány Mátyás', invitee.email, [
      { kind: 'editor', organisation: house.id }
    ]);
    const [own] = await listRoles(database(), owner.id);
    const [editors] = await listRoles(database(), editor.id);
    expect(await leaveRole(database(), owner, own!.id, now)).toMatchObject({ reason: 'last_one' });
    expect(
      await changeRole(database(), owner, { place: house, id: own!.id, kind: 'member' }, now)
    ).toMatchObject({ reason: 'last_one' });
    expect(await handOver(database(), owner, { place: house, to: editors!.id }, now)).toMatchObject({
      ok: true
    });
    expect(await namesIn(house)).toEqual(['Bárány Mátyás: owner', 'Révész Ilka: editor']);
  });

  test('is changed only through its own place', async () => {
    const elsewhere = await organisation('Másik');
    const other = await personWith('Más', 'mas@masik.example', [
      { kind: 'owner', organisation: elsewhere.id }
    ]);
    const [own] = await listRoles(database(), owner.id);
    expect(
      await changeRole(database(), other, { place: elsewhere, id: own!.id, kind: null }, now)
    ).toMatchObject({ reason: 'gone' });
    expect(await namesIn(house)).toEqual(['Révész Ilka: owner']);
  });

  test('records every change where the organisation’s history is read', async () => {
    const editor = await personWith('Bárány Mátyás', invitee.email, [
      { kind: 'editor', organisation: house.id }
    ]);
    const [role] = await listRoles(database(), editor.id);
    await changeRole(database(), owner, { place: house, id: role!.id, kind: null }, now);
    const [done] = await database()
      .selectFrom('activity')
      .select(['verb', 'details'])
      .where('object_id', '=', house.id)
      .execute();
    expect(done).toEqual({
      verb: 'role.changed',
      details: { person: editor.id, role: [`editor:${house.id}`, null] }
    });
  });
});

describe('acting for somebody who uses no computer', () => {
  const consent = { how: 'spoken', on: '2026-11-20', text: 'Hozzájárulok …', note: null } as const;

  async function sessionOf(person: Id<'person'>): Promise<string> {
    const signedIn = await useSignInLink(database(), await makeSignInLink(database(), person, now), now);
    if (!signedIn.ok) throw new Error(signedIn.reason);
    return signedIn.value.session;
  }

  async function grandmother(): Promise<Id<'person'>> {
    const done = await representNewcomer(
      database(),
      owner,
      { place: house, name: 'Özv. Pásztor Jánosné', kind: 'editor', consent },
      now
    );
    if (!done.ok) throw new Error(done.reason);
    return done.value.id;
  }

  test('gives their roles, in the open, until it ends', async () => {
    const represented = await grandmother();
    const session = await sessionOf(owner.id);
    expect(await putOnHat(database(), session, owner.id, { kind: 'on_behalf_of', person: represented })).toBe(
      true
    );
    expect(await findActor(database(), session, now)).toMatchObject({
      id: owner.id,
      roles: [{ kind: 'editor', organisation: house.id }],
      onBehalfOf: { id: represented, name: 'Özv. Pásztor Jánosné' }
    });
    await endRepresentation(database(), owner, represented, now);
    expect(await findActor(database(), session, now)).toMatchObject({
      roles: [{ kind: 'owner', organisation: house.id }],
      onBehalfOf: null
    });
  });

  test('is for the one who recorded the consent alone', async () => {
    const represented = await grandmother();
    const other = await personWith('Más', 'mas@masik.example', [{ kind: 'owner', organisation: house.id }]);
    const session = await sessionOf(other.id);
    expect(await putOnHat(database(), session, other.id, { kind: 'on_behalf_of', person: represented })).toBe(
      false
    );
    expect(await listRepresented(database(), other.id)).toEqual([]);
  });

  test('goes over cleanly when they come themselves', async () => {
    const represented = await grandmother();
    const email = 'pasztorne@posta.example';
    await inviteRepresented(database(), owner, { represented, email, locale: 'hu' }, now);
    await press(acceptInvitation, email, 'accept');
    expect(await listRepresented(database(), owner.id)).toEqual([]);
    const person = await database()
      .selectFrom('person')
      .select('email')
      .where('id', '=', represented)
      .executeTakeFirst();
    expect(person?.email).toBe(email);
    expect(await namesIn(house)).toContain('Özv. Pásztor Jánosné: editor');
  });

  test('an address that somebody else has is not taken over, and only its holder learns why', async () => {
    const represented = await grandmother();
    const email = 'ilka@revhaz.example';
    expect(
      await inviteRepresented(database(), owner, { represented, email, locale: 'hu' }, now)
    ).toMatchObject({ ok: true });
    const mails = await database().selectFrom('mail').select('content').where('email', '=', email).execute();
    expect(JSON.stringify(mails)).toContain('people.mail.alreadyAccount');
    expect(JSON.stringify(mails)).not.toContain('/answer/');
    const still = await database()
      .selectFrom('person')
      .select('email')
      .where('id', '=', represented)
      .executeTakeFirst();
    expect(still?.email).toBeNull();
  });
});

test('a caretaker writes for every organisation of the settlement, as long as the hat is on', async () => {
  await supplySettlements(database(), now);
  const { id: settlement } = await database()
    .selectFrom('settlement')
    .select('id')
    .where('name', '=', 'Szegvár')
    .executeTakeFirstOrThrow();
  await database()
    .updateTable('organisation')
    .set({ settlement_id: settlement })
    .where('id', '=', house.id as Id<'organisation'>)
    .execute();
  const elsewhere = await organisation('Másik');
  const caretaker = await personWith('Gazda Gizella', 'gizella@szegvar.example', [
    { kind: 'caretaker', settlement },
    { kind: 'member', organisation: elsewhere.id }
  ]);
  const signedIn = await useSignInLink(database(), await makeSignInLink(database(), caretaker.id, now), now);
  if (!signedIn.ok) throw new Error(signedIn.reason);
  const actor = await findActor(database(), signedIn.value.session, now);
  expect(editableOrganisations(actor!)).toEqual([house.id]);
  const member = (await listRoles(database(), caretaker.id)).find(({ role }) => role.kind === 'member');
  await putOnHat(database(), signedIn.value.session, caretaker.id, { kind: 'role', role: member!.id });
  expect(editableOrganisations((await findActor(database(), signedIn.value.session, now))!)).toEqual([]);
});
