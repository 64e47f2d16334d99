// Says in words what is wrong in the form of a booking, in the order of its fields.
import type { Words } from '#lib/platform/words/words.ts';
import { thingField, type FieldError } from './input.ts';

const order = [
  ...['purpose', 'organisation', 'people', 'contact', 'date', 'time', 'end_time', 'end_date'],
  ...['repeat', 'weekday', 'every', 'until', 'except', 'rule', thingField, 'note']
];

export function spokenErrors(
  words: Words,
  errors: readonly FieldError[]
): { readonly field: string; readonly message: string }[] {
  const place = ({ field }: FieldError): number =>
    order.indexOf(field.startsWith(thingField) ? thingField : field);
  return [...errors]
    .sort((a, b) => place(a) - place(b))
    .map(({ field, code, value = '' }) => ({
      field,
      message:
        words.lookUp(`bookings.error.${code}`, { value }) ??
        words.lookUp(`calendar.error.${code}`, { value }) ??
        code
    }));
}
