// Changes an offer or need by its form, together with what others changed since the form was opened.
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { offeringDraft, offeringValues } from './form.server.ts';
import { textsOf, type FieldError } from './input.ts';
import { updateOffering } from './operations.server.ts';
import { findOffering, type Offering } from './queries.server.ts';

export type Handled =
  | {
      readonly saved: { readonly slug: string; readonly title: string };
      /** With changes of others that were taken over. */
      readonly merged: boolean;
    }
  | {
      readonly values: Record<string, string>;
      readonly errors: readonly FieldError[];
      readonly meanwhile: { readonly conflicts: readonly string[]; readonly since: Date } | null;
    }
  | { readonly hidden: true };

type Answer =
  | { readonly slug: string; readonly title: string }
  | { readonly values: Record<string, string>; readonly errors: readonly FieldError[] }
  | null;

/** Half of these would make no sense. */
const groups = [
  ['from', 'until'],
  ['quantity', 'unit'],
  ['conditions', 'price', 'inReturn'],
  ['organisation', 'settlement']
];
/** Boxes ticked under one name. */
const ticked: ReadonlySet<string> = new Set(['weekdays', 'inReturnCategories', 'topics', 'audiences']);

export async function changeOffering(
  db: Database,
  actor: Actor,
  { form, before }: { form: FormData; before: Offering },
  now: Date
): Promise<Handled> {
  const { id } = before;
  const fresh = async () => (await findOffering(db, id)) ?? before;
  const over = await saveOver<Answer>(form, {
    groups,
    current: async () => begunFrom(await fresh(), await offeringValues(db, await fresh())),
    save: async (sent, from) => {
      const draft = await offeringDraft(db, actor, sent, await fresh());
      if (!draft.ok) return { values: textsOf(sent), errors: draft.errors };
      const saved = await updateOffering(db, actor, { id, facts: draft.value, from }, now);
      if (saved.ok) return { slug: saved.value.slug, title: draft.value.title };
      return saved.reason === 'changed_meanwhile' ? saved.reason : null;
    }
  });
  if (!('answer' in over)) {
    const { conflicts, since } = over;
    return { values: textsOf(over.form), errors: [], meanwhile: { conflicts, since } };
  }
  const { answer, merged } = over;
  if (answer === null) return { hidden: true };
  return 'slug' in answer ? { saved: answer, merged } : { ...answer, meanwhile: null };
}

/** The form of an entry as it is now, which knows what it began from. */
export async function offeringToChange(db: Database, offering: Offering): Promise<Record<string, string>> {
  const values = await offeringValues(db, offering);
  return { ...values, [begunField]: begunText(begunFrom(offering, values)) };
}

function begunFrom(offering: Offering, values: Readonly<Record<string, string>>): Begun {
  const fields = Object.entries(values).map(([field, text]): [string, string[]] => [
    field,
    ticked.has(field) ? text.split('\n') : [text]
  ]);
  return { at: offering.updatedAt, fields: new Map(fields) };
}
