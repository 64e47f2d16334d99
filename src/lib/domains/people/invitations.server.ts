// Inviting somebody to a role, and what becomes of the invitation.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor, RoleKind } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink, revokeCapabilityLinks } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { invitationActivity, nameOf, roleChange } from './membership-activity.ts';
import { addPerson, giveRole } from './operations.server.ts';
import { roleAt, type Place } from './place.ts';
import { mayManageTeam } from './policy.ts';
import { placeOf, roleOf, type RolePlace } from './role-rows.ts';
import { isOwnerless } from './team.server.ts';

export const invitationDays = 14;

export interface Invitee {
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly kind: RoleKind;
  /** In which the mail is written. */
  readonly locale: Locale;
}

export type InviteRefused =
  | { ok: false; reason: 'not_yours' }
  | { ok: false; reason: 'no_such_role' }
  | { ok: false; reason: 'already_there' };

/** A second invitation to the same address replaces the first. */
export async function invite(
  db: Database,
  actor: Actor,
  { place, invitee }: { place: Place; invitee: Invitee },
  now: Date
): Promise<Result<null, InviteRefused>> {
  const role = roleAt(place, invitee.kind);
  if (!role) return no('no_such_role');
  return inTransaction(db, async (tx): Promise<Result<null, InviteRefused>> => {
    if (!mayManageTeam(actor, place, await isOwnerless(tx, place))) return no('not_yours');
    const where = placeOf(role);
    // Whoever works here already has one role here, which is changed in the list of the team.
    const held = await tx
      .selectFrom('role')
      .innerJoin('person', 'person.id', 'role.person_id')
      .select('role.id')
      .where('person.email', '=', invitee.email)
      .$if(place.kind === 'wide', (query) => query.where('role.kind', '=', role.kind))
      .where('organisation_id', 'is not distinct from', where.organisation_id)
      .where('settlement_id', 'is not distinct from', where.settlement_id)
      .where('county', 'is not distinct from', where.county)
      .executeTakeFirst();
    if (held) return no('already_there');
    const former = await tx
      .selectFrom('invitation')
      .select('id')
      .where('email', '=', invitee.email)
      .where('accepted_at', 'is', null)
      .where('closed_at', 'is', null)
      .where('organisation_id', 'is not distinct from', where.organisation_id)
      .where('settlement_id', 'is not distinct from', where.settlement_id)
      .where('county', 'is not distinct from', where.county)
      .execute();
    await closeInvitations(
      tx,
      former.map(({ id }) => id),
      now
    );
    const id = newId<'invitation'>(now);
    const link = await makeCapabilityLink(
      tx,
      { purpose: acceptInvitation.purpose, subject: { invitation: id }, days: invitationDays },
      now
    );
    await tx
      .insertInto('invitation')
      .values({
        id,
        email: invitee.email,
        name: invitee.name,
        kind: role.kind,
        ...where,
        takes_over: null,
        invited_by: actor.kind === 'person' ? actor.id : null,
        link_id: link.id,
        created_at: now,
        accepted_at: null,
        closed_at: null
      })
      .execute();
    await recordActivity(tx, actor, now, invitationActivity('invitation.sent', role));
    const known = await tx
      .selectFrom('person')
      .select(['id', 'name'])
      .where('email', '=', invitee.email)
      .executeTakeFirst();
    await sendMail(
      tx,
      {
        to: { email: invitee.email, name: known?.name ?? invitee.name, person: known?.id ?? null },
        locale: invitee.locale,
        kind: 'essential',
        secret: true,
        subject: message('people.mail.invited.subject', { place: place.name }),
        blocks: [
          paragraph(message('people.mail.invited.text', { who: nameOf(actor), place: place.name })),
          paragraph(message(`people.mail.invited.${role.kind}`)),
          button(message('people.mail.invited.button'), `/answer/${link.token}`),
          small(message('people.mail.invited.small', { days: invitationDays }))
        ]
      },
      now
    );
    return ok(null);
  });
}

export async function withdrawInvitation(
  db: Database,
  actor: Actor,
  { place, id }: { place: Place; id: string },
  now: Date
): Promise<Result<null, { ok: false; reason: 'not_yours' } | { ok: false; reason: 'gone' }>> {
  return inTransaction(db, async (tx) => {
    if (!mayManageTeam(actor, place, await isOwnerless(tx, place))) return no('not_yours');
    const found = await tx
      .selectFrom('invitation')
      .select(['id', 'kind', 'organisation_id', 'settlement_id', 'county'])
      .where('id', '=', id as Id<'invitation'>)
      .where('accepted_at', 'is', null)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    const role = found?.kind && roleAt(place, found.kind);
    if (!found || !role || !isAt(place, found)) return no('gone');
    await closeInvitations(tx, [found.id], now);
    await recordActivity(tx, actor, now, invitationActivity('invitation.withdrawn', role));
    return ok(null);
  });
}

/** Whether this invitation is one to that place: nobody withdraws another's through their own page. */
function isAt(place: Place, row: { kind: RoleKind | null } & RolePlace): boolean {
  const role = row.kind && roleAt(place, row.kind);
  if (!role) return false;
  const there = placeOf(role);
  return (
    row.organisation_id === there.organisation_id &&
    row.settlement_id === there.settlement_id &&
    row.county === there.county
  );
}

async function closeInvitations(tx: Database, ids: readonly Id<'invitation'>[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const closed = await tx
    .updateTable('invitation')
    .set({ closed_at: now })
    .where('id', 'in', ids)
    .returning('link_id')
    .execute();
  await revokeCapabilityLinks(
    tx,
    closed.flatMap(({ link_id }) => (link_id ? [link_id] : [])),
    now
  );
}

/** Whoever has the mail has the address: accepting makes the account, gives the role and leads straight in. */
export const acceptInvitation: LinkAct = {
  purpose: 'people.accept_invitation',
  async show(db, link, words) {
    const found = await invitationOf(db, link.subject);
    if (!found) return null;
    return {
      title: words.t(found.kind ? 'people.invitation.title' : 'people.invitation.takeOverTitle'),
      lead: words.t(found.kind ? 'people.invitation.lead' : 'people.invitation.takeOverLead', {
        name: found.knownName ?? found.name
      }),
      facts: [
        ...(found.inviter ? [{ term: words.t('people.invitation.by'), text: found.inviter }] : []),
        ...(found.kind
          ? [
              {
                term: words.t('people.invitation.where'),
                text:
                  found.place ??
                  words.t(found.kind === 'coordinator' ? 'people.role.nation' : 'people.role.installation')
              },
              { term: words.t('people.invitation.as'), text: words.t(`people.role.${found.kind}`) }
            ]
          : []),
        { term: words.t('people.invitation.address'), text: found.email }
      ],
      choices: [
        {
          value: 'accept',
          label: words.t(found.kind ? 'people.invitation.accept' : 'people.mail.takeOver.button')
        },
        { value: 'decline', label: words.t('people.invitation.decline') }
      ]
    };
  },
  async act(tx, link, { choice }, { now, words }) {
    const found = await invitationOf(tx, link.subject);
    if (!found) throw new Error('An invitation was accepted that is not there');
    if (choice === 'decline') {
      await tx.updateTable('invitation').set({ closed_at: now }).where('id', '=', found.id).execute();
      return { sentence: words.t('people.invitation.declined'), href: null };
    }
    const person = await personBehind(tx, found, words.locale, now);
    if (!person) return { sentence: words.t('people.invitation.addressTaken'), href: '/sign-in' };
    const { kind } = found;
    if (kind && !(await worksThere(tx, person, found))) {
      const role = roleOf({ ...found, kind });
      await giveRole(tx, { person, role, by: found.invited_by }, now);
      await recordActivity(
        tx,
        { kind: 'person', id: person, name: found.name, roles: [] },
        now,
        roleChange({ person, before: null, after: role })
      );
    }
    await tx.updateTable('invitation').set({ accepted_at: now }).where('id', '=', found.id).execute();
    return {
      sentence: words.t('people.invitation.accepted', { name: found.knownName ?? found.name }),
      href: found.slug ? `/organisations/${found.slug}` : '/account/roles',
      enter: person
    };
  }
};

/** Whether the person has come into the organisation by another way in the meantime. */
async function worksThere(
  tx: Database,
  person: Id<'person'>,
  { organisation_id }: { organisation_id: string | null }
): Promise<boolean> {
  if (organisation_id === null) return false;
  const held = await tx
    .selectFrom('role')
    .select('id')
    .where('person_id', '=', person)
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst();
  return held !== undefined;
}

type FoundInvitation = NonNullable<Awaited<ReturnType<typeof invitationOf>>>;

async function invitationOf(db: Database, subject: unknown) {
  const { invitation } = subject as { invitation: Id<'invitation'> };
  const found = await db
    .selectFrom('invitation')
    .leftJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .leftJoin('settlement', 'settlement.id', 'invitation.settlement_id')
    .leftJoin('person as inviter', 'inviter.id', 'invitation.invited_by')
    .leftJoin('person as known', 'known.email', 'invitation.email')
    .select((eb) => [
      'organisation.slug',
      'inviter.name as inviter',
      'known.name as knownName',
      'invitation.id',
      'invitation.email',
      'invitation.name',
      'invitation.kind',
      'invitation.organisation_id',
      'invitation.settlement_id',
      'invitation.county',
      'invitation.takes_over',
      'invitation.invited_by',
      eb.fn.coalesce('organisation.name', 'settlement.name', 'invitation.county').as('place')
    ])
    .where('invitation.id', '=', invitation)
    .where('accepted_at', 'is', null)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return found ?? null;
}

/** The account of that address, a new one, or the one that somebody kept for them until now; null when the address is another's. */
async function personBehind(
  tx: Database,
  invitation: FoundInvitation,
  locale: Locale,
  now: Date
): Promise<Id<'person'> | null> {
  const known = await tx
    .selectFrom('person')
    .select('id')
    .where('email', '=', invitation.email)
    .executeTakeFirst();
  if (!invitation.takes_over)
    return (
      known?.id ?? addPerson(tx, { name: invitation.name, email: invitation.email, locale, roles: [] }, now)
    );
  if (known) return null;
  await tx
    .updateTable('person')
    .set({ email: invitation.email, locale })
    .where('id', '=', invitation.takes_over)
    .execute();
  const ended = await tx
    .updateTable('representation')
    .set({ ended_at: now })
    .where('represented_id', '=', invitation.takes_over)
    .where('ended_at', 'is', null)
    .returning('consent_id')
    .execute();
  // What they agreed to has come to its end: it must not stand among what still holds.
  for (const { consent_id } of ended)
    await tx
      .updateTable('consent')
      .set({ withdrawn_at: now })
      .where('id', '=', consent_id)
      .where('withdrawn_at', 'is', null)
      .execute();
  await recordActivity(
    tx,
    { kind: 'person', id: invitation.takes_over, name: invitation.name, roles: [] },
    now,
    { verb: 'person.took_over', objectKind: 'person', objectId: invitation.takes_over }
  );
  return invitation.takes_over;
}
