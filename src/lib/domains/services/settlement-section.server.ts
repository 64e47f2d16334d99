// What services add to a settlement's page: who helps here.
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SettlementContext, SettlementSection } from '#lib/platform/domain.ts';
import { listServicesIn } from './queries.server.ts';

const shown = 8;

export async function settlementSection(
  db: Database,
  { settlement, slug, words }: SettlementContext
): Promise<SettlementSection> {
  const { services, total } = await listServicesIn(db, settlement, shown);
  return {
    order: 15,
    title: words.t('services.section.title'),
    rows: services.map((service) => ({
      title: service.name,
      href: words.href(`/services/${service.slug}`),
      note: service.organisation.name
    })),
    empty: words.t('services.section.empty'),
    more: {
      href: words.href(`/services?near=${slug}`),
      label: words.t('services.section.more', { count: total })
    }
  };
}
