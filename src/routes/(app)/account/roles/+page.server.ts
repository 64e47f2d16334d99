import { fail, redirect } from '@sveltejs/kit';
import { nameRoles } from '../../../../role-names.ts';
import { wordsIn } from '../../../../words.ts';
import { keepSessionCookie } from '../../sign-in/cookies.ts';
import { personOnly } from '../person.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { putOnHat, type Hat } from '#lib/domains/people/hats.server.ts';
import { readEmail } from '#lib/domains/people/membership-input.ts';
import {
  endRepresentation,
  inviteRepresented,
  listRepresented
} from '#lib/domains/people/representation.server.ts';
import { listRoles } from '#lib/domains/people/session-actor.server.ts';
import { renewSession } from '#lib/domains/people/session.server.ts';
import { leaveRole } from '#lib/domains/people/team-changes.server.ts';
import { roleKey } from '#lib/platform/actor.ts';
import { setFlash } from '#lib/platform/flash.server.ts';

export const load: PageServerLoad = async (event) => {
  const { person: actor } = await personOnly(event);
  const { db, locale } = event.locals;
  const held = await listRoles(db, actor.id);
  const names = await nameRoles(
    db,
    held.map(({ role }) => role),
    await wordsIn(locale)
  );
  const hat = actor.hat ? roleKey(actor.hat) : null;
  return {
    roles: held.map(({ id, role, since }) => ({
      id,
      kind: role.kind,
      since,
      place: names.get(roleKey(role)) ?? null,
      worn: roleKey(role) === hat
    })),
    represented: (await listRepresented(db, actor.id)).map((person) => ({
      ...person,
      worn: person.id === actor.onBehalfOf?.id
    })),
    all: hat === null && !actor.onBehalfOf
  };
};

export const actions: Actions = {
  wear: async (event) => {
    const { db, actor, words, form, back, session } = await begin(event);
    const chosen = String(form.get('hat') ?? '');
    const [kind, id = ''] = chosen.split(':');
    const hat: Hat =
      kind === 'role' && isUuid(id)
        ? { kind, role: id }
        : kind === 'behalf' && isUuid(id)
          ? { kind: 'on_behalf_of', person: id }
          : { kind: 'all' };
    if (!(await putOnHat(db, session, actor.id, hat))) return back(words.t('people.team.gone'));
    const renewed = await renewSession(db, session);
    if (renewed) keepSessionCookie(event, renewed);
    if (hat.kind === 'all') return back(words.t('people.roles.usedAll'));
    if (hat.kind === 'on_behalf_of') {
      const whose = (await listRepresented(db, actor.id)).find((each) => each.id === hat.person);
      return back(
        words.t('people.roles.used', { name: words.t('people.roles.behalf', { name: whose?.name ?? '' }) })
      );
    }
    const role = (await listRoles(db, actor.id)).find((each) => each.id === hat.role)?.role;
    const place = role && (await nameRoles(db, [role], words)).get(roleKey(role))?.name;
    return back(
      words.t('people.roles.used', {
        name: role
          ? words.t('people.roles.at', { role: words.t(`people.role.${role.kind}`), place: place ?? '' })
          : ''
      })
    );
  },
  leave: async (event) => {
    const { db, actor, words, back, id, now } = await begin(event);
    const held = (await listRoles(db, actor.id)).find((each) => each.id === id);
    const done = await leaveRole(db, actor, id, now);
    if (done.ok) return back(words.t('people.roles.left'));
    if (done.reason !== 'last_one') return back(words.t('people.team.gone'));
    const only = held?.role.kind === 'administrator' ? 'lastAdministrator' : 'lastOne';
    return fail(400, { message: words.t(`people.roles.${only}`) });
  },
  end: async (event) => {
    const { db, actor, words, back, id, now } = await begin(event);
    const ended = await endRepresentation(db, actor, id, now);
    return back(words.t(ended ? 'people.roles.behalfEnded' : 'people.team.gone'));
  },
  invite: async (event) => {
    const { db, actor, words, form, back, id, now, locale } = await begin(event);
    const read = readEmail(form);
    if (!read.ok) return fail(400, { invited: id, message: words.t('people.join.emailWrong') });
    const done = await inviteRepresented(
      db,
      actor,
      { represented: id, email: read.value.email, locale },
      now
    );
    if (done.ok) return back(words.t('people.roles.behalfInvited', { email: read.value.email }));
    return back(words.t('people.team.gone'));
  }
};

async function begin(event: RequestEvent) {
  const { person: actor, session } = await personOnly(event);
  const words = await wordsIn(event.locals.locale);
  const form = await event.request.formData();
  const id = String(form.get('id') ?? '');
  const back = (sentence: string): never => {
    setFlash(event.cookies, sentence);
    redirect(303, words.href('/account/roles'));
  };
  return { ...event.locals, actor, session, words, form, back, id: isUuid(id) ? id : '' };
}
