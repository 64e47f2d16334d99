// Brings a list of venues in: new ones are entered, known ones hear what the file says, nothing is taken away.
import { fold } from '#lib/core/hungarian.ts';
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
import {
  addMerged,
  addOwn,
  addRecognised,
  organisationFinder,
  settlementOf
} from './import-lookup.server.ts';
import { findAlike, planRecognising, rememberRecognised } from './import-recognition.server.ts';
import { fingerprint, readVenueRow, venueKindOf, type VenueRow } from './import-row.ts';
import { canImportRegister } from './policy.ts';
import { unfurnished } from './venue-facts.ts';
import { findVenuesByIds, listVenuesOfSource } from './venue-queries.server.ts';
import { factsOf, venueChanges, writeVenues, type VenueDraft } from './write-venues.server.ts';

export const venueImporter: Importer<VenueDraft> = {
  key: 'venues',
  label: 'registry.import.venues',
  lead: 'registry.import.venuesLead',
  fields: venueImportFields,
  mayImport: canImportRegister,
  plan: (db, table, options) =>
    planRecognising((recognised) => planVenues(db, table, options, recognised), options.recognition),
  apply: applyVenues
};

async function planVenues(
  db: Database,
  table: ImportTable,
  { mapping, source, recognition }: ImportOptions,
  recognised: ReadonlyMap<string, string>
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
  const owners = new Map<string, string>();
  await addOwn(
    existing,
    values.flatMap(({ value }) => value.id ?? []),
    async (ids) => {
      const venues = [...(await findVenuesByIds(db, ids)).values()];
      for (const { id, organisation } of venues) if (organisation) owners.set(id, fold(organisation.name));
      return venues.map((venue) => ({ ...factsOf(venue), id: venue.id }));
    }
  );
  const findByIds = async (ids: readonly string[]) =>
    [...(await findVenuesByIds(db, ids)).values()].map((one) => ({
      id: one.id,
      value: factsOf(one) as VenueDraft
    }));
  const merged = await addMerged(db, existing, { kind: 'venue', source }, findByIds);
  const told = await addRecognised(existing, recognised, findByIds);
  const keys = new Map<VenueDraft, string>();
  const drafts: Numbered<VenueDraft>[] = [];
  for await (const { line, value: row } of inTurns(values)) {
    const settlement = settlementOf(settlements, row.where);
    // Of several organisations with one name, a venue of ours keeps its own.
    const keepsOwner = row.organisation !== undefined && owners.get(row.id ?? '') === fold(row.organisation);
    const owner =
      settlement.ok && row.organisation !== undefined && !keepsOwner
        ? ownerOf(row.organisation, settlement.value.id)
        : null;
    if (!settlement.ok || owner?.ok === false) {
      if (!settlement.ok) errors.push({ line, ...settlement.fault });
      if (owner?.ok === false) errors.push({ line, ...owner.fault });
      continue;
    }
    const externalId = row.id ?? fingerprint(settlement.value.name, row.name, row.street);
    const before = existing.get(externalId)?.value ?? null;
    if (before && (merged.silent.has(externalId) || told.silent.has(externalId))) {
      const same = { ...before };
      keys.set(same, externalId);
      drafts.push({ line, value: same });
      continue;
    }
    // What differs in capitals, spaces or punctuation only keeps the spelling that came first.
    const { name, street } = row.id === null ? (before ?? spellings.get(externalId) ?? row) : row;
    if (row.id === null && !before && !spellings.has(externalId)) spellings.set(externalId, row);
    const draft: VenueDraft = {
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
      // What is known by our own id or by another key stays of the source that it came from.
      ...(existing.get(externalId)?.id === externalId ||
      merged.keys.has(externalId) ||
      told.keys.has(externalId)
        ? {}
        : { origin: { source, externalId } })
    };
    keys.set(draft, externalId);
    drafts.push({ line, value: draft });
  }
  const plan = await planUpserts({
    values: drafts,
    errors,
    keyOf: (draft) => keys.get(draft) ?? null,
    existing,
    differing: (a, b) => Object.keys(venueChanges(a, b))
  });
  if (!recognition) return plan;
  const rows = drafts.map(({ line, value }) => ({ line, key: keys.get(value) ?? '', draft: value }));
  return { ...plan, alike: await findAlike(db, 'venue', { rows, plan, existing, told: told.keys }) };
}

async function applyVenues(
  tx: Database,
  actor: Actor,
  plan: ImportPlan<VenueDraft>,
  { source, now }: ImportOptions
): Promise<void> {
  const known = await findVenuesByIds(
    tx,
    plan.update.map(({ id }) => id)
  );
  const created = plan.create.map((draft) => ({ id: newId<'venue'>(now), draft, before: null }));
  const updated = plan.update.map(({ id, after }) => ({
    id: id as Id<'venue'>,
    draft: after,
    before: known.get(id) ?? null
  }));
  await writeVenues(tx, [...created, ...updated], now);
  await rememberRecognised(tx, 'venue', { source, plan, now });
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
