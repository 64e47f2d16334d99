// Reads the form of a tour: when, whom it might visit, how costs are shared, what a visit is worth.
import * as v from 'valibot';
import { isDay } from '#lib/core/time.ts';
import { errorsOf, line, number, oneOf, textsOf, type Read } from './input.ts';
import { sharings, usualWorth, type Sharing, type Worth } from './model.ts';

export interface TourForm {
  readonly name: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly sharing: Sharing;
  readonly maxStops: number | null;
  readonly perVisit: number;
  readonly perHead: number;
  readonly requests: readonly string[];
  readonly venues: readonly string[];
}

/** Left empty, our estimate counts. */
const worthTexts = {
  perVisit: v.pipe(
    number(0, 10_000_000),
    v.transform((value) => value ?? usualWorth.perVisit)
  ),
  perHead: v.pipe(
    number(0, 100_000),
    v.transform((value) => value ?? usualWorth.perHead)
  )
};

/** Of the form that has a plan searched again: null where it says nothing of it, or no number. */
export function readWorth(form: FormData): Worth | null {
  if (!form.has('perVisit')) return null;
  const read = v.safeParse(v.object(worthTexts), textsOf(form));
  return read.success ? read.output : null;
}

const tourTexts = v.object({
  name: v.pipe(line(200), v.minLength(1, 'title_missing')),
  firstDay: v.pipe(line(10), v.check(isDay, 'day_missing')),
  lastDay: v.pipe(line(10), v.check(isDay, 'day_missing')),
  sharing: oneOf(sharings, 'distance'),
  maxStops: number(1, 60),
  ...worthTexts
});

export function readTourForm(form: FormData): Read<TourForm> {
  const read = v.safeParse(tourTexts, textsOf(form));
  if (!read.success) return { ok: false, errors: errorsOf(read.issues) };
  if (read.output.firstDay > read.output.lastDay)
    return { ok: false, errors: [{ field: 'lastDay', code: 'days_swapped' }] };
  const ticks = (name: string): string[] => form.getAll(name).map(String).slice(0, 200);
  return { ok: true, value: { ...read.output, requests: ticks('request'), venues: ticks('venue') } };
}
