// Joint projects on a real database: a plan that is proved, agreed to by mailed links, in the calendar and back.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import { createEvent } from '#lib/domains/calendar/operations.server.ts';
import { findEvent } from '#lib/domains/calendar/queries.server.ts';
import { anonymous, type Actor } from '#lib/platform/actor.ts';
import { findCapabilityLink, useCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { wordsIn } from '../../../words.ts';
import { waitingProjects } from './agenda.server.ts';
import { projectExporter } from './project-exports.server.ts';
import { answerByLink } from './link-acts.server.ts';
import { confirmEvents, makeEvents, undoEvents } from './made-events.server.ts';
import { changeProject, createProject } from './operations.server.ts';
import { answerProject, askPartners, recordSpoken } from './partners.server.ts';
import { changePlan, changeShares, searchProject, takeFound } from './planning.server.ts';
import { daysOf, listCandidates, proveProjects } from './plan.server.ts';
import { findProject, findProjectById, projectsOf } from './queries.server.ts';
import { domain } from './domain.server.ts';
import { projectHistory, tellOfProjects, tellThoseWhoTakePart } from './history.server.ts';
import { projectOfEvent } from './sections.server.ts';
import { viewOf } from './view.server.ts';
import type { Project } from './model.ts';
import { furnish, now, type World } from './world.ts';

const later = new Date(now.getTime() + 3_600_000);
const database = useDatabase();
let world: World;
let id: string;

beforeAll(async () => {
  world = await furnish(database());
  const made = await createProject(database(), world.szentes, { facts: world.facts }, now);
  if (!made.ok) throw new Error(made.reason);
  id = made.value.id;
}, 120_000);

async function project(): Promise<Project> {
  const found = await findProjectById(database(), id);
  if (!found) throw new Error('The project is gone');
  return found;
}

async function links(): Promise<{ token: string; email: string }[]> {
  const mails = await database().selectFrom('mail').select(['email', 'content']).orderBy('id').execute();
  return mails.flatMap(({ email, content }) =>
    [...JSON.stringify(content).matchAll(/\/answer\/([\w-]+)/g)].map(([, token = '']) => ({ token, email }))
  );
}

async function answer(
  email: string,
  choice: string,
  meanwhile: () => Promise<unknown> = async () => {}
): Promise<string> {
  const words = await wordsIn('hu');
  const link = (await links()).find((each) => each.email === email);
  if (!link) throw new Error(`No mail to ${email}`);
  const found = await findCapabilityLink(database(), link.token, later);
  if (!found.ok) throw new Error(found.reason);
  const shown = await answerByLink.show(database(), found.value, words, []);
  const values = shown?.choices.map(({ value }) => value) ?? [];
  expect(values.map((value) => value.split(' ')[0])).toEqual(['yes', 'no']);
  const pressed = values.find((value) => value.startsWith(choice)) ?? choice;
  await meanwhile();
  return inTransaction(database(), async (tx) => {
    expect(await useCapabilityLink(tx, found.value.id, later)).toBe(true);
    const done = await answerByLink.act(
      tx,
      found.value,
      { choice: pressed, note: 'Örömmel' },
      { now: later, words, domains: [] }
    );
    return 'sentence' in done ? done.sentence : JSON.stringify(done);
  });
}

/** Up to the answers of two partners. */
async function agree(): Promise<void> {
  await takeFound(database(), world.szentes, { id }, now);
  const asked = await askPartners(database(), world.szentes, { id }, now);
  if (!asked.ok) throw new Error(asked.reason);
  for (const partner of (await project()).partners)
    if (partner.askedAt && partner.id !== world.ids.magocs)
      await answerProject(
        database(),
        partner.id === world.ids.szegvar ? world.szegvar : world.fabian,
        { id, organisation: partner.id, answer: 'yes', note: null },
        later
      );
}

describe('a joint project', () => {
  test('is found at once: one event for each, on its days, in venues of its partners, with a proof to follow', async () => {
    const { found, state, partners } = await project();
    expect(state).toBe('draft');
    expect(partners.find(({ id: each }) => each === world.ids.szentes)?.answer).toBe('yes');
    expect(found?.problem).toBeNull();
    expect(found?.events).toHaveLength(3);
    const candidates = new Map(
      (await listCandidates(database(), await project())).map((each) => [each.id, each])
    );
    const holders = found?.events.map(({ venue }) => candidates.get(venue)?.organisation) ?? [];
    expect(new Set(holders).size).toBe(3);
    for (const { day } of found?.events ?? [])
      expect([5, 6]).toContain(new Date(`${day}T12:00Z`).getUTCDay());
    await proveProjects(database(), now, { exactSeconds: 5 });
    const proved = (await project()).found;
    expect(proved).toMatchObject({ proved: true, bound: proved?.people });
    expect((await project()).searching).toBe(false);
  });

  test('reaches as many as the best of all choices of venues, tried one by one', async () => {
    await proveProjects(database(), now, { exactSeconds: 5 });
    const { found } = await project();
    const venues = await listCandidates(database(), await project());
    const { coveredBy } = await import('./model.ts');
    const { listSettlementsById } = await import('#lib/domains/places/queries.server.ts');
    const homes = [...(await listSettlementsById(database(), world.facts.settlements)).values()];
    let best = 0;
    for (const [a, one] of venues.entries())
      for (const [b, two] of venues.entries())
        for (const [c, three] of venues.entries()) {
          if (!(a < b && b < c)) continue;
          const chosen = [one, two, three];
          if (new Set(chosen.map(({ organisation }) => organisation)).size < 3) continue;
          const points = chosen.map(({ lat, lon }) => ({ point: { lat, lon } }));
          best = Math.max(best, coveredBy(homes, points, world.facts.withinKm).people);
        }
    expect(best).toBeGreaterThan(0);
    expect(found?.people).toBe(best);
  });

  test('keeps out of the way of what is in a venue already', async () => {
    const before = await listCandidates(database(), await project());
    const [venue] = before;
    const day = venue?.days[0] ?? '';
    const { draft } = await draftAt(venue?.id ?? '', `${day}T18:00`);
    await createEvent(database(), world.szentes, draft, now);
    const after = await listCandidates(database(), await project());
    expect(after.find((each) => each.id === venue?.id)?.days).not.toContain(day);
  });

  test('is proposed for no public holiday', () => {
    const days = daysOf({ firstDay: '2026-12-24', lastDay: '2027-01-02', weekdays: [5, 6] });
    expect(days).toEqual(['2027-01-02']);
  });

  test('is led by its own editors only', async () => {
    for (const actor of [world.szegvar, world.stranger, anonymous] as Actor[])
      for (const act of [searchProject, takeFound, askPartners, makeEvents, confirmEvents, undoEvents])
        expect(await act(database(), actor, { id }, now)).toMatchObject({ ok: false, reason: 'not_yours' });
    expect(await createProject(database(), world.stranger, { facts: world.facts }, now)).toMatchObject({
      reason: 'not_yours'
    });
  });

  test('is for those who take part until it is certain', async () => {
    const { slug } = await project();
    expect(await findProject(database(), world.szegvar, slug)).not.toBeNull();
    expect(await findProject(database(), world.stranger, slug)).toBeNull();
    expect(await findProject(database(), anonymous, slug)).toBeNull();
    await agree();
    await makeEvents(database(), world.szentes, { id }, later);
    expect(await findProject(database(), anonymous, slug)).toBeNull();
    expect(await projectsOf(database(), anonymous, { organisation: world.ids.szentes })).toEqual([]);
    await confirmEvents(database(), world.szentes, { id }, later);
    expect(await findProject(database(), anonymous, slug)).not.toBeNull();
    expect(await projectsOf(database(), anonymous, { organisation: world.ids.szentes })).toHaveLength(1);
    expect(await projectHistory.find(database(), anonymous, slug)).toBeNull();
  });

  test('is agreed to by a mailed link without signing in, once', async () => {
    const taken = await takeFound(database(), world.szentes, { id }, now);
    expect(taken).toMatchObject({ ok: true, value: { events: 3 } });
    const asked = await askPartners(database(), world.szentes, { id }, now);
    if (!asked.ok) throw new Error(asked.reason);
    const partner = (await project()).partners.find(
      ({ id: each, askedAt }) => askedAt && (each === world.ids.szegvar || each === world.ids.fabian)
    );
    const email = partner?.id === world.ids.szegvar ? 'szegvar-muvhaz' : 'fabian-haz';
    expect(await answer(`${email}@kalaka.example`, 'yes')).toContain('Köszönjük');
    const after = (await project()).partners.find(({ id: each }) => each === partner?.id);
    expect(after).toMatchObject({ answer: 'yes', note: 'Örömmel' });
    await expect(answer(`${email}@kalaka.example`, 'no')).rejects.toThrow();
  });

  test('goes into the calendar as plans of both organisers, becomes certain, and back step by step', async () => {
    await agree();
    const made = await makeEvents(database(), world.szentes, { id }, later);
    expect(made.ok).toBe(true);
    const [first] = (await project()).events.filter(({ event }) => event);
    const event = await findEvent(database(), first?.event?.id as Id<'event'>);
    expect(event?.status).toBe('tentative');
    expect(event?.organisers.map(({ id: each }) => each)).toEqual([
      ...new Set([first?.organisation.id, world.ids.szentes])
    ]);
    expect(event?.starts).toBe(`${first?.day}T17:00`);
    const words = await wordsIn('hu');
    const context = { id: event?.id ?? '', slug: '', actor: world.szegvar, words, now };
    expect((await projectOfEvent(database(), context))?.rows).toHaveLength(1);
    expect(await projectOfEvent(database(), { ...context, actor: anonymous })).toBeNull();
    const statuses = async (): Promise<(string | undefined)[]> => [
      ...new Set((await project()).events.flatMap((each) => each.event?.status ?? []))
    ];
    await confirmEvents(database(), world.szentes, { id }, later);
    expect(await statuses()).toEqual(['confirmed']);
    await undoEvents(database(), world.szentes, { id }, later);
    expect(await statuses()).toEqual(['tentative']);
    await undoEvents(database(), world.szentes, { id }, later);
    // It was there for everyone to see: it does not vanish.
    expect(await statuses()).toEqual(['cancelled']);
    expect((await project()).state).toBe('asked');
    const before = (await project()).events.flatMap((each) => each.event?.id ?? []);
    await makeEvents(database(), world.szentes, { id }, later);
    expect((await project()).events.flatMap((each) => each.event?.id ?? [])).toEqual(before);
    expect(await statuses()).toEqual(['tentative']);
  });

  test('holds the halls of those who agreed at once, asks nobody anew, and gives them back', async () => {
    await agree();
    const mails = async () => (await database().selectFrom('mail').select('id').execute()).length;
    const before = await mails();
    expect((await makeEvents(database(), world.szentes, { id }, later)).ok).toBe(true);
    const bookings = async () =>
      database().selectFrom('booking').select(['state', 'organisation_id', 'venue_id', 'starts']).execute();
    const held = await bookings();
    const { events } = await project();
    expect(held.map(({ state }) => state)).toEqual(held.map(() => 'confirmed'));
    expect(held.map(({ venue_id, starts }) => `${venue_id} ${starts}`).sort()).toEqual(
      events.flatMap(({ venue, day, event }) => (event ? [`${venue.id} ${day}T17:00`] : [])).sort()
    );
    for (const { booking, event } of events) expect(booking === null).toBe(event === null);
    await undoEvents(database(), world.szentes, { id }, later);
    expect(new Set((await bookings()).map(({ state }) => state))).toEqual(new Set(['cancelled']));
    expect(await mails()).toBe(before);
  });

  test('leaves nothing in the calendar of what nobody outside has seen', async () => {
    await agree();
    await makeEvents(database(), world.szentes, { id }, later);
    const ids = (await project()).events.flatMap(({ event }) => event?.id ?? []);
    expect(ids.length).toBeGreaterThan(0);
    await undoEvents(database(), world.szentes, { id }, later);
    expect((await project()).events.flatMap(({ event }) => event ?? [])).toEqual([]);
    for (const each of ids) expect(await findEvent(database(), each as Id<'event'>)).toBeNull();
  });

  test('takes no hall from anybody: says what is there, and writes nothing', async () => {
    await agree();
    const planned = (await project()).events.find(
      ({ organisation }) => organisation.id === world.ids.szentes
    );
    if (!planned) throw new Error('The lead has no event');
    const { draft } = await draftAt(planned.venue.id, `${planned.day}T16:30`);
    await createEvent(database(), world.szentes, draft, now);
    expect(await makeEvents(database(), world.szentes, { id }, later)).toEqual({
      ...{ ok: false, reason: 'venues_taken' },
      taken: [{ venue: planned.venue.name, day: planned.day, what: 'Bál' }]
    });
    expect((await project()).state).toBe('asked');
    expect(await database().selectFrom('booking').select('id').execute()).toEqual([]);
  });

  test('keeps what a partner said on the telephone, who wrote it down and when, and books nothing in its name', async () => {
    await takeFound(database(), world.szentes, { id }, now);
    const planned = (await project()).events.find(
      ({ organisation }) => organisation.id !== world.ids.szentes
    );
    const said = {
      id,
      organisation: planned?.organisation.id ?? '',
      answer: 'yes' as const,
      note: 'Kati néni'
    };
    for (const actor of [world.stranger, world.caretaker, anonymous] as Actor[])
      expect(await recordSpoken(database(), actor, said, later)).toMatchObject({ reason: 'not_yours' });
    expect((await recordSpoken(database(), world.szentes, said, later)).ok).toBe(true);
    const { state, partners } = await project();
    expect(state).toBe('asked');
    expect(partners.find(({ id: each }) => each === said.organisation)).toMatchObject({
      ...{ answer: 'yes', how: 'phone', by: 'Nagy Ferenc', note: 'Kati néni', answeredAt: later }
    });
    await makeEvents(database(), world.szentes, { id }, later);
    const event = (await project()).events.find(({ id: each }) => each === planned?.id);
    expect(event?.booking?.state ?? null).not.toBe('confirmed');
    const words = await wordsIn('hu');
    const activities = await database()
      .selectFrom('activity')
      .selectAll()
      .where('object_id', '=', id)
      .execute();
    expect(
      [...(await tellOfProjects(database(), activities, words)).values()].map(({ sentence }) => sentence)
    ).toContain(`Felírta, mit mondtak telefonon: ${planned?.organisation.name} vállalja a részét.`);
  });

  /** Szegvár's, whom nobody writes for any more; asked for its part. */
  async function askedBox(): Promise<string> {
    const { szegvar } = world.ids;
    await database()
      .deleteFrom('role')
      .where('organisation_id', '=', szegvar as Id<'organisation'>)
      .execute();
    await database().deleteFrom('role').where('kind', '=', 'caretaker').execute();
    const box = await database()
      .selectFrom('organisation_contact')
      .select('value')
      .where('organisation_id', '=', szegvar as Id<'organisation'>)
      .where('kind', '=', 'email')
      .orderBy('position')
      .executeTakeFirstOrThrow();
    await takeFound(database(), world.szentes, { id }, now);
    await askPartners(database(), world.szentes, { id }, now);
    return box.value;
  }

  test('asks the mailbox of a partner that nobody writes for', async () => {
    const { szegvar } = world.ids;
    const box = await askedBox();
    expect(await answer(box, 'yes')).toContain('Köszönjük');
    expect((await project()).partners.find(({ id: each }) => each === szegvar)).toMatchObject({
      ...{ answer: 'yes', how: 'online', by: null }
    });
    await makeEvents(database(), world.szentes, { id }, later);
    const [made] = await database()
      .selectFrom('activity')
      .selectAll()
      .where('verb', '=', 'project.made')
      .execute();
    if (!made) throw new Error('Nothing was made');
    // At least once: the second time nothing more is written.
    for (let time = 0; time < 2; time++) await tellThoseWhoTakePart(database(), made, later);
    const mails = await database().selectFrom('mail').select('content').where('email', '=', box).execute();
    expect(mails).toHaveLength(2);
  });

  test('takes no word by the mailbox that a partner had once', async () => {
    const box = await askedBox();
    const words = await wordsIn('hu');
    const choices = async (): Promise<number | undefined> => {
      const found = await findCapabilityLink(
        database(),
        (await links()).find(({ email }) => email === box)?.token ?? '',
        later
      );
      if (!found.ok) throw new Error(found.reason);
      return (await answerByLink.show(database(), found.value, words, []))?.choices.length;
    };
    expect(await choices()).toBe(2);
    const value = 'masik@haz.example';
    await database().updateTable('organisation_contact').set({ value }).where('value', '=', box).execute();
    expect(await choices()).toBe(0);
  });

  test('gives each partner as many as it may have, and tells when that cannot be', async () => {
    const { szentes, szegvar, fabian } = world.ids;
    const share = (organisation: string, atLeast: number | null, atMost: number | null) => ({
      ...{ organisation, atLeast, atMost }
    });
    const change = (...shares: ReturnType<typeof share>[]) =>
      changeShares(database(), world.szentes, { id, shares }, later);
    expect((await change(share(szentes, null, 0), share(fabian, 1, null))).ok).toBe(true);
    const holders = async () => {
      const venues = new Map(
        (await listCandidates(database(), await project())).map((each) => [each.id, each])
      );
      return ((await project()).found?.events ?? []).map(({ venue }) => venues.get(venue)?.organisation);
    };
    expect(await holders()).not.toContain(szentes);
    expect(await holders()).toContain(fabian);
    await proveProjects(database(), later, { exactSeconds: 5 });
    expect((await project()).found?.proved).toBe(true);
    expect(await holders()).not.toContain(szentes);
    expect(await change(share(szegvar, 2, 1))).toMatchObject({ reason: 'share_turned' });
    expect(await change(share(szegvar, 3, 3), share(fabian, 1, 1))).toMatchObject({
      reason: 'least_too_many'
    });
    expect(await changeShares(database(), world.szegvar, { id, shares: [] }, later)).toMatchObject({
      reason: 'not_yours'
    });
  });

  test('is talked about by a circle of its partners as long as it waits for somebody, and by no other', async () => {
    const { szentes, szegvar } = world.ids;
    const words = await wordsIn('hu');
    const at = (organisations: string[]) =>
      waitingProjects(database(), {
        ...{
          circle: { id: '', name: '' },
          organisations,
          settlements: [],
          from: now,
          until: now,
          words,
          now
        },
        meeting: { id: '', startsAt: now }
      });
    expect(await at([szentes])).toEqual([]);
    expect((await at([szentes, szegvar])).map(({ title }) => title)).toEqual(['Közös program: Mesélő esték']);
    await agree();
    await makeEvents(database(), world.szentes, { id }, later);
    expect((await at([szentes, szegvar]))[0]?.detail).toContain('tervként');
    await confirmEvents(database(), world.szentes, { id }, later);
    expect(await at([szentes, szegvar])).toEqual([]);
  });

  test('is a table for those who take part', async () => {
    await agree();
    const words = await wordsIn('hu');
    const table = async (actor: Actor): Promise<string> => {
      const exporter = projectExporter(actor);
      const cells: unknown[] = [];
      const request = { db: database(), words, origin: '', filter: new URLSearchParams(), internal: true };
      for await (const rows of exporter.rows(request))
        for (const row of rows) cells.push(exporter.columns.map(({ of }) => of(row, words)));
      return JSON.stringify(cells);
    };
    expect(await table(world.szegvar)).toContain('Vállalja');
    expect(await table(world.stranger)).toBe('[]');
  });

  test('asks again whoever said yes and gets another day', async () => {
    await agree();
    const [planned] = (await project()).events.filter(({ organisation }) =>
      [world.ids.szegvar, world.ids.fabian].includes(organisation.id)
    );
    if (!planned) throw new Error('No partner has an event');
    const moved = await changePlan(
      database(),
      world.szentes,
      { id, event: planned.id, to: { venue: planned.venue.id, day: '2027-02-10' } },
      later
    );
    expect(moved.ok).toBe(true);
    const partner = (await project()).partners.find(({ id: each }) => each === planned.organisation.id);
    expect(partner?.answer).toBeNull();
    expect((await project()).events.find(({ id: each }) => each === planned.id)?.day).toBe('2027-02-10');
    expect(
      await changePlan(
        database(),
        world.szentes,
        { id, event: planned.id, to: { venue: planned.venue.id, day: '2027-03-10' } },
        later
      )
    ).toMatchObject({ reason: 'day_wrong' });
  });

  test('takes no yes to what stood on a page before the plan changed', async () => {
    await takeFound(database(), world.szentes, { id }, now);
    const asked = await askPartners(database(), world.szentes, { id }, now);
    if (!asked.ok) throw new Error(asked.reason);
    const facts = { ...world.facts, starts: '06:30' };
    const change = () => changeProject(database(), world.szentes, { id, facts }, later);
    const said = await answer('szegvar-muvhaz@kalaka.example', 'yes', change);
    expect(said).toContain('A terv megváltozott');
    const answers = (await project()).partners.filter(({ id: each }) => each !== world.ids.szentes);
    expect(answers.map(({ answer: each }) => each)).not.toContain('yes');
  });

  test('asks again whoever said yes to another hour or another programme', async () => {
    await agree();
    const answers = async () =>
      (await project()).partners
        .filter(({ id: each }) => each !== world.ids.szentes)
        .map(({ answer: said }) => said);
    const agreed = await answers();
    expect(agreed).toContain('yes');
    const change = (facts: Partial<typeof world.facts>) =>
      changeProject(database(), world.szentes, { id, facts: { ...world.facts, ...facts } }, later);
    expect(await change({ withinKm: world.facts.withinKm + 1 })).toMatchObject({ ok: true });
    expect(await answers()).toEqual(agreed);
    expect(await change({ starts: '06:30' })).toMatchObject({ ok: true });
    expect(await answers()).not.toContain('yes');
    expect((await project()).partners.find(({ id: each }) => each === world.ids.szentes)?.answer).toBe('yes');
  });

  test('finds a plan without those who said no', async () => {
    await takeFound(database(), world.szentes, { id }, now);
    await askPartners(database(), world.szentes, { id }, now);
    const [refuser] = (await project()).partners.filter(
      ({ id: each, askedAt }) => askedAt && each !== world.ids.magocs
    );
    if (!refuser) throw new Error('Nobody was asked');
    const voice = refuser.id === world.ids.szegvar ? world.szegvar : world.fabian;
    const said = { id, organisation: refuser.id, answer: 'no' as const, note: null };
    expect((await answerProject(database(), voice, said, later)).ok).toBe(true);
    await searchProject(database(), world.szentes, { id }, later);
    const candidates = await listCandidates(database(), await project());
    expect(candidates.some(({ organisation }) => organisation === refuser.id)).toBe(false);
  });

  test('shows who is covered and who is not, and its history in words', async () => {
    await takeFound(database(), world.szentes, { id }, later);
    const view = await viewOf(database(), world.szentes, await project());
    expect(view.found?.isPlan).toBe(true);
    expect(view.covered.people).toBe((await project()).found?.people);
    const sum = [...view.covered.within, ...view.covered.without].reduce(
      (all, { people }) => all + people,
      0
    );
    expect(sum).toBe(view.covered.of);
    const words = await wordsIn('hu');
    const activities = await database()
      .selectFrom('activity')
      .selectAll()
      .where('object_id', '=', id)
      .orderBy('at')
      .execute();
    const told = [...(await tellOfProjects(database(), activities, words)).values()];
    expect(told.map(({ sentence }) => sentence)).toEqual([
      'Elkezdte a közös program tervezését.',
      'Elfogadta a javaslatot: 3 alkalom.'
    ]);
  });
});

test('the sample region has projects and supporters, and they go without a trace', async () => {
  await domain.sample?.(database(), { now, today: '2026-11-21', seed: 1 });
  const sample = await database().selectFrom('project').selectAll().where('source', '=', 'sample').execute();
  expect(sample.map(({ state }) => state).sort()).toEqual(['asked', 'draft']);
  expect(sample.map(({ found }) => found?.problem ?? null)).toEqual([null, null]);
  const counts = await domain.countSample?.(database());
  expect(counts?.map(({ count }) => count)).toEqual([2, 5]);
  expect(await inTransaction(database(), async (tx) => domain.removeSample?.(tx))).toEqual(counts);
  expect((await domain.countSample?.(database()))?.map(({ count }) => count)).toEqual([0, 0]);
});

async function draftAt(venue: string, starts: string) {
  const draft = {
    ...{ title: 'Bál', summary: null, description: null, place: null, lat: null, lon: null, starts },
    ...{ minutes: 60, zone: 'Europe/Budapest', allDay: false, rule: null, exdates: [], rdates: [] },
    ...{ overrides: [], audiences: [], themes: [], performers: [], tradition: null, attendance: null },
    ...{ flexibility: { kind: 'fixed' as const }, background: false, status: 'tentative' as const },
    ...{ price: null, website: null, organisers: [world.ids.szentes], settlement: world.settlement, venue }
  };
  return { draft };
}
