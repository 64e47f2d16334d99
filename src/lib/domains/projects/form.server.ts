// What the form of a joint project shows and answers: territory and partners looked up, saved, or shown again with what is wrong.
import type { Id } from '#lib/core/ids.ts';
import { dayOf, addDays, defaultZone } from '#lib/core/time.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { actOnce } from '#lib/platform/once.server.ts';
import { mayEditFor, editableOrganisations, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { hearsOf } from '#lib/domains/circles/policy.ts';
import { findSeenCircle, listMembers } from '#lib/domains/circles/queries.server.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';
import { findByName, labelsOf, listOwnLabels, type Labelled } from '#lib/domains/registry/names.server.ts';
import { withAnswerTaken } from '#lib/domains/registry/input.ts';
import { findTerritory, listTerritories } from '#lib/domains/retiming/territory.server.ts';
import { readProjectForm, shownAgain, type FieldError, type Read } from './input.ts';
import { mostPartners, type Project, type ProjectFacts } from './model.ts';
import { changeProject, createProject } from './operations.server.ts';
import { findProjectById } from './queries.server.ts';

export interface Shown {
  readonly values: Record<string, string>;
  readonly errors: readonly FieldError[];
  readonly meanwhile: { readonly conflicts: readonly string[]; readonly since: Date } | null;
}

type Option = { readonly value: string; readonly label: string };

/** @param project null for a new one */
export async function projectChoices(
  db: Database,
  actor: Actor,
  { project, words, circle = null }: { project: Project | null; words: Words; circle?: string | null }
): Promise<{ leads: Option[]; territories: Option[]; partners: Option[] }> {
  const own = await listOwnLabels(db, actor);
  const territories = (await listTerritories(db, actor)).map(({ value, kind, name }) => ({
    value,
    label: words.t(`projects.territory.${kind}`, { name })
  }));
  const partners = project
    ? await labelsOf(
        db,
        'organisation',
        project.partners.map(({ id }) => id).filter((id) => id !== project.lead.id)
      )
    : [...(await listMembersOf(db, actor, circle)), ...(await listNeighbours(db, own))];
  return {
    leads: own.map(({ id, label }) => ({ value: id, label })),
    // A territory that was chosen stays, also where whoever changes the project could not choose it.
    territories: [...(project ? [{ value: 'kept', label: project.territory }] : []), ...territories],
    partners: [...new Map(partners.map(({ id, label }) => [id, { value: id, label }])).values()]
  };
}

/** The organisations at the table, for those who sit there. @param circle its slug */
export async function listMembersOf(db: Database, actor: Actor, circle: string | null): Promise<Labelled[]> {
  const seen = circle === null ? null : await findSeenCircle(db, actor, circle);
  if (!seen || !hearsOf(actor, seen.offices)) return [];
  const members = await listMembers(db, seen.circle.id);
  return labelsOf(
    db,
    'organisation',
    members.flatMap(({ organisation }) => organisation?.id ?? []).slice(0, mostPartners)
  );
}

/** Organisations with a venue in the micro-regions where one's own are: those with whom a project is likely. */
async function listNeighbours(db: Database, own: readonly Labelled[]): Promise<Labelled[]> {
  const homes = own.flatMap(({ settlement }) => settlement?.id ?? []);
  if (homes.length === 0) return [];
  const around = (await listMicroRegions(db))
    .filter(({ settlements }) => settlements.some(({ id }) => homes.includes(id)))
    .flatMap(({ settlements }) => settlements.map(({ id }) => id));
  const rows = await db
    .selectFrom('organisation')
    .innerJoin('settlement', 'settlement.id', 'organisation.settlement_id')
    .select('organisation.id')
    .where('organisation.settlement_id', 'in', [...new Set([...homes, ...around])] as Id<'settlement'>[])
    .where('organisation.closed_on', 'is', null)
    .where('organisation.kind', 'in', ['community_house', 'village_house', 'library', 'museum', 'school'])
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('venue').select('venue.id').whereRef('venue.organisation_id', '=', 'organisation.id'))
    )
    .orderBy('settlement.name')
    .orderBy('organisation.name')
    .orderBy('organisation.id')
    .limit(mostPartners)
    .execute();
  return labelsOf(
    db,
    'organisation',
    rows.map(({ id }) => id)
  );
}

export function emptyProject(now: Date): Record<string, string> {
  const first = addDays(dayOf(now, defaultZone), 30);
  return {
    ...{ firstDay: first, lastDay: addDays(first, 60), weekdays: '5\n6\n7', starts: '17:00' },
    ...{ minutes: '120', eventsWanted: '5', withinKm: '10', atLeast: '0', atMost: '2' }
  };
}

export async function handleNewProject(
  db: Database,
  actor: Actor,
  form: FormData,
  now: Date
): Promise<{ readonly saved: { readonly slug: string } } | Shown | { readonly hidden: true }> {
  const taken = withAnswerTaken(form);
  if (taken) return shown(taken, []);
  const facts = await projectFacts(db, actor, { form, before: null });
  if (!facts.ok) return shown(form, facts.errors);
  const saved = await actOnce(db, actor, { form, now }, (tx) =>
    createProject(tx, actor, { facts: facts.value }, now)
  );
  return saved.ok ? { saved: { slug: saved.value.slug } } : { hidden: true };
}

export function projectToChange(project: Project): Record<string, string> {
  return { ...projectValues(project), [begunField]: begunText(begunFrom(project)) };
}

export async function handleProjectChange(
  db: Database,
  actor: Actor,
  { form, before }: { form: FormData; before: Project },
  now: Date
): Promise<
  { readonly saved: { readonly slug: string; readonly merged: boolean } } | Shown | { readonly hidden: true }
> {
  const taken = withAnswerTaken(form);
  if (taken) return shown(taken, []);
  const over = await saveOver<{ slug: string } | Shown | null>(form, {
    groups: [
      ['firstDay', 'lastDay'],
      ['atLeast', 'atMost']
    ],
    current: async () => begunFrom((await findProjectById(db, before.id)) ?? before),
    save: async (sent, from) => {
      const facts = await projectFacts(db, actor, { form: sent, before });
      if (!facts.ok) return shown(sent, facts.errors);
      const saved = await changeProject(db, actor, { id: before.id, facts: facts.value, from }, now);
      if (saved.ok) return { slug: saved.value.slug };
      return saved.reason === 'changed_meanwhile' ? saved.reason : null;
    }
  });
  if (!('answer' in over))
    return { ...shown(over.form, []), meanwhile: { conflicts: over.conflicts, since: over.since } };
  const { answer, merged } = over;
  if (answer === null) return { hidden: true };
  return 'slug' in answer ? { saved: { slug: answer.slug, merged } } : answer;
}

function shown(form: FormData, errors: readonly FieldError[]): Shown {
  return { values: shownAgain(form), errors, meanwhile: null };
}

function projectValues(project: Project): Record<string, string> {
  return {
    ...{ title: project.title, text: project.text ?? '', lead: project.lead.id, territory: 'kept' },
    ...{ firstDay: project.firstDay, lastDay: project.lastDay, starts: project.starts },
    weekdays: project.weekdays.join('\n'),
    minutes: String(project.minutes),
    eventsWanted: String(project.eventsWanted),
    withinKm: String(project.withinKm),
    atLeast: String(project.atLeast),
    atMost: project.atMost === null ? '' : String(project.atMost),
    audiences: project.audiences.join('\n'),
    themes: project.themes.join('\n'),
    partners: project.partners
      .map(({ id }) => id)
      .filter((id) => id !== project.lead.id)
      .join('\n'),
    others: ''
  };
}

function begunFrom(project: Project): Begun {
  const several = ['weekdays', 'audiences', 'themes', 'partners'];
  return {
    at: project.updatedAt,
    fields: new Map(
      Object.entries(projectValues(project)).map(([field, text]) => [
        field,
        several.includes(field) ? text.split('\n').filter(Boolean) : [text]
      ])
    )
  };
}

async function projectFacts(
  db: Database,
  actor: Actor,
  { form, before }: { form: FormData; before: Project | null }
): Promise<Read<ProjectFacts>> {
  const read = readProjectForm(form);
  if (!read.ok) return read;
  const { territoryValue, leadValue, partnerIds, partnerNames, ...facts } = read.value;
  const errors: FieldError[] = [];
  const lead = before?.lead.id ?? (await leadMeant(db, actor, leadValue));
  if (!lead) errors.push({ field: 'lead', code: 'lead_unknown' });
  const territory =
    before && territoryValue === 'kept'
      ? { name: before.territory, settlements: before.settlements }
      : await findTerritory(db, actor, { value: territoryValue, near: '', within: 0 });
  if (!territory) errors.push({ field: 'territory', code: 'territory_unknown' });
  const partners = new Set((await labelsOf(db, 'organisation', partnerIds)).map(({ id }) => id));
  for (const name of partnerNames.slice(0, mostPartners + 1)) {
    const found = await findByName(db, 'organisation', name);
    if (found.ok) partners.add(found.value.id);
    else
      errors.push({
        field: 'others',
        code: `organisation_${found.reason}`,
        value: [name, ...found.suggestions].join(' → ')
      });
  }
  if (lead) partners.delete(lead);
  if (errors.length === 0 && partners.size === 0) errors.push({ field: 'others', code: 'partners_missing' });
  if (partners.size > mostPartners) errors.push({ field: 'others', code: 'partners_many' });
  if (facts.atLeast * (partners.size + 1) > facts.eventsWanted)
    errors.push({ field: 'atLeast', code: 'least_too_many' });
  if (errors.length > 0 || !lead || !territory) return { ok: false, errors };
  return {
    ok: true,
    value: {
      ...facts,
      lead,
      territory: territory.name,
      settlements: territory.settlements,
      partners: [...partners]
    }
  };
}

/** By id as the select sends it, or by name as an administrator types it. */
async function leadMeant(db: Database, actor: Actor, typed: string): Promise<string | null> {
  const own = editableOrganisations(actor) ?? [];
  const found = await findByName(db, 'organisation', typed, { among: own });
  return found.ok && mayEditFor(actor, found.value.id) ? found.value.id : null;
}
