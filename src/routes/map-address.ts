// What the address of a map asks for, and the addresses of the same map moved or turned over.
import type { Spot } from '#lib/core/map/drawing.ts';

export const shownKinds = ['organisations', 'venues', 'services'] as const;
export type Shown = (typeof shownKinds)[number];

export function shownFrom(parameters: URLSearchParams): Shown {
  return shownKinds.find((kind) => kind === parameters.get('show')) ?? 'organisations';
}

/** Everything that a map understands beyond its box and its page; what else an address holds is not carried on. */
const carried = [
  'near',
  'within',
  'region',
  'county',
  'sector',
  'kind',
  'only',
  'q',
  'situation',
  'heading',
  'term',
  'theme',
  'accent'
];

/** The query of the same map with some things changed; begins with ? unless empty. */
export function mapQuery(
  { parameters, shown }: { parameters: URLSearchParams; shown: Shown },
  changes: Readonly<Record<string, string>> = {}
): string {
  const query = new URLSearchParams(shown === 'organisations' ? {} : { show: shown });
  for (const name of carried) {
    const value = parameters.get(name)?.slice(0, 100);
    if (value) query.set(name, value);
  }
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** A letter for each, from north to south and from west to east: A … Z, AA … */
export function letters(spots: readonly Spot[]): Map<string, string> {
  const sorted = [...spots].sort((a, b) => b.point.lat - a.point.lat || a.point.lon - b.point.lon);
  return new Map(sorted.map(({ key }, index) => [key, letterOf(index)]));
}

function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}
