// Turns a form that reads well into a draft: looks up the settlement that was named and the organisation that was chosen.
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { FieldError, OrganisationForm, Read, VenueForm } from './input.ts';
import { findOrganisationsByIds } from './queries.server.ts';
import type { OrganisationDraft } from './write-organisations.server.ts';
import type { VenueDraft } from './write-venues.server.ts';
import { isUuid } from '#lib/core/ids.ts';

export async function organisationDraft(
  db: Database,
  form: OrganisationForm
): Promise<Read<OrganisationDraft>> {
  const settlement = await settlementNamed(db, form.settlement);
  if (!settlement.ok) return settlement;
  return { ok: true, value: { ...form, settlement: settlement.value } };
}

export async function venueDraft(db: Database, form: VenueForm): Promise<Read<VenueDraft>> {
  const errors: FieldError[] = [];
  const settlement = await settlementNamed(db, form.settlement);
  if (!settlement.ok) errors.push(...settlement.errors);
  const { organisation } = form;
  const known =
    organisation === null ||
    (isUuid(organisation) && (await findOrganisationsByIds(db, [organisation])).size > 0);
  if (!known) errors.push({ field: 'organisation', code: 'organisation_unknown' });
  return settlement.ok && known
    ? { ok: true, value: { ...form, settlement: settlement.value } }
    : { ok: false, errors };
}

async function settlementNamed(db: Database, name: string): Promise<Read<{ id: string; name: string }>> {
  const found = (await loadSettlementFinder(db)).find({ name });
  if (found.ok) return found;
  const code = found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous';
  return { ok: false, errors: [{ field: 'settlement', code, value: name, suggestions: found.suggestions }] };
}
