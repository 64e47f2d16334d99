import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { currentCharter, listSignatures } from '#lib/domains/circles/charter.server.ts';
import { charterFacts, memberSaid, territorySaid } from '#lib/domains/circles/circle-words.ts';
import { hearsOf, runsCircle, seesInside } from '#lib/domains/circles/policy.ts';
import { findSeenCircle, listMembers } from '#lib/domains/circles/queries.server.ts';
import { countWaitingQuestions, listQuestions, takesNow } from '#lib/domains/circles/questions.server.ts';
import { mapOfTerritory } from '#lib/domains/circles/territory-map.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { domains } from '../../../../generated/domains.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params, url }) => {
  const words = await wordsIn(locale);
  const found = await findSeenCircle(db, actor, params.slug);
  if (!found) error(404, words.t('house.error.notFound'));
  const { circle, offices } = found;
  const { id, slug, name, purpose, about, state, foundedOn, settlement, publicPage } = circle;
  const inside = hearsOf(actor, offices);
  const showsMembers = circle.showsMembers || inside;
  const charter = await currentCharter(db, id);
  const signatures = charter ? ((await listSignatures(db, [charter.id])).get(charter.id) ?? []) : [];
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
  const questions = await listQuestions(db, id, { show: 'public', page, size: 10 });
  const runs = runsCircle(actor, offices);
  return {
    circle: { slug, name, purpose, about, state, foundedOn, settlement, publicPage },
    territory: territorySaid(words, circle),
    places: circle.territory.kind === 'settlements' ? circle.territory.settlements : [],
    map: await mapOfTerritory(db, id),
    // Who sits there stays inside where the circle does not show it; how many is no secret.
    count: offices.members.filter(({ role }) => role !== 'informed').length,
    members: showsMembers
      ? (await listMembers(db, id))
          .filter(({ office }) => office !== 'informed')
          .map(({ id: key, office, organisation, name: who }) => ({ key, office, organisation, who }))
      : null,
    charter: charter && {
      facts: charterFacts(words, charter),
      version: charter.version,
      publishedAt: charter.publishedAt,
      signed: signatures.length,
      signers: showsMembers
        ? signatures
            .map(({ organisation, name: who }) =>
              memberSaid({
                organisation: organisation ? { id: '', slug: '', name: organisation } : null,
                name: who
              })
            )
            .filter(Boolean)
        : null
    },
    questions: {
      page,
      hasNext: questions.hasNext,
      rows: questions.rows.map(({ id: key, kind, text, answer, answeredAt }) => ({
        key,
        kind,
        text,
        answer,
        answeredAt
      }))
    },
    asks: takesNow(circle),
    runs,
    inside: seesInside(actor, offices),
    waiting: runs ? ((await countWaitingQuestions(db, [id])).get(id) ?? 0) : 0,
    sections: await gatherSections(db, domains, 'circle', { id, slug, actor, words, now })
  };
};
