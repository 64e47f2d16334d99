// Takes files of events the whole way into the house, for the tests of that way.
import { readFileMapping } from '#lib/platform/imports/file-mapping.ts';
import { completeMapping, readImportFile } from '#lib/platform/imports/imports.server.ts';
import { runImport } from '#lib/platform/imports/run.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { system } from '#lib/platform/actor.ts';
import type { Importer } from '#lib/platform/domain.ts';
import type { ImportPlan } from '#lib/platform/tabular/mapping.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { organisationImporter } from '#lib/domains/registry/import-organisations.server.ts';
import { venueImporter } from '#lib/domains/registry/import-venues.server.ts';
import type { PlannedEvent } from '#lib/domains/calendar/import-plan.ts';
import { eventImporter } from '#lib/domains/calendar/import.server.ts';
import { findEventsBySource, type FullEvent } from '#lib/domains/calendar/queries.server.ts';

export const now = new Date('2027-01-10T09:00:00Z');

/** All settlements, and a few organisations and a venue in the sample's. */
export async function prepareRegister(db: Database): Promise<void> {
  await inTransaction(db, async (tx) => {
    await places.supply?.(tx, now);
    await places.sample?.(tx, { now, today: '2027-01-10', seed: 1 });
    const houses = [
      'Szélmalom Művelődési Ház;Szegvár',
      'Gőzkút Könyvtár;Fábiánsebestyén',
      'Kertbarát Kör;Szegvár',
      'Kertbarát Kör;Eperjes'
    ];
    await take(tx, organisationImporter as Importer, ['név;település', ...houses].join('\n'));
    await take(tx, venueImporter as Importer, 'név;település\nSzínházterem;Szegvár');
  });
}

async function take(tx: Database, importer: Importer, text: string): Promise<void> {
  const table = await readImportFile(
    importer,
    { name: 'lista.csv', bytes: new TextEncoder().encode(text) },
    null
  );
  if (!table.ok) throw new Error(table.reason);
  const mapping = completeMapping(importer, table.value.columns, {});
  if (!mapping.ok) throw new Error(mapping.reason);
  const options = { mapping: mapping.value, source: 'register', now };
  await importer.apply(tx, system, await importer.plan(tx, table.value, options), options);
}

export interface Bring {
  readonly name?: string;
  readonly source?: string;
  readonly mapping?: unknown;
  readonly skipBadRows?: boolean;
}

/** What came of it: `counts` of new, changed and unchanged events and of errors. */
export async function bringEvents(db: Database, file: string | Uint8Array, options: Bring = {}) {
  const { name = 'lista.csv', source = 'lista', mapping: given = {}, skipBadRows = false } = options;
  const importer = eventImporter as Importer;
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const read = await readImportFile(importer, { name, bytes }, null);
  if (!read.ok) throw new Error(`not read: ${read.reason}`);
  const chosen = readFileMapping(given, read.value, importer.fields);
  if (!chosen.ok) throw new Error(`not a mapping: ${chosen.reason}`);
  const { table } = chosen.value;
  const mapping = completeMapping(importer, table.columns, chosen.value.mapping);
  if (!mapping.ok) throw new Error(`not mapped: ${JSON.stringify(mapping)}`);
  const done = await runImport(db, system, {
    importer,
    table,
    options: { mapping: mapping.value, source, now },
    skipBadRows
  });
  const plan = done.ok ? done.value : 'plan' in done ? done.plan : undefined;
  if (!plan) throw new Error('nothing was planned');
  const { create, update, unchanged, errors, duplicates } = plan as ImportPlan<PlannedEvent>;
  return {
    imported: done.ok,
    counts: [create.length, update.length, unchanged, errors.length],
    changed: update.map(({ changed }) => changed),
    errors: errors.map(({ line, field, code, value, suggestion, otherLine }) =>
      [line, field, code, value, suggestion, otherLine].filter((part) => part !== undefined).join(' | ')
    ),
    duplicates: duplicates.map(({ line, firstLine, same }) => [line, firstLine, same]),
    warnings: table.problems.map(({ line, code }) => `${line} ${code}`)
  };
}

export async function eventsOf(db: Database, source = 'lista'): Promise<FullEvent[]> {
  return [...(await findEventsBySource(db, source)).values()];
}

/** The event, where the source has brought one and no more. */
export async function onlyEvent(db: Database, source?: string): Promise<FullEvent> {
  const [event, ...others] = await eventsOf(db, source);
  if (!event || others.length > 0) throw new Error(`there are ${others.length + (event ? 1 : 0)} events`);
  return event;
}
