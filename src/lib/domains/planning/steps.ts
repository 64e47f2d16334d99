// The small steps by which an event is tried elsewhere: a day or an hour.
import { addDays } from '#lib/core/time.ts';

/** The same hour a day earlier or later, and an hour earlier or later on the same day. */
export function stepsFrom(starts: string): {
  dayBefore: string;
  dayAfter: string;
  hourBefore: string | null;
  hourAfter: string | null;
} {
  const [day = '', time = ''] = starts.split('T');
  const at = (hours: number): string | null => {
    const hour = Number(time.slice(0, 2)) + hours;
    return hour < 0 || hour > 23 ? null : `${day}T${String(hour).padStart(2, '0')}${time.slice(2)}`;
  };
  return {
    dayBefore: `${addDays(day, -1)}T${time}`,
    dayAfter: `${addDays(day, 1)}T${time}`,
    hourBefore: at(-1),
    hourAfter: at(1)
  };
}
