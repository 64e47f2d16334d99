// Asking to come into an organisation, with an account or without one, and deciding about it by page or by mail.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { organisationRoleKinds, system, type Actor, type OrganisationRoleKind } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { button, message, paragraph, quote, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { adoptConsents, recordConsent } from './consent.server.ts';
import { nameOf, requestActivity, roleChange } from './membership-activity.ts';
import { countTry, mailLimit, mailNetworkLimit, type TooMany } from './attempt-limits.server.ts';
import { addPerson, giveRole } from './operations.server.ts';
import type { Place } from './place.ts';
import { mayManageTeam } from './policy.ts';
import { findDeciders, findOpenRequest, isOwnerless, type OpenRequest } from './team.server.ts';

type OrganisationPlace = Extract<Place, { kind: 'organisation' }>;

const confirmDays = 3;
const decideDays = 60;

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
      { purpose: confirmRequest.purpose, subject: { request: id }, days: confirmDays },
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

/** @returns false when somebody else has just decided */
async function decide(
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

async function tellDeciders(
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
      { purpose: decideByLink.purpose, subject: { request: id }, person: decider.id, days: decideDays },
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

/** Shows that the address is theirs; only then do those who decide hear of the request. */
export const confirmRequest: LinkAct = {
  purpose: 'people.confirm_request',
  async show(db, link, words) {
    const found = await requestWithPlace(db, link.subject);
    if (!found) return null;
    return {
      title: words.t('people.join.confirmTitle'),
      lead: words.t('people.join.confirmLead', { place: found.place.name }),
      choices: [{ value: 'confirm', label: words.t('people.join.confirmButton') }]
    };
  },
  async act(tx, link, _answer, { now, words }) {
    const found = await requestWithPlace(tx, link.subject);
    if (!found) throw new Error('A request was confirmed that is not there');
    await tx.updateTable('join_request').set({ confirmed_at: now }).where('id', '=', found.id).execute();
    await recordActivity(tx, system, now, requestActivity(found.place.id, found.id));
    await tellDeciders(tx, found.place, found.id, now);
    return { sentence: words.t('people.join.confirmed'), href: `/organisations/${found.place.slug}` };
  }
};

/** For whoever decides, straight from the mail. */
export const decideByLink: LinkAct = {
  purpose: 'people.decide_request',
  async show(db, link, words) {
    const found = await requestWithPlace(db, link.subject);
    if (!found) return null;
    if (found.decided)
      return {
        title: words.t('people.join.askedTitle'),
        lead: words.t('people.join.decidedAlready'),
        choices: []
      };
    return {
      title: words.t('people.join.askedTitle'),
      lead: words.t('people.join.askedLead', { place: found.place.name }),
      facts: [
        { term: words.t('people.join.who'), text: found.name },
        { term: words.t('people.invitation.address'), text: found.email ?? '–' },
        ...(found.message ? [{ term: words.t('people.join.message'), text: found.message }] : [])
      ],
      choices: [
        ...(['editor', 'member', 'owner'] as const).map((kind) => ({
          value: kind,
          label: words.t(`people.join.grant.${kind}`)
        })),
        { value: 'refuse', label: words.t('people.join.refuse') }
      ]
    };
  },
  async act(tx, link, { choice }, { now, words }) {
    const request = await requestWithPlace(tx, link.subject);
    const open = request && (await findOpenRequest(tx, request.id));
    const decider = link.person
      ? await tx.selectFrom('person').select(['id', 'name']).where('id', '=', link.person).executeTakeFirst()
      : undefined;
    // Who has left in the meantime decides no more, even with an old mail.
    const stillDecides =
      request && (await findDeciders(tx, request.place)).some(({ id }) => id === link.person);
    if (!open || !decider || !stillDecides)
      return { sentence: words.t('people.join.decidedAlready'), href: null };
    const granted = organisationRoleKinds.find((kind) => kind === choice) ?? null;
    await decide(
      tx,
      { kind: 'person', id: decider.id, name: decider.name, roles: [] },
      { request: open, place: request.place.name, granted },
      now
    );
    return {
      sentence: words.t(granted ? 'people.join.grantedDone' : 'people.join.refusedDone', { name: open.name }),
      href: `/organisations/${request.place.slug}`
    };
  }
};

async function requestWithPlace(db: Database, subject: unknown) {
  const { request } = subject as { request: Id<'join_request'> };
  const found = await db
    .selectFrom('join_request')
    .innerJoin('organisation', 'organisation.id', 'join_request.organisation_id')
    .leftJoin('person', 'person.id', 'join_request.person_id')
    .select((eb) => [
      'join_request.id',
      'join_request.name',
      'join_request.message',
      'join_request.decided_at',
      eb.fn.coalesce('person.email', 'join_request.email').as('email'),
      'organisation.id as organisation',
      'organisation.name as organisationName',
      'organisation.slug',
      'organisation.settlement_id'
    ])
    .where('join_request.id', '=', request)
    .executeTakeFirst();
  if (!found) return null;
  return {
    id: found.id,
    name: found.name,
    email: found.email,
    message: found.message,
    decided: found.decided_at !== null,
    place: {
      id: found.organisation as string,
      name: found.organisationName,
      slug: found.slug,
      settlement: found.settlement_id as string | null
    }
  };
}
