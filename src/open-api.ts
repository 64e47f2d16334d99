// The description of all that the house gives other people's programs as JSON, gathered from its rooms.
import { eventPaths } from '#lib/domains/calendar/openapi.ts';
import { offeringPaths } from '#lib/domains/exchange/openapi.ts';
import { openApi } from '#lib/domains/services/openapi.ts';

/** @param origin scheme and host of this installation */
export function openApiOfAll(origin: string): Record<string, unknown> {
  const hsds = openApi(origin);
  const paths = { ...(hsds['paths'] as object), ...eventPaths(origin), ...offeringPaths(origin) };
  return { ...hsds, paths };
}
