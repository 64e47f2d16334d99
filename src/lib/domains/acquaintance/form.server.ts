// What the form of a visit shows and what it answers: names and codes looked up, saved, or shown again with what is wrong.
import type { Id } from '#lib/core/ids.ts';
import { readShortCode } from '#lib/core/short-code.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/registry/input.ts';
import { findByName, labelsOf, type Labelled } from '#lib/domains/registry/names.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { hasCode } from '#lib/platform/db/short-code.server.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { actOnce } from '#lib/platform/once.server.ts';
import { listCompanions, type Companion } from './companions.server.ts';
import { readVisitForm, type FieldError, type Read } from './input.ts';
import { prompts, type VisitDraft } from './model.ts';
import { changeVisit, recordVisit } from './operations.server.ts';
import { findAnyVisit, type FullVisit } from './queries.server.ts';

/** What can be chosen in the form. */
export interface Choosable {
  readonly senders: readonly { readonly id: string; readonly label: string }[];
  readonly companions: readonly Companion[];
}

/** @param visit the one that is changed: who went stays to be chosen */
export async function choosable(
  db: Database,
  actor: Actor,
  visit: FullVisit | null = null
): Promise<Choosable> {
  const own =
    actor.kind === 'person'
      ? actor.roles.flatMap((role) => ('organisation' in role ? [role.organisation] : []))
      : [];
  const senders = await labelsOf(
    db,
    'organisation',
    [...own, ...(visit?.sender ? [visit.sender.id] : [])].slice(0, 60)
  );
  const companions = await listCompanions(db, actor);
  const known = new Set<string>(companions.map(({ id }) => id));
  const before = [...(visit?.visitors ?? []), ...(visit?.step?.person ? [visit.step.person] : [])];
  const others = new Map(before.filter(({ id }) => !known.has(id)).map(({ id, name }) => [id, name]));
  return {
    senders: senders.map(({ id, label }) => ({ id, label })),
    companions: [...companions, ...[...others].map(([id, name]) => ({ id: id as Id<'person'>, name }))]
  };
}

/** Today, by the one who writes, for the organisation asked for; no further than the lead. */
export function emptyVisit(
  actor: Actor,
  { senders, organisation }: { senders: Choosable['senders']; organisation: string },
  now: Date
): Record<string, string> {
  const me = actor.kind === 'person' ? actor.id : '';
  return {
    organisation,
    day: dayOf(now, defaultZone),
    kind: 'visit',
    sender: senders[0]?.id ?? '',
    visitor: me,
    step_person: me,
    level: 'lead'
  };
}

export async function visitValues(db: Database, visit: FullVisit): Promise<Record<string, string>> {
  const [label] = visit.organisation ? await labelsOf(db, 'organisation', [visit.organisation.id]) : [];
  return {
    organisation: label?.label ?? '',
    subject: visit.subject ?? '',
    settlement: visit.organisation ? '' : (visit.settlement?.name ?? ''),
    sender: visit.sender?.id ?? '',
    day: visit.day,
    kind: visit.kind,
    visitor: visit.visitors.map(({ id }) => id).join(','),
    met: visit.met ?? '',
    ...Object.fromEntries(prompts.map((prompt) => [prompt, visit.texts[prompt] ?? ''])),
    note: visit.note ?? '',
    step: visit.step?.text ?? '',
    step_day: visit.step?.day ?? '',
    step_person: visit.step?.person?.id ?? '',
    level: visit.level
  };
}

export async function visitToChange(db: Database, visit: FullVisit): Promise<Record<string, string>> {
  return { ...(await visitValues(db, visit)), [begunField]: begunText(await begunFrom(db, visit)) };
}

export type Answered =
  | { readonly saved: { readonly id: string; readonly merged: boolean } }
  | {
      readonly values: Record<string, string>;
      readonly errors: readonly FieldError[];
      readonly meanwhile: { readonly conflicts: readonly string[]; readonly since: Date } | null;
    }
  | { readonly hidden: true };

/** @param byCode the organisation is told by the code on the sheet */
export async function handleNewVisit(
  db: Database,
  actor: Actor,
  { form, byCode }: { form: FormData; byCode: boolean },
  now: Date
): Promise<Answered> {
  const taken = withAnswerTaken(form);
  if (taken) return { values: textsOf(taken), errors: [], meanwhile: null };
  const draft = await visitDraft(db, form, { byCode, now });
  if (!draft.ok) return { values: textsOf(form), errors: draft.errors, meanwhile: null };
  const saved = await actOnce(db, actor, { form, now }, (tx) => recordVisit(tx, actor, draft.value, now));
  return saved.ok ? { saved: { id: saved.value.id, merged: false } } : { hidden: true };
}

export async function handleVisitChange(
  db: Database,
  actor: Actor,
  { form, before }: { form: FormData; before: FullVisit },
  now: Date
): Promise<Answered> {
  const taken = withAnswerTaken(form);
  if (taken) return { values: textsOf(taken), errors: [], meanwhile: null };
  type Answer = { id: string } | { values: Record<string, string>; errors: readonly FieldError[] } | null;
  const over = await saveOver<Answer>(form, {
    // A step is one thing; so is whom it was to, however they are named.
    groups: [
      ['step', 'step_day', 'step_person'],
      ['organisation', 'subject', 'settlement']
    ],
    current: async () => begunFrom(db, (await findAnyVisit(db, before.id)) ?? before),
    save: async (sent, from) => {
      const draft = await visitDraft(db, sent, { byCode: false, now });
      if (!draft.ok) return { values: textsOf(sent), errors: draft.errors };
      const saved = await changeVisit(db, actor, { id: before.id, draft: draft.value, from }, now);
      if (saved.ok) return { id: saved.value.id };
      return saved.reason === 'changed_meanwhile' ? saved.reason : null;
    }
  });
  if (!('answer' in over))
    return {
      values: textsOf(over.form),
      errors: [],
      meanwhile: { conflicts: over.conflicts, since: over.since }
    };
  const { answer, merged } = over;
  if (answer === null) return { hidden: true };
  return 'id' in answer ? { saved: { id: answer.id, merged } } : { ...answer, meanwhile: null };
}

async function begunFrom(db: Database, visit: FullVisit): Promise<Begun> {
  const values = Object.entries(await visitValues(db, visit));
  return {
    at: visit.updatedAt,
    fields: new Map(values.map(([field, text]) => [field, field === 'visitor' ? text.split(',') : [text]]))
  };
}

async function visitDraft(
  db: Database,
  form: FormData,
  { byCode, now }: { byCode: boolean; now: Date }
): Promise<Read<VisitDraft>> {
  const read = readVisitForm(form, dayOf(now, defaultZone));
  const texts = textsOf(form);
  const whom = await whomMeant(db, texts, byCode);
  if (!read.ok || !whom.ok)
    return { ok: false, errors: [whom, read].flatMap((each) => (each.ok ? [] : each.errors)) };
  const { code: _c, organisationName: _o, settlementName: _s, ...facts } = read.value;
  return { ok: true, value: { ...facts, ...whom.value } };
}

type Whom = Pick<VisitDraft, 'organisation' | 'settlement' | 'subject'>;

/** An organisation of the register by code or name; else somebody or some place in words, with its settlement. */
async function whomMeant(
  db: Database,
  texts: Readonly<Record<string, string>>,
  byCode: boolean
): Promise<Read<Whom>> {
  const name = (texts['organisation'] ?? '').trim();
  if (name !== '') return ofOrganisation(await byNameMeant(db, name));
  const code = (texts['code'] ?? '').trim();
  if (byCode) return ofOrganisation(await byCodeMeant(db, code));
  const subject = (texts['subject'] ?? '').replace(/\s+/g, ' ').trim().slice(0, 200);
  if (subject === '') return { ok: false, errors: [{ field: 'organisation', code: 'organisation_missing' }] };
  const place = (texts['settlement'] ?? '').trim().slice(0, 200);
  if (place === '') return { ok: true, value: { organisation: null, settlement: null, subject } };
  const found = (await loadSettlementFinder(db)).find({ name: place });
  if (found.ok) return { ok: true, value: { organisation: null, settlement: found.value.id, subject } };
  const code_ = found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous';
  return {
    ok: false,
    errors: [{ field: 'settlement', code: code_, value: place, suggestions: found.suggestions }]
  };
}

function ofOrganisation(found: Read<Labelled>): Read<Whom> {
  if (!found.ok) return found;
  const { id, settlement } = found.value;
  return { ok: true, value: { organisation: id, settlement: settlement?.id ?? null, subject: null } };
}

async function byNameMeant(db: Database, name: string): Promise<Read<Labelled>> {
  const found = await findByName(db, 'organisation', name);
  if (found.ok) return found;
  const { reason, suggestions } = found;
  return {
    ok: false,
    errors: [{ field: 'organisation', code: `organisation_${reason}`, value: name, suggestions }]
  };
}

async function byCodeMeant(db: Database, typed: string): Promise<Read<Labelled>> {
  const wrong = (code: FieldError['code'], suggestions: readonly string[] = []): Read<Labelled> => ({
    ok: false,
    errors: [{ field: 'code', code, value: typed, suggestions }]
  });
  if (typed === '') return wrong('code_missing');
  const read = readShortCode(typed);
  if (!read.ok) return wrong(read.reason);
  const rows = await db
    .selectFrom('organisation')
    .select('id')
    .where(hasCode('organisation.id', read.value))
    .limit(5)
    .execute();
  const labels = await labelsOf(
    db,
    'organisation',
    rows.map(({ id }) => id)
  );
  const [only] = labels;
  if (!only) return wrong('code_unknown');
  if (labels.length === 1) return { ok: true, value: only };
  return wrong(
    'code_ambiguous',
    labels.map(({ label }) => label)
  );
}
