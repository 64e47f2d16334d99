import type { PageServerLoad } from './$types';
import { canSeeProject } from '#lib/domains/projects/policy.ts';
import { listSupporters } from '#lib/domains/projects/supporters.server.ts';
import { viewOf } from '#lib/domains/projects/view.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { domains } from '../../../../generated/domains.ts';
import { projectAsked } from '../../../project-pages.server.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { project, words } = await projectAsked({ locals, params }, canSeeProject);
  const { db, actor, now } = locals;
  const { events, covered, map, inside, leads, open } = await viewOf(db, actor, project);
  const { id, slug } = project;
  return {
    ...{ events, covered, map, inside, leads, open },
    project: {
      ...{ slug, title: project.title, text: project.text, state: project.state, starts: project.starts },
      ...{ lead: project.lead, territory: project.territory, withinKm: project.withinKm },
      ...{ firstDay: project.firstDay, lastDay: project.lastDay, minutes: project.minutes },
      ...{ audiences: project.audiences, themes: project.themes }
    },
    // What a partner answered is for those who take part; everyone sees who does.
    partners: project.partners
      .filter(({ id: partner, answer }) => inside || (answer === 'yes' && partner !== project.lead.id))
      .map((partner) => ({
        ...{ id: partner.id, slug: partner.slug, name: partner.name },
        events: events.filter(({ organisation }) => organisation.id === partner.id).length,
        answer: inside ? partner.answer : null,
        asked: partner.askedAt !== null,
        note: inside ? partner.note : null
      })),
    supporters: (await listSupporters(db, actor, { project: id })).rows.map(({ slug: at, name, what }) => ({
      slug: at,
      name,
      what
    })),
    sections: await gatherSections(db, domains, 'project', { id, slug, actor, words, now })
  };
};
