// Brings events in from calendars, JSON and tables: new ones are entered, known ones hear what the file says, nothing is taken away.
import type { Id } from '#lib/core/ids.ts';
import { organisationImporter } from '#lib/domains/registry/import-organisations.server.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Importer, ImportOptions, ImportTable } from '#lib/platform/domain.ts';
import {
  applyMapping,
  planUpserts,
  type ImportPlan,
  type Numbered,
  type RowError
} from '#lib/platform/tabular/mapping.ts';
import { inTurns } from '#lib/platform/tabular/turns.ts';
import { readEventFileAside } from './import-reader.server.ts';
import { eventImportFields } from './import-fields.ts';
import { editedHere } from './import-kept.server.ts';
import { organiserFinder, placeFinder, type Named, type OrganiserFinder } from './import-lookup.server.ts';
import {
  differingFields,
  eventKey,
  newOrganiser,
  plannedEvent,
  plannedFrom,
  type PlannedEvent
} from './import-plan.ts';
import { readEventRow, type EventRow } from './import-row.ts';
import type { Performer } from './model.ts';
import { plainText } from './import-words.ts';
import { canImportEvents } from './policy.ts';
import { findEventsBySource } from './queries.server.ts';
import { writeEvents, type EventToWrite } from './write.server.ts';

export const eventImporter: Importer<PlannedEvent> = {
  key: 'events',
  label: 'calendar.import.label',
  lead: 'calendar.import.lead',
  fields: eventImportFields,
  mayImport: canImportEvents,
  read: (file) => readEventFileAside(file),
  plan: planEvents,
  apply: applyEvents
};

async function planEvents(
  db: Database,
  table: ImportTable,
  { mapping, source }: ImportOptions
): Promise<ImportPlan<PlannedEvent>> {
  const known = await findEventsBySource(db, source);
  const edited = await editedHere(
    db,
    Array.from(known.values(), ({ id }) => id)
  );
  const [placeOf, organiserOf] = [await placeFinder(db), await organiserFinder(db)];
  const { values, errors } = await applyMapping(table, mapping, eventImportFields, (cell) =>
    readEventRow(cell, (field) => Boolean(mapping[field]))
  );
  const planned: Numbered<PlannedEvent>[] = [];
  for await (const { line, value: row } of inTurns(values)) {
    const place = row.where ? placeOf(row.where) : null;
    const organisers = organisersOf(row, organiserOf);
    const faults = [...(place?.ok === false ? [place.fault] : []), ...(organisers?.faults ?? [])];
    if (faults.length > 0) {
      errors.push(...faults.map((fault): RowError => ({ line, ...fault })));
      continue;
    }
    const externalId = row.uid ?? eventKey(row);
    const before = known.get(externalId) ?? null;
    planned.push({
      line,
      value: plannedEvent(row, {
        place: place?.ok ? place.value : null,
        organisers: organisers?.found ?? null,
        performers: row.performers ? tied(row.performers, organiserOf) : null,
        before,
        edited: (before && edited.get(before.id)) ?? new Set(),
        origin: { source, externalId }
      })
    });
  }
  return planUpserts({
    values: planned,
    errors,
    keyOf: ({ draft }) => draft.origin?.externalId ?? null,
    existing: {
      get: (key) => {
        const event = known.get(key);
        return event && { id: event.id, value: plannedFrom(event) };
      }
    },
    differing: differingFields
  });
}

/** Those that are in the register are led to it. */
function tied(performers: readonly Performer[], find: OrganiserFinder): Performer[] {
  return performers.map((performer) => {
    const found = find(performer.name);
    return { ...performer, organisation: found.ok ? found.value.id : null };
  });
}

/** Null when the file has no column for them: then they stay who they were. */
function organisersOf(
  { organisers, createOrganisers }: EventRow,
  find: OrganiserFinder
): { found: Named[]; faults: Omit<RowError, 'line'>[] } | null {
  if (!organisers) return null;
  const found: Named[] = [];
  const faults: Omit<RowError, 'line'>[] = [];
  for (const name of organisers) {
    const organiser = find(name);
    if (organiser.ok) found.push(organiser.value);
    else if (createOrganisers && organiser.fault.code === 'unknown_organisation')
      found.push({ id: `${newOrganiser}${name}`, name });
    else faults.push(organiser.fault);
  }
  return { found: [...new Map(found.map((each) => [each.id, each])).values()], faults };
}

async function applyEvents(
  tx: Database,
  actor: Actor,
  plan: ImportPlan<PlannedEvent>,
  options: ImportOptions
): Promise<void> {
  const { source, now } = options;
  const events = await writePlan(tx, actor, plan, options);
  const organisations = [
    ...new Set(
      events.flatMap(({ draft, before }) => [
        ...draft.organisers,
        ...(before?.organisers ?? []).map(({ id }) => id)
      ])
    )
  ];
  await recordActivity(tx, actor, now, {
    verb: 'events.imported',
    objectKind: 'import',
    objectId: newId<'import'>(now),
    organisations,
    details: { source, created: plan.create.length, updated: plan.update.length, unchanged: plan.unchanged }
  });
}

/** Writes what a plan says and records nothing: its caller does. */
export async function writePlan(
  tx: Database,
  actor: Actor,
  plan: ImportPlan<PlannedEvent>,
  options: ImportOptions
): Promise<EventToWrite[]> {
  const { now } = options;
  const all = [
    ...plan.create.map((value) => ({ id: newId<'event'>(now), value })),
    ...plan.update.map(({ id, after }) => ({ id: id as Id<'event'>, value: after }))
  ];
  const entered = await enterOrganisers(
    tx,
    actor,
    all.flatMap(({ value }) => value.draft.organisers),
    options
  );
  const events = all.map(({ id, value: { draft, before } }): EventToWrite => {
    const organisers = draft.organisers.map((organiser) => entered.get(organiser) ?? organiser);
    const origin = draft.origin && { ...draft.origin, uid: draft.origin.uid || `${id}@kalaka` };
    return { id, draft: { ...draft, organisers, ...(origin ? { origin } : {}) }, before };
  });
  await writeEvents(tx, events, now);
  return events;
}

/** Organisers of which only a name is known: informal, until somebody who knows them says more. */
async function enterOrganisers(
  tx: Database,
  actor: Actor,
  organisers: readonly string[],
  options: ImportOptions
): Promise<Map<string, string>> {
  const wanted = [...new Set(organisers)].filter((id) => id.startsWith(newOrganiser));
  if (wanted.length === 0) return new Map();
  const spellings = Map.groupBy(wanted, keyOf);
  const before = await enteredOrganisers(tx, options.source);
  const create = [...spellings]
    .filter(([externalId]) => !before.has(externalId))
    .map(([externalId, [first = '']]) => ({
      name: first.slice(newOrganiser.length),
      sector: 'informal' as const,
      kind: 'other' as const,
      settlement: null,
      street: null,
      summary: null,
      contacts: [],
      origin: { source: options.source, externalId }
    }));
  const plan = { create, update: [], unchanged: 0, errors: [], duplicates: [] };
  if (create.length > 0) await organisationImporter.apply(tx, actor, plan, options);
  const ids = create.length > 0 ? await enteredOrganisers(tx, options.source) : before;
  return new Map(
    wanted.flatMap((each) => (ids.has(keyOf(each)) ? [[each, ids.get(keyOf(each)) ?? '']] : []))
  );
}

/** By the name under which they were entered: those of an earlier portion of the same import are there already. */
async function enteredOrganisers(tx: Database, source: string): Promise<Map<string | null, string>> {
  const rows = await tx
    .selectFrom('organisation')
    .select(['id', 'external_id'])
    .where('source', '=', source)
    .where('external_id', 'like', `${newOrganiser}%`)
    .execute();
  return new Map(rows.map(({ id, external_id }) => [external_id, id as string]));
}

/** Two spellings of one name are one organiser. */
function keyOf(organiser: string): string {
  return `${newOrganiser}${plainText(organiser.slice(newOrganiser.length))}`;
}
