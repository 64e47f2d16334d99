// Tells those who answer for organisations and venues what others did with their records.
import { sql } from 'kysely';
import { findThoseConcerned } from '#lib/domains/people/colleagues.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { factIn, fieldChanges } from '#lib/platform/history-fields.ts';
import { plain, type MailItem } from '#lib/platform/mail/content.ts';
import {
  changeItems,
  changesOf,
  listBatch,
  notify,
  type News,
  type Window,
  told
} from '#lib/platform/notifications/notify.server.ts';
import type { Words, WordsIn } from '#lib/platform/words/words.ts';
import { organisationFieldWords, venueFieldWords } from './history-words.ts';
import { findOrganisationsByIds } from './queries.server.ts';
import { findVenuesByIds } from './venue-queries.server.ts';

export async function tellOfRecord(
  db: Database,
  activity: Activity,
  now: Date,
  wordsIn: WordsIn
): Promise<void> {
  if (factIn(activity.details, 'source') !== null) return tellOfImport(db, activity, now);
  const record = await findRecord(db, activity);
  if (!record) return;
  const concerned = await findThoseConcerned(db, activity);
  const represented = new Set(concerned.filter((each) => each.represented).map(({ id }) => id));
  const created = activity.verb.endsWith('.created');
  await notify(
    db,
    {
      activity,
      batch: `registry.record ${activity.object_id}`,
      recipients: created ? concerned.filter(({ id }) => represented.has(id)) : concerned,
      async prepare(tx, window) {
        const details = await detailsOf(tx, await listBatch(tx, activity, window), wordsIn);
        return ({ id }): News => ({
          kind: represented.has(id) ? 'registry.in_your_name' : 'registry.record',
          text: represented.has(id)
            ? told('people.notify.inYourName', { what: record.name })
            : told(`registry.notify.${record.kind}`, { name: record.name }),
          details,
          href: record.href
        });
      }
    },
    now
  );
}

async function findRecord(
  db: Database,
  { object_kind, object_id }: Activity
): Promise<{ kind: 'organisation' | 'venue'; name: string; href: string } | null> {
  if (object_kind === 'venue') {
    const venue = (await findVenuesByIds(db, [object_id])).get(object_id);
    return venue ? { kind: 'venue', name: venue.name, href: `/venues/${venue.slug}` } : null;
  }
  const found = (await findOrganisationsByIds(db, [object_id])).get(object_id);
  return found ? { kind: 'organisation', name: found.name, href: `/organisations/${found.slug}` } : null;
}

/** Which fields changed, each once, from what to what. */
async function detailsOf(
  tx: Database,
  activities: readonly Activity[],
  wordsIn: WordsIn
): Promise<MailItem[]> {
  const changes = changesOf(activities);
  const owners: readonly JsonValue[] = changes.get('organisation') ?? [];
  const organisations = await findOrganisationsByIds(
    tx,
    owners.filter((id): id is string => typeof id === 'string')
  );
  const fieldWords = (words: Words) =>
    activities[0]?.object_kind === 'venue'
      ? venueFieldWords(words, (id) => organisations.get(id)?.name ?? null)
      : organisationFieldWords(words);
  const details = Object.fromEntries([...changes].map(([field, pair]) => [field, [...pair]]));
  return changeItems((words) => fieldChanges(details, fieldWords(words)), wordsIn);
}

/** A file speaks of hundreds: each person hears once how many of theirs it changed, and the first few by name. */
async function tellOfImport(db: Database, activity: Activity, now: Date): Promise<void> {
  const concerned = await findThoseConcerned(db, activity);
  await notify(
    db,
    {
      activity,
      batch: 'registry.import',
      recipients: concerned,
      async prepare(tx, window) {
        const records = await listImported(tx, activity, window);
        const organisations = await findOrganisationsByIds(tx, idsOf(records, 'organisation'));
        const venues = await findVenuesByIds(tx, idsOf(records, 'venue'));
        return ({ id }) => {
          const own = records.filter(({ person_id }) => person_id === id);
          const details = own.slice(0, 5).flatMap(({ object_kind, object_id }): MailItem[] => {
            const venue = object_kind === 'venue' ? venues.get(object_id) : undefined;
            const record = venue ?? organisations.get(object_id);
            const path = venue ? 'venues' : 'organisations';
            return record ? [{ text: plain(record.name), href: `/${path}/${record.slug}` }] : [];
          });
          return {
            kind: 'registry.imported',
            text: told('registry.notify.imported', { count: own.length }),
            details,
            href: details[0]?.href ?? '/organisations'
          };
        };
      }
    },
    now
  );
}

function idsOf(records: readonly { object_kind: string; object_id: string }[], kind: string): string[] {
  return records.filter(({ object_kind }) => object_kind === kind).map(({ object_id }) => object_id);
}

/** The records that the same person's files brought or changed within the window, with those who answer for each. */
function listImported(tx: Database, { person_id }: Activity, { from, until }: Window) {
  return tx
    .selectFrom('activity')
    .innerJoin('activity_organisation', 'activity_organisation.activity_id', 'activity.id')
    .innerJoin('role', 'role.organisation_id', 'activity_organisation.organisation_id')
    .select(['role.person_id', 'activity.object_kind', 'activity.object_id'])
    .distinct()
    .where('role.kind', 'in', ['owner', 'editor'])
    .where('activity.object_kind', 'in', ['organisation', 'venue'])
    .where('activity.person_id', 'is not distinct from', person_id)
    .where('activity.at', '>=', from)
    .where('activity.at', '<', until)
    .where(sql<boolean>`activity.details ->> 'source' is not null`)
    .orderBy('activity.object_kind')
    .orderBy('activity.object_id')
    .execute();
}
