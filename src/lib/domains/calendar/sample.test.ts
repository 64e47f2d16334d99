// The sample's year is whole for any day on which somebody starts: counts, keys, seasons, and Hungarian as it is written.
import { describe, expect, test } from 'vitest';
import { easterSunday, publicHolidays } from '#lib/core/feasts.ts';
import { checkRule, occurrencesOf, ruleGivesStart } from '#lib/core/recurrence.ts';
import { addDays, defaultZone, instantOf, isDay, isLocal, weekdayOf } from '#lib/core/time.ts';
import { sampleSettlements } from '#lib/domains/places/sample.ts';
import { sampleOrganisations, sampleVenues } from '#lib/domains/registry/sample.ts';
import { audiences, themes } from './model.ts';
import { windowAround } from './sample-days.ts';
import { sampleEvents } from './sample.ts';

const starts = [
  '2026-11-21',
  '2027-02-28',
  '2027-06-15',
  '2027-09-01',
  '2026-12-31',
  '2027-01-01',
  '2028-02-29'
];
const made = new Map(starts.map((today) => [today, sampleEvents(today, 1)]));
const organisations = new Set(sampleOrganisations.map(({ key }) => key));
const venues = new Map(sampleVenues.map((venue) => [venue.key, venue]));
const settlements = new Set(sampleSettlements.map(({ name }) => name));

describe.each(starts)('the sample year around %s', (today) => {
  const events = made.get(today)!;
  const window = windowAround(today);

  test('holds between 1,400 and 1,700 events, some of them tentative, cancelled or without a venue', () => {
    expect(events.length).toBeGreaterThanOrEqual(1400);
    expect(events.length).toBeLessThanOrEqual(1700);
    for (const status of ['confirmed', 'tentative', 'cancelled'])
      expect(events.filter((event) => event.status === status).length, status).toBeGreaterThan(5);
    expect(events.filter((event) => event.venue === null).length).toBeGreaterThan(5);
    expect(events.filter((event) => event.background).length).toBeGreaterThan(20);
  });

  test('starts every event inside the window and ends every series there', () => {
    for (const event of events) {
      expect(isLocal(event.start), event.start).toBe(true);
      const day = event.start.slice(0, 10);
      expect(day >= window.from && day < window.to, `${event.key} on ${day}`).toBe(true);
      for (const except of event.exdates ?? []) expect(isLocal(except), except).toBe(true);
      if (event.rule === undefined) continue;
      const until = /UNTIL=(\d{4})(\d\d)(\d\d)T215959Z$/.exec(event.rule);
      expect(until, event.rule).not.toBeNull();
      const last = `${until![1]!}-${until![2]!}-${until![3]!}`;
      expect(isDay(last) && last >= day && last <= addDays(window.to, 21), `${event.key} until ${last}`).toBe(
        true
      );
    }
  });

  test('gives rules that begin with their start, and leaves out only days that the rule would give', () => {
    for (const { key, start, minutes, allDay = false, rule, exdates = [] } of events) {
      if (rule === undefined) continue;
      expect(checkRule(rule).ok, `${key}: ${rule}`).toBe(true);
      const series = {
        start,
        minutes,
        zone: defaultZone,
        allDay,
        rule,
        exdates: [],
        rdates: [],
        overrides: []
      };
      expect(ruleGivesStart(series), `${key}: ${start} ${rule}`).toBe(true);
      const [from, to] = [window.from, addDays(window.to, 30)].map((day) =>
        instantOf(`${day}T00:00`, defaultZone)
      );
      const all = occurrencesOf(series, from!, to!, 500).occurrences.map(({ start: at }) => at.getTime());
      for (const except of exdates) expect(all, key).toContain(instantOf(except, defaultZone).getTime());
      expect(all.length - exdates.length, key).toBeGreaterThan(0);
    }
  });

  test('names who performs at a good part of what is on once, and some of them near each other within days', () => {
    const once = events.filter(({ rule, background }) => rule === undefined && !background);
    const named = once.filter(({ performers }) => performers !== undefined);
    expect(named.length).toBeGreaterThan(once.length / 4);
    const shows = Map.groupBy(named, ({ performers }) => performers![0]!);
    expect(shows.size).toBeGreaterThan(20);
    const journeys = [...shows.values()].filter((own) =>
      own.some((show, index) => {
        const next = own[index + 1];
        return (
          next && next.settlement !== show.settlement && next.start < `${addDays(show.start.slice(0, 10), 4)}`
        );
      })
    );
    expect(journeys.length).toBeGreaterThan(10);
  });

  test('repeats no key, no event, and no title within a settlement', () => {
    expect(repeated(events.map(({ key }) => key))).toEqual([]);
    expect(
      repeated(events.map(({ title, start, settlement }) => `${title}, ${start}, ${settlement}`))
    ).toEqual([]);
    expect(repeated(events.map(({ title, settlement }) => `${title}, ${settlement}`))).toEqual([]);
  });

  test('names only organisers, venues and settlements that exist, venues in their own settlement', () => {
    for (const event of events) {
      expect(event.organisers.length, event.key).toBeGreaterThan(0);
      expect(repeated(event.organisers), event.key).toEqual([]);
      for (const key of event.organisers) expect(organisations.has(key), `${event.key}: ${key}`).toBe(true);
      expect(settlements.has(event.settlement), event.settlement).toBe(true);
      if (event.venue !== null)
        expect(venues.get(event.venue)?.settlement, event.venue).toBe(event.settlement);
      for (const audience of event.audiences) expect(audiences).toContain(audience);
      for (const theme of event.themes) expect(themes).toContain(theme);
    }
  });

  test('books no venue twice at the same time, and expects no more people than it holds', () => {
    const single = events.filter(
      ({ venue, background, rule }) => venue !== null && !background && rule === undefined
    );
    expect(repeated(single.map(({ venue, start }) => `${venue!} ${start.slice(0, 10)}`))).toEqual([]);
    for (const { key, venue, attendance, background } of events) {
      expect(attendance, key).toBeGreaterThan(0);
      if (venue !== null && !background)
        expect(attendance, `${key} in ${venue}`).toBeLessThanOrEqual(venues.get(venue)!.capacity);
    }
  });

  test('holds no club on a public holiday', () => {
    const year = Number(window.from.slice(0, 4));
    const holidays = [year, year + 1].flatMap((each) => publicHolidays(each).map(({ day }) => day));
    for (const event of events.filter(({ key }) => key.startsWith('klub-'))) {
      const byday = /BYDAY=([A-Z,\d]+)/.exec(event.rule ?? '')?.[1] ?? '';
      expect(holidays, event.key).not.toContain(event.start.slice(0, 10));
      if (!/^[A-Z]{2}$/.test(byday) || event.rule!.includes('INTERVAL')) continue;
      const until = event.rule!.slice(event.rule!.indexOf('UNTIL=') + 6).slice(0, 8);
      for (let day = event.start.slice(0, 10); day.replaceAll('-', '') <= until; day = addDays(day, 7))
        if (holidays.includes(day))
          expect(event.exdates, event.key).toContain(`${day}${event.start.slice(10)}`);
    }
  });

  test('keeps feasts in their season and on their weekday', () => {
    const of = (tradition: string): string[] =>
      events.filter((event) => event.tradition === tradition).map(({ start }) => start.slice(0, 10));
    for (const day of of('szüret')) expect([9, 10], day).toContain(Number(day.slice(5, 7)));
    for (const day of of('Mikulás')) expect(day.slice(5), day).toMatch(/^12-0[3-9]$/);
    for (const day of of('locsolkodás')) {
      const easter = easterSunday(Number(day.slice(0, 4)));
      expect([addDays(easter, -1), easter, addDays(easter, 1)]).toContain(day);
    }
    for (const day of of('advent')) expect([6, 7], day).toContain(weekdayOf(day));
    expect(of('szüret').length).toBeGreaterThan(15);
  });

  test('is written in whole sentences with Hungarian letters and marks', () => {
    for (const { key, title, summary, description } of events) {
      expect(title, key).toMatch(/^„?[A-ZÁÉÍÓÖŐÚÜŰ]/);
      expect(title, key).not.toMatch(/[.,;:]$/);
      for (const text of [summary, ...(description === undefined ? [] : [description])])
        expect(text, key).toMatch(/^[A-ZÁÉÍÓÖŐÚÜŰ„…].*[.!?…]$/);
      for (const text of [title, summary, description ?? ''])
        expect(text, key).not.toMatch(/ {2}|[ôûõÔÛÕ]| [,.;:!?]|["“]|\.\.\.| - |,,|\d ?Ft\d/);
    }
  });
});

test('the same day and seed give the same events; another seed moves them and leaves the feasts', () => {
  const again = sampleEvents('2026-11-21', 1);
  const other = sampleEvents('2026-11-21', 2);
  expect(again).toEqual(made.get('2026-11-21'));
  expect(other).not.toEqual(again);
  expect(sampleEvents('2026-11-21', 2)).toEqual(other);
  const local = (events: typeof other): string[] =>
    events.filter(({ key }) => key.startsWith('helyi-')).map(({ key, start }) => `${key} ${start}`);
  expect(local(other)).toEqual(local(again));
});

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.has(value) || !seen.add(value));
}
