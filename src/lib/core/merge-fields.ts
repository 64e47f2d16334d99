// Three-way merge of a form's fields: what one changed and another did not is taken over, what both changed is named.
import { paragraphs } from './text.ts';

/** Values by field, as a form sends them; a field without one is as good as missing. */
export type Fields = ReadonlyMap<string, readonly string[]>;

export interface Merged {
  /** All that was typed, with what only others changed in its place. */
  readonly fields: Fields;
  /** Fields that both changed, each in another way. */
  readonly conflicts: readonly string[];
}

/**
 * @param base what the form began from @param current what is there now; fields that it does not know stay as typed
 * @param groups fields that make sense together only: they are taken over or kept as a whole
 */
export function mergeFields({
  base,
  typed,
  current,
  groups
}: {
  base: Fields;
  typed: Fields;
  current: Fields;
  groups: readonly (readonly string[])[];
}): Merged {
  const fields = new Map(typed);
  const conflicts: string[] = [];
  const grouped = new Set(groups.flat());
  const single = [...current.keys()].filter((field) => !grouped.has(field)).map((field) => [field]);
  for (const group of [...groups, ...single]) {
    const alike = (a: Fields, b: Fields): boolean =>
      group.every((field) => sameValues(a.get(field), b.get(field)));
    if (alike(base, current) || alike(typed, current)) continue;
    if (alike(base, typed)) for (const field of group) fields.set(field, current.get(field) ?? []);
    else conflicts.push(...group.filter((field) => !sameValues(typed.get(field), current.get(field))));
  }
  return { fields, conflicts };
}

function sameValues(a: readonly string[] = [], b: readonly string[] = []): boolean {
  const plain = (values: readonly string[]): string =>
    JSON.stringify(values.map(paragraphs).filter((text) => text !== ''));
  return plain(a) === plain(b);
}
