import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { forgetSessionCookie } from '../../../sign-in/cookies.ts';
import { textIn } from '../../../sign-in/input.ts';
import { freshOnly } from '../../person.ts';
import { erasingIn } from '../../../../../house.server.ts';
import { theHouse } from '../../../../the-house.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { erasePerson, previewErasure } from '#lib/domains/people/erasure.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';

export const load: PageServerLoad = async (event) => {
  const { person } = await freshOnly(event);
  return { preview: await previewErasure(event.locals.db, person.id) };
};

export const actions: Actions = {
  default: async (event) => {
    const { person } = await freshOnly(event);
    const { db, now, locale } = event.locals;
    const form = await event.request.formData();
    if (textIn(form, 'confirm') !== 'yes') return fail(400, { problem: 'confirmMissing' as const });
    const heirs = new Map(
      [...form].flatMap(([name, value]) =>
        name.startsWith('heir-') && typeof value === 'string' && value
          ? [[name.slice('heir-'.length), value] as const]
          : []
      )
    );
    const done = await erasePerson(db, { person: person.id, heirs }, erasingIn(theHouse().settings), now);
    if (!done.ok && done.reason === 'heir_unknown') return fail(400, { problem: 'heirUnknown' as const });
    if (!done.ok && done.reason === 'last_administrator')
      return fail(400, { problem: 'lastAdministrator' as const });
    const words = await wordsIn(locale);
    forgetSessionCookie(event);
    setFlash(event.cookies, words.t('privacy.eraseAccount.done'));
    redirect(303, words.href('/'));
  }
};
