// Turns the forms of packages and requests into facts, their names looked up, and a package into the texts of its form.
import type { Id } from '#lib/core/ids.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { findByName, labelsOf, listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { findVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { editableOrganisations, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import {
  readPackageForm,
  readRequestForm,
  spanFields,
  textsOf,
  type ErrorCode,
  type FieldError,
  type Read
} from './input.ts';
import type { Days, PackageFacts } from './model.ts';
import { updatePackage } from './operations.server.ts';
import { canEditPackage } from './policy.ts';
import { findPackage, type TouringPackage } from './queries.server.ts';
import type { RequestDraft } from './request-queries.server.ts';

/** All that is wrong comes back at once. */
export async function packageFacts(db: Database, actor: Actor, form: FormData): Promise<Read<PackageFacts>> {
  const texts = textsOf(form);
  const read = readPackageForm(form);
  const owner = await ownerNamed(db, actor, texts['organisation'] ?? '');
  const home = await settlementNamed(db, texts['home'] ?? '', 'home');
  const errors = [read, owner, home].flatMap((each) => (each.ok ? [] : each.errors));
  if (!read.ok || !owner.ok || !home.ok) return { ok: false, errors };
  return { ok: true, value: { ...read.value, organisation: owner.value, home: home.value } };
}

export async function packageValues(db: Database, pack: TouringPackage): Promise<Record<string, string>> {
  const [owner] = await labelsOf(db, 'organisation', [pack.organisation.id]);
  const number = (value: number | null): string => (value === null ? '' : String(value));
  const ticked = (value: boolean): string => (value ? 'yes' : '');
  return {
    title: pack.title,
    organisation: owner?.label ?? '',
    text: pack.text ?? '',
    minutes: number(pack.minutes),
    setup: number(pack.setup),
    teardown: number(pack.teardown),
    crew: number(pack.crew),
    minWidth: number(pack.minWidth),
    minDepth: number(pack.minDepth),
    minHeight: number(pack.minHeight),
    power: pack.power ?? '',
    amps: number(pack.amps),
    capacity: number(pack.capacity),
    darkening: ticked(pack.darkening),
    needs: pack.needs ?? '',
    audiences: pack.audiences.join('\n'),
    themes: pack.themes.join('\n'),
    fee: number(pack.fee),
    perKm: number(pack.perKm),
    perNight: number(pack.perNight),
    home: pack.home.name,
    twoADay: ticked(pack.twoADay),
    restAfter: number(pack.restAfter),
    earliest: pack.earliest,
    latest: pack.latest,
    weekdays: pack.weekdays.join('\n'),
    state: pack.state,
    ...spanValues(pack.available)
  };
}

function spanValues(spans: readonly Days[]): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: spanFields }, (_, n) => [
      [`from${n + 1}`, spans[n]?.from ?? ''],
      [`to${n + 1}`, spans[n]?.to ?? '']
    ]).flat()
  );
}

/** The form as it is now, which knows what it began from. */
export async function packageToChange(db: Database, pack: TouringPackage): Promise<Record<string, string>> {
  const values = await packageValues(db, pack);
  return { ...values, [begunField]: begunText(begunOf(pack, values)) };
}

const several: ReadonlySet<string> = new Set(['audiences', 'themes', 'weekdays']);

function begunOf(pack: TouringPackage, values: Record<string, string>): Begun {
  const fields = Object.entries(values).map(([field, text]): [string, string[]] => [
    field,
    several.has(field) ? text.split('\n') : [text]
  ]);
  return { at: pack.updatedAt, fields: new Map(fields) };
}

export type Changed =
  | { readonly saved: { readonly slug: string }; readonly merged: boolean }
  | {
      readonly values: Record<string, string>;
      readonly errors: readonly FieldError[];
      readonly meanwhile: { readonly conflicts: readonly string[]; readonly since: Date } | null;
    }
  | { readonly hidden: true };

type Answer = { slug: string } | { values: Record<string, string>; errors: readonly FieldError[] } | null;

/** Saves the form together with what others changed since it was opened. */
export async function changeByForm(
  db: Database,
  actor: Actor,
  { form, before }: { form: FormData; before: TouringPackage },
  now: Date
): Promise<Changed> {
  const over = await saveOver<Answer>(form, {
    groups: [
      ['earliest', 'latest'],
      ...Array.from({ length: spanFields }, (_, n) => [`from${n + 1}`, `to${n + 1}`])
    ],
    current: async () => {
      const pack = (await findPackage(db, before.id)) ?? before;
      return begunOf(pack, await packageValues(db, pack));
    },
    save: async (sent, from) => {
      const facts = await packageFacts(db, actor, sent);
      if (!facts.ok) return { values: textsOf(sent), errors: facts.errors };
      const saved = await updatePackage(
        db,
        actor,
        { id: before.id, facts: facts.value, ...(from === undefined ? {} : { from }) },
        now
      );
      if (saved.ok) return { slug: saved.value.slug };
      return saved.reason === 'changed_meanwhile' ? saved.reason : null;
    }
  });
  if (!('answer' in over)) {
    const { conflicts, since, form: merged } = over;
    return { values: textsOf(merged), errors: [], meanwhile: { conflicts, since } };
  }
  const { answer, merged } = over;
  if (answer === null) return { hidden: true };
  return 'slug' in answer ? { saved: answer, merged } : { ...answer, meanwhile: null };
}

/** Names of the organisations in whose name the actor may enter a package. */
export async function ownerChoices(db: Database, actor: Actor): Promise<string[]> {
  return (await listOwnLabels(db, actor)).map(({ label }) => label);
}

/** What is asked for, in which settlement and hall; the hall's own settlement where none fits the name. */
export async function requestDraft(db: Database, form: FormData): Promise<Read<RequestDraft>> {
  const read = readRequestForm(form);
  const texts = textsOf(form);
  const place = await settlementNamed(db, texts['settlement'] ?? '', 'settlement');
  const hall = await venueNamed(db, texts['venue'] ?? '', place.ok ? place.value : null);
  const errors = [read, place, hall].flatMap((each) => (each.ok ? [] : each.errors));
  if (!read.ok || !place.ok || !hall.ok) return { ok: false, errors };
  const { days, people, share, note } = read.value;
  const venue = hall.value === null ? null : await findVenue(db, hall.value);
  return {
    ok: true,
    value: {
      settlement: (venue?.settlement.id ?? place.value) as Id<'settlement'>,
      venue: venue?.id ?? null,
      organisation: (venue?.organisation?.id ?? null) as Id<'organisation'> | null,
      ...{ days, people, share, note }
    }
  };
}

async function ownerNamed(db: Database, actor: Actor, typed: string): Promise<Read<string>> {
  const wrong = (code: ErrorCode): Read<string> => ({ ok: false, errors: [{ field: 'organisation', code }] });
  const own = editableOrganisations(actor) ?? [];
  const [only] = own;
  if (typed.trim() === '')
    return own.length === 1 && only ? { ok: true, value: only } : wrong('organisation_missing');
  const found = await findByName(db, 'organisation', typed, { among: own });
  if (!found.ok || !canEditPackage(actor, { organisation: found.value }))
    return wrong('organisation_not_yours');
  return { ok: true, value: found.value.id };
}

async function settlementNamed(db: Database, typed: string, field: string): Promise<Read<string>> {
  const name = typed.trim().slice(0, 200);
  // The form of a request says by itself that a settlement is missing.
  if (name === '')
    return { ok: false, errors: field === 'home' ? [{ field, code: 'settlement_missing' }] : [] };
  const found = (await loadSettlementFinder(db)).find({ name });
  if (found.ok) return { ok: true, value: found.value.id };
  const code = found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous';
  return { ok: false, errors: [{ field, code, value: name, suggestions: found.suggestions }] };
}

async function venueNamed(
  db: Database,
  typed: string,
  settlement: string | null
): Promise<Read<string | null>> {
  if (typed.trim() === '') return { ok: true, value: null };
  const found = await findByName(db, 'venue', typed, settlement ? { settlement } : {});
  if (found.ok) return { ok: true, value: found.value.id };
  const code = found.reason === 'unknown' ? 'venue_unknown' : 'venue_ambiguous';
  return { ok: false, errors: [{ field: 'venue', code, value: typed, suggestions: found.suggestions }] };
}
