// Tells those who write for an organisation what a reading of its calendar has brought, and what now competes with what.
import type { Id } from '#lib/core/ids.ts';
import { adviseOn } from '#lib/domains/calendar/advice.server.ts';
import { findEvents, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { findThoseConcerned } from '#lib/domains/people/colleagues.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { system } from '#lib/platform/actor.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { button, message, small, type MailBlock, type MailItem } from '#lib/platform/mail/content.ts';
import { notify, told, type Recipient } from '#lib/platform/notifications/notify.server.ts';
import { keepPurpose } from './mails.server.ts';
import { linkDays } from './model.ts';
import { findFeed } from './queries.server.ts';
import type { Happening } from './take-over.server.ts';

const sentences = {
  created: 'feeds.notify.created',
  changed: 'feeds.notify.changedOne',
  moved: 'feeds.notify.moved',
  cancelled: 'feeds.notify.cancelled',
  withdrawn: 'feeds.notify.withdrawnOne'
} as const;

/** So many events are told one by one, and looked at for clashes; the page of the feed has all. */
const shown = 12;

export async function tellOfReading(db: Database, activity: Activity, now: Date): Promise<void> {
  const feed = await findFeed(db, activity.object_id);
  if (!feed) return;
  const concerned = await findThoseConcerned(db, activity);
  const happened = happenedIn(activity);
  if (concerned.length === 0 || happened.length === 0) return;
  const events = await findEvents(
    db,
    happened.map(([, id]) => id)
  );
  const details: MailItem[] = [];
  for (const [kind, id] of happened.slice(0, shown)) {
    const event = events.get(id);
    if (event) details.push(await itemOf(db, kind, event, now));
  }
  const lost = happened.flatMap(([kind, id]) =>
    kind === 'withdrawn' ? (events.get(id)?.externalId ?? []) : []
  );
  await notify(
    db,
    {
      activity,
      batch: `feed.read ${feed.id}`,
      recipients: concerned,
      prepare: async () => (recipient: Recipient) => ({
        kind: lost.length > 0 ? 'feeds.withdrawn' : 'feeds.changed',
        text: told(lost.length > 0 ? 'feeds.notify.withdrawn' : 'feeds.notify.changed', {
          feed: feed.name,
          count: happened.length
        }),
        details,
        href: `/calendar-feeds/${feed.id}`,
        ...(lost.length > 0
          ? {
              offer: (tx: Database, at: Date) =>
                offerToKeep(tx, { feed: feed.id, items: lost, person: recipient.id }, at)
            }
          : {})
      })
    },
    now
  );
}

function happenedIn({ details }: Activity): [Happening, Id<'event'>][] {
  const { events } = (details ?? {}) as { events?: unknown };
  return Array.isArray(events) ? (events as [Happening, Id<'event'>][]) : [];
}

async function itemOf(db: Database, kind: Happening, event: FullEvent, now: Date): Promise<MailItem> {
  const day = { day: event.starts.slice(0, 10), style: 'full' } as const;
  const clashes = kind === 'created' || kind === 'moved' ? await clashesOf(db, event, now) : 0;
  return {
    text: message(sentences[kind], { title: event.title, day }),
    ...(clashes > 0 ? { note: message('feeds.notify.clashes', { count: clashes }) } : {}),
    href: `/events/${event.slug}`
  };
}

async function clashesOf(db: Database, event: FullEvent, now: Date): Promise<number> {
  const point = event.venue?.lat != null ? event.venue : (event.settlement ?? null);
  if (point?.lat == null || point.lon == null) return 0;
  const draft = {
    ...event,
    settlement: event.settlement?.id ?? null,
    venue: event.venue?.id ?? null,
    organisers: event.organisers.map(({ id }) => id)
  };
  const at = { lat: point.lat, lon: point.lon };
  return (await adviseOn(db, system, { draft, at, self: event.id, now })).total;
}

async function offerToKeep(
  tx: Database,
  { feed, items, person }: { feed: string; items: readonly string[]; person: Id<'person'> },
  now: Date
): Promise<readonly MailBlock[]> {
  const subject = { feed, items: [...items] };
  const { token } = await makeCapabilityLink(
    tx,
    { purpose: keepPurpose, subject, person, days: linkDays },
    now
  );
  return [
    button(message('feeds.withdrawn.keep'), `/answer/${token}`),
    small(message('feeds.mail.small', { days: linkDays }))
  ];
}
