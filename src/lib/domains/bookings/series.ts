// Cuts a series in two at one of its occurrences, and takes one out of it.
import { parseRule } from '#lib/core/recurrence-rule.ts';
import { occurrencesOf } from '#lib/core/recurrence.ts';
import { addDays, defaultZone } from '#lib/core/time.ts';

/** When a booking takes place; local starts in the usual zone. */
export interface BookedTimes {
  readonly starts: string;
  readonly minutes: number;
  readonly allDay: boolean;
  readonly rule: string | null;
  readonly exdates: readonly string[];
}

/** Which occurrences of a series a change is about. */
export const scopes = ['one', 'following', 'all'] as const;
export type Scope = (typeof scopes)[number];

/** Far more than may be booked, so that a count is counted to its end. */
const most = 2000;

/** Local starts, soonest first. */
export function localStarts(times: BookedTimes): string[] {
  const series = { ...times, start: times.starts, zone: defaultZone, rdates: [], overrides: [] };
  return occurrencesOf(series, new Date(0), new Date(8.64e15), most).occurrences.map(
    ({ recurrenceId }) => recurrenceId
  );
}

/**
 * What stays when the occurrences that a change is about are taken out, and these themselves.
 * @param local the start of an occurrence, as in `localStarts`
 * @returns `rest` is null where nothing stays
 */
export function cutSeries(
  times: BookedTimes,
  { scope, local }: { scope: Scope; local: string }
): { readonly rest: BookedTimes | null; readonly cut: BookedTimes } {
  const starts = localStarts(times);
  const { rule } = times;
  const earlier = starts.filter((each) => each < local);
  if (rule === null || scope === 'all' || starts.length <= 1) return { rest: null, cut: times };
  if (scope === 'one')
    return {
      rest: { ...times, exdates: [...new Set([...times.exdates, local])].sort() },
      cut: { ...times, starts: local, rule: null, exdates: [] }
    };
  if (earlier.length === 0) return { rest: null, cut: times };
  // A count counts what was left out too.
  const counted = localStarts({ ...times, exdates: [] }).filter((each) => each >= local).length;
  return {
    rest: {
      ...times,
      rule: endingWith(rule, `UNTIL=${addDays(local.slice(0, 10), -1).replaceAll('-', '')}`),
      exdates: times.exdates.filter((each) => each < local)
    },
    cut: {
      ...times,
      starts: local,
      rule: hasCount(rule) ? endingWith(rule, `COUNT=${counted}`) : rule,
      exdates: times.exdates.filter((each) => each >= local)
    }
  };
}

function hasCount(rule: string): boolean {
  const parsed = parseRule(rule);
  return parsed.ok && parsed.value.count !== null;
}

function endingWith(rule: string, end: string): string {
  const pattern = rule.split(';').filter((part) => !/^(UNTIL|COUNT)=/i.test(part));
  return [...pattern, end].join(';');
}
