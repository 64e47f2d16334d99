import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { takeReturnPath } from '../../sign-in/cookies.ts';
import { textIn } from '../../sign-in/input.ts';
import { personOnly } from '../person.ts';
import { findAccount } from '#lib/domains/people/account.server.ts';
import { passkeySite } from '#lib/domains/people/passkey-site.ts';
import { longest } from '#lib/domains/people/password-rules.ts';
import { confirmWithPassword } from '#lib/domains/people/password.server.ts';
import { askForSignInMail } from '#lib/domains/people/sign-in-mail.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async (event) => {
  const { person } = await personOnly(event);
  const { db, now, origin } = event.locals;
  const { email, passwordSince, passkeys } = await findAccount(db, person.id, now);
  return {
    email,
    hasPassword: passwordSince !== null,
    hasPasskey: passkeys > 0 && passkeySite(origin) !== null
  };
};

export const actions: Actions = {
  mail: async (event) => {
    const { person } = await personOnly(event);
    const { db, now } = event.locals;
    const { email } = await findAccount(db, person.id, now);
    if (!email) return fail(400, { refused: { reason: 'email_missing' as const } });
    const asked = await askForSignInMail(db, { email, address: event.getClientAddress() }, now);
    return asked.ok ? { sentTo: email } : fail(429, { refused: asked });
  },

  password: async (event) => {
    const { person, session } = await personOnly(event);
    const { db, now, locale } = event.locals;
    const password = textIn(await event.request.formData(), 'password').slice(0, longest + 1);
    const given = { person: person.id, session, password, address: event.getClientAddress() };
    const confirmed = await confirmWithPassword(db, given, now);
    if (!confirmed.ok) return fail(400, { refused: confirmed });
    redirect(303, (await wordsIn(locale)).href(takeReturnPath(event)));
  }
};
