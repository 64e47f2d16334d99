// Tells the organisers of an event what others did with it.
import type { Id } from '#lib/core/ids.ts';
import { findThoseConcerned, type Colleague } from '#lib/domains/people/colleagues.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { changedPairs, factIn, fieldChanges, textsIn } from '#lib/platform/history-fields.ts';
import type { MailItem, MailText } from '#lib/platform/mail/content.ts';
import {
  changeItems,
  changesOf,
  listBatch,
  notify,
  type News,
  type Recipient,
  told
} from '#lib/platform/notifications/notify.server.ts';
import type { WordsIn } from '#lib/platform/words/words.ts';
import { offerToLeave } from './co-organiser.server.ts';
import { eventFieldWords } from './history-fields.ts';
import { namesAround } from './history.server.ts';
import { findEvent, type FullEvent } from './queries.server.ts';

export async function tellOfEvent(
  db: Database,
  activity: Activity,
  now: Date,
  wordsIn: WordsIn
): Promise<void> {
  const event = await findEvent(db, activity.object_id as Id<'event'>);
  // What another room keeps in the calendar it tells by itself: the letters about a meeting go to all who are invited.
  if (!event || (event.source === 'meeting' && activity.person_id === null)) return;
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
        const happened: Happened = {
          event,
          activity,
          changes,
          names,
          details: await detailsOf(changes, names, wordsIn),
          own: await ownOrganisers(tx, event, activity)
        };
        return (recipient) => newsFor(concerned.get(recipient.id), happened);
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
  readonly details: readonly MailItem[];
  /** The organisers in whose name the doer writes: they have named the others. */
  readonly own: ReadonlySet<string>;
}

/** Whoever writes for none of them, such as an administrator, has entered it for the first, whom people ask. */
async function ownOrganisers(
  tx: Database,
  { organisers }: FullEvent,
  { person_id, on_behalf_of }: Activity
): Promise<ReadonlySet<string>> {
  const doer = on_behalf_of ?? person_id;
  const roles = doer
    ? await tx
        .selectFrom('role')
        .select('organisation_id')
        .where('person_id', '=', doer)
        .where('kind', 'in', ['owner', 'editor'])
        .execute()
    : [];
  const written = new Set(roles.map(({ organisation_id }) => organisation_id as string | null));
  const own = organisers.map(({ id }) => id).filter((id) => written.has(id));
  return new Set(own.length > 0 ? own : organisers.slice(0, 1).map(({ id }) => id));
}

function newsFor(colleague: Colleague | undefined, happened: Happened): News | null {
  if (!colleague) return null;
  const { event, activity, changes, details } = happened;
  const href = `/events/${event.slug}`;
  if (colleague.represented)
    return {
      kind: 'calendar.in_your_name',
      text: told('people.notify.inYourName', { what: event.title }),
      details,
      href
    };
  const settled = activity.verb === 'event.created' && factIn(activity.details, 'settled') !== null;
  const named = settled ? null : newlyNamed(colleague, happened);
  if (named)
    return {
      kind: 'calendar.shared',
      text: told('calendar.notify.shared', { title: event.title }),
      details: [],
      href,
      offer: (tx, now) =>
        offerToLeave(tx, { event: event.id, organisation: named, person: colleague.id }, now)
    };
  // One's own colleagues may enter what they like; being named by another house is worth a word.
  if (activity.verb === 'event.created' || changes.size === 0) return null;
  return { ...sayingOf(happened), details, href };
}

/** The organisation of the colleague that others have just named as a co-organiser; null when it is none, or when one's own house did it. */
function newlyNamed(
  { organisations }: Colleague,
  { event, activity, changes, own }: Happened
): string | null {
  if (organisations.some((id) => own.has(id))) return null;
  const former = textsIn(changes.get('organisers')?.[0] ?? null);
  const added =
    activity.verb === 'event.created' || changes.has('organisers')
      ? event.organisers.map(({ id }) => id).filter((id) => !former.includes(id))
      : [];
  if (organisations.some((id) => former.includes(id))) return null;
  return added.find((id) => organisations.includes(id)) ?? null;
}

function sayingOf({ event, activity, changes, names }: Happened): { kind: string; text: MailText } {
  const { title, organisers } = event;
  const left = factIn(activity.details, 'left');
  if (left)
    return {
      kind: 'calendar.left',
      text: told('calendar.notify.left', { title, organisation: names.get(left) ?? '–' })
    };
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

/** Which fields changed, from what to what. */
async function detailsOf(
  changes: ReadonlyMap<string, readonly [JsonValue, JsonValue]>,
  names: ReadonlyMap<string, string>,
  wordsIn: WordsIn
): Promise<MailItem[]> {
  const details = Object.fromEntries([...changes].map(([field, pair]) => [field, [...pair]]));
  return changeItems(
    (words) =>
      fieldChanges(
        details,
        eventFieldWords(words, (id) => names.get(id) ?? null)
      ),
    wordsIn
  );
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
