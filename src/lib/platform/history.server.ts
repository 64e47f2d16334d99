// What has happened to an object, newest first: the activities are the platform's, the words for them each domain's own.
import { sql } from 'kysely';
import type { Activity } from './activity.server.ts';
import type { Database } from './db/database.server.ts';
import type { Domain, FieldChange, Told } from './domain.ts';
import type { Words } from './words/words.ts';

export interface HistoryEntry {
  readonly id: string;
  readonly verb: string;
  readonly at: Date;
  readonly who: string;
  /** In whose name, when not in their own. */
  readonly behalf: string | null;
  readonly sentence: string;
  readonly changes: readonly FieldChange[];
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  readonly hasNext: boolean;
}

export interface Tellers {
  readonly domains: readonly Domain[];
  /** Names of people by id; who was erased is missing. */
  readonly namePeople: (db: Database, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export const historyPageSize = 25;

/** @param object an id @param page from 1 */
export async function gatherHistory(
  db: Database,
  { domains, namePeople }: Tellers,
  { object, words, page }: { object: string; words: Words; page: number }
): Promise<HistoryPage> {
  const found = await listActivities(db, object, page);
  const activities = found.slice(0, historyPageSize);
  const entries = await entriesOf(db, { domains, namePeople }, activities, words);
  return { entries, hasNext: found.length > historyPageSize };
}

/** As a history tells them, in their order. */
export async function entriesOf(
  db: Database,
  { domains, namePeople }: Tellers,
  activities: readonly Activity[],
  words: Words
): Promise<HistoryEntry[]> {
  const told = await tellActivities(db, domains, activities, words);
  const names = await namePeople(
    db,
    activities.flatMap(({ person_id, on_behalf_of }) => [person_id, on_behalf_of].filter((id) => id !== null))
  );
  return activities.map((activity): HistoryEntry => {
    const found = told.get(activity.id);
    return {
      id: activity.id,
      verb: activity.verb,
      at: activity.at,
      who: doerOf(activity, names, words),
      behalf: behalfOf(activity, names, words),
      sentence: found?.sentence ?? words.t('history.something'),
      changes: found?.changes ?? []
    };
  });
}

/** Each in the words of the domain whose verb it is, by its id. */
export async function tellActivities(
  db: Database,
  domains: readonly Domain[],
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const told = await Promise.all(
    domains.map(({ verbs, tellHistory }) => {
      const own = activities.filter(({ verb }) => verbs.includes(verb));
      return own.length > 0 && tellHistory ? tellHistory(db, own, words) : null;
    })
  );
  return new Map(told.flatMap((each) => [...(each ?? [])]));
}

/**
 * What was done to the object itself; what was done elsewhere about it, when it is a person (`details.person`); imports in
 * which it took part, when it is an organisation.
 */
function listActivities(db: Database, object: string, page: number): Promise<Activity[]> {
  return db
    .selectFrom('activity')
    .selectAll()
    .where(
      sql<boolean>`id in (
        select id from activity where object_id = ${object}::uuid
        union select id from activity where details ->> 'person' = ${object}::text
        union select import.id from activity import
          join activity_organisation part on part.activity_id = import.id
          where import.object_kind = 'import' and part.organisation_id = ${object}::uuid)`
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(historyPageSize + 1)
    .offset((page - 1) * historyPageSize)
    .execute();
}

function doerOf({ done_as, person_id }: Activity, names: ReadonlyMap<string, string>, words: Words): string {
  if (done_as === 'system') return words.t('house.name');
  return (person_id && names.get(person_id)) || words.t('history.erased');
}

function behalfOf(
  { done_as, on_behalf_of }: Activity,
  names: ReadonlyMap<string, string>,
  words: Words
): string | null {
  if (done_as !== 'proxy') return null;
  const name = on_behalf_of ? names.get(on_behalf_of) : undefined;
  return name ? words.t('history.behalf', { name }) : words.t('history.behalfErased');
}
