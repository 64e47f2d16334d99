// The pages in which the HSDS API gives its lists.

export interface HsdsPage<T> {
  readonly total_items: number;
  readonly total_pages: number;
  readonly page_number: number;
  readonly size: number;
  readonly first_page: boolean;
  readonly last_page: boolean;
  readonly empty: boolean;
  readonly contents: readonly T[];
}

const usualSize = 50;
const largestSize = 200;

/** What is not understood is the first page of usual size. */
export function pageAsked(parameters: URLSearchParams): { readonly page: number; readonly size: number } {
  const whole = (name: string, most: number, otherwise: number): number => {
    const value = Number(parameters.get(name) ?? '');
    return Number.isSafeInteger(value) && value >= 1 ? Math.min(value, most) : otherwise;
  };
  return { page: whole('page', 100_000, 1), size: whole('per_page', largestSize, usualSize) };
}

export function hsdsPage<T>(
  contents: readonly T[],
  total: number,
  { page, size }: { page: number; size: number }
): HsdsPage<T> {
  const pages = Math.ceil(total / size);
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents
  };
}

/** The page of a list that is there as a whole. */
export function hsdsPageOf<T>(all: readonly T[], asked: { page: number; size: number }): HsdsPage<T> {
  return hsdsPage(all.slice((asked.page - 1) * asked.size, asked.page * asked.size), all.length, asked);
}
