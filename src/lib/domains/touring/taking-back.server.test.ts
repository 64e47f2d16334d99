// What happens to a tour after its hosts were asked, on a real database: questions taken back, stops that fall out, the whole tour
// cancelled and brought back, and what changes around it meanwhile.
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { addDays, defaultZone, localOf, minuteMs } from '#lib/core/time.ts';
import type { MailContent } from '#lib/platform/mail/content.ts';
import { answerStop, askHosts } from './asking.server.ts';
import { beginTour } from './beginning.server.ts';
import { computeTours } from './compute.server.ts';
import { isOutdated, usualWorth } from './model.ts';
import { factsOf, updatePackage } from './operations.server.ts';
import { choosePlan, searchAgain } from './planning.server.ts';
import type { TouringPackage } from './queries.server.ts';
import { listRequests } from './request-queries.server.ts';
import { bringBack, cancelTour, dropStop, restoreTour, withdrawQuestions } from './taking-back.server.ts';
import { findTourBySlug, listStops, type FullTour, type TourStop } from './tours.server.ts';
import { showTour } from './view.server.ts';
import { findPuppets, furnish, now, type World } from './world.ts';

const database = useDatabase();
let world: World;
let pack: TouringPackage;
const later = new Date(now.getTime() + 3_600_000);

beforeAll(async () => {
  world = await furnish(database());
  pack = await findPuppets(database());
}, 120_000);

async function read(slug: string): Promise<{ slug: string; tour: FullTour; stops: TourStop[] }> {
  const tour = await findTourBySlug(database(), slug);
  if (!tour) throw new Error('no tour');
  return { slug, tour, stops: await listStops(database(), tour.id) };
}

async function planned({ firstDay = '2027-02-01', lastDay = '2027-02-21', worth = usualWorth } = {}) {
  const requests = (await listRequests(database(), pack.id, ['open'])).map(({ id }) => id);
  const form = { ...worth, name: 'Bábok', firstDay, lastDay, sharing: 'equal' as const, maxStops: null };
  const begun = await beginTour(
    database(),
    world.owner,
    { pack: pack.id, form: { ...form, requests, venues: [] } },
    now
  );
  if (!begun.ok) throw new Error(begun.reason);
  await computeTours(database(), now);
  const { tour } = await read(begun.value.slug);
  await choosePlan(database(), world.owner, { id: tour.id, kind: 'best' }, now);
  return read(begun.value.slug);
}

async function asked(period = {}) {
  const { slug, tour } = await planned(period);
  expect(await askHosts(database(), world.owner, tour.id, now)).toMatchObject({ ok: true });
  return read(slug);
}

async function accept(
  stop: TourStop,
  forHall = true,
  person = world.hosts.get(stop.host?.id ?? '')?.id ?? null
) {
  const answer = { kind: 'accept' as const };
  return answerStop(
    database(),
    { id: stop.id, person, answer, note: null, seen: stop.startsAt, forHall },
    later
  );
}

async function mailsWith(key: string): Promise<number> {
  const mails = await database()
    .selectFrom('mail')
    .select('content')
    .where('content', 'is not', null)
    .execute();
  return mails.filter(({ content }) => JSON.stringify((content as MailContent).blocks).includes(key)).length;
}

test('questions that are taken back are told kindly, the plan stays as a draft, and the same plan can be asked again', async () => {
  const { slug, tour, stops } = await asked();
  const done = await withdrawQuestions(
    database(),
    world.owner,
    { id: tour.id, note: 'Elromlott a busz.' },
    later
  );
  expect(done).toMatchObject({ ok: true });
  const after = await read(slug);
  expect(after.tour.state).toBe('draft');
  expect(after.stops.map(({ state }) => state)).toEqual(stops.map(() => 'planned'));
  expect(after.stops.map(({ startsAt }) => startsAt)).toEqual(stops.map(({ startsAt }) => startsAt));
  expect(await mailsWith('touring.mail.takenBack.text')).toBe(await mailsWith('touring.mail.stop.text'));
  expect(await mailsWith('Elromlott a busz.')).toBeGreaterThanOrEqual(7);
  expect(await mailsWith('touring.mail.dropped.text')).toBe(0);
  const [stop] = stops;
  if (!stop) throw new Error('no stop');
  expect(await accept(stop)).toMatchObject({ ok: false, reason: 'gone' });
  expect(await askHosts(database(), world.owner, tour.id, later)).toMatchObject({ ok: true });
  expect(await accept(stop)).toMatchObject({ ok: true });
});

test('what was agreed stays when the other questions are taken back', async () => {
  const { slug, tour, stops } = await asked();
  const [first] = stops;
  if (!first) throw new Error('no stop');
  await accept(first);
  await withdrawQuestions(database(), world.owner, { id: tour.id, note: null }, later);
  const after = await read(slug);
  expect(after.tour.state).toBe('asked');
  expect(after.stops.find(({ id }) => id === first.id)).toMatchObject({ state: 'accepted' });
  expect(after.stops.filter(({ state }) => state === 'planned')).toHaveLength(7);
});

test('a cancelled tour says beforehand what follows, and comes back with its plan and the same programmes', async () => {
  const { slug, tour, stops } = await asked();
  for (const stop of stops.slice(0, 3)) await accept(stop);
  const shown = await showTour(database(), world.owner, slug, later);
  expect(shown).toMatchObject({ open: 5, atStake: { events: 3, halls: 3, hosts: 8 } });
  const events = (await read(slug)).stops.flatMap(({ event }) => event?.id ?? []);
  await cancelTour(database(), world.owner, { id: tour.id, note: 'Beteg a bábos.' }, later);
  const statuses = () => database().selectFrom('event').select('status').where('id', 'in', events).execute();
  expect((await statuses()).map(({ status }) => status)).toEqual(Array(3).fill('cancelled'));
  expect(await showTour(database(), world.owner, slug, later)).toMatchObject({ mayRestore: true });
  expect(await restoreTour(database(), world.stranger, tour.id, later)).toMatchObject({ reason: 'gone' });
  expect(await restoreTour(database(), world.owner, tour.id, later)).toMatchObject({ ok: true });
  const back = await read(slug);
  expect(back.tour.state).toBe('draft');
  expect(back.stops.map(({ id, startsAt }) => [id, startsAt])).toEqual(
    stops.map(({ id, startsAt }) => [id, startsAt])
  );
  expect(back.stops.every(({ state }) => state === 'planned')).toBe(true);
  await askHosts(database(), world.owner, tour.id, later);
  for (const stop of (await read(slug)).stops.slice(0, 3)) await accept(stop);
  expect((await read(slug)).stops.flatMap(({ event }) => event?.id ?? [])).toEqual(events);
  expect((await statuses()).map(({ status }) => status)).toEqual(Array(3).fill('confirmed'));
});

test('a stop that was taken out, or said no, comes into the next plan again when the leader wants it', async () => {
  const { slug, tour, stops } = await asked();
  const [first, second, ...rest] = stops;
  if (!first || !second) throw new Error('no stops');
  for (const stop of rest) await accept(stop);
  await dropStop(database(), world.owner, { id: tour.id, stop: first.id }, later);
  const no = { kind: 'decline' as const };
  const person = world.hosts.get(second.host?.id ?? '')?.id ?? null;
  await answerStop(database(), { id: second.id, person, answer: no, note: null, seen: null }, later);
  for (const { id } of [first, second])
    expect(await bringBack(database(), world.owner, { id: tour.id, stop: id }, later)).toMatchObject({
      ok: true
    });
  expect(
    await bringBack(database(), world.owner, { id: tour.id, stop: rest[0]?.id ?? '' }, later)
  ).toMatchObject({
    reason: 'not_now'
  });
  await searchAgain(database(), world.owner, { id: tour.id, wishes: [] }, later);
  await computeTours(database(), later);
  await choosePlan(database(), world.owner, { id: tour.id, kind: 'best' }, later);
  const after = (await read(slug)).stops;
  expect(
    after
      .filter(({ state }) => state === 'asked')
      .map(({ id }) => id)
      .sort()
  ).toEqual([first.id, second.id].sort());
  for (const stop of rest)
    expect(after.find(({ id }) => id === stop.id)).toMatchObject({
      state: 'accepted',
      startsAt: stop.startsAt
    });
});

test('a host whose hall it is has it booked by saying yes; whoever else says yes asks for it', async () => {
  const { slug, stops } = await asked();
  const [one, other] = stops.filter(({ host, venue }) => host && host.id === venue.keeper);
  if (!one || !other) throw new Error('no stops');
  await accept(one, true, null);
  await accept(other, false, null);
  const after = (await read(slug)).stops;
  expect(after.find(({ id }) => id === one.id)?.booking?.state).toBe('confirmed');
  expect(after.find(({ id }) => id === other.id)?.booking?.state).toBe('requested');
});

test('a hall that is not lent here is agreed about all the same, and held when its own people said yes', async () => {
  const { slug, stops } = await asked();
  const [one, other] = stops.filter(({ host, venue }) => host && host.id === venue.keeper);
  if (!one || !other) throw new Error('no stops');
  await database()
    .updateTable('venue')
    .set({ bookable: false })
    .where('id', 'in', [one.venue.id, other.venue.id])
    .execute();
  expect(await accept(one, true, null)).toMatchObject({ ok: true });
  expect(await accept(other, false, null)).toMatchObject({ ok: true });
  const after = (await read(slug)).stops;
  expect(after.find(({ id }) => id === one.id)?.booking?.state).toBe('confirmed');
  expect(after.find(({ id }) => id === other.id)).toMatchObject({ state: 'accepted', booking: null });
  expect(after.find(({ id }) => id === other.id)?.event).not.toBeNull();
});

test('a hall that closes meanwhile cannot be agreed about, and the repaired plan says why it is left out', async () => {
  const { slug, tour, stops } = await asked();
  const [gone, ...rest] = stops;
  if (!gone) throw new Error('no stop');
  for (const stop of rest) await accept(stop);
  await database()
    .updateTable('venue')
    .set({ closed_on: '2026-12-01' })
    .where('id', '=', gone.venue.id)
    .execute();
  expect(await accept(gone)).toMatchObject({ ok: false, reason: 'venue_closed' });
  await searchAgain(database(), world.owner, { id: tour.id, wishes: [] }, later);
  await computeTours(database(), later);
  expect((await read(slug)).tour.answer?.leftOut).toContainEqual({ stop: gone.id, code: 'venue_closed' });
  await choosePlan(database(), world.owner, { id: tour.id, kind: 'best' }, later);
  const after = (await read(slug)).stops;
  expect(after.find(({ id }) => id === gone.id)).toMatchObject({ state: 'left_out', reason: 'venue_closed' });
  for (const stop of rest)
    expect(after.find(({ id }) => id === stop.id)).toMatchObject({
      state: 'accepted',
      startsAt: stop.startsAt
    });
});

test('across the change of the clocks shows begin when they should by the clock, and last as long as they last', async () => {
  // On 28 March 2027 the clocks go forward in the night.
  const { slug, stops } = await asked({ firstDay: '2027-03-26', lastDay: '2027-03-30' });
  const inPlan = stops.filter(({ state }) => state === 'asked');
  const sides = new Set(
    inPlan.map(({ startsAt }) => localOf(startsAt as Date, defaultZone).slice(0, 10) < '2027-03-28')
  );
  expect(sides.size).toBe(2);
  for (const stop of inPlan) expect(await accept(stop)).toMatchObject({ ok: true });
  for (const { startsAt, endsAt, event, booking } of (await read(slug)).stops.filter(
    ({ state }) => state === 'accepted'
  )) {
    if (!startsAt || !endsAt || !event || !booking) throw new Error('not held');
    expect(endsAt.getTime() - startsAt.getTime()).toBe(pack.minutes * minuteMs);
    const clock = localOf(startsAt, defaultZone).slice(11);
    expect(clock >= pack.earliest && clock <= pack.latest).toBe(true);
    const show = await database()
      .selectFrom('occurrence')
      .select(['starts_at', 'ends_at'])
      .where('event_id', '=', event.id)
      .executeTakeFirstOrThrow();
    expect([show.starts_at, show.ends_at]).toEqual([startsAt, endsAt]);
    const hall = await database()
      .selectFrom('booking_occurrence')
      .select(['starts_at', 'ends_at'])
      .where('booking_id', '=', booking.id)
      .executeTakeFirstOrThrow();
    expect(hall.starts_at).toEqual(new Date(startsAt.getTime() - pack.setup * minuteMs));
    expect(hall.ends_at).toEqual(new Date(endsAt.getTime() + pack.teardown * minuteMs));
  }
});

test('of two shows a day the second begins when the company has taken down, driven over and set up again', async () => {
  const { tour } = await planned();
  const found = tour.plan?.stops ?? [];
  const byDay = Map.groupBy(found, ({ starts }) => starts.slice(0, 10));
  const twice = [...byDay.values()].filter(({ length }) => length === 2);
  expect(twice.length).toBeGreaterThan(0);
  expect([...byDay.values()].every(({ length }) => length <= 2)).toBe(true);
  const minutes = (from: string, to: string) => (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / minuteMs;
  for (const [first, second] of twice) {
    if (!first || !second) throw new Error('no pair');
    expect(minutes(first.ends, first.ready)).toBe(pack.teardown);
    expect(second.leaves >= first.ready).toBe(true);
    expect(minutes(second.arrives, second.starts)).toBeGreaterThanOrEqual(pack.setup);
  }
});

test('a package whose show got longer makes the plan outdated, and the next plan has the new length', async () => {
  const { slug, tour } = await planned();
  expect(tour.plan && isOutdated(tour.plan, tour.pack)).toBe(false);
  const facts = { ...factsOf(pack), minutes: 80, fee: 70_000 };
  expect(await updatePackage(database(), world.owner, { id: pack.id, facts }, later)).toMatchObject({
    ok: true
  });
  expect(await showTour(database(), world.owner, slug, later)).toMatchObject({ outdated: true });
  await searchAgain(database(), world.owner, { id: tour.id, wishes: [] }, later);
  await computeTours(database(), later);
  await choosePlan(database(), world.owner, { id: tour.id, kind: 'best' }, later);
  expect(await showTour(database(), world.owner, slug, later)).toMatchObject({ outdated: false });
  const after = await read(slug);
  expect(after.tour.settings.fee).toBe(70_000);
  expect(
    after.tour.plan?.stops.every(
      ({ starts, ends }) => Date.parse(`${ends}Z`) - Date.parse(`${starts}Z`) === 80 * minuteMs
    )
  ).toBe(true);
});

test('where the way is dear, a visit that is worth nothing leaves villages out, and the leader can change that', async () => {
  const { slug, tour } = await planned();
  const facts = { ...factsOf(pack), perKm: 1500 };
  await updatePackage(database(), world.owner, { id: pack.id, facts }, later);
  const search = async (worth: { perVisit: number; perHead: number }) => {
    await searchAgain(database(), world.owner, { id: tour.id, wishes: [], worth }, later);
    await computeTours(database(), later);
    return (await read(slug)).tour;
  };
  const poor = await search({ perVisit: 0, perHead: 0 });
  expect(poor.settings).toMatchObject({ perVisit: 0, perHead: 0 });
  expect(poor.answer?.leftOut.map(({ code }) => code)).toContain('costs_more');
  const rich = await search({ perVisit: 500_000, perHead: 300 });
  expect(rich.answer?.plans[0]?.stops).toHaveLength(8);
});

test('days of a plan lie within the tour', async () => {
  const { tour } = await planned({ firstDay: '2027-02-08', lastDay: addDays('2027-02-08', 6) });
  const days = (tour.plan?.stops ?? []).map(({ starts }) => starts.slice(0, 10));
  expect(days.every((day) => day >= '2027-02-08' && day <= '2027-02-14')).toBe(true);
});
