// How what happens to bookings reads in their histories.
import { defaultZone, instantOf, minuteMs } from '#lib/core/time.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { asItStands, fieldChanges, type FieldWords } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { bookingWhen } from './booking-words.ts';
import { canSeeBooking } from './policy.ts';
import { findBooking } from './queries.server.ts';

export const bookingHistory: HistoryObject = {
  kind: 'booking',
  path: 'bookings',
  async find(db, actor, address) {
    const found = await findBooking(db, address);
    if (!found || !canSeeBooking(actor, found)) return null;
    return { id: found.id, name: found.purpose, href: `/bookings/${found.id}` };
  }
};

export async function tellOfBookings(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const fields = fieldWords(words);
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => [
      id,
      {
        sentence: words.lookUp(`bookings.history.${verb}`) ?? words.t('history.something'),
        changes: fieldChanges(details, fields)
      }
    ])
  );
}

function fieldWords(words: Words): Readonly<Record<string, FieldWords>> {
  const rewritten = (): string => words.t('bookings.history.rewritten');
  return {
    purpose: { label: words.t('bookings.fact.purpose'), say: rewritten },
    when: { label: words.t('bookings.fact.when'), say: (value) => whenInWords(value, words) },
    room: { label: words.t('bookings.form.room'), say: asItStands },
    things: { label: words.t('bookings.form.things'), say: (value) => thingsInWords(value, words) },
    people: { label: words.t('bookings.fact.people'), say: (value) => words.number(Number(value)) },
    contact: { label: words.t('bookings.fact.contact'), say: rewritten },
    note: { label: words.t('bookings.fact.note'), say: rewritten }
  };
}

function whenInWords(value: JsonValue, words: Words): string | null {
  const [starts, minutes, allDay, rule, count] = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  if (typeof starts !== 'string') return null;
  const startsAt = instantOf(starts, defaultZone);
  return bookingWhen(words, {
    startsAt,
    endsAt: new Date(startsAt.getTime() + Number(minutes) * minuteMs),
    allDay: allDay === true,
    rule: typeof rule === 'string' ? rule : null,
    count: Number(count)
  });
}

function thingsInWords(value: JsonValue, words: Words): string {
  const things = Array.isArray(value) ? (value as readonly (readonly [string, number])[]) : [];
  return things.map(([name, count]) => words.t('bookings.thing', { name, count })).join(', ');
}
