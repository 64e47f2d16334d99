// Reads the form of a thing that can be lent, looks up whose it is and where, and shows a stored one in the fields.
import { oneLine, paragraphs } from '#lib/core/text.ts';
import { editableOrganisations, isAdministrator, mayEditFor, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { MessageKey } from '#lib/platform/words/words.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import type { Equipment, EquipmentDraft } from './equipment.server.ts';
import { textsOf } from './input.ts';
import { isOneOf } from './model.ts';
import { findByName, labelsOf, listOwnLabels } from './names.server.ts';
import { equipmentKinds } from './venue-facts.ts';

export interface EquipmentError {
  readonly field: string;
  readonly message: MessageKey;
}

export type EquipmentRead =
  | { readonly ok: true; readonly value: EquipmentDraft }
  | { readonly ok: false; readonly errors: readonly EquipmentError[] };

const longest = { name: 200, kept_at: 200, price: 300, note: 2000 } as const;

export async function readEquipmentForm(
  db: Database,
  actor: Actor,
  form: FormData,
  before: Equipment | null
): Promise<EquipmentRead> {
  const errors: EquipmentError[] = [];
  const texts = textsOf(form);
  const text = (name: string): string => paragraphs(texts[name] ?? '');
  if (text('name') === '') errors.push({ field: 'name', message: 'registry.error.name_missing' });
  for (const [field, most] of Object.entries(longest))
    if (text(field).length > most) errors.push({ field, message: 'registry.error.too_long' });
  const kind = text('kind');
  if (!isOneOf(equipmentKinds, kind)) errors.push({ field: 'kind', message: 'registry.error.kind_missing' });
  const quantity = Number(text('quantity'));
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > 100_000)
    errors.push({ field: 'quantity', message: 'registry.equipment.quantityWrong' });
  const owner = await ownerNamed(db, actor, text('owner'), before);
  if (owner === null) errors.push({ field: 'owner', message: 'registry.equipment.ownerMissing' });
  const place = (await loadSettlementFinder(db)).find({ name: text('settlement') });
  if (!place.ok) errors.push({ field: 'settlement', message: 'registry.error.settlement_missing' });
  if (errors.length > 0 || !place.ok || owner === null || !isOneOf(equipmentKinds, kind))
    return { ok: false, errors };
  return {
    ok: true,
    value: {
      name: oneLine(text('name')),
      kind,
      quantity,
      owner,
      settlement: place.value.id,
      keptAt: oneLine(text('kept_at')) || null,
      price: oneLine(text('price')) || null,
      note: text('note') || null
    }
  };
}

export async function equipmentValues(db: Database, thing: Equipment): Promise<Record<string, string>> {
  const [owner] = await labelsOf(db, 'organisation', [thing.owner.id]);
  return {
    name: thing.name,
    kind: thing.kind,
    quantity: String(thing.quantity),
    owner: owner?.label ?? '',
    settlement: thing.settlement.name,
    kept_at: thing.keptAt ?? '',
    price: thing.price ?? '',
    note: thing.note ?? ''
  };
}

/** A new thing belongs to the actor's first organisation and is where that is. */
export async function newEquipmentValues(db: Database, actor: Actor): Promise<Record<string, string>> {
  const [own] = await listOwnLabels(db, actor);
  return { quantity: '1', owner: own?.label ?? '', settlement: own?.settlement?.name ?? '' };
}

export function canAddEquipment(actor: Actor): boolean {
  return isAdministrator(actor) || editableOrganisations(actor)?.length !== 0;
}

async function ownerNamed(
  db: Database,
  actor: Actor,
  typed: string,
  before: Equipment | null
): Promise<string | null> {
  const among = [...(editableOrganisations(actor) ?? []), ...(before ? [before.owner.id] : [])];
  const found = typed === '' ? null : await findByName(db, 'organisation', typed, { among });
  return found?.ok && mayEditFor(actor, found.value.id) ? found.value.id : null;
}
