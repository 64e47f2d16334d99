// What a settlement is called: one spelling per place, however a list writes it.
import { fold } from '#lib/core/hungarian.ts';
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { oneLine } from '#lib/core/text.ts';

export const legalStatuses = [
  'village',
  'large_village',
  'town',
  'county_rights_town',
  'county_seat',
  'capital_district'
] as const;
export type LegalStatus = (typeof legalStatuses)[number];

/** A settlement as lists and other domains need it. */
export interface Settlement {
  readonly id: Id<'settlement'>;
  readonly slug: string;
  readonly name: string;
  readonly county: string | null;
  readonly district: string | null;
  readonly population: number | null;
  /** Null where nobody has said yet where it lies. */
  readonly point: Point | null;
}

export interface SettlementDetails extends Settlement, SettlementFacts {
  readonly microRegions: readonly { readonly name: string; readonly slug: string }[];
  readonly source: string;
  readonly updatedAt: Date;
}

/** What lists say about a settlement; null where nobody has said it. */
export interface SettlementFacts {
  readonly name: string;
  readonly kshCode: string | null;
  readonly legalStatus: LegalStatus | null;
  readonly county: string | null;
  readonly district: string | null;
  readonly districtCode: string | null;
  readonly areaHa: number | null;
  readonly population: number | null;
  readonly dwellings: number | null;
  /** In ascending order. */
  readonly postalCodes: readonly string[];
  readonly point: Point | null;
}

export const nothingKnown: Omit<SettlementFacts, 'name'> = {
  kshCode: null,
  legalStatus: null,
  county: null,
  district: null,
  districtCode: null,
  areaHa: null,
  population: null,
  dwellings: null,
  postalCodes: [],
  point: null
};

/** Statuses from which people of the villages around do their errands. */
export const townStatuses: readonly LegalStatus[] = ['town', 'county_rights_town', 'county_seat'];

const statusWords: readonly (readonly [start: string, status: LegalStatus])[] = [
  ['fovarosi ker', 'capital_district'],
  ['megyeszekhely', 'county_seat'],
  ['megyei jogu', 'county_rights_town'],
  ['varos', 'town'],
  ['nagykozseg', 'large_village'],
  ['kozseg', 'village']
];

/** The status behind the words of an official list: «megyeszékhely, megyei jogú város», since 2023 also «vármegye…». */
export function legalStatusOf(text: string): LegalStatus | null {
  const words = fold(text).replace(/^var(?=megye)/, '');
  const own = legalStatuses.find((status) => status === text.trim());
  return own ?? statusWords.find(([start]) => words.startsWith(start))?.[1] ?? null;
}

/**
 * The name as we write it: «Budapest 01. ker.», «Budapest, 1. kerület» and «Budapest I. ker» are all «Budapest I. kerület»;
 * any other name only loses stray spaces.
 */
export function properName(text: string): string {
  const name = oneLine(text);
  const district = /^Budapest[ ,]{1,3}([0-9]{1,2}|[IVX]{1,5})\. ?ker/i.exec(name)?.[1];
  if (!district) return name;
  const number = /^[0-9]/.test(district) ? Number(district) : romans.indexOf(district.toUpperCase());
  return romans[number] ? `Budapest ${romans[number]}. kerület` : name;
}

/** A county as we write it: the statistical office calls the capital's «főváros». */
export function properCounty(text: string): string {
  const county = oneLine(text);
  return fold(county) === 'fovaros' ? 'Budapest' : county.replace(/ (vár)?megye$/i, '');
}

/** What two spellings of one place have in common. Komló and Kömlő share it too: see `SettlementFinder`. */
export function nameKey(text: string): string {
  return fold(properName(text));
}

const ones = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];
export function pointOf({ lat, lon }: { lat: number | null; lon: number | null }): Point | null {
  return lat === null || lon === null ? null : { lat, lon };
}

/** Roman numerals of Budapest's districts by their number; the first is nobody's. */
const romans: readonly string[] = Array.from({ length: 24 }, (_, number) =>
  number === 0 ? '' : 'X'.repeat(Math.floor(number / 10)) + (ones[number % 10] ?? '')
);
