// Makes of a large question about a tour smaller ones, whose answers are plans of the large one too: a first plan comes soon.
import type { TourQuestion, Window } from '#lib/core/itinerary.ts';

type Question = Omit<TourQuestion, 'travel'>;

/** Minutes: so far apart are the hours at which a show may be over, as travel is rounded. */
const grain = 15;
const week = 7;

/** About so many steps the search has to weigh: ways from each place to each show of a day, and from each show to the next. */
export function stepsOf({ stops, days, overnight, restAfter, showsPerDay = 1 }: Question): number {
  const worked = restAfter === undefined ? 1 : restAfter + 1;
  const mornings = (overnight ? stops.length + 1 : 1) * worked;
  return days.reduce((sum, { from, to }) => {
    let [shows, ends] = [0, 0];
    for (const { windows, show, setUp, takeDown } of stops)
      for (const window of windows)
        if (window.from < to && window.to > from) {
          shows++;
          const room = window.to - window.from - setUp - show - takeDown;
          ends += Math.max(0, Math.floor(room / grain)) + 1;
        }
    const first = mornings * shows;
    return sum + first + (showsPerDay > 1 ? Math.min(first, ends * worked) * (showsPerDay - 1) * shows : 0);
  }, 0);
}

/** A small question is answered before anybody has looked twice; it needs no plan before its own. */
const small = 80_000;
const middle = 300_000;
/** What is larger has no room in the thread. */
const large = 2_000_000;

/** The questions to ask one after the other, the whole one last where there is any hope for it. */
export function questionsOf<Asked extends Question>(question: Asked): readonly Asked[] {
  const steps = stepsOf(question);
  if (steps <= small) return [question];
  return [
    // Home every evening is a small question, and over all the days.
    ...(question.overnight ? [thinned({ ...question, overnight: false }, small)] : []),
    thinned(question, small),
    ...(steps > middle ? [thinned(question, middle)] : []),
    ...(steps <= large ? [question] : [])
  ];
}

/** With at most about so many steps, as far as that can be: less choice of the hour, then one show a day, then fewer weeks. */
export function thinned<Asked extends Question>(question: Asked, steps: number): Asked {
  if (stepsOf(question) <= steps) return question;
  const oneHour = withWindows(question, (windows, isKept) => {
    const best = new Map<number, Window>();
    for (const window of windows) {
      const day = question.days.findIndex(({ from, to }) => window.from < to && window.to > from);
      const known = best.get(day);
      if (!known || (!isKept(known) && (isKept(window) || (window.penalty ?? 0) < (known.penalty ?? 0))))
        best.set(day, window);
    }
    return [...best.values()];
  });
  let thin: Asked = oneHour;
  if (stepsOf(thin) > steps) thin = { ...thin, showsPerDay: 1 };
  const weeks = Math.ceil(question.days.length / week);
  for (let each = 2; each <= weeks && stepsOf(thin) > steps; each++)
    thin = { ...withWindows(oneHour, (windows, isKept) => inWeeks(windows, isKept, each)), showsPerDay: 1 };
  return thin;

  /** Of every so many weeks one; who is free in none of them keeps the first day of their own. */
  function inWeeks(windows: readonly Window[], isKept: IsKept, each: number): readonly Window[] {
    const left = windows.filter((window) => {
      const day = question.days.findIndex(({ from, to }) => window.from < to && window.to > from);
      return isKept(window) || Math.floor(day / week) % each === 0;
    });
    return left.length > 0 ? left : windows.slice(0, 1);
  }
}

type IsKept = (window: Window) => boolean;

/** What was agreed can always stay. */
function withWindows<Asked extends Question>(
  question: Asked,
  choose: (windows: readonly Window[], isKept: IsKept) => readonly Window[]
): Asked {
  const kept = new Map((question.kept ?? []).map(({ id, start }) => [id, start]));
  return {
    ...question,
    stops: question.stops.map((stop) => {
      const start = kept.get(stop.id);
      return {
        ...stop,
        windows: choose(stop.windows, ({ from, to }) => start !== undefined && from <= start && start < to)
      };
    })
  };
}
