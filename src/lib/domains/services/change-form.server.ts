// Changes a service by its form, together with what others changed since the form was opened.
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { serviceDraft, serviceValues } from './form.server.ts';
import { textsOf, weekdays, type FieldError } from './input.ts';
import { updateService } from './operations.server.ts';
import { findService, type FullService } from './queries.server.ts';

export type Handled =
  | {
      readonly saved: { readonly slug: string; readonly name: string };
      /** With changes of others that were taken over. */
      readonly merged: boolean;
    }
  | {
      /** To be shown again, with what is wrong or with what both changed. */
      readonly values: Record<string, string>;
      readonly errors: readonly FieldError[];
      readonly meanwhile: { readonly conflicts: readonly string[]; readonly since: Date } | null;
    }
  | { readonly hidden: true };

type Answer =
  | { readonly slug: string; readonly name: string }
  | { readonly values: Record<string, string>; readonly errors: readonly FieldError[] }
  | null;

/** Half of these would make no sense. */
const groups = [
  [...weekdays.map((day) => `hours_${day}`), 'placeHours', 'exceptions', 'holidaysClosed'],
  ['reach', 'settlements', 'counties'],
  ['minimumAge', 'maximumAge'],
  ['free', 'costs']
];
/** Boxes ticked under one name. */
const ticked: ReadonlySet<string> = new Set(['terms', 'audiences', 'ways', 'languages']);

/** @param words in which the form was written, and is read again */
export async function changeService(
  db: Database,
  actor: Actor,
  { form, before, words }: { form: FormData; before: FullService; words: Words },
  now: Date
): Promise<Handled> {
  const { id } = before;
  const fresh = async () => (await findService(db, id)) ?? before;
  const over = await saveOver<Answer>(form, {
    groups,
    current: async () => serviceBegun(db, await fresh(), words),
    save: async (sent, from) => {
      const draft = await serviceDraft(db, actor, sent, await fresh());
      if (!draft.ok) return { values: textsOf(sent), errors: draft.errors };
      const saved = await updateService(db, actor, { id, draft: draft.value, from }, now);
      if (saved.ok) return { slug: saved.value.slug, name: draft.value.name };
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

/** The form of a service as it is now, which knows what it began from. */
export async function serviceToChange(
  db: Database,
  service: FullService,
  words: Words
): Promise<Record<string, string>> {
  const values = await serviceValues(db, service, words);
  return { ...values, [begunField]: begunText(begunFrom(service, values)) };
}

async function serviceBegun(db: Database, service: FullService, words: Words): Promise<Begun> {
  return begunFrom(service, await serviceValues(db, service, words));
}

function begunFrom(service: FullService, values: Readonly<Record<string, string>>): Begun {
  const fields = Object.entries(values).map(([field, text]): [string, string[]] => [
    field,
    ticked.has(field) ? text.split('\n') : [text]
  ]);
  return { at: service.updatedAt, fields: new Map(fields) };
}
