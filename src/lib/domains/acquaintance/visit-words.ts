// Says whom a visit was to.
import type { FullVisit } from './queries.server.ts';

/** Names are the same in every language. */
export function whomOf({ organisation, subject }: Pick<FullVisit, 'organisation' | 'subject'>): string {
  return organisation?.name ?? subject ?? '–';
}
