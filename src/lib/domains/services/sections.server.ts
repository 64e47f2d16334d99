// What services add to the pages of settlements and organisations: who helps here, and with what.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext } from '#lib/platform/domain.ts';
import { canGiveServiceTo } from './policy.ts';
import { listServicesIn, listServicesOf } from './queries.server.ts';

const shown = 8;

export async function whoHelpsHere(db: Database, { id, slug, words }: SectionContext): Promise<PageSection> {
  const { services, total } = await listServicesIn(db, id, shown);
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

/** Nothing where there is nothing and the reader may add nothing. */
export async function whatItGives(
  db: Database,
  { id, slug, actor, words }: SectionContext
): Promise<PageSection | null> {
  const services = await listServicesOf(db, id);
  const organisation = id as Id<'organisation'>;
  const mayAdd = canGiveServiceTo(actor, organisation) && !(await isClosed(db, organisation));
  if (services.length === 0 && !mayAdd) return null;
  return {
    order: 15,
    title: words.t('services.organisation.title'),
    rows: services.map(({ slug, name, status, terms }) => ({
      title: name,
      href: words.href(`/services/${slug}`),
      note: [
        ...terms.map((term) => words.t(`services.term.${term}`)),
        ...(status === 'active' ? [] : [words.t(`services.status.${status}`)])
      ].join(', ')
    })),
    ...(mayAdd
      ? {
          actions: [
            {
              href: words.href(`/services/new?organisation=${slug}`),
              label: words.t('services.organisation.add')
            }
          ]
        }
      : {})
  };
}

async function isClosed(db: Database, organisation: Id<'organisation'>): Promise<boolean> {
  const row = await db
    .selectFrom('organisation')
    .select('closed_on')
    .where('id', '=', organisation)
    .executeTakeFirst();
  return row?.closed_on != null;
}
