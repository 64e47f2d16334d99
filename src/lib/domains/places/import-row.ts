// Reads one row of a list of settlements: which texts are which facts, and what is wrong with them.
import type { Point } from '#lib/core/geo.ts';
import type { CellFault, ParsedRow } from '#lib/platform/tabular/mapping.ts';
import { legalStatusOf, properCounty, properName, type LegalStatus, type SettlementFacts } from './model.ts';

export const settlementFields = [
  'ksh_code',
  'name',
  'legal_status',
  'county',
  'district',
  'district_code',
  'area_ha',
  'population',
  'dwellings',
  'postal_codes',
  'lat',
  'lon'
] as const;
export type SettlementField = (typeof settlementFields)[number];

/** What a row says; a field that is absent or empty says nothing. */
export type GivenFacts = Partial<{
  -readonly [K in keyof SettlementFacts]: NonNullable<SettlementFacts[K]>;
}> & {
  name: string;
};

/** All that is outside is a swapped or mistyped pair; the country lies at 45.7–48.6° N, 16.1–22.9° E. */
const country = { south: 45.5, north: 48.8, west: 15.9, east: 23.1 };

/** @param cell the trimmed text of a field, '' where there is none */
export function readSettlementRow(
  cell: (field: SettlementField) => string
): ParsedRow<SettlementField, GivenFacts> {
  const faults: CellFault<SettlementField>[] = [];
  const given: GivenFacts = { name: properName(cell('name')) };
  /** @param read the fact that the text says, or the code of what is wrong with it */
  const take = <T>(
    field: SettlementField,
    read: (text: string) => T | Fault,
    keep: (fact: T) => void
  ): void => {
    const text = cell(field);
    if (text === '') return;
    const fact = read(text);
    if (fact instanceof Object && 'fault' in fact)
      faults.push({ field, code: (fact as Fault).fault, value: text });
    else keep(fact as T);
  };

  if (given.name === '') faults.push({ field: 'name', code: 'missing', value: '' });
  take('ksh_code', readCode, (code) => (given.kshCode = code));
  take('legal_status', readStatus, (status) => (given.legalStatus = status));
  take('county', properCounty, (county) => (given.county = county));
  take('district', properDistrict, (district) => (given.district = district));
  take(
    'district_code',
    (text) => text,
    (code) => (given.districtCode = code)
  );
  take('area_ha', readArea, (area) => (given.areaHa = area));
  take('population', readCount, (people) => (given.population = people));
  take('dwellings', readCount, (homes) => (given.dwellings = homes));
  take('postal_codes', readPostalCodes, (codes) => (given.postalCodes = codes));

  const point: { lat?: number; lon?: number } = {};
  take(
    'lat',
    (text) => readDegrees(text, country.south, country.north),
    (lat) => (point.lat = lat)
  );
  take(
    'lon',
    (text) => readDegrees(text, country.west, country.east),
    (lon) => (point.lon = lon)
  );
  const { lat, lon } = point;
  if (lat !== undefined && lon !== undefined) given.point = { lat, lon } satisfies Point;
  else if (faults.length === 0 && (lat !== undefined || lon !== undefined))
    faults.push({ field: lat === undefined ? 'lat' : 'lon', code: 'half_a_point', value: '' });

  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: given };
}

/** What is known after the row was heard: it changes what it speaks of. A name that differs in accents only stays. */
export function heard(known: SettlementFacts, given: GivenFacts, renames: boolean): SettlementFacts {
  return { ...known, ...given, name: renames ? given.name : known.name };
}

/** The facts that differ, in the order of `SettlementFacts`. */
export function differing(a: SettlementFacts, b: SettlementFacts): (keyof SettlementFacts)[] {
  return (Object.keys(a) as (keyof SettlementFacts)[]).filter(
    (key) => JSON.stringify(a[key]) !== JSON.stringify(b[key])
  );
}

interface Fault {
  readonly fault: string;
}

/** A spreadsheet that took the code for a number has lost its leading zeros. */
function readCode(text: string): string | Fault {
  return /^[0-9]{3,5}$/.test(text) ? text.padStart(5, '0') : { fault: 'not_a_ksh_code' };
}

function readStatus(text: string): LegalStatus | Fault {
  return legalStatusOf(text) ?? { fault: 'unknown_word' };
}

/** «Szentesi járás» is written «Szentesi», as the statistical office does. */
function properDistrict(text: string): string {
  return properName(text).replace(/ járás$/i, '');
}

/** Whole numbers, with spaces or full stops between thousands where somebody wrote them. */
function readCount(text: string): number | Fault {
  const plain = /^[0-9]{1,9}$/.test(text)
    ? text
    : /^[0-9]{1,3}([ .\u00a0\u202f][0-9]{3}){1,2}$/.test(text)
      ? text.replace(/[^0-9]/g, '')
      : null;
  return plain === null ? { fault: 'not_a_whole_number' } : Number(plain);
}

function readArea(text: string): number | Fault {
  return readCount(text) || { fault: 'not_a_whole_number' };
}

function readPostalCodes(text: string): string[] | Fault {
  const codes = text.split(/[|,;/\s]+/).filter((code) => code !== '');
  return codes.every((code) => /^[0-9]{4}$/.test(code))
    ? [...new Set(codes)].sort()
    : { fault: 'not_postal_codes' };
}

/** Decimal degrees with a full stop or a comma. */
function readDegrees(text: string, low: number, high: number): number | Fault {
  if (!/^-?[0-9]{1,3}([.,][0-9]{1,20})?$/.test(text)) return { fault: 'not_degrees' };
  const degrees = Number(text.replace(',', '.'));
  return degrees >= low && degrees <= high ? degrees : { fault: 'outside_country' };
}
