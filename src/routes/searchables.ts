// Everything that can be found by searching, in the order in which lists of kinds name it.
import { domains } from '../generated/domains.ts';
import type { Domain } from '#lib/platform/domain.ts';
import type { Searchable } from '#lib/platform/search/document.ts';

export const searchables: readonly Searchable[] = (domains as readonly Domain[])
  .flatMap((domain) => domain.searchables ?? [])
  .sort((a, b) => a.order - b.order);
