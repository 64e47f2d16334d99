// What a circle could talk about: joint projects of its members that wait for somebody.
import { sql } from 'kysely';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { AgendaContext, AgendaProposal } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { Project } from './model.ts';
import { findProjects } from './queries.server.ts';

const most = 8;

/** Of at least two members, not announced and not over; those that wait longest for an answer first. */
export async function waitingProjects(
  db: Database,
  { organisations, meeting, words }: AgendaContext
): Promise<AgendaProposal[]> {
  if (organisations.length < 2) return [];
  const today = dayOf(meeting.startsAt, defaultZone);
  const rows = await db
    .selectFrom('project')
    .select('id')
    .where('state', '<>', 'confirmed')
    .where('last_day', '>=', today)
    .where(
      sql<boolean>`(select count(*) from project_partner partner where partner.project_id = project.id
        and partner.answer is distinct from 'no' and partner.organisation_id = any(${[...organisations]}::uuid[])) > 1`
    )
    .orderBy('first_day')
    .orderBy('id')
    .limit(most)
    .execute();
  const projects = await findProjects(
    db,
    rows.map(({ id }) => id)
  );
  return [...projects.values()].map((project) => ({
    key: `project ${project.id} ${project.state}`,
    order: 42,
    title: words.t('projects.agenda.title', { title: project.title }),
    detail: detailOf(words, project),
    href: `/projects/${project.slug}`,
    minutes: 10,
    source: { kind: 'project', id: project.id }
  }));
}

function detailOf(words: Words, { state, partners, lead, events }: Project): string {
  const waiting = partners.filter(
    ({ id, answer }) => answer === null && events.some(({ organisation }) => organisation.id === id)
  );
  const told = { lead: lead.name };
  if (state === 'made') return words.t('projects.agenda.made', told);
  if (state === 'draft') return words.t('projects.agenda.draft', told);
  return waiting.length > 0
    ? words.t('projects.agenda.waiting', { ...told, names: words.list(waiting.map(({ name }) => name)) })
    : words.t('projects.agenda.agreed', told);
}
