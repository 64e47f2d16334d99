// A circle is founded, gets its members, its charter is signed by link, and residents are answered; nobody sees what is not theirs.
import { beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import type { Id } from '#lib/core/ids.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import { anonymous, type Actor, type Person, type Role } from '#lib/platform/actor.ts';
import {
  findCapabilityLink,
  giveBackCapabilityLink,
  useCapabilityLink
} from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { eraseByDeclaration } from '#lib/platform/privacy/erase.server.ts';
import { sendCharter } from './charter-mails.server.ts';
import {
  currentCharter,
  enterPaperSignatures,
  listCharters,
  listSignatures,
  publishCharter,
  saveCharterDraft,
  signCharter
} from './charter.server.ts';
import { domain } from './domain.server.ts';
import { listCircles } from './list.server.ts';
import { addMember, addMembers, changeMember, leaveCircle, seatOf } from './members.server.ts';
import { changeCircle, factsOf, foundCircle, setCircleState, type CircleFacts } from './operations.server.ts';
import { canSeeCircle, hearsOf, runsCircle, seesInside, sitsIn } from './policy.ts';
import { circleOffices, findCircle, findCircleById, listMembers, memberMail } from './queries.server.ts';
import { answerQuestion, askCircle, listQuestions } from './questions.server.ts';
import { columns } from './schema.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const texts = { aims: 'Együtt gondolkodunk.', valuesText: '', sharing: 'A termeinket.' };
let szegvar = '';
let house = '';
let library = '';
let convenor: Person;
let librarian: Person;
let stranger: Person;
let facts: CircleFacts;
let circle = '';

async function personWith(name: string, email: string | null, roles: Role[] = []): Promise<Person> {
  return { kind: 'person', id: await addPerson(database(), { name, email, roles }, now), name, roles };
}

async function organisation(name: string): Promise<string> {
  const id = newId<'organisation'>(now);
  await database()
    .insertInto('organisation')
    .values({
      ...{
        id,
        slug: name.toLowerCase(),
        name,
        folded: name.toLowerCase(),
        sector: 'civic',
        kind: 'association'
      },
      ...{ settlement_id: szegvar as Id<'settlement'>, street: null, summary: null, source: 'entered' },
      ...{ external_id: null, created_at: now, updated_at: now }
    })
    .execute();
  return id;
}

beforeEach(async () => {
  await supplySettlements(database(), now);
  const found = (await loadSettlementFinder(database())).find({ name: 'Szegvár' });
  if (!found.ok) throw new Error('no Szegvár');
  szegvar = found.value.id;
  await database()
    .updateTable('settlement')
    .set({ county: 'Csongrád-Csanád' })
    .where('id', '=', szegvar as Id<'settlement'>)
    .execute();
  house = await organisation('Malomhaz');
  library = await organisation('Konyvtar');
  convenor = await personWith('Összehívó Ottó', 'otto@malom.example', [
    { kind: 'editor', organisation: house }
  ]);
  librarian = await personWith('Könyves Kata', 'kata@konyv.example', [
    { kind: 'editor', organisation: library }
  ]);
  stranger = await personWith('Idegen Imre', 'imre@masutt.example');
  facts = {
    ...{ name: 'Szegvári Kör', purpose: 'Beszélgetünk.', about: null, settlement: szegvar },
    ...{ territory: { kind: 'settlements', settlements: [szegvar] }, foundedOn: '2026-11-01' },
    ...{ publicPage: true, showsMembers: true, showsAgenda: false, showsDecisions: false },
    ...{ showsTasks: false, takesQuestions: true, silenceDays: 8 }
  };
  const founded = await foundCircle(database(), convenor, { facts, organisation: house, locale: 'hu' }, now);
  if (!founded.ok) throw new Error(founded.reason);
  circle = founded.value.id;
});

const seat = (changes: Partial<Parameters<typeof addMember>[2]['seat']> = {}) => ({
  ...{ office: 'member' as const, organisation: null, name: null, email: null, note: null },
  ...changes
});

async function add(changes: Parameters<typeof seat>[0], by: Actor = convenor) {
  return addMember(database(), by, { circle, seat: seat(changes), locale: 'hu' }, now);
}

async function added(changes: Parameters<typeof seat>[0]): Promise<string> {
  const done = await add(changes);
  if (!done.ok) throw new Error(done.reason);
  return done.value.id;
}

const offices = async () => {
  const held = await circleOffices(database(), circle);
  if (!held) throw new Error('no circle');
  return held;
};

async function mails() {
  const rows = await database().selectFrom('mail').select(['email', 'content']).orderBy('id').execute();
  return rows.map(({ email, content }) => {
    const text = JSON.stringify(content);
    return { email, text, token: /\/answer\/([\w-]+)/.exec(text)?.[1] ?? '' };
  });
}

/** As the page behind the link does it. */
async function press(
  token: string,
  answer: { choice: string; note?: string; fields?: Record<string, string> },
  at = later(5)
): Promise<string> {
  const words = await wordsIn('hu');
  return inTransaction(database(), async (tx) => {
    const link = await findCapabilityLink(tx, token, at);
    if (!link.ok) return link.reason;
    const act = domain.linkActs?.find(({ purpose }) => purpose === link.value.purpose);
    const page = await act?.show(tx, link.value, words, []);
    if (!act || !page?.choices.some(({ value }) => value === answer.choice)) return 'no such choice';
    await useCapabilityLink(tx, link.value.id, at);
    const done = await act.act(tx, link.value, { note: null, ...answer }, { now: at, words, domains: [] });
    if ('sentence' in done) return done.sentence;
    await giveBackCapabilityLink(tx, link.value.id);
    return JSON.stringify(done.mistakes);
  });
}

describe('who may', () => {
  test('whoever founds it is its convenor; somebody without a place to write for founds none', async () => {
    const held = await offices();
    expect(held.members).toMatchObject([{ role: 'convenor', organisationId: house, personId: convenor.id }]);
    expect(runsCircle(convenor, held) && sitsIn(convenor, held)).toBe(true);
    const refused = await foundCircle(database(), stranger, { facts, organisation: null, locale: 'hu' }, now);
    expect(refused).toMatchObject({ ok: false, reason: 'not_yours' });
  });

  test('a seat is held by the editors of its organisation and by whoever has its address', async () => {
    await add({ organisation: library });
    await add({ name: 'Idegen Imre', email: 'imre@masutt.example', office: 'informed' });
    const held = await offices();
    expect([sitsIn(librarian, held), runsCircle(librarian, held)]).toEqual([true, false]);
    expect([sitsIn(stranger, held), seesInside(stranger, held), hearsOf(stranger, held)]).toEqual([
      false,
      false,
      true
    ]);
  });

  test('administrators and the coordinators of its county run it, those of another county do not', async () => {
    const held = await offices();
    const county = (of: string | null): Person => ({
      ...stranger,
      roles: [{ kind: 'coordinator', county: of }]
    });
    expect(held.circle.counties).toHaveLength(1);
    expect(runsCircle(county(held.circle.counties[0] ?? ''), held)).toBe(true);
    expect(runsCircle(county('Zala'), held)).toBe(false);
    expect(runsCircle(county(null), held)).toBe(true);
    expect(runsCircle({ ...stranger, roles: [{ kind: 'administrator' }] }, held)).toBe(true);
  });

  test('a page that is not public is hidden from residents, in lists as well', async () => {
    const hidden = { ...facts, publicPage: false };
    await changeCircle(database(), convenor, { id: circle, facts: hidden }, now);
    await add({ organisation: library });
    const held = await offices();
    for (const [actor, sees] of [
      [anonymous, false],
      [stranger, false],
      [librarian, true],
      [convenor, true]
    ] as const) {
      expect(canSeeCircle(actor, held)).toBe(sees);
      expect((await listCircles(database(), actor, {})).total).toBe(sees ? 1 : 0);
    }
  });

  test('nobody else changes it, adds members, or writes its charter', async () => {
    await add({ organisation: library });
    for (const actor of [anonymous, stranger, librarian]) {
      expect(
        await changeCircle(database(), actor, { id: circle, facts: { ...facts, name: 'X' } }, now)
      ).toMatchObject({
        reason: 'not_found'
      });
      expect(await add({ name: 'Valaki' }, actor)).toMatchObject({ reason: 'not_found' });
      expect(await saveCharterDraft(database(), actor, { circle, texts }, now)).toMatchObject({
        reason: 'not_found'
      });
      expect(await setCircleState(database(), actor, { id: circle, state: 'closed' }, now)).toMatchObject({
        reason: 'not_found'
      });
    }
  });
});

describe('seats', () => {
  test('an organisation has one seat; who sits there already is told and left alone', async () => {
    await add({ organisation: library });
    expect(await add({ organisation: library, name: 'Más' })).toMatchObject({ reason: 'taken' });
    const many = await addMembers(
      database(),
      convenor,
      {
        circle,
        seats: [
          seat({ organisation: library }),
          seat({ name: 'A', email: 'a@b.example' }),
          seat({ name: 'A2', email: 'a@b.example' })
        ],
        locale: 'hu'
      },
      now
    );
    expect(many).toMatchObject({ value: { added: [expect.any(String)], taken: ['', 'A2'] } });
  });

  test('whoever was added learns of it by mail, and leaves with its link', async () => {
    const id = await added({ name: 'Levélke Lili', email: 'lili@posta.example' });
    const [mail] = await mails();
    expect(mail).toMatchObject({ email: 'lili@posta.example' });
    expect(mail?.text).toContain('Összehívó Ottó');
    expect(await memberMail(database(), id)).toMatchObject({ email: 'lili@posta.example', locale: 'hu' });
    expect(await press(mail?.token ?? '', { choice: 'leave' })).toContain('már nem tagja');
    expect((await listMembers(database(), circle)).map(({ id: each }) => each)).not.toContain(id);
    const left = await database()
      .selectFrom('activity')
      .select('details')
      .where('verb', '=', 'circle.member_left')
      .executeTakeFirstOrThrow();
    expect(left.details).toEqual({ member: id });
  });

  test('when somebody else takes a seat, the letters of the one before open it no more, and the new one gets their own', async () => {
    const id = await added({ name: 'Régi Réka', email: 'reka@posta.example' });
    const [before] = await mails();
    const same = seat({ name: 'Régi Réka', email: 'reka@posta.example', phone: '1' });
    await changeMember(database(), convenor, { id, seat: same }, now);
    const next = seat({ name: 'Új Uzonka', email: 'uzonka@posta.example', phone: '+36 30 111 2222' });
    expect(await mails()).toHaveLength(1);
    expect(await changeMember(database(), convenor, { id, seat: next }, now)).toMatchObject({ ok: true });
    expect(await press(before?.token ?? '', { choice: 'leave' })).toBe('link_revoked');
    const told = (await mails()).find(({ email }) => email === 'uzonka@posta.example');
    expect(await press(told?.token ?? '', { choice: 'leave' })).toContain('már nem tagja');
  });

  test('the last convenor neither leaves nor becomes a member before there is another', async () => {
    const [own] = await listMembers(database(), circle);
    if (!own) throw new Error('no seat');
    expect(await leaveCircle(database(), convenor, own.id, now)).toMatchObject({ reason: 'last_convenor' });
    const lower = { ...seatOf(own), office: 'member' as const };
    expect(await changeMember(database(), convenor, { id: own.id, seat: lower }, now)).toMatchObject({
      reason: 'last_convenor'
    });
    await add({ organisation: library, office: 'convenor' });
    expect(await leaveCircle(database(), convenor, own.id, now)).toMatchObject({ ok: true });
    expect(runsCircle(convenor, await offices())).toBe(false);
  });

  test('a member changes who sits there, but not their own office', async () => {
    const id = await added({ organisation: library });
    const change = seat({ organisation: null, name: 'Könyves Kata', office: 'convenor' });
    expect(await changeMember(database(), librarian, { id, seat: change }, now)).toMatchObject({ ok: true });
    const member = (await listMembers(database(), circle)).find((each) => each.id === id);
    expect(member).toMatchObject({ name: 'Könyves Kata', office: 'member', organisation: { id: library } });
    expect(await changeMember(database(), stranger, { id, seat: change }, now)).toMatchObject({
      reason: 'not_found'
    });
  });

  test('of two who change a seat at once the second is told', async () => {
    const id = await added({ organisation: library });
    const [member] = (await listMembers(database(), circle)).filter((each) => each.id === id);
    await changeMember(
      database(),
      convenor,
      { id, seat: seat({ organisation: library, phone: '1' }) },
      later(1)
    );
    expect(
      await changeMember(
        database(),
        librarian,
        { id, seat: seat({ organisation: library, phone: '2' }), from: member?.updatedAt ?? null },
        later(2)
      )
    ).toMatchObject({ reason: 'changed_meanwhile' });
  });

  test('who sat there is forgotten with their account, the seat of the organisation stays', async () => {
    const id = await added({
      organisation: library,
      name: 'Könyves Kata',
      email: 'kata@konyv.example',
      phone: '06'
    });
    await inTransaction(database(), (tx) =>
      eraseByDeclaration(tx, columns, {
        id: librarian.id,
        emails: ['kata@konyv.example'],
        name: 'Könyves Kata'
      })
    );
    const [member] = (await listMembers(database(), circle)).filter((each) => each.id === id);
    expect(member).toMatchObject({ name: null, ownEmail: null, phone: null, organisation: { id: library } });
  });
});

describe('the charter', () => {
  async function published(): Promise<string> {
    await saveCharterDraft(database(), convenor, { circle, texts }, now);
    const done = await publishCharter(database(), convenor, circle, now);
    if (!done.ok) throw new Error(done.reason);
    return done.value.id;
  }

  test('is signed by account, by mailed link and on paper, once each; guests are not asked', async () => {
    const paper = await added({ name: 'Papír Panna' });
    await add({ organisation: library, email: 'kata@konyv.example', name: 'Könyves Kata' });
    await add({ name: 'Vendég Vili', email: 'vili@vendeg.example', office: 'invited' });
    const charter = await published();
    const before = (await mails()).length;
    expect(await signCharter(database(), convenor, charter, now)).toEqual({ ok: true, value: 1 });
    expect(await signCharter(database(), stranger, charter, now)).toMatchObject({ reason: 'not_found' });
    expect(await sendCharter(database(), convenor, circle, later(1))).toMatchObject({
      value: { sent: 1, unreached: ['Papír Panna'] }
    });
    const [mail, ...others] = (await mails()).slice(before);
    expect(mail?.email).toBe('kata@konyv.example');
    expect(others).toEqual([]);
    expect(await press(mail?.token ?? '', { choice: 'sign', fields: { name: 'Könyves Kata' } })).toContain(
      'Köszönjük'
    );
    expect(await press(mail?.token ?? '', { choice: 'sign' })).toBe('link_used');
    expect(
      await enterPaperSignatures(database(), convenor, { charter, members: [paper, paper] }, now)
    ).toEqual({
      ok: true,
      value: 1
    });
    const signatures = (await listSignatures(database(), [charter])).get(charter) ?? [];
    expect(signatures.map(({ how }) => how).sort()).toEqual(['account', 'link', 'paper']);
  });

  test('a published version never changes: the next draft is a new version, and old links sign nothing', async () => {
    await add({ organisation: library, email: 'kata@konyv.example' });
    const first = await published();
    await sendCharter(database(), convenor, circle, later(1));
    const token = (await mails()).at(-1)?.token ?? '';
    await saveCharterDraft(database(), convenor, { circle, texts: { ...texts, aims: 'Más.' } }, now);
    expect((await currentCharter(database(), circle))?.id).toBe(first);
    await publishCharter(database(), convenor, circle, later(1));
    expect((await listCharters(database(), circle)).map(({ version, aims }) => [version, aims])).toEqual([
      [2, 'Más.'],
      [1, texts.aims]
    ]);
    expect(await press(token, { choice: 'sign', fields: { name: 'K' } })).toBe('no such choice');
  });
});

describe('what residents ask', () => {
  const question = { kind: 'question' as const, text: 'Mikor lesz bál?', name: 'Kíváncsi', email: null };
  const ask = (changes: object = {}, actor: Actor = anonymous) =>
    askCircle(
      database(),
      actor,
      { circle, question: { ...question, ...changes }, locale: 'hu', address: '203.0.113.9' },
      now
    );

  test('with an address nothing is passed on before it is confirmed; the answer goes there, and to the page', async () => {
    expect(await ask({ email: 'kivancsi@lako.example' })).toEqual({ ok: true, value: 'unconfirmed' });
    expect((await listQuestions(database(), circle, { show: 'waiting' })).rows).toEqual([]);
    const [confirm] = await mails();
    expect(confirm?.text).not.toContain('bál');
    await press(confirm?.token ?? '', { choice: 'confirm' });
    const asked = (await mails()).at(-1);
    expect(asked?.email).toBe('otto@malom.example');
    expect(asked?.text).toContain('Mikor lesz bál?');
    expect(asked?.text).not.toContain('kivancsi@lako.example');
    expect(await press(asked?.token ?? '', { choice: 'public', note: '' })).toContain('Írja be');
    await press(asked?.token ?? '', { choice: 'public', note: 'Farsangkor.' }, later(6));
    expect((await mails()).at(-1)).toMatchObject({ email: 'kivancsi@lako.example' });
    const { rows } = await listQuestions(database(), circle, { show: 'public' });
    expect(rows).toMatchObject([{ answer: 'Farsangkor.', state: 'answered' }]);
  });

  test('without an address it is there at once; a circle that takes none is not asked', async () => {
    expect(await ask()).toEqual({ ok: true, value: 'open' });
    const [open] = (await listQuestions(database(), circle, { show: 'waiting' })).rows;
    const answer = { kind: 'answer' as const, text: 'Igen.', public: false };
    for (const actor of [stranger, librarian])
      expect(await answerQuestion(database(), actor, { id: open?.id ?? '', answer }, now)).toMatchObject({
        reason: 'not_found'
      });
    expect(await answerQuestion(database(), convenor, { id: open?.id ?? '', answer }, now)).toMatchObject({
      ok: true
    });
    expect(await answerQuestion(database(), convenor, { id: open?.id ?? '', answer }, now)).toMatchObject({
      reason: 'answered_already'
    });
    expect((await listQuestions(database(), circle, { show: 'public' })).rows).toEqual([]);
    await changeCircle(database(), convenor, { id: circle, facts: { ...facts, takesQuestions: false } }, now);
    expect(await ask()).toMatchObject({ reason: 'not_found' });
  });
});

test('two organisations of one table are not made one before one of them has left it', async () => {
  const id = await added({ organisation: library });
  const words = await wordsIn('hu');
  const merge = { kind: 'organisation', into: house, from: library };
  expect(await domain.mergeHindrances?.(database(), merge, words)).toMatchObject([
    { href: expect.stringMatching(/^\/circles\/.+\/members$/) as string }
  ]);
  await leaveCircle(database(), librarian, id, now);
  expect(await domain.mergeHindrances?.(database(), merge, words)).toEqual([]);
});

test('what was changed is told in its history and taken back by an ordinary change', async () => {
  await changeCircle(
    database(),
    convenor,
    { id: circle, facts: { ...facts, purpose: 'Hallgatunk.' } },
    later(1)
  );
  const change = await database()
    .selectFrom('activity')
    .selectAll()
    .where('verb', '=', 'circle.changed')
    .executeTakeFirstOrThrow();
  const words = await wordsIn('hu');
  const told = await domain.tellHistory?.(database(), [change], words);
  expect(told?.get(change.id)?.changes).toEqual([
    { label: words.t('circles.form.purpose'), before: 'Beszélgetünk.', after: 'Hallgatunk.' }
  ]);
  const restore = domain.historyOf?.[0]?.restore;
  const plan = await restore?.plan(database(), convenor, { object: circle, details: change.details }, words);
  expect(plan?.changes).toMatchObject([{ before: 'Hallgatunk.', after: 'Beszélgetünk.' }]);
  expect(
    await restore?.plan(database(), stranger, { object: circle, details: change.details }, words)
  ).toBeNull();
  await restore?.apply(
    database(),
    convenor,
    { object: circle, details: change.details, from: plan?.version ?? now },
    later(2)
  );
  const restored = await findCircleById(database(), circle);
  expect(restored && factsOf(restored).purpose).toBe('Beszélgetünk.');
  expect(await findCircle(database(), restored?.slug ?? '')).toMatchObject({ id: circle });
});
