import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { textIn } from '../../sign-in/input.ts';
import { freshOnly } from '../person.ts';
import { askToChangeEmail } from '#lib/domains/people/account-email.server.ts';
import { findAccount } from '#lib/domains/people/account.server.ts';

export const load: PageServerLoad = async (event) => {
  const { person } = await freshOnly(event);
  const { email } = await findAccount(event.locals.db, person.id, event.locals.now);
  return { email };
};

export const actions: Actions = {
  default: async (event) => {
    const { person } = await freshOnly(event);
    const typed = textIn(await event.request.formData(), 'email').trim();
    const asked = await askToChangeEmail(event.locals.db, person, typed, event.locals.now);
    return asked.ok ? { sentTo: asked.value.email } : fail(400, { typed, refused: asked });
  }
};
