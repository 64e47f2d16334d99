// Reads what was fetched, whatever kind of calendar it is, into rows of events; the readers are those of every other import.
import { no, ok, type Result } from '#lib/core/result.ts';
import { eventFileKind } from '#lib/domains/calendar/import-files.ts';
import { eventImporter } from '#lib/domains/calendar/import.server.ts';
import { plainText } from '#lib/domains/calendar/import-words.ts';
import type { ImportOptions, ImportTable, Importer } from '#lib/platform/domain.ts';
import { completeMapping, readImportFile, type Mapping } from '#lib/platform/imports/imports.server.ts';
import { encodingOf } from '#lib/platform/tabular/encoding.server.ts';
import type { RowError } from '#lib/platform/tabular/mapping.ts';
import { alternatesIn, linkedDataIn, type Alternate } from './markup.ts';
import { maxEvents, type FeedKind } from './model.ts';
import { ownMapping, tableOfLinkedData, tableOfNews } from './structured.ts';

export interface Source {
  readonly kind: FeedKind;
  readonly table: ImportTable;
  readonly mapping: ImportOptions['mapping'];
  /** A table of somebody's own columns: which is which can be said by hand. */
  readonly columnsByHand: boolean;
  /** What could not be read, and what was mended. */
  readonly refused: readonly RowError[];
  readonly warnings: readonly RowError[];
  /** What it calls itself. */
  readonly name: string | null;
  /** Other calendars that the page leads to. */
  readonly alternates: readonly Alternate[];
  /** Times of the world in a calendar file, and whether those are all of its times. */
  readonly utc: 'all' | 'some' | 'none';
  /** It broke off: what is missing may be in the part that did not come. */
  readonly cutOff: boolean;
}

export type SourceFault =
  | { ok: false; reason: 'no_events_on_page'; alternates: readonly Alternate[] }
  | { ok: false; reason: 'news_without_times' }
  | { ok: false; reason: 'unknown_columns'; table: ImportTable; guess: Mapping }
  /** What a column was read from is there no more. */
  | { ok: false; reason: 'column_gone'; table: ImportTable; guess: Mapping; gone: readonly string[] }
  | { ok: false; reason: 'not_a_calendar' }
  | { ok: false; reason: 'too_many' };

export async function readSource(
  { bytes, address }: { bytes: Uint8Array; address: string },
  { utcIsLocal, mapping = null }: { utcIsLocal: boolean; mapping?: Mapping | null }
): Promise<Result<Source, SourceFault>> {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  const start = text.slice(0, 2_000).trimStart();
  const read = await readKind({ bytes, text, start, address, utcIsLocal, mapping });
  return read.ok && read.value.table.rows.length > maxEvents ? no('too_many') : read;
}

interface Unread {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly start: string;
  readonly address: string;
  readonly utcIsLocal: boolean;
  /** Which column fills which field; the others as their names suggest. */
  readonly mapping: Mapping | null;
}

const plainSource = { columnsByHand: false, name: null, alternates: [], utc: 'none', cutOff: false } as const;

async function readKind(unread: Unread): Promise<Result<Source, SourceFault>> {
  const { bytes, text, start, address } = unread;
  // An empty file is an empty calendar: what follows from that is decided by how much it held before.
  if (start === '') return no('not_a_calendar');
  const kind = eventFileKind({ name: '', bytes });
  if (kind === 'calendar') return readCalendarSource(unread);
  if (/^<(?:!doctype html|html|head|body)/i.test(start)) return readPage(text, address);
  if (start.startsWith('<')) {
    if (/<(?:rss|feed|rdf:RDF|channel)[\s>]/i.test(text.slice(0, 5_000))) return readNews(text);
    return readPage(text, address);
  }
  if (kind === 'json' && text.includes('schema.org')) {
    const table = tableOfLinkedData([text]);
    if (table.rows.length > 0)
      return ok({
        ...plainSource,
        kind: 'data',
        table,
        mapping: ownMapping(table.columns),
        refused: [],
        warnings: []
      });
  }
  const read = await readImportFile(
    eventImporter as Importer,
    { name: kind === 'json' ? 'naptar.json' : 'naptar.csv', bytes },
    null
  );
  if (!read.ok) return no('not_a_calendar');
  const mapped = mapColumns(read.value, unread.mapping);
  if (!mapped.ok) return mapped;
  return ok({
    ...plainSource,
    kind: kind === 'json' ? 'data' : 'table',
    columnsByHand: true,
    table: read.value,
    mapping: mapped.value,
    refused: read.value.refused ?? [],
    warnings: read.value.problems
  });
}

/** A column that is called otherwise now is not guessed at: whoever said which it is has to say it again. */
function mapColumns(table: ImportTable, given: Mapping | null): Result<Mapping, SourceFault> {
  const gone = Object.values(given ?? {}).filter(
    (column): column is string => column !== null && !table.columns.includes(column)
  );
  const there = Object.entries(given ?? {}).filter(([, column]) => column === null || !gone.includes(column));
  const mapping = completeMapping(eventImporter as Importer, table.columns, Object.fromEntries(there));
  const guess = mapping.ok ? mapping.value : mapping.guess;
  if (gone.length > 0) return no('column_gone', { table, guess, gone: [...new Set(gone)] });
  if (!mapping.ok || !['date', 'start'].some((field) => mapping.value[field]))
    return no('unknown_columns', { table, guess });
  return ok(mapping.value);
}

async function readCalendarSource({ bytes, text, utcIsLocal }: Unread): Promise<Result<Source, SourceFault>> {
  const file = { name: 'naptar.ics', bytes: utcIsLocal ? withoutUtc(bytes) : bytes };
  const table = await eventImporter.read?.(file);
  if (!table) return no('not_a_calendar');
  const refused = table.refused ?? [];
  if (
    table.rows.length === 0 &&
    refused.some(({ code }) => code === 'calendar_not_a_calendar' || code === 'calendar_too_large')
  )
    return no('not_a_calendar');
  if (refused.some(({ code }) => code === 'calendar_too_many_events' || code === 'too_much_to_read'))
    return no('too_many');
  const warnings = (table.warnings ?? []).filter(({ code }) => code !== 'calendar_private');
  const [utc, all] = [
    text.match(utcTimes)?.length ?? 0,
    text.match(/^DTSTART[^:\r\n]{0,200}:\d{8}T/gim)?.length ?? 0
  ];
  const name = /^X-WR-CALNAME[^:\r\n]{0,200}:([^\r\n]{1,200})/im.exec(text)?.[1];
  return ok({
    kind: 'calendar',
    columnsByHand: false,
    table,
    mapping: ownMapping(table.columns.filter((column) => column !== 'ORGANIZER CN')),
    refused,
    warnings,
    name: name && plainText(name) !== '' ? name.replace(/\\([,;\\])/g, '$1').trim() : null,
    alternates: [],
    utc: utc === 0 ? 'none' : utc === all ? 'all' : 'some',
    cutOff:
      !/END:VCALENDAR\s*$/i.test(text.slice(-2_000).trimEnd()) ||
      refused.some(({ code }) => code === 'calendar_cut_off')
  });
}

const utcTimes = /^DTSTART(?:;VALUE=DATE-TIME)?:\d{8}T\d{4,6}Z/gim;
const anyUtcTime = /^((?:DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)[^:\r\n]{0,200}:[\dTZ,/]{0,5000})/gim;

/** The same file with its times of the world as local ones; byte by byte, so that no letter is touched. */
function withoutUtc(bytes: Uint8Array): Uint8Array {
  const letters = Buffer.from(bytes).toString('latin1');
  return new Uint8Array(
    Buffer.from(
      letters.replace(anyUtcTime, (line) => line.replace(/(T\d{4,6})Z/g, '$1')),
      'latin1'
    )
  );
}

function readPage(text: string, address: string): Result<Source, SourceFault> {
  const alternates = alternatesIn(text, address);
  const table = tableOfLinkedData(linkedDataIn(text));
  if (table.rows.length === 0) return no('no_events_on_page', { alternates });
  return ok({
    ...plainSource,
    kind: 'page',
    table,
    mapping: ownMapping(table.columns),
    refused: [],
    warnings: [],
    alternates
  });
}

function readNews(text: string): Result<Source, SourceFault> {
  const { table, title } = tableOfNews(text);
  if (table.rows.length === 0) return no('news_without_times');
  return ok({
    ...plainSource,
    kind: 'news',
    table,
    mapping: ownMapping(table.columns),
    refused: [],
    warnings: [],
    name: title || null
  });
}
