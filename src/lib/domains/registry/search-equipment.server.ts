// How things that are lent are found by searching everything public.
import { sql, type SqlBool } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Searchable } from '#lib/platform/search/document.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findEquipmentByIds } from './equipment.server.ts';

export const searchableEquipment: Searchable = {
  kind: 'equipment',
  label: 'registry.equipment.title',
  list: '/equipment',
  order: 35,
  verbs: [
    'equipment.created',
    'equipment.updated',
    'organisation.updated',
    'organisation.merged',
    'organisation.parted',
    'settlement.changed',
    'person.erased'
  ],
  touched,
  async ids(db, after, limit) {
    const rows = await db
      .selectFrom('equipment')
      .select('id')
      .$if(after !== null, (query) => query.where('id', '>', after as Id<'equipment'>))
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  },
  async documents(db, ids, { words }) {
    const things = await findEquipmentByIds(db, ids);
    const settlements = await listSettlementsById(
      db,
      things.map(({ settlement }) => settlement.id)
    );
    return things.map(({ id, slug, name, kind, note, owner, keptAt, settlement }) => {
      const point = settlements.get(settlement.id)?.point ?? null;
      return {
        id,
        path: `/equipment/${slug}`,
        title: name,
        summary: note,
        text: keptAt,
        labels: [
          ...words.flatMap(({ t }) => [
            t(`registry.equipment.kindIs.${kind}`),
            t('registry.equipment.sayings')
          ]),
          owner.name
        ].join(' · '),
        place: { slug: settlement.slug, name: settlement.name },
        lat: point?.lat ?? null,
        lon: point?.lon ?? null,
        facets: [],
        times: [],
        isPlace: false
      };
    });
  }
};

/** A thing tells whose it is and where; of what became of merged organisations all of them know. */
async function touched(
  db: Database,
  { verb, object_kind: kind, object_id: id }: Activity
): Promise<readonly string[] | 'all'> {
  if (kind === 'equipment') return [id];
  const column =
    kind === 'settlement' ? 'settlement_id' : verb === 'organisation.updated' ? 'organisation_id' : null;
  if (column === null) return 'all';
  const rows = await db
    .selectFrom('equipment')
    .select('id')
    .where(sql<SqlBool>`${sql.ref(column)} = ${id}`)
    .execute();
  return rows.map((row) => row.id);
}
