import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { browserOf, challengeOf, enter } from './cookies.ts';
import { passkeyAnswerIn, textIn } from './input.ts';
import { tidyEmail } from '#lib/domains/people/account-email.server.ts';
import { signInWithPasskey } from '#lib/domains/people/passkey-sign-in.server.ts';
import { passkeySite } from '#lib/domains/people/passkey-site.ts';
import { askForSignInMail } from '#lib/domains/people/sign-in-mail.server.ts';

export const load: PageServerLoad = ({ locals: { actor, origin } }) => ({
  name: actor.kind === 'person' ? actor.name : null,
  hasPasskeys: passkeySite(origin) !== null
});

export const actions: Actions = {
  mail: async ({ locals: { db, now }, request, getClientAddress }) => {
    const typed = textIn(await request.formData(), 'email').trim();
    const email = tidyEmail(typed);
    if (!email)
      return fail(400, {
        typed,
        refused: { reason: typed ? ('email_wrong' as const) : ('email_missing' as const) }
      });
    const asked = await askForSignInMail(db, { email, address: getClientAddress() }, now);
    return asked.ok ? { sentTo: typed } : fail(429, { typed, refused: asked });
  },

  passkey: async (event) => {
    const { locals, request, getClientAddress } = event;
    const refused = { reason: 'passkey_refused' as const };
    const site = passkeySite(locals.origin);
    if (!site) return fail(400, { typed: '', refused });
    const signedIn = await signInWithPasskey(
      locals.db,
      {
        site,
        token: challengeOf(event),
        response: passkeyAnswerIn(await request.formData()),
        address: getClientAddress()
      },
      browserOf(event),
      locals.now
    );
    return signedIn.ok ? enter(event, signedIn.value) : fail(400, { typed: '', refused: signedIn });
  }
};
