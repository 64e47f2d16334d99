// What the pages for entering and for changing an event share: what to offer, the look at clashes, the saving.
import { isDay, isLocal, addDays, dayOf, defaultZone } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { actOnce } from '#lib/platform/once.server.ts';
import { adviseOn, comingOf, type Advice } from './advice.server.ts';
import { eventDraft, formOf } from './form.server.ts';
import { organiserField, type FormContent } from './form-fields.ts';
import { whenFieldsAt, type WhenFields } from './form-when.ts';
import {
  readEventForm,
  readForAdvice,
  textsOf,
  type EventForm,
  type FieldError,
  type Nearness
} from './input.ts';
import { createEvent, updateEvent } from './operations.server.ts';
import { findMetPerformers, type MetPerformer } from './performer-meetings.server.ts';
import { findEvent, type FullEvent } from './queries.server.ts';
import type { EventDraft } from './write.server.ts';

/** An empty form: next week, the actor's own organisation where there is only one. */
export function emptyForm(own: readonly string[], now: Date): FormContent {
  return {
    texts: {
      date: addDays(dayOf(now, defaultZone), 7),
      status: 'tentative',
      repeat: 'none',
      every: '1',
      flexibility: 'fixed'
    },
    chosen: { organiser: own.length === 1 ? own : [], audience: [], theme: [], weekday: [] }
  };
}

/** What the panel beside the form says about clashes. */
export interface Looked {
  /** Null while the form does not say yet when and where. */
  readonly advice: Advice | null;
  /** For each suggested time, what the form's fields would say. */
  readonly fields: readonly WhenFields[];
  /** What stands in the way of advice. */
  readonly errors: readonly FieldError[];
  /** Where else its performers appear. */
  readonly performers?: readonly MetPerformer[];
  /** The day that was typed, when it is one: there may be something to know about it. */
  readonly day?: string | null;
}

/** What was typed, to be shown again with whatever was found. */
export interface Answered {
  readonly content: FormContent;
  readonly errors: readonly FieldError[];
  readonly looked: Looked | null;
  /** Where somebody else changed the event since the form was opened: what both changed, and since when. */
  readonly meanwhile?: { readonly conflicts: readonly string[]; readonly since: Date };
}

export type Handled =
  | {
      readonly saved: { slug: string };
      /** With changes of others that were taken over. */
      readonly merged?: boolean;
    }
  | { readonly answered: Answered }
  | { readonly hidden: true };

export interface Asked {
  readonly form: FormData;
  /** 'check' looks for clashes and saves nothing. */
  readonly intent: 'check' | 'save';
}

/**
 * Which button was pressed: save, look for clashes, or one that fills in the form and then looks: a suggested time (`slot`), a
 * name that was meant (`take`: field and name), so many days of room to move (`loosen`).
 */
export function askedOf(form: FormData, nearness: Nearness): Asked {
  const pressed = (name: string): string | null => form.get(name)?.toString() ?? null;
  const [slot, take, loosen] = [pressed('slot'), pressed('take'), pressed('loosen')];
  if (slot !== null) return { form: withSlot(form, slot, nearness), intent: 'check' };
  if (take !== null) return { form: withName(form, take), intent: 'check' };
  if (loosen !== null)
    return { form: changed(form, { flexibility: ['days'], flexible_days: [loosen] }), intent: 'check' };
  return { form, intent: form.get('intent') === 'check' ? 'check' : 'save' };
}

function withSlot(form: FormData, starts: string, nearness: Nearness): FormData {
  const read = readForAdvice(form, nearness);
  if (!read.ok || !isLocal(starts)) return form;
  const { texts, weekday } = whenFieldsAt(read.value, starts);
  const { all_day: _kept, ...times } = texts;
  return changed(form, {
    ...Object.fromEntries(Object.entries(times).map(([name, text]) => [name, [text]])),
    weekday
  });
}

/** @param take «settlement Szegvár», «organiser-1 Könyvtár, Szentes» */
function withName(form: FormData, take: string): FormData {
  const [, field = '', name = ''] = /^([a-z]+(?:-\d+)?) (.*)$/s.exec(take) ?? [];
  if (field === 'settlement' || field === 'venue') return changed(form, { [field]: [name] });
  // The venue is not in the register: what was typed is then said in words.
  if (field === 'place') return changed(form, { venue: [''], place: [name] });
  const organisers = form.getAll('organiser').map(String);
  const chosen = organisers.map((typed, index) => (organiserField(index) === field ? name : typed));
  return changed(form, { organiser: chosen });
}

function changed(form: FormData, change: Readonly<Record<string, readonly string[]>>): FormData {
  const fresh = new FormData();
  for (const [name, value] of form) if (!(name in change)) fresh.append(name, value);
  for (const [name, values] of Object.entries(change)) for (const value of values) fresh.append(name, value);
  return fresh;
}

interface OfEvent {
  readonly form: FormData;
  /** The event being changed; null for a new one. */
  readonly before: FullEvent | null;
  readonly now: Date;
}

export function nearnessOf(before: FullEvent | null, now: Date): Nearness {
  return { today: dayOf(now, defaultZone), before: before?.starts ?? null };
}

export async function handleEventForm(
  db: Database,
  actor: Actor,
  { intent, ...asked }: OfEvent & { intent: Asked['intent'] }
): Promise<Handled> {
  const { form, before, now } = asked;
  const answered = (errors: readonly FieldError[], looked: Looked | null): Handled => ({
    answered: { content: contentOf(form), errors, looked }
  });
  if (intent === 'check') {
    const looked = await lookForClashes(db, actor, asked);
    return answered(looked.errors, looked);
  }
  if (before) return changeEvent(db, actor, { form, before, now });
  const drafted = await draftIn(db, actor, asked);
  if ('answered' in drafted) return drafted;
  const saved = await actOnce(db, actor, { form, now }, (tx) => createEvent(tx, actor, drafted.draft, now));
  return saved.ok ? { saved: saved.value } : { hidden: true };
}

async function draftIn(
  db: Database,
  actor: Actor,
  asked: OfEvent
): Promise<{ draft: EventDraft } | { answered: Answered }> {
  const read = readEventForm(asked.form, nearnessOf(asked.before, asked.now));
  const placed = read.ok ? await eventDraft(db, actor, read.value, asked.before) : null;
  if (placed?.errors.length === 0) return { draft: placed.draft };
  const errors = read.ok ? (placed?.errors ?? []) : read.errors;
  const looked = await lookForClashes(db, actor, asked);
  return { answered: { content: contentOf(asked.form), errors, looked } };
}

/** Together with what others changed since the form was opened. */
async function changeEvent(
  db: Database,
  actor: Actor,
  { form, before, now }: OfEvent & { before: FullEvent }
): Promise<Handled> {
  const over = await saveOver<Handled>(form, {
    groups: eventGroups,
    current: async () => eventBegun(db, (await findEvent(db, before.id)) ?? before),
    save: async (sent, from) => {
      const fresh = (await findEvent(db, before.id)) ?? before;
      const drafted = await draftIn(db, actor, { form: sent, before: fresh, now });
      if ('answered' in drafted) return drafted;
      const saved = await updateEvent(db, actor, { id: before.id, draft: drafted.draft, from }, now);
      if (saved.ok) return { saved: saved.value };
      return saved.reason === 'changed_meanwhile' ? saved.reason : { hidden: true };
    }
  });
  if ('answer' in over) return 'saved' in over.answer ? { ...over.answer, merged: over.merged } : over.answer;
  const { conflicts, since } = over;
  const looked = await lookForClashes(db, actor, { form: over.form, before, now });
  return { answered: { content: contentOf(over.form), errors: [], looked, meanwhile: { conflicts, since } } };
}

/** Half of these would make no sense. */
const eventGroups = [
  [
    'date',
    'time',
    'end_date',
    'end_time',
    'all_day',
    'repeat',
    'rule',
    'every',
    'until',
    'except',
    'weekday'
  ],
  ['settlement', 'venue', 'place'],
  ['flexibility', 'flexible_days', 'window_from', 'window_to', 'window_earliest', 'window_latest']
];

/** The form of an event as it is now, which knows what it began from. */
export async function formToChange(db: Database, event: FullEvent): Promise<FormContent> {
  const content = await formOf(db, event);
  const begun = begunText(await eventBegun(db, event));
  return { ...content, texts: { ...content.texts, [begunField]: begun } };
}

async function eventBegun(db: Database, event: FullEvent): Promise<Begun> {
  const { texts, chosen } = await formOf(db, event);
  const single = Object.entries(texts).map(([field, text]): [string, string[]] => [field, [text]]);
  return { at: event.updatedAt, fields: new Map([...single, ...Object.entries(chosen)]) };
}

/** Advice on a form that may still be half empty; nothing is saved. */
export async function lookForClashes(
  db: Database,
  actor: Actor,
  { form, before, now }: OfEvent
): Promise<Looked> {
  const typed = String(form.get('date') ?? '');
  const day = isDay(typed) ? typed : null;
  const read = readForAdvice(form, nearnessOf(before, now));
  if (!read.ok) return { advice: null, fields: [], errors: read.errors, day };
  const { draft, at, errors } = await eventDraft(db, actor, read.value, before);
  // Whose event it is may be said last.
  const inTheWay = errors.filter(({ field }) => !field.startsWith('organiser'));
  if (inTheWay.some(({ field }) => field === 'settlement' || (field === 'venue' && at === null)))
    return { advice: null, fields: [], errors: inTheWay, day };
  const self = before?.id ?? null;
  const advice = await adviseOn(db, actor, { draft, at, self, now });
  const performers =
    draft.status === 'cancelled' || draft.background
      ? []
      : await findMetPerformers(db, actor, {
          ...{ self, performers: draft.performers, at },
          occurrences: comingOf(draft, now)
        });
  return { advice, fields: fieldsFor(read.value, advice), errors: inTheWay, performers, day };
}

function fieldsFor(form: EventForm, advice: Advice): WhenFields[] {
  return advice.slots.map(({ local }) => whenFieldsAt(form, local));
}

function contentOf(form: FormData): FormContent {
  const chosen = (name: string): string[] => form.getAll(name).map(String);
  return {
    texts: textsOf(form),
    chosen: {
      organiser: chosen('organiser'),
      audience: chosen('audience'),
      theme: chosen('theme'),
      weekday: chosen('weekday')
    }
  };
}
