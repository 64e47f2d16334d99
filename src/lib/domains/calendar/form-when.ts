// Says in the fields of the form when an event takes place and how it repeats.
import { choiceIn } from '#lib/core/recurrence-choice.ts';
import { addDays, addLocalMinutes } from '#lib/core/time.ts';
import { movedSeries } from './slot-series.ts';

/** What of an event the form asks about its time: local, as it is kept. */
export interface LocalTimes {
  readonly starts: string;
  readonly minutes: number;
  readonly allDay: boolean;
  readonly rule: string | null;
  readonly exdates: readonly string[];
}

export interface WhenFields {
  readonly texts: Readonly<Record<string, string>>;
  readonly weekday: readonly string[];
}

export function whenFields({ starts, minutes, allDay, rule, exdates }: LocalTimes): WhenFields {
  const day = starts.slice(0, 10);
  const end = allDay ? `${addDays(day, minutes / 1440 - 1)}T00:00` : addLocalMinutes(starts, minutes);
  const choice = rule === null ? null : choiceIn(rule);
  // The form has no field for «ten times»: such a rule is shown as it is written.
  const plain = choice && choice.kind !== 'raw' && !choice.count ? choice : null;
  return {
    texts: {
      date: day,
      time: allDay ? '' : starts.slice(11),
      end_date: end.slice(0, 10) === day ? '' : end.slice(0, 10),
      end_time: allDay || minutes === 0 ? '' : end.slice(11),
      all_day: allDay ? 'yes' : '',
      repeat: rule === null ? 'none' : (plain?.kind ?? 'other'),
      rule: plain ? '' : (rule ?? ''),
      every: String(plain?.every ?? 1),
      until: plain?.until ?? '',
      except: exdates.map((local) => local.slice(0, 10)).join(', ')
    },
    weekday: plain?.kind === 'weekly' ? plain.weekdays.map(String) : []
  };
}

/** The fields of an event that begins at another time, as long as before; of a series, all of it moved. */
export function whenFieldsAt(event: LocalTimes, starts: string): WhenFields {
  return whenFields(event.rule === null ? { ...event, starts } : (movedSeries(event, starts) ?? event));
}
