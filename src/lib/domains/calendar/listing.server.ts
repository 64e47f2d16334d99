// What the list, the month and the feeds share: the reader's filter with its names found.
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findSettlementBySlug, searchSettlements } from '#lib/domains/places/queries.server.ts';
import { findOrganisationBySlug } from '#lib/domains/registry/queries.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { filterFrom, type EventFilter } from './filter.ts';

export interface NamedFilter {
  readonly filter: EventFilter;
  readonly settlement: { readonly slug: string; readonly name: string; readonly placed: boolean } | null;
  readonly organisation: { readonly slug: string; readonly name: string } | null;
  /** What was typed as a settlement and is none, with names that may have been meant. */
  readonly unknownSettlement: { readonly text: string; readonly suggestions: readonly string[] } | null;
}

/** A settlement may be given by slug, as links do, or by name or postal code, as people type. */
export async function namedFilter(
  db: Database,
  actor: Actor,
  parameters: URLSearchParams
): Promise<NamedFilter> {
  const filter = filterFrom(parameters);
  const organisation = filter.organiser ? await findOrganisationBySlug(db, actor, filter.organiser) : null;
  const found = filter.near ? await settlementMeant(db, filter.near) : null;
  return {
    filter: { ...filter, near: found?.settlement?.slug ?? null, organiser: organisation?.slug ?? null },
    settlement: found?.settlement ?? null,
    organisation: organisation && { slug: organisation.slug, name: organisation.name },
    unknownSettlement:
      found && !found.settlement ? { text: filter.near ?? '', suggestions: found.suggestions } : null
  };
}

async function settlementMeant(
  db: Database,
  text: string
): Promise<{ settlement: NamedFilter['settlement']; suggestions: readonly string[] }> {
  const bySlug = await findSettlementBySlug(db, text);
  const { found, suggestions } = bySlug
    ? { found: [bySlug], suggestions: [] }
    : await searchSettlements(db, text, 1);
  const [first] = found;
  return {
    settlement: first ? { slug: first.slug, name: first.name, placed: first.point !== null } : null,
    suggestions
  };
}

/** What a feed of this filter is called in a calendar program. */
export function feedTitle(words: Words, { filter, settlement, organisation }: NamedFilter): string {
  const parts = [
    settlement?.name,
    organisation?.name,
    filter.theme && words.t(`calendar.theme.${filter.theme}`),
    filter.audience && words.t(`calendar.audience.${filter.audience}`)
  ].filter(Boolean);
  return [words.t('calendar.feed.title', { house: words.t('house.name') }), ...parts].join(' · ');
}
