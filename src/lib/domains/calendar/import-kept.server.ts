// Decides what of an event that came from a file stays as it was changed here, whatever the file says later.
import { inParts } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { EventDraft } from './write.server.ts';

/** Facts that are one thing to those who edit: half of somebody's place or time with half of the file's would be neither. */
const groups: readonly (readonly (keyof EventDraft)[])[] = [
  ['settlement', 'venue', 'place', 'lat', 'lon'],
  ['starts', 'minutes', 'zone', 'allDay', 'rule', 'exdates', 'rdates', 'overrides']
];

/**
 * The activity log is the memory: an import records none of the changes that it brings as `event.updated`, so every field named
 * there was changed by somebody here. No second copy of what the file once said has to be kept true. Of an event that had been
 * entered here before a feed began to tell of it, everything stays that the feed is not asked for (`event.adopted`).
 * @returns by event id the facts that were edited here since the event was imported
 */
export async function editedHere(
  db: Database,
  events: readonly string[]
): Promise<Map<string, ReadonlySet<keyof EventDraft>>> {
  const edited = new Map<string, Set<keyof EventDraft>>();
  for (const part of inParts(events, 1000))
    for (const { id, details } of await updatesOf(db, part)) {
      const facts = edited.get(id) ?? new Set();
      edited.set(id, facts);
      const { keeps, ...changed } = (details ?? {}) as Readonly<Record<string, unknown>>;
      for (const field of [...Object.keys(changed), ...(Array.isArray(keeps) ? keeps.map(String) : [])]) {
        const fact = (field === 'all_day' ? 'allDay' : field) as keyof EventDraft;
        for (const each of groups.find((group) => group.includes(fact)) ?? [fact]) facts.add(each);
      }
    }
  return edited;
}

function updatesOf(db: Database, events: readonly string[]): Promise<{ id: string; details: unknown }[]> {
  return db
    .selectFrom('activity')
    .select(['object_id as id', 'details'])
    .where('object_kind', '=', 'event')
    .where('object_id', 'in', events)
    .where('verb', 'in', ['event.updated', 'event.adopted'])
    .execute();
}
