// What other people's readers make of our news feed, and whether our events say what schema.org and search engines ask for.
import { parseFeed } from '@rowanmanning/feed-parser';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import type { Id } from '#lib/core/ids.ts';
import { rssOf } from './feeds.server.ts';
import { followAddresses } from './follow.ts';
import type { FullEvent } from './queries.server.ts';
import type { ListedOccurrence } from './occurrences.server.ts';
import { eventJsonLd } from './structured-data.ts';

const now = new Date('2026-12-01T10:00:00Z');
const origin = 'https://kalaka.example';

const row: ListedOccurrence = {
  event: '0190a000-0000-7000-8000-000000000001' as Id<'event'>,
  recurrenceId: '2026-12-05T16:00',
  slug: 'szureti-bal',
  title: 'Őszi „bál” <b>& tánc</b> ]]> vége',
  summary: 'Két dal & egy <vers>.',
  startsAt: new Date('2026-12-05T15:00:00Z'),
  endsAt: new Date('2026-12-05T17:00:00Z'),
  allDay: false,
  status: 'confirmed',
  background: false,
  settlement: 'Szegvár',
  venue: 'Művelődési Ház',
  audiences: [],
  themes: ['music'],
  organiserName: null
};

describe('a news reader', () => {
  test('finds title, address, description and a lasting mark of every event', async () => {
    const words = await wordsIn('hu');
    const address = `${origin}/feeds/events.rss?near=szegvar&within=20`;
    const feed = parseFeed(rssOf([row], address, { words, origin, now, title: 'Kaláka: programok & más' }));
    expect(feed.meta).toMatchObject({ type: 'rss', version: '2.0' });
    expect(feed.title).toBe('Kaláka: programok & más');
    expect(feed.language).toBe('hu');
    expect(feed.url).toBe(`${origin}/programok`);
    expect(feed.self).toBe(address);
    const [item] = feed.items;
    expect(item?.title).toBe(`2026-12-05 ${row.title}`);
    expect(item?.url).toBe(`${origin}/programok/szureti-bal`);
    expect(item?.id).toBe(`${row.event} ${row.recurrenceId}`);
    expect(item?.description).toContain('Művelődési Ház, Szegvár. Két dal & egy <vers>.');
  });

  test('takes an empty feed for what it is', async () => {
    const words = await wordsIn('en');
    const feed = parseFeed(
      rssOf([], `${origin}/en/feeds/events.rss`, { words, origin, now, title: 'Empty' })
    );
    expect([feed.title, feed.items.length, feed.language]).toEqual(['Empty', 0, 'en']);
  });
});

const event = {
  slug: 'szureti-bal',
  title: 'Őszi bál',
  summary: 'Zenével.',
  allDay: false,
  zone: 'Europe/Budapest',
  status: 'confirmed',
  place: null,
  lat: null,
  lon: null,
  venue: { id: 'v', slug: 'muvhaz', name: 'Művelődési Ház', street: 'Hunyadi u. 1.', lat: 46.58, lon: 20.22 },
  settlement: { id: 's', slug: 'szegvar', name: 'Szegvár', lat: 46.58, lon: 20.22 },
  organisers: [{ id: 'o', slug: 'muvhaz', name: 'Szegvári Művelődési Ház' }],
  performers: []
} as unknown as FullEvent;
const time = { startsAt: new Date('2026-12-05T15:00:00Z'), endsAt: new Date('2026-12-05T17:00:00Z') };
const addresses = {
  pageAddress: `${origin}/programok/szureti-bal`,
  picture: `${origin}/feeds/events/szureti-bal.png`,
  organiserAddress: (slug: string) => `${origin}/szervezetek/${slug}`
};
const said = (change: Partial<FullEvent> = {}, at = time): Record<string, unknown> =>
  JSON.parse(JSON.stringify(eventJsonLd({ ...event, ...change }, at, addresses))) as Record<string, unknown>;

test('performers are persons and groups, those of the register with their page', () => {
  const performers = [
    { name: 'Kiss Anna', role: 'mesemondó', organisation: null, slug: null },
    { name: 'Kórógyi Citerazenekar', role: null, organisation: 'o', slug: 'citera' }
  ] as unknown as FullEvent['performers'];
  expect(said({ performers })['performer']).toMatchObject([
    { '@type': 'Person', name: 'Kiss Anna' },
    { '@type': 'PerformingGroup', name: 'Kórógyi Citerazenekar', url: `${origin}/szervezetek/citera` }
  ]);
});

// The vocabulary itself is held by the compiler: the functions return schema.org's types (schema-dts).
describe('schema.org', () => {
  test('an event has what search engines ask for: name, start, place with address, absolute addresses', () => {
    expect(said()).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Event',
      name: 'Őszi bál',
      startDate: '2026-12-05T15:00:00.000Z',
      endDate: '2026-12-05T17:00:00.000Z',
      eventStatus: 'https://schema.org/EventScheduled',
      image: addresses.picture,
      url: addresses.pageAddress,
      location: {
        '@type': 'Place',
        name: 'Művelődési Ház',
        address: { '@type': 'PostalAddress', addressLocality: 'Szegvár', addressCountry: 'HU' },
        geo: { latitude: 46.58, longitude: 20.22 }
      },
      organizer: [{ '@type': 'Organization', url: `${origin}/szervezetek/muvhaz` }]
    });
  });

  test('whole days are days, and the last day is the last on which it is on', () => {
    const days = { startsAt: new Date('2027-07-08T22:00:00Z'), endsAt: new Date('2027-07-11T22:00:00Z') };
    expect(said({ allDay: true }, days)).toMatchObject({ startDate: '2027-07-09', endDate: '2027-07-11' });
  });

  test('an end that nobody knows is not made up', () => {
    expect(said({}, { startsAt: time.startsAt, endsAt: time.startsAt })).not.toHaveProperty('endDate');
  });

  test('a cancelled event says so', () => {
    expect(said({ status: 'cancelled' })).toMatchObject({ eventStatus: 'https://schema.org/EventCancelled' });
  });

  test('a point without one of its coordinates is no point', () => {
    const half = { ...event.venue, lon: null } as FullEvent['venue'];
    expect(said({ venue: half })['location']).not.toHaveProperty('geo');
  });
});

test('calendar programs are given the address in the form that each of them takes', () => {
  const { webcal, google, outlook } = followAddresses(`${origin}/feeds/events.ics?near=szegvar&within=20`);
  expect(webcal).toBe('webcal://kalaka.example/feeds/events.ics?near=szegvar&within=20');
  expect(new URL(google).searchParams.get('cid')).toBe(webcal);
  expect(new URL(outlook).searchParams.get('url')).toBe(`${origin}/feeds/events.ics?near=szegvar&within=20`);
});
