// Which routes may stand in other people's pages.

/** Their pages hold links only: nothing that a click stolen from a signed-in reader could set off. */
export function isFramed(routeId: string | null): boolean {
  return routeId?.startsWith('/(public)/embed/(framed)/') ?? false;
}
