// What the form of a supporter shows and answers: whom it supports and where looked up, saved, or shown again with what is wrong.
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { actOnce } from '#lib/platform/once.server.ts';
import { editableOrganisations, mayEditFor, tendsSettlement, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { withAnswerTaken } from '#lib/domains/registry/input.ts';
import { findByName, type Labelled } from '#lib/domains/registry/names.server.ts';
import type { Shown } from './form.server.ts';
import { readSupporterForm, shownAgain, type FieldError, type Read } from './input.ts';
import type { Supporter, SupporterFacts } from './model.ts';
import { changeSupporter, enterSupporter } from './supporter-operations.server.ts';
import { findSupporterById } from './supporters.server.ts';

type Handled =
  { readonly saved: { readonly slug: string; readonly merged: boolean } } | Shown | { readonly hidden: true };

/** @param before null for a new one */
export async function handleSupporter(
  db: Database,
  actor: Actor,
  { form, before }: { form: FormData; before: Supporter | null },
  now: Date
): Promise<Handled> {
  const taken = withAnswerTaken(form);
  if (taken) return shown(taken, []);
  if (!before) {
    const facts = await supporterFacts(db, actor, form);
    if (!facts.ok) return shown(form, facts.errors);
    const saved = await actOnce(db, actor, { form, now }, (tx) =>
      enterSupporter(tx, actor, { facts: facts.value }, now)
    );
    return saved.ok ? { saved: { slug: saved.value.slug, merged: false } } : { hidden: true };
  }
  const over = await saveOver<{ slug: string } | Shown | null>(form, {
    groups: [['organisation', 'settlement']],
    current: async () => begunFrom((await findSupporterById(db, before.id)) ?? before),
    save: async (sent, from) => {
      const facts = await supporterFacts(db, actor, sent);
      if (!facts.ok) return shown(sent, facts.errors);
      const saved = await changeSupporter(db, actor, { id: before.id, facts: facts.value, from }, now);
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

export function supporterToChange(supporter: Supporter): Record<string, string> {
  return { ...supporterValues(supporter), [begunField]: begunText(begunFrom(supporter)) };
}

function shown(form: FormData, errors: readonly FieldError[]): Shown {
  return { values: shownAgain(form), errors, meanwhile: null };
}

function supporterValues(supporter: Supporter): Record<string, string> {
  const { name, kind, what, website, note, gives, language } = supporter;
  return {
    ...{
      name,
      kind,
      language,
      what: what ?? '',
      website: website ?? '',
      note: note ?? '',
      gives: gives.join('\n')
    },
    organisation: supporter.organisation?.name ?? '',
    settlement: supporter.settlement.name,
    contactName: supporter.contactName ?? '',
    contactEmail: supporter.contactEmail ?? '',
    contactPhone: supporter.contactPhone ?? ''
  };
}

function begunFrom(supporter: Supporter): Begun {
  return {
    at: supporter.updatedAt,
    fields: new Map(
      Object.entries(supporterValues(supporter)).map(([field, text]) => [
        field,
        field === 'gives' ? text.split('\n').filter(Boolean) : [text]
      ])
    )
  };
}

/** Editors enter who supports their organisation; where no organisation is named it is the settlement, whose caretakers enter it. */
async function supporterFacts(db: Database, actor: Actor, form: FormData): Promise<Read<SupporterFacts>> {
  const read = readSupporterForm(form);
  if (!read.ok) return read;
  const { organisationName, settlementName, ...facts } = read.value;
  const errors: FieldError[] = [];
  let organisation: Labelled | null = null;
  if (organisationName !== '') {
    const found = await findByName(db, 'organisation', organisationName, {
      among: editableOrganisations(actor) ?? []
    });
    if (!found.ok)
      errors.push({
        ...{ field: 'organisation', code: `organisation_${found.reason}` as const },
        ...{ value: organisationName, suggestions: found.suggestions }
      });
    else organisation = found.value;
  }
  let settlement = organisation?.settlement?.id ?? null;
  if (settlementName !== '') {
    const found = (await loadSettlementFinder(db)).find({ name: settlementName });
    if (found.ok) settlement = found.value.id;
    else
      errors.push({
        field: 'settlement',
        code: found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous',
        value: settlementName,
        suggestions: found.suggestions
      });
  }
  if (errors.length === 0 && settlement === null)
    errors.push({ field: 'settlement', code: 'settlement_missing' });
  const mayKeep =
    (organisation !== null && mayEditFor(actor, organisation.id)) ||
    (settlement !== null && tendsSettlement(actor, settlement));
  if (errors.length === 0 && !mayKeep)
    errors.push(
      organisation
        ? { field: 'organisation', code: 'organisation_foreign', value: organisationName }
        : { field: 'settlement', code: 'settlement_foreign', value: settlementName }
    );
  if (errors.length > 0 || settlement === null) return { ok: false, errors };
  return { ok: true, value: { ...facts, organisation: organisation?.id ?? null, settlement } };
}
