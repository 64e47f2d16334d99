// Turns the form of an expert into facts, the settlement looked up, and an entry into the texts of its form.
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { labelsOf } from '#lib/domains/registry/names.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { readExpertForm, reachText, textsOf, type FieldError, type Read } from './input.ts';
import type { Expert, ExpertFacts } from './model.ts';
import { updateExpert } from './operations.server.ts';
import { findExpert } from './queries.server.ts';

/** All that is wrong comes back at once. */
export async function expertFacts(db: Database, form: FormData): Promise<Read<ExpertFacts>> {
  const read = readExpertForm(form);
  const home = await settlementNamed(db, String(form.get('settlement') ?? '').trim());
  const errors = [...(read.ok ? [] : read.errors), ...(home.ok ? [] : home.errors)];
  if (!read.ok || !home.ok) return { ok: false, errors };
  const { settlementName: _name, ...facts } = read.value;
  return { ok: true, value: { ...facts, settlement: home.value } };
}

export function expertValues(expert: Expert): Record<string, string> {
  return {
    name: expert.name,
    headline: expert.headline ?? '',
    fields: expert.fields.join('\n'),
    skills: expert.skills.join(', '),
    languages: expert.languages.join('\n'),
    standing: expert.standing,
    offers: expert.offers.join('\n'),
    settlement: expert.settlement.name,
    reach: reachText(expert.reach),
    online: expert.online ? 'yes' : '',
    conditions: expert.conditions,
    conditionNote: expert.conditionNote ?? '',
    introduction: expert.introduction ?? '',
    links: expert.links.join('\n'),
    organisations: expert.organisations.map(({ id }) => id).join('\n'),
    visibility: expert.visibility
  };
}

/** The form as it is now, which knows what it began from. */
export function expertToChange(expert: Expert): Record<string, string> {
  return { ...expertValues(expert), [begunField]: begunText(begunOf(expert)) };
}

/** The organisations that the actor may name: where they work, and those that are named already. */
export async function organisationChoices(
  db: Database,
  actor: Actor,
  before: Expert | null
): Promise<{ value: string; label: string }[]> {
  const own =
    actor.kind === 'person'
      ? actor.roles.flatMap((role) => ('organisation' in role ? [role.organisation] : []))
      : [];
  const labels = await labelsOf(
    db,
    'organisation',
    [...(before?.organisations.map(({ id }) => id) ?? []), ...own].slice(0, 60)
  );
  return labels.map(({ id, label }) => ({ value: id, label }));
}

export type Changed =
  | { readonly saved: { readonly slug: string; readonly name: string }; readonly merged: boolean }
  | {
      readonly values: Record<string, string>;
      readonly errors: readonly FieldError[];
      readonly meanwhile: { readonly conflicts: readonly string[]; readonly since: Date } | null;
    }
  | { readonly hidden: true };

type Answer =
  { slug: string; name: string } | { values: Record<string, string>; errors: readonly FieldError[] } | null;

/** Saves the form together with what others changed since it was opened. */
export async function changeByForm(
  db: Database,
  actor: Actor,
  { form, before }: { form: FormData; before: Expert },
  now: Date
): Promise<Changed> {
  const over = await saveOver<Answer>(form, {
    groups: [['conditions', 'conditionNote']],
    current: async () => begunOf((await findExpert(db, before.id)) ?? before),
    save: async (sent, from) => {
      const facts = await expertFacts(db, sent);
      if (!facts.ok) return { values: textsOf(sent), errors: facts.errors };
      const saved = await updateExpert(db, actor, { id: before.id, facts: facts.value, from }, now);
      if (saved.ok) return { slug: saved.value.slug, name: facts.value.name };
      return saved.reason === 'changed_meanwhile' ? saved.reason : null;
    }
  });
  if (!('answer' in over)) {
    const { conflicts, since, form: merged } = over;
    return { values: textsOf(merged), errors: [], meanwhile: { conflicts, since } };
  }
  const { answer, merged } = over;
  if (answer === null) return { hidden: true };
  return 'slug' in answer ? { saved: answer, merged } : { ...answer, meanwhile: null };
}

const several: ReadonlySet<string> = new Set(['fields', 'languages', 'offers', 'organisations']);

function begunOf(expert: Expert): Begun {
  const fields = Object.entries(expertValues(expert)).map(([field, text]): [string, string[]] => [
    field,
    several.has(field) ? text.split('\n') : [text]
  ]);
  return { at: expert.updatedAt, fields: new Map(fields) };
}

async function settlementNamed(db: Database, name: string): Promise<Read<string>> {
  // An empty name is the form's own affair: it has said so already.
  if (name === '') return { ok: false, errors: [] };
  const found = (await loadSettlementFinder(db)).find({ name: name.slice(0, 200) });
  if (found.ok) return { ok: true, value: found.value.id };
  const code = found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous';
  return { ok: false, errors: [{ field: 'settlement', code, value: name, suggestions: found.suggestions }] };
}
