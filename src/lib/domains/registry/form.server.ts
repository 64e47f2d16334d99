// Turns a form into a draft, its settlement and organisation looked up, and a record into the texts of its form.
import { isUuid } from '#lib/core/ids.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { contactsText } from './contact.ts';
import {
  contactFields,
  readOrganisationForm,
  readVenueForm,
  textsOf,
  type FieldError,
  type Read
} from './input.ts';
import { canGiveVenueTo } from './policy.ts';
import { findOrganisationsByIds, type FullOrganisation } from './queries.server.ts';
import type { FullVenue } from './venue-queries.server.ts';
import type { OrganisationDraft } from './write-organisations.server.ts';
import type { VenueDraft } from './write-venues.server.ts';

/** All that is wrong comes back at once: what can be seen from the form alone, and what only the database knows. */
export async function organisationDraft(db: Database, form: FormData): Promise<Read<OrganisationDraft>> {
  const read = readOrganisationForm(form);
  const settlement = await settlementNamed(db, textsOf(form).settlement);
  if (read.ok && settlement.ok) return { ok: true, value: { ...read.value, settlement: settlement.value } };
  return { ok: false, errors: [...errorsIn(read), ...errorsIn(settlement)] };
}

/** @param before the venue that is changed: it may stay whose it is */
export async function venueDraft(
  db: Database,
  actor: Actor,
  form: FormData,
  before: FullVenue | null
): Promise<Read<VenueDraft>> {
  const read = readVenueForm(form);
  const settlement = await settlementNamed(db, textsOf(form).settlement);
  const organisation = textsOf(form).organisation?.trim() || null;
  const stays = before !== null && organisation === (before.organisation?.id ?? null);
  const known = stays || (canGiveVenueTo(actor, organisation) && (await exists(db, organisation)));
  if (read.ok && settlement.ok && known)
    return { ok: true, value: { ...read.value, settlement: settlement.value } };
  const unknown: FieldError[] = known ? [] : [{ field: 'organisation', code: 'organisation_unknown' }];
  return { ok: false, errors: [...errorsIn(read), ...errorsIn(settlement), ...unknown] };
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

/** An empty name is the form's own affair: it has said so already. */
async function settlementNamed(
  db: Database,
  text: string | undefined
): Promise<Read<{ id: string; name: string }>> {
  const name = text?.trim().slice(0, 200) ?? '';
  if (name === '') return { ok: false, errors: [] };
  const found = (await loadSettlementFinder(db)).find({ name });
  if (found.ok) return found;
  const code = found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous';
  return { ok: false, errors: [{ field: 'settlement', code, value: name, suggestions: found.suggestions }] };
}

function errorsIn(read: Read<unknown>): readonly FieldError[] {
  return read.ok ? [] : read.errors;
}

async function exists(db: Database, organisation: string | null): Promise<boolean> {
  if (organisation === null) return true;
  return isUuid(organisation) && (await findOrganisationsByIds(db, [organisation])).size > 0;
}
