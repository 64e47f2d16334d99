// The matrix as a page, a sheet and a table show it: filtered, sorted, with what is common, unique and missing.
import { byHungarian } from '#lib/core/hungarian.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { findNear } from '#lib/domains/registry/near.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { WrittenTable } from '#lib/platform/tabular/write.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { findArea } from './areas.server.ts';
import { labelKey, overviewOf, sortRows, type MatrixRow, type Overview } from './capacities.ts';
import { groupsOf, wantedOf, type MatrixFilter } from './matrix-filter.ts';
import { listMatrix, type MatrixScope } from './matrix.server.ts';

export interface MatrixView {
  /** Null when the settlement asked for is not known. */
  readonly scope: MatrixScope | null;
  readonly place: { readonly name: string; readonly slug: string } | null;
  /** The name of the area asked for; null without one, or where there is none called so. */
  readonly area: string | null;
  readonly suggestions: readonly string[];
  /** All organisations, sorted; those first that have something. */
  readonly rows: readonly MatrixRow[];
  readonly columns: readonly string[];
  readonly overview: Overview;
}

export async function matrixScope(
  db: Database,
  filter: MatrixFilter,
  now: Date
): Promise<Pick<MatrixView, 'scope' | 'place' | 'area' | 'suggestions'>> {
  const { settlement, settlements, suggestions } = await findNear(db, filter.near, filter.km);
  const area = filter.area ? await findArea(db, filter.area) : null;
  const unknown = filter.near !== '' && !settlement;
  return {
    scope: unknown
      ? null
      : {
          settlements:
            settlements && area
              ? shared(settlements, area.settlements)
              : (settlements ?? area?.settlements ?? null),
          kind: filter.kind,
          today: dayOf(now, defaultZone),
          groups: groupsOf(filter)
        },
    area: area?.name ?? null,
    place: settlement && { name: settlement.name, slug: settlement.slug },
    suggestions
  };
}

export async function viewMatrix(
  db: Database,
  actor: Actor,
  filter: MatrixFilter,
  now: Date
): Promise<MatrixView> {
  const asked = await matrixScope(db, filter, now);
  const wanted = wantedOf(filter);
  const all = asked.scope ? await listMatrix(db, actor, asked.scope) : [];
  const overview = overviewOf(all, wanted);
  const { has } = filter;
  const shown = has ? all.filter(({ cells }) => (cells[has] ?? 0) > 0) : all;
  const rows = sortRows(shown, filter.order, byHungarian).filter(
    ({ cells }) => Object.keys(cells).length > 0
  );
  // A column that nobody has anything in says so among what is missing.
  return { ...asked, rows, columns: wanted.filter((each) => (overview.holders[each] ?? 0) > 0), overview };
}

function shared(near: readonly string[], within: readonly string[]): string[] {
  const all = new Set(within);
  return near.filter((id) => all.has(id));
}

export function capacityName(words: Words, capacity: string): string {
  return words.lookUp(labelKey(capacity)) ?? capacity;
}

export function matrixTable({ rows, columns, overview }: MatrixView, words: Words): WrittenTable {
  const { t } = words;
  return {
    columns: [
      t('exchange.matrix.organisation'),
      t('exchange.matrix.settlement'),
      ...columns.map((capacity) => capacityName(words, capacity))
    ],
    rows: [
      ...rows.map(({ name, settlement, cells }) => [
        name,
        settlement,
        ...columns.map((capacity) => cells[capacity] ?? null)
      ]),
      [t('exchange.matrix.holders'), null, ...columns.map((capacity) => overview.holders[capacity] ?? 0)]
    ]
  };
}
