import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { actOnFollowings, loadFollowings } from '../../following/settings.ts';
import { personOnly } from '../person.ts';
import { findAccount } from '#lib/domains/people/account.server.ts';
import type { Holder } from '#lib/domains/following/queries.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async (event) => {
  const { person } = await personOnly(event);
  const { db, now, locale } = event.locals;
  const holder = await holderOf(db, person.id, now);
  return { followings: await loadFollowings(db, holder, await wordsIn(locale), now) };
};

export const actions: Actions = {
  default: async (event) => {
    const { person } = await personOnly(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const form = await event.request.formData();
    const done = await actOnFollowings(db, await holderOf(db, person.id, now), { form, of: null, now });
    const told = done === 'all' ? 'allDoneSignedIn' : done === 'gone' ? 'stopped' : done;
    setFlash(event.cookies, words.t(`following.settings.${told}`));
    redirect(303, words.href('/account/following'));
  }
};

/** Theirs, and what they asked for with the same address before they signed in. */
async function holderOf(db: Database, person: Person['id'], now: Date): Promise<Holder> {
  return { person, email: (await findAccount(db, person, now)).email };
}
