import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { forgetSessionCookie } from '../sign-in/cookies.ts';
import { mayWriteAtTable } from '#lib/domains/minutes/writers.server.ts';
import { endSession } from '#lib/domains/people/session.server.ts';
import { sessionCookie } from '#lib/platform/session-cookie.server.ts';
import { wordsIn } from '../../../words.ts';

/** `after`: signed out just now, by somebody whose browser may keep what they wrote at a table. */
export const load: PageServerLoad = ({ locals: { actor }, url }) => ({
  after: actor.kind === 'anonymous' && url.searchParams.has('after')
});

export const actions: Actions = {
  default: async (event) => {
    const { db, actor, locale } = event.locals;
    const mayKeep = await mayWriteAtTable(db, actor);
    const session = event.cookies.get(sessionCookie(event.url));
    if (session) await endSession(db, session);
    forgetSessionCookie(event);
    redirect(303, (await wordsIn(locale)).href(mayKeep ? '/sign-out?after' : '/'));
  }
};
