// What circles add to the pages of settlements and organisations: at which tables they sit.
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { circlesOfOrganisation, circlesOfSettlement, type ListedCircle } from './list.server.ts';

export async function circlesHere(
  db: Database,
  { id, actor, words }: SectionContext
): Promise<PageSection | null> {
  return sectionOf(words, await circlesOfSettlement(db, actor, id), 'circles.section.here');
}

export async function itsCircles(
  db: Database,
  { id, actor, words }: SectionContext
): Promise<PageSection | null> {
  return sectionOf(words, await circlesOfOrganisation(db, actor, id), 'circles.section.its');
}

/** Nothing where nobody sits down: that is no news. */
function sectionOf(
  words: Words,
  circles: readonly ListedCircle[],
  title: 'circles.section.here' | 'circles.section.its'
): PageSection | null {
  if (circles.length === 0) return null;
  return {
    order: 30,
    title: words.t(title),
    rows: circles.map(({ name, slug, purpose }) => ({
      title: name,
      href: words.href(`/circles/${slug}`),
      note: purpose
    }))
  };
}
