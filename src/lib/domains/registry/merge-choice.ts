// Which value of two records stays: the survivor's own, the other's where it was chosen or where the survivor has none.
import { isDeepStrictEqual } from 'node:util';

export type Side = Readonly<Record<string, unknown>>;

/** The fields that people choose between, in the order of the forms. A street stays with its point. */
export const choosable = {
  organisation: ['name', 'sector', 'kind', 'street', 'summary'],
  venue: [
    'name',
    'kind',
    'organisation',
    'street',
    'point',
    'capacity',
    'accessible',
    'note',
    'power',
    'heating',
    'features',
    'width',
    'depth',
    'height',
    'darkening',
    'amps',
    'loading',
    'price',
    'rules',
    'bookable',
    'idle',
    'condition',
    'couldBecome'
  ]
} as const;

/** All of `survivor`, with what is taken of `other`. */
export function factsTaken(survivor: Side, other: Side, taken: readonly string[]): Side {
  const fields = [...choosable.organisation, ...choosable.venue].filter((field) => field in survivor);
  const from = fields.filter(
    (field) => taken.includes(field) || (isEmpty(survivor[field]) && !isEmpty(other[field]))
  );
  return { ...survivor, ...Object.fromEntries(from.map((field) => [field, other[field]])) };
}

/** The fields in which both say something, and not the same. */
export function fieldsApart(one: Side, other: Side, kind: keyof typeof choosable): string[] {
  return choosable[kind].filter((field) => {
    const [a, b] = [one[field], other[field]];
    return !isEmpty(a) && !isEmpty(b) && !isDeepStrictEqual(a, b);
  });
}

/** How much a record says: the fuller of two stays. */
export function fullness(side: Side): number {
  const contacts = side['contacts'];
  const said = Object.values(side).filter((value) => !isEmpty(value)).length;
  return said + (Array.isArray(contacts) ? contacts.length : 0);
}

/** A yes or no that nobody asked about is false. */
function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}
