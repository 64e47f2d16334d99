// Who performs, from the form to lists, the history and other programs, on a real database with the sample's places and register.
import { beforeEach, describe, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import { bringEvents } from '#tests/bring-events.ts';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { loadFindableSettlements } from '#lib/domains/places/queries.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { anonymous, system } from '#lib/platform/actor.ts';
import { calendarEventOf } from './calendar-event.ts';
import { findClashMonth } from './clash-month.server.ts';
import { lookForClashes } from './event-page.server.ts';
import { noFilter } from './filter.ts';
import { eventDraft, formOf } from './form.server.ts';
import { readEventForm } from './input.ts';
import { listOccurrences } from './occurrences.server.ts';
import { createEvent, updateEvent } from './operations.server.ts';
import { meetingText } from './performer-words.ts';
import { forgetPerformer } from './performer-tie.server.ts';
import { findEvent } from './queries.server.ts';
import { restoreEvent } from './restore.server.ts';
import { eventJsonLd } from './structured-data.ts';

const database = useDatabase();
const now = new Date('2027-01-04T08:00:00Z');
const words = await wordsIn('hu');
let names: ReadonlyMap<string, string>;

beforeEach(async () => {
  await places.supply?.(database(), now);
  for (const each of [places, registry])
    await each.sample?.(database(), { now, today: '2027-01-04', seed: 1 });
  const ids = (await sampleIds(database())).organisations;
  const rows = await database().selectFrom('organisation').select(['id', 'name']).execute();
  const byId = new Map(rows.map(({ id, name }) => [id as string, name]));
  names = new Map([...ids].map(([key, id]) => [key, byId.get(id) ?? '']));
  expect((await loadFindableSettlements(database())).length).toBeGreaterThan(3000);
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  const usual = {
    date: '2027-02-06',
    time: '18:00',
    end_time: '20:00',
    status: 'confirmed',
    settlement: 'Szegvár'
  };
  for (const [name, value] of Object.entries({
    ...{ title: 'Est', organiser: names.get('szegvar-muvhaz') ?? '', ...usual },
    ...fields
  }))
    data.append(name, value);
  return data;
}

async function draftFor(fields: Record<string, string>) {
  const read = readEventForm(form(fields), { today: '2027-01-04', before: null });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const { draft, errors } = await eventDraft(database(), system, read.value, null);
  expect(errors).toEqual([]);
  return draft;
}

async function enter(fields: Record<string, string>) {
  const made = await createEvent(database(), system, await draftFor(fields), now);
  if (!made.ok) throw new Error(made.reason);
  const event = await findEvent(database(), made.value.id);
  if (!event) throw new Error('not there');
  return event;
}

const inSzentes = (): Record<string, string> => ({
  title: 'Szentesi est',
  organiser: names.get('szentes-muvhaz') ?? '',
  settlement: 'Szentes'
});

describe('performers of an event', () => {
  test('are kept in their order, lead to the register where it has them, and find the event', async () => {
    const choir = names.get('fabian-citera') ?? '';
    const event = await enter({ performers: `Dr. Kökény Ágota – mesemondó\n${choir}` });
    expect(event.performers).toMatchObject([
      { name: 'Dr. Kökény Ágota', role: 'mesemondó', organisation: null, slug: null },
      { name: choir, role: null, slug: expect.stringContaining('cit') as string }
    ]);
    const content = await formOf(database(), event);
    expect(content.texts['performers']).toBe(`Dr. Kökény Ágota – mesemondó\n${choir}`);
    const { rows } = await listOccurrences(
      database(),
      anonymous,
      { ...noFilter, text: 'kokeny agota' },
      { today: '2027-01-04' }
    );
    expect(rows.map(({ event: id }) => id)).toEqual([event.id]);
  });

  test('go with what other programs read', async () => {
    const event = await enter({ performers: 'Kökény Ágota – mesemondó\nSzélkelep zenekar' });
    const jsonLd = eventJsonLd(
      event,
      { startsAt: now, endsAt: now },
      { pageAddress: 'https://kalaka.example/x', organiserAddress: (slug) => slug }
    );
    expect(jsonLd).toMatchObject({
      performer: [
        { '@type': 'Person', name: 'Kökény Ágota' },
        { '@type': 'PerformingGroup', name: 'Szélkelep zenekar' }
      ]
    });
    expect(calendarEventOf(event, words, 'https://kalaka.example').description).toBe(
      'Közreműködők: Kökény Ágota – mesemondó; Szélkelep zenekar'
    );
  });

  test('stand in the history, and are taken back', async () => {
    const event = await enter({ performers: 'Kökény Ágota' });
    const draft = await draftFor({ performers: 'Som Bálint – bábos' });
    await updateEvent(database(), system, { id: event.id, draft }, new Date('2027-01-04T09:00:00Z'));
    const { details } = await database()
      .selectFrom('activity')
      .select('details')
      .where('verb', '=', 'event.updated')
      .executeTakeFirstOrThrow();
    expect(details).toEqual({ performers: [['Kökény Ágota'], ['Som Bálint – bábos']] });
    const change = { object: event.id as string, details };
    const plan = await restoreEvent.plan(database(), system, change, words);
    expect(plan).toMatchObject({
      since: false,
      changes: [{ label: 'Közreműködők', before: 'Som Bálint – bábos', after: 'Kökény Ágota' }]
    });
    await restoreEvent.apply(database(), system, { ...change, from: plan!.version }, now);
    expect((await findEvent(database(), event.id))?.performers).toMatchObject([{ name: 'Kökény Ágota' }]);
  });

  test('come from a table by their Hungarian column, and the same table again changes nothing', async () => {
    const list =
      'sorszám;cím;dátum;kezdés;település;fellépők\n1;Est;2027-02-06;18:00;Szegvár;Kökény Ágota – ének|Som Bálint';
    const bring = () => bringEvents(database(), list);
    expect(await bring()).toMatchObject({ imported: true, counts: [1, 0, 0, 0] });
    expect(await bring()).toMatchObject({ counts: [0, 0, 1, 0] });
    const rows = await database()
      .selectFrom('event_performer')
      .select(['name', 'role'])
      .orderBy('position')
      .execute();
    expect(rows).toEqual([
      { name: 'Kökény Ágota', role: 'ének' },
      { name: 'Som Bálint', role: null }
    ]);
  });

  test('who were erased are found no more', async () => {
    const event = await enter({ performers: 'Kökény Ágota' });
    await database().updateTable('event_performer').set({ name: 'N. N.' }).execute();
    await forgetPerformer(database());
    const row = await database()
      .selectFrom('event')
      .select('folded')
      .where('id', '=', event.id)
      .executeTakeFirst();
    expect(row?.folded).not.toContain('kokeny');
    expect(await database().selectFrom('event_performer').select('key').execute()).toEqual([{ key: null }]);
  });
});

describe('the same performer elsewhere', () => {
  const looked = (fields: Record<string, string>) =>
    lookForClashes(database(), system, { form: form(fields), before: null, now });

  test('is told at entry, however the name is written, with what to do about it', async () => {
    await enter({ ...inSzentes(), date: '2027-02-08', performers: 'Kökény Ágota dr. – mesemondó' });
    const { performers = [] } = await looked({ performers: 'Dr. Kökény Ágota' });
    expect(performers).toMatchObject([{ kind: 'near', days: 2, other: { title: 'Szentesi est' } }]);
    expect(performers.map((met) => meetingText(words, met))).toEqual([
      expect.stringMatching(
        /^Dr\. Kökény Ágota 2 nappal később \d+ km-re lép fel\. Beszéljék meg a közös utat és a közös hirdetést\.$/
      )
    ]);
  });

  test('at the same time is a mistake: at entry and among the clashes of the month', async () => {
    const other = await enter({
      ...inSzentes(),
      time: '19:00',
      end_time: '21:00',
      performers: 'Kökény Ágota'
    });
    const fields = { performers: 'Kökény Ágota' };
    expect((await looked(fields)).performers).toMatchObject([
      { kind: 'at_once', other: { slug: other.slug } }
    ]);
    await enter(fields);
    const month = { month: '2027-02', filter: noFilter };
    const { doubles, synergies } = await findClashMonth(database(), anonymous, { ...month, organiser: null });
    expect(doubles).toMatchObject([{ performer: 'Kökény Ágota' }]);
    expect(synergies).toEqual([]);
  });

  test('is a reason to join forces', async () => {
    await enter({ performers: 'Kökény Ágota' });
    await enter({ ...inSzentes(), date: '2027-02-09', performers: 'KÖKÉNY ÁGOTA' });
    const month = { month: '2027-02', filter: noFilter, organiser: null };
    const { synergies, doubles } = await findClashMonth(database(), anonymous, month);
    expect(synergies).toMatchObject([{ performer: 'Kökény Ágota', days: 3 }]);
    expect(doubles).toEqual([]);
  });

  test('from one evening to the next afternoon is a day, though it is less than 24 hours', async () => {
    await enter({ performers: 'Kökény Ágota', time: '19:00', end_time: '20:00' });
    await enter({
      ...inSzentes(),
      ...{ date: '2027-02-07', time: '14:00', end_time: '15:00', performers: 'Kökény Ágota' }
    });
    const month = { month: '2027-02', filter: noFilter, organiser: null };
    expect((await findClashMonth(database(), anonymous, month)).synergies).toMatchObject([{ days: 1 }]);
  });

  test('of a plan is not told to those who may not see it, nor of what was cancelled to anybody', async () => {
    await enter({ ...inSzentes(), status: 'tentative', performers: 'Kökény Ágota' });
    const look = (actor: typeof system | typeof anonymous) =>
      lookForClashes(database(), actor, { form: form({ performers: 'Kökény Ágota' }), before: null, now });
    expect((await look(system)).performers).toHaveLength(1);
    expect((await look(anonymous)).performers ?? []).toEqual([]);
    await database().updateTable('event').set({ status: 'cancelled' }).execute();
    expect((await look(system)).performers).toEqual([]);
  });
});
