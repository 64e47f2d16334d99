// What a domain says about the records that it gives out as files.
import type { Point } from '#lib/core/geo.ts';
import type { Card } from '#lib/core/vcard.ts';
import type { Actor } from '../actor.ts';
import type { Database } from '../db/database.server.ts';
import type { MessageKey, Words } from '../words/words.ts';

/** How one kind of records leaves the house as a file. */
export interface Exporter<Row = unknown> {
  /** As the command line and addresses call it: `organisations`. */
  readonly key: string;
  /** Also the name of the file and of the sheet. */
  readonly label: MessageKey;
  /** Of tables; named so that the importer of the same kind knows them again. */
  readonly columns: readonly ExportColumn<Row>[];
  /** Who may have what is marked as internal. */
  readonly mayHaveInternal?: (actor: Actor) => boolean;
  /** The records that the request asks for, in the order of its list, some at a time. */
  rows(request: ExportRequest): AsyncIterable<readonly Row[]>;
  /** Its card in an address book; null when it has nothing to say there. */
  card?(row: Row, request: ExportRequest): Card | null;
  /** Where it is on a map; null when nobody knows. */
  feature?(row: Row, request: ExportRequest): ExportFeature | null;
}

export interface ExportColumn<Row = unknown> {
  readonly label: MessageKey;
  readonly internal?: boolean;
  of(row: Row, words: Words): string | number | null;
}

export interface ExportFeature {
  readonly id: string;
  readonly point: Point;
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
}

export interface ExportRequest {
  readonly db: Database;
  readonly words: Words;
  /** Scheme and host, for addresses of pages. */
  readonly origin: string;
  /** As in the address of the list: near, kind, q. */
  readonly filter: URLSearchParams;
  /** Whether what is marked as internal goes along. */
  readonly internal: boolean;
}
