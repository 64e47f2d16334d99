// Touring on a real database: a puppet show's tour of eight villages from the plan to everybody's calendar, and its repair.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { defaultZone, localOf } from '#lib/core/time.ts';
import { decideBooking, requestBooking } from '#lib/domains/bookings/operations.server.ts';
import { tellOfEvent } from '#lib/domains/calendar/news.server.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { findCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { LinkAnswer } from '#lib/platform/domain.ts';
import type { MailContent } from '#lib/platform/mail/content.ts';
import { wordsIn } from '../../../words.ts';
import { answerStop, askHosts } from './asking.server.ts';
import { beginTour } from './beginning.server.ts';
import { computeTours } from './compute.server.ts';
import { confirmByBooking } from './confirmed-booking.server.ts';
import { domain } from './domain.server.ts';
import { tourCalendar } from './feed.server.ts';
import { inviteVenues } from './inviting.server.ts';
import { usualWorth } from './model.ts';
import { choosePlan, leaveAsItIs, searchAgain, undoChange } from './planning.server.ts';
import { canSeeTour } from './policy.ts';
import type { TouringPackage } from './queries.server.ts';
import { listRequests } from './request-queries.server.ts';
import { answerStopByLink } from './stop-acts.server.ts';
import { cancelTour, withdrawQuestions } from './taking-back.server.ts';
import { findTourBySlug, listStops, type FullTour, type TourStop } from './tours.server.ts';
import { findPuppets, furnish, now, type World } from './world.ts';

const database = useDatabase();
let world: World;
let pack: TouringPackage;
const later = new Date(now.getTime() + 3_600_000);

beforeAll(async () => {
  world = await furnish(database());
  pack = await findPuppets(database());
}, 120_000);

async function begin(): Promise<string> {
  const requests = (await listRequests(database(), pack.id, ['open'])).map(({ id }) => id);
  const form = { name: 'Bábok', firstDay: '2027-02-01', lastDay: '2027-02-21', sharing: 'equal' as const };
  const begun = await beginTour(
    database(),
    world.owner,
    { pack: pack.id, form: { ...form, ...usualWorth, maxStops: null, requests, venues: [] } },
    now
  );
  if (!begun.ok) throw new Error(begun.reason);
  return begun.value.slug;
}

async function read(slug: string): Promise<{ tour: FullTour; stops: TourStop[] }> {
  const tour = await findTourBySlug(database(), slug);
  if (!tour) throw new Error('no tour');
  return { tour, stops: await listStops(database(), tour.id) };
}

async function planned(): Promise<{ slug: string; tour: FullTour; stops: TourStop[] }> {
  const slug = await begin();
  await computeTours(database(), now);
  const { tour } = await read(slug);
  expect(await choosePlan(database(), world.owner, { id: tour.id, kind: 'best' }, now)).toMatchObject({
    ok: true
  });
  return { slug, ...(await read(slug)) };
}

async function asked() {
  const { slug, tour } = await planned();
  expect(await askHosts(database(), world.owner, tour.id, now)).toMatchObject({ ok: true });
  return { slug, ...(await read(slug)) };
}

function hostOf(stop: TourStop): string | null {
  return world.hosts.get(stop.host?.id ?? '')?.id ?? null;
}

async function accept(stop: TourStop) {
  return answerStop(
    database(),
    { id: stop.id, person: hostOf(stop), answer: { kind: 'accept' }, note: null, seen: stop.startsAt },
    later
  );
}

test('a tour of eight villages is planned in a thread, chosen, agreed, and stands in the calendar with its halls booked', async () => {
  const { slug, tour, stops } = await asked();
  expect(stops.map(({ state }) => state)).toEqual(Array(8).fill('asked'));
  for (const stop of stops) expect(await accept(stop)).toMatchObject({ ok: true });
  const after = await read(slug);
  expect(after.stops.every(({ state, event, booking }) => state === 'accepted' && event && booking)).toBe(
    true
  );
  const events = await database()
    .selectFrom('event')
    .innerJoin('tour_stop', 'tour_stop.event_id', 'event.id')
    .select(['event.starts', 'event.status', 'tour_stop.starts_at'])
    .where('tour_stop.tour_id', '=', tour.id)
    .execute();
  expect(events.map(({ starts }) => starts).sort()).toEqual(
    after.stops.map(({ startsAt }) => localOf(startsAt as Date, defaultZone)).sort()
  );
  const words = await wordsIn('hu');
  const file = tourCalendar(after.tour, after.stops, { words, origin: 'https://kalaka.example', now });
  expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(8);
});

test('equal shares add up to the whole cost, and the days of the plan keep the rest days', async () => {
  const { tour, stops } = await planned();
  expect(stops.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBe(tour.plan?.cost);
  const days = [...new Set(stops.map(({ startsAt }) => localOf(startsAt as Date, defaultZone).slice(0, 10)))];
  expect(days.length).toBeGreaterThanOrEqual(4);
  for (const { startsAt } of stops) {
    const clock = localOf(startsAt as Date, defaultZone).slice(11);
    expect(clock >= pack.earliest && clock <= pack.latest).toBe(true);
  }
});

test('a hall that is booked on the wanted day is not planned for that time', async () => {
  const slug = await begin();
  const { stops, tour } = await read(slug);
  const [first] = stops;
  if (!first) throw new Error('no stop');
  const host = world.hosts.get(first.host?.id ?? '');
  if (!host) throw new Error('no host');
  const booked = await requestBooking(
    database(),
    host,
    {
      ...{ venue: first.venue.id, equipment: [], organisation: first.host?.id ?? null, purpose: 'Bál' },
      ...{ contact: null, note: null, people: null, starts: '2027-02-10T06:00', minutes: 17 * 60 },
      ...{ allDay: false, rule: null, exdates: [] }
    },
    now
  );
  expect(booked).toMatchObject({ ok: true });
  const wish = { stop: first.id, kept: true, day: '2027-02-10', time: null, out: false };
  await searchAgain(database(), world.owner, { id: tour.id, wishes: [wish] }, later);
  await computeTours(database(), later);
  expect((await read(slug)).tour.answer?.plans).toEqual([]);
});

test('a stop can be fixed to a day and an hour, another taken out, and both be undone', async () => {
  const { slug, tour, stops } = await planned();
  const [one, other] = stops;
  if (!one || !other) throw new Error('no stops');
  await searchAgain(
    database(),
    world.owner,
    {
      id: tour.id,
      wishes: [
        { stop: one.id, kept: true, day: '2027-02-18', time: '15:00', out: false },
        { stop: other.id, kept: false, day: null, time: null, out: true }
      ]
    },
    later
  );
  await computeTours(database(), later);
  await choosePlan(database(), world.owner, { id: tour.id, kind: 'best' }, later);
  const changed = (await read(slug)).stops;
  expect(localOf(changed.find(({ id }) => id === one.id)?.startsAt as Date, defaultZone)).toBe(
    '2027-02-18T15:00'
  );
  expect(changed.find(({ id }) => id === other.id)?.state).toBe('dropped');
  expect(changed.find(({ id }) => id === other.id)?.startsAt).toBeNull();
  // The wishes go back together with the plan that was found for them.
  expect(await undoChange(database(), world.owner, tour.id, later)).toMatchObject({ ok: true });
  const back = await read(slug);
  expect(back.tour.plan).toEqual(tour.plan);
  expect(back.stops.map(({ id, state, startsAt, kept }) => [id, state, startsAt, kept])).toEqual(
    stops.map(({ id, state, startsAt, kept }) => [id, state, startsAt, kept])
  );
});

test('one job answers one tour, the one that has waited longest, so that others come between', async () => {
  const [first, second] = [await begin(), await begin()];
  await database()
    .updateTable('tour')
    .set({ updated_at: new Date(now.getTime() - 60_000) })
    .where('slug', '=', second)
    .execute();
  await computeTours(database(), now);
  expect((await read(second)).tour.search).toBe('ready');
  expect((await read(first)).tour.search).toBe('waiting');
});

test('nobody has more than some searches made within an hour, and is told so', async () => {
  const slug = await begin();
  const { tour } = await read(slug);
  const again = (at: Date) => searchAgain(database(), world.owner, { id: tour.id, wishes: [] }, at);
  const done = [];
  for (let turn = 0; turn < 25; turn++) done.push(await again(later));
  expect(done.at(0)).toEqual({ ok: true, value: null });
  expect(done.at(-1)).toEqual({ ok: false, reason: 'too_many_searches' });
  expect(await again(new Date(later.getTime() + 2 * 3_600_000))).toMatchObject({ ok: true });
});

test('whoever has had very many letters written in a day asks nobody more before the next, and may still call off', async () => {
  const { tour } = await planned();
  const write = (letters: number) =>
    inTransaction(database(), (tx) =>
      recordActivity(tx, world.owner, now, {
        ...{ verb: 'tour.asked', objectKind: 'tour', objectId: tour.id, organisations: [] },
        details: { letters }
      })
    );
  await write(200);
  expect(await askHosts(database(), world.owner, tour.id, later)).toMatchObject({ ok: true });
  const asked = await database()
    .selectFrom('activity')
    .select('details')
    .where('verb', '=', 'tour.asked')
    .where('at', '=', later)
    .executeTakeFirstOrThrow();
  expect((asked.details as { letters: number }).letters).toBeGreaterThanOrEqual(7);
  await write(200);
  const withdrawn = await withdrawQuestions(database(), world.owner, { id: tour.id, note: null }, later);
  expect(withdrawn).toMatchObject({ ok: true });
  const refused = { ok: false, reason: 'too_many_letters' };
  expect(await askHosts(database(), world.owner, tour.id, later)).toEqual(refused);
  expect(await inviteVenues(database(), world.owner, { pack: pack.id, venues: [] }, later)).toEqual(refused);
  const tomorrow = new Date(later.getTime() + 25 * 3_600_000);
  expect(await askHosts(database(), world.owner, tour.id, tomorrow)).toMatchObject({ ok: true });
});

test('undoing a change brings the plan back as it was', async () => {
  const { slug, tour, stops } = await planned();
  const wish = { stop: stops[0]?.id ?? '', kept: false, day: null, time: null, out: true };
  await searchAgain(database(), world.owner, { id: tour.id, wishes: [wish] }, later);
  expect(await undoChange(database(), world.owner, tour.id, later)).toMatchObject({ ok: true });
  const back = await read(slug);
  expect(back.tour.plan).toEqual(tour.plan);
  expect(back.stops.map(({ id, state, startsAt }) => [id, state, startsAt])).toEqual(
    stops.map(({ id, state, startsAt }) => [id, state, startsAt])
  );
});

test('a stop that falls out is repaired so that nobody is asked again about a time that stays', async () => {
  const { slug, tour, stops } = await asked();
  const [gone, ...rest] = stops;
  if (!gone) throw new Error('no stop');
  for (const stop of stops) await accept(stop);
  const declined = await answerStop(
    database(),
    {
      id: gone.id,
      person: hostOf(gone),
      answer: { kind: 'decline' },
      note: 'Beázott a terem.',
      seen: gone.startsAt
    },
    later
  );
  expect(declined).toMatchObject({ ok: true });
  const status = await database()
    .selectFrom('event')
    .select('status')
    .where('title', '=', pack.title)
    .where('status', '=', 'cancelled')
    .execute();
  expect(status).toHaveLength(1);
  await searchAgain(database(), world.owner, { id: tour.id, wishes: [] }, later);
  await computeTours(database(), later);
  const proposal = (await read(slug)).tour.answer;
  expect(proposal?.repair).toBe(true);
  const mails = await countMails();
  await choosePlan(database(), world.owner, { id: tour.id, kind: 'best' }, later);
  const after = (await read(slug)).stops;
  for (const stop of rest)
    expect(after.find(({ id }) => id === stop.id)).toMatchObject({
      state: 'accepted',
      startsAt: stop.startsAt
    });
  expect(await countMails()).toBe(mails);
});

test('whoever suggests another day has agreed to it when the repaired plan takes it', async () => {
  const { slug, tour, stops } = await asked();
  const last = stops.at(-1);
  if (!last) throw new Error('no stop');
  for (const stop of stops.slice(0, -1)) await accept(stop);
  const suggested = await answerStop(
    database(),
    {
      id: last.id,
      person: hostOf(last),
      answer: { kind: 'suggest', starts: '2027-02-20T11:00' },
      note: null,
      seen: null
    },
    later
  );
  expect(suggested).toMatchObject({ ok: true });
  await searchAgain(database(), world.owner, { id: tour.id, wishes: [] }, later);
  await computeTours(database(), later);
  await choosePlan(database(), world.owner, { id: tour.id, kind: 'best' }, later);
  const after = (await read(slug)).stops.find(({ id }) => id === last.id);
  expect(after).toMatchObject({ state: 'accepted', suggested: null });
  expect(localOf(after?.startsAt as Date, defaultZone)).toBe('2027-02-20T11:00');
  expect(after?.event).not.toBeNull();
});

test('the link in the mail shows the question, is answered once, and says nothing new about a time that changed', async () => {
  const { stops } = await asked();
  const [stop] = stops;
  const words = await wordsIn('hu');
  const token = await linkTo(world.hosts.get(stop?.host?.id ?? '')?.id ?? '');
  const link = await findCapabilityLink(database(), token, later);
  if (!link.ok || !stop) throw new Error('no link');
  const page = await answerStopByLink.show(database(), link.value, words, [domain]);
  expect(page?.choices.map(({ value }) => value)).toEqual(['accept', 'suggest', 'decline']);
  const context = { now: later, words, domains: [domain] };
  const act = (answer: LinkAnswer) =>
    inTransaction(database(), (tx) => answerStopByLink.act(tx, link.value, answer, context));
  const suggest = { choice: 'suggest', note: null, fields: { date: '', time: '' } };
  expect(await act(suggest)).toHaveProperty('mistakes.date');
  const done = await act({ choice: 'accept', note: null });
  expect(done).toMatchObject({ sentence: words.t('touring.stop.done.accept') });
  const again = await act({ choice: 'accept', note: null });
  expect(again).toMatchObject({ sentence: words.t('touring.stop.refused.answered') });
});

test('who writes for the host no more answers nothing more, even with an old letter', async () => {
  const { stops } = await asked();
  const [stop] = stops;
  const words = await wordsIn('hu');
  const host = world.hosts.get(stop?.host?.id ?? '')?.id;
  if (!stop || !host) throw new Error('no host');
  const link = await findCapabilityLink(database(), await linkTo(host), later);
  if (!link.ok) throw new Error(link.reason);
  await database().deleteFrom('role').where('person_id', '=', host).execute();
  expect(await answerStopByLink.show(database(), link.value, words, [domain])).toBeNull();
  const context = { now: later, words, domains: [domain] };
  const answer = { choice: 'accept', note: null };
  await inTransaction(database(), (tx) => answerStopByLink.act(tx, link.value, answer, context));
  const request = stop.request;
  const { state } = await database()
    .selectFrom('tour_stop')
    .select('state')
    .where('id', '=', stop.id)
    .executeTakeFirstOrThrow();
  expect(state).toBe('asked');
  if (!request) throw new Error('nobody asked');
  // Whoever asked for the show is heard all the same; of the hall they say nothing.
  const set = { person_id: host, name: null, email: null };
  await database().updateTable('package_request').set(set).where('id', '=', request).execute();
  await inTransaction(database(), (tx) => answerStopByLink.act(tx, link.value, answer, context));
  const after = (await listStops(database(), stop.tour)).find(({ id }) => id === stop.id);
  expect(after).toMatchObject({ state: 'accepted', booking: { state: 'requested' } });
});

describe('a yes that the leader enters', () => {
  const enter = (stop: TourStop) =>
    answerStop(
      database(),
      { id: stop.id, person: world.owner.id, answer: { kind: 'accept' }, note: null, seen: stop.startsAt },
      later
    );
  const firstWithHall = async (): Promise<TourStop> => {
    const stop = (await asked()).stops.find(({ host, venue }) => host && host.id === venue.keeper);
    if (!stop) throw new Error('no host has a hall of its own');
    return stop;
  };
  const again = async ({ id, tour }: TourStop) =>
    (await listStops(database(), tour)).find((each) => each.id === id);

  test('makes the programme tentative, and tells the host in so many words', async () => {
    const stop = await firstWithHall();
    expect(await enter(stop)).toMatchObject({ ok: true });
    expect(await again(stop)).toMatchObject({ state: 'accepted', event: { status: 'tentative' } });
    const mails = await database()
      .selectFrom('mail')
      .select('content')
      .where('person_id', '=', hostOf(stop) as never)
      .execute();
    expect(mails.some(({ content }) => JSON.stringify(content).includes('touring.mail.entered.text'))).toBe(
      true
    );
  });

  test('is certain when the host says so by its own link, with the hall', async () => {
    const stop = await firstWithHall();
    await enter(stop);
    const words = await wordsIn('hu');
    const link = await findCapabilityLink(database(), await linkTo(hostOf(stop) ?? ''), later);
    if (!link.ok) throw new Error(link.reason);
    const page = await answerStopByLink.show(database(), link.value, words, [domain]);
    expect(page?.choices.map(({ value }) => value)).toEqual(['accept', 'decline']);
    const context = { now: later, words, domains: [domain] };
    await inTransaction(database(), (tx) =>
      answerStopByLink.act(tx, link.value, { choice: 'accept', note: null }, context)
    );
    expect(await again(stop)).toMatchObject({
      ...{ state: 'accepted', event: { status: 'confirmed' }, booking: { state: 'confirmed' } }
    });
  });

  test('is taken back by the host that never said so', async () => {
    const stop = await firstWithHall();
    await enter(stop);
    const answer = { kind: 'decline' as const };
    await answerStop(
      database(),
      { id: stop.id, person: hostOf(stop), answer, note: null, seen: stop.startsAt },
      later
    );
    expect(await again(stop)).toMatchObject({ state: 'declined', event: null });
  });

  test('cannot be made certain by the leader', async () => {
    const stop = await firstWithHall();
    await enter(stop);
    expect(await enter(stop)).toMatchObject({ ok: false, reason: 'answered' });
    expect((await again(stop))?.event?.status).toBe('tentative');
  });

  test('is certain when the host confirms the booking of its hall', async () => {
    const stop = await firstWithHall();
    await enter(stop);
    const { booking } = (await again(stop)) ?? {};
    const host = world.hosts.get(stop.host?.id ?? '');
    if (!booking || !host) throw new Error('nothing to confirm');
    await decideBooking(database(), host, { id: booking.id, confirmed: true, answer: null }, later);
    const activity = await database()
      .selectFrom('activity')
      .selectAll()
      .where('verb', '=', 'booking.confirmed')
      .where('object_id', '=', booking.id)
      .executeTakeFirstOrThrow();
    await confirmByBooking(database(), activity, later);
    expect((await again(stop))?.event?.status).toBe('confirmed');
  });
});

test('the two sides of a stop that was agreed are not told that they were named as organisers', async () => {
  const { stops } = await asked();
  const [stop] = stops;
  if (!stop) throw new Error('no stop');
  await accept(stop);
  const activity = await database()
    .selectFrom('activity')
    .selectAll()
    .where('verb', '=', 'event.created')
    .where('person_id', '=', hostOf(stop) as never)
    .executeTakeFirstOrThrow();
  await tellOfEvent(database(), activity, later, wordsIn);
  const told = await database().selectFrom('notification').select('kind').execute();
  expect(told.map(({ kind }) => kind)).not.toContain('calendar.shared');
});

test('a host hears once that a tour is cancelled: its booking says nothing by itself', async () => {
  const { tour, stops } = await asked();
  for (const stop of stops) await accept(stop);
  await cancelTour(database(), world.owner, { id: tour.id, note: null }, later);
  const mails = await database().selectFrom('mail').select('content').execute();
  const lettersWith = (key: string) =>
    mails.filter(({ content }) => JSON.stringify(content).includes(key)).length;
  expect(lettersWith('bookings.mail.cancelled')).toBe(0);
  expect(lettersWith('bookings.mail.withdrawn')).toBe(0);
  expect(lettersWith('touring.mail.dropped.text')).toBeGreaterThanOrEqual(7);
});

test('nobody but the package’s own people sees a draft or changes a tour; those who are asked see it', async () => {
  const { tour, stops } = await planned();
  const [host] = world.hosts.values();
  if (!host) throw new Error('no host');
  expect(canSeeTour(host, tour, stops)).toBe(false);
  expect(await askHosts(database(), host, tour.id, now)).toMatchObject({ ok: false, reason: 'gone' });
  await askHosts(database(), world.owner, tour.id, now);
  const open = (await read(tour.slug)).tour;
  const now_ = await listStops(database(), tour.id);
  expect(canSeeTour(host, open, now_)).toBe(true);
  expect(canSeeTour(world.stranger, open, now_)).toBe(false);
  for (const act of [
    choosePlan(database(), host, { id: tour.id, kind: 'best' }, now),
    leaveAsItIs(database(), host, tour.id, now),
    cancelTour(database(), host, { id: tour.id, note: null }, now)
  ])
    expect(await act).toMatchObject({ ok: false, reason: 'gone' });
});

test('a cancelled tour gives back its halls and cancels its programmes', async () => {
  const { tour, stops } = await asked();
  for (const stop of stops) await accept(stop);
  await cancelTour(database(), world.owner, { id: tour.id, note: null }, later);
  const events = await database()
    .selectFrom('event')
    .select('status')
    .where('title', '=', pack.title)
    .execute();
  expect(events.map(({ status }) => status)).toEqual(Array(8).fill('cancelled'));
  const bookings = await database()
    .selectFrom('booking')
    .select('state')
    .where('purpose', '=', pack.title)
    .execute();
  expect(bookings.map(({ state }) => state)).toEqual(Array(8).fill('cancelled'));
});

async function countMails(): Promise<number> {
  const { count } = await database()
    .selectFrom('mail')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('content', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The last link that was mailed to somebody. */
async function linkTo(person: string): Promise<string> {
  const mails = await database()
    .selectFrom('mail')
    .select('content')
    .where('person_id', '=', person as never)
    .orderBy('id', 'desc')
    .execute();
  const blocks = mails.flatMap(({ content }) => (content as MailContent | null)?.blocks ?? []);
  const hit = blocks.find((block) => block.type === 'button' && block.href.startsWith('/answer/'));
  if (hit?.type !== 'button') throw new Error('no link');
  return hit.href.slice('/answer/'.length);
}
