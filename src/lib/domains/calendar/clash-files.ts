// Clashes of calendars that are only files: each file is one organiser, places come from GEO or from the settlement named in LOCATION.
import type { Reason } from '#lib/core/answer.ts';
import { findClashes, type ClashEvent } from '#lib/core/clash.ts';
import type { Point } from '#lib/core/geo.ts';
import type { ReadEvent } from '#lib/core/icalendar-read.ts';
import { occurrencesOf } from '#lib/core/recurrence.ts';
import { dayMs } from '#lib/core/time.ts';
import { placeList } from './place-list.ts';

export interface CalendarFile {
  readonly name: string;
  readonly events: readonly ReadEvent[];
}

export interface FileSide {
  readonly uid: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly location: string | null;
  readonly calendar: string;
}

export interface FileClash {
  readonly a: FileSide;
  readonly b: FileSide;
  readonly score: number;
  readonly km: number;
  readonly minutes: number;
  readonly reasons: readonly Reason[];
}

/** Of one series no more than this many occurrences are compared. */
const maxOccurrences = 1_000;

/**
 * @param locate the place of a LOCATION text, or null when it names no known settlement
 * @param span without it: from the first event to a year after the last one that does not repeat
 */
export function clashesOfFiles(
  files: readonly CalendarFile[],
  locate: (location: string) => Point | null,
  span: { from: Date | null; to: Date | null }
): { clashes: FileClash[]; unplaced: FileSide[]; from: Date; to: Date } {
  const from = span.from ?? earliest(files);
  const to = span.to ?? new Date(latest(files).getTime() + 366 * dayMs);
  const places = placeList();
  const events: ClashEvent[] = [];
  const sides: FileSide[] = [];
  const unplaced: FileSide[] = [];

  for (const [calendar, file] of files.entries())
    for (const event of file.events) {
      if (event.status === 'CANCELLED') continue;
      const point = event.geo ?? (event.location ? locate(event.location) : null);
      const { occurrences } = occurrencesOf(event.series, from, to, maxOccurrences);
      for (const { start, end, recurrenceId } of occurrences) {
        const side: FileSide = {
          uid: event.uid,
          title: event.summary,
          start: start.toISOString(),
          end: end.toISOString(),
          location: event.location ?? null,
          calendar: file.name
        };
        if (!point) {
          unplaced.push(side);
          break;
        }
        sides.push(side);
        events.push({
          id: `${event.uid} ${recurrenceId} ${calendar}`,
          event: event.uid,
          organisers: [file.name],
          place: places.indexOf(point),
          start: Math.floor(start.getTime() / 60_000),
          end: Math.floor(end.getTime() / 60_000),
          audiences: 0,
          themes: 0,
          attendance: 0,
          background: false
        });
      }
    }

  const clashes = findClashes(events, places.points).flatMap((clash) => {
    const [a, b] = [sides[clash.a], sides[clash.b]];
    const { score, km, minutes, reasons } = clash;
    return a && b ? [{ a, b, score, km: Math.round(km * 10) / 10, minutes, reasons }] : [];
  });
  return { clashes, unplaced, from, to };
}

function starts(files: readonly CalendarFile[], single: boolean): number[] {
  return files.flatMap(({ events }) =>
    events
      .filter((event) => !single || event.series.rule === null)
      .map((event) => Date.parse(`${event.series.start.slice(0, 16)}Z`))
  );
}

function earliest(files: readonly CalendarFile[]): Date {
  return new Date(starts(files, false).reduce((a, b) => Math.min(a, b), 8e15) - dayMs);
}

function latest(files: readonly CalendarFile[]): Date {
  const last = (single: boolean): number => starts(files, single).reduce((a, b) => Math.max(a, b), -8e15);
  return new Date(Math.max(last(true), last(false)));
}
