import { error, fail, redirect } from '@sveltejs/kit';
import { administratorOnly } from '../../../administrator.ts';
import { nameRoles } from '../../../../../role-names.ts';
import { wordsIn } from '../../../../../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { tellOfLink } from '#lib/domains/people/account-notice.server.ts';
import { changeEmailByAdministrator } from '#lib/domains/people/account-email.server.ts';
import { findPerson } from '#lib/domains/people/people-list.server.ts';
import { makeSignInLink } from '#lib/domains/people/sign-in.server.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { roleKey } from '#lib/platform/actor.ts';
import { setFlash } from '#lib/platform/flash.server.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const person = await knownPerson(locals, params.id);
  const names = await nameRoles(locals.db, person.roles, await wordsIn(locals.locale));
  return {
    person: {
      ...person,
      roles: person.roles.map((role) => ({ kind: role.kind, place: names.get(roleKey(role)) ?? null }))
    }
  };
};

export const actions: Actions = {
  email: async ({ locals, params, request, cookies }) => {
    const person = await knownPerson(locals, params.id);
    const words = await wordsIn(locals.locale);
    const typed = (await request.formData()).get('email');
    const email = typeof typed === 'string' ? typed : '';
    const done = await changeEmailByAdministrator(
      locals.db,
      locals.actor,
      { person: person.id, email },
      locals.now
    );
    if (done.ok) {
      setFlash(cookies, words.t('people.admin.emailSaved'));
      redirect(303, words.href(`/admin/people/${person.id}`));
    }
    if (done.reason === 'email_wrong' || done.reason === 'email_taken')
      return fail(400, {
        email,
        problem: words.t(done.reason === 'email_wrong' ? 'people.join.emailWrong' : 'people.admin.emailTaken')
      });
    error(404);
  },
  link: async ({ locals, params }) => {
    const person = await knownPerson(locals, params.id);
    const words = await wordsIn(locals.locale);
    const token = await inTransaction(locals.db, async (tx) => {
      await recordActivity(tx, locals.actor, locals.now, {
        verb: 'person.given_link',
        objectKind: 'person',
        objectId: person.id
      });
      if (locals.actor.kind === 'person' && locals.actor.id !== person.id)
        await tellOfLink(tx, { person: person.id, by: locals.actor.name }, locals.now);
      return makeSignInLink(tx, person.id, locals.now);
    });
    return { link: locals.origin + words.hrefIn(person.locale, `/sign-in/${token}`) };
  }
};

async function knownPerson(locals: App.Locals, id: string) {
  administratorOnly(locals);
  const person = isUuid(id) ? await findPerson(locals.db, id) : null;
  if (!person) error(404);
  return person;
}
