// The events of joint projects as a table, with what each partner has answered: for those who take part.
import type { Actor } from '#lib/platform/actor.ts';
import type { Exporter } from '#lib/platform/exports/exporter.ts';
import type { PlannedEvent, Project } from './model.ts';
import { findProjects, listProjects } from './queries.server.ts';

interface Held {
  readonly project: Project;
  /** Null for a project without a plan. */
  readonly planned: PlannedEvent | null;
}

const batch = 25;

/** @param actor whose organisations take part in them */
export function projectExporter(actor: Actor): Exporter<Held> {
  const answerOf = ({ project, planned }: Held) =>
    project.partners.find(({ id }) => id === planned?.organisation.id);
  return {
    key: 'projects',
    label: 'projects.export.title',
    columns: [
      { label: 'projects.export.project', of: ({ project }) => project.title },
      {
        label: 'projects.export.state',
        of: ({ project }, words) => words.t(`projects.state.${project.state}`)
      },
      { label: 'projects.page.lead', of: ({ project }) => project.lead.name },
      { label: 'projects.page.day', of: ({ planned }) => planned?.day ?? null },
      { label: 'projects.form.starts', of: ({ project, planned }) => (planned ? project.starts : null) },
      { label: 'projects.form.minutes', of: ({ project }) => project.minutes },
      { label: 'projects.change.venue', of: ({ planned }) => planned?.venue.name ?? null },
      { label: 'projects.page.settlement', of: ({ planned }) => planned?.settlement.name ?? null },
      { label: 'projects.page.who', of: ({ planned }) => planned?.organisation.name ?? null },
      {
        label: 'projects.page.answer',
        of: (held, words) => {
          const partner = answerOf(held);
          return partner
            ? words.t(`projects.answer.${partner.answer ?? (partner.askedAt ? 'waiting' : 'unasked')}`)
            : null;
        }
      },
      {
        label: 'projects.export.booking',
        of: ({ planned }, words) =>
          planned?.booking?.state === 'confirmed'
            ? words.t('projects.export.booked')
            : planned?.booking?.state === 'requested'
              ? words.t('projects.export.requested')
              : null
      }
    ],
    async *rows({ db }) {
      for (let page = 1; ; page++) {
        const { rows } = await listProjects(db, actor, { own: true, page, pageSize: batch });
        const projects = await findProjects(
          db,
          rows.map(({ id }) => id)
        );
        yield rows.flatMap(({ id }): Held[] => {
          const project = projects.get(id);
          if (!project) return [];
          return project.events.length > 0
            ? project.events.map((planned) => ({ project, planned }))
            : [{ project, planned: null }];
        });
        if (rows.length < batch) return;
      }
    }
  };
}
