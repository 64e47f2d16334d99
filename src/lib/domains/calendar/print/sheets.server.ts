// Makes the sheets for the wall of a month and of a year out of a reader's filter.
import { addDays, addMonths, dayOf, defaultZone, monthGrid, weekdayOf } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { printable, shortened } from '#lib/platform/print/printable.ts';
import { qrDrawing } from '#lib/platform/print/qr.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { hoursText } from '../event-words.ts';
import { queryOf } from '../filter.ts';
import type { NamedFilter } from '../listing.server.ts';
import type { SheetChoice } from './choice.ts';
import { notesBetween, type DayNote } from './day-words.ts';
import { listPrinted } from './printed.server.ts';
import { told, type Printed } from './printed.ts';
import type { Framed, MonthList, MonthWall, PrintedDay, PrintedEvent, YearPlan } from './sheet-data.ts';

const folder = 'src/lib/domains/calendar/print';
/** More do not fit into a day of the wall's grid, whatever their length. */
const mostInCell = 16;
const mostInMonth = { a3: 14, a4: 12 };

export interface SheetContext {
  readonly words: Words;
  readonly origin: string;
  readonly now: Date;
  /** Of the micro-region that the filter names. */
  readonly region: string | null;
}

export async function sheetOf(
  db: Database,
  choice: SheetChoice,
  named: NamedFilter,
  context: SheetContext
): Promise<Pick<Sheet, 'template' | 'data'>> {
  const made =
    choice.kind === 'list'
      ? await monthList(db, choice, named, context)
      : choice.kind === 'wall'
        ? await monthWall(db, choice, named, context)
        : await yearPlan(db, choice, named, context);
  return { template: `${folder}/${choice.kind}.typ`, data: made as JsonValue };
}

async function monthList(
  db: Database,
  { month }: SheetChoice,
  named: NamedFilter,
  context: SheetContext
): Promise<MonthList> {
  const { words } = context;
  const first = `${month}-01`;
  const last = addDays(addMonths(first, 1), -1);
  const span = await listPrinted(db, named.filter, { first, last });
  const { days, regular } = told(span.rows);
  const notes = notesBetween(words, first, last);
  const dated = [...new Set([...days.keys(), ...notes.keys()])].sort();
  return {
    ...framed(named, context, words.t('calendar.print.monthHeading', { month: words.date(first, 'month') })),
    days: dated.map((day) => dayOn(words, { day, month, notes, rows: days.get(day) ?? [] })),
    running: span.running.map((row) => printedEvent(words, row)),
    regular: regular.map((series) => regularly(words, series)),
    words: {
      running: words.t('calendar.print.running'),
      regular: words.t('calendar.print.regular'),
      empty: span.rows.length + span.running.length === 0 ? words.t('calendar.print.empty') : '',
      more: span.cut ? words.t('calendar.print.cut') : ''
    }
  };
}

async function monthWall(
  db: Database,
  { month, paper }: SheetChoice,
  named: NamedFilter,
  context: SheetContext
): Promise<MonthWall> {
  const { words } = context;
  const weeks = monthGrid(month);
  const first = `${month}-01`;
  const last = addDays(addMonths(first, 1), -1);
  const span = await listPrinted(db, named.filter, { first, last });
  const { days, regular } = told(span.rows);
  const often = new Map<string, Printed[]>();
  for (const row of regular.flat()) {
    const day = dayOf(row.startsAt, defaultZone);
    often.set(day, [...(often.get(day) ?? []), row]);
  }
  const notes = notesBetween(words, first, last);
  // What is rare comes first: there may be no room for the rest.
  const rowsOn = (day: string): Printed[] => [...(days.get(day) ?? []), ...(often.get(day) ?? [])];
  return {
    ...framed(named, context, words.t('calendar.print.monthHeading', { month: words.date(first, 'month') })),
    paper,
    weekdays: (weeks[0] ?? []).map((day) => words.date(day, 'weekday')),
    weeks: weeks.map((week) =>
      week.map((day) => {
        const whole = dayOn(words, { day, month, notes, rows: rowsOn(day) });
        return {
          ...whole,
          events: whole.events
            .slice(0, mostInCell)
            .map((event) => ({ ...event, title: shortened(event.title, 70), place: event.place }))
        };
      })
    ),
    words: { more: words.t('calendar.print.moreThatDay', { count: '{count}' }) }
  };
}

async function yearPlan(
  db: Database,
  { month: start, paper }: SheetChoice,
  named: NamedFilter,
  context: SheetContext
): Promise<YearPlan> {
  const { words } = context;
  const months = Array.from({ length: 12 }, (_, index) => addMonths(`${start}-01`, index));
  const end = addDays(addMonths(`${start}-01`, 12), -1);
  const span = await listPrinted(db, named.filter, { first: `${start}-01`, last: end, larger: true });
  const notes = notesBetween(words, `${start}-01`, end);
  const heading = start.endsWith('-01')
    ? words.t('calendar.print.yearHeading', { year: start.slice(0, 4) })
    : words.t('calendar.print.yearSpan', {
        from: words.date(`${start}-01`, 'month'),
        to: words.date(end, 'month')
      });
  return {
    ...framed(named, context, heading),
    paper,
    weekdays: (monthGrid(start)[0] ?? []).map((day) => words.date(day, 'shortWeekday')),
    months: months.map((first) => {
      const month = first.slice(0, 7);
      const chosen = span.rows
        .filter(({ startsAt }) => dayOf(startsAt, defaultZone).startsWith(month))
        .slice(0, mostInMonth[paper])
        .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
      return {
        name: words.date(first, start.endsWith('-01') ? 'monthName' : 'month'),
        weeks: monthGrid(month).map((week) =>
          week.map((day) => ({
            number: String(Number(day.slice(8))),
            red: notes.get(day)?.red === true || weekdayOf(day) === 7,
            other: !day.startsWith(month)
          }))
        ),
        events: chosen.map(({ startsAt, title, settlement, place }) => ({
          day: dayNumber(words, dayOf(startsAt, defaultZone)),
          title: shortened(title, 70),
          place: shortened(settlement || place, 40)
        })),
        feasts: [...notes]
          .filter(([day, { red }]) => red && day.startsWith(month))
          .map(([day, { text }]) => `${dayNumber(words, day)} ${text}`)
          .join(' · ')
      };
    })
  };
}

function framed(named: NamedFilter, { words, origin, now, region }: SheetContext, heading: string): Framed {
  const { filter, settlement, organisation } = named;
  const territory = [
    settlement &&
      (filter.within > 0 && settlement.placed
        ? words.t('calendar.print.around', { place: settlement.name, km: filter.within })
        : settlement.name),
    region,
    organisation?.name,
    filter.theme && words.t(`calendar.theme.${filter.theme}`),
    filter.audience && words.t(`calendar.audience.${filter.audience}`)
  ].flatMap((part) => (part ? [printable(part)] : []));
  const address = `${origin}${words.href(`/events${queryOf({ ...filter, from: null, to: null, text: '' })}`)}`;
  const house = printable(words.t('house.name'));
  return {
    language: words.locale,
    title: [heading, ...territory, house].join(' · '),
    house,
    heading,
    territory: territory.join(' · '),
    foot: {
      qr: qrDrawing(address),
      address: shortened(decodeURI(address).replace(/^https?:\/\//, ''), 110),
      fresh: words.t('calendar.print.fresh'),
      printed: words.t('calendar.print.printed', { day: words.date(dayOf(now, defaultZone)) })
    }
  };
}

function dayOn(
  words: Words,
  {
    day,
    month,
    notes,
    rows
  }: { day: string; month: string; notes: ReadonlyMap<string, DayNote>; rows: readonly Printed[] }
): PrintedDay {
  const note = notes.get(day);
  const weekday = weekdayOf(day);
  return {
    number: String(Number(day.slice(8))),
    weekday: words.date(day, 'weekday'),
    feast: note?.text ?? '',
    red: note?.red === true || weekday === 7,
    saturday: weekday === 6,
    other: !day.startsWith(month),
    events: rows.map((row) => printedEvent(words, row)),
    count: rows.length
  };
}

function printedEvent(words: Words, row: Printed): PrintedEvent {
  const first = dayOf(row.startsAt, defaultZone);
  const last = dayOf(new Date(Math.max(row.startsAt.getTime(), row.endsAt.getTime() - 1)), defaultZone);
  const days = row.endsAt.getTime() - row.startsAt.getTime() >= 12 * 3_600_000 && first !== last;
  const note = row.cancelled
    ? words.t('calendar.list.cancelled')
    : days
      ? words.t('calendar.list.until', { day: words.date(last, 'short') })
      : '';
  return {
    time: row.allDay ? '' : days ? words.time(row.startsAt) : hoursText(words, row),
    title: row.title,
    place: row.place,
    who: words.list(row.organisers.slice(0, 3)),
    note,
    cancelled: row.cancelled
  };
}

/** «kedd, 17:00–18:30: 1., 8., 15., 22.»; several weekdays are left to the days' own numbers. */
function regularly(words: Words, series: readonly Printed[]): MonthList['regular'][number] {
  const days = series.map(({ startsAt }) => dayOf(startsAt, defaultZone));
  const inWeek = [...days].sort((a, b) => weekdayOf(a) - weekdayOf(b));
  const weekdays = [...new Set(inWeek.map((day) => words.date(day, 'weekday')))];
  const [first] = series;
  const hours = first ? hoursText(words, first) : '';
  return {
    title: first?.title ?? '',
    when: words.t('calendar.print.regularly', {
      weekdays: weekdays.length > 3 ? words.t('calendar.print.severalDays') : words.list(weekdays),
      hours,
      days: days.map((day) => dayNumber(words, day)).join(', ')
    }),
    place: first?.place ?? ''
  };
}

/** «12.» or «12» */
function dayNumber(words: Words, day: string): string {
  return words.t('calendar.print.dayNumber', { day: Number(day.slice(8)) });
}
