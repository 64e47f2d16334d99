import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { keepChallenge } from '../../../sign-in/cookies.ts';
import { askForNewPasskey } from '#lib/domains/people/passkey.server.ts';
import { passkeySite } from '#lib/domains/people/passkey-site.ts';
import { isFresh } from '#lib/domains/people/session.server.ts';
import { sessionCookie } from '#lib/platform/session-cookie.server.ts';
import { wordsIn } from '../../../../../words.ts';

/** What the page's script asks the browser to make. */
export const POST: RequestHandler = async (event) => {
  const { db, now, origin, actor, locale } = event.locals;
  const site = passkeySite(origin);
  const session = event.cookies.get(sessionCookie(event.url)) ?? '';
  if (!site || actor.kind !== 'person') error(404);
  if (!(await isFresh(db, session, now))) error(403);
  const house = (await wordsIn(locale)).t('house.name');
  const { options, token } = await askForNewPasskey(db, actor, { site, house }, now);
  keepChallenge(event, token);
  return Response.json(options);
};
