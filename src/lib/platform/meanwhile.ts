// Two people change one record: the form carries what it began from, so that saving undoes nothing of the other's unseen.
import * as v from 'valibot';
import { mergeFields, type Fields } from '#lib/core/merge-fields.ts';

export interface Begun {
  /** When the record had last been changed: the version that the form shows. */
  readonly at: Date;
  readonly fields: Fields;
}

/** The hidden field: shown again with the rest of what was typed, it stays what it was until the form is merged. */
export const begunField = 'begun';

export function begunText({ at, fields }: Begun): string {
  return JSON.stringify({ at: at.getTime(), fields: [...fields] });
}

const schema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    at: v.pipe(v.number(), v.integer()),
    fields: v.array(v.tuple([v.string(), v.array(v.string())]))
  })
);

/** Null for a form that does not tell: it is then saved as it is. */
export function begunIn(form: FormData): Begun | null {
  const read = v.safeParse(schema, form.get(begunField));
  return read.success ? { at: new Date(read.output.at), fields: new Map(read.output.fields) } : null;
}

/** The refusal that an operation answers with when the record is not the one that the form began from. */
export interface ChangedMeanwhile {
  readonly ok: false;
  readonly reason: 'changed_meanwhile';
  /** When it was last changed. */
  readonly at: Date;
}

/** @param from the version that was changed; null when none is claimed */
export function isAnother(from: Date | null | undefined, { updatedAt }: { updatedAt: Date }): boolean {
  return from != null && from.getTime() !== updatedAt.getTime();
}

export type SavedOver<Answer> =
  | {
      readonly answer: Answer;
      /** Whether changes of others were taken over. */
      readonly merged: boolean;
    }
  | {
      /** Fields that both changed. */
      readonly conflicts: readonly string[];
      /** What was typed, with what only others changed; it begins from what is there now. */
      readonly form: FormData;
      readonly since: Date;
    };

/** Busier records than this are shown to whoever saves. */
const mostRounds = 3;

/** Saves a form; where somebody else was quicker, merges and saves again, unless both changed the same field. */
export async function saveOver<Answer>(
  form: FormData,
  {
    groups,
    current,
    save
  }: {
    groups: readonly (readonly string[])[];
    current: () => Promise<Begun>;
    /** @param from the version on which the form is based */
    save: (form: FormData, from: Date | null) => Promise<Answer | 'changed_meanwhile'>;
  }
): Promise<SavedOver<Answer>> {
  const begun = begunIn(form);
  let [sent, base] = [form, begun];
  for (let round = 1; ; round++) {
    const answer = await save(sent, base?.at ?? null);
    if (answer !== 'changed_meanwhile') return { answer, merged: round > 1 };
    const now = await current();
    const { fields, conflicts } = mergeFields({
      base: base?.fields ?? new Map<string, string[]>(),
      typed: fieldsIn(sent),
      current: now.fields,
      groups
    });
    sent = formOf(new Map([...fields, [begunField, [begunText(now)]]]));
    base = now;
    if (conflicts.length > 0 || round === mostRounds)
      return { conflicts, form: sent, since: begun?.at ?? now.at };
  }
}

function fieldsIn(form: FormData): Fields {
  const fields = new Map<string, string[]>();
  for (const [field, value] of form)
    if (typeof value === 'string') fields.set(field, [...(fields.get(field) ?? []), value]);
  return fields;
}

/** An empty value is left out: of a box to tick, it would say that it is ticked. */
function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [field, values] of fields)
    for (const value of values) if (value !== '') form.append(field, value);
  return form;
}
