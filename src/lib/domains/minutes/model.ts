// What agendas, decisions, tasks and minutes are: their states, and the rules of time about them.
import { addDays, addMonths, daysBetween } from '#lib/core/time.ts';

export const itemStates = ['proposed', 'accepted', 'declined'] as const;
export type ItemState = (typeof itemStates)[number];
export const voices = ['agreed', 'abstained', 'opposed'] as const;
export type Voice = (typeof voices)[number];
export const taskStates = ['open', 'done', 'dropped'] as const;
export type TaskState = (typeof taskStates)[number];
export type DoneHow = 'account' | 'link' | 'table';
export const minutesStates = ['draft', 'sent', 'approved'] as const;
export type MinutesState = (typeof minutesStates)[number];
export const presences = ['present', 'remote', 'excused', 'absent'] as const;
export type Presence = (typeof presences)[number];

/** Of an item for which nobody has said how long it takes. */
export const usualMinutes = 10;
/** Beyond so many items nobody follows a meeting. */
export const mostItems = 60;
export const mostDecisions = 100;
export const mostTasks = 200;
export const mostGuests = 60;

/** How the planned minutes fill the meeting; what has no length counts as usual. */
export function fill(
  items: readonly { readonly minutesPlanned: number | null }[],
  length: number
): { readonly planned: number; readonly left: number } {
  const planned = items.reduce((sum, { minutesPlanned }) => sum + (minutesPlanned ?? usualMinutes), 0);
  return { planned, left: length - planned };
}

/** The local minute of the day at which each item begins: 970 is 16:10. */
export function beginnings(
  items: readonly { readonly minutesPlanned: number | null }[],
  starts: string
): number[] {
  let at = Number(starts.slice(11, 13)) * 60 + Number(starts.slice(14, 16));
  return items.map(({ minutesPlanned }) => {
    const begins = at;
    at += minutesPlanned ?? usualMinutes;
    return begins % 1440;
  });
}

/** The ids in their order with one moved a place up or down; as they were when it cannot go there. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  const order = ids.filter((each) => each !== id);
  order.splice(to, 0, id);
  return order;
}

/** The days that buttons offer for a task: in two weeks, in a month, the day before the next meeting when it is known. */
export function offeredDays(
  day: string,
  nextMeeting: string | null
): { readonly key: 'twoWeeks' | 'month' | 'nextMeeting'; readonly day: string }[] {
  return [
    { key: 'twoWeeks', day: addDays(day, 14) },
    { key: 'month', day: addMonths(day, 1) },
    ...(nextMeeting && nextMeeting > day ? [{ key: 'nextMeeting' as const, day: nextMeeting }] : [])
  ];
}

/** Days before its day on which the owner of a task is reminded. */
export const remindDaysBefore = 7;

/**
 * A week before, on the day, then every week: gently, and once each.
 * @param remindedOn the last day on which its owner was reminded
 */
export function reminderDue(
  task: { readonly dueOn: string | null; readonly remindedOn: string | null; readonly createdOn: string },
  today: string
): 'coming' | 'today' | 'overdue' | null {
  const { dueOn, remindedOn, createdOn } = task;
  if (dueOn === null) return null;
  const left = daysBetween(today, dueOn);
  if (left > remindDaysBefore) return null;
  if (left > 0) {
    // Whoever took it on a few days ago has not forgotten it.
    const taken = daysBetween(createdOn, today);
    return remindedOn !== null && daysBetween(remindedOn, dueOn) <= remindDaysBefore
      ? null
      : taken < 3
        ? null
        : 'coming';
  }
  if (left === 0) return remindedOn === today ? null : 'today';
  if (remindedOn === null || remindedOn < dueOn) return 'overdue';
  return daysBetween(remindedOn, today) >= 7 ? 'overdue' : null;
}

export type Urgency = 'overdue' | 'soon' | 'later' | 'someday';

export function urgencyOf(dueOn: string | null, today: string): Urgency {
  if (dueOn === null) return 'someday';
  if (dueOn < today) return 'overdue';
  return daysBetween(today, dueOn) <= remindDaysBefore ? 'soon' : 'later';
}

/** «3/2026»: the third decision of the year in which its meeting was. */
export function decisionMark(number: number | null, day: string): string | null {
  return number === null ? null : `${number}/${day.slice(0, 4)}`;
}
