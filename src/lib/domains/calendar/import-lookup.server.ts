// Finds what the rows of a list of events speak of: the settlement and venue of a place, and organisers by name or address.
import { kilometresBetween, type Point } from '#lib/core/geo.ts';
import { didYouMean } from '#lib/core/hungarian.ts';
import type { FindableSettlement, SettlementFinder } from '#lib/domains/places/finder.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { RowError } from '#lib/platform/tabular/mapping.ts';
import type { LookupFault } from './import-faults.ts';
import type { Where } from './import-row.ts';
import { keptSettlements } from './kept-settlements.server.ts';
import { plainText } from './import-words.ts';

type Fault = Omit<RowError, 'line'> & { readonly code: LookupFault };

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Place {
  readonly settlement: Named | null;
  readonly venue: Named | null;
  /** What the file says, as far as settlement and venue do not say it. */
  readonly place: string | null;
  readonly point: Point | null;
}

/** A settlement whose centre is farther than this from the coordinates of a row is a namesake in another country. */
const farthestKilometres = 30;

export type PlaceFinder = (where: Where) => { ok: true; value: Place } | { ok: false; fault: Fault };

/**
 * A settlement's own column has to name one, unless coordinates tell the place anyway; words about a place may name one.
 * A venue of the register is found by its name in the settlement.
 */
export async function placeFinder(db: Database): Promise<PlaceFinder> {
  const { finder, named: namedIn } = await keptSettlements(db);
  const named = remembering(namedIn);
  const venues = new Map(
    (
      await db.selectFrom('venue').select(['id', 'name', 'settlement_id']).orderBy('id', 'desc').execute()
    ).map(({ id, name, settlement_id }) => [`${settlement_id} ${plainText(name)}`, { id, name }] as const)
  );
  return (where) => {
    const settlement = settlementOf(where, finder, named);
    if ('fault' in settlement) return { ok: false, fault: settlement.fault };
    const { found } = settlement;
    const town = found ? null : together(where.settlement, where.abroad);
    const place = together(where.place, town ?? '');
    const venue = found && place ? venueIn(venues, found, place) : null;
    return {
      ok: true,
      value: {
        settlement: found && { id: found.id, name: found.name },
        venue,
        place: saysMore(place, found, venue) ? place : null,
        point: where.point
      }
    };
  };
}

function settlementOf(
  { settlement, postalCode, abroad, place, point }: Where,
  finder: SettlementFinder,
  named: (text: string) => FindableSettlement | null
): { found: FindableSettlement | null } | { fault: Fault } {
  const near = (found: FindableSettlement | null): FindableSettlement | null =>
    found && point && found.point && kilometresBetween(found.point, point) > farthestKilometres
      ? null
      : found;
  if (abroad !== '') return { found: null };
  if (settlement === '') return { found: near(place === null ? null : named(place)) };
  const found = finder.find({ name: settlement, postalCode: postalCode || null });
  if (found.ok) return { found: near(found.value) };
  const inWords = found.reason === 'unknown' ? named(together(postalCode, settlement) ?? '') : null;
  if (inWords || point || hasDistricts(settlement, finder)) return { found: near(inWords) };
  const suggestion = found.suggestions.join(', ');
  return {
    fault: {
      field: 'settlement',
      code: `${found.reason}_settlement`,
      value: settlement,
      ...(suggestion ? { suggestion } : {})
    }
  };
}

/** «Budapest» is said of a place without its district, which alone is a settlement here: the words have to do. */
function hasDistricts(settlement: string, { all }: SettlementFinder): boolean {
  return all.some(({ name }) => name.startsWith(`${settlement} `));
}

function venueIn(
  venues: ReadonlyMap<string, Named>,
  settlement: FindableSettlement,
  place: string
): Named | null {
  const names = [place, ...place.split(',')];
  for (const name of names) {
    const venue = venues.get(`${settlement.id} ${plainText(name)}`);
    if (venue) return venue;
  }
  return null;
}

function saysMore(place: string | null, settlement: Named | null, venue: Named | null): boolean {
  return (
    place !== null &&
    plainText(place) !== plainText(settlement?.name ?? '') &&
    plainText(place) !== plainText(venue?.name ?? '')
  );
}

function together(first: string | null, second: string): string | null {
  const parts = [first ?? '', second].filter((part) => part !== '');
  return parts.length > 1 && plainText(parts[0] ?? '').includes(plainText(second))
    ? (first ?? null)
    : parts.join(', ') || null;
}

export type OrganiserFinder = (text: string) => { ok: true; value: Named } | { ok: false; fault: Fault };

/** By name without regard to accents and capitals, or by the last part of its web address; never by mere likeness. */
export async function organiserFinder(db: Database): Promise<OrganiserFinder> {
  const all = await db.selectFrom('organisation').select(['id', 'name', 'slug']).orderBy('slug').execute();
  const byName = Map.groupBy(all, ({ name }) => plainText(name));
  const bySlug = new Map(all.map((each) => [each.slug, each]));
  const spellings = all.map(({ name }) => name);
  const fault = (
    code: LookupFault,
    value: string,
    suggestions: readonly string[]
  ): { ok: false; fault: Fault } => ({
    ok: false,
    fault: {
      field: 'organiser',
      code,
      value,
      ...(suggestions.length > 0 ? { suggestion: suggestions.join(', ') } : {})
    }
  });
  return remembering((text) => {
    const same = byName.get(plainText(text)) ?? [];
    const exact = same.filter(({ name }) => name === text);
    const [one] = [bySlug.get(text), ...[same, exact].filter((some) => some.length === 1).flat()].filter(
      Boolean
    );
    if (one) return { ok: true, value: { id: one.id, name: one.name } };
    if (same.length > 1)
      return fault('ambiguous_organisation', text, same.map(({ slug }) => slug).slice(0, 3));
    return fault('unknown_organisation', text, didYouMean(text, spellings, 3));
  });
}

/** Lists name the same few places and organisers again and again. */
function remembering<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    const found = answer(text);
    known.set(text, found);
    return found;
  };
}
