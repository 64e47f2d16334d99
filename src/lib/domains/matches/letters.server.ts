// Writes to those who answer for an offer or need: one letter to each, with links of their own.
import type { Id } from '#lib/core/ids.ts';
import type { Offering } from '#lib/domains/exchange/queries.server.ts';
import { offeringMail, stillSpeaksFor, type Speaker } from '#lib/domains/exchange/speakers.server.ts';
import { makeCapabilityLink, type CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { message, small, type MailBlock, type MailText } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { linkDays } from './model.ts';

export const purposes = {
  interest: 'matches.interest',
  ring: 'matches.ring',
  agreement: 'matches.agreement',
  sheet: 'matches.sheet',
  afterwards: 'matches.afterwards',
  care: 'matches.care',
  silence: 'matches.silence'
} as const;

export interface Letter {
  readonly subject: MailText;
  /** @param link makes one that this reader alone holds, and says its path */
  readonly blocks: (
    reader: Speaker,
    link: (purpose: string, subject: JsonValue, days?: number) => Promise<string>
  ) => Promise<readonly MailBlock[]>;
  /** Of all letters with one key to one address, one is written. */
  readonly onceKey?: string;
  /** Whose answers come to a person: the other side, once both know one another. */
  readonly replyTo?: string;
}

/** @returns to how many somebody was written */
export async function writeToSpeakers(
  tx: Database,
  offering: Offering,
  letter: Letter,
  now: Date
): Promise<number> {
  let written = 0;
  for (const reader of await offeringMail(tx, offering)) {
    const done = await writeLetter(tx, { reader, letter, about: offering.title }, now);
    if (done) written++;
  }
  return written;
}

/** @param about which offer or need it is that they pass on to its owner, where they do */
export async function writeLetter(
  tx: Database,
  { reader, letter, about }: { readonly reader: Speaker; readonly letter: Letter; readonly about: string },
  now: Date
): Promise<boolean> {
  const link = async (purpose: string, subject: JsonValue, days = linkDays): Promise<string> => {
    const made = await makeCapabilityLink(tx, { purpose, subject, person: reader.id, days }, now);
    return `/answer/${made.token}`;
  };
  const { outcome } = await sendMail(
    tx,
    {
      to: { email: reader.email, name: reader.name, person: reader.id },
      locale: reader.locale,
      kind: 'essential',
      secret: true,
      subject: letter.subject,
      blocks: [
        ...(await letter.blocks(reader, link)),
        ...(reader.through ? [small(message('matches.mail.through', { title: about }))] : [])
      ],
      ...(letter.onceKey ? { onceKey: `${letter.onceKey} ${reader.id ?? about}` } : {}),
      ...(letter.replyTo ? { replyTo: letter.replyTo } : {})
    },
    now
  );
  return outcome === 'waiting' || outcome === 'held';
}

/** Who speaks no more for an offer or need answers no more for it, even with an old letter. */
export async function stillSpeaks(
  db: Database,
  { person }: { readonly person: Id<'person'> | null },
  offering: Offering | null
): Promise<boolean> {
  return offering !== null && (await stillSpeaksFor(db, person, offering));
}

/** Who speaks for one of its sides today reads the paper of an agreement, as long as it was not called off. */
export async function readsPaper(
  db: Database,
  link: CapabilityLink,
  { state, parties }: { readonly state: string; readonly parties: readonly { offering: Offering | null }[] }
): Promise<boolean> {
  if (state === 'cancelled') return false;
  for (const { offering } of parties) if (await stillSpeaks(db, link, offering)) return true;
  return false;
}

/** Whoever presses a mailed link acts as the person to whom it was sent. */
export function holderOf(person: Id<'person'> | null) {
  return person
    ? ({ kind: 'person', id: person, name: '', roles: [] } as const)
    : ({ kind: 'system' } as const);
}
