// How what happens to events reads in their history, and in that of the organisations whose events a file brought.
import type { Activity } from '#lib/platform/activity.server.ts';
import { isColleague } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { changedPairs, factIn, fieldChanges, textsIn } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import { eventFieldWords } from './history-fields.ts';
import { canSeeEventHistory } from './policy.ts';
import { findEventBySlug } from './queries.server.ts';
import { restoreEvent } from './restore.server.ts';

export const eventHistory: HistoryObject = {
  kind: 'event',
  path: 'events',
  restore: restoreEvent,
  async find(db, actor, address) {
    const event = isColleague(actor) ? await findEventBySlug(db, address) : null;
    if (!event || !canSeeEventHistory(actor, event)) return null;
    return { id: event.id, name: event.title, href: `/events/${event.slug}` };
  }
};

export async function tellOfEvents(
  db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const names = await namesAround(db, activities);
  const fields = eventFieldWords(words, (id) => names.get(id) ?? null);
  return new Map(
    activities.map((activity): [string, Told] => [
      activity.id,
      {
        sentence: sentenceOf(activity, words),
        changes: fieldChanges(activity.details, fields)
      }
    ])
  );
}

/** Places and organisers are kept as ids: they are called what they are called now. */
export async function namesAround(
  db: Database,
  activities: readonly Activity[]
): Promise<ReadonlyMap<string, string>> {
  const ids = (field: string): string[] =>
    activities.flatMap(({ details }) =>
      (changedPairs(details).get(field) ?? []).flatMap((value) =>
        typeof value === 'string' ? [value] : textsIn(value)
      )
    );
  const [settlements, venues, organisations] = [
    await listSettlementsById(db, ids('settlement')),
    await findVenuesByIds(db, ids('venue')),
    await findOrganisationsByIds(db, ids('organisers'))
  ];
  return new Map(
    [...settlements, ...venues, ...organisations].map(([id, { name }]): [string, string] => [id, name])
  );
}

function sentenceOf({ verb, details }: Activity, words: Words): string {
  if (verb === 'event.created') return words.t('calendar.history.created');
  if (verb === 'events.imported')
    return words.t('calendar.history.imported', {
      file: factIn(details, 'source') ?? '',
      created: Number(factIn(details, 'created') ?? 0),
      updated: Number(factIn(details, 'updated') ?? 0)
    });
  const agreed = factIn(details, 'agreed');
  if (agreed !== null) return words.t('calendar.history.agreed', { territory: agreed });
  const followed = words.lookUp(`calendar.history.${verb}`);
  return followed ?? words.t(`calendar.history.${whatHappened(details)}`);
}

/** A change of the state alone has a word of its own. */
export function whatHappened(
  details: Activity['details']
): 'updated' | 'announced' | 'cancelled' | 'restored' | 'saved' | 'left' {
  if (factIn(details, 'left') !== null) return 'left';
  const pairs = changedPairs(details);
  const [before, after] = pairs.get('status') ?? [];
  if (after === 'cancelled') return 'cancelled';
  if (pairs.size === 0) return 'saved';
  if (pairs.size > 1 || after === undefined) return 'updated';
  if (before === 'cancelled') return 'restored';
  return after === 'confirmed' ? 'announced' : 'updated';
}
