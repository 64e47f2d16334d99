// The weekly letter about fresh matches: one to each who answers for some, with a link for every match.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Offering } from '#lib/domains/exchange/queries.server.ts';
import { offeringMail, type Speaker } from '#lib/domains/exchange/speakers.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import {
  button,
  heading,
  list,
  message,
  paragraph,
  plain,
  small,
  type MailBlock
} from '#lib/platform/mail/content.ts';
import { latestWeeklyHour } from '#lib/platform/mail/digest.server.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { ownerText, reasonTexts } from './match-words.ts';
import { isThere } from './interest.server.ts';
import { purposes } from './letters.server.ts';
import { linkDays, otherEnd, tellScore, toldAtOnce, type End } from './model.ts';
import { matchesIn, withOfferings, type MatchWord } from './queries.server.ts';

/** In one round; the rest is told at the next one, an hour later. */
const offeringsAtOnce = 500;
const hourMs = 3_600_000;

interface Fresh {
  readonly own: Offering;
  readonly end: End;
  readonly matches: MatchWord[];
}

/** What was found before Monday six o'clock and nobody was told of: run at any time, it makes up for what was missed. */
export async function tellFreshMatches(db: Database, now: Date): Promise<number> {
  const fresh = await listFresh(db, weeklyHour(now));
  const letters = new Map<string, { reader: Speaker; parts: Fresh[] }>();
  for (const part of fresh)
    for (const reader of await offeringMail(db, part.own)) {
      const key = reader.email.toLowerCase();
      const letter = letters.get(key) ?? { reader, parts: [] };
      letter.parts.push(part);
      letters.set(key, letter);
    }
  const silent = await silentAmong(db, [...letters.keys()]);
  let written = 0;
  for (const [email, letter] of letters)
    if (!silent.has(email) && (await inTransaction(db, (tx) => write(tx, letter, now)))) written++;
  await markTold(db, fresh, now);
  return written;
}

/** An hour before the weekly digests are gathered: who wants these gets it the same morning. */
function weeklyHour(now: Date): Date {
  return new Date(latestWeeklyHour(new Date(now.getTime() + hourMs)).getTime() - hourMs);
}

async function write(
  tx: Database,
  { reader, parts }: { reader: Speaker; parts: readonly Fresh[] },
  now: Date
): Promise<boolean> {
  const linkTo = async (match: MatchWord, end: End): Promise<string> => {
    const subject = { match: match.id, end };
    const link = { purpose: purposes.interest, subject, person: reader.id, days: linkDays };
    return `/answer/${(await makeCapabilityLink(tx, link, now)).token}`;
  };
  const blocks: MailBlock[] = [];
  for (const { own, end, matches } of parts) {
    blocks.push(heading(message(`matches.mail.digest.heading_${end}`, { title: own.title })));
    for (const match of matches) blocks.push(...blocksOf(match, end, await linkTo(match, end)));
    if (reader.through) blocks.push(small(message('matches.mail.through', { title: own.title })));
  }
  const silence = reader.id
    ? null
    : await makeCapabilityLink(
        tx,
        { purpose: purposes.silence, subject: { email: reader.email }, person: null, days: 400 },
        now
      );
  const count = parts.reduce((sum, { matches }) => sum + matches.length, 0);
  const { outcome } = await sendMail(
    tx,
    {
      to: { email: reader.email, name: reader.name, person: reader.id },
      locale: reader.locale,
      kind: 'news',
      secret: true,
      subject: message('matches.mail.digest.subject', { count }),
      blocks: [
        paragraph(message('matches.mail.digest.lead')),
        ...blocks,
        small(message('matches.mail.consentTwo')),
        ...(silence
          ? [list([{ text: message('matches.mail.digest.stop'), href: `/answer/${silence.token}` }])]
          : [])
      ],
      ...(silence ? { unsubscribePath: `/answer/${silence.token}` } : {})
    },
    now
  );
  return outcome === 'waiting' || outcome === 'held';
}

/** What it is and whose; why, reason by reason; then the way to say yes. */
function blocksOf(match: MatchWord, end: End, href: string): MailBlock[] {
  const theirs = match[otherEnd[end]];
  return [
    list([{ text: plain(theirs.title), note: ownerText(theirs), href: `/exchange/${theirs.slug}` }]),
    list(reasonTexts(match, end).map((text) => ({ text }))),
    button(message('matches.mail.digest.interested'), href)
  ];
}

/** The best few of each open offer or need that were found before `until`. */
async function listFresh(db: Database, until: Date): Promise<Fresh[]> {
  const all: Fresh[] = [];
  for (const end of ['offer', 'need'] as const) {
    const rows = await matchesIn(db)
      .where(sql<boolean>`${sql.ref(`match_word.${end}_told_at`)} is null`)
      .where(sql<boolean>`${sql.ref(`match_word.${end}_word`)} is null`)
      .where(sql<boolean>`${sql.ref(`match_word.${end}_place`)} is not null`)
      .where(
        sql<boolean>`match_word.offer_word is distinct from 'no' and match_word.need_word is distinct from 'no'`
      )
      // Who is asked about it as part of an exchange has that letter.
      .where(
        sql<boolean>`not exists (select from ring_member as giver
          join ring_member as taker on taker.ring_id = giver.ring_id and taker.gets_offering_id = match_word.need_id
          join ring on ring.id = giver.ring_id and ring.state = 'proposed'
          where giver.gives_offering_id = match_word.offer_id)`
      )
      .where('match_word.score', '>=', tellScore)
      .where('match_word.found_at', '<', until)
      .orderBy(sql.ref(`match_word.${end}_id`))
      .orderBy(sql.ref(`match_word.${end}_place`))
      .limit(offeringsAtOnce * toldAtOnce)
      .execute();
    const matches = (await withOfferings(db, rows)).filter(
      ({ offer, need }) => isThere(offer) && isThere(need)
    );
    for (const [, list] of Map.groupBy(matches, (match) => match[end].id)) {
      const [first] = list;
      if (first) all.push({ own: first[end], end, matches: list.slice(0, toldAtOnce) });
    }
  }
  return all;
}

async function markTold(db: Database, fresh: readonly Fresh[], now: Date): Promise<void> {
  for (const end of ['offer', 'need'] as const) {
    const ids = fresh
      .filter((part) => part.end === end)
      .flatMap(({ matches }) => matches.map(({ id }) => id));
    if (ids.length > 0)
      await db
        .updateTable('match_word')
        .set({ [`${end}_told_at`]: now })
        .where('id', 'in', ids as Id<'match_word'>[])
        .execute();
  }
}

async function silentAmong(db: Database, emails: readonly string[]): Promise<ReadonlySet<string>> {
  if (emails.length === 0) return new Set();
  const rows = await db
    .selectFrom('match_silence')
    .select('email')
    .where(sql<boolean>`email = any(${[...emails]}::text[])`)
    .execute();
  return new Set(rows.map(({ email }) => email));
}
