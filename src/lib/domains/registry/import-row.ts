// Reads one row of a list of organisations or venues: which texts are which facts, and what is wrong with them.
import { fold } from '#lib/core/hungarian.ts';
import type { Point } from '#lib/core/geo.ts';
import type { CellFault, ParsedRow } from '#lib/platform/tabular/mapping.ts';
import { contactsFrom } from './contact.ts';
import {
  organisationKindFrom,
  organisationKindOfName,
  sectorFrom,
  sectorOfKind,
  venueKindFrom,
  venueKindOfName,
  yesOrNo
} from './import-words.ts';
import {
  contactKinds,
  type Contact,
  type ContactKind,
  type OrganisationKind,
  type Sector,
  type VenueKind
} from './model.ts';
import { ampsFrom, metresFrom, powerFrom } from './stage.ts';
import type { Furnishing } from './venue-facts.ts';

/** The trimmed text of a field, '' where there is none. */
export type Cell<Field> = (field: Field) => string;

export const whereFields = ['settlement', 'ksh_code', 'postal_code', 'street'] as const;
export const organisationFields = [
  'id',
  'name',
  ...whereFields,
  'sector',
  'kind',
  'summary',
  'email',
  'phone',
  'website',
  'person'
] as const;
export type OrganisationField = (typeof organisationFields)[number];
export const venueFields = [
  'id',
  'name',
  ...whereFields,
  'kind',
  'organisation',
  'capacity',
  'accessible',
  'lat',
  'lon',
  'note',
  'power',
  'width',
  'depth',
  'height',
  'darkening',
  'amps',
  'loading',
  'price',
  'rules',
  'bookable',
  'idle',
  'could_become'
] as const;
export type VenueField = (typeof venueFields)[number];

/** Where the row says it is; to be looked up. */
export interface Where {
  readonly settlement: string;
  readonly kshCode: string | null;
  readonly postalCode: string | null;
}

/** What is undefined was not in the file: it stays as it is known, or becomes what the row's other facts suggest. */
export interface OrganisationRow {
  readonly id: string | null;
  readonly name: string;
  readonly where: Where;
  readonly street?: string;
  readonly sector?: Sector;
  readonly kind?: OrganisationKind;
  readonly summary?: string;
  /** Public contacts of the kinds that the row has. */
  readonly contacts: readonly Contact[];
}

export interface VenueRow {
  readonly id: string | null;
  readonly name: string;
  readonly where: Where;
  readonly street?: string;
  readonly kind?: VenueKind;
  /** Name of the organisation, or its id in the files of the same source. */
  readonly organisation?: string;
  readonly capacity?: number;
  readonly accessible?: boolean;
  readonly point?: Point;
  readonly note?: string;
  readonly furnishing: Partial<Omit<Furnishing, 'heating' | 'features' | 'condition'>>;
}

export function readOrganisationRow(
  cell: Cell<OrganisationField>
): ParsedRow<OrganisationField, OrganisationRow> {
  const { faults, take, text, base } = beginRow<OrganisationField>(cell);
  const row = {
    ...base(),
    sector: take('sector', sectorFrom, 'unknown_word'),
    kind: take('kind', organisationKindFrom, 'unknown_word'),
    summary: text('summary', 2000)
  };
  const contacts: Contact[] = [];
  for (const kind of contactKinds) {
    const read = contactsFrom(kind, 'public', cell(kind));
    if (read.ok) contacts.push(...read.value);
    else faults.push({ field: kind, code: contactFaults[kind], value: read.value });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { ...row, contacts } };
}

export function readVenueRow(cell: Cell<VenueField>): ParsedRow<VenueField, VenueRow> {
  const { faults, take, text, base } = beginRow<VenueField>(cell);
  const lat = take('lat', (value) => degrees(value, 90), 'not_degrees');
  const lon = take('lon', (value) => degrees(value, 180), 'not_degrees');
  if ((cell('lat') === '') !== (cell('lon') === ''))
    faults.push({ field: cell('lat') === '' ? 'lat' : 'lon', code: 'half_a_point', value: '' });
  const row: VenueRow = {
    ...base(),
    kind: take('kind', venueKindFrom, 'unknown_word'),
    organisation: text('organisation', 200),
    capacity: take('capacity', people, 'not_a_whole_number'),
    accessible: take('accessible', yesOrNo, 'not_yes_or_no'),
    point: lat !== undefined && lon !== undefined ? { lat, lon } : undefined,
    note: text('note', 2000),
    furnishing: said({
      power: take('power', powerFrom, 'unknown_word'),
      width: take('width', metresFrom, 'not_metres'),
      depth: take('depth', metresFrom, 'not_metres'),
      height: take('height', metresFrom, 'not_metres'),
      darkening: take('darkening', yesOrNo, 'not_yes_or_no'),
      amps: take('amps', ampsFrom, 'not_amps'),
      loading: text('loading', 300),
      price: text('price', 300),
      rules: text('rules', 2000),
      bookable: take('bookable', yesOrNo, 'not_yes_or_no'),
      idle: take('idle', yesOrNo, 'not_yes_or_no'),
      couldBecome: text('could_become', 2000)
    })
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: row };
}

/** Without what the row does not say. */
function said<Facts extends object>(facts: Facts): Partial<Facts> {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined)) as Partial<Facts>;
}

export function organisationKindOf(row: OrganisationRow): OrganisationKind {
  return row.kind ?? organisationKindOfName(row.name);
}

export function sectorOf(row: OrganisationRow): Sector {
  return row.sector ?? sectorOfKind(organisationKindOf(row));
}

export function venueKindOf(row: VenueRow): VenueKind {
  return row.kind ?? venueKindOfName(row.name);
}

/**
 * How a record without an id of its own is known at the next import: by settlement, name and street, whatever their
 * capitals, spaces and punctuation. A record whose name or street changes is another one.
 */
export function fingerprint(settlement: string, name: string, street: string | undefined): string {
  const plain = (text: string): string =>
    fold(text)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return [settlement, plain(name), plain(street ?? '')].join(' / ');
}

const contactFaults: Record<ContactKind, string> = {
  email: 'not_an_email',
  phone: 'not_a_phone',
  website: 'not_a_website',
  person: 'too_long'
};

type BaseField = 'id' | 'name' | (typeof whereFields)[number];

function beginRow<Field extends string>(cell: Cell<Field | BaseField>) {
  const faults: CellFault<Field | BaseField>[] = [];
  const take = <T>(
    field: Field | BaseField,
    read: (text: string) => T | null,
    code: string
  ): T | undefined => {
    const value = cell(field);
    if (value === '') return undefined;
    const fact = read(value);
    if (fact === null) faults.push({ field, code, value });
    return fact ?? undefined;
  };
  const text = (field: Field | BaseField, longest: number): string | undefined =>
    take(field, (value) => (value.length <= longest ? value : null), 'too_long');
  const base = () => {
    if (cell('name') === '') faults.push({ field: 'name', code: 'missing', value: '' });
    const where = {
      settlement: cell('settlement'),
      kshCode: cell('ksh_code') || null,
      postalCode: cell('postal_code') || null
    };
    if (where.settlement === '' && where.kshCode === null)
      faults.push({ field: 'settlement', code: 'missing', value: '' });
    return { id: text('id', 200) ?? null, name: text('name', 200) ?? '', where, street: text('street', 200) };
  };
  return { faults, take, text, base };
}

function degrees(text: string, limit: number): number | null {
  if (!/^-?[0-9]{1,3}([.,][0-9]{1,20})?$/.test(text)) return null;
  const value = Number(text.replace(',', '.'));
  return Math.abs(value) <= limit ? value : null;
}

function people(text: string): number | null {
  const plain = text.replace(/ ?fő$/i, '').replace(/(?<=[0-9])[ .\u00a0\u202f](?=[0-9]{3}\b)/g, '');
  return /^[0-9]{1,7}$/.test(plain) && Number(plain) > 0 ? Number(plain) : null;
}
