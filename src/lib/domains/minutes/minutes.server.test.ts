import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import { dayMs } from '#lib/core/time.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { anonymous } from '#lib/platform/actor.ts';
import { makeFiles } from '#lib/platform/mail/made-files.server.ts';
import { stopTypesetter } from '#lib/platform/print/typeset.server.ts';
import { changeAgenda, listAgenda, listItems, proposeTopic, type ItemFields } from './agenda.server.ts';
import { askForTopics, sendAgenda } from './agenda-mail.server.ts';
import { listDecisions } from './decision-queries.server.ts';
import { findMinutesDesk } from './desk.server.ts';
import { findMeetingFor } from './found.server.ts';
import { leftOver, lateTasks } from './agenda-givers.server.ts';
import {
  approveBySilence,
  listVoices,
  sendMinutes,
  settleCorrection,
  voiceMinutes
} from './minutes.server.ts';
import { residentsSee } from './policy.ts';
import { yearReport } from './report.server.ts';
import { writeAtTable } from './table.server.ts';
import { findTask, listTasks } from './task-queries.server.ts';
import { changeTask, remindOfTasks, takeOverTasks } from './tasks.server.ts';
import { minutesInMail } from './view.server.ts';
import { wordsIn } from '../../../words.ts';
import { furnish, now, type World } from './world.ts';

const database = useDatabase();
let world: World;
const later = (days: number): Date => new Date(now.getTime() + days * dayMs);

beforeAll(async () => {
  world = await furnish(database());
});

/** A meeting of three with one decision, a task for Imre and one topic left over. */
async function meet(): Promise<{ decision: string; task: string; item: string }> {
  const [decision, task, item] = [newId(), newId(), newId()];
  const fields: readonly (readonly [string, string])[] = [
    [`item/${item}/title`, 'Nyári tábor'],
    [`item/${item}/carried`, 'yes'],
    [`presence/${world.seats.kata}`, 'present'],
    [`presence/${world.seats.pal}`, 'present'],
    [`presence/${world.seats.imre}`, 'remote'],
    [`decision/${decision}/text`, 'Közös tábor lesz.'],
    [`decision/${decision}/item`, item],
    [`task/${task}/text`, 'Termet kér'],
    [`task/${task}/item`, item],
    [`task/${task}/owner`, world.seats.imre],
    [`task/${task}/due`, '2026-12-08']
  ];
  const changes = fields.map(([path, value]) => ({ id: newId(), path, stamp: 1, base: '', value }));
  const { today: meeting, offices } = world;
  const done = await writeAtTable(database(), world.secretary, { meeting, offices, changes, seen: 0 }, now);
  if (!done.ok) throw new Error(done.reason);
  return { decision, task, item };
}
const here = () => ({ meeting: world.today, offices: world.offices });
const mailsTo = async (email: string) =>
  database().selectFrom('mail').select(['content', 'email']).where('email', '=', email).execute();

describe('minutes', () => {
  test('are sent to everybody with their own tasks, and number the decisions', async () => {
    await meet();
    const sent = await sendMinutes(database(), world.secretary, here(), now);
    expect(sent).toMatchObject({ ok: true, value: { mails: 5, silentUntil: '2026-12-02' } });
    const [mail] = await mailsTo('imre@szentes.example');
    expect(JSON.stringify(mail?.content)).toContain('Termet kér');
    expect(JSON.stringify((await mailsTo('kata@szegvar.example'))[0]?.content)).not.toContain('Termet kér');
    expect(await listDecisions(database(), { circle: world.circle })).toMatchObject([
      { number: 1, agreed: 3, tasks: 1, done: 0 }
    ]);
  });

  test('come along on paper, as they were sent, and not once somebody has written on them', async () => {
    const db = database();
    await meet();
    await sendMinutes(db, world.secretary, here(), now);
    const [mail] = await mailsTo('imre@szentes.example');
    const files = mail?.content?.files ?? [];
    const context = { db, words: await wordsIn('hu'), origin: 'https://kalaka.example', now };
    const [made] = await makeFiles([minutesInMail], files, context);
    expect(made?.file).toMatchObject({ type: 'application/pdf' });
    expect(made?.file.name).toMatch(/^also-tisza-menti-kor-\d{4}-\d\d-\d\d\.pdf$/);
    expect(Buffer.from(made?.file.bytes ?? []).toString('latin1', 0, 5)).toBe('%PDF-');
    await db.updateTable('minutes').set({ changed: true }).where('meeting_id', '=', world.today.id).execute();
    expect(await makeFiles([minutesInMail], files, context)).toEqual([]);
    await stopTypesetter();
  });

  test('are read with the key of the mail, of that meeting only, and never with a made-up one', async () => {
    const db = database();
    await meet();
    await sendMinutes(db, world.secretary, here(), now);
    const [mail] = await mailsTo('terez@derekegyhaz.example');
    const key = /key=([\w-]+)/.exec(JSON.stringify(mail?.content))?.[1] ?? '';
    const open = (number: string, with_: string) =>
      findMeetingFor(db, anonymous, { slug: 'also-tisza-menti-kor', number, opened: { key: with_, now } });
    expect(await open('2', key)).toMatchObject({ hears: true, inside: false, seat: world.seats.terez });
    expect(await open('3', key)).toMatchObject({ hears: false, seat: null });
    expect(await open('2', `${key}x`)).toMatchObject({ hears: false, seat: null });
  });

  test('of a meeting that has not begun are not sent', async () => {
    await meet();
    const before = new Date(world.today.startsAt.getTime() - 60_000);
    expect(await sendMinutes(database(), world.secretary, here(), before)).toMatchObject({
      reason: 'not_begun'
    });
    expect(await database().selectFrom('mail').select('id').execute()).toEqual([]);
    expect(await sendMinutes(database(), world.secretary, here(), world.today.startsAt)).toMatchObject({
      ok: true
    });
  });

  test('of an empty room are not sent, nor by a member', async () => {
    expect(await sendMinutes(database(), world.secretary, here(), now)).toMatchObject({
      reason: 'nobody_there'
    });
    await meet();
    expect(await sendMinutes(database(), world.member, here(), now)).toMatchObject({ reason: 'not_yours' });
  });

  test('are agreed on when eight days passed in silence, and seen by residents only then', async () => {
    const db = database();
    await meet();
    await sendMinutes(db, world.secretary, here(), now);
    const shows = async () =>
      (await findMeetingFor(db, anonymous, { slug: 'also-tisza-menti-kor', number: '2' }))?.shows.minutes;
    await approveBySilence(db, later(8));
    expect(await shows()).toBe(false);
    await approveBySilence(db, later(9));
    expect(await shows()).toBe(true);
    expect(await listDecisions(db, { circle: world.circle, publicOnly: true })).toHaveLength(1);
  });

  test('wait for as many days as the circle has said, and the letter names the last one', async () => {
    const db = database();
    await db
      .updateTable('circle')
      .set({ silence_days: 15 })
      .where('id', '=', world.circle as Id<'circle'>)
      .execute();
    await meet();
    const sent = await sendMinutes(db, world.secretary, here(), now);
    expect(sent).toMatchObject({ ok: true, value: { silentUntil: '2026-12-09' } });
    expect(JSON.stringify((await mailsTo('imre@szentes.example'))[0]?.content)).toContain('"2026-12-09"');
    const state = async () =>
      (await findMeetingFor(db, world.secretary, { slug: 'also-tisza-menti-kor', number: '2' }))?.minutes
        ?.state;
    await approveBySilence(db, later(15));
    expect(await state()).toBe('sent');
    await approveBySilence(db, later(16));
    expect(await state()).toBe('approved');
  });

  test('wait while a correction does, and go on when the convenor has settled it', async () => {
    const db = database();
    await meet();
    await sendMinutes(db, world.secretary, here(), now);
    const wrong = { ...here(), voice: 'correction' as const, note: null };
    expect(await voiceMinutes(db, world.member, wrong, now)).toMatchObject({ reason: 'note_missing' });
    await voiceMinutes(db, world.member, { ...wrong, note: 'Nem tábor, hanem kirándulás.' }, now);
    expect(JSON.stringify(await mailsTo('kata@szegvar.example'))).toContain('kirándulás');
    await approveBySilence(db, later(10));
    expect((await listVoices(db, world.today.id, 1)).map(({ voice }) => voice)).toEqual(['correction']);
    expect(await db.selectFrom('minutes').select('state').execute()).toEqual([{ state: 'sent' }]);
    await settleCorrection(db, world.convenor, { ...here(), member: world.seats.imre }, later(10));
    await approveBySilence(db, later(11));
    expect(await db.selectFrom('minutes').select('state').execute()).toEqual([{ state: 'approved' }]);
  });

  test('are agreed on at once when everybody who decides has said yes', async () => {
    const db = database();
    await meet();
    await sendMinutes(db, world.secretary, here(), now);
    const say = (seat: string) =>
      voiceMinutes(db, anonymous, { ...here(), voice: 'approved', note: null, seat }, now);
    for (const seat of [world.seats.kata, world.seats.pal, world.seats.imre])
      expect(await say(seat)).toMatchObject({ ok: true, value: { approved: false } });
    expect(await say(world.seats.terez)).toMatchObject({ reason: 'not_yours' });
    expect(await say(world.seats.julia)).toMatchObject({ ok: true, value: { approved: true } });
  });

  test('wait on the desk of those who make them and of those who approve', async () => {
    const db = database();
    const desk = await findMinutesDesk(db, world.secretary, later(1));
    expect(desk.toFinish.map(({ number }) => number)).toContain(2);
    await meet();
    await sendMinutes(db, world.secretary, here(), now);
    expect((await findMinutesDesk(db, world.member, later(1))).toApprove).toHaveLength(1);
    expect((await findMinutesDesk(db, world.stranger, later(1))).toApprove).toEqual([]);
  });

  test('are shown to residents as the circle’s flags say', () => {
    const flags = { publicPage: true, showsAgenda: false, showsDecisions: true, showsTasks: false };
    expect(residentsSee(flags, { meetingPublic: true, state: 'approved' })).toEqual({
      agenda: false,
      minutes: true,
      tasks: false
    });
    expect(residentsSee(flags, { meetingPublic: true, state: 'sent' }).minutes).toBe(false);
    expect(residentsSee(flags, { meetingPublic: false, state: 'approved' }).minutes).toBe(false);
    const closed = { ...flags, publicPage: false, showsTasks: true };
    expect(residentsSee(closed, { meetingPublic: true, state: 'approved' })).toEqual({
      agenda: false,
      minutes: false,
      tasks: false
    });
  });
});

describe('a task', () => {
  test('is reminded of once at each step, and never after it is done', async () => {
    const db = database();
    const { task } = await meet();
    const count = async () => (await mailsTo('imre@szentes.example')).length;
    await remindOfTasks(db, later(5));
    expect(await count()).toBe(0);
    await remindOfTasks(db, later(7));
    await remindOfTasks(db, later(7));
    expect(await count()).toBe(1);
    await remindOfTasks(db, later(14));
    expect(await count()).toBe(2);
    await changeTask(
      db,
      world.member,
      { id: task, offices: world.offices, change: { act: 'finish', note: 'Megvan', how: 'account' } },
      later(15)
    );
    await remindOfTasks(db, later(30));
    expect(await count()).toBe(2);
    expect(await findTask(db, task)).toMatchObject({ state: 'done', doneNote: 'Megvan' });
  });

  test('is finished by whoever has it or runs the circle, by nobody else, and once', async () => {
    const db = database();
    const { task } = await meet();
    const finish = (actor: typeof world.member) =>
      changeTask(
        db,
        actor,
        { id: task, offices: world.offices, change: { act: 'finish', note: null, how: 'account' } },
        now
      );
    expect(await finish(world.stranger)).toMatchObject({ reason: 'not_yours' });
    expect(await finish(world.convenor)).toMatchObject({ ok: true });
    expect(await finish(world.member)).toMatchObject({ reason: 'over' });
  });

  test('of a member who leaves goes to the convenor, also when it is told twice', async () => {
    const db = database();
    const { task } = await meet();
    await db
      .updateTable('circle_member')
      .set({ left_on: '2026-11-25' })
      .where('id', '=', world.seats.imre as never)
      .execute();
    const activity = { object_kind: 'circle', object_id: world.circle } as never;
    await takeOverTasks(db, activity, now);
    await takeOverTasks(db, activity, now);
    expect((await findTask(db, task))?.owner?.id).toBe(world.seats.kata);
    expect(await mailsTo('kata@szegvar.example')).toHaveLength(1);
  });
});

describe('an agenda', () => {
  const fields = (title: string): ItemFields => ({
    title,
    detail: null,
    minutes: 10,
    lead: null,
    public: true
  });
  const add = (title: string) =>
    changeAgenda(
      database(),
      world.convenor,
      { meeting: world.next, offices: world.offices, change: { act: 'add', fields: fields(title) } },
      now
    );

  test('is ordered by its convenor, and by nobody else', async () => {
    const db = database();
    for (const title of ['egy', 'kettő', 'három']) await add(title);
    const [first, , third] = await listAgenda(db, world.next.id);
    const move = (actor: typeof world.member) =>
      changeAgenda(
        db,
        actor,
        {
          meeting: world.next,
          offices: world.offices,
          change: { act: 'move', item: third?.id ?? '', by: -1 }
        },
        now
      );
    expect(await move(world.member)).toMatchObject({ reason: 'not_yours' });
    await move(world.convenor);
    expect((await listAgenda(db, world.next.id)).map(({ title }) => title)).toEqual([
      'egy',
      'három',
      'kettő'
    ]);
    await changeAgenda(
      db,
      world.convenor,
      { meeting: world.next, offices: world.offices, change: { act: 'decline', item: first?.id ?? '' } },
      now
    );
    expect((await listAgenda(db, world.next.id)).map(({ title }) => title)).toEqual(['három', 'kettő']);
  });

  test('takes what was left over and what is late, once', async () => {
    const db = database();
    await meet();
    await sendMinutes(db, world.secretary, here(), now);
    const words = await wordsIn('hu');
    const context = {
      circle: { id: world.circle, name: 'kör' },
      organisations: [],
      settlements: [],
      from: now,
      until: later(180),
      meeting: { id: world.next.id, startsAt: world.next.startsAt },
      words,
      now
    };
    const [left] = await leftOver(db, context);
    expect(left?.title).toBe('Nyári tábor');
    expect((await lateTasks(db, context))[0]?.detail).toContain('Termet kér');
    if (!left) throw new Error('nothing left over');
    const take = () =>
      changeAgenda(
        db,
        world.convenor,
        { meeting: world.next, offices: world.offices, change: { act: 'take', proposal: left } },
        now
      );
    await take();
    await take();
    expect(await listAgenda(db, world.next.id)).toMatchObject([
      { title: 'Nyári tábor', carriedFrom: world.today.id }
    ]);
  });

  test('is sent again only when it has changed, and members are asked for topics once', async () => {
    const db = database();
    await add('egy');
    const send = () => sendAgenda(db, world.convenor, { meeting: world.next, offices: world.offices }, now);
    expect(await send()).toMatchObject({ value: { mails: 4 } });
    expect(await send()).toMatchObject({ value: { mails: 0 } });
    const ask = () => askForTopics(db, world.convenor, { meeting: world.next, offices: world.offices }, now);
    expect(await ask()).toMatchObject({ value: { mails: 4 } });
    expect(await ask()).toMatchObject({ value: { mails: 0 } });
  });

  test('has members’ topics wait for the convenor, and takes none of strangers', async () => {
    const db = database();
    const propose = (actor: typeof world.member) =>
      proposeTopic(
        db,
        actor,
        { meeting: world.next, offices: world.offices, title: 'Buszjárat', detail: null },
        now
      );
    expect(await propose(world.stranger)).toMatchObject({ reason: 'not_yours' });
    expect(await propose(world.member)).toMatchObject({ ok: true });
    expect(await listAgenda(db, world.next.id)).toEqual([]);
    expect(await listItems(db, world.next.id)).toMatchObject([
      { title: 'Buszjárat', state: 'proposed', proposedBy: { name: 'Nagy Imre' } }
    ]);
  });
});

test('a year tells who met, what was decided and what came of it', async () => {
  const db = database();
  const { task } = await meet();
  await sendMinutes(db, world.secretary, here(), now);
  await changeTask(
    db,
    world.member,
    { id: task, offices: world.offices, change: { act: 'finish', note: null, how: 'account' } },
    later(3)
  );
  const report = await yearReport(db, { circle: world.circle, year: 2026, publicOnly: false });
  expect(report.meetings.map(({ number, there, decisions }) => [number, there, decisions])).toEqual([
    [1, 0, 0],
    [2, 3, 1]
  ]);
  expect(report.attendance.map(({ there, of }) => [there, of])).toEqual([
    [1, 1],
    [1, 1],
    [1, 1]
  ]);
  expect(report.done.map(({ text }) => text)).toEqual(['Termet kér']);
  expect(report.open).toEqual([]);
  const seen = await yearReport(db, { circle: world.circle, year: 2026, publicOnly: true });
  expect(seen.decisions).toEqual([]);
  expect(await listTasks(db, { circle: world.circle })).toHaveLength(1);
});
