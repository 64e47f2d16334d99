// The short form behind a letter: the few facts that change most, saved as the organisation's own form would save them.
import type { Id } from '#lib/core/ids.ts';
import { spokenErrors } from '#lib/domains/registry/form-words.ts';
import { organisationDraft, organisationValues } from '#lib/domains/registry/form.server.ts';
import { updateOrganisation } from '#lib/domains/registry/operations.server.ts';
import { findOrganisation } from '#lib/domains/registry/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkField, LinkMistakes } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { readHours, hoursFields, saveHours } from './correct-hours.server.ts';

/** All public: what is marked as internal stays with those who sign in. */
const organisationFields = [
  { name: 'name', type: 'text' },
  { name: 'street', type: 'text' },
  { name: 'phone', type: 'tel' },
  { name: 'email', type: 'text' },
  { name: 'website', type: 'text' },
  { name: 'summary', type: 'textarea' }
] as const satisfies readonly Pick<LinkField, 'name' | 'type'>[];

/** Null when the organisation is gone. */
export async function correctionFields(
  db: Database,
  organisation: Id<'organisation'>,
  words: Words
): Promise<readonly LinkField[] | null> {
  const found = await findOrganisation(db, organisation);
  if (!found) return null;
  const values = organisationValues(found);
  return [
    ...organisationFields.map(({ name, type }): LinkField => ({
      name,
      type,
      label: words.t(`registry.form.${name}`),
      value: values[name] ?? '',
      required: name === 'name',
      ...(name === 'phone' || name === 'email' ? { hint: words.t('registry.form.several') } : {})
    })),
    ...(await hoursFields(db, organisation, words))
  ];
}

export async function saveCorrections(
  tx: Database,
  actor: Actor,
  {
    organisation,
    fields,
    words
  }: {
    organisation: Id<'organisation'>;
    fields: Readonly<Record<string, string>>;
    words: Words;
  },
  now: Date
): Promise<LinkMistakes | { readonly slug: string }> {
  const before = await findOrganisation(tx, organisation);
  if (!before) throw new Error('An organisation went while its corrections were being saved');
  const form = new FormData();
  for (const [name, value] of Object.entries(organisationValues(before))) form.set(name, value);
  for (const { name } of organisationFields) if (fields[name] !== undefined) form.set(name, fields[name]);
  const draft = await organisationDraft(tx, form);
  const hours = await readHours(tx, organisation, fields, words);
  if (!draft.ok || !hours.ok) {
    const wrong = draft.ok ? [] : spokenErrors(words, draft.errors);
    const mistakes = Object.fromEntries(wrong.map(({ field, message }) => [field, message]));
    return { mistakes: { ...mistakes, ...(hours.ok ? {} : hours.mistakes) } };
  }
  // Of namesakes among settlements it stays in its own.
  const saved = await updateOrganisation(
    tx,
    actor,
    { id: organisation, draft: { ...draft.value, settlement: before.settlement } },
    now
  );
  if (!saved.ok) throw new Error(`Corrections by a letter were refused: ${saved.reason}`);
  await saveHours(tx, actor, hours.value, now);
  return { slug: saved.value.slug };
}
