// Tells the organisers of an event what others did with it.
import type { Id } from '#lib/core/ids.ts';
import { findThoseConcerned, type Colleague } from '#lib/domains/people/colleagues.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { changedPairs, textsIn } from '#lib/platform/history-fields.ts';
import { message, plain, type MailItem, type MailText } from '#lib/platform/mail/content.ts';
import {
  listBatch,
  notify,
  type News,
  type Recipient,
  told
} from '#lib/platform/notifications/notify.server.ts';
import { eventLabels } from './history-fields.ts';
import { namesAround } from './history.server.ts';
import { findEvent, type FullEvent } from './queries.server.ts';

export async function tellOfEvent(db: Database, activity: Activity, now: Date): Promise<void> {
  const event = await findEvent(db, activity.object_id as Id<'event'>);
  if (!event) return;
  const former = textsIn(changedPairs(activity.details).get('organisers')?.[0] ?? null);
  const concerned = new Map((await findThoseConcerned(db, activity, former)).map((each) => [each.id, each]));
  await notify(
    db,
    {
      activity,
      batch: `${activity.verb} ${event.id}`,
      recipients: [...concerned.values()],
      async prepare(tx, window) {
        const activities = await listBatch(tx, activity, window);
        const changes = changesOf(activities);
        const names = await namesAround(tx, activities);
        return (recipient) => newsFor(concerned.get(recipient.id), { event, activity, changes, names });
      }
    },
    now
  );
}

interface Happened {
  readonly event: FullEvent;
  readonly activity: Activity;
  readonly changes: ReadonlyMap<string, readonly [JsonValue, JsonValue]>;
  readonly names: ReadonlyMap<string, string>;
}

function newsFor(colleague: Colleague | undefined, happened: Happened): News | null {
  if (!colleague) return null;
  const { event, activity, changes, names } = happened;
  const href = `/events/${event.slug}`;
  if (colleague.represented)
    return {
      kind: 'calendar.in_your_name',
      text: told('people.notify.inYourName', { what: event.title }),
      details: detailsOf(changes, names),
      href
    };
  if (activity.verb === 'event.created') {
    // One's own colleagues may enter what they like; being named by another house is worth a word.
    if (event.organisers.length < 2) return null;
    return {
      kind: 'calendar.shared',
      text: told('calendar.notify.shared', { title: event.title }),
      details: [],
      href
    };
  }
  if (changes.size === 0) return null;
  return { ...sayingOf(happened), details: detailsOf(changes, names), href };
}

function sayingOf({ event, changes }: Happened): { kind: string; text: MailText } {
  const { title, organisers } = event;
  const cancelled = changes.get('status')?.[1] === 'cancelled';
  const shared = organisers.length > 1;
  if (cancelled)
    return {
      kind: 'calendar.cancelled',
      text: told(shared ? 'calendar.notify.cancelledShared' : 'calendar.notify.cancelled', { title })
    };
  return {
    kind: 'calendar.updated',
    text: told(shared ? 'calendar.notify.updatedShared' : 'calendar.notify.updated', { title })
  };
}

/** From what each field was before the first change to what it is after the last; what came back to where it was is none. */
function changesOf(activities: readonly Activity[]): Map<string, readonly [JsonValue, JsonValue]> {
  const changes = new Map<string, readonly [JsonValue, JsonValue]>();
  for (const { details } of activities)
    for (const [field, [before, after]] of changedPairs(details))
      changes.set(field, [changes.get(field)?.[0] ?? before, after]);
  for (const [field, [before, after]] of changes)
    if (JSON.stringify(before) === JSON.stringify(after)) changes.delete(field);
  return changes;
}

/** Which fields changed; of time, place and state also what they are now. */
function detailsOf(
  changes: ReadonlyMap<string, readonly [JsonValue, JsonValue]>,
  names: ReadonlyMap<string, string>
): MailItem[] {
  return Object.entries(eventLabels).flatMap(([field, key]) => {
    const change = changes.get(field);
    if (!change) return [];
    const note = noteOf(field, change[1], names);
    return [{ text: { key }, ...(note && { note }) }];
  });
}

function noteOf(field: string, after: JsonValue, names: ReadonlyMap<string, string>): MailText | null {
  if (typeof after !== 'string') return null;
  switch (field) {
    case 'starts': {
      const [day = '', time = ''] = after.split('T');
      return message('calendar.history.moment', { day: { day, style: 'full' }, time });
    }
    case 'settlement':
    case 'venue':
      return names.has(after) ? plain(names.get(after) ?? '') : null;
    case 'place':
    case 'title':
      return plain(after);
    case 'status':
      return { key: `calendar.status.${after}` as 'calendar.status.tentative' };
    default:
      return null;
  }
}

/** One word for a whole file, however many events it brought. */
export async function tellOfEventImport(db: Database, activity: Activity, now: Date): Promise<void> {
  const concerned = await findThoseConcerned(db, activity);
  const organisations = await findOrganisationsByIds(
    db,
    concerned.flatMap((each) => each.organisations)
  );
  const own = new Map(
    concerned.map(({ id, organisations: ids }): [string, string[]] => [
      id,
      ids.flatMap((each) => organisations.get(each)?.name ?? [])
    ])
  );
  await notify(
    db,
    {
      activity,
      batch: 'calendar.import',
      recipients: concerned,
      prepare: async () => (recipient: Recipient) => ({
        kind: 'calendar.imported',
        text: told('calendar.notify.imported', { organisations: listed(own.get(recipient.id) ?? []) }),
        details: [],
        href: '/events'
      })
    },
    now
  );
}

/** The first few names: more would be no message. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} …` : shown;
}
