// What records of HSDS say in our own terms: organisations, venues and services with what hangs on them. What we have no word for is
// left to the rows themselves.
import { fold } from '#lib/core/hungarian.ts';
import { isUuid } from '#lib/core/ids.ts';
import { isDay, type Weekday } from '#lib/core/time.ts';
import type { OpeningException } from '#lib/core/opening.ts';
import type { Point } from '#lib/core/geo.ts';
import { properContact } from '#lib/domains/registry/contact.ts';
import { sectorFrom } from '#lib/domains/registry/import-words.ts';
import type { Contact, Sector } from '#lib/domains/registry/model.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { costFrom } from '../input.ts';
import {
  bareService,
  type Cost,
  type Phone,
  type ServiceFacts,
  type ServiceOpening,
  type ServiceStatus
} from '../model.ts';
import { isTerm, type Term } from '../taxonomy.ts';
import { partsOf, placeFrom, type HsdsRow, type Parts } from './rows.ts';
import { stableId, termOfId } from './ids.ts';

export interface SettlementNamed {
  readonly id: string;
  readonly name: string;
}

export interface OrganisationSaid {
  readonly name: string;
  readonly summary: string | null;
  readonly sector: Sector | null;
  /** Public ones of the kinds that are told. */
  readonly contacts: readonly Contact[];
  readonly settlement: SettlementNamed | null;
}

export interface VenueSaid {
  readonly name: string;
  readonly organisation: string | null;
  readonly settlement: SettlementNamed;
  readonly street: string | null;
  readonly point: Point | null;
  readonly note: string | null;
}

export type ServiceSaid = Pick<
  ServiceFacts,
  | 'organisation'
  | 'name'
  | 'alternateNames'
  | 'description'
  | 'status'
  | 'eligibility'
  | 'minimumAge'
  | 'maximumAge'
  | 'languages'
  | 'documents'
  | 'application'
  | 'costs'
  | 'phones'
  | 'website'
  | 'email'
  | 'terms'
  | 'venues'
  | 'reach'
  | 'settlements'
  | 'counties'
  | 'openings'
  | 'exceptions'
>;

/** By our ids. */
export interface Said {
  readonly organisations: ReadonlyMap<string, OrganisationSaid>;
  readonly venues: ReadonlyMap<string, VenueSaid>;
  readonly services: ReadonlyMap<string, ServiceSaid>;
}

export interface Lookups {
  /** The settlement of an address in Hungary; null when there is none of that name. */
  readonly settlement: (city: string, postalCode: string | null) => SettlementNamed | null;
  readonly counties: readonly string[];
  /** Under what name a file's own ids are known here. */
  readonly source: string;
}

/** The id here of a record that a file calls by an id of its own: that id, where it is one that can be. */
export function ourId(source: string, table: string, id: string): string {
  return isUuid(id) ? id.toLowerCase() : stableId('hsds', source, table, id);
}

export function saidBy(rows: readonly HsdsRow[], lookups: Lookups): Said {
  const parts = partsOf(rows);
  const of = (table: string): HsdsRow[] => rows.filter((row) => row.table === table);
  const id = (table: string, theirs: string): string => ourId(lookups.source, table, theirs);
  const venues = new Map<string, VenueSaid>();
  for (const row of of('locations')) {
    const said = venueSaid(row, parts, lookups);
    if (said) venues.set(id('locations', row.id), said);
  }
  const organisations = new Map<string, OrganisationSaid>();
  for (const row of of('organizations')) {
    const own = id('organizations', row.id);
    organisations.set(
      own,
      organisationSaid(
        row,
        parts,
        [...venues.values()].find(({ organisation }) => organisation === own)
      )
    );
  }
  const services = new Map<string, ServiceSaid>();
  for (const row of of('services'))
    services.set(id('services', row.id), serviceSaid(row, { parts, lookups, venues }));
  return { organisations, venues, services };
}

function organisationSaid(row: HsdsRow, parts: Parts, at: VenueSaid | undefined): OrganisationSaid {
  const contacts: Contact[] = [];
  const add = (kind: Contact['kind'], value: string | null): void => {
    const proper = value && properContact(kind, value);
    if (proper && !contacts.some((one) => one.kind === kind && one.value === proper))
      contacts.push({ kind, value: proper, visibility: 'public' });
  };
  add('email', text(row, 'email'));
  for (const phone of partsAt(row, 'phones', parts)) add('phone', numberOf(phone));
  add('website', text(row, 'website'));
  return {
    name: shortened(text(row, 'name') ?? '', 200),
    summary: shortened(text(row, 'description') ?? '', 2000) || null,
    sector: sectorFrom(text(row, 'legal_status') ?? ''),
    contacts,
    settlement: at?.settlement ?? null
  };
}

/** Null for what is no place in a settlement that we know: it stays a record of HSDS. */
function venueSaid(row: HsdsRow, parts: Parts, lookups: Lookups): VenueSaid | null {
  const [address] = partsAt(row, 'addresses', parts);
  const country = fold(address ? (text(address, 'country') ?? 'HU') : '');
  const settlement =
    address && ['hu', 'hun', 'hungary', 'magyarorszag'].includes(country)
      ? lookups.settlement(text(address, 'city') ?? '', text(address, 'postal_code'))
      : null;
  const name = shortened(text(row, 'name') ?? '', 200);
  if (text(row, 'location_type') === 'virtual' || !address || !settlement || !name) return null;
  const [lat, lon] = [number(row, 'latitude'), number(row, 'longitude')];
  const onEarth = lat !== null && lon !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  const organisation = text(row, 'organization_id');
  return {
    name,
    organisation: organisation && ourId(lookups.source, 'organizations', organisation),
    settlement,
    street: shortened(text(address, 'address_1') ?? '', 200) || null,
    point: onEarth ? { lat, lon } : null,
    note: shortened(text(row, 'description') ?? '', 2000) || null
  };
}

interface ServiceContext {
  readonly parts: Parts;
  readonly lookups: Lookups;
  readonly venues: ReadonlyMap<string, VenueSaid>;
}

function serviceSaid(row: HsdsRow, { parts, lookups, venues }: ServiceContext): ServiceSaid {
  const at = partsAt(row, 'service_at_locations', parts).flatMap((each) => {
    const theirs = text(each, 'location_id') ?? partsAt(each, 'location', parts)[0]?.id;
    const venue = theirs && ourId(lookups.source, 'locations', theirs);
    return venue && venues.has(venue) ? [{ each, venue }] : [];
  });
  const [owner] = partsAt(row, 'organization', parts);
  const around = row.places.map(placeFrom).find(({ table }) => table === 'organizations');
  const organisation = owner?.id ?? around?.id ?? text(row, 'organization_id') ?? '';
  const schedules = partsAt(row, 'schedules', parts);
  const places = at.map(({ venue }) => venue);
  return {
    organisation: organisation && ourId(lookups.source, 'organizations', organisation),
    name: shortened(text(row, 'name') ?? '', 200),
    alternateNames: (text(row, 'alternate_name') ?? '')
      .split(';')
      .map((each) => shortened(each.trim(), 200))
      .filter(Boolean),
    description: shortened(text(row, 'description') ?? '', 4000) || null,
    status: statusOf(text(row, 'status')),
    eligibility: shortened(text(row, 'eligibility_description') ?? '', 4000) || null,
    ...agesOf(row),
    languages: unique(
      partsAt(row, 'languages', parts).map((each) => text(each, 'code') ?? ''),
      /^[a-z]{2,3}$/,
      bareService.languages
    ),
    documents: partsAt(row, 'required_documents', parts)
      .map((each) => shortened(text(each, 'document') ?? '', 300))
      .filter(Boolean),
    application: shortened(text(row, 'application_process') ?? '', 4000) || null,
    costs: costsOf(row, parts),
    phones: partsAt(row, 'phones', parts).flatMap(phoneOf),
    website: properContact('website', text(row, 'url') ?? ''),
    email: properContact('email', text(row, 'email') ?? ''),
    terms: termsOf(row, parts),
    venues: [...new Set(places)],
    ...areaOf(row, { parts, lookups, venues }, places),
    openings: [
      ...schedules.flatMap((each) => openingsOf(each, null)),
      ...at.flatMap(({ each, venue }) =>
        partsAt(each, 'schedules', parts).flatMap((one) => openingsOf(one, venue))
      )
    ],
    exceptions: schedules.flatMap(exceptionOf)
  };
}

function statusOf(status: string | null): ServiceStatus {
  return status === 'temporarily closed'
    ? 'paused'
    : status === 'defunct' || status === 'inactive'
      ? 'ended'
      : 'active';
}

function agesOf(row: HsdsRow): { minimumAge: number | null; maximumAge: number | null } {
  const [minimumAge, maximumAge] = ['minimum_age', 'maximum_age'].map((field) => {
    const age = number(row, field);
    return age !== null && Number.isInteger(age) && age >= 0 && age <= 130 ? age : null;
  });
  const swapped = (minimumAge ?? 0) > (maximumAge ?? 130);
  return { minimumAge: minimumAge ?? null, maximumAge: swapped ? null : (maximumAge ?? null) };
}

function costsOf(row: HsdsRow, parts: Parts): Cost[] {
  const costs = partsAt(row, 'cost_options', parts).flatMap((each): Cost[] => {
    const amount = number(each, 'amount');
    const currency = (text(each, 'currency') ?? 'HUF').toUpperCase();
    const words = [text(each, 'option'), text(each, 'amount_description')]
      .filter((part) => part !== null)
      .join(', ');
    if (currency !== 'HUF')
      return [
        {
          label: shortened(
            [words, amount === null ? '' : `${amount} ${currency}`].filter(Boolean).join(': '),
            300
          ),
          amount: null
        }
      ];
    const whole = amount !== null && Number.isInteger(amount) && amount >= 0 ? amount : null;
    return words || whole !== null ? [{ label: shortened(words || `${whole} Ft`, 300), amount: whole }] : [];
  });
  const told = text(row, 'fees_description');
  return costs.length > 0 || !told ? costs : [costFrom(shortened(told, 300))];
}

function phoneOf(row: HsdsRow): Phone[] {
  const number = properContact('phone', numberOf(row) ?? '');
  const note = text(row, 'description');
  return number ? [{ number, note: note && shortened(note, 300) }] : [];
}

function numberOf(row: HsdsRow): string | null {
  return text(row, 'number')?.replace(/["']/g, '') ?? null;
}

function termsOf(row: HsdsRow, parts: Parts): Term[] {
  return [
    ...new Set(
      partsAt(row, 'attributes', parts).flatMap((each): Term[] => {
        const [term] = partsAt(each, 'taxonomy_term', parts);
        const code = (term && text(term, 'code')) ?? '';
        const known = termOfId(term?.id ?? text(each, 'taxonomy_term_id') ?? '');
        return known ? [known] : isTerm(code) ? [code] : [];
      })
    )
  ];
}

/** Whom it serves; where only unknown areas are told, those who live where it is. */
function areaOf(
  row: HsdsRow,
  { parts, lookups, venues }: ServiceContext,
  places: readonly string[]
): Pick<ServiceFacts, 'reach' | 'settlements' | 'counties'> {
  const areas = partsAt(row, 'service_areas', parts);
  const names = areas.map((each) => text(each, 'name') ?? '');
  const country = areas.some(
    (each, i) =>
      text(each, 'extent_type') === 'country' || ['magyarorszag', 'hungary'].includes(fold(names[i] ?? ''))
  );
  const settlements = names.flatMap((name) => lookups.settlement(name, null)?.id ?? []);
  const counties = lookups.counties.filter((county) => names.some((name) => fold(name) === fold(county)));
  const around = unique(
    places.flatMap((venue) => venues.get(venue)?.settlement.id ?? []),
    /./,
    []
  );
  if (country || (areas.length === 0 && around.length === 0))
    return { reach: 'country', settlements: [], counties: [] };
  if (counties.length > 0 && settlements.length === 0)
    return { reach: 'counties', settlements: [], counties };
  if (settlements.length > 0)
    return { reach: 'settlements', settlements: unique(settlements, /./, []), counties: [] };
  return areas.length === 0 || around.length === 0
    ? { reach: 'country', settlements: [], counties: [] }
    : { reach: 'settlements', settlements: around, counties: [] };
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Of every week, without an end: anything else we have no word for. */
function openingsOf(row: HsdsRow, venue: string | null): ServiceOpening[] {
  const [opens, closes] = [clock(row, 'opens_at'), clock(row, 'closes_at')];
  const other = ['valid_to', 'until', 'count', 'byweekno', 'bymonthday', 'byyearday'].some((field) =>
    text(row, field)
  );
  if (text(row, 'freq') !== 'WEEKLY' || (number(row, 'interval') ?? 1) !== 1 || other) return [];
  if (!opens || !closes || opens >= closes) return [];
  return (text(row, 'byday') ?? '').split(',').flatMap((day) => {
    const weekday = weekdays.indexOf(day.trim()) + 1;
    return weekday > 0 ? [{ venue, weekday: weekday as Weekday, opens, closes }] : [];
  });
}

function exceptionOf(row: HsdsRow): OpeningException[] {
  const [first, last] = [text(row, 'valid_from') ?? '', text(row, 'valid_to') ?? ''];
  if (text(row, 'freq') || !isDay(first) || !isDay(last) || first > last) return [];
  const [opens, closes] = [clock(row, 'opens_at'), clock(row, 'closes_at')];
  return opens && closes && opens < closes
    ? [{ first, last, opens, closes }]
    : [{ first, last, opens: null, closes: null }];
}

function clock(row: HsdsRow, field: string): string | null {
  const found = /^(([01]\d|2[0-3]):[0-5]\d|24:00)/.exec(text(row, field) ?? '');
  return found?.[1] ?? null;
}

function partsAt(row: HsdsRow, field: string, parts: Parts): readonly HsdsRow[] {
  return parts.get(`${row.table}/${row.id}/${field}`) ?? [];
}

function text({ fields }: HsdsRow, field: string): string | null {
  const value: JsonValue | undefined = fields[field];
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return String(value).trim() || null;
}

function number(row: HsdsRow, field: string): number | null {
  const value = Number(text(row, field) ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

function unique(texts: readonly string[], shape: RegExp, otherwise: readonly string[]): readonly string[] {
  const found = [...new Set(texts.filter((each) => shape.test(each)))];
  return found.length > 0 ? found : otherwise;
}

function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
