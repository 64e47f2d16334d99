// Counts and takes away what the sample region's offers and needs have led to; what records of one's own build on stays.
import { sql } from 'kysely';
import { fromSample } from '#lib/domains/registry/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';

const what = {
  matches: 'matches.sample.matches',
  rings: 'matches.sample.rings',
  agreements: 'matches.sample.agreements'
} as const;

/** Both sides, or all members, are of the sample. */
const ofSample = {
  matches: sql<boolean>`not exists (select 1 from offering where id in (match_word.offer_id, match_word.need_id)
    and source <> ${fromSample})`,
  rings: sql<boolean>`not exists (select 1 from ring_member join offering on offering.id = ring_member.gives_offering_id
    where ring_member.ring_id = ring.id and offering.source <> ${fromSample})`,
  agreements: sql<boolean>`exists (select 1 from agreement_party where agreement_id = agreement.id)
    and not exists (select 1 from agreement_party left join offering on offering.id = agreement_party.offering_id
      where agreement_party.agreement_id = agreement.id and offering.source is distinct from ${fromSample})`
};

export async function countSampleMatches(db: Database): Promise<readonly SampleCount[]> {
  const count = sql<string>`count(*)`.as('count');
  const [matches, rings, agreements] = await Promise.all([
    db.selectFrom('match_word').select(count).where(ofSample.matches).executeTakeFirst(),
    db.selectFrom('ring').select(count).where(ofSample.rings).executeTakeFirst(),
    db.selectFrom('agreement').select(count).where(ofSample.agreements).executeTakeFirst()
  ]);
  return [
    { what: what.matches, count: Number(matches?.count ?? 0) },
    { what: what.rings, count: Number(rings?.count ?? 0) },
    { what: what.agreements, count: Number(agreements?.count ?? 0) }
  ];
}

export async function removeSampleMatches(tx: Database): Promise<readonly SampleCount[]> {
  const agreements = await tx.deleteFrom('agreement').where(ofSample.agreements).returning('id').execute();
  const rings = await tx.deleteFrom('ring').where(ofSample.rings).returning('id').execute();
  const matches = await tx.deleteFrom('match_word').where(ofSample.matches).returning('id').execute();
  // What was searched was the sample, too: the next search says anew how fresh the matches are.
  await tx.deleteFrom('match_search').execute();
  return [
    { what: what.matches, count: matches.length },
    { what: what.rings, count: rings.length },
    { what: what.agreements, count: agreements.length }
  ];
}
