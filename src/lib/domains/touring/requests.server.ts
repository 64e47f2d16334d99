// Who asks for a package: with an account at once, without one after the address was confirmed by mail.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import {
  countTry,
  mailLimit,
  mailNetworkLimit,
  type TooMany
} from '#lib/domains/people/attempt-limits.server.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { confirmDays, type RequestState } from './model.ts';
import { findPackage, type TouringPackage } from './queries.server.ts';
import type { RequestDraft } from './request-queries.server.ts';

export const confirmPurpose = 'touring.confirm_request';

type Gone = { ok: false; reason: 'gone' };
const askerLimit = (person: string) => ({ of: `touring ${person}`, tries: 20, minutes: 60 });

/** With an account it stands at once. */
export async function askForPackage(
  db: Database,
  actor: Actor,
  { pack: id, draft, locale }: { pack: string; draft: RequestDraft; locale: Locale },
  now: Date
): Promise<Result<{ id: string }, Gone | TooMany>> {
  return inTransaction(db, async (tx): Promise<Result<{ id: string }, Gone | TooMany>> => {
    const pack = await findPackage(tx, id);
    if (actor.kind !== 'person' || pack?.state !== 'open') return no('gone');
    const counted = await countTry(tx, [askerLimit(actor.id)], now);
    if (!counted.ok) return counted;
    const request = await insertRequest(
      tx,
      { pack, draft, locale, person: actor.id, name: null, email: null, state: 'open', source: 'entered' },
      now
    );
    await recordAsked(tx, actor, { pack, draft }, now);
    return ok({ id: request });
  });
}

/** Without an account nothing is passed on before the address has been shown to be theirs. @param address from which the form came */
export async function askAsStranger(
  db: Database,
  asked: {
    pack: string;
    draft: RequestDraft;
    stranger: { readonly name: string; readonly email: string };
    locale: Locale;
    address: string;
  },
  now: Date
): Promise<Result<null, Gone | TooMany>> {
  const { stranger, locale, draft } = asked;
  return inTransaction(db, async (tx): Promise<Result<null, Gone | TooMany>> => {
    const pack = await findPackage(tx, asked.pack);
    if (pack?.state !== 'open') return no('gone');
    const counted = await countTry(tx, [mailLimit(stranger.email), mailNetworkLimit(asked.address)], now);
    if (!counted.ok) return counted;
    const request = await insertRequest(
      tx,
      { pack, draft, locale, person: null, ...stranger, state: 'unconfirmed', source: 'entered' },
      now
    );
    const link = await makeCapabilityLink(
      tx,
      { purpose: confirmPurpose, subject: { request }, days: confirmDays },
      now
    );
    await sendMail(
      tx,
      {
        to: { email: stranger.email, name: '', person: null },
        locale,
        kind: 'essential',
        secret: true,
        subject: message('touring.mail.confirm.subject'),
        blocks: [
          paragraph(message('touring.mail.confirm.text', { title: pack.title })),
          button(message('touring.mail.confirm.button'), `/answer/${link.token}`),
          small(message('touring.mail.confirm.small', { days: confirmDays }))
        ]
      },
      now
    );
    return ok(null);
  });
}

export async function insertRequest(
  tx: Database,
  request: {
    readonly pack: Pick<TouringPackage, 'id'>;
    readonly draft: RequestDraft;
    readonly locale: Locale;
    readonly person: Id<'person'> | null;
    readonly name: string | null;
    readonly email: string | null;
    readonly state: RequestState;
    readonly source: string;
  },
  now: Date
): Promise<Id<'package_request'>> {
  const { pack, draft, locale, person, name, email, state, source } = request;
  const id = newId<'package_request'>(now);
  await tx
    .insertInto('package_request')
    .values({
      id,
      package_id: pack.id,
      settlement_id: draft.settlement,
      venue_id: draft.venue,
      organisation_id: draft.organisation,
      person_id: person,
      name,
      email,
      locale,
      days: JSON.stringify(draft.days),
      people: draft.people,
      share_huf: draft.share,
      note: draft.note,
      state,
      source,
      created_at: now,
      updated_at: now
    })
    .execute();
  return id;
}

/** The owner of the package hears of it. */
export async function recordAsked(
  tx: Database,
  actor: Actor,
  { pack, draft }: { pack: TouringPackage; draft: Pick<RequestDraft, 'settlement' | 'organisation'> },
  now: Date
): Promise<void> {
  const { name } = await tx
    .selectFrom('settlement')
    .select('name')
    .where('id', '=', draft.settlement)
    .executeTakeFirstOrThrow();
  await recordActivity(tx, actor.kind === 'anonymous' ? system : actor, now, {
    verb: 'package.asked',
    objectKind: 'package',
    objectId: pack.id,
    organisations: [pack.organisation.id, ...(draft.organisation ? [draft.organisation] : [])],
    details: { place: name, title: pack.title }
  });
}
