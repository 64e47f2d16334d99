// On the pages of settlements and organisations: the way to hear of their programmes by mail.
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

export function followOrganisation(_db: Database, { slug, words }: SectionContext): Promise<PageSection> {
  return Promise.resolve({
    order: 90,
    title: words.t('following.section.organisation'),
    text: [words.t('following.section.organisationLead')],
    rows: [],
    actions: [
      { href: words.href(`/following/new?organisation=${slug}`), label: words.t('following.section.button') }
    ]
  });
}
