// Brings a list of venues in: new ones are entered, known ones hear what the file says, nothing is taken away.
import type { Id } from '#lib/core/ids.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { recordActivities } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Importer, ImportOptions, ImportTable } from '#lib/platform/domain.ts';
import { applyMapping, planUpserts, type ImportPlan, type Numbered } from '#lib/platform/tabular/mapping.ts';
import { inTurns } from '#lib/platform/tabular/turns.ts';
import { venueImportFields } from './import-fields.ts';
import { organisationFinder, settlementOf } from './import-lookup.server.ts';
import { fingerprint, readVenueRow, venueKindOf, type VenueRow } from './import-row.ts';
import { canImportRegister } from './policy.ts';
import { unfurnished } from './venue-facts.ts';
import { listVenuesOfSource, type FullVenue } from './venue-queries.server.ts';
import { factsOf, venueChanges, writeVenues, type VenueDraft } from './write-venues.server.ts';

export const venueImporter: Importer<VenueDraft> = {
  key: 'venues',
  label: 'registry.import.venues',
  lead: 'registry.import.venuesLead',
  fields: venueImportFields,
  mayImport: canImportRegister,
  plan: planVenues,
  apply: applyVenues
};

async function planVenues(
  db: Database,
  table: ImportTable,
  { mapping, source }: ImportOptions
): Promise<ImportPlan<VenueDraft>> {
  const settlements = await loadSettlementFinder(db);
  const ownerOf = await organisationFinder(db, source);
  const existing = new Map(
    (await listVenuesOfSource(db, source)).flatMap((venue) =>
      venue.externalId === null
        ? []
        : [[venue.externalId, { id: venue.id as string, value: factsOf(venue) as VenueDraft }] as const]
    )
  );
  const { values, errors } = await applyMapping(table, mapping, venueImportFields, readVenueRow);
  const spellings = new Map<string, VenueRow>();
  const drafts: Numbered<VenueDraft>[] = [];
  for await (const { line, value: row } of inTurns(values)) {
    const settlement = settlementOf(settlements, row.where);
    const owner =
      settlement.ok && row.organisation !== undefined ? ownerOf(row.organisation, settlement.value.id) : null;
    if (!settlement.ok || owner?.ok === false) {
      if (!settlement.ok) errors.push({ line, ...settlement.fault });
      if (owner?.ok === false) errors.push({ line, ...owner.fault });
      continue;
    }
    const externalId = row.id ?? fingerprint(settlement.value.name, row.name, row.street);
    const before = existing.get(externalId)?.value ?? null;
    // What differs in capitals, spaces or punctuation only keeps the spelling that came first.
    const { name, street } = row.id === null ? (before ?? spellings.get(externalId) ?? row) : row;
    if (row.id === null && !before && !spellings.has(externalId)) spellings.set(externalId, row);
    drafts.push({
      line,
      value: {
        name,
        street: street ?? before?.street ?? null,
        settlement: settlement.value,
        kind: row.kind ?? before?.kind ?? venueKindOf(row),
        organisation: owner?.value ?? before?.organisation ?? null,
        capacity: row.capacity ?? before?.capacity ?? null,
        accessible: row.accessible ?? before?.accessible ?? null,
        point: row.point ?? before?.point ?? null,
        note: row.note ?? before?.note ?? null,
        furnishing: { ...(before?.furnishing ?? unfurnished), ...row.furnishing },
        origin: { source, externalId }
      }
    });
  }
  return planUpserts({
    values: drafts,
    errors,
    keyOf: ({ origin }) => origin?.externalId ?? null,
    existing,
    differing: (a, b) => Object.keys(venueChanges(a, b))
  });
}

async function applyVenues(
  tx: Database,
  actor: Actor,
  plan: ImportPlan<VenueDraft>,
  { source, now }: ImportOptions
): Promise<void> {
  const known = new Map<string, FullVenue>();
  const ids = plan.update.map(({ id }) => id);
  if (ids.length > 0)
    for (const venue of await listVenuesOfSource(tx, source, ids)) known.set(venue.id, venue);
  const created = plan.create.map((draft) => ({ id: newId<'venue'>(now), draft, before: null }));
  const updated = plan.update.map(({ id, after }) => ({
    id: id as Id<'venue'>,
    draft: after,
    before: known.get(id) ?? null
  }));
  await writeVenues(tx, [...created, ...updated], now);
  await recordActivities(tx, actor, now, [
    ...created.map(({ id, draft }) => ({
      verb: 'venue.created',
      objectKind: 'venue',
      objectId: id,
      organisations: draft.organisation ? [draft.organisation] : [],
      details: { name: draft.name, source }
    })),
    ...plan.update.map(({ id, before, after }) => ({
      verb: 'venue.updated',
      objectKind: 'venue',
      objectId: id,
      organisations: [before.organisation, after.organisation].filter((each) => each !== null),
      details: { source, ...venueChanges(before, after) }
    }))
  ]);
}
