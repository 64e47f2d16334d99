// Quick correction from a proof sheet: the code finds the record, a few fields are typed, and its own form saves them.
import { readShortCode, type CodeRead } from '#lib/core/short-code.ts';
import {
  changeOrganisation,
  changeVenue,
  organisationToChange,
  venueToChange
} from '#lib/domains/registry/change-form.server.ts';
import { spokenErrors as registerErrors } from '#lib/domains/registry/form-words.ts';
import { canEditOrganisation, canEditVenue } from '#lib/domains/registry/policy.ts';
import { findOrganisation } from '#lib/domains/registry/queries.server.ts';
import { findVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { changeService, serviceToChange } from '#lib/domains/services/change-form.server.ts';
import { spokenErrors as serviceErrors } from '#lib/domains/services/form-words.ts';
import { weekdays } from '#lib/domains/services/input.ts';
import { canEditService } from '#lib/domains/services/policy.ts';
import { findService } from '#lib/domains/services/queries.server.ts';
import { addDays } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { hasCode } from '#lib/platform/db/short-code.server.ts';
import type { Domain } from '#lib/platform/domain.ts';
import { begunField } from '#lib/platform/meanwhile.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { confirmAll } from './confirm.server.ts';
import type { RecordKey } from './model.ts';
import { canConfirm } from './policy.ts';
import { findUpkept, type Found } from './upkept.server.ts';

export type ByCode =
  | { readonly ok: true; readonly records: readonly Found[] }
  | { readonly ok: false; readonly reason: Exclude<CodeRead, { ok: true }>['reason'] | 'code_unknown' };

const tables = ['organisation', 'venue', 'service', 'equipment'] as const;

/** Those that the code means and the actor may confirm: rarely more than one. */
export async function findByCode(
  db: Database,
  actor: Actor,
  { domains, typed }: { domains: readonly Domain[]; typed: string }
): Promise<ByCode> {
  const read = readShortCode(typed);
  if (!read.ok) return read;
  const keys: RecordKey[] = [];
  for (const table of tables) {
    const rows = await db
      .selectFrom(table)
      .select('id')
      .where(hasCode(`${table}.id`, read.value))
      .limit(5)
      .execute();
    keys.push(...rows.map(({ id }) => ({ kind: table, id: id as string })));
  }
  const records = (await findUpkept(db, domains, keys)).filter((record) => canConfirm(actor, record));
  return records.length > 0 ? { ok: true, records } : { ok: false, reason: 'code_unknown' };
}

export interface QuickField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

/** The few facts that are most corrected. None where the actor may confirm but not change, or only the full form will do. */
export interface QuickForm {
  readonly fields: readonly QuickField[];
  readonly values: Readonly<Record<string, string>>;
}

const empty: QuickForm = { fields: [], values: {} };

export async function quickForm(
  db: Database,
  actor: Actor,
  { kind, id }: RecordKey,
  words: Words
): Promise<QuickForm> {
  if (kind === 'organisation') {
    const found = await findOrganisation(db, id);
    if (!found || !canEditOrganisation(actor, found)) return empty;
    return formOf(organisationToChange(found), registerFields(words, organisationNames));
  }
  if (kind === 'venue') {
    const found = await findVenue(db, id);
    if (!found || !canEditVenue(actor, found)) return empty;
    return formOf(await venueToChange(db, found), registerFields(words, venueNames));
  }
  if (kind === 'service') {
    const found = await findService(db, id);
    if (!found || !canEditService(actor, found)) return empty;
    return formOf(await serviceToChange(db, found, words), serviceFields(words));
  }
  return empty;
}

export type QuickSaved =
  | { readonly saved: true }
  | {
      readonly values: Readonly<Record<string, string>>;
      readonly errors: readonly { readonly field: string; readonly message: string }[];
      readonly conflicts: readonly string[];
      readonly since: Date | null;
    }
  | { readonly hidden: true };

/**
 * In the caller's transaction: changed by the record's own form, and confirmed, for somebody has just read it on paper. What the
 * short form does not ask stays as it is.
 */
export async function saveQuick(
  tx: Database,
  actor: Actor,
  { record, form, words }: { record: Found; form: FormData; words: Words },
  now: Date
): Promise<QuickSaved> {
  const handled = await change(tx, actor, { record, form, words }, now);
  if ('hidden' in handled) return handled;
  if ('errors' in handled) {
    const spoken =
      record.kind === 'service'
        ? serviceErrors(words, handled.errors as Parameters<typeof serviceErrors>[1])
        : registerErrors(words, handled.errors as Parameters<typeof registerErrors>[1]);
    return {
      values: handled.values,
      errors: spoken.map(({ field, message }) => ({ field, message })),
      conflicts: handled.meanwhile?.conflicts ?? [],
      since: handled.meanwhile?.since ?? null
    };
  }
  await confirmAll(tx, actor, { records: [record], how: 'paper' }, now);
  return { saved: true };
}

async function change(
  tx: Database,
  actor: Actor,
  { record: { kind, id }, form, words }: { record: Found; form: FormData; words: Words },
  now: Date
) {
  if (kind === 'organisation') {
    const before = await findOrganisation(tx, id);
    if (!before) return { hidden: true } as const;
    const whole = overlaid(organisationToChange(before), form, organisationNames);
    return changeOrganisation(tx, actor, { form: whole, before }, now);
  }
  if (kind === 'venue') {
    const before = await findVenue(tx, id);
    if (!before) return { hidden: true } as const;
    const whole = overlaid(await venueToChange(tx, before), form, venueNames);
    return changeVenue(tx, actor, { form: whole, before }, now);
  }
  const before = kind === 'service' ? await findService(tx, id) : null;
  if (!before) return { hidden: true } as const;
  const whole = overlaid(await serviceToChange(tx, before, words), form, serviceNames);
  return changeService(tx, actor, { form: whole, before, words }, now);
}

const organisationNames = ['name', 'street', 'phone', 'email', 'website', 'person'] as const;
const venueNames = ['name', 'street', 'capacity', 'note'] as const;
const serviceNames = ['name', 'phones', 'email', ...weekdays.map((day) => `hours_${day}`)];

/** Boxes ticked under one name, by what stands between their values. */
const severalBy = new Map([
  ['features', ','],
  ...['terms', 'audiences', 'ways', 'languages'].map((name) => [name, '\n'] as const)
]);

/** The record's form as it is now, with what was typed in its place, and what the short form began from. */
function overlaid(
  values: Readonly<Record<string, string>>,
  typed: FormData,
  names: readonly string[]
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) {
    const between = severalBy.get(name);
    const several = between ? value.split(between) : [value];
    for (const each of several) if (each !== '') form.append(name, each);
  }
  for (const name of [...names, begunField]) {
    const value = typed.get(name);
    if (typeof value === 'string') form.set(name, value);
  }
  return form;
}

function registerFields(
  words: Words,
  names: readonly ((typeof organisationNames)[number] | (typeof venueNames)[number])[]
): QuickField[] {
  return names.map((name) => ({
    name,
    label: words.t(`registry.form.${name}`),
    ...(name === 'phone' || name === 'email' ? { hint: words.t('registry.form.several') } : {})
  }));
}

function serviceFields(words: Words): QuickField[] {
  return [
    { name: 'name', label: words.t('services.form.name') },
    { name: 'phones', label: words.t('services.form.phones') },
    { name: 'email', label: words.t('services.form.email') },
    ...weekdays.map((day) => ({
      name: `hours_${day}`,
      // 2 January 2023 was a Monday.
      label: words.t('upkeep.proof.hoursOn', { day: words.date(addDays('2023-01-01', day), 'weekday') })
    }))
  ];
}

function formOf(values: Readonly<Record<string, string>>, fields: readonly QuickField[]): QuickForm {
  const shown = [...fields.map(({ name }) => name), begunField];
  return { fields, values: Object.fromEntries(shown.map((name) => [name, values[name] ?? ''])) };
}
