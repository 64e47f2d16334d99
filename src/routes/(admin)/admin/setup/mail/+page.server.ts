import { fail } from '@sveltejs/kit';
import { theHouse } from '../../../../the-house.server.ts';
import { wordsIn } from '../../../../../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { administrator, goOn, textIn } from '../step.ts';
import { findAccount } from '#lib/domains/people/account.server.ts';
import { testMail } from '#lib/platform/mail/test-mail.server.ts';

export const load: PageServerLoad = async (event) => {
  const person = administrator(event);
  const { db, now } = event.locals;
  const settings = theHouse().post?.settings;
  return {
    server: settings ? { host: settings.host, from: settings.from.email } : null,
    email: (await findAccount(db, person.id, now)).email ?? ''
  };
};

export const actions: Actions = {
  test: async (event) => {
    administrator(event);
    const { locale, origin } = event.locals;
    const words = await wordsIn(locale);
    const email = textIn(await event.request.formData(), 'email').trim();
    const tested = await testMail(theHouse().post, { email, words, origin });
    if (tested.ok) return { email, sent: true as const };
    if (tested.reason === 'bad_address') return fail(422, { email, wrong: words.t('setup.mail.testWrong') });
    return fail(502, { email, problem: words.t(`mail.fault.${tested.reason}`), text: tested.text ?? null });
  },
  next: async (event) => {
    administrator(event);
    return goOn(event, 'mail');
  }
};
