// Single occurrences of a series in a re-timing, on a real database: asked, answered and moved by themselves, by mailed links alone.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import { daysBetween } from '#lib/core/time.ts';
import { domain as calendar } from '#lib/domains/calendar/domain.server.ts';
import { moveOccurrence } from '#lib/domains/calendar/move-occurrence.server.ts';
import { createEvent, setEventStatus } from '#lib/domains/calendar/operations.server.ts';
import { listOccurrencesOf } from '#lib/domains/calendar/occurrences.server.ts';
import { findEvent } from '#lib/domains/calendar/queries.server.ts';
import { restoreEvent } from '#lib/domains/calendar/restore.server.ts';
import type { EventDraft } from '#lib/domains/calendar/write.server.ts';
import { system, type Person } from '#lib/platform/actor.ts';
import { findCapabilityLink, useCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { MailContent } from '#lib/platform/mail/content.ts';
import { renderMail } from '#lib/platform/mail/render.ts';
import { wordsIn } from '../../../words.ts';
import { computeRetimings } from './compute.server.ts';
import { domain } from './domain.server.ts';
import { attendRetimings } from './due.server.ts';
import { tellOfRetimings } from './history.server.ts';
import { askOrganisers, beginRetiming } from './operations.server.ts';
import { findRetiming, listMoves, listRetimings, type FullMove } from './queries.server.ts';
import { showRetiming } from './view.server.ts';
import { furnish, now, type World } from './world.ts';

const database = useDatabase();
const later = new Date(now.getTime() + 3_600_000);
let world: World;
let retiming: Id<'retiming'>;
let club: Id<'event'>;
let editor: Person;
/** Of the night before the clocks change, and the one that names its occurrence. */
const saturday = '2027-03-27T18:00';

beforeAll(async () => {
  world = await furnish(database());
  const [own, other] = [...world.editors.keys()];
  editor = world.editors.get(own ?? '') as Person;
  const { id: settlement } = await database()
    .selectFrom('settlement')
    .select('id')
    .where('name', '=', 'Szentes')
    .executeTakeFirstOrThrow();
  const draft = {
    ...{ summary: null, description: null, place: null, lat: null, lon: null, minutes: 120, rule: null },
    ...{ zone: 'Europe/Budapest', allDay: false, exdates: [], rdates: [], overrides: [] },
    ...{
      audiences: ['families'],
      themes: ['music'],
      tradition: null,
      performers: [],
      attendance: 150,
      background: false
    },
    ...{ status: 'confirmed', price: null, website: null, venue: null, settlement }
  };
  const enter = async (change: Partial<EventDraft>): Promise<Id<'event'>> => {
    const saved = await createEvent(
      database(),
      system,
      { ...draft, ...change } as unknown as EventDraft,
      now
    );
    if (!saved.ok) throw new Error(saved.reason);
    return saved.value.id;
  };
  club = await enter({
    title: 'Táncház',
    starts: '2027-03-06T18:00',
    rule: 'FREQ=WEEKLY;COUNT=5',
    flexibility: { kind: 'days', days: 6 },
    organisers: [own ?? '']
  });
  for (const title of ['Városi bál', 'Nagy koncert'])
    await enter({
      title,
      starts: saturday,
      attendance: 400,
      flexibility: { kind: 'fixed' },
      organisers: [other ?? '']
    });
  const begun = await beginRetiming(
    database(),
    world.coordinator,
    { territory: 'micro_region:szentes', near: '', within: 0, month: '2027-03' },
    now
  );
  if (!begun.ok) throw new Error(begun.reason);
  retiming = begun.value.id;
  await computeRetimings(database(), now, { exactSeconds: 2 });
}, 120_000);

async function clubMoves() {
  const found = (await findRetiming(database(), retiming))?.found;
  if (!found) throw new Error('nothing found');
  return found.plans.flatMap(({ moves }) => moves.filter(({ event }) => event === club));
}

async function ask(): Promise<FullMove> {
  const move = (await clubMoves()).find(({ occurrence }) => occurrence === saturday);
  if (!move) throw new Error('the evening of the ball does not move');
  const { event, occurrence, to } = move;
  const asked = await askOrganisers(
    database(),
    world.coordinator,
    { id: retiming, chosen: [{ event, occurrence: occurrence ?? null, to }] },
    now
  );
  expect(asked).toEqual({ ok: true, value: { asked: 1, left: 0 } });
  const [only] = await listMoves(database(), retiming);
  if (!only) throw new Error('nothing is asked');
  return only;
}

async function tokenOf(purpose: string): Promise<string> {
  const mails = await database().selectFrom('mail').select('content').orderBy('id').execute();
  for (const { content } of mails.toReversed())
    for (const block of (content as MailContent | null)?.blocks ?? []) {
      if (block.type !== 'button' || !block.href.startsWith('/answer/')) continue;
      const token = block.href.slice('/answer/'.length);
      const link = await findCapabilityLink(database(), token, later);
      if (link.ok && link.value.purpose === purpose) return token;
    }
  throw new Error(`no link for ${purpose}`);
}

async function press(purpose: string, choice: string, fields: Record<string, string> = {}) {
  const words = await wordsIn('hu');
  const token = await tokenOf(purpose);
  return inTransaction(database(), async (tx) => {
    const link = await findCapabilityLink(tx, token, later);
    if (!link.ok) throw new Error(link.reason);
    const act = domain.linkActs?.find((each) => each.purpose === purpose);
    const page = await act?.show(tx, link.value, words, [domain]);
    if (!act || !page?.choices.some(({ value }) => value === choice)) return { page, done: null };
    await useCapabilityLink(tx, link.value.id, later);
    const done = await act.act(
      tx,
      link.value,
      { choice, note: null, fields },
      { now: later, words, domains: [] }
    );
    return { page, done };
  });
}

const starts = async () =>
  (await listOccurrencesOf(database(), club, now)).map(({ startsAt }) => startsAt.toISOString().slice(0, 16));
const usual = ['06', '13', '20', '27'].map((day) => `2027-03-${day}T17:00`);

describe('a plan', () => {
  test('moves one evening, nearer to its own day than to the next, and never the series', async () => {
    const moves = await clubMoves();
    expect(moves.map(({ occurrence }) => occurrence)).toContain(saturday);
    for (const { occurrence, from, to } of moves) {
      expect(from).toBe(occurrence);
      expect(Math.abs(daysBetween(from.slice(0, 10), to.slice(0, 10)))).toBeLessThanOrEqual(3);
      expect(to.slice(11)).toBe('18:00');
    }
    const shown = await showRetiming(database(), world.coordinator, retiming, later);
    const row = shown?.plans[0]?.moves.find(({ event }) => event.id === club);
    expect(row).toMatchObject({ occurrence: saturday, event: { title: 'Táncház' } });
  });
});

describe('an evening that is asked about', () => {
  test('moves alone when its organiser presses the button, with its history and its way back', async () => {
    const move = await ask();
    const words = await wordsIn('hu');
    const { page, done } = await press('retiming.answer', 'accept');
    expect(page?.facts?.[0]?.text).toContain('Csak erről az egy alkalomról');
    expect(done).toMatchObject({ sentence: words.t('retiming.answered.accept') });
    const day = move.to.slice(0, 10);
    const utc = `${day}T${day >= '2027-03-28' ? '16' : '17'}:00`;
    expect((await starts()).toSorted()).toEqual([...usual.slice(0, 3), utc, '2027-04-03T16:00'].toSorted());
    const event = await findEvent(database(), club);
    expect(event?.starts).toBe('2027-03-06T18:00');
    expect(event?.overrides).toEqual([{ recurrenceId: saturday, start: move.to, minutes: 120 }]);

    const [updated] = await database()
      .selectFrom('activity')
      .selectAll()
      .where('verb', '=', 'event.updated')
      .where('object_id', '=', club)
      .execute();
    expect(updated?.person_id).toBe(editor.id);
    expect(Object.keys(updated?.details as object).sort()).toEqual(['agreed', 'overrides']);
    const told = (await calendar.tellHistory?.(database(), [updated!], words))?.get(updated!.id);
    expect(told?.sentence).toContain('Szentesi kistérség');
    expect(told?.changes?.[0]).toMatchObject({
      label: 'Egy alkalom',
      before: '2027. március 27., szombat, 18:00'
    });
    const back = { object: club, details: updated!.details, from: event?.updatedAt };
    expect(await restoreEvent.apply(database(), editor, back as never, later)).toBe('restored');
    expect((await starts())[3]).toBe('2027-03-27T17:00');
    const shown = await showRetiming(database(), editor, retiming, later);
    expect(shown?.moves[0]).toMatchObject({ state: 'accepted', single: true, movedSince: saturday });
  });

  test('stays when its organiser says so', async () => {
    await ask();
    await press('retiming.answer', 'decline');
    expect((await starts()).slice(0, 4)).toEqual(usual);
    expect((await listMoves(database(), retiming))[0]?.state).toBe('declined');
  });

  test('goes where its organiser would rather have it, but not onto another evening of the series', async () => {
    await ask();
    const refused = await press('retiming.answer', 'suggest', { date: '2027-03-20', time: '' });
    expect(refused.done).toMatchObject({ mistakes: { date: expect.stringContaining('másik alkalma') } });
    await database().updateTable('capability_link').set({ used_at: null }).execute();
    await press('retiming.answer', 'suggest', { date: '2027-03-29', time: '17:30' });
    expect((await starts()).slice(0, 4)).toEqual(usual);
    const { page } = await press('retiming.decide', 'accept');
    expect(page?.facts?.[0]?.text).toContain('Csak erről az egy alkalomról');
    expect((await starts())[3]).toBe('2027-03-29T15:30');
  });

  test('is told as one of a series, in both languages', async () => {
    await ask();
    const mail = await database()
      .selectFrom('mail')
      .select('content')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    for (const [locale, sentence] of [
      ['hu', 'Csak az itt leírt alkalomról kérdezzük'],
      ['en', 'We only ask about the date given here']
    ] as const) {
      const { text } = renderMail(mail.content!, {
        words: await wordsIn(locale),
        origin: 'https://kalaka.example',
        recipient: 'Csipkés Ilona',
        unsubscribe: null
      });
      expect(text).toContain(sentence);
      expect(text).toMatch(/27/);
    }
  });

  test('may be asked about beside another one of its series, but not twice', async () => {
    const move = await ask();
    const second = await beginRetiming(
      database(),
      world.coordinator,
      { territory: 'micro_region:szentes', near: '', within: 0, month: '2027-03' },
      later
    );
    if (!second.ok) throw new Error(second.reason);
    const { id } = second.value;
    const found = (await findRetiming(database(), retiming))?.found;
    const [plan] = found?.plans ?? [];
    const next = { ...move, event: club, before: 1, after: 0, days: 1, rivals: [] };
    const moves = [
      { ...next, occurrence: saturday, from: saturday, to: '2027-03-28T18:00' },
      { ...next, occurrence: '2027-03-20T18:00', from: '2027-03-20T18:00', to: '2027-03-21T18:00' }
    ];
    const answer = JSON.stringify({ ...found, plans: [{ ...plan, moves }] });
    await database().updateTable('retiming').set({ state: 'ready', answer }).where('id', '=', id).execute();
    const asked = await askOrganisers(database(), world.coordinator, { id, chosen: moves }, later);
    expect(asked).toEqual({ ok: true, value: { asked: 1, left: 1 } });
    expect((await listMoves(database(), id)).map(({ occurrence }) => occurrence)).toEqual([
      '2027-03-20T18:00'
    ]);
  });
});

describe('a question that is overtaken', () => {
  const closed = async () => {
    const row = (await listRetimings(database(), world.coordinator)).rows.find(({ id }) => id === retiming);
    const [move] = await listMoves(database(), retiming);
    return { open: row?.open, state: move?.state, because: move?.closed };
  };
  /** As the job does it, twice. */
  async function hear(): Promise<void> {
    const activities = await database()
      .selectFrom('activity')
      .selectAll()
      .where('verb', '=', 'event.updated')
      .where('object_id', '=', club)
      .execute();
    const subscription = domain.subscriptions?.find(({ name }) => name === 'close_overtaken');
    for (const activity of [...activities, ...activities])
      await subscription?.handle(database(), activity, later, wordsIn);
  }

  test('is closed with its reason as soon as the evening has been moved', async () => {
    await ask();
    expect(await closed()).toEqual({ open: 1, state: 'asked', because: null });
    await moveOccurrence(
      database(),
      editor,
      { id: club, recurrenceId: saturday, starts: '2027-03-25T18:00' },
      later
    );
    await hear();
    expect(await closed()).toEqual({ open: 0, state: 'changed', because: 'moved' });
    const told = await database()
      .selectFrom('activity')
      .selectAll()
      .where('verb', '=', 'retiming.event_changed')
      .execute();
    expect(told).toHaveLength(1);
    const sentence = (await tellOfRetimings(database(), told, await wordsIn('hu'))).get(
      told[0]!.id
    )?.sentence;
    expect(sentence).toBe('A kérdés lezárult, mert a szervező időközben máskorra tette: Táncház.');
    const { page } = await press('retiming.answer', 'accept');
    expect(page?.choices).toEqual([]);
  });

  test('stays open when it is another evening that has been moved', async () => {
    await ask();
    await moveOccurrence(
      database(),
      editor,
      { id: club, recurrenceId: '2027-03-20T18:00', starts: '2027-03-21T18:00' },
      later
    );
    await hear();
    expect(await closed()).toEqual({ open: 1, state: 'asked', because: null });
  });

  test('is closed when the event is called off, or the evening left out, by the hourly round at the latest', async () => {
    await ask();
    await setEventStatus(database(), system, { id: club, status: 'cancelled' }, later);
    await attendRetimings(database(), later);
    expect(await closed()).toEqual({ open: 0, state: 'changed', because: 'cancelled' });
    const shown = await showRetiming(database(), world.coordinator, retiming, later);
    expect(shown?.moves[0]).toMatchObject({ state: 'changed', closed: 'cancelled', mayAnswer: false });
  });
});
