// The form of an event with another time filled in, as a link in an advice asks for it: nothing is saved until its sender does.
import { isLocal } from '#lib/core/time.ts';
import type { FormContent } from './form-fields.ts';
import { whenFieldsAt, type Timed } from './form-when.ts';

/** @param starts local, 'YYYY-MM-DDTHH:MM'; anything else leaves the form as it is */
export function formAt(content: FormContent, event: Timed, starts: string): FormContent {
  if (!isLocal(starts) || starts === event.starts) return content;
  const { texts, weekday } = whenFieldsAt(event, starts);
  return { texts: { ...content.texts, ...texts }, chosen: { ...content.chosen, weekday } };
}
