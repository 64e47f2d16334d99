// What the form of a charter's draft shows and answers; two who write at once are merged part by part.
import { textsOf } from '#lib/domains/registry/input.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { listCharters, saveCharterDraft, type Charter } from './charter.server.ts';
import type { Shown } from './form.server.ts';
import { readCharterForm, type CharterTexts } from './input.ts';

/** @param isDraft whether it is what is written on, rather than what the next version begins with */
export function charterToChange(charter: Charter | null, isDraft: boolean): Record<string, string> {
  if (!charter) return {};
  return { ...valuesOf(charter), ...(isDraft ? { [begunField]: begunText(begunFrom(charter)) } : {}) };
}

export async function handleCharter(
  db: Database,
  actor: Actor,
  { form, circle }: { form: FormData; circle: string },
  now: Date
): Promise<{ readonly saved: true } | Shown | { readonly hidden: true }> {
  const over = await saveOver<'saved' | Shown | null>(form, {
    groups: [],
    current: async () => {
      const [latest] = await listCharters(db, circle);
      return latest ? begunFrom(latest) : { at: now, fields: new Map() };
    },
    save: async (sent, from) => {
      const read = readCharterForm(sent);
      if (!read.ok) return { values: textsOf(sent), errors: read.errors, meanwhile: null };
      const saved = await saveCharterDraft(db, actor, { circle, texts: read.value, from }, now);
      if (saved.ok) return 'saved';
      return saved.reason === 'changed_meanwhile' ? saved.reason : null;
    }
  });
  if (!('answer' in over))
    return {
      values: textsOf(over.form),
      errors: [],
      meanwhile: { conflicts: over.conflicts, since: over.since }
    };
  if (over.answer === null) return { hidden: true };
  return over.answer === 'saved' ? { saved: true } : over.answer;
}

function valuesOf({ aims, valuesText, sharing }: CharterTexts): Record<string, string> {
  return { aims, values: valuesText, sharing };
}

function begunFrom(charter: Charter): Begun {
  const fields = Object.entries(valuesOf(charter));
  return { at: charter.updatedAt, fields: new Map(fields.map(([field, text]) => [field, [text]])) };
}
