// The planning board on a real database: what is tried shows at once, and is nowhere but in the address.
import { beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { noFilter } from '#lib/domains/calendar/filter.ts';
import { createEvent, type EventSaved } from '#lib/domains/calendar/operations.server.ts';
import { findEventBySlug } from '#lib/domains/calendar/queries.server.ts';
import { findBoard, type BoardQuestion } from './board.server.ts';
import { findChosen } from './chosen.server.ts';
import { furnish, eventDraft, now, type World } from './world.ts';

const database = useDatabase();
let world: World;
let ball: string;
let fair: string;

const monday = '2026-12-07';
const question: BoardQuestion = {
  filter: noFilter,
  from: monday,
  days: 7,
  rows: 'settlements',
  whatIfs: [],
  page: 1
};
const look = (actor: Actor, change: Partial<BoardQuestion> = {}) =>
  findBoard(database(), actor, { ...question, ...change }, now);

beforeEach(async () => {
  world = await furnish(database());
  ball = await enter(world.szegvar, { title: 'Mikulásbál', organisers: [world.ids.szegvar] });
  fair = await enter(world.szentes, { title: 'Adventi est', organisers: [world.ids.szentes] });
});

async function enter(actor: Actor, change: Parameters<typeof eventDraft>[1]): Promise<string> {
  const saved: EventSaved = await createEvent(database(), actor, eventDraft(world, change), now);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.value.slug;
}

describe('the board', () => {
  test('has a row for each settlement and counts each pair that competes once', async () => {
    const board = await look(world.szegvar);
    expect(board.rows.map(({ name }) => name)).toEqual(['Szegvár']);
    expect(board.before).toBe(1);
    expect(board.after).toBe(1);
    const bars = board.rows.flatMap(({ days }) => days.get('2026-12-12') ?? []);
    expect(bars.map(({ title, clashes, movable, mine }) => ({ title, clashes, movable, mine }))).toEqual([
      { title: 'Adventi est', clashes: 1, movable: true, mine: false },
      { title: 'Mikulásbál', clashes: 1, movable: true, mine: true }
    ]);
  });

  test('has a row for each organisation, too', async () => {
    const board = await look(world.szegvar, { rows: 'organisations' });
    expect(board.rows).toHaveLength(2);
  });

  test('shows what moving one event would bring, and moves nothing', async () => {
    const board = await look(world.szegvar, { whatIfs: [{ event: ball, starts: '2026-12-11T18:00' }] });
    expect([board.before, board.after]).toEqual([1, 0]);
    expect(board.tried).toEqual([
      expect.objectContaining({ slug: ball, to: '2026-12-11T18:00', before: 1, after: 0, mine: true })
    ]);
    expect(board.rows[0]?.days.get('2026-12-11')?.map(({ moved }) => moved)).toEqual([true]);
    expect((await findEventBySlug(database(), ball))?.starts).toBe('2026-12-12T18:00');
  });

  test('counts a clash that a trial makes in another week', async () => {
    await enter(world.szentes, {
      title: 'Másik est',
      starts: '2026-12-19T18:00',
      organisers: [world.ids.szentes]
    });
    const board = await look(world.szegvar, { whatIfs: [{ event: ball, starts: '2026-12-19T18:00' }] });
    expect([board.before, board.after]).toEqual([1, 1]);
    expect(board.tried[0]).toMatchObject({ before: 1, after: 1 });
  });

  test('tries several at once', async () => {
    const board = await look(world.szegvar, {
      whatIfs: [
        { event: ball, starts: '2026-12-11T18:00' },
        { event: fair, starts: '2026-12-11T18:00' }
      ]
    });
    expect([board.before, board.after]).toEqual([1, 1]);
    expect(board.tried.map(({ slug, mine }) => [slug, mine])).toEqual([
      [ball, true],
      [fair, false]
    ]);
  });

  test.each([
    ['to what has passed', '2026-11-20T18:00'],
    ['to far away', '2027-06-12T18:00'],
    ['to where it is', '2026-12-12T18:00']
  ])('tries nothing %s', async (_what, starts) => {
    const board = await look(world.szegvar, { whatIfs: [{ event: ball, starts }] });
    expect(board.tried).toEqual([]);
  });

  test('keeps plans from those who may not see them, tried or not', async () => {
    const plan = await enter(world.szentes, {
      title: 'Titkos terv',
      status: 'tentative',
      organisers: [world.ids.szentes]
    });
    const anonymous: Actor = { kind: 'anonymous' };
    const tried = { whatIfs: [{ event: plan, starts: '2026-12-11T18:00' }] };
    expect(
      JSON.stringify([...(await look(anonymous, tried)).rows.flatMap(({ days }) => [...days])])
    ).not.toContain('Titkos');
    expect((await look(anonymous, tried)).tried).toEqual([]);
    expect(await findChosen(database(), anonymous, { event: plan, starts: null }, now)).toBeNull();
    expect((await look(world.szegvar, tried)).tried).toHaveLength(1);
  });

  test('looks at one event closely: why it clashes, and where it would not', async () => {
    const chosen = await findChosen(database(), world.szegvar, { event: ball, starts: null }, now);
    expect(chosen?.advice.clashes.map(({ other }) => other.slug)).toEqual([fair]);
    expect(chosen?.advice.slots[0]?.clashes).toBe(0);
    const elsewhere = await findChosen(
      database(),
      world.szegvar,
      { event: ball, starts: '2026-12-11T18:00' },
      now
    );
    expect(elsewhere?.advice.clashes).toEqual([]);
  });

  test('tries one occurrence of what repeats, and never the whole of it', async () => {
    const weekly = await enter(world.szentes, {
      title: 'Kártyakör',
      starts: '2026-12-05T18:00',
      rule: 'FREQ=WEEKLY;COUNT=4',
      organisers: [world.ids.szentes]
    });
    const occurrence = '2026-12-12T18:00';
    const whole = await look(world.szegvar, { whatIfs: [{ event: weekly, starts: '2026-12-11T18:00' }] });
    expect(whole.tried).toEqual([]);
    const bars = whole.rows.flatMap(({ days }) => [...days.values()].flat());
    expect(bars.find(({ slug }) => slug === weekly)).toMatchObject({
      movable: true,
      occurrence,
      which: `${weekly}~${occurrence}`
    });
    const [staying, board] = [
      await look(world.szegvar),
      await look(world.szegvar, { whatIfs: [{ event: weekly, occurrence, starts: '2026-12-11T18:00' }] })
    ];
    expect(board.after).toBeLessThan(staying.before);
    expect(board.tried).toEqual([
      expect.objectContaining({
        slug: weekly,
        occurrence,
        from: occurrence,
        to: '2026-12-11T18:00',
        after: 0
      })
    ]);
    expect(
      (
        await look(world.szegvar, {
          whatIfs: [{ event: weekly, occurrence: '2026-12-13T18:00', starts: '2026-12-11T18:00' }]
        })
      ).tried
    ).toEqual([]);
    const chosen = (which: { event: string; occurrence?: string }) =>
      findChosen(database(), world.szegvar, { ...which, starts: null }, now);
    expect((await chosen({ event: weekly }))?.stays).toBe('repeats');
    const one = await chosen({ event: weekly, occurrence });
    expect(one).toMatchObject({ stays: null, occurrence, starts: occurrence });
    expect(one?.advice.clashes.map(({ other }) => other.slug)).toContain(ball);
    expect((await findEventBySlug(database(), weekly))?.overrides).toEqual([]);
  });

  test('tries an event in another settlement, where it clashes less, and an occurrence only in time', async () => {
    const { slug } = await database()
      .selectFrom('settlement')
      .select('slug')
      .where('name', '=', 'Ózd')
      .executeTakeFirstOrThrow();
    const there = { event: ball, starts: '2026-12-12T18:00', place: `s.${slug}` };
    const board = await look(world.szegvar, { whatIfs: [there] });
    expect([board.before, board.after]).toEqual([1, 0]);
    expect(board.tried[0]?.place).toMatchObject({ settlement: 'Ózd', venue: null });
    expect(board.rows.map(({ name, place }) => [name, place])).toEqual([
      ['Ózd', `s.${slug}`],
      ['Szegvár', expect.stringMatching(/^s\./)]
    ]);
    const chosen = await findChosen(database(), world.szegvar, there, now);
    expect(chosen).toMatchObject({ place: `s.${slug}` });
    expect(chosen?.advice.clashes).toEqual([]);
    // Where it is already is no trial, nor is a place that nobody knows.
    const [home] = (await look(world.szegvar)).rows;
    for (const place of [home?.place ?? '', 's.nincs-ilyen'])
      expect((await look(world.szegvar, { whatIfs: [{ ...there, place }] })).tried).toEqual([]);
  });

  test('has a row for each venue, and those without one below', async () => {
    const board = await look(world.szegvar, { rows: 'venues' });
    expect(board.rows.map(({ name, place }) => ({ name, place }))).toEqual([{ name: null, place: null }]);
  });

  test.each([
    ['what is over', { starts: '2026-11-20T18:00' }, 'past'],
    ['what does not take place', { status: 'cancelled' as const }, 'cancelled'],
    ['what is open for days', { background: true }, 'background']
  ])('says why %s is not tried elsewhere', async (_what, change, stays) => {
    const slug = await enter(world.szegvar, { title: 'Más', organisers: [world.ids.szegvar], ...change });
    expect((await findChosen(database(), world.szegvar, { event: slug, starts: null }, now))?.stays).toBe(
      stays
    );
  });
});

test('an id that names no event is tried nowhere', async () => {
  expect(
    (await look(world.szegvar, { whatIfs: [{ event: newId(now), starts: '2026-12-11T18:00' }] })).tried
  ).toEqual([]);
});
