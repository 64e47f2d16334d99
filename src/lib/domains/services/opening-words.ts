// Says in words whether a service is open now and when next, and lays its week out.
import { publicHolidays } from '#lib/core/feasts.ts';
import { openingState, type OpeningPlan } from '#lib/core/opening.ts';
import { addDays, dayMs, dayOf, defaultZone } from '#lib/core/time.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { hoursText } from './hours.ts';
import { weekdays } from './input.ts';
import type { ServiceFacts } from './model.ts';

export type Opened = Pick<ServiceFacts, 'openings' | 'exceptions' | 'holidaysClosed'>;

export interface StateSaid {
  readonly tone: 'open' | 'closed' | 'unknown';
  readonly text: string;
}

/** @param venue the place that is asked about: where it keeps hours of its own, those alone hold; null for wherever it is open */
export function planOf(service: Opened, venue: string | null): OpeningPlan {
  const own = service.openings.filter((opening) => opening.venue === venue);
  const everywhere = service.openings.filter((opening) => opening.venue === null);
  return {
    zone: defaultZone,
    weekly: venue === null ? service.openings : own.length > 0 ? own : everywhere,
    exceptions: service.exceptions,
    isHoliday: (day) => service.holidaysClosed && isPublicHoliday(day)
  };
}

export function stateSaid(words: Words, service: Opened, venue: string | null, now: Date): StateSaid {
  const found = openingState(planOf(service, venue), now);
  if (found.state === 'unknown') return { tone: 'unknown', text: words.t('services.state.unknown') };
  const today = dayOf(now, defaultZone);
  if (found.state === 'open') {
    if (found.until.getTime() - now.getTime() > 10 * dayMs)
      return { tone: 'open', text: words.t('services.state.always') };
    const time = words.time(found.until);
    // Until midnight is still today.
    const last = dayOf(new Date(found.until.getTime() - 1), defaultZone);
    return last === today
      ? {
          tone: 'open',
          text: words.t('services.state.openUntil', { time: time === '00:00' ? '24:00' : time })
        }
      : {
          tone: 'open',
          text: words.t('services.state.openUntilDay', { day: words.date(found.until, 'weekday'), time })
        };
  }
  if (!found.next) return { tone: 'closed', text: words.t('services.state.closed') };
  const [day, time] = [dayOf(found.next, defaultZone), words.time(found.next)];
  if (day === today) return { tone: 'closed', text: words.t('services.state.opensToday', { time }) };
  if (day === addDays(today, 1))
    return { tone: 'closed', text: words.t('services.state.opensTomorrow', { time }) };
  const style = day < addDays(today, 7) ? 'weekday' : 'medium';
  return {
    tone: 'closed',
    text: words.t('services.state.opensDay', { day: words.date(found.next, style), time })
  };
}

/** Monday to Sunday; hours as text, null on days when it is closed. Empty when nobody has said. */
export function weekSaid(
  words: Words,
  service: Opened,
  venue: string | null
): readonly { readonly day: string; readonly hours: string | null }[] {
  const { weekly } = planOf(service, venue);
  if (weekly.length === 0) return [];
  return weekdays.map((weekday) => ({
    // 2 January 2023 was a Monday.
    day: words.date(addDays('2023-01-01', weekday), 'weekday'),
    hours:
      hoursText(
        weekly.filter((opening) => opening.weekday === weekday).sort((a, b) => (a.opens < b.opens ? -1 : 1))
      ) || null
  }));
}

const holidays = new Map<string, ReadonlySet<string>>();

function isPublicHoliday(day: string): boolean {
  const year = day.slice(0, 4);
  let days = holidays.get(year);
  if (!days) holidays.set(year, (days = new Set(publicHolidays(Number(year)).map((feast) => feast.day))));
  return days.has(day);
}
