// Which language an address speaks: Hungarian has no prefix and Hungarian words, English lives under /en.

export const locales = ['hu', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Hungarian words of path segments by their code name: `{ events: 'programok' }`. Gathered from messages `*.path.*`. */
export interface PathTables {
  readonly hungarian: Readonly<Record<string, string>>;
  readonly code: Readonly<Record<string, string>>;
}

export function localeOf(pathname: string): Locale {
  return pathname === '/en' || pathname.startsWith('/en/') ? 'en' : 'hu';
}

/** The address as the routes are named: `/en/events/x` and `/programok/x` → `/events/x`. */
export function routePath(pathname: string, paths: PathTables): string {
  if (localeOf(pathname) === 'en') return pathname.slice(3) || '/';
  if (isForPrograms(pathname)) return pathname;
  return pathname
    .split('/')
    .map((segment) => own(paths.code, segment) ?? segment)
    .join('/');
}

/** @param path as the routes are named, with or without query and fragment */
export function localisedPath(locale: Locale, path: string, paths: PathTables): string {
  const end = path.search(/[?#]/);
  const pathname = end < 0 ? path : path.slice(0, end);
  const rest = end < 0 ? '' : path.slice(end);
  if (locale === 'en') return (pathname === '/' ? '/en' : `/en${pathname}`) + rest;
  if (isForPrograms(pathname)) return path;
  return (
    pathname
      .split('/')
      .map((segment) => own(paths.hungarian, segment) ?? segment)
      .join('/') + rest
  );
}

/** Words that an address uses for itself, so that no slug may be one of them. */
export function isReservedSegment(segment: string, paths: PathTables): boolean {
  return own(paths.code, segment) !== undefined || own(paths.hungarian, segment) !== undefined;
}

/** What programs follow, and pictures, are named the same in every language. */
function isForPrograms(pathname: string): boolean {
  return /^\/(api|feeds|health|photos)\/|^\/metrics$/.test(pathname);
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
