// Brings a list of organisations in: new ones are entered, known ones hear what the file says, nothing is taken away.
import type { Id } from '#lib/core/ids.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { recordActivities } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Importer, ImportOptions, ImportTable } from '#lib/platform/domain.ts';
import { applyMapping, planUpserts, type ImportPlan, type Numbered } from '#lib/platform/tabular/mapping.ts';
import { inTurns } from '#lib/platform/tabular/turns.ts';
import { organisationImportFields } from './import-fields.ts';
import { addMerged, addOwn, addRecognised, isNowhere, settlementOf } from './import-lookup.server.ts';
import { findAlike, planRecognising, rememberRecognised } from './import-recognition.server.ts';
import {
  fingerprint,
  organisationKindOf,
  readOrganisationRow,
  sectorOf,
  type OrganisationRow
} from './import-row.ts';
import type { Contact } from './model.ts';
import { canImportRegister } from './policy.ts';
import { findFullOrganisations, listOrganisationsOfSource } from './queries.server.ts';
import {
  organisationChanges,
  writeOrganisations,
  type OrganisationDraft
} from './write-organisations.server.ts';

export const organisationImporter: Importer<OrganisationDraft> = {
  key: 'organisations',
  label: 'registry.import.organisations',
  lead: 'registry.import.organisationsLead',
  fields: organisationImportFields,
  mayImport: canImportRegister,
  plan: (db, table, options) =>
    planRecognising((recognised) => planOrganisations(db, table, options, recognised), options.recognition),
  apply: applyOrganisations
};

async function planOrganisations(
  db: Database,
  table: ImportTable,
  { mapping, source, recognition }: ImportOptions,
  recognised: ReadonlyMap<string, string>
): Promise<ImportPlan<OrganisationDraft>> {
  const settlements = await loadSettlementFinder(db);
  const existing = new Map(
    (await listOrganisationsOfSource(db, source)).flatMap((organisation) =>
      organisation.externalId === null
        ? []
        : [
            [
              organisation.externalId,
              { id: organisation.id as string, value: organisation as OrganisationDraft }
            ] as const
          ]
    )
  );
  const { values, errors } = await applyMapping(
    table,
    mapping,
    organisationImportFields,
    readOrganisationRow
  );
  const spellings = new Map<string, OrganisationRow>();
  await addOwn(
    existing,
    values.flatMap(({ value }) => value.id ?? []),
    (ids) => findFullOrganisations(db, ids)
  );
  const findByIds = async (ids: readonly string[]) =>
    (await findFullOrganisations(db, ids)).map((one) => ({ id: one.id, value: one as OrganisationDraft }));
  const merged = await addMerged(db, existing, { kind: 'organisation', source }, findByIds);
  const told = await addRecognised(existing, recognised, findByIds);
  const keys = new Map<OrganisationDraft, string>();
  const drafts: Numbered<OrganisationDraft>[] = [];
  for await (const { line, value: row } of inTurns(values)) {
    const own = existing.get(row.id ?? '')?.value.settlement;
    // An organisation of ours without a settlement is exported and comes back without one.
    const settlement =
      own === null && isNowhere(row.where)
        ? ({ ok: true, value: null } as const)
        : settlementOf(settlements, row.where);
    if (!settlement.ok) {
      errors.push({ line, ...settlement.fault });
      continue;
    }
    const externalId = row.id ?? fingerprint(settlement.value?.name ?? '', row.name, row.street);
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
    const draft: OrganisationDraft = {
      name,
      street: street ?? before?.street ?? null,
      settlement: settlement.value,
      sector: row.sector ?? before?.sector ?? sectorOf(row),
      kind: row.kind ?? before?.kind ?? organisationKindOf(row),
      summary: row.summary ?? before?.summary ?? null,
      contacts: contactsAfter(before?.contacts ?? [], row.contacts),
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
    differing: (a, b) => Object.keys(organisationChanges(a, b))
  });
  if (!recognition) return plan;
  const rows = drafts.map(({ line, value }) => ({ line, key: keys.get(value) ?? '', draft: value }));
  return { ...plan, alike: await findAlike(db, 'organisation', { rows, plan, existing, told: told.keys }) };
}

async function applyOrganisations(
  tx: Database,
  actor: Actor,
  plan: ImportPlan<OrganisationDraft>,
  { source, now }: ImportOptions
): Promise<void> {
  const ids = plan.update.map(({ id }) => id);
  const known = new Map(
    (await findFullOrganisations(tx, ids)).map((organisation) => [organisation.id as string, organisation])
  );
  const created = plan.create.map((draft) => ({ id: newId<'organisation'>(now), draft, before: null }));
  const updated = plan.update.map(({ id, after }) => ({
    id: id as Id<'organisation'>,
    draft: after,
    before: known.get(id) ?? null
  }));
  await writeOrganisations(tx, [...created, ...updated], now);
  await rememberRecognised(tx, 'organisation', { source, plan, now });
  await recordActivities(tx, actor, now, [
    ...created.map(({ id, draft }) => ({
      verb: 'organisation.created',
      objectKind: 'organisation',
      objectId: id,
      organisations: [id],
      details: { name: draft.name, source }
    })),
    ...plan.update.map(({ id, before, after }) => ({
      verb: 'organisation.updated',
      objectKind: 'organisation',
      objectId: id,
      organisations: [id],
      details: { source, ...organisationChanges(before, after) }
    }))
  ]);
}

/** The file speaks of the public contacts of the kinds that it has; all others stay. */
function contactsAfter(before: readonly Contact[], given: readonly Contact[]): Contact[] {
  const kinds = new Set(given.map(({ kind }) => kind));
  return [
    ...given,
    ...before.filter(({ kind, visibility }) => visibility === 'internal' || !kinds.has(kind))
  ];
}
