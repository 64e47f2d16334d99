// What the forms of a circle and of a seat show and answer: names looked up, saved, or shown again with what is wrong.
import { oneLine } from '#lib/core/text.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { listCounties, listMicroRegions, loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/registry/input.ts';
import { findByName, labelsOf } from '#lib/domains/registry/names.server.ts';
import { editableOrganisations, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { actOnce } from '#lib/platform/once.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { readCircleForm, withoutChoices, type FieldError, type Read } from './input.ts';
import { openings, usualSilenceDays, type Circle } from './model.ts';
import { changeCircle, foundCircle, type CircleFacts } from './operations.server.ts';
import { findCircleById } from './queries.server.ts';

export interface Shown {
  readonly values: Record<string, string>;
  readonly errors: readonly FieldError[];
  readonly meanwhile: { readonly conflicts: readonly string[]; readonly since: Date } | null;
}

/** What the form offers to choose from. */
export async function territoryChoices(db: Database) {
  return {
    regions: (await listMicroRegions(db)).map(({ slug, name }) => ({ value: slug, label: name })),
    counties: (await listCounties(db)).map(({ county }) => county)
  };
}

/**
 * A young circle is open: residents see it, and may ask; who sits at it and what is said there
 * is its own until it says otherwise.
 */
export function emptyCircle(now: Date): Record<string, string> {
  return {
    territory: 'settlements',
    foundedOn: dayOf(now, defaultZone),
    openings: 'publicPage\nshowsDecisions\ntakesQuestions',
    silenceDays: String(usualSilenceDays)
  };
}

export async function handleFounding(
  db: Database,
  actor: Actor,
  { form, locale }: { form: FormData; locale: Locale },
  now: Date
): Promise<{ readonly saved: { readonly slug: string } } | Shown | { readonly hidden: true }> {
  const taken = withAnswerTaken(form);
  if (taken) return shown(taken, []);
  const facts = await circleFacts(db, form, now);
  const seat = await ownOrganisation(db, actor, String(form.get('organisation') ?? ''));
  if (!facts.ok || !seat.ok)
    return shown(
      form,
      [facts, seat].flatMap((each) => (each.ok ? [] : each.errors))
    );
  const founded = await actOnce(db, actor, { form, now }, (tx) =>
    foundCircle(tx, actor, { facts: facts.value, organisation: seat.value, locale }, now)
  );
  return founded.ok ? { saved: { slug: founded.value.slug } } : { hidden: true };
}

export function circleToChange(circle: Circle): Record<string, string> {
  return { ...circleValues(circle), [begunField]: begunText(begunFrom(circle)) };
}

export async function handleCircleChange(
  db: Database,
  actor: Actor,
  { form, before }: { form: FormData; before: Circle },
  now: Date
): Promise<
  { readonly saved: { readonly slug: string; readonly merged: boolean } } | Shown | { readonly hidden: true }
> {
  const taken = withAnswerTaken(form);
  if (taken) return shown(taken, []);
  const over = await saveOver<{ slug: string } | Shown | null>(form, {
    groups: [['territory', 'region', 'county', 'settlements']],
    current: async () => begunFrom((await findCircleById(db, before.id)) ?? before),
    save: async (sent, from) => {
      const facts = await circleFacts(db, sent, now);
      if (!facts.ok) return shown(sent, facts.errors);
      const saved = await changeCircle(db, actor, { id: before.id, facts: facts.value, from }, now);
      if (saved.ok) return { slug: saved.value.slug };
      return saved.reason === 'changed_meanwhile' ? saved.reason : null;
    }
  });
  if (!('answer' in over))
    return {
      ...shown(over.form, []),
      meanwhile: { conflicts: over.conflicts, since: over.since }
    };
  const { answer, merged } = over;
  if (answer === null) return { hidden: true };
  return 'slug' in answer ? { saved: { slug: answer.slug, merged } } : answer;
}

/** Boxes ticked under one name with line ends between them. */
export function valuesOf(form: FormData): Record<string, string> {
  return { ...textsOf(form), openings: form.getAll('openings').join('\n') };
}

function shown(form: FormData, errors: readonly FieldError[]): Shown {
  return { values: valuesOf(form), errors, meanwhile: null };
}

function circleValues(circle: Circle): Record<string, string> {
  const { territory } = circle;
  return {
    name: circle.name,
    purpose: circle.purpose,
    about: circle.about ?? '',
    settlement: circle.settlement?.name ?? '',
    territory: territory.kind === 'micro_region' ? 'region' : territory.kind,
    region: territory.kind === 'micro_region' ? territory.slug : '',
    county: territory.kind === 'county' ? territory.county : '',
    settlements:
      territory.kind === 'settlements' ? territory.settlements.map(({ name }) => name).join(', ') : '',
    foundedOn: circle.foundedOn,
    openings: openings.filter((opening) => circle[opening]).join('\n'),
    silenceDays: String(circle.silenceDays)
  };
}

function begunFrom(circle: Circle): Begun {
  const values = Object.entries(circleValues(circle));
  return {
    at: circle.updatedAt,
    fields: new Map(values.map(([field, text]) => [field, field === 'openings' ? text.split('\n') : [text]]))
  };
}

async function circleFacts(db: Database, form: FormData, now: Date): Promise<Read<CircleFacts>> {
  const read = readCircleForm(form, dayOf(now, defaultZone));
  const typed = (field: string): string => oneLine(String(form.get(field) ?? '')).slice(0, 200);
  const home = await settlementMeant(db, 'settlement', typed('settlement'));
  if (!read.ok) return home.ok ? read : { ok: false, errors: [...read.errors, ...home.errors] };
  const territory = await territoryMeant(db, read.value);
  if (!home.ok || !territory.ok)
    return { ok: false, errors: [home, territory].flatMap((each) => (each.ok ? [] : each.errors)) };
  const { name, purpose, about, foundedOn, silenceDays } = read.value;
  return {
    ok: true,
    value: {
      ...{ name, purpose, about, foundedOn, silenceDays },
      ...read.value.openings,
      settlement: home.value,
      territory: territory.value
    }
  };
}

async function territoryMeant(
  db: Database,
  form: {
    readonly territory: 'region' | 'county' | 'settlements';
    readonly region: string;
    readonly county: string;
    readonly settlementNames: readonly string[];
  }
): Promise<Read<CircleFacts['territory']>> {
  if (form.territory === 'region') {
    const region = await db
      .selectFrom('micro_region')
      .select('id')
      .where('slug', '=', form.region)
      .executeTakeFirst();
    return region
      ? { ok: true, value: { kind: 'micro_region', id: region.id } }
      : { ok: false, errors: [{ field: 'region', code: 'region_unknown' }] };
  }
  if (form.territory === 'county') {
    const known = (await listCounties(db)).find(({ county }) => county === form.county);
    return known
      ? { ok: true, value: { kind: 'county', county: known.county } }
      : { ok: false, errors: [{ field: 'county', code: 'territory_missing' }] };
  }
  const settlements: string[] = [];
  for (const name of form.settlementNames.slice(0, 300)) {
    const found = await settlementMeant(db, 'settlements', name);
    if (!found.ok) return { ok: false, errors: found.errors.map(withoutChoices) };
    if (found.value) settlements.push(found.value);
  }
  return { ok: true, value: { kind: 'settlements', settlements } };
}

/** Null for nothing typed. */
export async function settlementMeant(
  db: Database,
  field: string,
  name: string
): Promise<Read<string | null>> {
  if (name === '') return { ok: true, value: null };
  const found = (await loadSettlementFinder(db)).find({ name });
  if (found.ok) return { ok: true, value: found.value.id };
  const code = found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous';
  return { ok: false, errors: [{ field, code, value: name, suggestions: found.suggestions }] };
}

/** Null for nothing typed. @param among preferred among namesakes */
export async function organisationMeant(
  db: Database,
  { field, name, among = [] }: { field: string; name: string; among?: readonly string[] }
): Promise<Read<string | null>> {
  if (name === '') return { ok: true, value: null };
  const found = await findByName(db, 'organisation', name, { among });
  if (found.ok) return { ok: true, value: found.value.id };
  const { reason, suggestions } = found;
  return { ok: false, errors: [{ field, code: `organisation_${reason}`, value: name, suggestions }] };
}

/** For which of their organisations somebody sits there: one that they write for, or none. */
async function ownOrganisation(db: Database, actor: Actor, typed: string): Promise<Read<string | null>> {
  const own = editableOrganisations(actor);
  const found = await organisationMeant(db, {
    field: 'organisation',
    name: oneLine(typed).slice(0, 300),
    among: own ?? []
  });
  if (!found.ok || found.value === null || own === null || own.includes(found.value)) return found;
  const [label] = await labelsOf(db, 'organisation', [found.value]);
  return {
    ok: false,
    errors: [{ field: 'organisation', code: 'organisation_unknown', value: label?.label ?? typed }]
  };
}
