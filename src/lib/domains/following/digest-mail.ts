// A digest as a mail: the days with what is on, the running exhibitions, and where the rest is to be found.
import { dayOf, defaultZone, addDays } from '#lib/core/time.ts';
import { hoursText, whereText } from '#lib/domains/calendar/event-words.ts';
import { noFilter, queryOf } from '#lib/domains/calendar/filter.ts';
import {
  button,
  heading,
  list,
  message,
  paragraph,
  plain,
  type MailBlock,
  type MailItem,
  type MailText
} from '#lib/platform/mail/content.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { Listed } from './programme.server.ts';

/** The languages in which the same letter is written at once. */
export type BothWords = Readonly<Record<Locale, Words>>;

export interface Addressed {
  readonly kind: 'settlement' | 'organisation';
  readonly slug: string;
  readonly name: string;
  /** Null for an organisation. */
  readonly km: number | null;
}

export interface Letter {
  readonly subject: MailText;
  readonly blocks: readonly MailBlock[];
}

/** What one letter names; of the rest it says how many they are. */
export const mostListed = 25;

/** @param days [from, to) */
export function digestLetter(
  {
    about,
    days,
    listed
  }: { about: Addressed; days: { from: string; to: string }; listed: readonly Listed[] },
  words: BothWords
): Letter {
  const last = addDays(days.to, -1);
  const shown = chosenOf(listed);
  const rest = listed.length - shown.length;
  const span = {
    from: { day: days.from, style: 'short' as const },
    to: { day: last, style: 'short' as const }
  };
  const byDay = Map.groupBy(
    shown.filter(({ running }) => !running),
    ({ startsAt }) => dayOf(startsAt, defaultZone)
  );
  const running = shown.filter((each) => each.running);
  const filter =
    about.kind === 'settlement'
      ? { ...noFilter, near: about.slug, within: about.km ?? 0, from: days.from, to: last }
      : { ...noFilter, organiser: about.slug, from: days.from, to: last };
  return {
    subject: message(`following.mail.digest.subject.${about.kind}`, { name: about.name, ...span }),
    blocks: [
      paragraph(leadOf(about, listed.length)),
      ...[...byDay].flatMap(([day, rows]) => [
        heading(both(words, (each) => capital(each.date(day, 'medium'), each))),
        list(rows.map((row) => itemOf(row, words)))
      ]),
      ...(running.length > 0
        ? [heading(message('following.mail.digest.running')), list(running.map((row) => itemOf(row, words)))]
        : []),
      ...(rest > 0 ? [paragraph(message('following.mail.digest.rest', { count: rest }))] : []),
      button(message('following.mail.digest.button'), `/events${queryOf(filter)}`)
    ]
  };
}

/** A word once in a while to those who would otherwise think that nobody writes any more. */
export function quietLetter(about: Addressed, token: string): Letter {
  return {
    subject: message('following.mail.quiet.subject', { name: about.name }),
    blocks: [
      paragraph(
        about.km
          ? message('following.mail.quiet.around', { name: about.name, km: about.km })
          : message('following.mail.quiet.here', { name: about.name })
      ),
      paragraph(message('following.mail.quiet.wider')),
      button(message('following.mail.quiet.button'), `/following/${token}`)
    ]
  };
}

/** Where not everything fits, what comes once goes before what comes every week; the order of the days stays. */
function chosenOf(listed: readonly Listed[]): Listed[] {
  const ranked = [...listed.filter(({ series }) => !series), ...listed.filter(({ series }) => series)];
  const chosen = new Set(ranked.slice(0, mostListed));
  return listed.filter((each) => chosen.has(each));
}

function leadOf({ kind, name, km }: Addressed, count: number): MailText {
  if (kind === 'organisation') return message('following.mail.digest.lead.organisation', { name, count });
  return km
    ? message('following.mail.digest.lead.around', { name, km, count })
    : message('following.mail.digest.lead.here', { name, count });
}

function itemOf(row: Listed, words: BothWords): MailItem {
  return {
    text: plain(row.title),
    note: both(words, (each) =>
      [
        row.running
          ? each.t('following.mail.digest.until', {
              day: each.date(dayOf(new Date(row.endsAt.getTime() - 1), defaultZone), 'until')
            })
          : whenOf(row, each),
        whereText(row),
        row.km !== null && row.km >= 0.5
          ? each.t('following.mail.digest.km', { km: Math.round(row.km) })
          : null,
        row.more > 0 ? each.t('following.mail.digest.more', { count: row.more }) : null
      ]
        .filter(Boolean)
        .join(' · ')
    ),
    href: `/events/${row.slug}`
  };
}

/** The day stands above; of what lasts for days the last one is said. */
function whenOf(row: Listed, words: Words): string {
  const first = dayOf(row.startsAt, defaultZone);
  const last = dayOf(new Date(Math.max(row.startsAt.getTime(), row.endsAt.getTime() - 1)), defaultZone);
  const long = row.endsAt.getTime() - row.startsAt.getTime() >= 12 * 3_600_000;
  if (first === last || !long) return hoursText(words, row);
  return words.t('following.mail.digest.until', { day: words.date(last, 'until') });
}

function both(words: BothWords, say: (each: Words) => string): MailText {
  return { said: { hu: say(words.hu), en: say(words.en) } };
}

function capital(text: string, { locale }: Words): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
