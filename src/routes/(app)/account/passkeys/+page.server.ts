import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { challengeOf, keepSessionCookie } from '../../sign-in/cookies.ts';
import { passkeyAnswerIn, textIn } from '../../sign-in/input.ts';
import { freshOnly, personOnly } from '../person.ts';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { addPasskey, listPasskeys, removePasskey } from '#lib/domains/people/passkey.server.ts';
import { passkeySite } from '#lib/domains/people/passkey-site.ts';
import { deviceName, deviceOf } from '#lib/domains/people/session-device.ts';
import { isFresh, renewSession } from '#lib/domains/people/session.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

const longestName = 60;

export const load: PageServerLoad = async (event) => {
  const { person, session } = await personOnly(event);
  const { db, now, origin } = event.locals;
  return {
    passkeys: await listPasskeys(db, person.id),
    isPossible: passkeySite(origin) !== null,
    isFresh: await isFresh(db, session, now),
    device: deviceName(deviceOf(event.request.headers.get('user-agent'))) ?? ''
  };
};

export const actions: Actions = {
  /** To confirm who one is, and come back. */
  confirm: async (event) => {
    await freshOnly(event);
    redirect(303, (await wordsIn(event.locals.locale)).href('/account/passkeys'));
  },

  add: async (event) => {
    const { person, session } = await freshOnly(event);
    const { db, now, origin, locale } = event.locals;
    const words = await wordsIn(locale);
    const site = passkeySite(origin);
    const form = await event.request.formData();
    const name = textIn(form, 'name').replace(/\s+/g, ' ').trim().slice(0, longestName);
    if (!name) return fail(400, { typed: '', refused: { reason: 'passkey_name_missing' as const } });
    if (!site) return fail(400, { typed: name, refused: { reason: 'passkey_refused' as const } });
    const given = { site, name, token: challengeOf(event), response: passkeyAnswerIn(form) };
    const added = await addPasskey(db, person, given, now);
    if (!added.ok) return fail(400, { typed: name, refused: added });
    const renewed = await renewSession(db, session);
    if (renewed) keepSessionCookie(event, renewed);
    setFlash(event.cookies, words.t('people.account.passkeys.saved'));
    redirect(303, words.href('/account/passkeys'));
  },

  remove: async (event) => {
    const { person } = await personOnly(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const id = textIn(await event.request.formData(), 'passkey');
    if (!isUuid(id) || !(await removePasskey(db, person, id as Id<'passkey'>, now)))
      error(404, words.t('house.error.notFound'));
    setFlash(event.cookies, words.t('people.account.passkeys.removed'));
    redirect(303, words.href('/account/passkeys'));
  }
};
