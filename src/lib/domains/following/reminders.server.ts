// A word the day before an event to those who asked for it.
import type { Id } from '#lib/core/ids.ts';
import { addDays, dayOf, defaultZone, startOfDay } from '#lib/core/time.ts';
import { whenText } from '#lib/domains/calendar/event-words.ts';
import { findEvents, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { button, list, message, paragraph } from '#lib/platform/mail/content.ts';
import { sendNewsToAddresses, type AddressedNews } from '#lib/platform/mail/outbox.server.ts';
import type { WordsIn } from '#lib/platform/words/words.ts';
import { whereOf } from './changes.server.ts';
import { unsubscribePath } from './digest.server.ts';
import { sendingInstant } from './model.ts';
import { listReaders } from './readers.server.ts';

const perTransaction = 250;

/** From seven in the morning of the day before; run again, nobody is reminded twice. */
export async function sendReminders(
  db: Database,
  now: Date,
  { wordsIn }: { readonly wordsIn: WordsIn }
): Promise<void> {
  const today = dayOf(now, defaultZone);
  if (now < sendingInstant(today)) return;
  for (;;) {
    const sent = await inTransaction(db, (tx) => remindSome(tx, addDays(today, 1), { now, wordsIn }));
    if (sent < perTransaction) return;
  }
}

/** @param day tomorrow @returns how many readers were dealt with */
async function remindSome(
  tx: Database,
  day: string,
  { now, wordsIn }: { now: Date; wordsIn: WordsIn }
): Promise<number> {
  const rows = await tx
    .selectFrom('following')
    .select(['following.id', 'following.event_id'])
    .where('state', '=', 'confirmed')
    .where('remind', '=', true)
    .where((eb) => eb.or([eb('sent_for', 'is', null), eb('sent_for', '<', day)]))
    .where('event_id', 'in', (eb) =>
      eb
        .selectFrom('occurrence')
        .innerJoin('event', 'event.id', 'occurrence.event_id')
        .select('occurrence.event_id')
        .where('event.status', '=', 'confirmed')
        .where('starts_at', '>=', startOfDay(day, defaultZone))
        .where('starts_at', '<', startOfDay(addDays(day, 1), defaultZone))
    )
    .orderBy('following.id')
    .limit(perTransaction)
    .forUpdate()
    .skipLocked()
    .execute();
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  const events = await findEvents(
    tx,
    rows.flatMap(({ event_id }) => event_id ?? [])
  );
  const starts = await firstStarts(tx, [...events.keys()], day);
  const eventOf = new Map(rows.map(({ id, event_id }) => [id, event_id]));
  const news: AddressedNews[] = [];
  for (const reader of await listReaders(tx, { ids })) {
    const id = eventOf.get(reader.id);
    const event = id && events.get(id);
    const at = id && starts.get(id);
    if (!event || !at) continue;
    const words = await wordsIn(reader.locale);
    news.push({
      email: reader.email,
      locale: reader.locale,
      ...letterOf(event, whenText(words, { ...at, allDay: event.allDay }, 'full')),
      onceKey: `following reminder ${reader.id} ${day}`,
      // After it has begun it would be no reminder.
      until: at.startsAt,
      unsubscribePath: unsubscribePath(reader)
    });
  }
  await sendNewsToAddresses(tx, news, now);
  await tx.updateTable('following').set({ sent_for: day }).where('id', 'in', ids).execute();
  return rows.length;
}

async function firstStarts(
  tx: Database,
  ids: readonly Id<'event'>[],
  day: string
): Promise<Map<string, { startsAt: Date; endsAt: Date }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('occurrence')
    .select(['event_id', 'starts_at', 'ends_at'])
    .where('event_id', 'in', ids)
    .where('starts_at', '>=', startOfDay(day, defaultZone))
    .where('starts_at', '<', startOfDay(addDays(day, 1), defaultZone))
    .orderBy('starts_at', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.event_id, { startsAt: row.starts_at, endsAt: row.ends_at }]));
}

function letterOf(event: FullEvent, when: string) {
  const { title, slug } = event;
  const where = whereOf(event);
  return {
    subject: message('following.mail.reminder.subject', { title }),
    blocks: [
      paragraph(message('following.mail.reminder.lead', { title })),
      list([
        { text: message('following.mail.change.time', { when }) },
        ...(where ? [{ text: message('following.mail.change.place', { where }) }] : [])
      ]),
      button(message('following.mail.change.button'), `/events/${slug}`)
    ]
  };
}
