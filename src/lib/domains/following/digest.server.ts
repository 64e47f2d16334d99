// Sends the digests that are due: what is on is read once for all readers with the same choice, and each of them is written to once.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { addDays, dayOf, defaultZone, type Weekday } from '#lib/core/time.ts';
import type { Point } from '#lib/core/geo.ts';
import type { Audience, Theme } from '#lib/domains/calendar/model.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { sendNewsToAddresses, type AddressedNews } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { WordsIn } from '#lib/platform/words/words.ts';
import { digestLetter, quietLetter, type Addressed, type BothWords, type Letter } from './digest-mail.ts';
import { dueDay, nextDay, quietDays, rhythms, sendingInstant, weekdays, type Rhythm } from './model.ts';
import { listProgramme, type Subject } from './programme.server.ts';

/** So many letters are written in one transaction. */
const perTransaction = 250;

/** Run at any time and as often as one likes: each reader gets the digest of a day once. */
export async function sendDigests(
  db: Database,
  now: Date,
  { wordsIn }: { readonly wordsIn: WordsIn }
): Promise<void> {
  const words: BothWords = { hu: await wordsIn('hu'), en: await wordsIn('en') };
  for (const rhythm of rhythms)
    for (const weekday of weekdays) {
      const day = dueDay(now, { rhythm, weekday });
      if (!day) continue;
      for (const group of await listGroups(db, { rhythm, weekday, day }))
        await sendToGroup(db, group, { words, now });
    }
}

/** Readers who get the same letter. */
interface Group {
  readonly day: string;
  readonly rhythm: Rhythm;
  readonly weekday: Weekday;
  readonly settlement: string | null;
  readonly organisation: string | null;
  readonly km: number | null;
  readonly audiences: Audience[];
  readonly themes: Theme[];
  /** Whether it is their first. */
  readonly fresh: boolean;
  readonly slug: string;
  readonly name: string;
  readonly point: Point | null;
}

async function listGroups(
  db: Database,
  { rhythm, weekday, day }: { rhythm: Rhythm; weekday: Weekday; day: string }
): Promise<Group[]> {
  const rows = await due(db, { rhythm, weekday, day })
    .leftJoin('settlement', 'settlement.id', 'following.settlement_id')
    .leftJoin('organisation', (join) => join.on(sql<boolean>`organisation.id = following.organisation_id`))
    .select((eb) => [
      'following.settlement_id as settlement',
      'following.organisation_id as organisation',
      'following.km',
      'following.audiences',
      'following.themes',
      sql<boolean>`following.sent_for is null`.as('fresh'),
      'settlement.lat',
      'settlement.lon',
      eb.fn.coalesce('settlement.slug', 'organisation.slug').as('slug'),
      eb.fn.coalesce('settlement.name', 'organisation.name').as('name')
    ])
    .distinct()
    .execute();
  return rows.map(({ slug, name, lat, lon, ...row }) => ({
    ...row,
    ...{ rhythm, weekday, day },
    slug: slug ?? '',
    name: name ?? '',
    point: lat !== null && lon !== null ? { lat, lon } : null
  }));
}

function due(db: Database, { rhythm, weekday, day }: { rhythm: Rhythm; weekday: Weekday; day: string }) {
  return db
    .selectFrom('following')
    .where('following.state', '=', 'confirmed')
    .where('following.rhythm', '=', rhythm)
    .where('following.weekday', '=', weekday)
    .where((eb) => eb.or([eb('following.sent_for', 'is', null), eb('following.sent_for', '<', day)]))
    .where('following.confirmed_at', '<=', sendingInstant(day));
}

async function sendToGroup(
  db: Database,
  group: Group,
  { words, now }: { words: BothWords; now: Date }
): Promise<void> {
  const { day, rhythm, weekday, fresh, slug, name, km } = group;
  // Of a letter that is late, what is over by now is no news.
  const today = dayOf(now, defaultZone);
  const days = { from: today > day ? today : day, to: nextDay(day, { rhythm, weekday }) };
  const kind = group.organisation ? 'organisation' : 'settlement';
  const about: Addressed = { kind, slug, name, km };
  const subject: Subject =
    kind === 'organisation'
      ? { kind, slug }
      : { kind, slug, point: group.point, km: km ?? 0, audiences: group.audiences, themes: group.themes };
  const listed = await listProgramme(db, subject, { ...days, fresh });
  const letter = listed.length > 0 ? digestLetter({ about, days, listed }, words) : null;
  for (;;) {
    const sent = await inTransaction(db, (tx) => sendSome(tx, group, { about, letter, now }));
    if (sent < perTransaction) return;
  }
}

/** @returns how many readers were dealt with */
async function sendSome(
  tx: Database,
  group: Group,
  { about, letter, now }: { about: Addressed; letter: Letter | null; now: Date }
): Promise<number> {
  const { day } = group;
  const readers = await due(tx, group)
    .where(sql<boolean>`following.settlement_id is not distinct from ${group.settlement}::uuid`)
    .where(sql<boolean>`following.organisation_id is not distinct from ${group.organisation}::uuid`)
    .where(sql<boolean>`following.km is not distinct from ${group.km}::smallint`)
    .where(sql<boolean>`following.audiences = ${group.audiences}::text[]`)
    .where(sql<boolean>`following.themes = ${group.themes}::text[]`)
    .where(sql<boolean>`(following.sent_for is null) = ${group.fresh}`)
    .leftJoin('person', 'person.id', 'following.person_id')
    .leftJoin('mail_preference', 'mail_preference.person_id', 'following.person_id')
    .select((eb) => [
      'following.id',
      eb.fn.coalesce('person.email', 'following.email').as('email'),
      eb.fn.coalesce('person.locale', 'following.locale').as('locale'),
      'following.token',
      'following.quiet_on',
      'mail_preference.frequency'
    ])
    .orderBy('following.id')
    .limit(perTransaction)
    .forUpdate('following')
    .skipLocked()
    .execute();
  if (readers.length === 0) return 0;
  const wanting = readers.filter(({ frequency }) => frequency !== 'essentials');
  const quiet = letter
    ? []
    : wanting.filter(
        ({ quiet_on }) => group.settlement && (quiet_on === null || quiet_on <= addDays(day, -quietDays))
      );
  await sendNewsToAddresses(
    tx,
    letter
      ? wanting.map((reader) => newsFor(reader, letter, day))
      : quiet.map((reader) => newsFor(reader, quietLetter(about, reader.token), day)),
    now
  );
  await mark(tx, readers, { sent_for: day });
  await mark(tx, quiet, { quiet_on: day });
  return readers.length;
}

function newsFor(
  reader: { id: Id<'following'>; email: string | null; locale: Locale; token: string },
  letter: Letter,
  day: string
): AddressedNews {
  return {
    email: reader.email ?? '',
    locale: reader.locale,
    ...letter,
    onceKey: `following digest ${reader.id} ${day}`,
    unsubscribePath: unsubscribePath(reader)
  };
}

/** The settings of everything that the address follows; one click ends this one. */
export function unsubscribePath({ id, token }: { id: string; token: string }): string {
  return `/following/${token}?of=${id}`;
}

async function mark(
  tx: Database,
  readers: readonly { id: Id<'following'> }[],
  set: { sent_for: string } | { quiet_on: string }
): Promise<void> {
  if (readers.length === 0) return;
  await tx
    .updateTable('following')
    .set(set)
    .where(
      'id',
      'in',
      readers.map(({ id }) => id)
    )
    .execute();
}
