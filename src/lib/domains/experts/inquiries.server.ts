// Messages to experts: what is written reaches them, their address reaches nobody, and they may answer, decline or block.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import {
  countTry,
  mailLimit,
  mailNetworkLimit,
  type TooMany
} from '#lib/domains/people/attempt-limits.server.ts';
import { findDeciders } from '#lib/domains/people/team.server.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, quote, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { InquiryForm } from './input.ts';
import { confirmDays, type Expert, type InquiryState } from './model.ts';
import { canSeeExpert } from './policy.ts';
import { findExpert } from './queries.server.ts';

export const confirmPurpose = 'experts.confirm_message';
export const answerPurpose = 'experts.answer';
export const followUpPurpose = 'experts.follow_up';
const answerDays = 60;
const nobody = '00000000-0000-0000-0000-000000000000';

export interface Inquiry {
  readonly id: Id<'expert_inquiry'>;
  readonly expert: string;
  readonly person: Id<'person'> | null;
  readonly name: string;
  /** Of the account, or the one that was given. */
  readonly email: string | null;
  readonly locale: Locale;
  readonly body: string;
  readonly sharesAddress: boolean;
  readonly state: InquiryState;
}

type Gone = { ok: false; reason: 'gone' };
type Blocked = { ok: false; reason: 'blocked' };
export type WriteRefused = Gone | Blocked | TooMany | { ok: false; reason: 'no_address' };

/** Many may write to one expert in an hour, but not without end; nor does one account write to all of them. */
const expertLimit = (expert: string) => ({ of: `message to ${expert}`, tries: 20, minutes: 60 });
const writerLimit = (person: string) => ({ of: `message by ${person}`, tries: 10, minutes: 60 });

/** With an account and an address it leaves at once. */
export async function writeToExpert(
  db: Database,
  actor: Actor,
  { expert: id, inquiry, locale }: { expert: string; inquiry: InquiryForm; locale: Locale },
  now: Date
): Promise<Result<null, WriteRefused>> {
  return inTransaction(db, async (tx): Promise<Result<null, WriteRefused>> => {
    const expert = await shownExpert(tx, actor, id);
    if (!expert || actor.kind !== 'person') return no('gone');
    const writer = await tx
      .selectFrom('person')
      .select(['id', 'name', 'email'])
      .where('id', '=', actor.id)
      .executeTakeFirst();
    if (!writer?.email) return no('no_address');
    const counted = await countTry(tx, [writerLimit(actor.id), expertLimit(id)], now);
    if (!counted.ok) return counted;
    if (await isBlocked(tx, id, { person: writer.id, email: writer.email })) return no('blocked');
    const written = await insertInquiry(
      tx,
      { ...inquiry, expert: id, person: writer.id, email: null, name: writer.name, locale, state: 'sent' },
      now
    );
    await deliver(tx, expert, { ...written, email: writer.email }, now);
    return ok(null);
  });
}

/**
 * Without an account nothing leaves before the writer has shown that the address is theirs. That mail says nothing that was
 * written: anybody can write in anybody's name. The answer is the same whether the address is known here, or blocked.
 * @param address from which the form came
 */
export async function writeAsStranger(
  db: Database,
  {
    expert: id,
    inquiry,
    locale,
    address
  }: {
    expert: string;
    inquiry: InquiryForm & { name: string; email: string };
    locale: Locale;
    address: string;
  },
  now: Date
): Promise<Result<null, Gone | TooMany>> {
  return inTransaction(db, async (tx): Promise<Result<null, Gone | TooMany>> => {
    const expert = await shownExpert(tx, { kind: 'anonymous' }, id);
    if (!expert) return no('gone');
    const counted = await countTry(tx, [mailLimit(inquiry.email), mailNetworkLimit(address)], now);
    if (!counted.ok) return counted;
    const { id: written } = await insertInquiry(
      tx,
      { ...inquiry, expert: id, person: null, locale, state: 'unconfirmed' },
      now
    );
    const link = await makeCapabilityLink(
      tx,
      { purpose: confirmPurpose, subject: { inquiry: written }, days: confirmDays },
      now
    );
    await sendMail(
      tx,
      {
        to: { email: inquiry.email, name: '', person: null },
        locale,
        kind: 'essential',
        secret: true,
        subject: message('experts.mail.confirm.subject'),
        blocks: [
          paragraph(message('experts.mail.confirm.text', { name: expert.name })),
          button(message('experts.mail.confirm.button'), `/answer/${link.token}`),
          small(message('experts.mail.confirm.small', { days: confirmDays }))
        ]
      },
      now
    );
    return ok(null);
  });
}

/** The writer has shown that the address is theirs. */
export async function confirmInquiry(
  tx: Database,
  inquiry: Inquiry,
  now: Date
): Promise<Result<null, Gone | Blocked | TooMany>> {
  const expert = await shownExpert(tx, { kind: 'anonymous' }, inquiry.expert);
  if (!expert || inquiry.state !== 'unconfirmed') return no('gone');
  const counted = await countTry(tx, [expertLimit(inquiry.expert)], now);
  if (!counted.ok) return counted;
  if (await isBlocked(tx, inquiry.expert, inquiry)) {
    await tx.deleteFrom('expert_inquiry').where('id', '=', inquiry.id).execute();
    return no('blocked');
  }
  await tx
    .updateTable('expert_inquiry')
    .set({ state: 'sent', sent_at: now })
    .where('id', '=', inquiry.id)
    .execute();
  await deliver(tx, expert, inquiry, now);
  return ok(null);
}

/** What the writer adds after an answer; their address is known to be theirs. */
export async function followUp(
  tx: Database,
  inquiry: Inquiry,
  body: string,
  now: Date
): Promise<Result<null, Gone | Blocked>> {
  const expert = await findExpert(tx, inquiry.expert);
  if (!expert?.consent || !inquiry.email) return no('gone');
  if (await isBlocked(tx, inquiry.expert, inquiry)) return no('blocked');
  const { person, email } = inquiry;
  const written = await insertInquiry(
    tx,
    { ...inquiry, person, email: person ? null : email, body, state: 'sent' },
    now
  );
  await deliver(tx, expert, { ...written, email }, now);
  return ok(null);
}

export type Answer =
  | { readonly kind: 'answer'; readonly text: string; readonly openly: boolean }
  | { readonly kind: 'decline' | 'block'; readonly text: string | null };

/** @returns false when it was answered already, or is gone */
export async function answerInquiry(
  tx: Database,
  inquiry: Inquiry,
  answer: Answer,
  now: Date
): Promise<boolean> {
  const expert = await findExpert(tx, inquiry.expert);
  const answered = answer.kind === 'answer';
  const closed = await tx
    .updateTable('expert_inquiry')
    .set({ state: answered ? 'answered' : 'declined', answer: answer.text, closed_at: now })
    .where('id', '=', inquiry.id)
    .where('state', '=', 'sent')
    .returning('id')
    .executeTakeFirst();
  if (!closed || !expert) return false;
  if (answer.kind === 'block') await block(tx, inquiry, now);
  await recordActivity(tx, system, now, {
    verb: answered ? 'expert.answered' : 'expert.declined',
    objectKind: 'expert',
    objectId: inquiry.expert
  });
  await mailAnswer(tx, expert, { inquiry, answer }, now);
  return true;
}

export async function findInquiry(db: Database, id: string): Promise<Inquiry | null> {
  const found = await db
    .selectFrom('expert_inquiry')
    .leftJoin('person', 'person.id', 'expert_inquiry.person_id')
    .select((eb) => [
      'expert_inquiry.id',
      'expert_id as expert',
      'person_id as person',
      'expert_inquiry.name',
      eb.fn.coalesce('person.email', 'expert_inquiry.email').as('email'),
      'expert_inquiry.locale',
      'body',
      'shares_address as sharesAddress',
      'state'
    ])
    .where('expert_inquiry.id', '=', id as Id<'expert_inquiry'>)
    .executeTakeFirst();
  return found ?? null;
}

/** Where what is written to an expert goes. `through`: somebody who keeps the entry for them, and passes it on. */
export interface Recipient {
  readonly id: Id<'person'>;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly through: boolean;
}

export async function recipientsOf(db: Database, expert: Expert): Promise<Recipient[]> {
  const addressed = async (id: string | null): Promise<Omit<Recipient, 'through'>[]> => {
    const person = id
      ? await db
          .selectFrom('person')
          .select(['id', 'name', 'email', 'locale'])
          .where('id', '=', id as Id<'person'>)
          .executeTakeFirst()
      : undefined;
    return person?.email ? [{ ...person, email: person.email }] : [];
  };
  const themselves = await addressed(expert.person);
  if (themselves.length > 0) return themselves.map((each) => ({ ...each, through: false }));
  const keeper = await addressed(expert.keptBy?.id ?? null);
  const others =
    keeper.length > 0 ? keeper : await findDeciders(db, { id: nobody, settlement: expert.settlement.id });
  return others.flatMap((each) => (each.email ? [{ ...each, email: each.email, through: true }] : []));
}

async function deliver(tx: Database, expert: Expert, inquiry: Inquiry, now: Date): Promise<void> {
  const shared = inquiry.sharesAddress ? inquiry.email : null;
  for (const recipient of await recipientsOf(tx, expert)) {
    const link = await makeCapabilityLink(
      tx,
      { purpose: answerPurpose, subject: { inquiry: inquiry.id }, person: recipient.id, days: answerDays },
      now
    );
    await sendMail(
      tx,
      {
        to: { email: recipient.email, name: recipient.name, person: recipient.id },
        locale: recipient.locale,
        kind: 'essential',
        secret: true,
        ...(shared ? { replyTo: shared } : {}),
        subject: message('experts.mail.message.subject', { who: inquiry.name }),
        blocks: [
          paragraph(
            recipient.through
              ? message('experts.mail.message.through', { who: inquiry.name, name: expert.name })
              : message('experts.mail.message.text', { who: inquiry.name })
          ),
          quote(inquiry.body),
          paragraph(
            shared
              ? message('experts.mail.message.shared', { email: shared })
              : message('experts.mail.message.notShared')
          ),
          button(message('experts.mail.message.button'), `/answer/${link.token}`),
          small(message('experts.mail.message.small', { days: answerDays }))
        ]
      },
      now
    );
  }
  await recordActivity(tx, system, now, {
    verb: 'expert.written_to',
    objectKind: 'expert',
    objectId: expert.id
  });
}

async function mailAnswer(
  tx: Database,
  expert: Expert,
  { inquiry, answer }: { inquiry: Inquiry; answer: Answer },
  now: Date
): Promise<void> {
  if (!inquiry.email) return;
  const [own] = await recipientsOf(tx, expert);
  const openly = answer.kind === 'answer' && answer.openly && own && !own.through ? own.email : null;
  const link =
    answer.kind === 'answer'
      ? await makeCapabilityLink(
          tx,
          {
            purpose: followUpPurpose,
            subject: { inquiry: inquiry.id },
            person: inquiry.person,
            days: answerDays
          },
          now
        )
      : null;
  const key = answer.kind === 'answer' ? 'answer' : 'declined';
  await sendMail(
    tx,
    {
      to: { email: inquiry.email, name: inquiry.name, person: inquiry.person },
      locale: inquiry.locale,
      kind: 'essential',
      secret: true,
      ...(openly ? { replyTo: openly } : {}),
      subject: message(`experts.mail.${key}.subject`, { name: expert.name }),
      blocks: [
        paragraph(message(`experts.mail.${key}.text`, { name: expert.name })),
        ...(answer.text ? [quote(answer.text)] : []),
        ...(openly ? [paragraph(message('experts.mail.answer.openly', { email: openly }))] : []),
        ...(link ? [button(message('experts.mail.answer.button'), `/answer/${link.token}`)] : []),
        small(message('experts.mail.answer.yours')),
        quote(inquiry.body)
      ]
    },
    now
  );
}

async function insertInquiry(tx: Database, inquiry: Omit<Inquiry, 'id'>, now: Date): Promise<Inquiry> {
  const id = newId<'expert_inquiry'>(now);
  await tx
    .insertInto('expert_inquiry')
    .values({
      id,
      expert_id: inquiry.expert as Id<'expert'>,
      person_id: inquiry.person,
      email: inquiry.email,
      name: inquiry.name,
      locale: inquiry.locale,
      body: inquiry.body,
      shares_address: inquiry.sharesAddress,
      state: inquiry.state,
      created_at: now,
      sent_at: inquiry.state === 'sent' ? now : null
    })
    .execute();
  return { ...inquiry, id };
}

async function block(tx: Database, { expert, person, email }: Inquiry, now: Date): Promise<void> {
  await tx
    .insertInto('expert_block')
    .values({
      id: newId<'expert_block'>(now),
      expert_id: expert as Id<'expert'>,
      person_id: person,
      email: email?.toLowerCase() ?? null,
      created_at: now
    })
    .execute();
}

/** By account or by address: whoever was blocked with one does not come back with the other. */
async function isBlocked(
  tx: Database,
  expert: string,
  { person, email }: { person: Id<'person'> | null; email: string | null }
): Promise<boolean> {
  const found = await tx
    .selectFrom('expert_block')
    .select('id')
    .where('expert_id', '=', expert as Id<'expert'>)
    .where((eb) =>
      eb.or([eb('email', '=', email?.toLowerCase() ?? ''), ...(person ? [eb('person_id', '=', person)] : [])])
    )
    .executeTakeFirst();
  return found !== undefined;
}

/** Nobody writes to somebody whom they do not see. */
async function shownExpert(tx: Database, actor: Actor, id: string): Promise<Expert | null> {
  const expert = await findExpert(tx, id);
  return expert?.consent && expert.visibility !== 'hidden' && canSeeExpert(actor, expert) ? expert : null;
}
