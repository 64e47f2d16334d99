import { administratorOnly } from '../../administrator.ts';
import { nameRoles } from '../../../../role-names.ts';
import { wordsIn } from '../../../../words.ts';
import type { PageServerLoad } from './$types';
import { slugOf } from '#lib/core/hungarian.ts';
import { listPeople, peoplePerPage } from '#lib/domains/people/people-list.server.ts';
import { listCounties } from '#lib/domains/places/queries.server.ts';
import { roleKey } from '#lib/platform/actor.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  administratorOnly(locals);
  const { db, locale } = locals;
  const words = await wordsIn(locale);
  const text = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
  const page = Math.max(1, Math.min(10_000, Number(url.searchParams.get('page')) || 1));
  const { people, total } = await listPeople(db, { text, page });
  const names = await nameRoles(
    db,
    people.flatMap(({ roles }) => roles),
    words
  );
  return {
    text,
    page,
    total,
    pages: Math.max(1, Math.ceil(total / peoplePerPage)),
    people: people.map(({ roles, ...person }) => ({
      ...person,
      roles: roles.map((role) => ({ kind: role.kind, place: names.get(roleKey(role))?.name ?? '' }))
    })),
    counties: (await listCounties(db)).map(({ county }) => ({ name: county, slug: slugOf(county) }))
  };
};
