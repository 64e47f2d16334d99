// How joint projects and supporters are found by searching everything public: what is certain, and whoever is thanked in public.
import { sql } from 'kysely';
import type { Searchable } from '#lib/platform/search/document.ts';
import { findProjects } from './queries.server.ts';
import { findSupporters, listPublicSupporterIds } from './supporters.server.ts';

export const searchableProjects: Searchable = {
  kind: 'project',
  label: 'projects.search.projects',
  list: '/projects',
  order: 45,
  verbs: ['project.confirmed', 'project.unconfirmed', 'project.changed'],
  async ids(db, after, limit) {
    const rows = await db
      .selectFrom('project')
      .select('id')
      .where('state', '=', 'confirmed')
      .where(sql<boolean>`(${after}::uuid is null or id > ${after}::uuid)`)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  },
  async documents(db, ids, { words }) {
    const projects = [...(await findProjects(db, ids)).values()].filter(({ state }) => state === 'confirmed');
    return projects.map((project) => ({
      id: project.id,
      path: `/projects/${project.slug}`,
      title: project.title,
      summary: project.text?.slice(0, 200) ?? null,
      text: [
        project.text,
        ...project.events.map(({ venue, settlement }) => `${venue.name} ${settlement.name}`)
      ]
        .filter(Boolean)
        .join('\n'),
      labels: [
        ...words.map(({ t }) => t('projects.search.project')),
        project.territory,
        ...project.partners.map(({ name }) => name)
      ].join(' · '),
      ...{ place: null, lat: null, lon: null, facets: [], times: [], isPlace: false }
    }));
  }
};

export const searchableSupporters: Searchable = {
  kind: 'supporter',
  label: 'projects.search.supporters',
  list: '/supporters',
  order: 75,
  verbs: [
    'supporter.agreed',
    'supporter.withdrew',
    'supporter.changed',
    'supporter.removed',
    'person.erased'
  ],
  touched: async (_db, { object_kind: kind, object_id: id }) => (kind === 'supporter' ? [id] : 'all'),
  ids: listPublicSupporterIds,
  async documents(db, ids, { words }) {
    const supporters = [...(await findSupporters(db, ids)).values()].filter(
      ({ thankedPublicly }) => thankedPublicly
    );
    return supporters.map((supporter) => ({
      id: supporter.id,
      path: `/supporters/${supporter.slug}`,
      title: supporter.name,
      summary: supporter.what,
      text: supporter.organisation?.name ?? null,
      labels: words
        .flatMap(({ t }) => [
          t('projects.search.supporter'),
          ...supporter.gives.map((kind) => t(`projects.gives.${kind}`))
        ])
        .join(' · '),
      place: { slug: supporter.settlement.slug, name: supporter.settlement.name },
      ...{ lat: null, lon: null, facets: [], times: [], isPlace: false }
    }));
  }
};
