// Brings a list of offers and needs in: new ones are entered, known ones hear what the file says, nothing is taken away.
import { fold } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { dayOf, defaultZone, isDay } from '#lib/core/time.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { addOwn, organisationFinder } from '#lib/domains/registry/import-lookup.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import { recordActivities } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Importer, ImportField, ImportOptions, ImportTable } from '#lib/platform/domain.ts';
import {
  applyMapping,
  planUpserts,
  type CellFault,
  type ImportPlan,
  type Numbered,
  type ParsedRow
} from '#lib/platform/tabular/mapping.ts';
import { inTurns } from '#lib/platform/tabular/turns.ts';
import english from './messages.en.json' with { type: 'json' };
import hungarian from './messages.hu.json' with { type: 'json' };
import {
  bareOffering,
  categories,
  conditions,
  expiryFrom,
  levels,
  sides,
  type OfferingFacts
} from './model.ts';
import { canImportOfferings } from './policy.ts';
import { factsOf, findOfferingsByIds, listOfferingIdsOfSource, type Offering } from './queries.server.ts';
import { offeringChanges, writeOfferings } from './write.server.ts';

const known = {
  id: { aliases: ['azonosító', 'kód', 'identifier'], example: '17' },
  side: { aliases: ['irány', 'kínálat/szükséglet', 'type'], example: 'Kínálat' },
  category: { aliases: ['kategória', 'fajta'], example: 'Eszköz' },
  title: { aliases: ['cím', 'név', 'megnevezés', 'name'], example: 'Kölcsönadjuk a hangosítást' },
  text: { aliases: ['leírás', 'szöveg', 'description'], example: 'Két hangfal, keverő, két mikrofon.' },
  organisation: { aliases: ['szervezet', 'intézmény', 'organization'], example: 'Szegvári Népház' },
  settlement: { aliases: ['település', 'helység', 'place'], example: 'Szegvár' },
  from: { aliases: ['kezdet', 'mettől', 'start'], example: '2027-03-01' },
  until: { aliases: ['vége', 'meddig', 'end'], example: '2027-06-30' },
  quantity: { aliases: ['mennyiség', 'darab', 'db'], example: '2' },
  unit: { aliases: ['mértékegység', 'egység'], example: 'db' },
  conditions: { aliases: ['feltétel', 'feltételek'], example: 'Ingyen' },
  price: { aliases: ['díj', 'ár', 'fee'], example: '2000 Ft/óra' },
  in_return: { aliases: ['cserébe', 'ellentételezés'], example: 'segítség a falunapon' },
  curriculum: { aliases: ['tananyag', 'tematika'], example: 'Egér, internet, levelezés' },
  level: { aliases: ['szint'], example: 'Kezdőknek' },
  minutes: { aliases: ['perc', 'óra hossza'], example: '90' },
  sessions: { aliases: ['alkalom', 'alkalmak száma'], example: '10' },
  group_size: { aliases: ['létszám', 'csoportlétszám'], example: '12' }
} as const;
type Field = keyof typeof known;

const fields = (Object.keys(known) as Field[]).map((key) => ({
  key,
  ...known[key],
  required: key === 'side' || key === 'title',
  aliases: [...known[key].aliases, ...[hungarian, english].map(({ exchange }) => exchange.import.field[key])],
  label: `exchange.import.field.${key}` as const
})) satisfies ImportField[];

interface OfferingDraft extends OfferingFacts {
  /** Where it came from, for what is not known by our own id. */
  readonly origin?: { readonly source: string; readonly externalId: string };
}

export const offeringImporter: Importer<OfferingDraft> = {
  key: 'offerings',
  label: 'exchange.import.label',
  lead: 'exchange.import.lead',
  fields,
  mayImport: canImportOfferings,
  plan: planOfferings,
  apply: applyOfferings
};

/** What is undefined was not in the file: it stays as it is known. */
type Row = Partial<Omit<OfferingFacts, 'organisation' | 'settlement'>> & {
  readonly id: string | null;
  readonly title: string;
  readonly organisationName: string;
  readonly settlementName: string;
};

function readOfferingRow(cell: (field: Field) => string): ParsedRow<Field, Row> {
  const faults: CellFault<Field>[] = [];
  const take = <T>(field: Field, read: (text: string) => T | null, code: string): T | undefined => {
    const value = cell(field);
    if (value === '') return undefined;
    const fact = read(value);
    if (fact === null) faults.push({ field, code, value });
    return fact ?? undefined;
  };
  const text = (field: Field, longest: number): string | undefined =>
    take(field, (value) => (value.length <= longest ? value : null), 'too_long');
  const whole = (field: Field): number | undefined =>
    take(
      field,
      (value) => (/^\d{1,6}$/.test(value) && Number(value) > 0 ? Number(value) : null),
      'not_a_whole_number'
    );
  const day = (field: Field): string | undefined =>
    take(field, (value) => (isDay(value.slice(0, 10)) ? value.slice(0, 10) : null), 'other');
  const word = <W extends string>(field: Field, list: readonly W[], group: Group): W | undefined =>
    take(field, (value) => wordFrom(value, list, group), 'unknown_word');
  const row: Row = {
    id: text('id', 200) ?? null,
    side: word('side', sides, 'side'),
    category: word('category', categories, 'category'),
    title: text('title', 200) ?? '',
    text: text('text', 4000),
    organisationName: text('organisation', 300) ?? '',
    settlementName: text('settlement', 200) ?? '',
    from: day('from'),
    until: day('until'),
    quantity: whole('quantity'),
    unit: text('unit', 40),
    conditions: word('conditions', conditions, 'conditions'),
    price: text('price', 300),
    inReturn: text('in_return', 300),
    curriculum: text('curriculum', 8000),
    level: word('level', levels, 'level'),
    minutes: whole('minutes'),
    sessions: whole('sessions'),
    groupSize: whole('group_size')
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: row };
}

type Group = 'side' | 'category' | 'conditions' | 'level';

/** Its code, or as our own pages and exports say it in either language. */
function wordFrom<W extends string>(text: string, list: readonly W[], group: Group): W | null {
  const wanted = fold(text);
  return (
    list.find(
      (code) =>
        fold(code) === wanted ||
        [hungarian, english].some(
          ({ exchange }) => fold((exchange[group] as Readonly<Record<string, string>>)[code] ?? '') === wanted
        )
    ) ?? null
  );
}

async function planOfferings(
  db: Database,
  table: ImportTable,
  { mapping, source }: ImportOptions
): Promise<ImportPlan<OfferingDraft>> {
  const organisationOf = await organisationFinder(db, source);
  const finder = await loadSettlementFinder(db);
  const ids = await listOfferingIdsOfSource(db, source);
  const offerings = await findOfferingsByIds(db, [...ids.values()]);
  const existing = new Map(
    [...ids].flatMap(([externalId, id]) => {
      const offering = offerings.get(id);
      return offering
        ? [[externalId, { id: id as string, value: factsOf(offering) as OfferingDraft }] as const]
        : [];
    })
  );
  const { values, errors } = await applyMapping(table, mapping, fields, readOfferingRow);
  await addOwn(
    existing,
    values.flatMap(({ value }) => value.id ?? []),
    async (own) => {
      const found = await findOfferingsByIds(db, own);
      for (const [id, offering] of found) offerings.set(id, offering);
      return [...found.values()].map((offering) => ({ ...factsOf(offering), id: offering.id }));
    }
  );
  const keys = new Map<OfferingDraft, string>();
  const drafts: Numbered<OfferingDraft>[] = [];
  const homes = new Map<string, string | null>();
  for await (const { line, value: row } of inTurns(values)) {
    const { id, organisationName, settlementName, ...told } = row;
    const before = offerings.get(id ?? '') as Offering | undefined;
    const found = organisationName === '' ? null : organisationOf(organisationName, settlementName);
    if (found && !found.ok) {
      errors.push({ line, ...found.fault });
      continue;
    }
    const organisation = found?.value ?? before?.organisation?.id ?? null;
    const place = settlementName === '' ? null : finder.find({ name: settlementName });
    if (organisation && !homes.has(organisation)) {
      const home = (await findOrganisationsByIds(db, [organisation])).get(organisation)?.settlement?.id;
      homes.set(organisation, home ?? null);
    }
    const settlement =
      (place?.ok ? place.value.id : null) ?? before?.settlement.id ?? homes.get(organisation ?? '') ?? null;
    if (!settlement || (place && !place.ok)) {
      const code = place && !place.ok ? `${place.reason}_settlement` : 'missing';
      errors.push({ line, field: 'settlement', code, value: settlementName });
      continue;
    }
    const externalId = id ?? `${organisation ?? settlement} / ${fold(row.title)}`;
    const draft: OfferingDraft = {
      ...bareOffering,
      category: 'other',
      side: 'offer',
      ...existing.get(externalId)?.value,
      ...Object.fromEntries(Object.entries(told).filter(([, fact]) => fact !== undefined)),
      title: row.title,
      organisation,
      settlement,
      ...(before ? {} : { origin: { source, externalId } })
    };
    if (draft.from && draft.until && draft.from > draft.until) {
      errors.push({ line, field: 'until', code: 'other', value: draft.until });
      continue;
    }
    keys.set(draft, externalId);
    drafts.push({ line, value: draft });
  }
  return planUpserts({
    values: drafts,
    errors,
    keyOf: (draft) => keys.get(draft) ?? null,
    existing,
    differing: (a, b) => Object.keys(offeringChanges(a, b))
  });
}

async function applyOfferings(
  tx: Database,
  actor: Actor,
  plan: ImportPlan<OfferingDraft>,
  { source, now }: ImportOptions
): Promise<void> {
  const today = dayOf(now, defaultZone);
  const person = actor.kind === 'person' ? actor.id : null;
  const before = await findOfferingsByIds(
    tx,
    plan.update.map(({ id }) => id)
  );
  const created = plan.create.map(({ origin, ...facts }) => ({
    ...{ id: newId<'offering'>(now), facts, before: null, told: null, person },
    ...(origin ? { origin } : {}),
    expiresOn: expiryFrom(today, facts.until)
  }));
  const updated = plan.update.flatMap(({ id, after }) => {
    const old = before.get(id);
    if (!old) return [];
    const { told, expiresOn } = old;
    return [{ id: id as Id<'offering'>, facts: after, before: old, told, person: old.person, expiresOn }];
  });
  await writeOfferings(tx, [...created, ...updated], now);
  await recordActivities(tx, actor, now, [
    ...created.map(({ id, facts }) => ({
      verb: 'offering.created',
      objectKind: 'offering',
      objectId: id,
      organisations: facts.organisation ? [facts.organisation] : [],
      details: { title: facts.title, side: facts.side, source }
    })),
    ...plan.update.map(({ id, before: old, after }) => ({
      verb: 'offering.updated',
      objectKind: 'offering',
      objectId: id,
      organisations: [...new Set([old.organisation, after.organisation].filter((each) => each !== null))],
      details: { source, ...offeringChanges(old, after) }
    }))
  ]);
}
