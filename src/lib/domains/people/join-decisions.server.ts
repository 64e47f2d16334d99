// Who asked to come into an organisation is let in or refused; those who decide are written to.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor, OrganisationRoleKind } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, quote, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { adoptConsents } from './consent.server.ts';
import { nameOf, roleChange } from './membership-activity.ts';
import { addPerson, giveRole } from './operations.server.ts';
import type { Place } from './place.ts';
import { mayManageTeam } from './policy.ts';
import { findDeciders, findOpenRequest, isOwnerless, type OpenRequest } from './team.server.ts';

/** What the links in the mails about requests are for. */
export const confirmPurpose = 'people.confirm_request';
export const decidePurpose = 'people.decide_request';

type OrganisationPlace = Extract<Place, { kind: 'organisation' }>;

const decideDays = 60;

export type DecideRefused = { ok: false; reason: 'not_yours' } | { ok: false; reason: 'gone' };

/** @param granted null says no */
export async function decideRequest(
  db: Database,
  actor: Actor,
  { place, id, granted }: { place: OrganisationPlace; id: string; granted: OrganisationRoleKind | null },
  now: Date
): Promise<Result<null, DecideRefused>> {
  return inTransaction(db, async (tx): Promise<Result<null, DecideRefused>> => {
    if (!mayManageTeam(actor, place, await isOwnerless(tx, place))) return no('not_yours');
    const request = await findOpenRequest(tx, id);
    if (!request || request.organisation !== place.id) return no('gone');
    return (await decide(tx, actor, { request, place: place.name, granted }, now)) ? ok(null) : no('gone');
  });
}

/** The caller has looked whether the actor may. @returns false when somebody else has just decided */
export async function decide(
  tx: Database,
  actor: Actor,
  { request, place, granted }: { request: OpenRequest; place: string; granted: OrganisationRoleKind | null },
  now: Date
): Promise<boolean> {
  const decided = await tx
    .updateTable('join_request')
    .set({ decided_at: now, decided_by: actor.kind === 'person' ? actor.id : null, granted })
    .where('id', '=', request.id)
    .where('decided_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!decided || !request.email) return decided !== undefined;
  const to = { email: request.email, name: request.name };
  if (!granted) {
    await sendMail(
      tx,
      {
        to: { ...to, person: request.person },
        locale: request.locale,
        kind: 'essential',
        subject: message('people.mail.refused.subject', { place }),
        blocks: [paragraph(message('people.mail.refused.text', { place }))]
      },
      now
    );
    return true;
  }
  const known = await tx
    .selectFrom('person')
    .select('id')
    .where('email', '=', request.email)
    .executeTakeFirst();
  const person =
    request.person ?? known?.id ?? (await addPerson(tx, { ...to, locale: request.locale, roles: [] }, now));
  const role = { kind: granted, organisation: request.organisation };
  await tx.updateTable('join_request').set({ person_id: person }).where('id', '=', request.id).execute();
  await adoptConsents(tx, { person, email: request.email });
  await giveRole(tx, { person, role, by: actor.kind === 'person' ? actor.id : null }, now);
  await recordActivity(tx, actor, now, roleChange({ person, before: null, after: role }));
  await sendMail(
    tx,
    {
      to: { ...to, person },
      locale: request.locale,
      kind: 'essential',
      subject: message('people.mail.welcomed.subject', { place }),
      blocks: [
        paragraph(message('people.mail.welcomed.text', { place, who: nameOf(actor) })),
        button(message('people.mail.welcomed.button'), '/sign-in'),
        small(message('people.mail.welcomed.small'))
      ]
    },
    now
  );
  return true;
}

/** Each gets a mail by whose link they decide without signing in. */
export async function tellDeciders(
  tx: Database,
  place: { id: string; settlement: string | null; name: string },
  id: Id<'join_request'>,
  now: Date
): Promise<void> {
  const request = await findOpenRequest(tx, id);
  if (!request) return;
  for (const decider of await findDeciders(tx, place)) {
    if (!decider.email) continue;
    const link = await makeCapabilityLink(
      tx,
      { purpose: decidePurpose, subject: { request: id }, person: decider.id, days: decideDays },
      now
    );
    await sendMail(
      tx,
      {
        to: { email: decider.email, name: decider.name, person: decider.id },
        locale: decider.locale,
        kind: 'essential',
        secret: true,
        ...(request.email ? { replyTo: request.email } : {}),
        subject: message('people.mail.asked.subject', { name: request.name, place: place.name }),
        blocks: [
          paragraph(
            message('people.mail.asked.text', {
              name: request.name,
              email: request.email ?? '–',
              place: place.name
            })
          ),
          ...(request.message ? [quote(request.message)] : []),
          button(message('people.mail.asked.button'), `/answer/${link.token}`)
        ]
      },
      now
    );
  }
}
