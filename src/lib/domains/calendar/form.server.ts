// Turns a form that reads well into a draft: looks up its settlement, venue and organisers; and a stored event back into a form.
import { isUuid } from '#lib/core/ids.ts';
import type { Point } from '#lib/core/geo.ts';
import { addDays, addLocalMinutes, defaultZone } from '#lib/core/time.ts';
import { choiceIn } from '#lib/core/recurrence.ts';
import { editableOrganisations, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import { findVenue } from '#lib/domains/registry/venue-queries.server.ts';
import type { EventForm, FieldError, Read } from './input.ts';
import type { FullEvent } from './queries.server.ts';
import type { EventDraft } from './write.server.ts';

export interface PlacedDraft {
  readonly draft: EventDraft;
  /** Where it takes place, for the clash advice; null when not known. */
  readonly at: Point | null;
}

/** @param before the event being changed: what the form does not show is taken over from it */
export async function eventDraft(
  db: Database,
  actor: Actor,
  form: EventForm,
  before: FullEvent | null
): Promise<Read<PlacedDraft>> {
  const errors: FieldError[] = [];
  const venue = form.venue && isUuid(form.venue) ? await findVenue(db, form.venue) : null;
  if (form.venue && !venue) errors.push({ field: 'venue', code: 'venue_unknown' });

  // The venue knows where it stands; what was typed as a settlement besides is then of no account.
  const finder = await loadSettlementFinder(db);
  const found = venue ? null : finder.find({ name: form.settlement });
  if (found && !found.ok)
    errors.push({
      field: 'settlement',
      code: found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous',
      value: form.settlement,
      suggestions: found.suggestions
    });
  const settlement = venue ? finder.byId(venue.settlement.id) : found?.ok ? found.value : null;

  const known = await findOrganisationsByIds(db, form.organisers.filter(isUuid));
  const mine = editableOrganisations(actor);
  if (known.size < form.organisers.length) errors.push({ field: 'organiser', code: 'organiser_missing' });
  else if (mine !== null && !form.organisers.some((id) => mine.includes(id)))
    errors.push({ field: 'organiser', code: 'organiser_not_yours' });
  if (errors.length > 0) return { ok: false, errors };

  const sameSeries = before?.rule === form.rule && before.starts === form.starts;
  return {
    ok: true,
    value: {
      at: (venue?.point ?? settlement?.point) || null,
      draft: {
        ...form,
        settlement: settlement?.id ?? null,
        venue: venue?.id ?? null,
        lat: sameSeries ? (before.lat ?? null) : null,
        lon: sameSeries ? (before.lon ?? null) : null,
        zone: before?.zone ?? defaultZone,
        rdates: sameSeries ? before.rdates : [],
        overrides: sameSeries ? before.overrides : []
      }
    }
  };
}

/** What a form shows: each field as text, and lists where more may be chosen. */
export interface FormContent {
  readonly texts: Readonly<Record<string, string>>;
  readonly chosen: {
    readonly organiser: readonly string[];
    readonly audience: readonly string[];
    readonly theme: readonly string[];
    readonly weekday: readonly string[];
  };
}

export function formOf(event: FullEvent): FormContent {
  const day = event.starts.slice(0, 10);
  const end = event.allDay
    ? `${addDays(day, event.minutes / 1440 - 1)}T00:00`
    : addLocalMinutes(event.starts, event.minutes);
  const choice = event.rule === null ? null : choiceIn(event.rule);
  const { flexibility } = event;
  return {
    texts: {
      title: event.title,
      summary: event.summary ?? '',
      description: event.description ?? '',
      settlement: event.settlement?.name ?? '',
      venue: event.venue?.id ?? '',
      place: event.place ?? '',
      date: day,
      time: event.allDay ? '' : event.starts.slice(11),
      end_date: end.slice(0, 10) === day ? '' : end.slice(0, 10),
      end_time: event.allDay || event.minutes === 0 ? '' : end.slice(11),
      all_day: event.allDay ? 'yes' : '',
      repeat: choice === null ? 'none' : choice.kind === 'raw' ? 'other' : choice.kind,
      rule: choice?.kind === 'raw' ? (event.rule ?? '') : '',
      every: choice && 'every' in choice ? String(choice.every) : '1',
      until: choice && 'until' in choice ? (choice.until ?? '') : '',
      except: event.exdates.map((local) => local.slice(0, 10)).join(', '),
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
      organiser: event.organisers.map(({ id }) => id),
      audience: event.audiences,
      theme: event.themes,
      weekday: choice?.kind === 'weekly' ? choice.weekdays.map(String) : []
    }
  };
}
