import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { anonymous, system, type Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { serviceDraft, serviceValues } from './form.server.ts';
import { createService, updateService } from './operations.server.ts';
import { weekSaid } from './opening-words.ts';
import { factsOf, findService } from './queries.server.ts';
import { serviceChanges } from './write.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = new Date('2026-11-22T10:00:00Z');
let house = '';

beforeAll(async () => {
  const context = { now, today: '2026-11-21', seed: 1 };
  await inTransaction(database(), async (tx) => {
    await places.sample?.(tx, context);
    await registry.sample?.(tx, context);
  });
  house = (await sampleIds(database())).organisations.get('szegvar-muvhaz') ?? '';
});

function formWith(changes: Record<string, string | string[]> = {}): FormData {
  const form = new FormData();
  const all = {
    name: 'Varróműhely',
    organisation: 'Szélmalom Művelődési Ház, Szegvár',
    description: 'Javítunk, alakítunk.',
    alternateNames: 'Varrókör\nRuhajavítás',
    terms: ['volunteering', 'food_aid'],
    audiences: ['everyone'],
    ways: ['in_person', 'phone'],
    hours_1: '8–12, 13–16',
    hours_3: '14-18',
    exceptions: '2026-12-24 – 2026-12-31 zárva\r\n2026-12-23 8–10',
    holidaysClosed: 'yes',
    phones: '06-00-463-0201 – Marika\n06-00-463-0202',
    venues: '',
    reach: 'settlements',
    settlements: 'Szegvár, Szentes',
    costs: 'Cipzárcsere: 1 500 Ft',
    documents: 'lakcímkártya',
    free: 'no',
    minimumAge: '14',
    languages: ['hu'],
    status: 'active',
    ...changes
  };
  for (const [name, value] of Object.entries(all))
    for (const each of Array.isArray(value) ? value : [value]) form.append(name, each);
  return form;
}

const editor = (): Actor => ({
  kind: 'person',
  id: newId<'person'>(now),
  name: 'Szélmalmi Márton',
  roles: [{ kind: 'editor', organisation: house }]
});

async function draftOf(form: FormData, actor: Actor = editor()) {
  const draft = await serviceDraft(database(), actor, form, null);
  if (!draft.ok) throw new Error(JSON.stringify(draft.errors));
  return draft.value;
}

describe('the form', () => {
  test('says all that a service is, and shows again what was saved', async () => {
    const draft = await draftOf(formWith());
    const saved = await createService(database(), system, draft, now);
    if (!saved.ok) throw new Error(saved.reason);
    const service = await findService(database(), saved.value.id);
    if (!service) throw new Error('gone');
    expect(service).toMatchObject({
      slug: 'varromuhely-szegvar',
      costs: [{ label: 'Cipzárcsere: 1 500 Ft', amount: 1500 }],
      phones: [
        { number: '06-00-463-0201', note: 'Marika' },
        { number: '06-00-463-0202', note: null }
      ],
      minimumAge: 14,
      free: false
    });
    expect(service.openings.map(({ weekday, opens }) => [weekday, opens])).toEqual([
      [1, '08:00'],
      [1, '13:00'],
      [3, '14:00']
    ]);
    const again = formWith(
      Object.fromEntries(
        Object.entries(await serviceValues(database(), service, await wordsIn('hu'))).map(
          ([field, value]) => [
            field,
            ['terms', 'audiences', 'ways', 'languages'].includes(field) ? value.split('\n') : value
          ]
        )
      )
    );
    const second = await serviceDraft(database(), system, again, service);
    if (!second.ok) throw new Error(JSON.stringify(second.errors));
    expect(
      await updateService(database(), system, { id: service.id, draft: second.value }, later)
    ).toMatchObject({
      ok: true
    });
    const unchanged = await findService(database(), service.id);
    expect(unchanged?.updatedAt).toEqual(service.updatedAt);
    expect(unchanged && factsOf(unchanged)).toEqual(factsOf(service));
  });

  test('says everything that is wrong at once', async () => {
    const read = await serviceDraft(
      database(),
      editor(),
      formWith({
        name: '',
        terms: [],
        hours_2: 'délelőtt',
        exceptions: 'nyáron zárva',
        phones: 'Marika',
        settlements: 'Szegvár, Szentess',
        email: 'nem cím',
        minimumAge: '80',
        maximumAge: '8'
      }),
      null
    );
    expect(read.ok ? [] : read.errors.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
      'email email_wrong',
      'exceptions exception_wrong',
      'hours_2 hours_wrong',
      'name name_missing',
      'phones phone_wrong',
      'settlements settlement_unknown',
      'terms terms_missing'
    ]);
    const ages = await serviceDraft(
      database(),
      editor(),
      formWith({ minimumAge: '80', maximumAge: '8' }),
      null
    );
    expect(ages).toMatchObject({ ok: false, errors: [{ field: 'minimumAge', code: 'ages_swapped' }] });
  });

  test('does not give a service to an organisation in whose name one may not write', async () => {
    const read = await serviceDraft(
      database(),
      editor(),
      formWith({ organisation: 'Kohász Városi Könyvtár, Ózd' }),
      null
    );
    expect(read).toMatchObject({ ok: false, errors: [{ code: 'organisation_unknown' }] });
  });
});

describe('who may', () => {
  test('editors of the organisation, and nobody from elsewhere', async () => {
    const draft = await draftOf(formWith());
    const stranger: Actor = {
      kind: 'person',
      id: newId<'person'>(now),
      name: 'Más',
      roles: [{ kind: 'editor', organisation: newId() }]
    };
    expect(await createService(database(), anonymous, draft, now)).toMatchObject({ reason: 'not_yours' });
    expect(await createService(database(), stranger, draft, now)).toMatchObject({ reason: 'not_yours' });
    const saved = await createService(database(), system, draft, now);
    if (!saved.ok) throw new Error(saved.reason);
    const { id } = saved.value;
    expect(await updateService(database(), stranger, { id, draft }, now)).toMatchObject({
      reason: 'not_yours'
    });
  });

  test('what changes is recorded field by field', async () => {
    const draft = await draftOf(formWith());
    const saved = await createService(database(), system, draft, now);
    if (!saved.ok) throw new Error(saved.reason);
    const changed = { ...draft, name: 'Varroda', phones: [] };
    await updateService(database(), system, { id: saved.value.id, draft: changed }, later);
    const { details } = await database()
      .selectFrom('activity')
      .select('details')
      .where('verb', '=', 'service.updated')
      .executeTakeFirstOrThrow();
    expect(details).toEqual({ name: ['Varróműhely', 'Varroda'], phones: [2, 0] });
  });
});

test('hours at one of the places come back from the form as they were written, and are saved once', async () => {
  const venues = await database()
    .selectFrom('venue')
    .innerJoin('settlement', 'settlement.id', 'venue.settlement_id')
    .select(['venue.id', 'venue.name', 'settlement.name as settlement'])
    .where('settlement.name', '=', 'Szegvár')
    .orderBy('venue.name')
    .limit(2)
    .execute();
  const [first, second] = venues.map(({ name, settlement }) => `${name}, ${settlement}`);
  const typed = { venues: `${first}\n${second}`, placeHours: `${second}: kedd–csütörtök 9–11` };
  const draft = await serviceDraft(database(), system, formWith(typed), null);
  if (!draft.ok) throw new Error(JSON.stringify(draft.errors));
  expect(draft.value.openings.filter(({ venue }) => venue !== null)).toEqual(
    [2, 3, 4].map((weekday) => ({ venue: venues[1]!.id, weekday, opens: '09:00', closes: '11:00' }))
  );
  const saved = await createService(database(), system, draft.value, now);
  if (!saved.ok) throw new Error(saved.reason);
  const service = (await findService(database(), saved.value.id))!;
  const words = await wordsIn('hu');
  const values = await serviceValues(database(), service, words);
  expect(values).toMatchObject({
    hours_1: '8:00–12:00, 13:00–16:00',
    hours_2: '',
    placeHours: `${second}: kedd–csütörtök 9:00–11:00`
  });
  expect(weekSaid(words, service, venues[1]!.id).map(({ hours }) => hours)).toEqual([
    null,
    '9:00–11:00',
    '9:00–11:00',
    '9:00–11:00',
    null,
    null,
    null
  ]);
  expect(weekSaid(words, service, venues[0]!.id)[0]?.hours).toBe('8:00–12:00, 13:00–16:00');
  expect(serviceChanges(factsOf(service), draft.value)).toEqual({});
});

test('hours at a place where the service is not are refused with the places that it has', async () => {
  const draft = await serviceDraft(database(), system, formWith({ placeHours: 'Vár: hétfő 8–9' }), null);
  expect(draft).toMatchObject({
    ok: false,
    errors: [{ field: 'placeHours', code: 'place_hours_unknown', value: 'Vár' }]
  });
});
