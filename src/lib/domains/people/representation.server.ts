// Acting for somebody who uses no computer: with their recorded consent, in the open, and only until they come themselves.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayOf, defaultZone, startOfDay } from '#lib/core/time.ts';
import type { Actor, OrganisationRoleKind } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { recordConsent } from './consent.server.ts';
import { invitationDays } from './invitations.server.ts';
import { roleChange } from './membership-activity.ts';
import { addPerson } from './operations.server.ts';
import { roleAt, type Place } from './place.ts';
import { mayManageTeam, mayRepresent } from './policy.ts';
import { isOwnerless } from './team.server.ts';

export interface Consent {
  readonly how: 'spoken' | 'paper';
  /** The day on which they agreed. */
  readonly on: string;
  /** The wording that was read out or signed. */
  readonly text: string;
  readonly note: string | null;
}

export type RepresentationRefused =
  { ok: false; reason: 'not_yours' } | { ok: false; reason: 'no_such_role' };

/** Enters a person without an address, gives them a role, and lets the actor act for them. */
export async function representNewcomer(
  db: Database,
  actor: Actor,
  {
    place,
    name,
    kind,
    consent
  }: { place: Place; name: string; kind: OrganisationRoleKind; consent: Consent },
  now: Date
): Promise<Result<{ id: Id<'person'> }, RepresentationRefused>> {
  const role = roleAt(place, kind);
  if (!role) return no('no_such_role');
  if (actor.kind !== 'person' || !mayRepresent(actor)) return no('not_yours');
  return inTransaction(db, async (tx): Promise<Result<{ id: Id<'person'> }, RepresentationRefused>> => {
    if (!mayManageTeam(actor, place, await isOwnerless(tx, place))) return no('not_yours');
    const id = await addPerson(tx, { name, email: null, roles: [role] }, now);
    const consentId = await recordConsent(
      tx,
      {
        of: { person: id },
        purpose: 'representation',
        wording: consent.text,
        how: consent.how,
        recordedBy: actor.id,
        givenAt: startOfDay(consent.on, defaultZone)
      },
      now
    );
    await tx
      .insertInto('representation')
      .values({
        id: newId(now),
        represented_id: id,
        representative_id: actor.id,
        consent_id: consentId,
        note: consent.note,
        started_at: now,
        ended_at: null
      })
      .execute();
    await recordActivity(tx, actor, now, roleChange({ person: id, before: null, after: role }));
    await recordActivity(tx, actor, now, {
      verb: 'representation.began',
      objectKind: 'person',
      objectId: id,
      details: { how: consent.how, on: consent.on }
    });
    return ok({ id });
  });
}

export interface Represented {
  readonly id: Id<'person'>;
  readonly name: string;
  readonly since: Date;
  readonly how: 'spoken' | 'paper';
  readonly on: string;
  /** The address to which they have been invited, when they have. */
  readonly invited: string | null;
}

/** For whom this person may act now. */
export async function listRepresented(db: Database, representative: Id<'person'>): Promise<Represented[]> {
  const rows = await db
    .selectFrom('representation')
    .innerJoin('person', 'person.id', 'represented_id')
    .innerJoin('consent', 'consent.id', 'representation.consent_id')
    .select((eb) => [
      'person.id',
      'person.name',
      'started_at as since',
      'consent.how',
      'consent.given_at',
      eb
        .selectFrom('invitation')
        .select('invitation.email')
        .whereRef('takes_over', '=', 'person.id')
        .where('accepted_at', 'is', null)
        .where('closed_at', 'is', null)
        .orderBy('invitation.created_at', 'desc')
        .limit(1)
        .as('invited')
    ])
    .where('representative_id', '=', representative)
    .where('ended_at', 'is', null)
    .orderBy('person.name')
    .execute();
  return rows.map(({ given_at, how, ...row }) => ({
    ...row,
    how: how === 'paper' ? 'paper' : 'spoken',
    on: dayOf(given_at, defaultZone)
  }));
}

export async function endRepresentation(
  db: Database,
  actor: Actor,
  represented: string,
  now: Date
): Promise<boolean> {
  if (actor.kind !== 'person') return false;
  return inTransaction(db, async (tx) => {
    const ended = await tx
      .updateTable('representation')
      .set({ ended_at: now })
      .where('represented_id', '=', represented as Id<'person'>)
      .where('representative_id', '=', actor.id)
      .where('ended_at', 'is', null)
      .returning(['represented_id', 'consent_id'])
      .executeTakeFirst();
    if (!ended) return false;
    await tx.updateTable('consent').set({ withdrawn_at: now }).where('id', '=', ended.consent_id).execute();
    await recordActivity(tx, actor, now, {
      verb: 'representation.ended',
      objectKind: 'person',
      objectId: ended.represented_id
    });
    return true;
  });
}

export type HandOverRefused = { ok: false; reason: 'gone' };

/** They come themselves: the mail lets them take over the account with all that was entered in their name. */
export async function inviteRepresented(
  db: Database,
  actor: Actor,
  { represented, email, locale }: { represented: string; email: string; locale: Locale },
  now: Date
): Promise<Result<null, HandOverRefused>> {
  if (actor.kind !== 'person') return no('gone');
  return inTransaction(db, async (tx): Promise<Result<null, HandOverRefused>> => {
    const person = (await listRepresented(tx, actor.id)).find(({ id }) => id === represented);
    if (!person) return no('gone');
    const known = await tx
      .selectFrom('person')
      .select(['id', 'name', 'locale'])
      .where('email', '=', email)
      .executeTakeFirst();
    // Whether an address has an account is told to its holder alone.
    if (known) {
      await sendMail(
        tx,
        {
          to: { email, name: known.name, person: known.id },
          locale: known.locale,
          kind: 'essential',
          subject: message('people.mail.alreadyAccount.subject'),
          blocks: [
            paragraph(message('people.mail.alreadyAccount.text', { who: actor.name })),
            button(message('people.mail.alreadyAccount.button'), '/sign-in')
          ]
        },
        now
      );
      return ok(null);
    }
    const id = newId<'invitation'>(now);
    const link = await makeCapabilityLink(
      tx,
      { purpose: 'people.accept_invitation', subject: { invitation: id }, days: invitationDays },
      now
    );
    await tx
      .insertInto('invitation')
      .values({
        id,
        email,
        name: person.name,
        kind: null,
        organisation_id: null,
        settlement_id: null,
        county: null,
        takes_over: person.id,
        invited_by: actor.id,
        link_id: link.id,
        created_at: now,
        accepted_at: null,
        closed_at: null
      })
      .execute();
    await sendMail(
      tx,
      {
        to: { email, name: person.name, person: person.id },
        locale,
        kind: 'essential',
        secret: true,
        subject: message('people.mail.takeOver.subject'),
        blocks: [
          paragraph(message('people.mail.takeOver.text', { who: actor.name })),
          button(message('people.mail.takeOver.button'), `/answer/${link.token}`),
          small(message('people.mail.invited.small', { days: invitationDays }))
        ]
      },
      now
    );
    return ok(null);
  });
}
