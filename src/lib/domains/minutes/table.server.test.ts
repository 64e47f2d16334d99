import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { listItems } from './agenda.server.ts';
import { readSent } from './table-input.ts';
import { writeAtTable } from './table.server.ts';
import type { TableChange } from './table-fold.ts';
import { furnish, now, type World } from './world.ts';

const database = useDatabase();
let world: World;

beforeAll(async () => {
  world = await furnish(database());
});

const change = (path: string, value: string, { base = '', stamp = 1 } = {}): TableChange => ({
  id: newId(),
  path,
  stamp,
  base,
  value
});
const send = (changes: readonly TableChange[], seen = 0, actor = world.secretary) =>
  writeAtTable(database(), actor, { meeting: world.today, offices: world.offices, changes, seen }, now);

describe('what is written at the table', () => {
  test('becomes items, decisions, tasks, guests and attendance, and everybody there has agreed', async () => {
    const [item, decision, task, guest] = [newId(), newId(), newId(), newId()];
    const sent = await send([
      change(`item/${item}/title`, 'Nyári tábor'),
      change(`item/${item}/notes`, 'Kell egy terem.'),
      change(`presence/${world.seats.kata}`, 'present'),
      change(`presence/${world.seats.pal}`, 'present'),
      change(`presence/${world.seats.imre}`, 'remote'),
      change(`presence/${world.seats.julia}`, 'excused'),
      change(`cameby/${world.seats.kata}`, 'Tóth Lili'),
      change(`decision/${decision}/text`, 'Közös tábor lesz.'),
      change(`decision/${decision}/item`, item),
      change(`voice/${decision}/${world.seats.imre}`, 'abstained'),
      change(`task/${task}/text`, 'Termet kér'),
      change(`task/${task}/owner`, world.seats.imre),
      change(`task/${task}/due`, '2026-12-08'),
      change(`guest/${guest}/name`, 'Varga Ottó'),
      change('minutes/summary', 'Jó hangulatú este volt.')
    ]);
    expect(sent.ok && sent.value.refused).toEqual([]);
    const db = database();
    expect(await listItems(db, world.today.id)).toMatchObject([
      { title: 'Nyári tábor', notes: 'Kell egy terem.', state: 'accepted' }
    ]);
    expect(await db.selectFrom('decision').select(['text', 'item_id', 'decided_on']).execute()).toEqual([
      { text: 'Közös tábor lesz.', item_id: item, decided_on: '2026-11-24' }
    ]);
    const voices = await db.selectFrom('decision_voice').select(['member_id', 'voice']).execute();
    expect(new Map(voices.map(({ member_id, voice }) => [member_id as string, voice]))).toEqual(
      new Map([
        [world.seats.kata, 'agreed'],
        [world.seats.pal, 'agreed'],
        [world.seats.imre, 'abstained']
      ])
    );
    expect(
      await db.selectFrom('task').select(['text', 'owner_member_id', 'due_on', 'state']).execute()
    ).toEqual([
      { text: 'Termet kér', owner_member_id: world.seats.imre, due_on: '2026-12-08', state: 'open' }
    ]);
    expect(await db.selectFrom('meeting_guest').select('name').execute()).toEqual([{ name: 'Varga Ottó' }]);
    expect(
      await db
        .selectFrom('meeting_invitee')
        .select(['attendance', 'attended_by'])
        .where('member_id', '=', world.seats.kata as never)
        .execute()
    ).toEqual([{ attendance: 'present', attended_by: 'Tóth Lili' }]);
    expect(await db.selectFrom('minutes').select(['state', 'summary']).execute()).toEqual([
      { state: 'draft', summary: 'Jó hangulatú este volt.' }
    ]);
  });

  test('sent again after the answer was lost, is written once', async () => {
    const item = newId();
    const changes = [change(`item/${item}/title`, 'Tábor'), change(`item/${item}/notes`, 'alma')];
    await send(changes);
    const again = await send([
      ...changes,
      change(`item/${item}/notes`, 'alma fa', { base: 'alma', stamp: 2 })
    ]);
    expect(again.ok && again.value.taken).toHaveLength(3);
    expect((await listItems(database(), world.today.id))[0]?.notes).toBe('alma fa');
    expect(await database().selectFrom('table_change').select('change_id').execute()).toHaveLength(3);
  });

  test('by two secretaries of one item without a network is kept of both', async () => {
    const item = newId();
    await send([change(`item/${item}/title`, 'Tábor'), change(`item/${item}/notes`, 'Közös tábor?')]);
    const pal = change(`item/${item}/notes`, 'Közös tábor? Igen.', { base: 'Közös tábor?', stamp: 2 });
    const kata = change(`item/${item}/notes`, 'Közös tábor? Szegvár adja a termet.', {
      base: 'Közös tábor?',
      stamp: 2
    });
    await send([pal]);
    const answer = await send([kata], 0, world.convenor);
    const notes = (await listItems(database(), world.today.id))[0]?.notes ?? '';
    expect(notes).toContain('Igen.');
    expect(notes).toContain('Szegvár adja a termet.');
    expect(answer.ok && answer.value.fields[`item/${item}/notes`]).toEqual({
      value: notes,
      both: true,
      other: null
    });
  });

  test('before anybody typed there is kept when somebody goes on from it', async () => {
    const db = database();
    const item = newId<'agenda_item'>(now);
    await db
      .insertInto('agenda_item')
      .values({
        id: item,
        meeting_id: world.today.id,
        position: 1,
        title: 'Tábor',
        detail: null,
        minutes_planned: null,
        lead_member_id: null,
        source: null,
        source_key: null,
        carried_from: null,
        proposed_by: null,
        state: 'accepted',
        notes: 'Előre beírt jegyzet.',
        created_at: now,
        updated_at: now
      })
      .execute();
    await send([change(`item/${item}/notes`, 'Vak gépelés nélküle')]);
    const [{ notes } = { notes: '' }] = await listItems(db, world.today.id);
    expect(notes).toContain('Előre beírt jegyzet.');
    expect(notes).toContain('Vak gépelés nélküle');
  });

  test('taken off is gone, and comes back whole when it is put back', async () => {
    const decision = newId();
    await send([change(`decision/${decision}/text`, 'Közös tábor lesz.')]);
    await send([change(`gone/decision/${decision}`, 'yes', { stamp: 2 })]);
    expect(await database().selectFrom('decision').select('id').execute()).toEqual([]);
    await send([change(`gone/decision/${decision}`, '', { base: 'yes', stamp: 3 })]);
    expect(await database().selectFrom('decision').select('text').execute()).toEqual([
      { text: 'Közös tábor lesz.' }
    ]);
  });

  test('by a device that claims to be far ahead leaves the others able to write', async () => {
    const path = 'minutes/summary';
    for (const stamp of [Number.MAX_SAFE_INTEGER, 1_999_999_999])
      expect(await send([change(path, 'x', { stamp })])).toMatchObject({ ok: true });
    const asked = await send([]);
    const stamp = asked.ok ? asked.value.stamp : 0;
    const next = JSON.stringify({ seen: 0, changes: [change(path, 'szó', { base: 'x', stamp: stamp + 1 })] });
    const sent = readSent(next);
    expect(sent && (await send(sent.changes))).toMatchObject({
      ok: true,
      value: { fields: { [path]: { value: 'szó' } } }
    });
  });

  test('by many in one place grows to what the house keeps, and what goes beyond stays where it was typed', async () => {
    const path = `item/${newId()}/notes`;
    const title = change(path.replace('/notes', '/title'), 'Tábor');
    const long = (word: string): string => Array.from({ length: 1600 }, (_, i) => `${word}${i}`).join(' ');
    const [first, second, third] = [
      change(path, long('egy')),
      change(path, long('ket')),
      change(path, long('har'))
    ];
    const three = await send([title, first, second, third]);
    expect(three.ok && three.value.taken).toEqual([title.id, first.id, second.id, third.id]);
    const before = (await listItems(database(), world.today.id))[0]?.notes ?? '';
    const [fourth, summary] = [
      change(path, `${long('negy')} ${long('ot')}`),
      change('minutes/summary', 'Jó este.')
    ];
    const next = await send([fourth, summary]);
    expect(next).toMatchObject({
      ok: true,
      value: { taken: [summary.id], refused: [{ id: fourth.id, reason: 'too_long' }] }
    });
    expect((await listItems(database(), world.today.id))[0]?.notes).toBe(before);
    const shorter = await send([{ ...fourth, value: 'Röviden.' }]);
    expect(shorter).toMatchObject({ ok: true, value: { refused: [] } });
    expect((await listItems(database(), world.today.id))[0]?.notes).toContain('Röviden.');
  });

  test('that has grown beyond what one may type can be made shorter, not longer', async () => {
    const path = 'minutes/summary';
    const text = (word: string): string => `${word} `.repeat(1700 / (word.length + 1)).trim();
    await send([change(path, text('egy')), change(path, text('ez'))]);
    const [{ summary: base } = { summary: '' }] = await database()
      .selectFrom('minutes')
      .select('summary')
      .execute();
    expect(base.length).toBeGreaterThan(3000);
    const longer = await send([change(path, `${base}!`, { base, stamp: 2 })]);
    expect(longer).toMatchObject({ ok: true, value: { taken: [], refused: [{ reason: 'too_long' }] } });
    const shorter = await send([change(path, base.slice(0, -4), { base, stamp: 2 })]);
    expect(shorter).toMatchObject({
      ok: true,
      value: { refused: [], fields: { [path]: { value: base.slice(0, -4) } } }
    });
  });

  test('after what was too long, from the same beginning, is sent once more as one', async () => {
    const path = 'minutes/summary';
    await send([change(path, 'Jó este.')]);
    const long = change(path, 'x'.repeat(5000), { base: 'Jó este.', stamp: 2 });
    const after = change(path, 'Jó este volt.', { base: long.value, stamp: 3 });
    expect(await send([long, after])).toMatchObject({
      ok: true,
      value: { taken: [], refused: [{ id: long.id }, { id: after.id }] }
    });
    const joined = await send([{ ...after, base: long.base }]);
    expect(joined).toMatchObject({ ok: true, value: { fields: { [path]: { value: 'Jó este volt.' } } } });
  });

  test('tells a device only what has come since it asked', async () => {
    const [a, b] = [newId(), newId()];
    const first = await send([change(`guest/${a}/name`, 'Varga Ottó')]);
    const seen = first.ok ? first.value.seen : 0;
    const second = await send([change(`guest/${b}/name`, 'Molnár Ida')], seen, world.convenor);
    expect(second.ok && Object.keys(second.value.fields)).toEqual([`guest/${b}/name`]);
    const third = await send([], second.ok ? second.value.seen : 0);
    expect(third.ok && third.value.fields).toEqual({});
  });
});

describe('nobody writes', () => {
  test('but those who run the circle', async () => {
    const path = `presence/${world.seats.kata}`;
    expect(await send([change(path, 'present')], 0, world.member)).toMatchObject({ reason: 'not_yours' });
    expect(await send([change(path, 'present')], 0, world.stranger)).toMatchObject({ reason: 'not_yours' });
  });

  test('into another meeting, another circle, or what is no field', async () => {
    const item = newId<'agenda_item'>(now);
    await database()
      .insertInto('agenda_item')
      .values({
        id: item,
        meeting_id: world.earlier.id,
        position: 1,
        title: 'Régi',
        detail: null,
        minutes_planned: null,
        lead_member_id: null,
        source: null,
        source_key: null,
        carried_from: null,
        proposed_by: null,
        state: 'accepted',
        created_at: now,
        updated_at: now
      })
      .execute();
    const sent = await send([
      change(`item/${item}/notes`, 'idegen'),
      change(`presence/${newId()}`, 'present'),
      change('item/x/notes', 'nem mező'),
      change('minutes/summary', 'x'.repeat(5000))
    ]);
    expect(sent.ok && sent.value.refused.map(({ reason }) => reason).sort()).toEqual([
      'elsewhere',
      'elsewhere',
      'path',
      'too_long'
    ]);
    expect((await listItems(database(), world.earlier.id))[0]?.notes).toBe('');
  });

  test('into minutes that the members have agreed on', async () => {
    await send([change('minutes/summary', 'Jó este volt.')]);
    await database()
      .updateTable('minutes')
      .set({ state: 'approved', sent_at: now, approved_at: now })
      .execute();
    const sent = await send([change('minutes/summary', 'Más', { base: 'Jó este volt.', stamp: 2 })]);
    expect(sent).toMatchObject({ ok: false, reason: 'closed' });
  });
});
