// What is filled in about an agreement, on pages and behind links: what, where, when, and who brings what.
import { isDay } from '#lib/core/time.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { AgreementEdit } from './model.ts';

export const agreementFields = ['what', 'place', 'startsOn', 'endsOn', 'gives'] as const;
export type AgreementField = (typeof agreementFields)[number];
export type AgreementFault = 'what_missing' | 'too_long' | 'day_wrong' | 'days_turned';
export type AgreementFields = Readonly<Record<AgreementField, string>>;

const longest: Readonly<Record<AgreementField, number>> = {
  what: 2000,
  place: 300,
  startsOn: 10,
  endsOn: 10,
  gives: 2000
};

export function readAgreement(
  fields: Partial<AgreementFields>
): Result<
  AgreementEdit,
  { ok: false; reason: 'faulty'; faults: Partial<Record<AgreementField, AgreementFault>> }
> {
  const faults: Partial<Record<AgreementField, AgreementFault>> = {};
  const text = (field: AgreementField): string => (fields[field] ?? '').trim();
  for (const field of agreementFields) if (text(field).length > longest[field]) faults[field] = 'too_long';
  if (text('what') === '') faults.what = 'what_missing';
  const [startsOn, endsOn] = [text('startsOn') || null, text('endsOn') || text('startsOn') || null];
  if (startsOn && !isDay(startsOn)) faults.startsOn = 'day_wrong';
  if (endsOn && !isDay(endsOn)) faults.endsOn = 'day_wrong';
  else if (startsOn && endsOn && endsOn < startsOn) faults.endsOn = 'days_turned';
  if (Object.keys(faults).length > 0) return no('faulty', { faults });
  return ok({ what: text('what'), place: text('place') || null, startsOn, endsOn, gives: text('gives') });
}

/** A few words of one's own; null when there are none. */
export function readWords(text: string | null | undefined): string | null {
  return text?.trim().slice(0, 2000) || null;
}
