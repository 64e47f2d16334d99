// Turns a form that reads well into a draft (settlement and organisation looked up), and a record into the texts of its form.
import { isUuid } from '#lib/core/ids.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { contactsText } from './contact.ts';
import { contactFields, type FieldError, type OrganisationForm, type Read, type VenueForm } from './input.ts';
import { canGiveVenueTo } from './policy.ts';
import { findOrganisationsByIds, type FullOrganisation } from './queries.server.ts';
import type { FullVenue } from './venue-queries.server.ts';
import type { OrganisationDraft } from './write-organisations.server.ts';
import type { VenueDraft } from './write-venues.server.ts';

export async function organisationDraft(
  db: Database,
  form: OrganisationForm
): Promise<Read<OrganisationDraft>> {
  const settlement = await settlementNamed(db, form.settlement);
  if (!settlement.ok) return settlement;
  return { ok: true, value: { ...form, settlement: settlement.value } };
}

/** @param before the venue that is changed: it may stay whose it is */
export async function venueDraft(
  db: Database,
  actor: Actor,
  form: VenueForm,
  before: FullVenue | null
): Promise<Read<VenueDraft>> {
  const errors: FieldError[] = [];
  const settlement = await settlementNamed(db, form.settlement);
  if (!settlement.ok) errors.push(...settlement.errors);
  const { organisation } = form;
  const stays = before !== null && organisation === (before.organisation?.id ?? null);
  const known = stays || (canGiveVenueTo(actor, organisation) && (await exists(db, organisation)));
  if (!known) errors.push({ field: 'organisation', code: 'organisation_unknown' });
  return settlement.ok && known
    ? { ok: true, value: { ...form, settlement: settlement.value } }
    : { ok: false, errors };
}

export function organisationValues(organisation: FullOrganisation): Record<string, string> {
  return {
    name: organisation.name,
    sector: organisation.sector,
    kind: organisation.kind,
    settlement: organisation.settlement?.name ?? '',
    street: organisation.street ?? '',
    summary: organisation.summary ?? '',
    ...Object.fromEntries(
      contactFields.map(({ field, kind, visibility }) => [
        field,
        contactsText(organisation.contacts, kind, visibility)
      ])
    )
  };
}

export function venueValues(venue: FullVenue): Record<string, string> {
  return {
    name: venue.name,
    kind: venue.kind,
    settlement: venue.settlement.name,
    street: venue.street ?? '',
    organisation: venue.organisation?.id ?? '',
    capacity: venue.capacity === null ? '' : String(venue.capacity),
    accessible: venue.accessible === null ? '' : venue.accessible ? 'yes' : 'no',
    point: venue.point ? `${venue.point.lat}, ${venue.point.lon}` : '',
    note: venue.note ?? ''
  };
}

async function settlementNamed(db: Database, name: string): Promise<Read<{ id: string; name: string }>> {
  const found = (await loadSettlementFinder(db)).find({ name });
  if (found.ok) return found;
  const code = found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous';
  return { ok: false, errors: [{ field: 'settlement', code, value: name, suggestions: found.suggestions }] };
}

async function exists(db: Database, organisation: string | null): Promise<boolean> {
  if (organisation === null) return true;
  return isUuid(organisation) && (await findOrganisationsByIds(db, [organisation])).size > 0;
}
