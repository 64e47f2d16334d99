// Brings a list of services in, such as the services table of HSDS: new ones are entered, known ones hear what the file says, nothing
// is taken away.
import { fold } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { properContact } from '#lib/domains/registry/contact.ts';
import { addOwn, organisationFinder } from '#lib/domains/registry/import-lookup.server.ts';
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
import { costFrom, phonesFrom } from './input.ts';
import { bareService, type Cost, type Phone, type ServiceStatus } from './model.ts';
import { canImportServices } from './policy.ts';
import { factsOf, findServicesByIds, listServiceIdsOfSource, type FullService } from './queries.server.ts';
import english from './messages.en.json' with { type: 'json' };
import hungarian from './messages.hu.json' with { type: 'json' };
import { isTerm, terms, type Term } from './taxonomy.ts';
import { serviceChanges, writeServices, type ServiceDraft } from './write.server.ts';

const known = {
  id: { aliases: ['azonosító', 'kód', 'identifier', 'service_id'], example: '1024' },
  name: { aliases: ['név', 'megnevezés', 'szolgáltatás', 'service'], example: 'Házi segítségnyújtás' },
  organisation: {
    aliases: ['szervezet', 'szolgáltató', 'fenntartó', 'organization', 'organization_id', 'provider'],
    example: 'Platánlomb Gondozási Központ'
  },
  description: { aliases: ['leírás', 'ismertető'], example: 'Gondozónő segít otthon.' },
  alternate_name: { aliases: ['más néven', 'alternatív név'], example: 'Házi gondozás' },
  status: { aliases: ['állapot', 'státusz'], example: 'active' },
  terms: { aliases: ['témák', 'kategóriák', 'taxonomy_term', 'taxonomy_terms'], example: 'home_care; meals' },
  phone: { aliases: ['telefon', 'telefonszám', 'phones'], example: '06-00-463-0304' },
  email: { aliases: ['e-mail', 'e-mail cím'], example: 'gondozas@platanlomb.example' },
  url: { aliases: ['honlap', 'weboldal', 'website'], example: 'https://platanlomb.example' },
  eligibility_description: { aliases: ['ki veheti igénybe', 'jogosultság'], example: '65 év felett' },
  application_process: { aliases: ['igénybevétel módja', 'jelentkezés'], example: 'Telefonon.' },
  fees_description: { aliases: ['díj', 'díjak', 'ár', 'fees'], example: '900 Ft óránként' }
} as const;
type Field = keyof typeof known;

const fields = (Object.keys(known) as Field[]).map((key) => ({
  key,
  ...known[key],
  required: key === 'name' || key === 'organisation',
  aliases: [...known[key].aliases, ...[hungarian, english].map(({ services }) => services.import.field[key])],
  label: `services.import.field.${key}` as const
})) satisfies ImportField[];

export const serviceImporter: Importer<ServiceDraft> = {
  key: 'services',
  label: 'services.import.services',
  lead: 'services.import.lead',
  fields,
  mayImport: canImportServices,
  plan: planServices,
  apply: applyServices
};

/** What is undefined was not in the file: it stays as it is known. */
interface Row {
  readonly id: string | null;
  readonly name: string;
  readonly organisation: string;
  readonly description?: string;
  readonly alternateNames?: readonly string[];
  readonly status?: ServiceStatus;
  readonly terms?: readonly Term[];
  readonly phones?: readonly Phone[];
  readonly email?: string;
  readonly website?: string;
  readonly eligibility?: string;
  readonly application?: string;
  readonly fees?: string;
}

export function readServiceRow(cell: (field: Field) => string): ParsedRow<Field, Row> {
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
  const list = (value: string): string[] =>
    value
      .split(';')
      .map((each) => each.trim())
      .filter(Boolean);
  const row: Row = {
    id: text('id', 200) ?? null,
    name: text('name', 200) ?? '',
    organisation: text('organisation', 300) ?? '',
    description: text('description', 4000),
    alternateNames: take('alternate_name', list, 'too_long'),
    status: take('status', statusFrom, 'unknown_word'),
    terms: take(
      'terms',
      (value) => {
        const all = list(value).map((each) => termFrom(each));
        return all.every((each) => each !== null) ? all : null;
      },
      'unknown_word'
    ),
    phones: take(
      'phone',
      (value) => {
        const read = phonesFrom(list(value));
        return read.ok ? read.value : null;
      },
      'not_a_phone'
    ),
    email: take('email', (value) => properContact('email', value), 'not_an_email'),
    website: take('url', (value) => properContact('website', value), 'not_a_website'),
    eligibility: text('eligibility_description', 4000),
    application: text('application_process', 4000),
    fees: text('fees_description', 4000)
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: row };
}

/** In the words of HSDS, ours and Hungarian ones. */
function statusFrom(text: string): ServiceStatus | null {
  const word = fold(text);
  if (['active', 'available', 'elerheto', 'mukodik', 'aktiv'].includes(word)) return 'active';
  if (['paused', 'paused for now', 'temporarily closed', 'szunetel', 'atmenetileg szunetel'].includes(word))
    return 'paused';
  return ['ended', 'inactive', 'defunct', 'megszunt'].includes(word) ? 'ended' : null;
}

/** Its code, or as our own pages and exports say it in either language. */
function termFrom(text: string): Term | null {
  return isTerm(text) ? text : (termsByName.get(fold(text)) ?? null);
}

const termsByName: ReadonlyMap<string, Term> = new Map(
  terms.flatMap((term) =>
    [hungarian, english].map(({ services }) => [fold(services.term[term]), term] as const)
  )
);

async function planServices(
  db: Database,
  table: ImportTable,
  { mapping, source }: ImportOptions
): Promise<ImportPlan<ServiceDraft>> {
  const organisationOf = await organisationFinder(db, source);
  const ids = await listServiceIdsOfSource(db, source);
  const services = await findServicesByIds(db, [...ids.values()]);
  const existing = new Map(
    [...ids].flatMap(([externalId, id]) => {
      const service = services.get(id);
      return service
        ? [[externalId, { id: id as string, value: factsOf(service) as ServiceDraft }] as const]
        : [];
    })
  );
  const { values, errors } = await applyMapping(table, mapping, fields, readServiceRow);
  await addOwn(
    existing,
    values.flatMap(({ value }) => value.id ?? []),
    async (own) => {
      const found = await findServicesByIds(db, own);
      for (const [id, service] of found) services.set(id, service);
      return [...found.values()].map((service) => ({ ...factsOf(service), id: service.id }));
    }
  );
  const keys = new Map<ServiceDraft, string>();
  const drafts: Numbered<ServiceDraft>[] = [];
  for await (const { line, value: row } of inTurns(values)) {
    const known = services.get(row.id ?? '');
    // Of several organisations with one name, a service of ours stays its own's.
    const organisation =
      known && fold(known.organisation.name) === fold(row.organisation)
        ? { ok: true as const, value: known.organisation.id }
        : organisationOf(row.organisation, '');
    if (!organisation.ok) {
      errors.push({ line, ...organisation.fault });
      continue;
    }
    // Without an id of its own a service is known by who offers it and by its name.
    const externalId = row.id ?? `${organisation.value} / ${fold(row.name)}`;
    const before = existing.get(externalId)?.value ?? {
      ...bareService,
      organisation: organisation.value,
      name: row.name
    };
    const { id: _id, fees, ...facts } = row;
    const told = Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
    const draft: ServiceDraft = {
      ...before,
      ...told,
      organisation: organisation.value,
      ...(fees === undefined ? {} : { costs: costsFrom(fees, known) }),
      // What is known by our own id stays of the source that it came from.
      ...(known ? {} : { origin: { source, externalId } })
    };
    keys.set(draft, externalId);
    drafts.push({ line, value: draft });
  }
  return planUpserts({
    values: drafts,
    errors,
    keyOf: (draft) => keys.get(draft) ?? null,
    existing,
    differing: (a, b) => Object.keys(serviceChanges(a, b))
  });
}

/** A list of ours has several with semicolons between them; in the field of HSDS all is one text. */
function costsFrom(text: string, known: FullService | undefined): Cost[] {
  if (!known) return [costFrom(text.slice(0, 300))];
  if (text === known.costs.map(({ label }) => label).join('; ')) return [...known.costs];
  return text
    .split(';')
    .map((each) => costFrom(each.trim().slice(0, 300)))
    .filter(({ label }) => label !== '');
}

async function applyServices(
  tx: Database,
  actor: Actor,
  plan: ImportPlan<ServiceDraft>,
  { source, now }: ImportOptions
): Promise<void> {
  const before = await findServicesByIds(
    tx,
    plan.update.map(({ id }) => id)
  );
  const created = plan.create.map((draft) => ({ id: newId<'service'>(now), draft, before: null }));
  const updated = plan.update.map(({ id, after }) => ({
    id: id as Id<'service'>,
    draft: after,
    before: before.get(id) ?? null
  }));
  await writeServices(tx, [...created, ...updated], now);
  await recordActivities(tx, actor, now, [
    ...created.map(({ id, draft }) => ({
      verb: 'service.created',
      objectKind: 'service',
      objectId: id,
      organisations: [draft.organisation],
      details: { name: draft.name, source }
    })),
    ...plan.update.map(({ id, before: old, after }) => ({
      verb: 'service.updated',
      objectKind: 'service',
      objectId: id,
      organisations: [...new Set([old.organisation, after.organisation])],
      details: { source, ...serviceChanges(old, after) }
    }))
  ]);
}
