// How what happens to joint projects and supporters reads in a history, and what those who take part are told.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import {
  asItStands,
  changedPairs,
  factIn,
  fieldChanges,
  textsIn,
  type FieldWords
} from '#lib/platform/history-fields.ts';
import { notify, told } from '#lib/platform/notifications/notify.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { findThoseConcerned } from '#lib/domains/people/colleagues.server.ts';
import { mailBoxes } from './mails.server.ts';
import { changedFields } from './operations.server.ts';
import { canKeepSupporter, takesPart } from './policy.ts';
import { findProject, findProjectById } from './queries.server.ts';
import { findSupporter } from './supporters.server.ts';

export const projectHistory: HistoryObject = {
  kind: 'project',
  path: 'projects',
  async find(db, actor, address) {
    const project = await findProject(db, actor, address);
    if (!project || !takesPart(actor, project)) return null;
    return { id: project.id, name: project.title, href: `/projects/${project.slug}` };
  }
};

export const supporterHistory: HistoryObject = {
  kind: 'supporter',
  path: 'supporters',
  async find(db, actor, address) {
    const found = await findSupporter(db, actor, address);
    if (!found || !canKeepSupporter(actor, found.supporter)) return null;
    const { id, name, slug } = found.supporter;
    return { id, name, href: `/supporters/${slug}` };
  }
};

export async function tellOfProjects(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const fields = fieldsIn(words);
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => [
      id,
      {
        sentence:
          words.lookUp(`projects.history.${historyKey(verb, details)}`, {
            partner: factIn(details, 'partner') ?? '–',
            count: Number(factIn(details, 'count') ?? 0)
          }) ?? words.t('history.something'),
        changes: changedPairs(details).size > 0 ? fieldChanges(details, fields) : []
      }
    ])
  );
}

function historyKey(verb: string, details: Activity['details']): string {
  return factIn(details, 'how') === 'phone'
    ? verb.replace('project.', 'project_spoken_')
    : verb.replace('.', '_');
}

function fieldsIn(words: Words): Readonly<Record<string, FieldWords>> {
  const said: Partial<Record<string, FieldWords['say']>> = {
    weekdays: (value) =>
      Array.isArray(value)
        ? words.list(value.map((day) => words.lookUp(`projects.weekday.${asItStands(day)}`) ?? ''))
        : null,
    audiences: (value) =>
      words.list(textsIn(value).map((each) => words.lookUp(`calendar.audience.${each}`) ?? each)),
    themes: (value) =>
      words.list(textsIn(value).map((each) => words.lookUp(`calendar.theme.${each}`) ?? each)),
    firstDay: (value) => words.date(asItStands(value)),
    lastDay: (value) => words.date(asItStands(value))
  };
  return Object.fromEntries(
    [...changedFields, 'partners' as const].map((field) => [
      field,
      { label: words.t(`projects.form.${field}`), say: said[field] ?? asItStands }
    ])
  );
}

/** The lead hears the answers, the partners what becomes of what they agreed to. */
export async function tellThoseWhoTakePart(db: Database, activity: Activity, now: Date): Promise<void> {
  const project = await findProjectById(db, activity.object_id);
  if (!project) return;
  const partner = factIn(activity.details, 'partner') ?? '';
  const { title } = project;
  const step = stepKeys[activity.verb];
  const spoken = factIn(activity.details, 'how') === 'phone';
  const text =
    activity.verb === 'project.accepted'
      ? told(spoken ? 'projects.news.spokenAccepted' : 'projects.news.accepted', { title, partner })
      : activity.verb === 'project.declined'
        ? told(spoken ? 'projects.news.spokenDeclined' : 'projects.news.declined', { title, partner })
        : step
          ? told(step, { title })
          : null;
  if (!text) return;
  await notify(
    db,
    {
      activity,
      batch: `${activity.verb} ${project.id} ${partner}`,
      recipients: await findThoseConcerned(db, activity),
      prepare: async () => () => ({
        ...{ kind: activity.verb, text, details: [], href: `/projects/${project.slug}` }
      })
    },
    now
  );
  if (step) await mailBoxes(db, { project, text, onceKey: `project step ${activity.id}` }, now);
}

const stepKeys: Partial<
  Record<
    string,
    'projects.news.made' | 'projects.news.confirmed' | 'projects.news.unmade' | 'projects.news.unconfirmed'
  >
> = {
  'project.made': 'projects.news.made',
  'project.confirmed': 'projects.news.confirmed',
  'project.unmade': 'projects.news.unmade',
  'project.unconfirmed': 'projects.news.unconfirmed'
};

export const toldVerbs = ['project.accepted', 'project.declined', ...Object.keys(stepKeys)];
