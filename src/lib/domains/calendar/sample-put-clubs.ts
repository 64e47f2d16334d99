// Puts the weekly and monthly clubs on the calendar: a rule each, without the feasts and holidays.
import { addDays, addMonths, firstOfMonth, weekdayOf } from '#lib/core/time.ts';
import { dayOfRule } from './sample-days.ts';
import { isQuiet, organisationByKey, type Plan } from './sample-planner.ts';
import { kiskunsagClubs, ozdClubs, szentesClubs } from './sample-clubs.ts';
import type { ClubRow, Rhythm, SampleEvent } from './sample-shape.ts';

const names = ['', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export function putClubs(plan: Plan): void {
  const groups = { ozd: ozdClubs, 'felso-kiskunsag': kiskunsagClubs, szentes: szentesClubs };
  for (const [region, rows] of Object.entries(groups))
    rows.forEach((row, index) => {
      const event = clubEvent(plan, row, `klub-${region}-${String(index + 1)}`);
      // Clubs fill a room, not a village's day: they are not counted among its events of the day.
      if (event) plan.events.push(event);
    });
}

function clubEvent(plan: Plan, row: ClubRow, key: string): SampleEvent | null {
  const [organiser, venue, rhythm, time, minutes, title, summary, audiences, themes, attendance, season] =
    row;
  const settlement = organisationByKey.get(organiser)?.settlement;
  if (settlement === undefined) throw new RangeError(`No such organiser in the sample: ${organiser}`);
  const days = daysOf(rhythm, plan);
  const kept = days.filter((day) => !isQuiet(plan, day) && inSeason(day, season));
  const [first, last] = [kept[0], kept.at(-1)];
  if (first === undefined || last === undefined) return null;
  const exdates = days.filter((day) => day > first && day < last && !kept.includes(day));
  return {
    key,
    title,
    summary,
    organisers: [organiser],
    venue,
    settlement,
    start: `${first}T${time}`,
    minutes,
    rule: `${ruleOf(rhythm)};UNTIL=${last.replaceAll('-', '')}T215959Z`,
    ...(exdates.length > 0 ? { exdates: exdates.map((day) => `${day}T${time}`) } : {}),
    audiences: [...audiences],
    themes: [...themes],
    attendance,
    flexibility: { kind: 'fixed' },
    status: 'confirmed'
  };
}

/** Every day of the window on which the rule alone would fall. */
function daysOf(rhythm: Rhythm, { window }: Plan): string[] {
  const days: string[] = [];
  if (rhythm[0] === 'monthly') {
    for (let month = firstOfMonth(window.from); month < window.to; month = addMonths(month, 1)) {
      const day = dayOfRule(
        `${String(rhythm[1])}-${String(rhythm[2])}/${month.slice(5, 7)}`,
        Number(month.slice(0, 4))
      );
      if (day >= window.from && day < window.to) days.push(day);
    }
    return days;
  }
  const [often, ...weekdays] = rhythm;
  const monday = addDays(window.from, 8 - weekdayOf(window.from));
  for (let day = monday, n = 0; day < window.to; day = addDays(day, 1), n++)
    if (
      (weekdays as number[]).includes(weekdayOf(day)) &&
      (often === 'weekly' || Math.floor(n / 7) % 2 === 0)
    )
      days.push(day);
  return days;
}

function ruleOf(rhythm: Rhythm): string {
  if (rhythm[0] === 'monthly') return `FREQ=MONTHLY;BYDAY=${String(rhythm[1])}${names[rhythm[2]]}`;
  const [often, ...weekdays] = rhythm;
  const days = (weekdays as number[]).map((weekday) => names[weekday]).join(',');
  return `FREQ=WEEKLY${often === 'weekly' ? '' : ';INTERVAL=2'};BYDAY=${days}`;
}

/** Without a season, from September to the middle of June. */
function inSeason(day: string, season: ClubRow[10]): boolean {
  const date = day.slice(5);
  if (season === 'all_year') return date < '07-20' || date > '08-16';
  if (season === 'winter') return date < '03-15' || date > '11-02';
  if (season === 'summer') return date > '05-02' && date < '09-20';
  return date < '06-15' || date > '09-07';
}
