// One event out of two, on a real database: by mailed links alone, with the word of both, and back again.
import { beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { dayMs } from '#lib/core/time.ts';
import type { Id } from '#lib/core/ids.ts';
import { anonymous, type Actor } from '#lib/platform/actor.ts';
import { findCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { MailBlock } from '#lib/platform/mail/content.ts';
import { createEvent } from '#lib/domains/calendar/operations.server.ts';
import { findEvent, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { wordsIn } from '../../../words.ts';
import { expireJointly, inviteJointly, takeBackJointly, answerJointly } from './joint.server.ts';
import { joinByLink } from './joint-link.server.ts';
import { findJoinedInto, findJointProposal, findPartners } from './joint-queries.server.ts';
import { couldBeOne, madeOfSeveral } from './sections.server.ts';
import { eventDraft, furnish, now, type World } from './world.ts';

const database = useDatabase();
const later = new Date(now.getTime() + dayMs);
let world: World;
let ours: FullEvent;
let theirs: FullEvent;

beforeEach(async () => {
  world = await furnish(database());
  ours = await enter(world.szegvar, {
    title: 'Luca-nap',
    tradition: 'luca',
    organisers: [world.ids.szegvar]
  });
  theirs = await enter(world.szentes, {
    title: 'Luca széke',
    tradition: 'luca',
    starts: '2026-12-13T16:00',
    settlement: world.elsewhere,
    organisers: [world.ids.szentes]
  });
});

async function event(id: Id<'event'>): Promise<FullEvent> {
  const found = await findEvent(database(), id);
  if (!found) throw new Error('gone');
  return found;
}

async function enter(actor: World['szegvar'], change: Parameters<typeof eventDraft>[1]): Promise<FullEvent> {
  const saved = await createEvent(database(), actor, eventDraft(world, change), now);
  if (!saved.ok) throw new Error(saved.reason);
  return event(saved.value.id);
}

const invite = (actor = world.szegvar) =>
  inviteJointly(
    database(),
    actor,
    { event: ours.slug, other: theirs.slug, note: 'Mi hozzuk a tésztát.' },
    now
  );
const proposal = async () => {
  const found = await findJointProposal(database(), { between: [ours.id, theirs.id] });
  if (!found) throw new Error('no proposal');
  return found;
};
const organisersOf = async (id: Id<'event'>) => (await event(id)).organisers.map((each) => each.id);

async function linkInMail() {
  const mail = await database()
    .selectFrom('mail')
    .select('content')
    .where('email', '=', 'szentes-muvhaz@kalaka.example')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const { blocks } = mail.content as never as { blocks: MailBlock[] };
  const href = blocks.flatMap((block) => (block.type === 'button' ? [block.href] : []))[0] ?? '';
  const link = await findCapabilityLink(database(), href.slice('/answer/'.length), now);
  if (!link.ok) throw new Error(link.reason);
  return link.value;
}

async function answerByLink(choice: string) {
  const link = await linkInMail();
  const words = await wordsIn('hu');
  return inTransaction(database(), (tx) =>
    joinByLink.act(tx, link, { choice, note: null }, { now: later, words, domains: [] })
  );
}

describe('events of one custom near each other', () => {
  test('are named to the organiser of either', async () => {
    const partners = await findPartners(database(), world.szegvar, ours, now);
    expect(partners.map(({ tradition }) => tradition)).toEqual(['luca']);
    expect(await findPartners(database(), world.szentes, theirs, now)).toHaveLength(1);
  });

  test('are not named when they are over, far apart in time, or repeat', async () => {
    expect(await findPartners(database(), world.szegvar, ours, new Date('2026-12-20T08:00:00Z'))).toEqual([]);
    await database()
      .updateTable('occurrence')
      .set({ starts_at: new Date('2027-01-20T16:00:00Z'), ends_at: new Date('2027-01-20T18:00:00Z') })
      .where('event_id', '=', theirs.id)
      .execute();
    expect(await findPartners(database(), world.szegvar, ours, now)).toEqual([]);
  });
});

describe('an invitation', () => {
  test('becomes one event by a mailed link alone', async () => {
    expect((await invite()).ok).toBe(true);
    const words = await wordsIn('hu');
    const page = await joinByLink.show(database(), await linkInMail(), words, []);
    expect(page?.choices.map(({ value }) => value)).toEqual(['accept', 'decline', 'talk']);
    expect(await organisersOf(ours.id)).toEqual([world.ids.szegvar]);
    const done = await answerByLink('accept');
    expect(done).toEqual({
      sentence: words.t('planning.joint.answered.accept'),
      href: `/events/${ours.slug}`
    });
    expect(await organisersOf(ours.id)).toEqual([world.ids.szegvar, world.ids.szentes]);
    expect((await event(theirs.id)).status).toBe('cancelled');
    expect(await findJoinedInto(database(), theirs.id)).toMatchObject({ slug: ours.slug });
    expect((await proposal()).state).toBe('accepted');
  });

  test('is told to the organisers of what stays, with the way back, and to nobody else', async () => {
    const words = await wordsIn('hu');
    const told = (actor: Actor) =>
      madeOfSeveral(database(), { id: ours.id, slug: ours.slug, actor, words, now });
    await invite();
    expect(await told(world.szegvar)).toBeNull();
    await answerByLink('accept');
    expect((await told(world.szegvar))?.rows).toEqual([
      {
        title: theirs.title,
        href: words.href(`/planning/joint?event=${ours.slug}&other=${theirs.slug}`)
      }
    ]);
    expect(await told(anonymous)).toBeNull();
    const { id } = await proposal();
    await takeBackJointly(database(), world.szegvar, { id }, later);
    expect(await told(world.szegvar)).toBeNull();
  });

  test('leaves an entry of an ordinary change in both histories', async () => {
    await invite();
    await answerByLink('accept');
    const changed = await database()
      .selectFrom('activity')
      .select(['object_id', 'person_id'])
      .where('verb', '=', 'event.updated')
      .execute();
    expect(new Set(changed.map(({ object_id }) => object_id))).toEqual(new Set([ours.id, theirs.id]));
    expect(changed.find(({ object_id }) => object_id === theirs.id)?.person_id).toBe(world.szentes.id);
  });

  test.each(['decline', 'talk'])('that is answered with «%s» changes nothing', async (choice) => {
    await invite();
    await answerByLink(choice);
    expect(await organisersOf(ours.id)).toEqual([world.ids.szegvar]);
    expect((await event(theirs.id)).status).toBe('confirmed');
  });

  test('may be accepted after talking', async () => {
    await invite();
    await answerByLink('talk');
    const { id } = await proposal();
    expect(
      (await answerJointly(database(), world.szentes, { id, answer: 'accept', note: null }, later)).ok
    ).toBe(true);
  });

  test('is answered once, however many press', async () => {
    await invite();
    const { id } = await proposal();
    const answers = await Promise.all(
      (['accept', 'decline'] as const).map((answer) =>
        answerJointly(database(), world.szentes, { id, answer, note: null }, later)
      )
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('is only for the organisers of the two', async () => {
    expect(await invite(world.szentes)).toMatchObject({ reason: 'not_yours' });
    await invite();
    expect(await invite()).toMatchObject({ reason: 'asked_already' });
    const { id } = await proposal();
    expect(
      await answerJointly(database(), world.szegvar, { id, answer: 'accept', note: null }, later)
    ).toMatchObject({
      reason: 'not_yours'
    });
    expect(await takeBackJointly(database(), world.szentes, { id }, later)).toMatchObject({
      reason: 'not_yours'
    });
  });

  test('can be withdrawn, and then answers no more', async () => {
    await invite();
    const { id } = await proposal();
    expect((await takeBackJointly(database(), world.szegvar, { id }, later)).ok).toBe(true);
    await answerByLink('accept');
    expect(await organisersOf(ours.id)).toEqual([world.ids.szegvar]);
  });

  test('that nobody answered ends by itself', async () => {
    await invite();
    await expireJointly(database(), new Date(now.getTime() + 30 * dayMs));
    expect((await proposal()).state).toBe('expired');
    const { id } = await proposal();
    expect(
      await answerJointly(database(), world.szentes, { id, answer: 'accept', note: null }, later)
    ).toMatchObject({ reason: 'closed' });
  });

  test('does not join what has been called off meanwhile', async () => {
    await invite();
    await database().updateTable('event').set({ status: 'cancelled' }).where('id', '=', ours.id).execute();
    const { id } = await proposal();
    expect(
      await answerJointly(database(), world.szentes, { id, answer: 'accept', note: null }, later)
    ).toMatchObject({
      reason: 'not_joinable'
    });
    expect((await event(theirs.id)).status).toBe('confirmed');
  });

  test.each([['the inviter', 'szegvar'] as const, ['the other', 'szentes'] as const])(
    'that was accepted can be undone by %s',
    async (_who, side) => {
      await invite();
      await answerByLink('accept');
      const { id } = await proposal();
      expect((await takeBackJointly(database(), world[side], { id }, later)).ok).toBe(true);
      expect(await organisersOf(ours.id)).toEqual([world.ids.szegvar]);
      expect((await event(theirs.id)).status).toBe('confirmed');
      expect(await findJoinedInto(database(), theirs.id)).toBeNull();
    }
  );
});

test('partners whose organisers no mail reaches are not offered as if it did', async () => {
  const words = await wordsIn('hu');
  const context = { slug: ours.slug, actor: world.szegvar, words, now } as Parameters<typeof couldBeOne>[1];
  const note = async () => (await couldBeOne(database(), context))?.rows?.[0]?.note ?? '';
  expect(await note()).not.toContain('levélben');
  await database().updateTable('person').set({ email: null }).execute();
  await database()
    .deleteFrom('organisation_contact')
    .where('organisation_id', '=', world.ids.szentes as Id<'organisation'>)
    .execute();
  expect(await note()).toContain('elérhetőséget sem adott meg');
  await database()
    .insertInto('organisation_contact')
    .values({
      id: newId<'organisation_contact'>(now),
      organisation_id: world.ids.szentes as Id<'organisation'>,
      kind: 'phone',
      value: '06-00-111-2222',
      visibility: 'public',
      position: 0
    })
    .execute();
  expect(await note()).toContain('Itt érheti el: 06-00-111-2222');
  expect(await invite()).toMatchObject({ reason: 'nobody_to_ask' });
});
