// What histories keep of moved and cancelled occurrences of a series: those that a change was about, where they were and are.
import type { Override } from '#lib/core/recurrence.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { findOccurrence, isGiven, type Times } from './occurrence.ts';

/** By name, each as it was and as it is; one that the series does not have is left out. Two empty lists when none has moved. */
export function movedInstances(before: Times, after: Times): readonly [Override[], Override[]] {
  const names = [...before.overrides, ...after.overrides].map(({ recurrenceId }) => recurrenceId);
  const differing = [...new Set(names)].sort().filter((name) => {
    const [was, is] = [before, after].map((each) => overrideIn(each, name));
    return was?.start !== is?.start || was?.minutes !== is?.minutes;
  });
  return [stand(before, differing), stand(after, differing)];
}

function overrideIn({ overrides }: Times, name: string): Override | undefined {
  return overrides.find(({ recurrenceId }) => recurrenceId === name);
}

function stand(event: Times, names: readonly string[]): Override[] {
  return names.flatMap((recurrenceId): Override[] => {
    const kept = overrideIn(event, recurrenceId);
    if (kept) return [{ recurrenceId, start: kept.start, minutes: kept.minutes }];
    const found = findOccurrence(event, recurrenceId);
    return found ? [{ recurrenceId, start: found.starts, minutes: found.minutes }] : [];
  });
}

/** The moved instances of a series with those put back where they were; what the series gives no more stays away. */
export function instancesBefore(event: Times, were: readonly Override[]): Override[] {
  const names = new Set(were.map(({ recurrenceId }) => recurrenceId));
  const back = were.filter(
    ({ recurrenceId, start, minutes }) =>
      isGiven(event, recurrenceId) && (start !== recurrenceId || minutes !== event.minutes)
  );
  return [...event.overrides.filter(({ recurrenceId }) => !names.has(recurrenceId)), ...back];
}

/** Whether each of them is still there. */
export function standAt(event: Times, those: readonly Override[]): boolean {
  return those.every(({ recurrenceId, start, minutes }) => {
    const now = findOccurrence(event, recurrenceId);
    return start === null ? now === null : now?.starts === start && now.minutes === minutes;
  });
}

/** Of what a history has kept, whatever it is. */
export function overridesIn(value: JsonValue): Override[] {
  return (Array.isArray(value) ? value : []).flatMap((each): Override[] => {
    const { recurrenceId, start, minutes } = (each ?? {}) as Readonly<Record<string, unknown>>;
    return typeof recurrenceId === 'string' && typeof minutes === 'number'
      ? [{ recurrenceId, start: typeof start === 'string' ? start : null, minutes }]
      : [];
  });
}
