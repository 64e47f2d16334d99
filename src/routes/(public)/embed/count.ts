// How many entries an embedded list holds.

export const counts = [5, 10, 20, 30] as const;

export function countFrom(parameters: URLSearchParams): number {
  return counts.find((count) => String(count) === parameters.get('count')) ?? 10;
}
