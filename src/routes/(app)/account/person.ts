// The door of the account pages: to whoever is signed in; to what is weighty, only within ten minutes of showing who one is.
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { wordsIn } from '../../../words.ts';
import { returnAfterSignIn } from '../sign-in/cookies.ts';
import { isFresh } from '#lib/domains/people/session.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import { sessionCookie } from '#lib/platform/session-cookie.server.ts';

export interface Entrant {
  readonly person: Person;
  readonly session: string;
}

/** Anybody else is led to sign in, and comes back here afterwards. */
export async function personOnly(event: RequestEvent): Promise<Entrant> {
  const { actor, locale } = event.locals;
  const session = event.cookies.get(sessionCookie(event.url));
  if (actor.kind === 'person' && session) return { person: actor, session };
  returnAfterSignIn(event);
  redirect(303, (await wordsIn(locale)).href('/sign-in'));
}

/** Whoever signed in longer ago is led to confirm that it is them, and comes back here afterwards. */
export async function freshOnly(event: RequestEvent): Promise<Entrant> {
  const entrant = await personOnly(event);
  const { db, now, locale } = event.locals;
  if (await isFresh(db, entrant.session, now)) return entrant;
  returnAfterSignIn(event);
  redirect(303, (await wordsIn(locale)).href('/account/confirm'));
}
