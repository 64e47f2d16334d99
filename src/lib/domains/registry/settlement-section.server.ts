// What the register adds to a settlement's page: who is here.
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext } from '#lib/platform/domain.ts';
import { listOrganisations } from './queries.server.ts';

const shown = 12;

export async function settlementSection(
  db: Database,
  { id: settlement, words }: SectionContext
): Promise<PageSection> {
  const { rows, total } = await listOrganisations(db, { settlements: [settlement], pageSize: shown });
  const slug = rows[0]?.settlement?.slug;
  return {
    order: 20,
    title: words.t('registry.section.title'),
    rows: rows.map((organisation) => ({
      title: organisation.name,
      href: words.href(`/organisations/${organisation.slug}`),
      note: words.t(`registry.kind.${organisation.kind}`)
    })),
    empty: words.t('registry.section.empty'),
    ...(total > shown && slug
      ? {
          more: {
            href: words.href(`/organisations?near=${slug}`),
            label: words.t('registry.section.more', { count: total })
          }
        }
      : {})
  };
}
