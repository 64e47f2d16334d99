import { describe, expect, test } from 'vitest';
import { findPerformerMeetings, journeyDays, meetingOf, type Appearance } from './performer-meetings.ts';

const szentes = { lat: 46.654, lon: 20.26 };
const szegvar = { lat: 46.587, lon: 20.224 };
const ozd = { lat: 48.219, lon: 20.287 };
const hour = 60;
const day = 24 * hour;

const show = (event: string, start: number, more: Partial<Appearance> = {}): Appearance => ({
  ...{ event, performers: ['anna kiss'], at: szentes, start, end: start + 2 * hour },
  ...more
});

describe('one performer in two villages', () => {
  test('at overlapping times is a mistake, however far the two are', () => {
    for (const at of [szegvar, ozd])
      expect(meetingOf(show('a', 0), show('b', hour, { at }))).toMatchObject({
        kind: 'at_once',
        minutes: hour
      });
  });

  test('one after the other on a day is a journey, when they are near', () => {
    expect(meetingOf(show('a', 0), show('b', 2 * hour, { at: szegvar }))).toMatchObject({
      kind: 'near',
      minutes: 2 * hour
    });
    expect(meetingOf(show('a', 0), show('b', 2 * hour, { at: ozd }))).toBeNull();
  });

  test('two days apart is a journey either way', () => {
    expect(meetingOf(show('a', 0), show('b', 2 * day, { at: szegvar }))?.minutes).toBe(2 * day);
    expect(meetingOf(show('a', 2 * day), show('b', 0, { at: szegvar }))?.minutes).toBe(2 * day);
  });

  test('more than ten days apart is nothing', () => {
    const far = journeyDays * day;
    expect(meetingOf(show('a', 0), show('b', far, { at: szegvar }))).not.toBeNull();
    expect(meetingOf(show('a', 0), show('b', far + 1, { at: szegvar }))).toBeNull();
  });
});

test('a whole day of festival may be interrupted, and a house stands beside its square', () => {
  const festival = show('a', 0, { end: 10 * hour });
  expect(meetingOf(festival, show('b', 5 * hour, { at: szegvar }))?.kind).toBe('near');
  expect(meetingOf(show('a', 0), show('b', hour, { at: { lat: 46.655, lon: 20.261 } }))?.kind).toBe('near');
});

test('what lasts nobody knows how long lasts an hour', () => {
  const unknown = show('a', 0, { end: 0 });
  expect(meetingOf(unknown, show('b', hour - 1, { at: szegvar }))?.kind).toBe('at_once');
  expect(meetingOf(unknown, show('b', hour, { at: szegvar }))?.kind).toBe('near');
});

test('two programmes of one performer are named once, by their worst meeting', () => {
  const found = findPerformerMeetings([
    show('a', 0),
    show('b', 3 * day, { at: szegvar }),
    show('a', 7 * day),
    show('b', 7 * day + hour, { at: szegvar }),
    show('c', 0, { performers: ['bela nagy'], at: szegvar }),
    show('d', 0, { at: null })
  ]);
  expect(found).toMatchObject([{ a: 2, b: 3, kind: 'at_once', performer: 'anna kiss' }]);
});

test('can be asked for mistakes alone, and does not mind the order of what it is given', () => {
  const shows = [show('a', 0), show('b', hour, { at: szegvar }), show('c', day, { at: szegvar })];
  expect(findPerformerMeetings(shows, { only: 'at_once' })).toHaveLength(1);
  const pairs = (list: readonly Appearance[]): string[] =>
    findPerformerMeetings(list)
      .map(({ a, b, kind }) => [kind, ...[list[a]?.event, list[b]?.event].sort()].join(' '))
      .sort();
  expect(pairs([...shows].reverse())).toEqual(pairs(shows));
  expect(pairs(shows)).toEqual(['at_once a b', 'near a c', 'near b c']);
});
