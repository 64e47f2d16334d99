import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseRule } from '#lib/core/recurrence-rule.ts';
import { walkRule } from '#lib/core/recurrence-walk.ts';
import { wallMs } from '#lib/core/time.ts';

interface Case {
  RRULE: string;
  DTSTART: string;
  INSTANCES: string;
  comment?: string;
  'START-AT'?: string;
}

const file = '../shared/data/icalendar/libical/recur/icalrecur_test.json';
const cases: Case[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
const compact = (wall: number) => new Date(wall * 1000).toISOString().slice(0, 19).replace(/[-:]/g, '');
const seconds = (text: string) =>
  wallMs(
    text.padEnd(15, 'T000000').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d).*/, '$1-$2-$3T$4:$5:$6')
  ) / 1000;

/** The rule's own wall times, UNTIL as wall time, one more than asked for to see that it ends. */
export function starts(text: string, dtstart: string, most: number, from = dtstart): string[] {
  const parsed = parseRule(text);
  if (!parsed.ok) return [`${parsed.reason} ${parsed.part}`];
  const { until } = parsed.value;
  const allDay = dtstart.length === 8;
  const local =
    until?.kind === 'utc'
      ? until.instant.toISOString().slice(0, 19)
      : until?.kind === 'local'
        ? until.local
        : `${until?.day}T23:59:59`;
  const found: string[] = [];
  walkRule(
    {
      rule: parsed.value,
      start: seconds(dtstart),
      from: seconds(from),
      last: until ? wallMs(local) / 1000 : wallMs('2200-01-01T00:00') / 1000,
      allDay,
      steps: 1_000_000
    },
    (wall) => found.push(allDay ? compact(wall).slice(0, 8) : compact(wall)) < most
  );
  return found;
}

describe('rules generate the instances of the libical corpus', () => {
  test.runIf(cases.length === 0)(`the corpus is at ${file}`, (context) =>
    context.skip('the corpus is absent')
  );
  for (const each of cases) {
    // libical itself has no answer for this one: week 1 counted in years of weeks, then the 30 December in it.
    const expected = each.INSTANCES.includes('UNIMPLEMENTED')
      ? ['20241230', '20251230', '20301230', '20311230']
      : each.INSTANCES.split(',').map((text) => text.replace('Z', ''));
    test(`${each.RRULE} from ${each.DTSTART}${each['START-AT'] ? ` since ${each['START-AT']}` : ''}`, () => {
      const found = starts(each.RRULE, each.DTSTART, expected.length + 1, each['START-AT'] ?? each.DTSTART);
      const since = each['START-AT'] ?? '';
      expect(found).toEqual(expected.filter((text) => text >= since));
    });
  }
});

describe('reading a rule', () => {
  test('forgives letter case, spaces, a semicolon too many and the name in front', () => {
    const tidy = parseRule('FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3');
    expect(tidy.ok).toBe(true);
    expect(parseRule('rrule:freq=weekly; byday=mo, we;count=3;')).toEqual(tidy);
  });
  test.each([
    ['', 'FREQ'],
    ['BYDAY=MO', 'FREQ'],
    ['FREQ=FORTNIGHTLY', 'FREQ'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'FREQ=WEEKLY'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAY=2MO', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'BYDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY'],
    ['FREQ=YEARLY;BYMONTH=13', 'BYMONTH'],
    ['FREQ=YEARLY;BYMONTH=0', 'BYMONTH'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=-1', 'INTERVAL'],
    ['FREQ=DAILY;COUNT=1e3', 'COUNT'],
    ['FREQ=DAILY;UNTIL=20270230', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=2027-02-20', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20270220T250000Z', 'UNTIL'],
    ['FREQ=DAILY;__PROTO__=1', '__PROTO__=1'],
    ['FREQ=DAILY;nonsense', 'NONSENSE'],
    ['RSCALE=CHINESE;FREQ=YEARLY', 'RSCALE']
  ])('%s is refused because of %s', (text, part) =>
    expect(parseRule(text)).toEqual({ ok: false, reason: 'not_understood', part })
  );
});
