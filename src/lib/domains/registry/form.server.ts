// Turns a form into a draft, its settlement and organisation looked up, and a record into the texts of its form.
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { editableOrganisations, type Actor } from '#lib/platform/actor.ts';
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
import { findByName, labelsOf } from './names.server.ts';
import type { FullOrganisation } from './queries.server.ts';
import type { Furnishing } from './venue-facts.ts';
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
  const organisation = await ownerNamed(db, actor, { typed: textsOf(form).organisation, before });
  if (read.ok && settlement.ok && organisation.ok) {
    const { power, heating, features, price, rules, bookable, idle, condition, could_become, ...others } =
      read.value;
    const { width, depth, height, darkening, amps, loading, ...facts } = others;
    const stage = { width, depth, height, darkening, amps, loading };
    const furnishing = { power, heating, features, price, rules, bookable, idle, condition, ...stage };
    return {
      ok: true,
      value: {
        ...facts,
        furnishing: { ...furnishing, couldBecome: could_become },
        settlement: settlement.value,
        organisation: organisation.value
      }
    };
  }
  return { ok: false, errors: [...errorsIn(read), ...errorsIn(settlement), ...errorsIn(organisation)] };
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

export async function venueValues(db: Database, venue: FullVenue): Promise<Record<string, string>> {
  const [owner] = await labelsOf(db, 'organisation', venue.organisation ? [venue.organisation.id] : []);
  return {
    name: venue.name,
    kind: venue.kind,
    settlement: venue.settlement.name,
    street: venue.street ?? '',
    organisation: owner?.label ?? '',
    capacity: venue.capacity === null ? '' : String(venue.capacity),
    accessible: venue.accessible === null ? '' : venue.accessible ? 'yes' : 'no',
    point: venue.point ? `${venue.point.lat}, ${venue.point.lon}` : '',
    note: venue.note ?? '',
    ...furnishingValues(venue.furnishing)
  };
}

function furnishingValues(furnishing: Furnishing): Record<string, string> {
  return {
    power: furnishing.power ?? '',
    heating: furnishing.heating ?? '',
    features: furnishing.features.join(','),
    width: numberText(furnishing.width),
    depth: numberText(furnishing.depth),
    height: numberText(furnishing.height),
    darkening: furnishing.darkening === null ? '' : furnishing.darkening ? 'yes' : 'no',
    amps: numberText(furnishing.amps),
    loading: furnishing.loading ?? '',
    price: furnishing.price ?? '',
    rules: furnishing.rules ?? '',
    bookable: furnishing.bookable ? 'yes' : '',
    idle: furnishing.idle ? 'yes' : '',
    condition: furnishing.condition ?? '',
    could_become: furnishing.couldBecome ?? ''
  };
}

/** As Hungarians write it; the form reads it again. */
function numberText(value: number | null): string {
  return value === null ? '' : String(value).replace('.', ',');
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

/** The actor's own come before their namesakes. A name that finds somebody else's says no more than one that finds nobody's. */
async function ownerNamed(
  db: Database,
  actor: Actor,
  { typed = '', before }: { typed: string | undefined; before: FullVenue | null }
): Promise<Read<string | null>> {
  const value = typed.trim();
  if (value === '') return { ok: true, value: null };
  const own = before?.organisation ? [before.organisation.id] : [];
  const among = [...own, ...(editableOrganisations(actor) ?? [])];
  const found = await findByName(db, 'organisation', value, { among });
  const field = 'organisation' as const;
  if (!found.ok) {
    const { reason, suggestions } = found;
    return { ok: false, errors: [{ field, code: `organisation_${reason}`, value, suggestions }] };
  }
  const { id } = found.value;
  return before?.organisation?.id === id || canGiveVenueTo(actor, id)
    ? { ok: true, value: id }
    : { ok: false, errors: [{ field, code: 'organisation_unknown', value, suggestions: [] }] };
}
