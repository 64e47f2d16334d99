// How records leave the house: one list of columns for CSV and XLSX, cards for address books, points for maps; row by row, so
// that any number of them fits into memory.
import { ReadableStream } from 'node:stream/web';
import { slugOf } from '#lib/core/hungarian.ts';
import { writeCard } from '#lib/core/vcard.ts';
import type { Exporter, ExportRequest } from './exporter.ts';
import { xlsxStream } from '../tabular/workbook-write.server.ts';
import { csvStream, type Cell } from '../tabular/write.server.ts';

export const exportFormats = ['csv', 'xlsx', 'vcf', 'geojson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** At most so many records leave in one file. */
export const maxExported = 200_000;

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  vcf: 'text/vcard; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8'
};

/** The formats that an exporter can write. */
export function formatsOf(exporter: Exporter): ExportFormat[] {
  return [
    'csv',
    'xlsx',
    ...(exporter.card ? ['vcf' as const] : []),
    ...(exporter.feature ? ['geojson' as const] : [])
  ];
}

export interface Exported {
  /** `szervezetek-2026-11-21.csv` */
  readonly name: string;
  readonly type: string;
  readonly bytes: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/**
 * @param today 'YYYY-MM-DD', for the file's name
 * @returns null when this kind is not written in this format
 */
export function exported(
  exporter: Exporter,
  format: ExportFormat,
  request: ExportRequest,
  today: string
): Exported | null {
  if (!formatsOf(exporter).includes(format)) return null;
  return {
    name: `${slugOf(request.words.t(exporter.label))}-${today}.${format}`,
    type: mediaTypes[format],
    bytes: bytesOf(exporter, format, request)
  };
}

export function attachment({ name, type, bytes }: Exported): Response {
  return new Response(ReadableStream.from(bytes) as unknown as BodyInit, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex'
    }
  });
}

async function* bytesOf(
  exporter: Exporter,
  format: ExportFormat,
  request: ExportRequest
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { words } = request;
  const columns = exporter.columns.filter(({ internal }) => !internal || request.internal);
  const names = columns.map(({ label }) => words.t(label));
  const cells = async function* (): AsyncGenerator<readonly Cell[]> {
    for await (const row of rowsOf(exporter, request)) yield columns.map(({ of }) => of(row, words));
  };
  if (format === 'xlsx') yield* xlsxStream(names, cells(), words.t(exporter.label));
  else if (format === 'csv') yield* inPieces(csvStream(names, cells()));
  else if (format === 'vcf') yield* inPieces(cardsOf(exporter, request));
  else yield* inPieces(geoJson(exporter, request));
}

async function* rowsOf(exporter: Exporter, request: ExportRequest): AsyncGenerator<unknown> {
  let count = 0;
  for await (const batch of exporter.rows(request))
    for (const row of batch) {
      if (count >= maxExported) return;
      count += 1;
      yield row;
    }
}

async function* cardsOf(exporter: Exporter, request: ExportRequest): AsyncGenerator<string> {
  for await (const row of rowsOf(exporter, request)) {
    const card = exporter.card?.(row, request);
    if (card) yield writeCard(card);
  }
}

/** A FeatureCollection (RFC 7946): longitude before latitude, WGS 84. */
async function* geoJson(exporter: Exporter, request: ExportRequest): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let between = '\n';
  for await (const row of rowsOf(exporter, request)) {
    const feature = exporter.feature?.(row, request);
    if (!feature) continue;
    const { id, point, properties } = feature;
    const geometry = { type: 'Point', coordinates: [point.lon, point.lat] };
    yield `${between}${JSON.stringify({ type: 'Feature', id, geometry, properties })}`;
    between = ',\n';
  }
  yield '\n]}\n';
}

/** Small texts gathered into pieces of about 64 kB. */
async function* inPieces(texts: AsyncIterable<unknown>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let waiting = '';
  for await (const text of texts) {
    waiting += String(text);
    if (waiting.length < 65_536) continue;
    yield encoder.encode(waiting);
    waiting = '';
  }
  if (waiting) yield encoder.encode(waiting);
}
