// On the pages of settlements and organisations: the way to hear of their programmes by mail.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext } from '#lib/platform/domain.ts';

export function followSettlement(_db: Database, { slug, words }: SectionContext): Promise<PageSection> {
  return Promise.resolve({
    order: 12,
    title: words.t('following.section.settlement'),
    text: [words.t('following.section.settlementLead')],
    rows: [],
    actions: [
      { href: words.href(`/following/new?settlement=${slug}`), label: words.t('following.section.button') }
    ]
  });
}

/** Nothing on the page of one that is there no more: it prepares nothing. */
export async function followOrganisation(
  db: Database,
  { id, slug, words }: SectionContext
): Promise<PageSection | null> {
  const open = await db
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', id as Id<'organisation'>)
    .where('closed_on', 'is', null)
    .executeTakeFirst();
  if (!open) return null;
  return {
    order: 90,
    title: words.t('following.section.organisation'),
    text: [words.t('following.section.organisationLead')],
    rows: [],
    actions: [
      { href: words.href(`/following/new?organisation=${slug}`), label: words.t('following.section.button') }
    ]
  };
}
