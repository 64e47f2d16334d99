// Clashes told unasked, on a real database and with a clock of its own: whom, how often, and when no more.
import { beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { dayMs, hourMs } from '#lib/core/time.ts';
import type { Id } from '#lib/core/ids.ts';
import { findCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { MailBlock } from '#lib/platform/mail/content.ts';
import { renderMail } from '#lib/platform/mail/render.ts';
import { createEvent, updateEvent } from '#lib/domains/calendar/operations.server.ts';
import { findEvent } from '#lib/domains/calendar/queries.server.ts';
import { wordsIn } from '../../../words.ts';
import { draftOf } from './draft.ts';
import { tellOfClashes } from './news.server.ts';
import { silenceByLink } from './silence.server.ts';
import { watchClashes } from './watch.server.ts';
import { eventDraft, furnish, now, type World } from './world.ts';

const database = useDatabase();
let world: World;
let ball: Id<'event'>;
let evening: Id<'event'>;

const at = (days: number): Date => new Date(now.getTime() + days * dayMs + 2 * hourMs);

beforeEach(async () => {
  world = await furnish(database());
  ball = await enter(world.szegvar, { title: 'Mikulásbál', organisers: [world.ids.szegvar] });
  evening = await enter(
    world.szentes,
    { title: 'Adventi est', organisers: [world.ids.szentes] },
    new Date(now.getTime() + 60_000)
  );
  // Both have been looked at, and told.
  await database()
    .insertInto('clash_check')
    .values([ball, evening].map((event_id) => ({ event_id, checked_at: at(0) })))
    .execute();
});

async function enter(actor: Person, change: Parameters<typeof eventDraft>[1], when = now) {
  const saved = await createEvent(database(), actor, eventDraft(world, change), when);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.value.id;
}

/** Lets the house look, and says whom it found something for. */
async function watch(when: Date): Promise<string[]> {
  const before = await found();
  await watchClashes(database(), when);
  return (await found())
    .filter(({ id }) => !before.some((each) => each.id === id))
    .map(({ object_id }) => (object_id === world.ids.szegvar ? 'szegvar' : 'szentes'));
}

function found(): Promise<Activity[]> {
  return database()
    .selectFrom('activity')
    .selectAll()
    .where('verb', '=', 'clash.found')
    .orderBy('id')
    .execute();
}

async function mailOf(when: Date): Promise<{ subject: string; text: string; blocks: readonly MailBlock[] }> {
  const [activity] = await found();
  if (!activity) throw new Error('nothing found');
  await tellOfClashes(database(), activity, when, wordsIn);
  const mail = await database()
    .selectFrom('mail')
    .select(['content', 'email'])
    .where('email', '=', 'szegvar-muvhaz@kalaka.example')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const words = await wordsIn('hu');
  const rendered = renderMail(mail.content as never, { words, origin: 'https://kalaka.example' } as never);
  return {
    subject: rendered.subject,
    text: rendered.text,
    blocks: (mail.content as never as { blocks: MailBlock[] }).blocks
  };
}

describe('an organisation', () => {
  test('hears of what others have put beside its event, and not of what it put there itself', async () => {
    await database().deleteFrom('clash_check').execute();
    // Who is still writing is given an hour.
    expect(await watch(new Date(now.getTime() + hourMs / 2))).toEqual([]);
    // The second house saw the first one's event beside its form.
    expect(await watch(at(0))).toEqual(['szegvar']);
  });

  test('hears of an event that comes later', async () => {
    const late = await enter(world.szentes, { title: 'Luca-est', organisers: [world.ids.szentes] }, at(1));
    expect(await watch(at(2))).toEqual(['szegvar']);
    expect(JSON.stringify((await found())[0]?.details)).toContain(late);
  });

  test('is told when, where, why and what would be better, in sentences', async () => {
    await enter(world.szentes, { title: 'Luca-est', organisers: [world.ids.szentes] }, at(1));
    await watch(at(2));
    const mail = await mailOf(at(2));
    expect(mail.subject).toBe('Új ütközés az Önök programjaival (Szélmalom Művelődési Ház)');
    expect(mail.text).toContain('Mikulásbál (december 12., szombat, 18:00–21:00) és Luca-est');
    expect(mail.text).toContain('ugyanazon a településen');
    expect(mail.text).toContain('Jobb időpont volna:');
    expect(mail.text).toMatch(/szerkesztes\?starts=2026-12-\d\dT18:00/);
  });

  test('hears of a pair once, and again when it has got worse', async () => {
    const late = await enter(
      world.szentes,
      { title: 'Luca-est', starts: '2026-12-12T19:30', organisers: [world.ids.szentes] },
      at(1)
    );
    await watch(at(2));
    const told = (await found()).length;
    expect(await watch(at(3))).toEqual([]);
    expect(await watch(at(12))).toEqual([]);
    expect((await found()).length).toBe(told);
    const event = await findEvent(database(), late);
    if (!event) throw new Error('gone');
    await updateEvent(
      database(),
      world.szentes,
      { id: late, draft: { ...draftOf(event), starts: '2026-12-12T18:00' } },
      at(12)
    );
    expect(await watch(at(13))).toContain('szegvar');
  });

  test('hears at most once a week', async () => {
    await enter(world.szentes, { title: 'Luca-est', organisers: [world.ids.szentes] }, at(1));
    expect(await watch(at(2))).toEqual(['szegvar']);
    await enter(world.szentes, { title: 'Betlehemes', organisers: [world.ids.szentes] }, at(2));
    expect(await watch(at(3))).toEqual([]);
    expect(await watch(at(8))).toEqual([]);
    expect(await watch(at(9.1))).toEqual(['szegvar']);
  });

  test('hears nothing of what has come right before the letter was written', async () => {
    await enter(world.szentes, { title: 'Luca-est', organisers: [world.ids.szentes] }, at(1));
    await watch(at(2));
    const second = await enter(
      world.szentes,
      { title: 'Betlehemes', organisers: [world.ids.szentes] },
      at(2)
    );
    await watch(at(3));
    await database().updateTable('event').set({ status: 'cancelled' }).where('id', '=', second).execute();
    expect(await watch(at(9.1))).toEqual([]);
  });

  test('hears no more of what it called of no matter, by a link in the mail', async () => {
    const late = await enter(
      world.szentes,
      { title: 'Luca-est', starts: '2026-12-12T19:30', organisers: [world.ids.szentes] },
      at(1)
    );
    await watch(at(2));
    const { blocks } = await mailOf(at(2));
    const href = blocks.flatMap((block) =>
      block.type === 'button' && block.href.startsWith('/answer/') ? [block.href] : []
    );
    const index = blocks
      .filter((block) => block.type === 'button' && block.href.startsWith('/answer/'))
      .findIndex((block) => JSON.stringify(block).includes('Luca-est'));
    const link = await findCapabilityLink(database(), href[index]?.slice('/answer/'.length) ?? '', at(2));
    if (!link.ok) throw new Error(link.reason);
    const words = await wordsIn('hu');
    expect((await silenceByLink.show(database(), link.value, words, []))?.choices).toHaveLength(1);
    await inTransaction(database(), (tx) =>
      silenceByLink.act(tx, link.value, { choice: 'silence', note: null }, { now: at(2), words, domains: [] })
    );
    await database()
      .updateTable('event')
      .set({ starts: '2026-12-12T18:00', updated_at: at(10) })
      .where('id', '=', late)
      .execute();
    const event = await findEvent(database(), late);
    if (!event) throw new Error('gone');
    await updateEvent(database(), world.szentes, { id: late, draft: draftOf(event) }, at(10));
    expect(await watch(at(11))).toEqual([]);
  });

  test('keeps its word for those who still write in its name', async () => {
    await enter(world.szentes, { title: 'Luca-est', organisers: [world.ids.szentes] }, at(1));
    await watch(at(2));
    const words = await wordsIn('hu');
    const done = await inTransaction(database(), (tx) =>
      silenceByLink.act(
        tx,
        {
          id: ball as never,
          purpose: silenceByLink.purpose,
          subject: { organisation: world.ids.szegvar, event: ball, other: evening },
          person: world.szentes.id
        },
        { choice: 'silence', note: null },
        { now: at(2), words, domains: [] }
      )
    );
    expect(done).toEqual({ sentence: words.t('planning.silence.gone'), href: null });
  });
});

test('looking twice at the same changes nothing', async () => {
  await enter(world.szentes, { title: 'Luca-est', organisers: [world.ids.szentes] }, at(1));
  await watch(at(2));
  const words = () =>
    database().selectFrom('clash_word').selectAll().orderBy('event_id').orderBy('other_id').execute();
  const before = await words();
  await watchClashes(database(), at(2));
  expect(await words()).toEqual(before);
});
