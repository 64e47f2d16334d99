// How experts are found by searching everything public: only those whose entry is for everyone, as long as they agree.
import { sql } from 'kysely';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Searchable } from '#lib/platform/search/document.ts';
import { findExpertsByIds, listPublicIds } from './queries.server.ts';

export const searchableExperts: Searchable = {
  kind: 'expert',
  label: 'experts.search.label',
  list: '/experts',
  order: 25,
  verbs: [
    'expert.created',
    'expert.entered',
    'expert.agreed',
    'expert.updated',
    'expert.withdrawn',
    'expert.refused',
    'expert.removed',
    'consent.withdrawn',
    'settlement.changed',
    'person.erased'
  ],
  touched,
  ids: listPublicIds,
  async documents(db, ids, { words }) {
    const experts = [...(await findExpertsByIds(db, ids)).values()].filter(
      ({ consent, visibility }) => consent !== null && visibility === 'public'
    );
    const homes = await listSettlementsById(
      db,
      experts.map(({ settlement }) => settlement.id)
    );
    return experts.map((expert) => {
      const home = homes.get(expert.settlement.id);
      return {
        id: expert.id,
        path: `/experts/${expert.slug}`,
        title: expert.name,
        summary: expert.headline,
        text: [expert.skills.join(', '), expert.introduction].filter(Boolean).join('\n') || null,
        labels: words
          .flatMap(({ t }) => [
            t('experts.search.one'),
            ...expert.fields.map((field) => t(`experts.field.${field}`)),
            ...expert.offers.map((offer) => t(`experts.offer.${offer}`))
          ])
          .join(' · '),
        place: { slug: expert.settlement.slug, name: expert.settlement.name },
        lat: home?.point?.lat ?? null,
        lon: home?.point?.lon ?? null,
        facets: [],
        times: [],
        isPlace: false
      };
    });
  }
};

async function touched(
  db: Database,
  { object_kind: kind, object_id: id }: Activity
): Promise<readonly string[] | 'all'> {
  if (kind === 'expert') return [id];
  // Of somebody who is erased nothing is left to ask.
  if (kind !== 'person') return 'all';
  const rows = await db
    .selectFrom('expert')
    .select('id')
    .where(sql<boolean>`person_id = ${id}`)
    .execute();
  return rows.length > 0 ? rows.map((row) => row.id) : 'all';
}
