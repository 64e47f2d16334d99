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
    expect(await findChosen(database(), anonymous, { slug: plan, starts: null }, now)).toBeNull();
    expect((await look(world.szegvar, tried)).tried).toHaveLength(1);
  });

  test('looks at one event closely: why it clashes, and where it would not', async () => {
    const chosen = await findChosen(database(), world.szegvar, { slug: ball, starts: null }, now);
    expect(chosen?.advice.clashes.map(({ other }) => other.slug)).toEqual([fair]);
    expect(chosen?.advice.slots[0]?.clashes).toBe(0);
    const elsewhere = await findChosen(
      database(),
      world.szegvar,
      { slug: ball, starts: '2026-12-11T18:00' },
      now
    );
    expect(elsewhere?.advice.clashes).toEqual([]);
  });

  test('does not try what repeats', async () => {
    const weekly = await enter(world.szentes, {
      title: 'Kártyakör',
      rule: 'FREQ=WEEKLY;COUNT=4',
      organisers: [world.ids.szentes]
    });
    const board = await look(world.szegvar, { whatIfs: [{ event: weekly, starts: '2026-12-11T18:00' }] });
    expect(board.tried).toEqual([]);
    const bars = board.rows.flatMap(({ days }) => [...days.values()].flat());
    expect(bars.find(({ slug }) => slug === weekly)?.movable).toBe(false);
    expect((await findChosen(database(), world.szegvar, { slug: weekly, starts: null }, now))?.movable).toBe(
      false
    );
  });
});

test('an id that names no event is tried nowhere', async () => {
  expect(
    (await look(world.szegvar, { whatIfs: [{ event: newId(now), starts: '2026-12-11T18:00' }] })).tried
  ).toEqual([]);
});
