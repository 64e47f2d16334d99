import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { wordsIn } from '../../../words.ts';
import { listItems } from './agenda.server.ts';
import { approveByLink, proposeByLink, taskByLink } from './link-acts.server.ts';
import { listVoices, sendMinutes } from './minutes.server.ts';
import { findTask } from './task-queries.server.ts';
import { writeAtTable } from './table.server.ts';
import { furnish, now, type World } from './world.ts';

const database = useDatabase();
let world: World;
let words: Words;

beforeAll(async () => {
  world = await furnish(database());
  words = await wordsIn('hu');
});

const linkTo = (act: LinkAct, subject: Readonly<Record<string, string>>): CapabilityLink => ({
  id: newId(),
  purpose: act.purpose,
  subject,
  person: null
});
const press = (
  act: LinkAct,
  subject: Readonly<Record<string, string>>,
  answer: { choice: string; note?: string | null; fields?: Record<string, string> }
) => act.act(database(), linkTo(act, subject), { note: null, ...answer }, { now, words, domains: [] });

/** @returns a task of Júlia, who has no account */
async function meet(): Promise<string> {
  const task = newId();
  const fields: readonly (readonly [string, string])[] = [
    [`presence/${world.seats.julia}`, 'present'],
    [`task/${task}/text`, 'Termet kér'],
    [`task/${task}/owner`, world.seats.julia],
    [`task/${task}/due`, '2026-12-08']
  ];
  await writeAtTable(
    database(),
    world.secretary,
    {
      meeting: world.today,
      offices: world.offices,
      changes: fields.map(([path, value]) => ({ id: newId(), path, stamp: 1, base: '', value })),
      seen: 0
    },
    now
  );
  return task;
}

describe('the link of a task', () => {
  test('shows what it is, and finishes it with a word, without an account', async () => {
    const task = await meet();
    const subject = { task, member: world.seats.julia };
    const shown = await taskByLink.show(database(), linkTo(taskByLink, subject), words, []);
    expect(shown).toMatchObject({ title: 'Termet kér', choices: [{ value: 'done' }, {}, {}] });
    await press(taskByLink, subject, { choice: 'done', note: 'Miénk a nagyterem.' });
    expect(await findTask(database(), task)).toMatchObject({
      state: 'done',
      doneHow: 'link',
      doneNote: 'Miénk a nagyterem.'
    });
    expect((await taskByLink.show(database(), linkTo(taskByLink, subject), words, []))?.choices).toEqual([]);
  });

  test('puts it off to a later day only', async () => {
    const task = await meet();
    const subject = { task, member: world.seats.julia };
    const put = (due: string) => press(taskByLink, subject, { choice: 'later', fields: { due } });
    expect(await put('')).toHaveProperty('mistakes.due');
    expect(await put('2026-01-01')).toHaveProperty('mistakes.due');
    await put('2027-01-15');
    expect(await findTask(database(), task)).toMatchObject({ dueOn: '2027-01-15', putOff: 1 });
  });

  test('hands it to whom a name means, and then does nothing for the one who had it', async () => {
    const task = await meet();
    const subject = { task, member: world.seats.julia };
    const hand = (to: string) => press(taskByLink, subject, { choice: 'hand', fields: { to } });
    expect(await hand('Valaki Más')).toHaveProperty('mistakes.to');
    await hand('nagy imre');
    expect((await findTask(database(), task))?.owner?.id).toBe(world.seats.imre);
    await press(taskByLink, subject, { choice: 'done' });
    expect((await findTask(database(), task))?.state).toBe('open');
  });
});

test('the link of a task does nothing for whoever has left, and asks nothing of whoever handed it over', async () => {
  const task = await meet();
  const subject = { task, member: world.seats.julia };
  const show = () => taskByLink.show(database(), linkTo(taskByLink, subject), words, []);
  expect((await show())?.choices).toHaveLength(3);
  const owned = (member: string) =>
    database()
      .updateTable('task')
      .set({ owner_member_id: member as never })
      .execute();
  await owned(world.seats.imre);
  expect((await show())?.choices).toEqual([]);
  await owned(world.seats.julia);
  await database()
    .updateTable('circle_member')
    .set({ left_on: '2026-11-23' })
    .where('id', '=', world.seats.julia as never)
    .execute();
  expect(await show()).toBeNull();
  await press(taskByLink, subject, { choice: 'done' });
  expect((await findTask(database(), task))?.state).toBe('open');
});

describe('the link in the mail with the minutes', () => {
  test('agrees, or says what was otherwise', async () => {
    await meet();
    await sendMinutes(database(), world.secretary, { meeting: world.today, offices: world.offices }, now);
    const of = (member: string) => ({ meeting: world.today.id as string, member });
    expect(await press(approveByLink, of(world.seats.imre), { choice: 'correction 1' })).toHaveProperty(
      'mistakes.note'
    );
    await press(approveByLink, of(world.seats.imre), { choice: 'correction 1', note: 'Ketten voltunk.' });
    await press(approveByLink, of(world.seats.julia), { choice: 'approved 1' });
    expect((await listVoices(database(), world.today.id, 1)).map(({ voice, note }) => [voice, note])).toEqual(
      [
        ['correction', 'Ketten voltunk.'],
        ['approved', null]
      ]
    );
  });

  test('does nothing for a member who has left', async () => {
    await meet();
    await sendMinutes(database(), world.secretary, { meeting: world.today, offices: world.offices }, now);
    await database()
      .updateTable('circle_member')
      .set({ left_on: '2026-11-25' })
      .where('id', '=', world.seats.julia as never)
      .execute();
    const subject = { meeting: world.today.id as string, member: world.seats.julia };
    expect(await approveByLink.show(database(), linkTo(approveByLink, subject), words, [])).toBeNull();
    await press(approveByLink, subject, { choice: 'approved 1' });
    expect(await listVoices(database(), world.today.id, 1)).toEqual([]);
  });
});

test('the link in the mail with the agenda proposes a topic in the name of the seat', async () => {
  const subject = { meeting: world.next.id as string, member: world.seats.julia };
  expect(await press(proposeByLink, subject, { choice: 'propose', fields: { title: ' ' } })).toHaveProperty(
    'mistakes.title'
  );
  await press(proposeByLink, subject, { choice: 'propose', fields: { title: 'Buszjárat', detail: '' } });
  expect(await listItems(database(), world.next.id)).toMatchObject([
    { title: 'Buszjárat', state: 'proposed', proposedBy: { name: 'Vass Júlia' } }
  ]);
});
