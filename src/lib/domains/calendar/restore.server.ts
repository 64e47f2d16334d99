// Takes one change of an event back, by an ordinary edit of today.
import { isDeepStrictEqual } from 'node:util';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import { mayEditFor, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { RestoreGiver } from '#lib/platform/domain.ts';
import { changedPairs, fieldChanges, textsIn } from '#lib/platform/history-fields.ts';
import { eventFieldWords, eventLabels } from './history-fields.ts';
import { instancesBefore, overridesIn, standAt } from './moved-instances.ts';
import { updateEvent } from './operations.server.ts';
import { performerLine, performersIn } from './performers.ts';
import { tiedToRegister } from './performer-tie.server.ts';
import { canEditEvent } from './policy.ts';
import { findEvent, type FullEvent } from './queries.server.ts';
import { changesBetween, type EventDraft } from './write.server.ts';

export const restoreEvent: RestoreGiver = {
  verbs: ['event.updated'],
  async plan(db, actor, { object, details }, words) {
    const current = await findEvent(db, object as Id<'event'>);
    if (!current || !canEditEvent(actor, current)) return null;
    const changes = changesBetween(current, await eventBefore(db, actor, current, details));
    const names = await namesIn(db, changes);
    const as = draftOf(current);
    const since = [...changedPairs(details)].some(([field, [, after]]) => {
      if (!Object.hasOwn(eventLabels, field)) return false;
      if (field === 'overrides') return !standAt(current, overridesIn(after));
      const now = field === 'performers' ? current.performers.map(performerLine) : as[factOf(field)];
      return !isDeepStrictEqual(inOneOrder(now), inOneOrder(after));
    });
    const fields = eventFieldWords(words, (id) => names.get(id) ?? null);
    return { changes: fieldChanges(changes, fields), since, version: current.updatedAt };
  },
  async apply(db, actor, { object, details, from }, now) {
    const current = await findEvent(db, object as Id<'event'>);
    if (!current) return 'not_found';
    const draft = await eventBefore(db, actor, current, details);
    const saved = await updateEvent(db, actor, { id: current.id, draft, from }, now);
    return saved.ok ? 'restored' : saved.reason === 'changed_meanwhile' ? saved.reason : 'not_found';
  }
};

type Draft = EventDraft & Readonly<Record<string, unknown>>;

/**
 * The event as it is, with what the change took from it put back. Places that are gone since stay away, and nobody puts an
 * organisation back among the organisers that they do not write for. When the series is another one, its moved instances go.
 */
async function eventBefore(
  db: Database,
  actor: Actor,
  current: FullEvent,
  details: JsonValue
): Promise<EventDraft> {
  const pairs = changedPairs(details);
  const draft: Record<string, unknown> = { ...draftOf(current) };
  for (const [field, [before]] of pairs)
    if (Object.hasOwn(eventLabels, field) && field !== 'overrides') draft[factOf(field)] = before;
  const { settlement, venue } = draft as Draft;
  const settlements = await listSettlementsById(
    db,
    [settlement].filter((id) => id !== null && isUuid(id)) as string[]
  );
  const venues = await findVenuesByIds(db, [venue].filter((id) => id !== null && isUuid(id)) as string[]);
  if (settlement !== null && !settlements.has(settlement))
    draft['settlement'] = current.settlement?.id ?? null;
  if (venue !== null && !venues.has(venue)) draft['venue'] = current.venue?.id ?? null;
  if (pairs.has('organisers'))
    draft['organisers'] = await organisersBefore(db, actor, current, pairs.get('organisers')?.[0] ?? []);
  if (pairs.has('performers'))
    draft['performers'] = await tiedToRegister(
      db,
      performersIn(textsIn(pairs.get('performers')?.[0] ?? []).join('\n'))
    );
  if (pairs.has('place')) Object.assign(draft, { lat: null, lon: null });
  if (['starts', 'all_day', 'rule'].some((field) => pairs.has(field))) draft['overrides'] = [];
  const moved = pairs.get('overrides');
  if (moved) draft['overrides'] = instancesBefore(draft as unknown as EventDraft, overridesIn(moved[0]));
  return draft as unknown as EventDraft;
}

async function organisersBefore(
  db: Database,
  actor: Actor,
  current: FullEvent,
  before: JsonValue
): Promise<readonly string[]> {
  const now = current.organisers.map(({ id }) => id as string);
  const wanted = textsIn(before).filter(isUuid);
  const there = await findOrganisationsByIds(db, wanted);
  const back = wanted.filter((id) => there.has(id) && (now.includes(id) || mayEditFor(actor, id)));
  return back.length > 0 ? back : now;
}

async function namesIn(db: Database, changes: JsonValue): Promise<ReadonlyMap<string, string>> {
  const pairs = changedPairs(changes);
  const ids = (field: string): string[] =>
    (pairs.get(field) ?? []).flatMap((value) => (typeof value === 'string' ? [value] : textsIn(value)));
  return new Map(
    [
      ...(await listSettlementsById(db, ids('settlement'))),
      ...(await findVenuesByIds(db, ids('venue'))),
      ...(await findOrganisationsByIds(db, ids('organisers')))
    ].map(([id, { name }]): [string, string] => [id, name])
  );
}

function draftOf(event: FullEvent): Draft {
  return {
    ...event,
    settlement: event.settlement?.id ?? null,
    venue: event.venue?.id ?? null,
    organisers: event.organisers.map(({ id }) => id)
  };
}

/** Histories write the columns' name of it. */
function factOf(field: string): string {
  return field === 'all_day' ? 'allDay' : field;
}

function inOneOrder(value: unknown): unknown {
  const plain = JSON.parse(JSON.stringify(value ?? null)) as JsonValue;
  return Array.isArray(plain) ? plain.map((each) => JSON.stringify(each)).sort() : plain;
}
