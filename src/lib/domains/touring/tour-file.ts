// Makes the solver's question of a table of stops, for planning a tour outside the database.
import type { Point } from '#lib/core/geo.ts';
import { fold } from '#lib/core/hungarian.ts';
import { addDays, daysBetween, isDay } from '#lib/core/time.ts';
import { minutesOf, type Asked } from './question.server.ts';

/** Minutes and whole forints; `perNight` null: home every evening. */
export interface FileTour {
  readonly from: string;
  readonly to: string;
  readonly home: Point;
  readonly show: number;
  readonly setUp: number;
  readonly takeDown: number;
  /** 'HH:MM' */
  readonly earliest: string;
  readonly latest: string;
  readonly perKm: number;
  readonly perShow: number;
  readonly perNight: number | null;
  readonly twoADay: boolean;
  readonly restAfter: number | null;
  readonly maxStops: number | null;
}

export interface FileTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

export interface FileProblem {
  readonly line: number;
  readonly column: string;
  readonly text: string;
}

const columnNames = {
  place: ['settlement', 'place', 'telepules', 'hely'],
  name: ['name', 'venue', 'nev', 'terem', 'helyszin'],
  value: ['value', 'worth', 'ertek'],
  offer: ['offer', 'share', 'hozzajarulas'],
  from: ['from', 'mettol'],
  to: ['to', 'meddig'],
  must: ['must', 'kotelezo']
} as const;

/** A stop that nothing is said of is worth so much more than its show costs: whole forints. */
const usualValue = 50_000;

/** @param locate where a settlement lies; null when it is not known */
export function readTourFile(
  { columns, rows }: FileTable,
  tour: FileTour,
  locate: (name: string) => Point | null
): {
  readonly question: Asked;
  readonly names: readonly string[];
  readonly problems: readonly FileProblem[];
} {
  const at = (what: keyof typeof columnNames): number =>
    columns.findIndex((column) => (columnNames[what] as readonly string[]).includes(fold(column)));
  const problems: FileProblem[] = [];
  const points: Point[] = [tour.home];
  const names: string[] = [];
  const days = Array.from({ length: daysBetween(tour.from, tour.to) + 1 }, (_, n) => addDays(tour.from, n));
  const stops = rows.flatMap(({ line, cells }): Asked['stops'][number][] => {
    const cell = (what: keyof typeof columnNames): string => (cells[at(what)] ?? '').trim();
    const place = cell('place') || cell('name');
    const point = locate(place);
    const wrong = (column: string, text: string): [] => {
      problems.push({ line, column, text });
      return [];
    };
    if (!point) return wrong('settlement', place);
    const [from, to] = [cell('from'), cell('to')];
    if (from !== '' && !isDay(from)) return wrong('from', from);
    if (to !== '' && !isDay(to)) return wrong('to', to);
    const [value, offer] = [amount(cell('value')), amount(cell('offer'))];
    if (Number.isNaN(value)) return wrong('value', cell('value'));
    if (Number.isNaN(offer)) return wrong('offer', cell('offer'));
    points.push(point);
    names.push(cell('name') && cell('name') !== place ? `${place}, ${cell('name')}` : place);
    return [
      {
        id: String(names.length - 1),
        place: points.length - 1,
        value: value ?? tour.perShow + usualValue,
        offer: offer ?? 0,
        windows: days
          .filter((day) => (from === '' || day >= from) && (to === '' || day <= to))
          .map((day) => ({
            from: minutesOf(`${day}T${tour.earliest}`) - tour.setUp,
            to: minutesOf(`${day}T${tour.latest}`) + tour.show + tour.takeDown
          })),
        ...{ show: tour.show, setUp: tour.setUp, takeDown: tour.takeDown },
        must: /^(1|x|yes|igen|true)$/i.test(cell('must'))
      }
    ];
  });
  return {
    names,
    problems,
    question: {
      ...{ stops, points, home: 0 },
      days: days.map((day) => ({ from: minutesOf(`${day}T06:00`), to: minutesOf(`${day}T23:30`) })),
      ...(tour.maxStops === null ? {} : { maxStops: tour.maxStops }),
      ...(tour.restAfter === null ? {} : { restAfter: tour.restAfter }),
      showsPerDay: tour.twoADay ? 2 : 1,
      overnight: tour.perNight !== null,
      costs: { perKm: tour.perKm, perNight: tour.perNight ?? 0, perShow: tour.perShow }
    }
  };
}

/** Null for an empty cell; NaN for what is no amount. */
function amount(text: string): number | null {
  if (text === '') return null;
  const number = Number(text.replace(/[\s\u00a0]|Ft$|HUF$/gi, '').replace(',', '.'));
  return number >= 0 ? Math.round(number) : NaN;
}
