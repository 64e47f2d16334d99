// The mails about feeds: one when a feed has been silent for a week, one when it speaks again, one when half of its events are gone.
import type { Id } from '#lib/core/ids.ts';
import { findDeciders } from '#lib/domains/people/team.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import {
  button,
  message,
  paragraph,
  quote,
  small,
  type MailBlock,
  type MailText
} from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { faultMessage } from './fault-words.ts';
import { failureDays, linkDays } from './model.ts';
import type { Feed } from './queries.server.ts';

export const mendPurpose = 'feeds.mend';
export const gonePurpose = 'feeds.gone';
export const keepPurpose = 'feeds.keep';

/** Once for each time that it fails: whoever has been told hears no more until it works again. */
export async function mailFailure(tx: Database, feed: Feed, now: Date): Promise<void> {
  const blocks = [
    paragraph(message('feeds.mail.failed.text', { ...namesOf(feed), days: failureDays })),
    paragraph(faultMessage(feed.fault)),
    quote(feed.address),
    paragraph(message('feeds.mail.failed.events'))
  ];
  const subject = message('feeds.mail.failed.subject', { feed: feed.name });
  await mailKeepers(tx, feed, { purpose: mendPurpose, subject, blocks }, now);
}

export async function mailHeld(tx: Database, feed: Feed, gone: number, now: Date): Promise<void> {
  const blocks = [
    paragraph(message('feeds.mail.held.text', { ...namesOf(feed), count: gone })),
    quote(feed.address),
    paragraph(message('feeds.mail.held.events'))
  ];
  const subject = message('feeds.mail.held.subject', { feed: feed.name });
  await mailKeepers(tx, feed, { purpose: gonePurpose, subject, blocks }, now);
}

export async function mailColumnsGone(
  tx: Database,
  feed: Feed,
  columns: readonly string[],
  now: Date
): Promise<void> {
  const blocks = [
    paragraph(message('feeds.mail.columns.text', namesOf(feed))),
    quote(columns.join(', ')),
    paragraph(message('feeds.mail.columns.events'))
  ];
  const subject = message('feeds.mail.columns.subject', { feed: feed.name });
  await mailKeepers(tx, feed, { purpose: null, subject, blocks }, now);
}

export async function mailResumed(tx: Database, feed: Feed, now: Date): Promise<void> {
  const blocks = [paragraph(message('feeds.mail.resumed.text', namesOf(feed)))];
  const subject = message('feeds.mail.resumed.subject', { feed: feed.name });
  await mailKeepers(tx, feed, { purpose: null, subject, blocks }, now);
}

interface FeedMail {
  /** Of the link in it; null for a mail that asks for nothing. */
  readonly purpose: typeof mendPurpose | typeof gonePurpose | null;
  readonly subject: MailText;
  readonly blocks: readonly MailBlock[];
}

async function mailKeepers(
  tx: Database,
  feed: Feed,
  { purpose, subject, blocks }: FeedMail,
  now: Date
): Promise<void> {
  const { id, settlementId: settlement } = feed.organisation;
  for (const keeper of await findDeciders(tx, { id, settlement })) {
    if (!keeper.email) continue;
    const ending = purpose
      ? await linkBlocks(tx, { purpose, feed: feed.id, person: keeper.id }, now)
      : [button(message('feeds.mail.open'), `/calendar-feeds/${feed.id}`)];
    await sendMail(
      tx,
      {
        to: { email: keeper.email, name: keeper.name, person: keeper.id },
        locale: keeper.locale,
        kind: 'essential',
        secret: purpose !== null,
        subject,
        blocks: [...blocks, ...ending]
      },
      now
    );
  }
}

async function linkBlocks(
  tx: Database,
  { purpose, feed, person }: { purpose: string; feed: string; person: Id<'person'> },
  now: Date
): Promise<MailBlock[]> {
  const link = await makeCapabilityLink(tx, { purpose, subject: { feed }, person, days: linkDays }, now);
  const label = message(purpose === gonePurpose ? 'feeds.mail.held.button' : 'feeds.mail.failed.button');
  return [button(label, `/answer/${link.token}`), small(message('feeds.mail.small', { days: linkDays }))];
}

function namesOf(feed: Feed): { feed: string; organisation: string } {
  return { feed: feed.name, organisation: feed.organisation.name };
}
