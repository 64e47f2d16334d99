// Which column of a published table is the title and which the date: as a person has said it, or as it was read the last time.
import { eventImporter } from '#lib/domains/calendar/import.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { ImportTable, Importer } from '#lib/platform/domain.ts';
import type { Mapping } from '#lib/platform/imports/imports.server.ts';
import {
  findMappingOfSource,
  forgetMappingsOfSource,
  keepMapping
} from '#lib/platform/imports/kept-mapping.server.ts';
import { fieldChoices, type FieldChoice } from '#lib/platform/imports/preview.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { sourceOf } from './model.ts';

/** Apart from files of events that are imported once. */
const kind = 'feeds.events';

export async function findColumns(db: Database, feed: string): Promise<Mapping | null> {
  return findMappingOfSource(db, { kind, source: sourceOf(feed) });
}

export async function keepColumns(
  db: Database,
  feed: string,
  { table, mapping }: { table: Pick<ImportTable, 'columns'>; mapping: Mapping },
  now: Date
): Promise<void> {
  await keepMapping(db, { kind, source: sourceOf(feed), columns: table.columns }, mapping, now);
}

export async function forgetColumns(db: Database, feed: string): Promise<void> {
  await forgetMappingsOfSource(db, { kind, source: sourceOf(feed) });
}

/** For the form: our fields with their columns. */
export interface ColumnsToChoose {
  readonly columns: readonly string[];
  readonly fields: readonly FieldChoice[];
}

export function columnsToChoose(words: Words, table: ImportTable, mapping: Mapping): ColumnsToChoose {
  return { columns: table.columns, fields: fieldChoices(words, eventImporter as Importer, table, mapping) };
}

/** Null for a form that does not ask for them. */
export function columnsIn(form: FormData): Mapping | null {
  const chosen = [...form].flatMap(([name, value]) =>
    name.startsWith('map.') ? [[name.slice(4), String(value).slice(0, 500) || null] as const] : []
  );
  return chosen.length > 0 ? Object.fromEntries(chosen) : null;
}
