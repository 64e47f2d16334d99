// Changes an organisation, a venue or a thing to lend by its form, together with what others changed since the form was opened.
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import {
  begunField,
  begunText,
  saveOver,
  type Begun,
  type ChangedMeanwhile,
  type SavedOver
} from '#lib/platform/meanwhile.ts';
import type { Result } from '#lib/core/result.ts';
import { equipmentValues, readEquipmentForm, type EquipmentError } from './equipment-form.server.ts';
import {
  findEquipmentBySlug,
  saveEquipment,
  type Equipment,
  type EquipmentRefused
} from './equipment.server.ts';
import { organisationDraft, organisationValues, venueDraft, venueValues } from './form.server.ts';
import { textsOf, type FieldError } from './input.ts';
import { updateOrganisation, updateVenue, type RegisterRefused } from './operations.server.ts';
import { findOrganisation, type FullOrganisation } from './queries.server.ts';
import { findVenue, type FullVenue } from './venue-queries.server.ts';

export type Handled<Wrong = FieldError> =
  | {
      readonly saved: { readonly slug: string; readonly name: string };
      /** With changes of others that were taken over. */
      readonly merged: boolean;
    }
  | {
      /** To be shown again, with what is wrong or with what both changed. */
      readonly values: Record<string, string>;
      readonly errors: readonly Wrong[];
      readonly meanwhile: { readonly conflicts: readonly string[]; readonly since: Date } | null;
    }
  | { readonly hidden: true };

type Answer<Wrong = FieldError> =
  | { readonly slug: string; readonly name: string }
  | { readonly values: Record<string, string>; readonly errors: readonly Wrong[] }
  | null;

/** A street without its settlement would be another one. */
const groups = [['settlement', 'street', 'point']];

export async function changeOrganisation(
  db: Database,
  actor: Actor,
  { form, before }: { form: FormData; before: FullOrganisation },
  now: Date
): Promise<Handled> {
  const { id } = before;
  const over = await saveOver<Answer>(form, {
    groups,
    current: async () => organisationBegun((await findOrganisation(db, id)) ?? before),
    save: async (sent, from) => {
      const draft = await organisationDraft(db, sent);
      if (!draft.ok) return { values: textsOf(sent), errors: draft.errors };
      const saved = await updateOrganisation(db, actor, { id, draft: draft.value, from }, now);
      return answerTo(saved, draft.value.name);
    }
  });
  return handled(over);
}

export async function changeVenue(
  db: Database,
  actor: Actor,
  { form, before }: { form: FormData; before: FullVenue },
  now: Date
): Promise<Handled> {
  const { id } = before;
  const over = await saveOver<Answer>(form, {
    groups,
    current: async () => venueBegun(db, (await findVenue(db, id)) ?? before),
    save: async (sent, from) => {
      const draft = await venueDraft(db, actor, sent, (await findVenue(db, id)) ?? before);
      if (!draft.ok) return { values: textsOf(sent), errors: draft.errors };
      const saved = await updateVenue(db, actor, { id, draft: draft.value, from }, now);
      return answerTo(saved, draft.value.name);
    }
  });
  return handled(over);
}

export async function changeEquipment(
  db: Database,
  actor: Actor,
  { form, before }: { form: FormData; before: Equipment },
  now: Date
): Promise<Handled<EquipmentError>> {
  const fresh = async () => (await findEquipmentBySlug(db, before.slug)) ?? before;
  const over = await saveOver<Answer<EquipmentError>>(form, {
    groups: [],
    current: async () => equipmentBegun(db, await fresh()),
    save: async (sent, from) => {
      const read = await readEquipmentForm(db, actor, sent, await fresh());
      if (!read.ok) return { values: textsOf(sent), errors: read.errors };
      const saved = await saveEquipment(db, actor, { before, draft: read.value, from }, now);
      return answerTo(saved, read.value.name);
    }
  });
  return handled(over);
}

/** The form of an organisation as it is now, which knows what it began from. */
export function organisationToChange(organisation: FullOrganisation): Record<string, string> {
  const values = organisationValues(organisation);
  return { ...values, [begunField]: begunText(organisationBegun(organisation)) };
}

export async function venueToChange(db: Database, venue: FullVenue): Promise<Record<string, string>> {
  return { ...(await venueValues(db, venue)), [begunField]: begunText(await venueBegun(db, venue)) };
}

export async function equipmentToChange(db: Database, thing: Equipment): Promise<Record<string, string>> {
  return { ...(await equipmentValues(db, thing)), [begunField]: begunText(await equipmentBegun(db, thing)) };
}

function organisationBegun(organisation: FullOrganisation): Begun {
  return { at: organisation.updatedAt, fields: fieldsOf(organisationValues(organisation)) };
}

async function venueBegun(db: Database, venue: FullVenue): Promise<Begun> {
  return { at: venue.updatedAt, fields: fieldsOf(await venueValues(db, venue)) };
}

async function equipmentBegun(db: Database, thing: Equipment): Promise<Begun> {
  return { at: thing.updatedAt, fields: fieldsOf(await equipmentValues(db, thing)) };
}

/** What is there is one question with several answers. */
function fieldsOf(values: Readonly<Record<string, string>>): Begun['fields'] {
  return new Map(
    Object.entries(values).map(([field, text]) => [field, field === 'features' ? text.split(',') : [text]])
  );
}

function answerTo(
  saved: Result<{ slug: string }, RegisterRefused | EquipmentRefused | ChangedMeanwhile>,
  name: string
): { readonly slug: string; readonly name: string } | null | 'changed_meanwhile' {
  if (saved.ok) return { slug: saved.value.slug, name };
  return saved.reason === 'changed_meanwhile' ? saved.reason : null;
}

function handled<Wrong>(over: SavedOver<Answer<Wrong>>): Handled<Wrong> {
  if (!('answer' in over)) {
    const { conflicts, since, form } = over;
    return { values: textsOf(form), errors: [], meanwhile: { conflicts, since } };
  }
  const { answer, merged } = over;
  if (answer === null) return { hidden: true };
  return 'slug' in answer ? { saved: answer, merged } : { ...answer, meanwhile: null };
}
