// Turns the form of a service into a draft, its names looked up, and a service into the texts of its form.
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { findByName, labelsOf, type Labelled } from '#lib/domains/registry/names.server.ts';
import { editableOrganisations, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { exceptionsText } from './hours.ts';
import {
  hoursOfDay,
  phoneText,
  readServiceForm,
  textsOf,
  weekdays,
  type FieldError,
  type Read
} from './input.ts';
import type { ServiceOpening } from './model.ts';
import { placeHoursFrom, placeHoursText, type PlaceNamed } from './place-hours.ts';
import { canGiveServiceTo } from './policy.ts';
import type { FullService } from './queries.server.ts';
import type { ServiceDraft } from './write.server.ts';

/** All that is wrong comes back at once. @param before the service that is changed: it may stay whose it is */
export async function serviceDraft(
  db: Database,
  actor: Actor,
  form: FormData,
  before: FullService | null
): Promise<Read<ServiceDraft>> {
  const read = readServiceForm(form);
  const texts = textsOf(form);
  const organisation = await ownerNamed(db, actor, texts['organisation'] ?? '', before);
  const venues = await venuesNamed(db, splitLines(texts['venues'] ?? ''));
  const wantsSettlements = texts['reach'] === 'settlements';
  const settlements = await settlementsNamed(
    db,
    wantsSettlements ? (texts['settlements'] ?? '').split(/[\n,;]/) : []
  );
  const placeHours = await placeHoursOf(db, texts['placeHours'] ?? '', venues.ok ? venues.value : null);
  if (!read.ok || !organisation.ok || !venues.ok || !settlements.ok || !placeHours.ok)
    return {
      ok: false,
      errors: [read, organisation, venues, settlements, placeHours].flatMap((each) =>
        each.ok ? [] : each.errors
      )
    };
  const { organisationName: _o, venueNames: _v, settlementNames: _s, ...facts } = read.value;
  return {
    ok: true,
    value: {
      ...facts,
      openings: [...facts.openings, ...placeHours.value],
      organisation: organisation.value,
      venues: venues.value,
      settlements: settlements.value
    }
  };
}

export async function serviceValues(
  db: Database,
  service: FullService,
  words: Words
): Promise<Record<string, string>> {
  const [owner] = await labelsOf(db, 'organisation', [service.organisation.id]);
  const venues = await labelsOf(db, 'venue', service.venues);
  const everywhere = service.openings.filter(({ venue }) => venue === null);
  return {
    name: service.name,
    organisation: owner?.label ?? '',
    alternateNames: service.alternateNames.join('\n'),
    description: service.description ?? '',
    status: service.ownStatus,
    terms: service.terms.join('\n'),
    audiences: service.audiences.join('\n'),
    eligibility: service.eligibility ?? '',
    minimumAge: service.minimumAge === null ? '' : String(service.minimumAge),
    maximumAge: service.maximumAge === null ? '' : String(service.maximumAge),
    ways: service.ways.join('\n'),
    venues: venues.map(({ label }) => label).join('\n'),
    reach: service.reach,
    settlements: service.area.map(({ name }) => name).join(', '),
    counties: service.counties.join(', '),
    ...Object.fromEntries(weekdays.map((day) => [`hours_${day}`, hoursOfDay(everywhere, day)])),
    placeHours: placeHoursText(words, service.openings, placesNamed(venues)),
    exceptions: exceptionsText(service.exceptions, words.t('services.page.closed')),
    holidaysClosed: service.holidaysClosed ? 'yes' : '',
    phones: service.phones.map(phoneText).join('\n'),
    email: service.email ?? '',
    website: service.website ?? '',
    free: service.free === null ? '' : service.free ? 'yes' : 'no',
    costs: service.costs.map(({ label }) => label).join('\n'),
    languages: service.languages.join('\n'),
    accessibility: service.accessibility ?? '',
    documents: service.documents.join('\n'),
    application: service.application ?? ''
  };
}

/** @param venues ids; null where the names of the places are wrong themselves */
async function placeHoursOf(
  db: Database,
  typed: string,
  venues: readonly string[] | null
): Promise<Read<ServiceOpening[]>> {
  if (venues === null || typed.trim() === '') return { ok: true, value: [] };
  const places = placesNamed(await labelsOf(db, 'venue', venues));
  const read = placeHoursFrom(typed.replace(/\r/g, ''), places);
  if (read.ok) return read;
  const suggestions = read.reason === 'place_hours_unknown' ? places.map(({ label }) => label) : [];
  return { ok: false, errors: [{ field: 'placeHours', code: read.reason, value: read.value, suggestions }] };
}

function placesNamed(venues: readonly Labelled[]): PlaceNamed[] {
  return venues.map(({ id, label }) => ({ id, label, name: label.replace(/,[^,]*$/, '') }));
}

async function ownerNamed(
  db: Database,
  actor: Actor,
  typed: string,
  before: FullService | null
): Promise<Read<string>> {
  const value = typed.trim();
  // An empty name is the form's own affair: it has said so already.
  if (value === '') return { ok: false, errors: [] };
  const among = [...(before ? [before.organisation.id] : []), ...(editableOrganisations(actor) ?? [])];
  const found = await findByName(db, 'organisation', value, { among });
  const field = 'organisation';
  if (!found.ok) {
    const { reason, suggestions } = found;
    return { ok: false, errors: [{ field, code: `organisation_${reason}`, value, suggestions }] };
  }
  const { id } = found.value;
  return before?.organisation.id === id || canGiveServiceTo(actor, id)
    ? { ok: true, value: id }
    : { ok: false, errors: [{ field, code: 'organisation_unknown', value, suggestions: [] }] };
}

/** What differs from a name is said of the first only: one mistake at a time is enough for one field. */
async function venuesNamed(db: Database, names: readonly string[]): Promise<Read<string[]>> {
  const ids: string[] = [];
  for (const value of names.slice(0, 100)) {
    const found = await findByName(db, 'venue', value);
    if (!found.ok) {
      const { reason, suggestions } = found;
      return { ok: false, errors: [{ field: 'venues', code: `venue_${reason}`, value, suggestions }] };
    }
    ids.push(found.value.id);
  }
  return { ok: true, value: [...new Set(ids)] };
}

async function settlementsNamed(db: Database, typed: readonly string[]): Promise<Read<string[]>> {
  const names = [...new Set(typed.map((each) => each.trim().slice(0, 200)).filter(Boolean))].slice(0, 300);
  if (names.length === 0) return { ok: true, value: [] };
  const finder = await loadSettlementFinder(db);
  const ids: string[] = [];
  for (const value of names) {
    const found = finder.find({ name: value });
    if (!found.ok) {
      const code: FieldError['code'] =
        found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous';
      return { ok: false, errors: [{ field: 'settlements', code, value, suggestions: found.suggestions }] };
    }
    ids.push(found.value.id);
  }
  return { ok: true, value: [...new Set(ids)] };
}

function splitLines(text: string): string[] {
  return [
    ...new Set(
      text
        .split('\n')
        .map((each) => each.trim())
        .filter(Boolean)
    )
  ];
}
