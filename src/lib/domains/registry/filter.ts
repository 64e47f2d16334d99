// Which organisations or venues a reader wants to see: read from an address and written back into one.
import { isOneOf, sectors, type Sector } from './model.ts';

export interface RegisterFilter<Kind extends string> {
  /** A settlement's name or slug, as the reader wrote it. */
  readonly near: string;
  /** Kilometres around `near`; 0 is that settlement only. */
  readonly within: number;
  readonly sector: Sector | null;
  readonly kind: Kind | null;
  readonly text: string;
  /** Of venues: only those that stand empty, that one may ask for, or that a wheelchair gets into. */
  readonly only?: VenueUse | null;
  readonly page: number;
}

export const venueUses = ['bookable', 'accessible', 'idle'] as const;
export type VenueUse = (typeof venueUses)[number];

export const radii = [0, 10, 20, 30, 50] as const;

/**
 * What is not understood is left out: an old or mistyped address still shows the list.
 * @param kinds organisationKinds or venueKinds
 */
export function filterFrom<const Kind extends string>(
  parameters: URLSearchParams,
  kinds: readonly Kind[]
): RegisterFilter<Kind> {
  const word = (name: string): string => (parameters.get(name) ?? '').trim().slice(0, 100);
  const radius = Number(word('within') || '0');
  const page = Number(word('page') || '1');
  const only = word('only');
  const sector = word('sector');
  const kind = word('kind');
  return {
    near: word('near'),
    within: Number.isFinite(radius) && radius >= 0 && radius <= 500 ? radius : 0,
    sector: isOneOf(sectors, sector) ? sector : null,
    kind: isOneOf(kinds, kind) ? kind : null,
    text: word('q'),
    only: isOneOf(venueUses, only) ? only : null,
    page: Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1
  };
}

/** The query of an address, only with what differs from the plain list; begins with ? unless empty. */
export function queryOf(filter: RegisterFilter<string>, page = 1): string {
  const parameters = new URLSearchParams();
  if (filter.near) parameters.set('near', filter.near);
  if (filter.near && filter.within > 0) parameters.set('within', String(filter.within));
  if (filter.sector) parameters.set('sector', filter.sector);
  if (filter.kind) parameters.set('kind', filter.kind);
  if (filter.text) parameters.set('q', filter.text);
  if (filter.only) parameters.set('only', filter.only);
  if (page > 1) parameters.set('page', String(page));
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
