// What experts add to the pages of settlements and organisations: who would come here, and who belongs to it.
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { fieldsSaid } from './expert-words.ts';
import { listExperts, type ListedExpert } from './queries.server.ts';

const shown = 6;
const mostOfOrganisation = 30;

/** Nothing where nobody comes: that is no news. */
export async function whoComesHere(
  db: Database,
  { id, slug, actor, words }: SectionContext
): Promise<PageSection | null> {
  const place = (await listSettlementsById(db, [id])).get(id);
  if (!place) return null;
  const { rows, total } = await listExperts(db, actor, { place, how: 'comes', pageSize: shown });
  if (total === 0) return null;
  return {
    order: 26,
    title: words.t('experts.section.comes'),
    rows: rows.map((expert) => rowOf(words, expert)),
    more: {
      href: words.href(`/experts?near=${slug}`),
      label: words.t('experts.section.more', { count: total })
    }
  };
}

export async function itsExperts(
  db: Database,
  { id, actor, words }: SectionContext
): Promise<PageSection | null> {
  const { rows } = await listExperts(db, actor, { organisation: id, pageSize: mostOfOrganisation });
  if (rows.length === 0) return null;
  return {
    order: 26,
    title: words.t('experts.section.ofOrganisation'),
    rows: rows.map((expert) => rowOf(words, expert))
  };
}

function rowOf(words: Words, { name, slug, headline, fields }: ListedExpert): PageSection['rows'][number] {
  return {
    title: name,
    href: words.href(`/experts/${slug}`),
    note: headline ?? fieldsSaid(words, { fields })
  };
}
