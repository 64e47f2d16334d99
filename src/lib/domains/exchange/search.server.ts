// How offers and needs are found by searching everything public: those that are open.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { now as clockNow } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Searchable } from '#lib/platform/search/document.ts';
import { isOpen, pathOf } from './model.ts';
import { findOfferingsByIds, listOpenIds } from './queries.server.ts';

export const searchableOfferings: Searchable = {
  kind: 'offering',
  label: 'exchange.search.label',
  list: '/exchange',
  order: 27,
  verbs: [
    'offering.created',
    'offering.updated',
    'offering.renewed',
    'offering.paused',
    'offering.resumed',
    'offering.answered',
    'offering.ended',
    'offering.reopened',
    'offering.lapsed',
    'organisation.updated',
    'organisation.closed',
    'organisation.reopened',
    'organisation.merged',
    'organisation.parted',
    'settlement.changed',
    'person.erased'
  ],
  touched,
  ids: (db, after, limit) => listOpenIds(db, { openOn: dayOf(clockNow(), defaultZone), after, limit }),
  async documents(db, ids, { now, words }) {
    const today = dayOf(now, defaultZone);
    const offerings = [...(await findOfferingsByIds(db, ids)).values()];
    return offerings
      .filter((offering) => isOpen(offering, today))
      .map((offering) => ({
        id: offering.id,
        path: pathOf(offering),
        title: offering.title,
        summary: offering.text,
        text: [offering.curriculum, offering.inReturn].filter(Boolean).join('\n') || null,
        labels: [
          offering.organisation?.name ?? offering.expert?.name ?? '',
          ...words.flatMap(({ t }) => [
            t(`exchange.search.${offering.side}`),
            t(`exchange.category.${offering.category}`),
            ...offering.topics.map((topic) => t(`experts.field.${topic}`))
          ])
        ]
          .filter(Boolean)
          .join(' · '),
        place: { slug: offering.settlement.slug, name: offering.settlement.name },
        lat: offering.settlement.point?.lat ?? null,
        lon: offering.settlement.point?.lon ?? null,
        facets: [],
        times: [],
        isPlace: false
      }));
  }
};

async function touched(db: Database, activity: Activity): Promise<readonly string[] | 'all'> {
  if (activity.object_kind === 'offering') return [activity.object_id];
  if (activity.object_kind !== 'organisation') return 'all';
  const rows = await db
    .selectFrom('offering')
    .select('id')
    .where('organisation_id', '=', activity.object_id as never)
    .execute();
  return rows.length > 0 ? rows.map(({ id }) => id) : [];
}
