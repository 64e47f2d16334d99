// What an event becomes when a row of a file speaks of it: what the row says, what was edited here, what it was before.
import type { EventField } from './import-fields.ts';
import type { Named, Place } from './import-lookup.server.ts';
import type { EventRow } from './import-row.ts';
import { plainText } from './import-words.ts';
import type { Performer } from './model.ts';
import { performerLine, performerLines } from './performers.ts';
import type { FullEvent } from './queries.server.ts';
import type { EventDraft } from './write.server.ts';

/** An event as it is or would be: its facts by field for the preview, and what will be written. */
export interface PlannedEvent extends Partial<Record<EventField, unknown>> {
  readonly title: string;
  readonly draft: EventDraft;
  readonly before: FullEvent | null;
}

/** Organisers that are not in the register yet stand in a draft as this and their name, until they are entered. */
export const newOrganiser = 'new: ';

export function plannedEvent(
  row: EventRow,
  {
    place,
    organisers,
    before,
    performers,
    edited,
    origin
  }: {
    place: Place | null;
    organisers: readonly Named[] | null;
    performers: readonly Performer[] | null;
    before: FullEvent | null;
    edited: ReadonlySet<keyof EventDraft>;
    origin: { source: string; externalId: string };
  }
): PlannedEvent {
  const old = before && draftOf(before);
  const said: EventDraft = {
    title: row.title,
    summary: row.summary === undefined ? (old?.summary ?? null) : row.summary,
    description: row.description === undefined ? (old?.description ?? null) : row.description,
    organisers: organisers ? organisers.map(({ id }) => id) : (old?.organisers ?? []),
    settlement: place ? (place.settlement?.id ?? null) : (old?.settlement ?? null),
    venue: place ? (place.venue?.id ?? null) : (old?.venue ?? null),
    place: place ? place.place : (old?.place ?? null),
    lat: place ? (place.point?.lat ?? null) : (old?.lat ?? null),
    lon: place ? (place.point?.lon ?? null) : (old?.lon ?? null),
    ...row.when,
    audiences: row.audiences ?? old?.audiences ?? [],
    themes: row.themes ?? old?.themes ?? [],
    performers: performers ?? old?.performers ?? [],
    tradition: row.tradition === undefined ? (old?.tradition ?? null) : row.tradition,
    attendance: row.attendance === undefined ? (old?.attendance ?? null) : row.attendance,
    flexibility: old?.flexibility ?? { kind: 'fixed' },
    background: old?.background ?? isBackground(row),
    status: row.status ?? old?.status ?? 'confirmed',
    price: row.price === undefined ? (old?.price ?? null) : row.price,
    website: row.website === undefined ? (old?.website ?? null) : row.website
  };
  const kept = old ? Object.fromEntries([...edited].map((fact) => [fact, old[fact]])) : {};
  const draft: EventDraft = {
    ...said,
    ...kept,
    origin: {
      ...origin,
      uid: before?.uid ?? row.uid ?? '',
      // Feeds of ours that hold the event must see it grow (RFC 5545 §3.8.7.4).
      sequence: Math.max(row.sequence, before ? before.sequence + 1 : 0)
    }
  };
  return shown(draft, before, { place, organisers });
}

export function plannedFrom(event: FullEvent): PlannedEvent {
  return shown(draftOf(event), event, { place: null, organisers: null });
}

/** What stands in lists for weeks goes on beside other events: it competes with none of them. */
const dayMinutes = 24 * 60;

function isBackground({ when, themes }: EventRow): boolean {
  const days = themes?.includes('exhibition') ? 1 : 7;
  return when.minutes > days * dayMinutes;
}

/**
 * How an event without an id is known at the next import: by title, start and place, whatever their capitals, accents and
 * punctuation. One whose title, start or place changes is another event.
 */
export function eventKey({ title, when, where }: EventRow): string {
  const place = where ? `${where.settlement} ${where.place ?? ''}` : '';
  return [when.starts, plainText(title), plainText(place)].join(' / ').slice(0, 600);
}

const facts = {
  title: 'title',
  start: 'starts',
  minutes: 'minutes',
  zone: 'zone',
  all_day: 'allDay',
  rule: 'rule',
  exdates: 'exdates',
  rdates: 'rdates',
  overrides: 'overrides',
  settlement: 'settlement',
  place: 'place',
  lat: 'lat',
  lon: 'lon',
  organiser: 'organisers',
  audiences: 'audiences',
  themes: 'themes',
  performers: 'performers',
  tradition: 'tradition',
  attendance: 'attendance',
  status: 'status',
  summary: 'summary',
  description: 'description',
  price: 'price',
  website: 'website'
} as const satisfies Partial<Record<EventField, keyof EventDraft>>;

/** The fields that differ; a venue is part of the place. */
export function differingFields(a: PlannedEvent, b: PlannedEvent): EventField[] {
  const text = (planned: PlannedEvent, fact: keyof EventDraft): string =>
    fact === 'overrides'
      ? JSON.stringify(
          planned.draft.overrides.map(({ recurrenceId, start, minutes }) => [recurrenceId, start, minutes])
        )
      : fact === 'performers'
        ? performerLines(planned.draft.performers)
        : JSON.stringify(fact === 'place' ? [planned.draft.place, planned.draft.venue] : planned.draft[fact]);
  return (Object.entries(facts) as [EventField, keyof EventDraft][])
    .filter(([, fact]) => text(a, fact) !== text(b, fact))
    .map(([field]) => field);
}

function draftOf(event: FullEvent): EventDraft {
  const { settlement, venue, organisers } = event;
  return {
    ...event,
    settlement: settlement?.id ?? null,
    venue: venue?.id ?? null,
    organisers: organisers.map(({ id }) => id)
  };
}

/** With names where the draft has ids. */
function shown(
  draft: EventDraft,
  before: FullEvent | null,
  looked: { place: Place | null; organisers: readonly Named[] | null }
): PlannedEvent {
  const names = new Map<string, string>();
  for (const named of [
    before?.settlement,
    before?.venue,
    ...(before?.organisers ?? []),
    looked.place?.settlement,
    looked.place?.venue,
    ...(looked.organisers ?? [])
  ])
    if (named) names.set(named.id, named.name);
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
  return {
    ...Object.fromEntries(Object.entries(facts).map(([field, fact]) => [field, draft[fact]])),
    settlement: nameOf(draft.settlement),
    place: [nameOf(draft.venue), draft.place].filter(Boolean).join(', ') || null,
    organiser: draft.organisers.map(nameOf),
    performers: draft.performers.map(performerLine),
    title: draft.title,
    draft,
    before
  };
}
