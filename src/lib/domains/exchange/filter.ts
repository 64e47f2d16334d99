// Which offers and needs a reader wants to see: read from an address and written back into one.
import { isDay } from '#lib/core/time.ts';
import { isOneOf } from '#lib/domains/registry/model.ts';
import { categories, conditions, sides, type Category, type Condition, type Side } from './model.ts';

/** The distances that the list offers, in kilometres. */
export const distances = [0, 10, 20, 30, 50] as const;

export interface OfferingFilter {
  readonly side: Side | null;
  readonly category: Category | null;
  readonly conditions: Condition | null;
  readonly text: string;
  /** A settlement's name or slug, as the reader wrote it. */
  readonly near: string;
  readonly km: number;
  /** 'YYYY-MM-DD' or empty. */
  readonly from: string;
  readonly until: string;
  readonly page: number;
}

const usualKm = 20;

/** What is not understood is left out: an old or mistyped address still shows the list. */
export function offeringFilterFrom(parameters: URLSearchParams): OfferingFilter {
  const word = (name: string): string => (parameters.get(name) ?? '').trim().slice(0, 100);
  const day = (name: string): string => (isDay(word(name)) ? word(name) : '');
  const [side, category, terms] = [word('side'), word('category'), word('conditions')];
  const [km, page] = [Number(word('km') || usualKm), Number(word('page') || '1')];
  return {
    side: isOneOf(sides, side) ? side : null,
    category: isOneOf(categories, category) ? category : null,
    conditions: isOneOf(conditions, terms) ? terms : null,
    text: word('q'),
    near: word('near'),
    km: (distances as readonly number[]).includes(km) ? km : usualKm,
    from: day('from'),
    until: day('until'),
    page: Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1
  };
}

/** The query of an address, only with what differs from the plain list; begins with ? unless empty. */
export function offeringQueryOf(filter: OfferingFilter, page = 1): string {
  const parameters = new URLSearchParams();
  const put = (name: string, value: string | null): void => {
    if (value) parameters.set(name, value);
  };
  put('side', filter.side);
  put('category', filter.category);
  put('conditions', filter.conditions);
  put('q', filter.text);
  put('near', filter.near);
  if (filter.near && filter.km !== usualKm) parameters.set('km', String(filter.km));
  put('from', filter.from);
  put('until', filter.until);
  if (page > 1) parameters.set('page', String(page));
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
