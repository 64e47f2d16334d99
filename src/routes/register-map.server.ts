// Gathers the map of the register: organisations, venues or services of a reader's filter, in the part of the country that is shown.
import type { Point } from '#lib/core/geo.ts';
import { drawMap, type Drawing, type Mark } from '#lib/core/map/drawing.ts';
import { boxAround, boxFrom, boxOf, boxText, fitted, widthKm, type Box } from '#lib/core/map/view.ts';
import { settlementsIn, settlementsOfTerritory } from '#lib/domains/places/map/settlements.server.ts';
import {
  countPlacedBySettlement,
  extentOf,
  findSpots,
  isOnePlace,
  listPlaced,
  type PlacedRecords,
  type SettlementSpot
} from '#lib/domains/places/map/spots.server.ts';
import { listCounties, listMicroRegions, listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { filterFrom } from '#lib/domains/registry/filter.ts';
import { placedOrganisations, placedVenues } from '#lib/domains/registry/map.server.ts';
import { organisationKinds, venueKinds } from '#lib/domains/registry/model.ts';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { askedFrom, termsAsked } from '#lib/domains/services/asked.ts';
import { placedServices } from '#lib/domains/services/map.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { letters, mapQuery, shownFrom, type Shown } from './map-address.ts';

/** Of one page of the list beside the map. */
const pageSize = 60;
const hungary: Box = boxAround({ lat: 47.16, lon: 19.5 }, 540);

export interface MapMark {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly count: number;
  /** Stands in the mark and beside the entry of the list; null for a mark of several. */
  readonly letter: string | null;
  /** What is there: names of settlements, the one with the most first; of a single record its own. */
  readonly names: readonly string[];
  /** Path and query as the routes are named, or a fragment of this page. */
  readonly href: string;
  readonly closer: boolean;
}

export type MapDrawing = Omit<Drawing, 'marks'> & { readonly marks: readonly MapMark[] };

export type RegisterMap = Awaited<ReturnType<typeof registerMap>>;

/** @param home slug of the micro-region that the house works for: where the map begins */
export async function registerMap(
  db: Database,
  parameters: URLSearchParams,
  { home, path }: { home: string | null; path: string }
) {
  const shown = shownFrom(parameters);
  const filter =
    shown === 'venues' ? filterFrom(parameters, venueKinds) : filterFrom(parameters, organisationKinds);
  const asked = askedFrom(parameters);
  const near = await findNear(db, filter.near, filter.within);
  const microRegions = (await listMicroRegions(db)).map(({ slug, name }) => ({ slug, name }));
  const region = microRegions.find(({ slug }) => slug === parameters.get('region'))?.slug ?? null;
  const counties = (await listCounties(db)).map((each) => each.county);
  const county = counties.find((each) => each === parameters.get('county')) ?? null;
  const inRegion = await settlementsOfTerritory(db, { region, county });
  const settlements = bothOf(near.settlements, inRegion);
  const records = recordsOf(db, shown, { filter, asked, settlements });
  const extent = await extentOf(db, records);
  const whole = await wholeBox();
  const box = boxFrom(parameters.get('box')) ?? whole;

  const [spots, around, counts] = [
    await findSpots(db, records, box),
    await settlementsIn(db, box),
    await countPlacedBySettlement(db, records, box)
  ];
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const page = Math.min(filter.page, pages);
  const listed = await listPlaced(db, { records, box, counts, page, pageSize });
  const names = await listSettlementsById(
    db,
    spots.flatMap((spot) => spot.settlements)
  );
  const letterOf = letters(spots.filter(({ only }) => only !== null));
  const pageOf = new Map<string, number>();
  let before = 0;
  for (const { id, count } of counts) {
    pageOf.set(id, Math.floor(before / pageSize) + 1);
    before += count;
  }
  const query = { parameters, shown };
  const drawn = (width: number): MapDrawing => {
    const drawing = drawMap({ box, width, spots, settlements: around });
    return { ...drawing, marks: drawing.marks.map(markOf) };
  };

  return {
    shown,
    filter,
    asked,
    near,
    region,
    microRegions,
    county,
    counties,
    box,
    whole,
    /** A box of one's own, rather than the one that the filter suggests. */
    isMoved: parameters.has('box') && boxText(box) !== boxText(whole),
    total,
    page,
    pages,
    unplaced: extent.unplaced,
    isEmpty: extent.box === null,
    groups: [...Map.groupBy(listed, ({ settlement }) => settlement.id)].map(([id, rows]) => ({
      id,
      name: rows[0]?.settlement.name ?? '',
      slug: rows[0]?.settlement.slug ?? '',
      count: counts.find((each) => each.id === id)?.count ?? rows.length,
      continued: pageOf.get(id) !== page,
      rows: rows.map((row) => ({ ...row, letter: letterOf.get(row.spot) ?? null }))
    })),
    wide: drawn(700),
    narrow: drawn(340)
  };

  async function wholeBox(): Promise<Box> {
    const center = near.settlement?.point;
    if (center) return fitted(boxOf([center, ...cornersOf(extent.box)]) ?? hungary, { km: 12 });
    const unfiltered = settlements === null;
    const ownRegion =
      unfiltered && home ? await settlementsOfTerritory(db, { region: home, county: null }) : inRegion;
    const points = [...(await listSettlementsById(db, ownRegion ?? [])).values()].flatMap(
      ({ point }) => point ?? []
    );
    const territory = boxOf(points) ?? extent.box;
    return territory ? fitted(territory, { km: 8 }) : hungary;
  }

  function markOf({ x, y, radius, count, spots: together }: Mark<SettlementSpot>): MapMark {
    const [first] = together;
    const single = together.length === 1 ? (first?.only ?? null) : null;
    const base = { x, y, radius, count, closer: false };
    if (single && first)
      return {
        ...base,
        letter: letterOf.get(first.key) ?? null,
        names: [single.name],
        href: `/${shown}/${single.slug}`
      };
    const ids = [...new Set(together.flatMap((spot) => spot.settlements))];
    const all = { ...base, letter: null, names: ids.map((id) => names.get(id)?.name ?? '') };
    const closer = closerBox(together.map((spot) => spot.box));
    if (closer) return { ...all, closer: true, href: path + mapQuery(query, { box: boxText(closer) }) };
    const id = ids[0] ?? '';
    const at = pageOf.get(id) ?? 1;
    const fragment = `#at-${names.get(id)?.slug ?? ''}`;
    return {
      ...all,
      href:
        at === page ? fragment : path + mapQuery(query, { box: boxText(box), page: String(at) }) + fragment
    };
  }

  /** Null where going closer would show no more: everything stands at one point, or nearly. */
  function closerBox(boxes: readonly Box[]): Box | null {
    const together = boxOf(boxes.flatMap(cornersOf));
    if (!together || isOnePlace(together)) return null;
    const closer = fitted(together, { margin: 0.3 });
    return widthKm(closer) < widthKm(box) * 0.8 ? closer : null;
  }
}

function recordsOf(
  db: Database,
  shown: Shown,
  {
    filter,
    asked,
    settlements
  }: {
    filter: ReturnType<typeof filterFrom>;
    asked: ReturnType<typeof askedFrom>;
    settlements: readonly string[] | null;
  }
): PlacedRecords {
  const { sector, text, only } = filter;
  if (shown === 'services')
    return placedServices({ terms: termsAsked(asked), text: asked.question, settlements });
  if (shown === 'venues')
    return placedVenues(db, {
      settlements,
      kind: venueKinds.find((kind) => kind === filter.kind) ?? null,
      only,
      text
    });
  return placedOrganisations(db, {
    settlements,
    sector,
    kind: organisationKinds.find((kind) => kind === filter.kind) ?? null,
    text
  });
}

function cornersOf(box: Box | null): Point[] {
  return box
    ? [
        { lat: box.south, lon: box.west },
        { lat: box.north, lon: box.east }
      ]
    : [];
}

/** Null stands for everywhere. */
function bothOf(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (!a || !b) return a ?? b;
  const other = new Set(b);
  return a.filter((id) => other.has(id));
}
