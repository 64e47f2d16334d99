// What joint projects and supporters add to the pages of settlements, organisations, venues and events.
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext, SectionGiver } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { hearsOf } from '#lib/domains/circles/policy.ts';
import { circleOffices } from '#lib/domains/circles/queries.server.ts';
import type { Supporter } from './model.ts';
import { canPlanProjects } from './policy.ts';
import { findProjectOfEvent, projectsOf, type ListedProject } from './queries.server.ts';
import { listSupporters, type SupporterQuery } from './supporters.server.ts';

const shown = 8;

export const projectsHere: SectionGiver = (db, context) =>
  projectSection(db, context, { settlement: context.id });
export const itsProjects: SectionGiver = (db, context) =>
  projectSection(db, context, { organisation: context.id });
export const projectsThere: SectionGiver = (db, context) =>
  projectSection(db, context, { venue: context.id });

export const supportersHere: SectionGiver = (db, context) =>
  supporterSection(db, context, { settlement: context.id });
export const itsSupporters: SectionGiver = (db, context) =>
  supporterSection(db, context, { organisation: context.id });
export const supportersOfEvent: SectionGiver = (db, context) =>
  supporterSection(db, context, { event: context.id });

export const supportersOfNeed: SectionGiver = (db, context) =>
  supporterSection(db, context, { need: context.id });
export const supportersOfCircle: SectionGiver = (db, context) =>
  supporterSection(db, context, { circle: context.id });

/** Those that several of its members hold together; for its own people the way to begin one. */
export async function projectsOfCircle(db: Database, context: SectionContext): Promise<PageSection | null> {
  const section = await projectSection(db, context, { circle: context.id });
  const { actor, words, slug } = context;
  const offices = canPlanProjects(actor) ? await circleOffices(db, context.id) : null;
  if (!offices || !hearsOf(actor, offices)) return section;
  return {
    ...(section ?? { order: 34, title: words.t('projects.section.title'), rows: [] }),
    actions: [
      { href: words.href(`/projects/new?circle=${slug}`), label: words.t('projects.section.withCircle') }
    ]
  };
}

export async function projectOfEvent(
  db: Database,
  { id, actor, words }: SectionContext
): Promise<PageSection | null> {
  const project = await findProjectOfEvent(db, actor, id);
  if (!project) return null;
  return {
    order: 20,
    title: words.t('projects.section.partOf'),
    rows: [
      {
        title: project.title,
        href: words.href(`/projects/${project.slug}`),
        note: words.t('projects.section.partNote', { count: project.events.length })
      }
    ]
  };
}

async function projectSection(
  db: Database,
  { actor, words }: { actor: Actor; words: Words },
  of: Parameters<typeof projectsOf>[2]
): Promise<PageSection | null> {
  const projects = await projectsOf(db, actor, of);
  if (projects.length === 0) return null;
  return {
    order: 34,
    title: words.t('projects.section.title'),
    rows: projects.map((project) => rowOf(words, project))
  };
}

function rowOf(words: Words, project: ListedProject): PageSection['rows'][number] {
  return {
    title: project.name,
    href: words.href(`/projects/${project.slug}`),
    note: [
      words.t('projects.list.events', { count: project.events }),
      ...(project.state === 'confirmed' ? [] : [words.t(`projects.state.${project.state}`)])
    ].join(' · ')
  };
}

async function supporterSection(
  db: Database,
  { actor, words }: { actor: Actor; words: Words },
  of: Pick<SupporterQuery, 'settlement' | 'organisation' | 'event' | 'need' | 'circle'>
): Promise<PageSection | null> {
  const { rows, total } = await listSupporters(db, actor, { ...of, pageSize: shown });
  if (total === 0) return null;
  return {
    order: 70,
    title: words.t('projects.section.supporters'),
    text: [words.t('projects.section.thanks')],
    rows: rows.map((supporter) => supporterRow(words, supporter)),
    ...(total > rows.length
      ? {
          more: {
            href: words.href('/supporters'),
            label: words.t('projects.section.moreSupporters', { count: total })
          }
        }
      : {})
  };
}

function supporterRow(words: Words, { name, slug, what, gives }: Supporter): PageSection['rows'][number] {
  return {
    title: name,
    href: words.href(`/supporters/${slug}`),
    note: what ?? words.list(gives.map((kind) => words.t(`projects.gives.${kind}`)))
  };
}
