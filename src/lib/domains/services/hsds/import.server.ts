// Brings a whole package of HSDS in: organisations, venues and services are entered or hear what the file says; everything else that
// the standard knows is kept beside them and goes out again.
import { isDeepStrictEqual } from 'node:util';
import { fold } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { listCounties, loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { organisationKindOfName, sectorOfKind, venueKindOfName } from '#lib/domains/registry/import-words.ts';
import { findFullOrganisations } from '#lib/domains/registry/queries.server.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import {
  organisationChanges,
  writeOrganisations,
  type OrganisationDraft
} from '#lib/domains/registry/write-organisations.server.ts';
import {
  factsOf as venueFacts,
  venueChanges,
  writeVenues,
  type VenueDraft
} from '#lib/domains/registry/write-venues.server.ts';
import { recordActivities, type NewActivity } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { Importer, ImportFile, ImportOptions, ImportTable } from '#lib/platform/domain.ts';
import type { ImportPlan, RowError, Update } from '#lib/platform/tabular/mapping.ts';
import type { HsdsContext } from '../hsds.server.ts';
import { bareService } from '../model.ts';
import { canImportServices } from '../policy.ts';
import { factsOf, findServicesByIds } from '../queries.server.ts';
import { serviceChanges, writeServices, type ServiceDraft } from '../write.server.ts';
import { ourId, saidBy, type Lookups, type OrganisationSaid, type Said } from './facts.ts';
import {
  keepRows,
  listKept,
  oursAsHsds,
  rememberWritten,
  vocabularyAsHsds,
  wholeContext
} from './kept.server.ts';
import { readHsds } from './package.server.ts';
import { joined, tables, type Fields, type HsdsRow } from './rows.ts';

/** One record of HSDS, and what becomes of ours through it. */
interface Step {
  readonly name: string;
  readonly row: HsdsRow;
  readonly draft:
    | { readonly kind: 'organisation'; readonly id: string; readonly value: OrganisationDraft }
    | { readonly kind: 'venue'; readonly id: string; readonly value: VenueDraft }
    | { readonly kind: 'service'; readonly id: string; readonly value: ServiceDraft }
    | null;
}

export const hsdsImporter: Importer<Step> = {
  key: 'hsds',
  label: 'services.hsdsImport.label',
  lead: 'services.hsdsImport.lead',
  fields: [],
  mayImport: canImportServices,
  read: readFile,
  partOf: ({ row }) => row.table,
  plan: planHsds,
  apply: applyHsds
};

const columns = ['table', 'id', 'fields', 'places'] as const;

async function readFile({ bytes }: ImportFile): Promise<ImportTable | null> {
  const rows = await readHsds(bytes);
  if (!rows) return null;
  return {
    columns,
    rows: rows.map(({ table, id, fields, places }, index) => ({
      line: index + 1,
      cells: [table, id, JSON.stringify(fields), JSON.stringify(places)]
    }))
  };
}

function rowsIn({ rows }: ImportTable): (HsdsRow & { readonly line: number })[] {
  return rows.map(({ line, cells: [table = '', id = '', fields = '{}', places = '[]'] }) => ({
    line,
    table,
    id,
    fields: JSON.parse(fields) as Fields,
    places: JSON.parse(places) as string[]
  }));
}

async function planHsds(db: Database, table: ImportTable, options: ImportOptions): Promise<ImportPlan<Step>> {
  const { source } = options;
  const rows = rowsIn(table).sort((a, b) => tables.indexOf(a.table) - tables.indexOf(b.table));
  const lookups = await lookupsOf(db, source);
  const said = saidBy(rows, lookups);
  const ids = [...said.organisations.keys(), ...said.venues.keys(), ...said.services.keys()];
  const context = await contextOf(db, options);
  const mine = joined(await oursAsHsds(db, context, ids), vocabularyAsHsds(context));
  const now = saidBy(mine, lookups);
  const known = {
    organisations: new Map((await findFullOrganisations(db, ids)).map((each) => [each.id as string, each])),
    venues: await findVenuesByIds(db, ids),
    services: await findServicesByIds(db, ids)
  };
  const owners = await knownOwners(db, said);
  const kept = new Map((await listKept(db, source)).map((row) => [`${row.table}/${row.id}`, row]));
  const written = new Map(mine.map((row) => [`${row.table}/${row.id}`, row]));

  const create: Step[] = [];
  const update: Update<Step>[] = [];
  const errors: RowError[] = [];
  let unchanged = 0;
  for (const { line, ...row } of rows) {
    const drafted = draftOf(row);
    if (drafted && 'error' in drafted) {
      errors.push({ line, ...drafted.error });
      continue;
    }
    // What has no name of its own is counted by its table alone.
    const name = ['organizations', 'locations', 'services'].includes(row.table)
      ? String(row.fields['name'] ?? '')
      : '';
    const step: Step = { ...row.fields, ...drafted?.draft.value, name, row, draft: drafted?.draft ?? null };
    const old = kept.get(`${row.table}/${row.id}`);
    const own = written.get(`${row.table}/${row.id}`);
    const sameRow =
      (old !== undefined && changedFields(old.fields, row.fields).length === 0) ||
      (own !== undefined && changedFields(own.fields, row.fields).every((field) => field === 'uri'));
    const changes = drafted?.changes ?? [];
    if ((old || own || drafted?.known) && sameRow && changes.length === 0) unchanged += 1;
    else if (old || drafted?.known || own)
      update.push({
        id: `${row.table}/${row.id}`,
        before: { ...(old ?? own)?.fields, ...drafted?.before, name, row: old ?? own ?? row, draft: null },
        after: step,
        changed: changes.length > 0 ? changes : changedFields((old ?? own)?.fields ?? {}, row.fields)
      });
    else create.push(step);
  }
  return { create, update, unchanged, errors: errors.sort((a, b) => a.line - b.line), duplicates: [] };

  interface Drafted {
    readonly draft: NonNullable<Step['draft']>;
    readonly changes: readonly string[];
    readonly known: boolean;
    /** As it is known now. */
    readonly before: object;
  }
  type Refused = { readonly error: Omit<RowError, 'line'> };

  function draftOf(row: HsdsRow): Drafted | Refused | null {
    const id = ourId(source, row.table, row.id);
    const origin = { source, externalId: row.id };
    if (row.table === 'organizations') {
      const fresh = said.organisations.get(id);
      if (!fresh) return null;
      if (!fresh.name)
        return { error: { field: null, code: 'hsds_no_name', value: `${row.table} ${row.id}` } };
      const before = known.organisations.get(id);
      const value = organisationAfter(before, now.organisations.get(id), fresh, origin);
      const changes = before ? Object.keys(organisationChanges(before, value)) : [];
      return {
        draft: { kind: 'organisation', id, value },
        changes,
        known: before !== undefined,
        before: before ?? {}
      };
    }
    if (row.table === 'locations') {
      const fresh = said.venues.get(id);
      if (!fresh) return null;
      const before = known.venues.get(id);
      const start: VenueDraft = before
        ? venueFacts(before)
        : { ...fresh, kind: venueKindOfName(fresh.name), capacity: null, accessible: null, origin };
      const told = toldAnew(now.venues.get(id), fresh);
      const organisation =
        'organisation' in told || !before ? (fresh.organisation ?? null) : start.organisation;
      const value = {
        ...start,
        ...told,
        organisation:
          organisation && owners.has(organisation) ? organisation : (before?.organisation?.id ?? null)
      };
      const changes = before ? Object.keys(venueChanges(venueFacts(before), value)) : [];
      return {
        draft: { kind: 'venue', id, value },
        changes,
        known: before !== undefined,
        before: before ?? {}
      };
    }
    if (row.table !== 'services') return null;
    const fresh = said.services.get(id);
    if (!fresh) return null;
    if (!fresh.name) return { error: { field: null, code: 'hsds_no_name', value: `${row.table} ${row.id}` } };
    if (!owners.has(fresh.organisation))
      return { error: { field: null, code: 'unknown_organisation', value: fresh.name } };
    const before = known.services.get(id);
    const start: ServiceDraft = before ? factsOf(before) : { ...bareService, ...fresh, origin };
    const value = { ...start, ...toldAnew(now.services.get(id), fresh) };
    const changes = before ? Object.keys(serviceChanges(factsOf(before), value)) : [];
    return {
      draft: { kind: 'service', id, value },
      changes,
      known: before !== undefined,
      before: before ?? {}
    };
  }
}

async function applyHsds(
  tx: Database,
  actor: Actor,
  plan: ImportPlan<Step>,
  options: ImportOptions
): Promise<void> {
  const { source, now } = options;
  const steps = [...plan.create, ...plan.update.map(({ after }) => after)];
  const drafts = steps.flatMap(({ draft }) => draft ?? []);
  const known = {
    organisations: new Map(
      (await findFullOrganisations(tx, idsOf('organisation'))).map((each) => [each.id as string, each])
    ),
    venues: await findVenuesByIds(tx, idsOf('venue')),
    services: await findServicesByIds(tx, idsOf('service'))
  };
  const activities: NewActivity[] = [];
  const changed = (
    draft: NonNullable<Step['draft']>,
    owner: string | null,
    changes: Record<string, JsonValue> | null
  ): void => {
    if (changes && Object.keys(changes).length === 0) return;
    activities.push({
      verb: `${draft.kind}.${changes ? 'updated' : 'created'}`,
      objectKind: draft.kind,
      objectId: draft.id,
      organisations: owner === null ? [] : [owner],
      details: { ...(changes ?? { name: draft.value.name }), source }
    });
  };
  const organisations = drafts.flatMap((draft) => {
    if (draft.kind !== 'organisation') return [];
    const before = known.organisations.get(draft.id) ?? null;
    changed(draft, draft.id, before && organisationChanges(before, draft.value));
    return [{ id: draft.id as Id<'organisation'>, draft: draft.value, before }];
  });
  await writeOrganisations(tx, organisations, now);
  const venues = drafts.flatMap((draft) => {
    if (draft.kind !== 'venue') return [];
    const before = known.venues.get(draft.id) ?? null;
    changed(draft, draft.value.organisation, before && venueChanges(venueFacts(before), draft.value));
    return [{ id: draft.id as Id<'venue'>, draft: draft.value, before }];
  });
  await writeVenues(tx, venues, now);
  const services = drafts.flatMap((draft) => {
    if (draft.kind !== 'service') return [];
    const before = known.services.get(draft.id) ?? null;
    changed(draft, draft.value.organisation, before && serviceChanges(factsOf(before), draft.value));
    return [{ id: draft.id as Id<'service'>, draft: draft.value, before }];
  });
  await writeServices(tx, services, now);
  await recordActivities(tx, actor, now, activities);
  await keepRows(
    tx,
    steps.map(({ row, draft }) => ({ ...row, record: draft?.id ?? null })),
    { source, now }
  );
  const context = await contextOf(tx, options);
  await rememberWritten(tx, context, { source, records: drafts.map(({ id }) => id) });

  function idsOf(kind: NonNullable<Step['draft']>['kind']): string[] {
    return drafts.flatMap((draft) => (draft.kind === kind ? [draft.id] : []));
  }
}

/** What the file says otherwise than we do; what it says as we do, we may say more exactly. */
function toldAnew<T extends object>(now: T | undefined, fresh: T): Partial<T> {
  if (!now) return fresh;
  return Object.fromEntries(
    Object.entries(fresh).filter(([field, value]) => !isDeepStrictEqual(value, now[field as keyof T]))
  ) as Partial<T>;
}

function organisationAfter(
  before: OrganisationDraft | undefined,
  now: OrganisationSaid | undefined,
  fresh: OrganisationSaid,
  origin: { readonly source: string; readonly externalId: string }
): OrganisationDraft {
  const kind = organisationKindOfName(fresh.name);
  const start: OrganisationDraft = before ?? {
    ...fresh,
    kind,
    sector: fresh.sector ?? sectorOfKind(kind),
    street: null,
    origin
  };
  const { sector, contacts, settlement, ...told } = toldAnew(now, fresh);
  const kinds = new Set(contacts?.map((each) => each.kind));
  return {
    ...start,
    ...told,
    ...(sector ? { sector } : {}),
    ...(settlement ? { settlement } : {}),
    ...(contacts && before
      ? {
          contacts: [
            ...contacts,
            ...before.contacts.filter((each) => each.visibility === 'internal' || !kinds.has(each.kind))
          ]
        }
      : {})
  };
}

async function lookupsOf(db: Database, source: string): Promise<Lookups> {
  const finder = await loadSettlementFinder(db);
  const counties = (await listCounties(db)).map(({ county }) => county);
  const found = new Map<string, ReturnType<Lookups['settlement']>>();
  return {
    source,
    counties,
    settlement(city, postalCode) {
      const key = `${fold(city)}/${postalCode ?? ''}`;
      if (!found.has(key)) {
        const settlement = city ? finder.find({ name: city, kshCode: null, postalCode }) : null;
        found.set(key, settlement?.ok ? { id: settlement.value.id, name: settlement.value.name } : null);
      }
      return found.get(key) ?? null;
    }
  };
}

/** The organisations that services and venues of the file may belong to: those of the file, and those that are here. */
async function knownOwners(db: Database, said: Said): Promise<Set<string>> {
  const named = [...said.services.values(), ...said.venues.values()].flatMap(
    ({ organisation }) => organisation || []
  );
  const here = await findFullOrganisations(
    db,
    named.filter((id) => !said.organisations.has(id))
  );
  return new Set<string>([...said.organisations.keys(), ...here.map(({ id }) => id)]);
}

function contextOf(db: Database, { words }: ImportOptions): Promise<HsdsContext> {
  if (!words) throw new Error('Records of HSDS are compared in words, and none were given');
  return wholeContext(db, words, '');
}

/** As a table writes them: numbers are texts there, and what is empty is not there. */
function changedFields(a: Fields, b: Fields): string[] {
  const asText = (value: JsonValue | undefined): string =>
    value === undefined || value === null
      ? ''
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  // Where a record is a part of something stands in a column of a table, and around it in JSON.
  return [...fields].filter(
    (field) => !/_id$|^link_entity$|^resource_type$/.test(field) && asText(a[field]) !== asText(b[field])
  );
}
