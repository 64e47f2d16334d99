// What an import did or would do, counted.
import type { ImportPlan, RowError } from '../tabular/mapping.ts';

export interface ImportReport {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows that say once more what an earlier one says. */
  readonly repeated: number;
  /** How many records each changing field changes in, the most frequent first. */
  readonly changedFields: Readonly<Record<string, number>>;
  readonly refused: readonly RowError[];
  /** A row may have several errors. */
  readonly refusedRows: number;
  /** Of files that hold several kinds, by kind. */
  readonly parts: readonly { readonly part: string; readonly created: number; readonly updated: number }[];
}

export function reportOf(
  plan: ImportPlan<unknown>,
  rows: number,
  partOf?: (row: unknown) => string
): ImportReport {
  const changed = new Map<string, number>();
  for (const update of plan.update)
    for (const field of update.changed) changed.set(field, (changed.get(field) ?? 0) + 1);
  return {
    rows,
    created: plan.create.length,
    updated: plan.update.length,
    unchanged: plan.unchanged,
    repeated: plan.duplicates.filter(({ same }) => same).length,
    changedFields: Object.fromEntries([...changed].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))),
    refused: plan.errors,
    refusedRows: new Set(plan.errors.map(({ line }) => line)).size,
    parts: partOf ? partsOf(plan, partOf) : []
  };
}

function partsOf(plan: ImportPlan<unknown>, partOf: (row: unknown) => string): ImportReport['parts'] {
  const parts = new Map<string, { created: number; updated: number }>();
  const count = (row: unknown, what: 'created' | 'updated'): void => {
    const part = parts.get(partOf(row)) ?? { created: 0, updated: 0 };
    part[what] += 1;
    parts.set(partOf(row), part);
  };
  for (const row of plan.create) count(row, 'created');
  for (const { after } of plan.update) count(after, 'updated');
  return [...parts].map(([part, counts]) => ({ part, ...counts }));
}
