// Asking to come into an organisation, with an account or without one.
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { countTry, mailLimit, mailNetworkLimit, type TooMany } from './attempt-limits.server.ts';
import { recordConsent } from './consent.server.ts';
import { confirmPurpose, tellDeciders } from './join-decisions.server.ts';
import { requestActivity } from './membership-activity.ts';
import type { Place } from './place.ts';

type OrganisationPlace = Extract<Place, { kind: 'organisation' }>;

const confirmDays = 3;

export interface JoinRequest {
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly locale: Locale;
  readonly message: string | null;
}

/** The words beside the form, to which whoever sends it agrees. */
interface Asking {
  readonly wording: string;
}

/**
 * Without an account: nobody hears of it before the address is confirmed. The answer is the same whether the address is known
 * here or not. The mail says nothing that the asker wrote: anybody can ask in anybody's name.
 * @param address from which the request came
 */
export async function askToJoin(
  db: Database,
  {
    place,
    request,
    wording,
    address
  }: { place: OrganisationPlace; request: JoinRequest; address: string } & Asking,
  now: Date
): Promise<Result<null, TooMany>> {
  return inTransaction(db, async (tx): Promise<Result<null, TooMany>> => {
    const counted = await countTry(tx, [mailLimit(request.email), mailNetworkLimit(address)], now);
    if (!counted.ok) return counted;
    const id = newId<'join_request'>(now);
    await tx
      .insertInto('join_request')
      .values({
        id,
        organisation_id: place.id,
        person_id: null,
        ...request,
        created_at: now,
        confirmed_at: null,
        decided_at: null,
        decided_by: null,
        granted: null
      })
      .execute();
    await recordConsent(
      tx,
      {
        of: { email: request.email },
        purpose: 'joining',
        wording,
        how: 'online',
        recordedBy: null,
        givenAt: now
      },
      now
    );
    const link = await makeCapabilityLink(
      tx,
      { purpose: confirmPurpose, subject: { request: id }, days: confirmDays },
      now
    );
    await sendMail(
      tx,
      {
        to: { email: request.email, name: '', person: null },
        locale: request.locale,
        kind: 'essential',
        secret: true,
        subject: message('people.mail.confirmRequest.subject', { place: place.name }),
        blocks: [
          paragraph(message('people.mail.confirmRequest.text', { place: place.name })),
          button(message('people.mail.confirmRequest.button'), `/answer/${link.token}`),
          small(message('people.mail.confirmRequest.small', { days: confirmDays }))
        ]
      },
      now
    );
    return ok(null);
  });
}

/** With an account the address is known to be theirs. A second request while the first waits changes its message only. */
export async function askToJoinAs(
  db: Database,
  actor: Actor,
  {
    place,
    message: text,
    locale,
    wording
  }: { place: OrganisationPlace; message: string | null; locale: Locale } & Asking,
  now: Date
): Promise<Result<null, { ok: false; reason: 'not_yours' } | { ok: false; reason: 'already_there' }>> {
  if (actor.kind !== 'person') return no('not_yours');
  return inTransaction(db, async (tx) => {
    const held = await tx
      .selectFrom('role')
      .select('id')
      .where('person_id', '=', actor.id)
      .where('organisation_id', '=', place.id)
      .executeTakeFirst();
    if (held) return no('already_there');
    const waiting = await tx
      .updateTable('join_request')
      .set({ message: text })
      .where('person_id', '=', actor.id)
      .where('organisation_id', '=', place.id)
      .where('decided_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (waiting) return ok(null);
    const id = newId<'join_request'>(now);
    await tx
      .insertInto('join_request')
      .values({
        id,
        organisation_id: place.id,
        person_id: actor.id,
        name: actor.name,
        email: null,
        locale,
        message: text,
        created_at: now,
        confirmed_at: now,
        decided_at: null,
        decided_by: null,
        granted: null
      })
      .execute();
    await recordConsent(
      tx,
      {
        of: { person: actor.id },
        purpose: 'joining',
        wording,
        how: 'online',
        recordedBy: null,
        givenAt: now
      },
      now
    );
    await recordActivity(tx, actor, now, requestActivity(place.id, id));
    await tellDeciders(tx, place, id, now);
    return ok(null);
  });
}
