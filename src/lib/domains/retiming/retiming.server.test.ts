// Re-timing on a real database: a month of the sample region by mailed links alone, and that nothing moves without consent.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { addDays, dayMs } from '#lib/core/time.ts';
import { domain as calendar } from '#lib/domains/calendar/domain.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { createEvent, setEventStatus, updateEvent } from '#lib/domains/calendar/operations.server.ts';
import { findEvent, findEvents, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import type { EventDraft } from '#lib/domains/calendar/write.server.ts';
import { system, type Person } from '#lib/platform/actor.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { findCapabilityLink, useCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { MailContent } from '#lib/platform/mail/content.ts';
import { renderMail } from '#lib/platform/mail/render.ts';
import { wordsIn } from '../../../words.ts';
import { computeRetimings } from './compute.server.ts';
import { domain } from './domain.server.ts';
import { attendRetimings } from './due.server.ts';
import { answerMove, decideSuggestion } from './negotiate.server.ts';
import { askOrganisers, beginRetiming, searchAgain, withdrawQuestions } from './operations.server.ts';
import { countWaiting, findRetiming, listMoves, listRetimings, type FullMove } from './queries.server.ts';
import { countChanges, countClashes } from './question.server.ts';
import { furnish, month, now, type World } from './world.ts';
import { showRetiming } from './view.server.ts';

const later = new Date(now.getTime() + 3_600_000);
const database = useDatabase();
let world: World;
let retiming: Id<'retiming'>;

beforeAll(async () => {
  world = await furnish(database());
  const begun = await beginRetiming(
    database(),
    world.coordinator,
    { territory: 'micro_region:szentes', near: '', within: 0, month },
    now
  );
  if (!begun.ok) throw new Error(begun.reason);
  retiming = begun.value.id;
  await computeRetimings(database(), now, { exactSeconds: 5 });
}, 120_000);

async function found() {
  const full = await findRetiming(database(), retiming);
  if (!full?.found) throw new Error(`nothing found: ${full?.state}`);
  return full.found;
}

/** Asks about the whole of the first plan. */
async function ask(): Promise<FullMove[]> {
  const [plan] = (await found()).plans;
  const chosen = plan?.moves.map(({ event, to }) => ({ event, to })) ?? [];
  const asked = await askOrganisers(database(), world.coordinator, { id: retiming, chosen }, now);
  expect(asked).toEqual({ ok: true, value: { asked: chosen.length, left: 0 } });
  return listMoves(database(), retiming);
}

async function askOne(): Promise<FullMove> {
  const [move] = await ask();
  if (!move) throw new Error('nothing is asked');
  return move;
}

/** The links in the mails that wait, with whom each of them went to. */
async function links(purpose: string): Promise<{ token: string; email: string }[]> {
  const mails = await database().selectFrom('mail').select(['email', 'content']).orderBy('id').execute();
  const all = mails.flatMap(({ email, content }) =>
    ((content as MailContent | null)?.blocks ?? []).flatMap((block) =>
      block.type === 'button' && block.href.startsWith('/answer/')
        ? [{ token: block.href.slice('/answer/'.length), email: String(email) }]
        : []
    )
  );
  const kept: { token: string; email: string }[] = [];
  for (const each of all) {
    const link = await findCapabilityLink(database(), each.token, later);
    if (link.ok && link.value.purpose === purpose) kept.push(each);
  }
  return kept;
}

/** As the page behind a link does it. */
async function press(
  token: string,
  choice: string,
  {
    fields = {},
    note = null,
    at = later
  }: { fields?: Record<string, string>; note?: string | null; at?: Date } = {}
) {
  const words = await wordsIn('hu');
  return inTransaction(database(), async (tx) => {
    const link = await findCapabilityLink(tx, token, at);
    if (!link.ok) return { refused: link.reason };
    const act = domain.linkActs?.find(({ purpose }) => purpose === link.value.purpose);
    const page = await act?.show(tx, link.value, words, [domain]);
    if (!act || !page?.choices.some(({ value }) => value === choice))
      return { refused: page?.lead ?? 'gone' };
    await useCapabilityLink(tx, link.value.id, at);
    return act.act(tx, link.value, { choice, note, fields }, { now: at, words, domains: [domain] });
  });
}

async function startsOf(moves: readonly FullMove[]): Promise<string[]> {
  const events = await findEvents(
    database(),
    moves.map(({ event }) => event.id)
  );
  return moves.map(({ event }) => events.get(event.id)?.starts ?? 'gone');
}

function editorOf({ event }: FullMove): Person {
  const editor = world.editors.get(event.organisers[0]?.id ?? '');
  if (!editor) throw new Error('nobody edits it');
  return editor;
}

function draftOf(event: FullEvent, changes: Partial<EventDraft> = {}): EventDraft {
  return {
    ...event,
    settlement: event.settlement?.id ?? null,
    venue: event.venue?.id ?? null,
    organisers: event.organisers.map(({ id }) => id),
    ...changes
  };
}

async function stateOf({ id }: FullMove): Promise<string | undefined> {
  return (await listMoves(database(), retiming)).find((move) => move.id === id)?.state;
}

async function activities(verb: string): Promise<Activity[]> {
  return database().selectFrom('activity').selectAll().where('verb', '=', verb).orderBy('id').execute();
}

describe('plans', () => {
  test('differ, leave fewer clashes than staying does, and the first of them is proved', async () => {
    const { plans, staying, proof, figures } = await found();
    expect(figures.movable).toBeGreaterThan(10);
    expect(plans.length).toBeGreaterThan(1);
    for (const plan of plans) {
      expect(plan.score).toBeLessThan(staying.score);
      expect(plan.moves.length).toBeGreaterThan(0);
    }
    expect(new Set(plans.map(({ moves }) => JSON.stringify(moves))).size).toBe(plans.length);
    expect(proof?.proved).toBe(true);
    expect(staying.clashes).toBe(await countClashes(database(), (await findRetiming(database(), retiming))!));
  });

  test('move only what may move, as far as it may, and never a series', async () => {
    const events = await findEvents(
      database(),
      (await found()).plans.flatMap(({ moves }) => moves.map(({ event }) => event as Id<'event'>))
    );
    for (const { moves } of (await found()).plans)
      for (const { event: id, to } of moves) {
        const event = events.get(id as Id<'event'>);
        expect(event?.rule).toBeNull();
        if (event?.flexibility.kind === 'days') {
          const day = event.starts.slice(0, 10);
          expect(to >= addDays(day, -event.flexibility.days)).toBe(true);
          expect(to < addDays(day, event.flexibility.days + 1)).toBe(true);
        } else if (event?.flexibility.kind === 'window') {
          const { from, to: last, earliest, latest } = event.flexibility;
          expect(to >= from && to < addDays(last, 1)).toBe(true);
          expect(to.slice(11) >= earliest && to.slice(11) <= latest).toBe(true);
        } else expect(event?.flexibility.kind).not.toBe('fixed');
      }
  });

  test('grow stale when an event of theirs changes, and are then searched for again', async () => {
    const full = await findRetiming(database(), retiming);
    const [move] = full?.found?.plans[0]?.moves ?? [];
    const event = await findEvent(database(), move?.event as Id<'event'>);
    if (!full?.found || !event) throw new Error('nothing found');
    expect(await countChanges(database(), full, full.found.seen)).toBe(0);
    const draft = draftOf(event, {
      starts: `${addDays(event.starts.slice(0, 10), 1)}${event.starts.slice(10)}`
    });
    await updateEvent(database(), system, { id: event.id, draft }, later);
    expect(await countChanges(database(), full, full.found.seen)).toBe(1);
    const shown = await showRetiming(database(), world.coordinator, retiming, later);
    expect(shown?.changes).toBe(1);
    // Whoever asks all the same does not ask about what is not so any more.
    const chosen = [{ event: event.id, to: move?.to ?? '' }];
    expect(await askOrganisers(database(), world.coordinator, { id: retiming, chosen }, later)).toMatchObject(
      {
        reason: 'nothing_to_ask'
      }
    );
    await searchAgain(database(), world.coordinator, retiming, later);
    expect((await findRetiming(database(), retiming))?.state).toBe('waiting');
    await computeRetimings(database(), later, { exactSeconds: 0 });
    const again = await findRetiming(database(), retiming);
    expect(again?.state).toBe('ready');
    expect(await countChanges(database(), again!, again!.found!.seen)).toBe(0);
  });
});

describe('the month of the sample region', () => {
  test('is timed anew by the links in the mails alone', async () => {
    const [plan] = (await found()).plans;
    const moves = await ask();
    expect(await startsOf(moves)).toEqual(moves.map(({ from }) => from));
    const tokens = await links('retiming.answer');
    expect(tokens.length).toBeGreaterThanOrEqual(moves.length);
    const words = await wordsIn('hu');
    const said = [];
    for (const { token } of tokens) said.push(await press(token, 'accept'));
    const accepted = said.filter(
      (done) => done && 'sentence' in done && done.sentence === words.t('retiming.answered.accept')
    );
    expect(accepted.length).toBe(moves.length);
    expect(await startsOf(moves)).toEqual(moves.map(({ to }) => to));
    const full = await findRetiming(database(), retiming);
    expect((await listMoves(database(), retiming)).every(({ state }) => state === 'accepted')).toBe(true);
    // What was promised has come true, but for what moved out of the month or into it.
    expect(await countClashes(database(), full!)).toBeLessThanOrEqual(plan?.clashes ?? 0);
    const told = await activities('event.updated');
    expect(told.length).toBe(moves.length);
    for (const { details, person_id } of told) {
      expect(details).toMatchObject({ agreed: 'Szentesi kistérség' });
      expect(Object.keys(details as object).sort()).toEqual(['agreed', 'starts']);
      expect(person_id).not.toBe(world.coordinator.id);
    }
    const history = await calendar.tellHistory?.(database(), told, await wordsIn('hu'));
    expect(history?.get(told[0]?.id ?? '')?.sentence).toContain('Szentesi kistérség');
  });
});

describe('nothing moves without the word of an organiser', () => {
  test('not by asking, declining, suggesting, withdrawing, nor by time', async () => {
    const moves = await ask();
    const before = moves.map(({ from }) => from);
    const [one, two, three] = moves;
    if (!one || !two || !three) throw new Error('too few moves');
    await answerMove(
      database(),
      editorOf(one),
      { id: one.id, answer: { kind: 'decline' }, note: 'Nem jó.' },
      later
    );
    await answerMove(
      database(),
      editorOf(two),
      { id: two.id, answer: { kind: 'suggest', starts: '2027-03-28T11:00' }, note: null },
      later
    );
    await withdrawQuestions(database(), world.coordinator, { id: retiming, move: three.id }, later);
    await attendRetimings(database(), new Date(now.getTime() + 60 * dayMs));
    const states = (await listMoves(database(), retiming)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['declined', 'withdrawn', 'expired']));
    expect(await startsOf(moves)).toEqual(before);
    expect(await activities('event.updated')).toEqual([]);
  });

  test('nor by anybody else, whoever began it and the coordinator included', async () => {
    const move = await askOne();
    const other = [...world.editors.values()].find(
      ({ roles }) =>
        !roles.some(
          (role) => 'organisation' in role && move.event.organisers.some(({ id }) => id === role.organisation)
        )
    );
    for (const actor of [world.coordinator, world.stranger, other!, { kind: 'anonymous' as const }])
      expect(
        await answerMove(database(), actor, { id: move.id, answer: { kind: 'accept' }, note: null }, later)
      ).toEqual({ ok: false, reason: 'not_yours' });
    expect(
      await decideSuggestion(database(), world.coordinator, { id: move.id, accept: true }, later)
    ).toEqual({ ok: false, reason: 'answered' });
    expect(await startsOf([move])).toEqual([move.from]);
  });

  test('nor by those who may change any event, or tend the place, where an organiser can be asked', async () => {
    const move = await askOne();
    const settlement = move.event.settlement?.id ?? '';
    const accept = { id: move.id, answer: { kind: 'accept' as const }, note: null };
    const administrator: Person = { ...world.stranger, roles: [{ kind: 'administrator' }] };
    const caretaker: Person = {
      ...world.coordinator,
      roles: [{ kind: 'caretaker', settlement }],
      tended: move.event.organisers.map(({ id }) => id)
    };
    for (const actor of [administrator, caretaker]) {
      expect(await answerMove(database(), actor, accept, later)).toEqual({ ok: false, reason: 'not_yours' });
      expect(await countWaiting(database(), actor, later)).toBe(0);
      const shown = await showRetiming(database(), actor, retiming, later);
      expect(shown?.moves.some(({ mayAnswer }) => mayAnswer)).toBe(false);
    }
    // Where nobody edits for an organiser, whoever takes care of its settlement is asked, and answers.
    const ids = move.event.organisers.map(({ id }) => id as Id<'organisation'>);
    await database().deleteFrom('role').where('organisation_id', 'in', ids).execute();
    await database()
      .updateTable('organisation')
      .set({ settlement_id: settlement as Id<'settlement'> })
      .where('id', 'in', ids)
      .execute();
    const tending = await addPerson(
      database(),
      { name: 'Gazda Pál', email: 'gazda@kalaka.example', roles: [{ kind: 'caretaker', settlement }] },
      later
    );
    const asked = { ...caretaker, id: tending };
    expect(await countWaiting(database(), asked, later)).toBe(1);
    expect(await answerMove(database(), asked, accept, later)).toMatchObject({ ok: true });
    expect(await startsOf([move])).toEqual([move.to]);
  });

  test('and an old mail gives no say to whoever has left', async () => {
    const move = await askOne();
    const editor = editorOf(move);
    const token = (await linksOf(editor))[0]?.token ?? '';
    await database().deleteFrom('role').where('person_id', '=', editor.id).execute();
    expect(await press(token, 'accept')).toMatchObject({
      refused: expect.stringContaining('már nem dönthet')
    });
    expect(await startsOf([move])).toEqual([move.from]);
  });

  async function linksOf(person: Person) {
    const row = await database()
      .selectFrom('person')
      .select('email')
      .where('id', '=', person.id)
      .executeTakeFirstOrThrow();
    return (await links('retiming.answer')).filter(({ email }) => email === row.email);
  }

  test('the first answer counts, of one who presses twice and of two organisers', async () => {
    const move = await askOne();
    const editor = editorOf(move);
    const [link] = await linksOf(editor);
    const answers = await Promise.all([
      press(link?.token ?? '', 'decline'),
      press(link?.token ?? '', 'accept'),
      answerMove(database(), editor, { id: move.id, answer: { kind: 'accept' }, note: null }, later)
    ]);
    const won = [await startsOf([move]), await stateOf(move)];
    expect([
      [[move.from], 'declined'],
      [[move.to], 'accepted']
    ]).toContainEqual(won);
    expect(answers.filter((one) => one && 'sentence' in one).length).toBeLessThanOrEqual(1);
    expect(
      await answerMove(database(), editor, { id: move.id, answer: { kind: 'accept' }, note: null }, later)
    ).toEqual({ ok: false, reason: 'answered' });
  });
});

describe('a question', () => {
  test('falls away when the event has changed meanwhile', async () => {
    const move = await askOne();
    await setEventStatus(database(), system, { id: move.event.id, status: 'cancelled' }, later);
    const shown = await showRetiming(database(), world.coordinator, retiming, later);
    expect(shown?.moves.find(({ id }) => id === move.id)).toMatchObject({
      state: 'changed',
      mayAnswer: false
    });
    expect(
      await answerMove(
        database(),
        editorOf(move),
        { id: move.id, answer: { kind: 'accept' }, note: null },
        later
      )
    ).toMatchObject({ ok: true, value: { state: 'changed' } });
    expect(await stateOf(move)).toBe('changed');
    expect(await startsOf([move])).toEqual([move.from]);
  });

  test('is answered otherwise when the venue has been taken', async () => {
    const move = (await ask()).find(({ event }) => event.venue !== null);
    if (!move) throw new Error('no event has a venue');
    const [other] = [...world.editors.keys()].filter(
      (id) => !move.event.organisers.some((each) => each.id === id)
    );
    const rival = draftOf(move.event, {
      title: 'Más',
      starts: move.to,
      organisers: [other ?? ''],
      background: false
    });
    await createEvent(database(), system, rival, later);
    const accept = { id: move.id, answer: { kind: 'accept' as const }, note: null };
    expect(await answerMove(database(), editorOf(move), accept, later)).toEqual({
      ok: false,
      reason: 'venue_taken'
    });
    expect(await stateOf(move)).toBe('asked');
    expect(await startsOf([move])).toEqual([move.from]);
    const [link] = (await links('retiming.answer')).filter(({ email }) => email !== '');
    expect(link).toBeDefined();
  });

  test('does not move an event to where it would now clash no less', async () => {
    const move = await askOne();
    const [other] = [...world.editors.keys()].filter(
      (id) => !move.event.organisers.some((each) => each.id === id)
    );
    for (let copy = 0; copy < 6; copy++)
      await createEvent(
        database(),
        system,
        draftOf(move.event, {
          title: `Másik ${copy}`,
          starts: move.to,
          organisers: [other ?? ''],
          venue: null,
          attendance: 300
        }),
        later
      );
    const accept = { id: move.id, answer: { kind: 'accept' as const }, note: null };
    expect(await answerMove(database(), editorOf(move), accept, later)).toEqual({
      ok: false,
      reason: 'not_better'
    });
    expect(await startsOf([move])).toEqual([move.from]);
    const shown = await showRetiming(database(), world.coordinator, retiming, later);
    expect(shown?.moves.find(({ id }) => id === move.id)?.judgement?.better).toBe(false);
  });

  test('may be answered with another time, which whoever asked takes by a link of their own', async () => {
    const move = await askOne();
    const row = await database()
      .selectFrom('person')
      .select('email')
      .where('id', '=', editorOf(move).id)
      .executeTakeFirstOrThrow();
    const [link] = (await links('retiming.answer')).filter(({ email }) => email === row.email);
    const token = link?.token ?? '';
    const asked = (await listMoves(database(), retiming)).filter(
      (one) => editorOf(one).id === editorOf(move).id
    );
    expect(await press(token, 'suggest')).toMatchObject({ mistakes: { date: expect.any(String) } });
    await database().updateTable('capability_link').set({ used_at: null }).execute();
    expect(await press(token, 'accept', { fields: { date: '2027-03-28', time: '' } })).toMatchObject({
      mistakes: { date: expect.stringContaining('gombot') }
    });
    await database().updateTable('capability_link').set({ used_at: null }).execute();
    const given = await press(token, 'suggest', {
      fields: { date: '2027-03-28', time: '11:00' },
      note: 'Akkor jó.'
    });
    expect(given).toMatchObject({ sentence: expect.stringContaining('Továbbítjuk') });
    const suggested = (await listMoves(database(), retiming)).find(({ state }) => state === 'suggested');
    expect(asked.map(({ id }) => id)).toContain(suggested?.id);
    expect(await startsOf([suggested!])).toEqual([suggested?.from]);
    expect(await countWaiting(database(), world.coordinator, later)).toBe(1);
    const [decide] = await links('retiming.decide');
    expect(decide?.email).toBe('anna@kalaka.example');
    expect(await press(decide?.token ?? '', 'accept')).toMatchObject({ href: `/retiming/${retiming}` });
    expect(await startsOf([suggested!])).toEqual(['2027-03-28T11:00']);
    const [moved] = await activities('event.updated');
    expect(moved?.person_id).toBe(editorOf(suggested!).id);
    const [accepted] = await activities('retiming.accepted');
    await domain.subscriptions?.[0]?.handle(database(), accepted!, later, wordsIn);
    const told = await database().selectFrom('notification').select(['person_id', 'kind']).execute();
    expect(told).toEqual([{ person_id: editorOf(suggested!).id, kind: 'retiming.accepted' }]);
  });

  test('is repeated once after five days, and ends after two weeks', async () => {
    const moves = await ask();
    const mails = async (key: string) =>
      (await database().selectFrom('mail').select('content').execute()).filter(
        ({ content }) => content && 'key' in content.subject && content.subject.key === key
      ).length;
    const asked = await mails('retiming.mail.asked.subject');
    expect(asked).toBeGreaterThan(0);
    await attendRetimings(database(), new Date(now.getTime() + 4.9 * dayMs));
    expect(await mails('retiming.mail.reminder.subject')).toBe(0);
    await attendRetimings(database(), new Date(now.getTime() + 5.1 * dayMs));
    await attendRetimings(database(), new Date(now.getTime() + 6 * dayMs));
    expect(await mails('retiming.mail.reminder.subject')).toBe(asked);
    await attendRetimings(database(), new Date(now.getTime() + 14.1 * dayMs));
    expect((await listMoves(database(), retiming)).map(({ state }) => state)).toEqual(
      moves.map(() => 'expired')
    );
  });

  test('is not asked a second time elsewhere while it is open', async () => {
    const moves = await ask();
    const begun = await beginRetiming(
      database(),
      world.coordinator,
      { territory: 'micro_region:szentes', near: '', within: 0, month },
      later
    );
    if (!begun.ok) throw new Error(begun.reason);
    await computeRetimings(database(), later, { exactSeconds: 0 });
    const second = await findRetiming(database(), begun.value.id);
    const chosen = second?.found?.plans.flatMap((plan) => plan.moves) ?? [];
    const asked = await askOrganisers(database(), world.coordinator, { id: begun.value.id, chosen }, later);
    const both = asked.ok ? await listMoves(database(), begun.value.id) : [];
    const first = new Set(moves.map(({ event }) => event.id));
    expect(both.filter(({ event }) => first.has(event.id))).toEqual([]);
  });

  test('once accepted can be undone as any change of an event, and the page says so', async () => {
    const move = await askOne();
    const editor = editorOf(move);
    await answerMove(database(), editor, { id: move.id, answer: { kind: 'accept' }, note: null }, later);
    const moved = await findEvent(database(), move.event.id);
    expect(moved?.starts).toBe(move.to);
    const draft = draftOf(moved!, { starts: move.from });
    expect(await updateEvent(database(), editor, { id: move.event.id, draft }, later)).toMatchObject({
      ok: true
    });
    const shown = await showRetiming(database(), editor, retiming, later);
    expect(shown?.moves.find(({ id }) => id === move.id)).toMatchObject({
      state: 'accepted',
      movedSince: move.from
    });
  });
});

describe('who may', () => {
  test('have a month timed anew: of a territory that one belongs to', async () => {
    const begin = (actor: Person, territory: string) =>
      beginRetiming(database(), actor, { territory, near: 'szentes', within: 20, month }, now);
    const [editor] = world.editors.values();
    const member: Person = {
      ...editor!,
      roles: editor!.roles.map((role) => ({ ...role, kind: 'member' }) as never)
    };
    for (const territory of ['micro_region:szentes', 'county:Csongrád-Csanád', 'around']) {
      expect(await begin(world.stranger, territory)).toEqual({ ok: false, reason: 'territory_unknown' });
      expect(await begin(member, territory)).toEqual({ ok: false, reason: 'territory_unknown' });
      expect(await begin(world.coordinator, territory)).toMatchObject({ ok: true });
    }
    expect(await begin(world.coordinator, 'county:Somogy')).toEqual({
      ok: false,
      reason: 'territory_unknown'
    });
  });

  test('see it: whoever began it, and once they are asked, those who work for an organiser', async () => {
    const [move] = (await found()).plans[0]?.moves ?? [];
    const event = await findEvent(database(), move?.event as Id<'event'>);
    const editor = world.editors.get(event?.organisers[0]?.id ?? '')!;
    const sees = async (actor: Person) => (await showRetiming(database(), actor, retiming, later)) !== null;
    expect([await sees(world.coordinator), await sees(editor), await sees(world.stranger)]).toEqual([
      true,
      false,
      false
    ]);
    expect((await listRetimings(database(), editor)).rows).toEqual([]);
    await ask();
    expect([await sees(editor), await sees(world.stranger)]).toEqual([true, false]);
    expect((await listRetimings(database(), editor)).rows.length).toBe(1);
    expect((await listRetimings(database(), world.stranger)).rows).toEqual([]);
    expect(await sees({ ...world.coordinator, roles: [] })).toBe(false);
    const shown = await showRetiming(database(), editor, retiming, later);
    expect(shown).toMatchObject({ mayLead: false, found: null, plans: [] });
  });

  test('read what an organiser wrote: whoever began it and the own colleagues, no other organiser', async () => {
    const moves = await ask();
    const [first] = moves;
    const other = moves.find((one) => editorOf(one).id !== editorOf(first!).id);
    await answerMove(
      database(),
      editorOf(first!),
      { id: first!.id, answer: { kind: 'decline' }, note: 'Csak köztünk.' },
      later
    );
    const noteFor = async (actor: Person) =>
      (await showRetiming(database(), actor, retiming, later))?.moves.find(({ id }) => id === first?.id)
        ?.note;
    expect(await noteFor(world.coordinator)).toBe('Csak köztünk.');
    expect(await noteFor(editorOf(first!))).toBe('Csak köztünk.');
    expect(await noteFor(editorOf(other!))).toBeNull();
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from activity
      where details::text like '%köztünk%'`.execute(database());
    expect(rows[0]?.count).toBe(0);
  });

  test('ask and withdraw: only whoever began it', async () => {
    const [plan] = (await found()).plans;
    const chosen = plan?.moves.map(({ event, to }) => ({ event, to })) ?? [];
    expect(await askOrganisers(database(), world.stranger, { id: retiming, chosen }, now)).toEqual({
      ok: false,
      reason: 'not_yours'
    });
    const [move] = await ask();
    expect(await withdrawQuestions(database(), editorOf(move!), { id: retiming, move: null }, later)).toEqual(
      { ok: false, reason: 'not_yours' }
    );
    // The form posted twice asks once.
    expect(await askOrganisers(database(), world.coordinator, { id: retiming, chosen }, now)).toEqual({
      ok: false,
      reason: 'not_ready'
    });
  });
});

describe('mails', () => {
  test('say in both languages what is asked, reminded of and suggested', async () => {
    const move = await askOne();
    await attendRetimings(database(), new Date(now.getTime() + 5.1 * dayMs));
    const answer = { kind: 'suggest' as const, starts: '2027-03-28T11:00' };
    await answerMove(database(), editorOf(move), { id: move.id, answer, note: 'Akkor jó.' }, later);
    const mails = await database().selectFrom('mail').select('content').orderBy('id').execute();
    const kinds = new Set<string>();
    for (const locale of ['hu', 'en'] as const)
      for (const { content } of mails) {
        if (!content) continue;
        if ('key' in content.subject) kinds.add(content.subject.key);
        const frame = {
          words: await wordsIn(locale),
          origin: 'https://kalaka.example',
          recipient: 'Csipkés Ilona',
          unsubscribe: null
        };
        const { text, subject } = renderMail(content, frame);
        expect(`${subject} ${text}`).not.toMatch(/[{}]|undefined|NaN/);
        expect(text).toContain(`https://kalaka.example/${locale === 'hu' ? 'valasz' : 'en/answer'}/`);
      }
    expect([...kinds].sort()).toEqual([
      'retiming.mail.asked.subject',
      'retiming.mail.reminder.subject',
      'retiming.mail.suggested.subject'
    ]);
  });
});

describe('news', () => {
  test('tell whoever asked of each answer, and other organisers of what does not come', async () => {
    const move = await askOne();
    const told = async (verb: string) => {
      const [activity] = (await activities(verb)).filter(({ details }) =>
        JSON.stringify(details).includes(move.id)
      );
      const subscription = domain.subscriptions?.[0];
      // Twice: jobs are run at least once.
      for (let times = 0; times < 2; times++)
        await subscription?.handle(database(), activity!, later, wordsIn);
      return (await database().selectFrom('notification').select(['person_id', 'kind']).execute()).filter(
        ({ kind }) => kind === verb
      );
    };
    expect((await told('retiming.asked')).map(({ person_id }) => person_id)).toContain(editorOf(move).id);
    await answerMove(
      database(),
      editorOf(move),
      { id: move.id, answer: { kind: 'decline' }, note: null },
      later
    );
    expect((await told('retiming.declined')).map(({ person_id }) => person_id)).toContain(
      world.coordinator.id
    );
  });
});
