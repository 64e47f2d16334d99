// The form of an event with another time or place filled in, as a link in an advice asks for it: nothing is saved until its sender does.
import { isLocal } from '#lib/core/time.ts';
import type { FormContent } from './form-fields.ts';
import { whenFieldsAt, type LocalTimes } from './form-when.ts';

export interface FilledIn {
  /** Local, 'YYYY-MM-DDTHH:MM'; anything else leaves the time as it is. */
  readonly starts: string;
  /** Names; '' leaves the place as it is. A settlement without a venue is somewhere in it. */
  readonly settlement?: string;
  readonly venue?: string;
}

export function formAt(
  content: FormContent,
  event: LocalTimes,
  { starts, settlement = '', venue = '' }: FilledIn
): FormContent {
  const there = settlement === '' ? content : withTexts(content, { settlement, venue, place: '' });
  if (!isLocal(starts) || starts === event.starts) return there;
  const { texts, weekday } = whenFieldsAt(event, starts);
  return { ...withTexts(there, texts), chosen: { ...there.chosen, weekday } };
}

function withTexts(content: FormContent, texts: Readonly<Record<string, string>>): FormContent {
  return { ...content, texts: { ...content.texts, ...texts } };
}
