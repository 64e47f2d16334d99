// What all that was written at the table makes together, from whichever device and in whichever order it arrived.
import { mergeText } from '#lib/core/merge-text.ts';
import { isTextPath, mostGrown } from './table-paths.ts';

/** One thing changed, from what its writer saw to what they wrote. */
export interface TableChange {
  readonly id: string;
  readonly path: string;
  /** Greater than that of every change which its writer had seen (Lamport 1978): causes come before what they cause. */
  readonly stamp: number;
  readonly base: string;
  readonly value: string;
}

export interface TableField {
  readonly value: string;
  /** Two wrote at the same place of a text: both stand there. */
  readonly both: boolean;
  /** Two chose differently at once: this was chosen too. Gone when somebody chooses again. */
  readonly other: string | null;
}

export const nothingThere: TableField = { value: '', both: false, other: null };

/** The fields by their paths. The same set of changes gives the same answer, however they are ordered. */
export function foldTable(changes: Iterable<TableChange>): Map<string, TableField> {
  const byPath = Map.groupBy(changes, ({ path }) => path);
  return new Map([...byPath].map(([path, own]) => [path, foldField(path, own)]));
}

/** @param changes of this one path */
export function foldField(path: string, changes: readonly TableChange[]): TableField {
  const ordered = [...new Map(changes.map((change) => [change.id, change])).values()].sort(inOrder);
  return isTextPath(path) ? foldText(ordered, 4 * mostGrown(path)) : foldChoice(ordered);
}

/** @param most beyond it nobody reads on: changes that make so much of a field are not taken */
function foldText(changes: readonly TableChange[], most: number): TableField {
  let field = nothingThere;
  for (const { base, value } of changes) {
    if (field.value.length > most) break;
    const merged = mergeText(base, field.value, value);
    // Whoever goes on writing what both had written has seen it.
    field = { value: merged.text, both: merged.both || (field.both && base !== field.value), other: null };
  }
  return field;
}

/** The last counts; what it did not know of is kept beside it until somebody chooses again. */
function foldChoice(changes: readonly TableChange[]): TableField {
  let field = nothingThere;
  for (const { base, value } of changes) {
    const unseen = base !== field.value && value !== field.value ? field.value : null;
    field = { value, both: false, other: unseen };
  }
  return field;
}

function inOrder(a: TableChange, b: TableChange): number {
  return a.stamp - b.stamp || (a.id < b.id ? -1 : 1);
}
