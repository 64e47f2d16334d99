import { fail, redirect } from '@sveltejs/kit';
import { theHouse } from '../../../../the-house.server.ts';
import { wordsIn } from '../../../../../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { administrator, goOn, textIn } from '../step.ts';
import { askToChangeEmail } from '#lib/domains/people/account-email.server.ts';
import { findAccount } from '#lib/domains/people/account.server.ts';
import { rename, setFirstEmail } from '#lib/domains/people/introduction.server.ts';
import { isFresh } from '#lib/domains/people/session.server.ts';
import { madeAdministratorName } from '#lib/domains/people/operations.server.ts';
import { sessionCookie } from '#lib/platform/session-cookie.server.ts';

export const load: PageServerLoad = async (event) => {
  const person = administrator(event);
  const { db, now } = event.locals;
  const { name, email } = await findAccount(db, person.id, now);
  return {
    name: name === madeAdministratorName ? '' : name,
    email: email ?? '',
    // Where no mail leaves the house, the first address counts as it is typed.
    confirms: theHouse().post !== null || email !== null
  };
};

export const actions: Actions = {
  default: async (event) => {
    const person = administrator(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const form = await event.request.formData();
    const [name, email] = [textIn(form, 'name'), textIn(form, 'email').trim()];
    const wrong = (field: 'name' | 'email', message: string) => fail(400, { name, email, field, message });

    const renamed = await rename(db, person, name, now);
    if (!renamed.ok)
      return wrong(
        'name',
        words.t(renamed.reason === 'name_missing' ? 'setup.profile.nameMissing' : 'setup.profile.nameTooLong')
      );
    const before = (await findAccount(db, person.id, now)).email;
    if (before !== null && email.toLowerCase() === before) return goOn(event, 'profile');
    if (before === null && theHouse().post === null) {
      const set = await setFirstEmail(db, person, email, now);
      if (set.ok) return goOn(event, 'profile');
      return wrong(
        'email',
        words.t(set.reason === 'email_taken' ? 'setup.profile.emailTaken' : 'setup.profile.emailWrong')
      );
    }
    // An address is weighty: whoever signed in a while ago shows first that it is still them.
    const session = event.cookies.get(sessionCookie(event.url));
    if (!session || !(await isFresh(db, session, now))) redirect(303, words.href('/account/email'));
    const asked = await askToChangeEmail(db, person, email, now);
    if (asked.ok) return goOn(event, 'profile', { sentence: words.t('setup.profile.confirmSent') });
    if (asked.reason === 'email_same') return goOn(event, 'profile');
    return wrong(
      'email',
      words.t(asked.reason === 'email_wrong' ? 'setup.profile.emailWrong' : 'setup.profile.tooMany')
    );
  }
};
