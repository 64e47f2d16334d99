// What the links in the mails about requests to join do: show that an address is the asker's, and decide.
import type { Id } from '#lib/core/ids.ts';
import { organisationRoleKinds, system } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { confirmPurpose, decide, decidePurpose, tellDeciders } from './join-decisions.server.ts';
import { requestActivity } from './membership-activity.ts';
import { findDeciders, findOpenRequest } from './team.server.ts';

/** Shows that the address is theirs; only then do those who decide hear of the request. */
export const confirmRequest: LinkAct = {
  purpose: confirmPurpose,
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
  purpose: decidePurpose,
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
