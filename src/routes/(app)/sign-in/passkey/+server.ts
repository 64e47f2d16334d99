import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { keepChallenge } from '../cookies.ts';
import { askForPasskey } from '#lib/domains/people/passkey-sign-in.server.ts';
import { passkeySite } from '#lib/domains/people/passkey-site.ts';

/** What the page's script asks the browser for. */
export const POST: RequestHandler = async (event) => {
  const { db, now, origin } = event.locals;
  const site = passkeySite(origin);
  if (!site) error(404);
  const asked = await askForPasskey(db, { site, address: event.getClientAddress() }, now);
  if (!asked.ok) error(429);
  keepChallenge(event, asked.value.token);
  return Response.json(asked.value.options);
};
