// Turns a form that reads well into a draft: looks up its settlement, venue and organisers; and a stored event back into a form.
import type { Point } from '#lib/core/geo.ts';
import { defaultZone } from '#lib/core/time.ts';
import { editableOrganisations, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { FindableSettlement } from '#lib/domains/places/finder.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { findByName, labelsOf, type NameFound } from '#lib/domains/registry/names.server.ts';
import { findVenue, type FullVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { organiserField, type FormContent } from './form-fields.ts';
import { whenFields } from './form-when.ts';
import { inOrder, type EventForm, type FieldError } from './input.ts';
import type { FullEvent } from './queries.server.ts';
import { performerLines } from './performers.ts';
import { tiedToRegister } from './performer-tie.server.ts';
import type { EventDraft } from './write.server.ts';

export interface PlacedDraft {
  readonly draft: EventDraft;
  /** Where it takes place, for the clash advice; null when not known. */
  readonly at: Point | null;
  /** What could not be found: the draft is then without it. */
  readonly errors: readonly FieldError[];
}

/** @param before the event being changed: what the form does not show is taken over from it */
export async function eventDraft(
  db: Database,
  actor: Actor,
  form: EventForm,
  before: FullEvent | null
): Promise<PlacedDraft> {
  const { settlement, venue, errors: placeErrors } = await placeOf(db, form);
  const { organisers, errors: organiserErrors } = await organisersNamed(db, actor, form, before);
  const sameSeries = before?.rule === form.rule && before.starts === form.starts;
  return {
    at: (venue?.point ?? settlement?.point) || null,
    errors: inOrder([...placeErrors, ...organiserErrors]),
    draft: {
      ...form,
      organisers,
      performers: await tiedToRegister(db, form.performers),
      settlement: settlement?.id ?? null,
      venue: venue?.id ?? null,
      lat: sameSeries ? (before.lat ?? null) : null,
      lon: sameSeries ? (before.lon ?? null) : null,
      zone: before?.zone ?? defaultZone,
      rdates: sameSeries ? before.rdates : [],
      overrides: sameSeries ? before.overrides : []
    }
  };
}

/** The settlement decides between venues of one name; where only the venue was named, it knows where it stands. */
async function placeOf(
  db: Database,
  form: EventForm
): Promise<{ settlement: FindableSettlement | null; venue: FullVenue | null; errors: FieldError[] }> {
  const errors: FieldError[] = [];
  const finder = await loadSettlementFinder(db);
  const found = form.settlement === '' ? null : finder.find({ name: form.settlement });
  if (found && !found.ok)
    errors.push({
      field: 'settlement',
      code: found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous',
      value: form.settlement,
      suggestions: found.suggestions
    });
  const typed = found?.ok ? found.value : null;
  if (!form.venue) return { settlement: typed, venue: null, errors };

  const named = await findByName(db, 'venue', form.venue, { settlement: typed?.id ?? null });
  if (!named.ok) {
    errors.push(nameError('venue', form.venue, named));
    return { settlement: typed, venue: null, errors };
  }
  const venue = await findVenue(db, named.value.id);
  const standsIn = venue && finder.byId(venue.settlement.id);
  if (typed && standsIn && standsIn.id !== typed.id)
    errors.push({
      field: 'settlement',
      code: 'venue_elsewhere',
      value: standsIn.name,
      suggestions: [standsIn.name]
    });
  return { settlement: typed ?? standsIn ?? null, venue, errors };
}

async function organisersNamed(
  db: Database,
  actor: Actor,
  form: EventForm,
  before: FullEvent | null
): Promise<{ organisers: string[]; errors: FieldError[] }> {
  const mine = editableOrganisations(actor);
  const among = [...(mine ?? []), ...(before?.organisers.map(({ id }) => id) ?? [])];
  const errors: FieldError[] = [];
  const organisers: string[] = [];
  for (const [index, name] of form.organisers.entries()) {
    if (name === '') continue;
    const found = await findByName(db, 'organisation', name, { among });
    if (found.ok) organisers.push(found.value.id);
    else errors.push(nameError(organiserField(index), name, found));
  }
  if (errors.length === 0 && mine !== null && !organisers.some((id) => mine.includes(id)))
    errors.push({ field: organiserField(0), code: 'organiser_not_yours' });
  return { organisers: [...new Set(organisers)], errors };
}

function nameError(
  field: string,
  value: string,
  { reason, suggestions }: Extract<NameFound, { ok: false }>
): FieldError {
  const kind = field === 'venue' ? ('venue' as const) : ('organiser' as const);
  return { field, code: `${kind}_${reason}`, value, suggestions };
}

export async function formOf(db: Database, event: FullEvent): Promise<FormContent> {
  const organisers = await labelsOf(
    db,
    'organisation',
    event.organisers.map(({ id }) => id)
  );
  const [venue] = event.venue ? await labelsOf(db, 'venue', [event.venue.id]) : [];
  const when = whenFields(event);
  const { flexibility } = event;
  return {
    texts: {
      ...when.texts,
      title: event.title,
      summary: event.summary ?? '',
      description: event.description ?? '',
      settlement: event.settlement?.name ?? '',
      venue: venue?.label ?? '',
      place: event.place ?? '',
      performers: performerLines(event.performers),
      tradition: event.tradition ?? '',
      attendance: event.attendance === null ? '' : String(event.attendance),
      flexibility: flexibility.kind,
      flexible_days: flexibility.kind === 'days' ? String(flexibility.days) : '',
      window_from: flexibility.kind === 'window' ? flexibility.from : '',
      window_to: flexibility.kind === 'window' ? flexibility.to : '',
      window_earliest: flexibility.kind === 'window' ? flexibility.earliest : '',
      window_latest: flexibility.kind === 'window' ? flexibility.latest : '',
      background: event.background ? 'yes' : '',
      status: event.status,
      price: event.price ?? '',
      website: event.website ?? ''
    },
    chosen: {
      organiser: organisers.map(({ label }) => label),
      audience: event.audiences,
      theme: event.themes,
      weekday: when.weekday
    }
  };
}
