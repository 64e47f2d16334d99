// Makes of what a source holds the rows that the calendar takes: with the id each event has here, and with what the subscription says
// where the source says nothing.
import { eventFields, eventImportFields, type EventField } from '#lib/domains/calendar/import-fields.ts';
import { placeFinder, type PlaceFinder } from '#lib/domains/calendar/import-lookup.server.ts';
import { keptSettlements } from '#lib/domains/calendar/kept-settlements.server.ts';
import { readEventRow } from '#lib/domains/calendar/import-row.ts';
import type { FindableSettlement } from '#lib/domains/places/finder.ts';
import { kilometresBetween } from '#lib/core/geo.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { ImportOptions, ImportTable } from '#lib/platform/domain.ts';
import { applyMapping, type RowError } from '#lib/platform/tabular/mapping.ts';
import { cameOf, type Came } from './items.ts';
import type { FeedDefaults } from './queries.server.ts';
import type { Source } from './source.server.ts';

export interface ReadRows {
  readonly items: readonly Came[];
  /** Rows that are no events, with the ids that they bear: they are there, only not understood. */
  readonly errors: readonly RowError[];
  readonly spoiltUids: ReadonlySet<string>;
}

/** A second event of the same id is another one: it goes without. */
export async function readRows({ table, mapping }: Source): Promise<ReadRows> {
  const { values, errors } = await applyMapping(table, mapping, eventImportFields, (cell) =>
    readEventRow(cell, (field) => Boolean(mapping[field]))
  );
  const seen = new Set<string>();
  const items = values.map(({ line, value }) => {
    const repeated = value.uid !== null && seen.has(value.uid);
    if (value.uid !== null) seen.add(value.uid);
    return cameOf(repeated ? { ...value, uid: null } : value, line);
  });
  // The same event twice is one event.
  const once = [...new Map(items.map((item) => [`${item.uid ?? ''} ${item.content}`, item])).values()];
  const spoilt = new Set(errors.map(({ line }) => line));
  const at = table.columns.indexOf(mapping['uid'] ?? '');
  const spoiltUids = new Set(
    table.rows.flatMap(({ line, cells }) => (spoilt.has(line) && cells[at] ? [cells[at]] : []))
  );
  return { items: once, errors, spoiltUids };
}

/** @param ids by the key of the item: the id under which the calendar knows it */
export async function tableFor(
  db: Database,
  {
    source,
    items,
    ids,
    feed
  }: { source: Source; items: readonly Came[]; ids: ReadonlyMap<string, string>; feed: FeedDefaults }
): Promise<{ table: ImportTable; mapping: ImportOptions['mapping'] }> {
  const rows = new Map(source.table.rows.map((row) => [row.line, row.cells]));
  const position = new Map(
    eventFields.map((field) => [field, source.table.columns.indexOf(source.mapping[field] ?? '')])
  );
  const always: readonly EventField[] = [
    'uid',
    'settlement',
    'place',
    'organiser',
    'audiences',
    'themes',
    'status'
  ];
  const columns = eventFields.filter(
    (field) => always.includes(field) || ((position.get(field) ?? -1) >= 0 && field !== 'create_organisers')
  );
  const placeOf = await nearHome(db, await placeFinder(db), feed);
  return {
    table: {
      columns,
      rows: items.map((item) => {
        const cells = rows.get(Number(item.key)) ?? [];
        const own = filledIn(item, feed, placeOf);
        return {
          line: Number(item.key),
          cells: columns.map((field) =>
            field === 'uid'
              ? (ids.get(item.key) ?? '')
              : (own[field] ?? cells[position.get(field) ?? -1] ?? '')
          )
        };
      })
    },
    mapping: Object.fromEntries(columns.map((column) => [column, column]))
  };
}

function filledIn(
  { row, cancelled }: Came,
  feed: FeedDefaults,
  placeOf: PlaceFinder
): Partial<Record<EventField, string>> {
  const audiences = row.audiences?.length ? row.audiences : feed.audiences;
  const themes = row.themes?.length ? row.themes : feed.themes;
  return {
    ...placeIn(row.where, feed, placeOf),
    organiser: feed.organisation.slug,
    audiences: audiences.join(';'),
    themes: themes.join(';'),
    status: cancelled ? 'cancelled' : row.status === 'tentative' ? 'tentative' : feed.status
  };
}

/**
 * A bare word that is also the name of a village so far off, or in another county where distances are not known, is the word:
 * «Udvar» of a house in Szegvár is its courtyard.
 */
const bareWordKilometres = 40;

async function nearHome(
  db: Database,
  placeOf: PlaceFinder,
  { settlement, organisation }: FeedDefaults
): Promise<PlaceFinder> {
  const { finder } = await keptSettlements(db);
  const spots = new Map(finder.all.map((spot) => [spot.id as string, spot]));
  const home = spots.get(settlement?.id ?? organisation.settlementId ?? '');
  return (where) => {
    const found = placeOf(where);
    const bare = where.settlement === '' && where.postalCode === '' && !/[\d,]/.test(where.place ?? '');
    const there = bare && found.ok && found.value.settlement ? spots.get(found.value.settlement.id) : null;
    if (!home || !there || isNear(home, there)) return found;
    return { ok: true, value: { settlement: null, venue: null, place: where.place, point: where.point } };
  };
}

type Spot = Pick<FindableSettlement, 'county' | 'point'>;

function isNear(a: Spot, b: Spot): boolean {
  if (!a.point || !b.point) return a.county === b.county;
  return kilometresBetween(a.point, b.point) <= bareWordKilometres;
}

/** A place that names no settlement is in that of the feed; one that names an unknown one stays words. */
function placeIn(
  where: Came['row']['where'],
  { settlement, venue }: FeedDefaults,
  placeOf: PlaceFinder
): Partial<Record<EventField, string>> {
  const nothing = !where || (where.place === null && where.settlement === '');
  if (nothing) {
    const house = venue && { settlement: venue.settlement, place: venue.name };
    return house ?? { settlement: settlement?.name ?? '', place: '' };
  }
  const found = placeOf(where);
  if (!found.ok)
    return {
      settlement: '',
      postal_code: '',
      place: [where.place, where.settlement].filter(Boolean).join(', ')
    };
  if (found.value.settlement || where.abroad !== '') return {};
  const home = { ...where, settlement: settlement?.name ?? '', postalCode: '' };
  return settlement && where.settlement === '' && placeOf(home).ok ? { settlement: settlement.name } : {};
}
