// Decides what an event says besides its times: words, place, state, who.
import type { Point } from './geo.ts';
import { propertyOf, type Component } from './icalendar-components.ts';
import type { Reading } from './icalendar-placed.ts';
import { readMoment, readPoint, readText, splitList } from './icalendar-values.ts';

export interface EventTexts {
  readonly summary: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly geo: Point | null;
  readonly categories: readonly string[];
  /** An http or https address. */
  readonly url: string | null;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED' | null;
  /** The organiser's name; never the address. */
  readonly organizer: string | null;
  /** CLASS other than PUBLIC: not meant for everybody. */
  readonly private: boolean;
  readonly sequence: number;
  readonly lastModified: Date | null;
}

const lengths = {
  SUMMARY: 1_000,
  LOCATION: 1_000,
  DESCRIPTION: 20_000,
  CATEGORIES: 1_000,
  ORGANIZER: 500,
  URL: 2_000
};

export function readTexts(event: Component, { problem }: Reading): EventTexts {
  const text = (name: keyof typeof lengths): string | null => {
    const property = propertyOf(event, name);
    if (property === undefined) return null;
    const read = readText(property.value);
    if (read.length > lengths[name]) problem('text_cut', { line: property.line, detail: name });
    return read.slice(0, lengths[name]) || null;
  };
  const summary = text('SUMMARY');
  if (summary === null) problem('summary_missing', {});
  const status = propertyOf(event, 'STATUS');
  const known = (['TENTATIVE', 'CONFIRMED', 'CANCELLED'] as const).find(
    (each) => each === status?.value.trim().toUpperCase()
  );
  if (status && !known) problem('status_unknown', { line: status.line, detail: status.value });
  const geo = propertyOf(event, 'GEO');
  const point = geo && readPoint(geo.value);
  if (geo && !point) problem('position_wrong', { line: geo.line, detail: geo.value });
  const url = text('URL');
  const address = url?.startsWith('www.') ? `https://${url}` : (url ?? '');
  if (url !== null && !isWebAddress(address)) problem('address_wrong', { detail: url });
  const sequence = Number(propertyOf(event, 'SEQUENCE')?.value.trim() ?? 0);
  const stamp = readMoment(
    propertyOf(event, 'LAST-MODIFIED')?.value ?? propertyOf(event, 'DTSTAMP')?.value ?? ''
  );
  const categories = (event.properties.get('CATEGORIES') ?? []).flatMap(({ value }) => splitList(value));
  return {
    summary: summary ?? '',
    description: text('DESCRIPTION'),
    location: text('LOCATION'),
    geo: point === 'nowhere' ? null : (point ?? null),
    categories: [...new Set(categories.map((each) => readText(each).slice(0, 100)).filter(Boolean))].slice(
      0,
      50
    ),
    url: isWebAddress(address) ? address : null,
    status: known ?? null,
    organizer:
      readText(propertyOf(event, 'ORGANIZER')?.parameters.get('CN') ?? '').slice(0, lengths.ORGANIZER) ||
      null,
    private: !/^(PUBLIC)?$/i.test(propertyOf(event, 'CLASS')?.value.trim() ?? ''),
    sequence: Number.isInteger(sequence) && sequence > 0 && sequence < 2 ** 31 ? sequence : 0,
    lastModified: stamp && stamp.kind !== 'day' ? new Date(`${stamp.local}Z`) : null
  };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}

/** The same event without a UID gets the same one at each reading (FNV-1a, twice 32 bits). */
export function madeUpUid(text: string): string {
  const hash = (seed: number): string => {
    let h = seed;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    return (h >>> 0).toString(16).padStart(8, '0');
  };
  return `without-uid-${hash(0x811c9dc5)}${hash(0x050c5d1f)}`;
}
