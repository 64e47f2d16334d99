import { fail } from '@sveltejs/kit';
import type { Actions } from './$types';
import { browserOf, enter } from '../cookies.ts';
import { textIn } from '../input.ts';
import { tidyEmail } from '#lib/domains/people/account-email.server.ts';
import { longest } from '#lib/domains/people/password-rules.ts';
import { signInWithPassword } from '#lib/domains/people/password.server.ts';

export const actions: Actions = {
  default: async (event) => {
    const { locals, request, getClientAddress } = event;
    const form = await request.formData();
    const typed = textIn(form, 'email').trim();
    const password = textIn(form, 'password').slice(0, longest + 1);
    const email = tidyEmail(typed);
    if (!email)
      return fail(400, {
        typed,
        refused: { reason: typed ? ('email_wrong' as const) : ('email_missing' as const) }
      });
    if (!password) return fail(400, { typed, refused: { reason: 'password_missing' as const } });
    const given = { email, password, address: getClientAddress() };
    const signedIn = await signInWithPassword(locals.db, given, browserOf(event), locals.now);
    if (signedIn.ok) return enter(event, signedIn.value);
    return fail(signedIn.reason === 'too_many_tries' ? 429 : 400, { typed, refused: signedIn });
  }
};
