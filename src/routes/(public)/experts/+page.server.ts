import type { PageServerLoad } from './$types';
import { expertFilterFrom } from '#lib/domains/experts/filter.ts';
import { fields } from '#lib/domains/experts/model.ts';
import { canEnterOthers } from '#lib/domains/experts/policy.ts';
import {
  fieldsCalledBy,
  findOwnExpert,
  listExperts,
  listKeptExperts
} from '#lib/domains/experts/queries.server.ts';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, url }) => {
  const filter = expertFilterFrom(url.searchParams);
  const words = await wordsIn(locale);
  const labels = new Map(fields.map((field) => [field, words.t(`experts.field.${field}`)] as const));
  const { settlement, suggestions } = await findNear(db, filter.near, 0);
  const unknown = filter.near !== '' && !settlement;
  const own = await findOwnExpert(db, actor);
  return {
    filter,
    place: settlement && { name: settlement.name, slug: settlement.slug },
    suggestions,
    list: unknown
      ? { rows: [], total: 0, page: 1, pages: 1 }
      : await listExperts(db, actor, {
          ...filter,
          fieldsCalled: fieldsCalledBy(filter.text, labels),
          place: settlement
        }),
    unknown,
    signedIn: actor.kind === 'person',
    own: own?.slug ?? null,
    mayEnterOthers: canEnterOthers(actor),
    kept: (await listKeptExperts(db, actor)).map(({ slug, name, consent, email, visibility }) => ({
      slug,
      name,
      state: consent ? visibility : email ? ('waiting' as const) : ('withdrawn' as const)
    }))
  };
};
