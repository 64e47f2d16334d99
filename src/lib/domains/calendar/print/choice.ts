// Which sheet for the wall is wanted, read from an address and written back into one.
import { addMonths, isDay } from '#lib/core/time.ts';
import { queryOf, type EventFilter } from '../filter.ts';

export const sheetKinds = ['list', 'wall', 'year'] as const;
export type SheetKind = (typeof sheetKinds)[number];
/** The list is read from near, so it is on A4 alone. */
export const papers = { list: ['a4'], wall: ['a3', 'a4'], year: ['a3', 'a4'] } as const;
export type Paper = 'a4' | 'a3';

export interface SheetChoice {
  readonly kind: SheetKind;
  readonly paper: Paper;
  /** 'YYYY-MM'; of a year, its first month of twelve. */
  readonly month: string;
}

/** What is not understood is what people prepare for. */
export function sheetFrom(parameters: URLSearchParams, today: string): SheetChoice {
  const kind = sheetKinds.find((each) => each === parameters.get('sheet')) ?? 'list';
  const paper = papers[kind].find((each) => each === parameters.get('paper')) ?? papers[kind][0];
  const asked = parameters.get('month') ?? '';
  return { kind, paper, month: isPrinted(asked) ? asked : usualMonth(kind, today) };
}

/** From the twentieth on the next month, from September on the next year. */
export function usualMonth(kind: SheetKind, today: string): string {
  if (kind === 'year') return `${Number(today.slice(0, 4)) + (today.slice(5, 7) < '09' ? 0 : 1)}-01`;
  return (Number(today.slice(8)) < 20 ? today : addMonths(today, 1)).slice(0, 7);
}

export function sheetQuery(filter: EventFilter, { kind, paper, month }: SheetChoice): string {
  return queryOf({ ...filter, from: null, to: null, text: '' }, { sheet: kind, paper, month });
}

/** Far from any day on which somebody prints, the calendar's own arithmetic ends. */
function isPrinted(month: string): boolean {
  return isDay(`${month}-01`) && month >= '1990-01' && month < '2200-01';
}
