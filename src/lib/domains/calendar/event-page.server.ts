// What the pages for entering and for changing an event share: the choices of the form, the check for clashes, the saving.
import { addDays, addLocalMinutes, dayOf, defaultZone, localOf } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { editableOrganisations } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { actOnce } from '#lib/platform/once.server.ts';
import {
  listEditableOrganisations,
  listOrganisationsForChoice
} from '#lib/domains/registry/queries.server.ts';
import { listVenuesForChoice } from '#lib/domains/registry/venue-queries.server.ts';
import { adviseOn, type Advice } from './clashes.server.ts';
import { eventDraft, type FormContent } from './form.server.ts';
import { readEventForm, textsOf, type FieldError } from './input.ts';
import { createEvent, updateEvent } from './operations.server.ts';
import type { FullEvent } from './queries.server.ts';

export interface EventChoices {
  /** In whose name the actor may write, by name. */
  readonly own: readonly { id: string; name: string }[];
  /** Everyone else, for joint events. */
  readonly partners: readonly { id: string; name: string }[];
  readonly venues: readonly { id: string; name: string; settlement: string }[];
}

export async function eventChoices(db: Database, actor: Actor): Promise<EventChoices> {
  const [own, everyone, venues] = await Promise.all([
    listEditableOrganisations(db, actor),
    listOrganisationsForChoice(db),
    listVenuesForChoice(db)
  ]);
  const mine = new Set(own.map(({ id }) => id));
  return {
    own: own.map(({ id, name }) => ({ id, name })),
    partners: everyone.filter(({ id }) => !mine.has(id)),
    venues: venues.map(({ id, name, settlement }) => ({ id, name, settlement: settlement.name }))
  };
}

/** An empty form: next week, the actor's own organisation where there is only one. */
export function emptyForm(actor: Actor, now: Date): FormContent {
  const [only, ...others] = editableOrganisations(actor) ?? [];
  return {
    texts: {
      date: addDays(dayOf(now, defaultZone), 7),
      status: 'tentative',
      repeat: 'none',
      every: '1',
      flexibility: 'fixed'
    },
    chosen: { organiser: only && others.length === 0 ? [only] : [], audience: [], theme: [], weekday: [] }
  };
}

/** What was typed, to be shown again with whatever was found. */
export interface Answered {
  readonly content: FormContent;
  readonly errors: readonly FieldError[];
  readonly advice: Advice | null;
}

export type Handled =
  { readonly saved: { slug: string } } | { readonly answered: Answered } | { readonly hidden: true };

/** Which button was pressed: save, check for clashes, or take one of the suggested times (which is checked at once). */
export function askedOf(form: FormData): { form: FormData; intent: 'check' | 'save' } {
  const slot = form.get('slot');
  if (slot !== null) return { form: withSlot(form, Number(slot)), intent: 'check' };
  return { form, intent: form.get('intent') === 'check' ? 'check' : 'save' };
}

/**
 * The form with a suggested time in place of its own, as long as before.
 * @param start epoch minutes, as the advice offered it
 */
function withSlot(form: FormData, start: number): FormData {
  const read = readEventForm(form);
  if (!read.ok || !Number.isFinite(start)) return form;
  const moved = new FormData();
  for (const [name, value] of form) moved.append(name, value);
  const starts = localOf(new Date(start * 60_000), defaultZone);
  const end = addLocalMinutes(starts, read.value.minutes);
  moved.set('date', starts.slice(0, 10));
  moved.set('time', starts.slice(11));
  moved.set('end_time', read.value.minutes === 0 ? '' : end.slice(11));
  moved.set('end_date', end.slice(0, 10) === starts.slice(0, 10) ? '' : end.slice(0, 10));
  return moved;
}

/** @param intent 'check' looks for clashes and saves nothing */
export async function handleEventForm(
  db: Database,
  actor: Actor,
  {
    form,
    before,
    intent,
    now
  }: { form: FormData; before: FullEvent | null; intent: 'check' | 'save'; now: Date }
): Promise<Handled> {
  const read = readEventForm(form);
  const content = contentOf(form);
  if (!read.ok) return { answered: { content, errors: read.errors, advice: null } };
  const drafted = await eventDraft(db, actor, read.value, before);
  if (!drafted.ok) return { answered: { content, errors: drafted.errors, advice: null } };
  if (intent === 'check')
    return {
      answered: {
        content,
        errors: [],
        advice: await adviseOn(db, actor, { ...drafted.value, self: before?.id ?? null, now })
      }
    };
  const { draft } = drafted.value;
  const saved = before
    ? await updateEvent(db, actor, { id: before.id, draft: draft }, now)
    : await actOnce(db, actor, { form, now }, (tx) => createEvent(tx, actor, draft, now));
  return saved.ok ? { saved: saved.value } : { hidden: true };
}

function contentOf(form: FormData): FormContent {
  const chosen = (name: string): string[] => form.getAll(name).map(String).filter(Boolean);
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
