// Turns the form of an offer or need into facts, its names looked up, and an entry into the texts of its form.
import type { Id } from '#lib/core/ids.ts';
import { findOwnExpert } from '#lib/domains/experts/queries.server.ts';
import { loadSettlementFinder, listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findByName, labelsOf, listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { editableOrganisations, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { readOfferingForm, textsOf, type FieldError, type Read } from './input.ts';
import type { OfferingFacts } from './model.ts';
import { canEnterWithoutOrganisation, canGiveOfferingTo, mayAnswerFor } from './policy.ts';
import { factsOf, type Offering } from './queries.server.ts';
import { recordFrom } from './register.server.ts';

/** All that is wrong comes back at once. @param before the entry that is changed: it may stay whose it is */
export async function offeringDraft(
  db: Database,
  actor: Actor,
  form: FormData,
  before: Offering | null
): Promise<Read<OfferingFacts>> {
  const read = readOfferingForm(form);
  const texts = textsOf(form);
  const owner = await ownerNamed(db, actor, (texts['organisation'] ?? '').trim().slice(0, 300), before);
  const place = await placeNamed(db, texts['settlement'] ?? '', owner.ok ? owner.value : null);
  const errors = [read, owner, place].flatMap((each) => (each.ok ? [] : each.errors));
  if (!read.ok || !owner.ok || !place.ok) return { ok: false, errors };
  const { organisationName: _o, settlementName: _s, ...plain } = read.value;
  const organisation = owner.value?.id ?? null;
  const settlement = place.value;
  const own = organisation === null ? await findOwnExpert(db, actor) : null;
  const expert = organisation === null ? (before?.expert?.id ?? own?.id ?? null) : null;
  const staysTheirs = before !== null && before.organisation === null && mayAnswerFor(actor, before);
  if (organisation === null && expert === null && !canEnterWithoutOrganisation(actor, settlement)) {
    if (!staysTheirs || before.settlement.id !== settlement) {
      const tends = canEnterWithoutOrganisation(actor, settlement) || isCaretakerSomewhere(actor);
      const error: FieldError = tends
        ? { field: 'settlement', code: 'settlement_not_yours' }
        : { field: 'organisation', code: 'organisation_missing' };
      return { ok: false, errors: [error] };
    }
  }
  const record = before
    ? { venue: before.venue, equipment: before.equipment, service: before.service }
    : await recordFrom(db, actor, texts['record'] ?? '');
  return { ok: true, value: { ...plain, organisation, expert, settlement, ...record } };
}

export async function offeringValues(db: Database, offering: Offering): Promise<Record<string, string>> {
  const [owner] = offering.organisation ? await labelsOf(db, 'organisation', [offering.organisation.id]) : [];
  return valuesOf(factsOf(offering), {
    organisation: owner?.label ?? '',
    settlement: offering.settlement.name
  });
}

/** The texts of the form's fields. */
export function valuesOf(
  facts: OfferingFacts,
  { organisation, settlement }: { readonly organisation: string; readonly settlement: string }
): Record<string, string> {
  const number = (value: number | null): string => (value === null ? '' : String(value));
  return {
    side: facts.side,
    category: facts.category,
    title: facts.title,
    text: facts.text ?? '',
    organisation,
    settlement,
    reachKm: number(facts.reachKm),
    from: facts.from ?? '',
    until: facts.until ?? '',
    weekdays: facts.weekdays.join('\n'),
    quantity: number(facts.quantity),
    unit: facts.unit ?? '',
    conditions: facts.conditions,
    price: facts.price ?? '',
    inReturn: facts.inReturn ?? '',
    inReturnCategories: facts.inReturnCategories.join('\n'),
    topics: facts.topics.join('\n'),
    audiences: facts.audiences.join('\n'),
    curriculum: facts.curriculum ?? '',
    level: facts.level ?? '',
    minutes: number(facts.minutes),
    sessions: number(facts.sessions),
    groupSize: number(facts.groupSize)
  };
}

/** For whom somebody most likely enters: their only organisation, else nobody; and where. */
export async function usualOwner(
  db: Database,
  actor: Actor
): Promise<{ readonly organisation: string; readonly settlement: string; readonly choices: string[] }> {
  const own = await listOwnLabels(db, actor);
  const [only] = own.length === 1 ? own : [];
  const tended =
    actor.kind === 'person'
      ? actor.roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []))
      : [];
  const [home] = tended;
  const settlement = home ? (await listSettlementsById(db, [home as Id<'settlement'>])).get(home) : null;
  return {
    organisation: only?.label ?? '',
    settlement: only?.settlement?.name ?? settlement?.name ?? '',
    choices: own.map(({ label }) => label)
  };
}

function isCaretakerSomewhere(actor: Actor): boolean {
  return actor.kind === 'person' && actor.roles.some(({ kind }) => kind === 'caretaker');
}

interface Owner {
  readonly id: string;
  readonly settlement: { readonly id: string } | null;
}

/** Null for nobody's. */
async function ownerNamed(
  db: Database,
  actor: Actor,
  value: string,
  before: Offering | null
): Promise<Read<Owner | null>> {
  if (value === '') return { ok: true, value: null };
  const own = before?.organisation?.id;
  const among = [...(own ? [own] : []), ...(editableOrganisations(actor) ?? [])];
  const found = await findByName(db, 'organisation', value, { among });
  const field = 'organisation';
  if (!found.ok)
    return {
      ok: false,
      errors: [{ field, code: `organisation_${found.reason}`, value, suggestions: found.suggestions }]
    };
  const { id } = found.value;
  return id === own || canGiveOfferingTo(actor, id)
    ? { ok: true, value: found.value }
    : { ok: false, errors: [{ field, code: 'organisation_unknown', value, suggestions: [] }] };
}

/** Where nothing is written, it is where the organisation is. */
async function placeNamed(db: Database, typed: string, owner: Owner | null): Promise<Read<string>> {
  const value = typed.trim().slice(0, 200);
  const field = 'settlement';
  if (value === '')
    return owner?.settlement
      ? { ok: true, value: owner.settlement.id }
      : { ok: false, errors: [{ field, code: 'settlement_missing' }] };
  const found = (await loadSettlementFinder(db)).find({ name: value });
  if (found.ok) return { ok: true, value: found.value.id };
  const code = found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous';
  return { ok: false, errors: [{ field, code, value, suggestions: found.suggestions }] };
}
