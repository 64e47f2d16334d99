// Brings an official list of settlements in: what is known is brought up to date, nothing is taken away.
import type { Actor } from '#lib/platform/actor.ts';
import { isAdministrator } from '#lib/platform/actor.ts';
import { recordActivities } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { ImportField, Importer, ImportOptions, ImportTable } from '#lib/platform/domain.ts';
import {
  applyMapping,
  planUpserts,
  type ImportPlan,
  type Numbered,
  type RowError
} from '#lib/platform/tabular/mapping.ts';
import { inTurns } from '#lib/platform/tabular/turns.ts';
import { settlementFinder, type SettlementFinder } from './finder.ts';
import {
  differing,
  heard,
  readSettlementRow,
  settlementFields,
  type GivenFacts,
  type SettlementField
} from './import-row.ts';
import { nameKey, nothingKnown, type SettlementFacts } from './model.ts';
import { insertSettlements, loadKnownSettlements, updateSettlements } from './write.server.ts';

/** The official names of columns first; of two coordinates OpenStreetMap's, which are nearer to where people live. */
const aliases: Record<SettlementField, { aliases: string[]; example: string }> = {
  ksh_code: {
    aliases: ['KSH-kód', 'KSH kódja', 'helység KSH kódja', 'településkód', 'törzsszám'],
    example: '32489'
  },
  name: {
    aliases: ['név', 'település', 'település neve', 'helység', 'helységnév', 'settlement'],
    example: 'Szegvár'
  },
  legal_status: { aliases: ['jogállás', 'jogi státusz', 'település típusa'], example: 'nagyközség' },
  county: {
    aliases: ['vármegye', 'megye', 'vármegye megnevezése', 'megye megnevezése'],
    example: 'Csongrád-Csanád'
  },
  district: { aliases: ['járás', 'járás neve'], example: 'Szentesi' },
  district_code: { aliases: ['járáskód', 'járás kódja'], example: '0660' },
  area_ha: { aliases: ['terület', 'terület hektár', 'area'], example: '6417' },
  population: { aliases: ['lakosság', 'népesség', 'lakónépesség', 'lakosságszám'], example: '3980' },
  dwellings: { aliases: ['lakások', 'lakások száma', 'lakásállomány'], example: '2100' },
  postal_codes: {
    aliases: ['irányítószám', 'irányítószámok', 'irsz', 'postal_code', 'zip'],
    example: '6635'
  },
  lat: { aliases: ['lat_osm', 'szélesség', 'földrajzi szélesség', 'latitude', 'y'], example: '46.586' },
  lon: {
    aliases: ['lon_osm', 'hosszúság', 'földrajzi hosszúság', 'lng', 'longitude', 'x'],
    example: '20.223'
  }
};

const fields: readonly (ImportField & { readonly key: SettlementField })[] = settlementFields.map((key) => ({
  key,
  ...aliases[key],
  required: key === 'name',
  label: `places.import.field.${key}`
}));

export const settlementImporter: Importer<SettlementFacts> = {
  key: 'settlements',
  label: 'places.import.label',
  lead: 'places.import.lead',
  fields,
  mayImport: isAdministrator,
  plan: planSettlements,
  apply: applySettlements
};

async function planSettlements(
  db: Database,
  table: ImportTable,
  { mapping }: ImportOptions
): Promise<ImportPlan<SettlementFacts>> {
  const known = await loadKnownSettlements(db);
  const existing = new Map(known.map(({ id, facts }) => [id as string, { id, value: facts }]));
  const finder = settlementFinder(known.map(({ id, slug, facts }) => ({ id, slug, ...facts })));
  const { values, errors } = await applyMapping(table, mapping, fields, readSettlementRow);

  /** Which settlement each row speaks of: its id, or a name for one that is new. */
  const keys = new Map<SettlementFacts, string>();
  const rows: Numbered<SettlementFacts>[] = [];
  for await (const { line, value: given } of inTurns(values)) {
    const meant = settlementMeant(finder, given);
    if ('code' in meant) {
      errors.push({ line, ...meant });
      continue;
    }
    const before = existing.get(meant.key)?.value;
    const value = before
      ? heard(before, given, nameKey(before.name) !== nameKey(given.name))
      : { ...nothingKnown, ...given };
    keys.set(value, meant.key);
    rows.push({ line, value });
  }
  return planUpserts({
    values: rows,
    errors,
    keyOf: (value) => keys.get(value) ?? null,
    existing,
    differing
  });
}

/** The code decides; without one that is known, the name. Only a code makes a settlement that is not there yet. */
function settlementMeant(
  finder: SettlementFinder,
  given: GivenFacts
): { key: string } | Omit<RowError, 'line'> {
  const { name, kshCode } = given;
  const byCode = kshCode ? finder.byKshCode(kshCode) : null;
  if (byCode) return { key: byCode.id };
  const found = finder.find({ name, postalCode: given.postalCodes?.[0] ?? null });
  if (found.ok)
    return kshCode && found.value.kshCode
      ? { field: 'ksh_code', code: 'other_ksh_code', value: kshCode, suggestion: found.value.kshCode }
      : { key: found.value.id };
  if (found.reason === 'unknown' && kshCode) return { key: `new ${kshCode}` };
  const suggestion = found.reason === 'unknown' ? found.suggestions[0] : found.suggestions.join(', ');
  return {
    field: 'name',
    code: `${found.reason}_settlement`,
    value: name,
    ...(suggestion ? { suggestion } : {})
  };
}

async function applySettlements(
  tx: Database,
  actor: Actor,
  plan: ImportPlan<SettlementFacts>,
  { source, now }: ImportOptions
): Promise<void> {
  const created = await insertSettlements(tx, plan.create, { source, now });
  await updateSettlements(tx, plan.update, { source, now });
  await recordActivities(tx, actor, now, [
    ...created.map((id, index) => ({
      verb: 'settlement.added',
      objectKind: 'settlement',
      objectId: id,
      details: { name: plan.create[index]?.name ?? '', source }
    })),
    ...plan.update.map(({ id, before, after, changed }) => ({
      verb: 'settlement.changed',
      objectKind: 'settlement',
      objectId: id,
      details: { source, ...changes(before, after, changed) }
    }))
  ]);
}

function changes(
  before: SettlementFacts,
  after: SettlementFacts,
  changed: readonly string[]
): Record<string, JsonValue> {
  const told = (facts: SettlementFacts, key: string): JsonValue =>
    ({ ...facts })[key as keyof SettlementFacts] as unknown as JsonValue;
  return Object.fromEntries(changed.map((key) => [key, [told(before, key), told(after, key)]]));
}
