// Tells an organisation of what its events have come to compete with: when, where, why, and a better time with the way to it.
import type { Id } from '#lib/core/ids.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { button, message, paragraph, type MailBlock, type MailItem } from '#lib/platform/mail/content.ts';
import { notify, told } from '#lib/platform/notifications/notify.server.ts';
import type { Words, WordsIn } from '#lib/platform/words/words.ts';
import type { AdvisedClash, AdvisedSlot } from '#lib/domains/calendar/advice.server.ts';
import { clashSentence } from '#lib/domains/calendar/clash-words.ts';
import { whenText, whereText } from '#lib/domains/calendar/event-words.ts';
import { findEvents, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { slotSentence, slotWhen } from '#lib/domains/calendar/slot-words.ts';
import { findThoseConcerned } from '#lib/domains/people/colleagues.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import { adviceFor } from './watch.server.ts';

export const silencePurpose = 'planning.silence';
const silenceDays = 60;

interface TellablePair {
  readonly event: FullEvent;
  readonly clash: AdvisedClash;
  readonly slot: AdvisedSlot | null;
  readonly times: number;
  readonly settlementId: string | null;
}

export async function tellOfClashes(
  db: Database,
  activity: Activity,
  now: Date,
  wordsIn: WordsIn
): Promise<void> {
  const pairs = await tellablePairs(db, activity.details, now);
  const organisation = (await findOrganisationsByIds(db, [activity.object_id])).get(activity.object_id);
  if (pairs.length === 0 || !organisation) return;
  const [hu, en] = [await wordsIn('hu'), await wordsIn('en')];
  const details = pairs.map((pair): MailItem => {
    const { event, slot } = pair;
    return {
      text: { said: { hu: pairText(hu, pair), en: pairText(en, pair) } },
      note: { said: { hu: whyText(hu, pair), en: whyText(en, pair) } },
      href:
        slot && event.rule === null
          ? `/events/${event.slug}/edit?starts=${slot.local}`
          : `/events/${event.slug}`
    };
  });
  await notify(
    db,
    {
      activity,
      batch: `${activity.verb} ${activity.object_id}`,
      recipients: await findThoseConcerned(db, activity),
      prepare: async () => (recipient) => ({
        kind: 'planning.clashes',
        text: told('planning.notify.clashes', { count: pairs.length, organisation: organisation.name }),
        details,
        href: `/clashes?organiser=${organisation.slug}&month=${monthOf(pairs)}`,
        offer: (tx, at) =>
          offerSilence(tx, { organisation: organisation.id, pairs, person: recipient.id }, at)
      })
    },
    now
  );
}

/** Only those that compete still. */
async function tellablePairs(db: Database, details: JsonValue, now: Date): Promise<TellablePair[]> {
  const named = pairsIn(details);
  const events = await findEvents(
    db,
    named.map(({ event }) => event as Id<'event'>)
  );
  const found: TellablePair[] = [];
  for (const { event: id, other } of named) {
    const event = events.get(id as Id<'event'>);
    const advice = event && (await adviceFor(db, event, now));
    const clash = advice?.clashes.find((each) => each.other.event === other);
    if (event && advice && clash)
      found.push({
        event,
        clash,
        slot: advice.slots[0] ?? null,
        times: advice.times,
        settlementId: advice.settlementId
      });
  }
  return found;
}

export function pairsIn(details: JsonValue): { event: string; other: string }[] {
  const pairs = (details as { pairs?: unknown } | null)?.pairs;
  return Array.isArray(pairs) ? (pairs as { event: string; other: string }[]) : [];
}

/** «Mikulásbál (december 12., szombat, 18:00–21:00) – Adventi est (december 12., szombat, 18:00, Szentes)» */
function pairText(words: Words, { event, clash }: TellablePair): string {
  const { other, startsAt } = clash;
  const endsAt = new Date(startsAt.getTime() + event.minutes * 60_000);
  return words.t('planning.notify.pair', {
    own: event.title,
    when: whenText(words, { startsAt, endsAt, allDay: event.allDay }),
    other: other.title,
    otherWhen: whenText(words, { ...other, allDay: false }),
    where: whereText(other)
  });
}

/** Why, and where it had better be: whole sentences. */
function whyText(words: Words, { event, clash, slot, times, settlementId }: TellablePair): string {
  const { other, startsAt, reasons } = clash;
  const why = `${clashSentence(words, reasons, { startsAt, settlementId }, other)}.`;
  // Of a series the whole would move: the form explains that better than a mail.
  if (!slot || event.rule !== null) return why;
  const better = words.t('planning.notify.better', { when: slotWhen(words, slot, []) });
  return `${why} ${better} ${slotSentence(words, slot, times)} ${words.t('planning.notify.openForm')}`;
}

async function offerSilence(
  tx: Database,
  {
    organisation,
    pairs,
    person
  }: { organisation: string; pairs: readonly TellablePair[]; person: Id<'person'> },
  now: Date
): Promise<readonly MailBlock[]> {
  const blocks: MailBlock[] = [paragraph(message('planning.silence.mail'))];
  for (const { event, clash } of pairs) {
    const { token } = await makeCapabilityLink(
      tx,
      {
        purpose: silencePurpose,
        subject: { organisation, event: event.id, other: clash.other.event },
        person,
        days: silenceDays
      },
      now
    );
    blocks.push(
      button(
        message('planning.silence.button', { own: event.title, other: clash.other.title }),
        `/answer/${token}`
      )
    );
  }
  return blocks;
}

function monthOf(pairs: readonly TellablePair[]): string {
  return pairs.map(({ clash }) => clash.startsAt.toISOString().slice(0, 7)).sort()[0] ?? '';
}
