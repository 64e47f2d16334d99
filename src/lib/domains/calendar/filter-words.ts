// Says in words what narrows a page of the calendar.
import type { Words } from '#lib/platform/words/words.ts';
import type { NamedFilter } from './listing.server.ts';

/** What a page that can be narrowed hands to its panel. */
export interface FilterShown extends NamedFilter {
  readonly microRegions: readonly { readonly slug: string; readonly name: string }[];
}

/** Where: «Szegvár, 10 km körzetében», «Szentesi kistérség»; whose, for whom, about what. */
export function chosenWords(
  words: Words,
  { filter, settlement, organisation, microRegions }: FilterShown
): string[] {
  return [
    settlement && `${settlement.name}, ${words.t('calendar.filter.withinOption', { km: filter.within })}`,
    microRegions.find(({ slug }) => slug === filter.region)?.name,
    organisation?.name,
    filter.audience && words.t(`calendar.audience.${filter.audience}`),
    filter.theme && words.t(`calendar.theme.${filter.theme}`)
  ].filter((part) => typeof part === 'string');
}
