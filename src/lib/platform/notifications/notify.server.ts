// Telling people what others did: a row for the notifications page and a mail of the kind that one may want less often.
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Activity } from '../activity.server.ts';
import { newId } from '../clock.server.ts';
import { inTransaction, type Database } from '../db/database.server.ts';
import type { JsonValue } from '../db/json.ts';
import type { FieldChange } from '../domain.ts';
import { changedPairs } from '../history-fields.ts';
import {
  button,
  list,
  message,
  paragraph,
  type MailBlock,
  type MailItem,
  type MailText,
  type MailValue
} from '../mail/content.ts';
import { sendMail } from '../mail/outbox.server.ts';
import { locales, type Locale } from '../words/paths.ts';
import type { MessageKey, Words, WordsIn } from '../words/words.ts';

/** What one person does with one object within so many minutes of the first time is told as one thing. */
export const batchMinutes = 15;

export interface Recipient {
  readonly id: Id<'person'>;
  readonly name: string;
  /** Null for those who use no computer: they find it when they come. */
  readonly email: string | null;
  readonly locale: Locale;
}

export interface News {
  /** `domain.what` */
  readonly kind: string;
  /** May name `who` (the doer) and `whom` (of `about`): they are filled in, so that no row keeps a person's name. */
  readonly text: MailText;
  readonly details: readonly MailItem[];
  /** Where one looks at it: a path as the routes are named. */
  readonly href: string;
  /** Somebody else than doer and recipient. */
  readonly about?: Id<'person'>;
  /** False when an essential mail tells the same person the same. */
  readonly byMail?: false;
  /** What the mail offers besides looking at it: a link that acts by itself, made when the mail is written. */
  readonly offer?: (tx: Database, now: Date) => Promise<readonly MailBlock[]>;
}

/** From the first of a batch up to, but not including, its end. */
export interface Window {
  readonly from: Date;
  readonly until: Date;
}

/** Bears repetition: what was told already is told neither twice on the page nor twice by mail. */
export async function notify(
  db: Database,
  {
    activity,
    batch,
    recipients,
    prepare
  }: {
    activity: Activity;
    /** What belongs together, but for the doer and the time. */
    batch: string;
    recipients: readonly Recipient[];
    /** Reads what was done within the window; the answer says it to each recipient, or says nothing. */
    prepare: (tx: Database, window: Window) => Promise<(recipient: Recipient) => News | null>;
  },
  now: Date
): Promise<void> {
  if (recipients.length === 0) return;
  const key = `${batch} ${activity.person_id ?? 'system'}`;
  await inTransaction(db, async (tx) => {
    // Two processes must not begin the same batch at once.
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
    const from = await beginningOf(tx, key, activity.at);
    const until = new Date(from.getTime() + batchMinutes * 60_000);
    const say = await prepare(tx, { from, until });
    const all = recipients.flatMap((recipient) => {
      const news = say(recipient);
      return news ? [{ recipient, news }] : [];
    });
    const names = await namePeople(tx, [activity.person_id, ...all.map(({ news }) => news.about ?? null)]);
    for (const each of all) await tell(tx, { ...each, activity, key, from, until, names }, now);
  });
}

/** What the same doer did with the same object within the window, oldest first. */
export async function listBatch(
  tx: Database,
  { verb, person_id, object_kind, object_id }: Activity,
  { from, until }: Window
): Promise<Activity[]> {
  return tx
    .selectFrom('activity')
    .selectAll()
    .where('object_id', '=', object_id)
    .where('object_kind', '=', object_kind)
    .where('verb', '=', verb)
    .where('person_id', 'is not distinct from', person_id)
    .where('at', '>=', from)
    .where('at', '<', until)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

async function beginningOf(tx: Database, key: string, at: Date): Promise<Date> {
  const running = await tx
    .selectFrom('notification')
    .select(({ fn }) => fn.max('started_at').as('from'))
    .where('batch', '=', key)
    .where('started_at', '<=', at)
    .where('started_at', '>', new Date(at.getTime() - batchMinutes * 60_000))
    .executeTakeFirst();
  return running?.from ?? at;
}

interface Telling {
  readonly recipient: Recipient;
  readonly news: News;
  readonly activity: Activity;
  readonly key: string;
  readonly from: Date;
  readonly until: Date;
  readonly names: ReadonlyMap<string, string>;
}

async function tell(tx: Database, telling: Telling, now: Date): Promise<void> {
  const { recipient, news, activity, key, from, until } = telling;
  const before = await tx
    .selectFrom('notification')
    .select(['id', 'at', 'text', 'details', 'mail_id'])
    .where('person_id', '=', recipient.id)
    .where('batch', '=', key)
    .where('started_at', '=', from)
    .executeTakeFirst();
  const unchanged = before && sameJson(before.text, news.text) && sameJson(before.details, news.details);
  if (unchanged && before.at >= activity.at) return;
  const said = {
    kind: news.kind,
    at: before && before.at > activity.at ? before.at : activity.at,
    text: JSON.stringify(news.text),
    details: JSON.stringify(news.details),
    href: news.href,
    read_at: null
  };
  const mail_id =
    news.byMail === false ? null : await writeMail(tx, telling, before?.mail_id, { until, now });
  if (before)
    await tx
      .updateTable('notification')
      .set({ ...said, mail_id })
      .where('id', '=', before.id)
      .execute();
  else
    await tx
      .insertInto('notification')
      .values({
        ...said,
        id: newId<'notification'>(now),
        person_id: recipient.id,
        batch: key,
        started_at: from,
        doer_id: activity.person_id,
        by_person: activity.done_as !== 'system',
        about_id: news.about ?? null,
        mail_id
      })
      .execute();
}

/**
 * The first mail of a batch leaves at once. What is done after it has left is told by one more, when the batch is over; what is
 * done before takes its place.
 */
async function writeMail(
  tx: Database,
  { recipient, news, activity, names }: Telling,
  former: Id<'mail'> | null | undefined,
  { until, now }: { until: Date; now: Date }
): Promise<Id<'mail'> | null> {
  if (!recipient.email) return null;
  const replaced =
    former &&
    (await tx
      .deleteFrom('mail')
      .where('id', '=', former)
      .where('state', 'in', ['waiting', 'held'])
      .where('attempts', '=', 0)
      .where('claimed_until', 'is', null)
      .returning('next_try_at')
      .executeTakeFirst());
  const text = withNames(news.text, {
    who: activity.person_id ? (names.get(activity.person_id) ?? '–') : 'Kaláka',
    whom: names.get(news.about ?? '') ?? '–'
  });
  const written = await sendMail(
    tx,
    {
      to: { email: recipient.email, name: recipient.name, person: recipient.id },
      locale: recipient.locale,
      kind: 'news',
      subject: text,
      blocks: [
        paragraph(text),
        ...(news.details.length > 0 ? [list(news.details)] : []),
        button(message('notifications.look'), news.href),
        ...((await news.offer?.(tx, now)) ?? [])
      ],
      secret: news.offer !== undefined
    },
    now
  );
  if (!('id' in written)) return null;
  const leaves = replaced ? replaced.next_try_at : former ? until : now;
  if (leaves > now)
    await tx.updateTable('mail').set({ next_try_at: leaves }).where('id', '=', written.id).execute();
  return written.id;
}

/** The database keeps the keys of an object in an order of its own. */
function sameJson(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)));
}

/** Longer texts are cut: whoever wants to read all of it looks at the history. */
const shownLetters = 80;

/** What changed, from what to what, in every language of the house: the words are those of the history. */
export async function changeItems(
  changesIn: (words: Words) => readonly FieldChange[],
  wordsIn: WordsIn
): Promise<MailItem[]> {
  const [hungarian = [], english = []] = await Promise.all(
    locales.map(async (locale) => {
      const words = await wordsIn(locale);
      return changesIn(words).map(({ label, before, after }) => ({
        label,
        note: `${shortened(before ?? words.t('history.nothing'))} → ${shortened(after ?? words.t('history.removed'))}`
      }));
    })
  );
  return hungarian.map(({ label, note }, index): MailItem => {
    const other = english[index] ?? { label, note };
    return { text: { said: { hu: label, en: other.label } }, note: { said: { hu: note, en: other.note } } };
  });
}

function shortened(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length > shownLetters ? `${letters.slice(0, shownLetters).join('')}…` : letters.join('');
}

/** From what each field was before the first change to what it is after the last; what came back to where it was is none. */
export function changesOf(activities: readonly Activity[]): Map<string, readonly [JsonValue, JsonValue]> {
  const changes = new Map<string, readonly [JsonValue, JsonValue]>();
  for (const { details } of activities)
    for (const [field, [before, after]] of changedPairs(details))
      changes.set(field, [changes.get(field)?.[0] ?? before, after]);
  for (const [field, [before, after]] of changes)
    if (JSON.stringify(before) === JSON.stringify(after)) changes.delete(field);
  return changes;
}

/** A message whose `who` and `whom` are filled in later, by `withNames`. */
export function told<K extends MessageKey>(
  key: K,
  values: { readonly [name in Exclude<keyof Messages[K], 'who' | 'whom'>]: MailValue }
): MailText {
  return { key, values: { ...values } };
}

export function withNames(text: MailText, names: Readonly<Record<string, string>>): MailText {
  return 'key' in text ? { key: text.key, values: { ...text.values, ...names } } : text;
}

/** Names by id; who was erased is missing. */
export async function namePeople(
  db: Database,
  ids: readonly (Id<'person'> | null)[]
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', wanted).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
