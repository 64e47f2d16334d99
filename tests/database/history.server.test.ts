// Whatever a domain records has words in both languages: each verb a sentence, each field its label, each value a reading.
import { beforeAll, describe, expect, test } from 'vitest';
import { rankedDomains } from '../../src/house.server.ts';
import { wordsIn } from '../../src/words.ts';
import { useDatabase } from '../db.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { locales } from '#lib/platform/words/paths.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { FieldChange } from '#lib/platform/domain.ts';
import type { FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { changesBetween, type EventDraft } from '#lib/domains/calendar/write.server.ts';
import { legalStatuses, nothingKnown, type SettlementFacts } from '#lib/domains/places/model.ts';
import {
  organisationChanges,
  type OrganisationFacts
} from '#lib/domains/registry/write-organisations.server.ts';
import { venueChanges, type VenueFacts } from '#lib/domains/registry/write-venues.server.ts';

const database = useDatabase();
const now = new Date('2027-03-03T09:00:00Z');
const rooms = rankedDomains.filter(({ verbs }) => verbs.length > 0);
const place = newId<'settlement'>();
const house = newId<'organisation'>();
const hall = newId<'venue'>();

beforeAll(async () => {
  const db = database();
  const origin = { source: 'entered', external_id: null };
  await db
    .insertInto('settlement')
    .values({
      ...{
        id: place,
        slug: 'szegvar',
        name: 'Szegvár',
        folded: 'szegvar',
        ksh_code: null,
        legal_status: null
      },
      ...{ county: null, district: null, district_code: null, area_ha: null, population: null },
      ...{ dwellings: null, lat: null, lon: null, source: 'entered', updated_at: now }
    })
    .execute();
  await db
    .insertInto('organisation')
    .values({
      ...{
        id: house,
        slug: 'nephaz',
        name: 'Népház',
        folded: 'nephaz',
        sector: 'civic',
        kind: 'association'
      },
      ...{ settlement_id: place, street: null, summary: null, ...origin, created_at: now, updated_at: now }
    })
    .execute();
  await db
    .insertInto('venue')
    .values({
      ...{ id: hall, slug: 'nagyterem', name: 'Nagyterem', folded: 'nagyterem', kind: 'hall' },
      ...{ organisation_id: house, settlement_id: place, street: null, capacity: null, accessible: null },
      ...{ lat: null, lon: null, note: null, ...origin, created_at: now, updated_at: now }
    })
    .execute();
});

function activity(verb: string, objectKind: string, details: JsonValue): Activity {
  return {
    ...{ id: newId<'activity'>(), at: now, person_id: null, on_behalf_of: null, done_as: 'system', verb },
    ...{ object_kind: objectKind, object_id: newId(), details, dispatched: true }
  };
}

async function told(verb: string, kind: string, details: JsonValue, locale: 'hu' | 'en') {
  const room = rooms.find(({ verbs }) => verbs.includes(verb));
  const act = activity(verb, kind, details);
  return (await room?.tellHistory?.(database(), [act], await wordsIn(locale)))?.get(act.id);
}

describe.each(rooms.flatMap(({ verbs }) => verbs))('%s', (verb) => {
  test.each(locales)('is a sentence in %s', async (locale) => {
    const sentence = (await told(verb, verb.split('.')[0] ?? '', {}, locale))?.sentence;
    expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
    expect(sentence).not.toBe((await wordsIn(locale)).t('history.something'));
  });
});

const eventBefore = {
  ...{ title: 'Bál', summary: null, description: null, settlement: null, venue: null, place: null },
  ...{ starts: '2027-05-01T18:00', minutes: 120, allDay: false, rule: null, exdates: [], rdates: [] },
  ...{ overrides: [], performers: [], zone: 'Europe/Budapest' },
  ...{ audiences: [], themes: [], tradition: null, attendance: null, flexibility: { kind: 'fixed' } },
  ...{ background: false, status: 'tentative', price: null, website: null, organisers: [] }
} as unknown as FullEvent;
const eventAfter = {
  ...{
    title: 'Szüreti bál',
    summary: 'Zenével.',
    description: 'Fánk is lesz.',
    settlement: place,
    venue: hall
  },
  ...{
    place: 'a kertben',
    starts: '2027-05-02T19:30',
    minutes: 1440,
    zone: 'Europe/Budapest',
    allDay: true,
    rule: 'FREQ=WEEKLY;BYDAY=TU'
  },
  ...{
    exdates: ['2027-05-09T19:30'],
    rdates: ['2027-05-12T19:30'],
    overrides: [{ recurrenceId: '2027-05-11T19:30', start: '2027-05-13T19:30', minutes: 1440 }],
    performers: [{ name: 'Kiss Anna', role: 'mesemondó', organisation: null }],
    audiences: ['families'],
    themes: ['music']
  },
  ...{ tradition: 'szüret', attendance: 80, background: true, status: 'confirmed', price: 'ingyenes' },
  ...{ website: 'https://nephaz.example', organisers: [house] },
  flexibility: { kind: 'window', from: '2027-05-01', to: '2027-05-31', earliest: '09:00', latest: '18:00' }
} as unknown as EventDraft;
const organisation: [OrganisationFacts, OrganisationFacts] = [
  {
    name: 'A',
    sector: 'civic',
    kind: 'association',
    settlement: null,
    street: null,
    summary: null,
    contacts: []
  },
  {
    ...{
      name: 'B',
      sector: 'public',
      kind: 'library',
      settlement: { id: place, name: 'Szegvár' },
      street: 'Fő u. 1.'
    },
    ...{
      summary: 'Könyvek.',
      contacts: [{ kind: 'email', value: 'titkos@nephaz.example', visibility: 'internal' }]
    }
  }
];
const venue: [VenueFacts, VenueFacts] = [
  {
    ...{
      name: 'A',
      kind: 'hall',
      organisation: null,
      settlement: { id: place, name: 'Szegvár' },
      street: null
    },
    ...{ capacity: null, accessible: null, point: null, note: null }
  },
  {
    ...{
      name: 'B',
      kind: 'park',
      organisation: house,
      settlement: { id: place, name: 'Szentes' },
      street: 'Fő u. 1.'
    },
    ...{
      capacity: 120,
      accessible: false,
      point: { lat: 46.58, lon: 20.22 },
      note: 'A kulcs a szomszédban.'
    },
    furnishing: {
      ...{ power: 'three_phase', heating: 'all_year', features: ['stage', 'wifi'], price: 'Ingyenes' },
      ...{ rules: '22 óráig', bookable: true, idle: true, condition: 'poor', couldBecome: 'Műhely' },
      ...{ width: 6, depth: 4.5, height: 3.2, darkening: true, amps: 32, loading: 'Hátsó kapu' }
    }
  }
];
const settlement: SettlementFacts = {
  ...{ name: 'Szegvár', kshCode: '32489', legalStatus: legalStatuses[1], county: 'Csongrád-Csanád' },
  ...{ district: 'Szentesi', districtCode: '0660', areaHa: 6417, population: 3980, dwellings: 2100 },
  ...{ postalCodes: ['6635'], point: { lat: 46.58, lon: 20.22 } }
};

/** Of each kind of record, a change of everything that its recording can name. */
const changes: [verb: string, kind: string, details: Record<string, JsonValue>][] = [
  ['event.updated', 'event', changesBetween(eventBefore, eventAfter) as Record<string, JsonValue>],
  ['organisation.updated', 'organisation', organisationChanges(...organisation)],
  ['venue.updated', 'venue', venueChanges(...venue)],
  [
    'settlement.changed',
    'settlement',
    Object.fromEntries(
      Object.entries(settlement).map(([key, value]) => [
        key,
        [({ name: 'Régi', ...nothingKnown } as Record<string, JsonValue>)[key] ?? null, value as JsonValue]
      ])
    )
  ]
];

describe.each(changes)('%s', (verb, kind, details) => {
  test.each(locales)('names every field and value in the words of %s', async (locale) => {
    const found = (await told(verb, kind, details, locale))?.changes ?? [];
    expect(found).toHaveLength(Object.keys(details).length);
    const raw = found.filter(({ label }: FieldChange) => Object.hasOwn(details, label));
    expect(raw).toEqual([]);
    const unread = found.filter(
      ({ after }) => after === null || /[{}[\]]|[a-z]_[a-z]|[0-9a-f]{8}-/.test(after)
    );
    expect(unread).toEqual([]);
  });
});

test('a change of everything was given for every field of an event, an organisation and a venue', () => {
  expect(changes.map(([, , details]) => Object.keys(details).length)).toEqual([24, 7, 25, 11]);
});

test('of contacts the history tells which went and which came, and which are internal; not those that stayed', async () => {
  const contact = (value: string, visibility: 'public' | 'internal' = 'public') =>
    ({ kind: 'phone', value, visibility }) as const;
  const stays = contact('+36 63 111 111');
  const details = organisationChanges(
    { ...organisation[0], contacts: [stays, contact('+36 63 222 222')] },
    { ...organisation[0], contacts: [stays, contact('+36 63 333 333', 'internal')] }
  );
  expect((await told('organisation.updated', 'organisation', details, 'hu'))?.changes).toEqual([
    { label: 'Elérhetőségek', before: '+36 63 222 222', after: '+36 63 333 333 (belső)' }
  ]);
  const old = { contacts: [1, 2] };
  expect((await told('organisation.updated', 'organisation', old, 'hu'))?.changes).toMatchObject([
    { before: '1 elérhetőség', after: '2 elérhetőség' }
  ]);
});

test('places and organisers are called by their names, times and rules in words', async () => {
  const [verb, kind, details] = changes[0] ?? ['', '', {}];
  const found = (await told(verb, kind, details, 'hu'))?.changes ?? [];
  expect(Object.fromEntries(found.map(({ label, after }) => [label, after]))).toMatchObject({
    Kezdés: '2027. május 2., vasárnap, 19:30',
    Helyszín: 'Nagyterem',
    Település: 'Szegvár',
    Szervezők: 'Népház',
    Ismétlődés: 'hetente: kedd',
    Közönség: 'Családok',
    Állapot: 'Meghirdetve',
    Időtartam: '1 nap'
  });
});
