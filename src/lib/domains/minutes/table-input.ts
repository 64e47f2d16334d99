// Reads what a device sends from the table, as JSON, or as the form of somebody without a script.
import * as v from 'valibot';
import type { TableChange } from './table-fold.ts';
import { isTextPath, readPath } from './table-paths.ts';

/** A meeting's 30,000 changes, each as far ahead as `table.server.ts` lets it be, stay below this, and it fits an integer. */
const largest = 2_000_000_000;

/** Far beyond what a field takes: of a text that is too long it is said so, and the others arrive. */
const text = v.pipe(v.string(), v.maxLength(200_000));

const schema = v.object({
  seen: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(largest)),
  changes: v.pipe(
    v.array(
      v.object({
        id: v.string(),
        path: v.pipe(v.string(), v.maxLength(120)),
        stamp: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(largest)),
        base: text,
        value: text
      })
    ),
    v.maxLength(500)
  )
});

/** Who says nothing only asks what others wrote. Null for what is not of this shape. */
export function readSent(text: string): { seen: number; changes: readonly TableChange[] } | null {
  if (text === '') return { seen: 0, changes: [] };
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  return read.success ? read.output : null;
}

/**
 * Of a form: fields are named by their paths, `base:PATH` says what stood there. What was not changed is no change; a box
 * that is not ticked does not come along, so `box:PATH` says what that means.
 * @param newId for each change
 */
export function changesIn(form: FormData, stamp: number, newId: () => string): TableChange[] {
  const text = (name: string): string => String(form.get(name) ?? '').replace(/\r\n?/g, '\n');
  const changes: TableChange[] = [];
  for (const [name] of form) {
    const path = /^(?:base):(.+)$/.exec(name)?.[1];
    if (!path || readPath(path) === null) continue;
    const value = form.has(path) ? text(path) : text(`box:${path}`);
    const base = text(name);
    const same = isTextPath(path) ? value === base : value.trim() === base.trim();
    if (!same) changes.push({ id: newId(), path, stamp: stamp + 1, base, value });
  }
  return changes;
}
