// Reads one row of a list of events: which texts are which facts, and what is wrong with them.
import type { Point } from '#lib/core/geo.ts';
import { yesOrNo } from '#lib/domains/registry/import-words.ts';
import { oneLine, paragraphs } from '#lib/core/text.ts';
import type { ParsedRow } from '#lib/platform/tabular/mapping.ts';
import type { EventRowFault } from './import-faults.ts';
import type { EventField } from './import-fields.ts';
import { readWhen, type When } from './import-when.ts';
import { audiencesFrom, categoriesFrom, isHome, statusFrom, themesFrom } from './import-words.ts';
import type { Audience, Performer, Status, Theme } from './model.ts';
import { asManyAsFit, performersIn } from './performers.ts';

/** Undefined is what the file has no column for; null is what its column leaves empty. */
export interface EventRow {
  /** The event's own id in the file. */
  readonly uid: string | null;
  readonly sequence: number;
  readonly title: string;
  readonly when: When;
  readonly where: Where | undefined;
  /** Names or web addresses of organisations. */
  readonly organisers: readonly string[] | undefined;
  /** Whether organisers that are not in the register are entered there. */
  readonly createOrganisers: boolean;
  readonly audiences: readonly Audience[] | undefined;
  readonly themes: readonly Theme[] | undefined;
  /** As the file names them; not yet held against the register. */
  readonly performers: readonly Performer[] | undefined;
  readonly tradition: string | null | undefined;
  readonly attendance: number | null | undefined;
  readonly status: Status | undefined;
  readonly summary: string | null | undefined;
  readonly description: string | null | undefined;
  readonly price: string | null | undefined;
  readonly website: string | null | undefined;
}

/** Names are still to be looked up. */
export interface Where {
  readonly settlement: string;
  readonly postalCode: string;
  /** The country as far as it is another than ours, '' otherwise. */
  readonly abroad: string;
  readonly place: string | null;
  readonly point: Point | null;
}

type Faults = EventRowFault[];

/**
 * @param cell the trimmed text of a field, '' where there is none
 * @param has whether the file has a column for the field
 */
export function readEventRow(
  cell: (field: EventField) => string,
  has: (field: EventField) => boolean
): ParsedRow<EventField, EventRow> {
  const faults: Faults = [];
  const text = (field: EventField, longest: number): string | null | undefined => {
    if (!has(field)) return undefined;
    const value = oneLine(cell(field));
    if (value.length > longest) faults.push({ field, code: 'too_long', value });
    return value || null;
  };
  const when = readWhen((field) => oneLine(cell(field)), faults);
  const organisers = has('organiser') ? listIn(cell('organiser')) : undefined;
  if (organisers?.some((name) => name.length > 200))
    faults.push({ field: 'organiser', code: 'too_long', value: cell('organiser') });
  const row = {
    uid: uidOf(cell('uid')),
    sequence: /^[0-9]{1,9}$/.test(cell('sequence')) ? Number(cell('sequence')) : 0,
    where: readWhere(cell, has, faults),
    organisers,
    createOrganisers: yesOrNo(cell('create_organisers')) === true,
    ...readKinds(cell, has, faults),
    performers: has('performers') ? asManyAsFit(performersIn(cell('performers'))) : undefined,
    tradition: text('tradition', 60),
    attendance: has('attendance') ? readAttendance(cell('attendance'), faults) : undefined,
    status: has('status') ? readStatus(cell('status'), faults) : undefined,
    price: text('price', 100),
    website: has('website') ? readWebsite(oneLine(cell('website')), faults) : undefined,
    ...readTexts(cell, has)
  };
  if (row.title === '') faults.push({ field: 'title', code: 'missing', value: '' });
  return faults.length > 0 || when === null ? { ok: false, faults } : { ok: true, value: { ...row, when } };
}

const longestTitle = 200;
const longestSummary = 300;
const longestDescription = 10_000;
const longestPlace = 200;

/** A title or summary that is too long for its place is shortened there and stands in full in the description. */
function readTexts(
  cell: (field: EventField) => string,
  has: (field: EventField) => boolean
): Pick<EventRow, 'title' | 'summary' | 'description'> {
  const [title, summary] = [oneLine(cell('title')), oneLine(cell('summary'))];
  const described = paragraphs(cell('description'));
  const overlong = [
    ...(title.length > longestTitle ? [title] : []),
    ...(summary.length > longestSummary && !described.startsWith(summary) ? [summary] : [])
  ];
  const description = shortened(
    [...overlong, described].filter((part) => part !== '').join('\n\n'),
    longestDescription
  );
  return {
    title: shortened(title, longestTitle),
    summary: has('summary') ? shortened(summary, longestSummary) || null : undefined,
    // Nothing is said twice.
    description:
      has('description') || overlong.length > 0
        ? description === summary
          ? null
          : description || null
        : undefined
  };
}

function readWhere(
  cell: (field: EventField) => string,
  has: (field: EventField) => boolean,
  faults: Faults
): Where | undefined {
  const fields = ['settlement', 'postal_code', 'country', 'place', 'lat', 'lon'] as const;
  if (!fields.some(has)) return undefined;
  return {
    settlement: oneLine(cell('settlement')),
    postalCode: oneLine(cell('postal_code')),
    abroad: isHome(cell('country')) ? '' : oneLine(cell('country')),
    place: shortened(oneLine(cell('place')), longestPlace) || null,
    point: readPoint(cell, faults)
  };
}

function readPoint(cell: (field: EventField) => string, faults: Faults): Point | null {
  const [lat, lon] = [degreesFrom(cell('lat'), 90), degreesFrom(cell('lon'), 180)];
  for (const [field, degrees] of [
    ['lat', lat],
    ['lon', lon]
  ] as const)
    if (cell(field) !== '' && degrees === null)
      faults.push({ field, code: 'not_degrees', value: cell(field) });
  if ((cell('lat') === '') !== (cell('lon') === ''))
    faults.push({ field: cell('lat') === '' ? 'lat' : 'lon', code: 'half_a_point', value: '' });
  // 0, 0 lies in the sea off Africa: programs write it when they know no place.
  return lat === null || lon === null || (lat === 0 && lon === 0) ? null : { lat, lon };
}

function degreesFrom(text: string, limit: number): number | null {
  if (!/^[+-]?[0-9]{1,3}([.,][0-9]{1,20})?$/.test(text)) return null;
  const value = Number(text.replace(',', '.'));
  return Math.abs(value) <= limit ? value : null;
}

/** Columns of our own codes and words are taken at their word; somebody's categories say what they can. */
function readKinds(
  cell: (field: EventField) => string,
  has: (field: EventField) => boolean,
  faults: Faults
): Pick<EventRow, 'audiences' | 'themes'> {
  const [forWhom, about] = [audiencesFrom(cell('audiences')), themesFrom(cell('themes'))];
  if (!forWhom.ok) faults.push({ field: 'audiences', code: 'unknown_word', value: forWhom.value });
  if (!about.ok) faults.push({ field: 'themes', code: 'unknown_word', value: about.value });
  const hinted = categoriesFrom(cell('categories'));
  const known = <Code>(
    field: EventField,
    read: { ok: true; value: Code[] } | { ok: false },
    hints: Code[]
  ) =>
    has(field) && cell(field) !== '' && read.ok
      ? read.value
      : has(field) || has('categories')
        ? hints
        : undefined;
  return {
    audiences: known('audiences', forWhom, hinted.audiences),
    themes: known('themes', about, hinted.themes)
  };
}

function readAttendance(text: string, faults: Faults): number | null {
  if (text === '') return null;
  const plain = text.replace(/ ?(fő|people)$/i, '').replace(/(?<=[0-9])[ .\u00a0\u202f](?=[0-9]{3}\b)/g, '');
  if (/^[0-9]{1,7}$/.test(plain) && Number(plain) <= 1_000_000) return Number(plain) || null;
  faults.push({ field: 'attendance', code: 'not_a_whole_number', value: text });
  return null;
}

function readStatus(text: string, faults: Faults): Status {
  const status = text === '' ? 'confirmed' : statusFrom(text);
  if (status === null) faults.push({ field: 'status', code: 'unknown_word', value: text });
  return status ?? 'confirmed';
}

function readWebsite(text: string, faults: Faults): string | null {
  if (text === '') return null;
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (address.length <= 500 && URL.canParse(address) && new URL(address).hostname.includes('.'))
    return address;
  faults.push({ field: 'website', code: 'not_a_website', value: text });
  return null;
}

/** Several by semicolon, bar or line; a comma may be part of a name. */
function listIn(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[;|\n]/)
        .map(oneLine)
        .filter((name) => name !== '')
    )
  ];
}

/** An id longer than a database index bears is as good by its two ends. */
function uidOf(text: string): string | null {
  const uid = oneLine(text);
  return uid.length > 500 ? `${uid.slice(0, 250)}…${uid.slice(-249)}` : uid || null;
}

function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text
    .slice(0, longest - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}…`;
}
