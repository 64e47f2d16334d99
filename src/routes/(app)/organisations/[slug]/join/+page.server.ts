import { error, fail, redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../../../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { consentWordings } from '#lib/domains/people/consent-wording.ts';
import { askToJoin, askToJoinAs } from '#lib/domains/people/join-requests.server.ts';
import { readJoinMessage, readJoinRequest, type FormError } from '#lib/domains/people/membership-input.ts';
import { findOrganisationPlace } from '#lib/domains/registry/place.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now }, params }) => {
  const place = await findOrganisationPlace(db, params.slug);
  if (!place) error(404);
  return {
    place: { name: place.name, path: place.path },
    known: actor.kind === 'person',
    once: newOnceKey(now)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies, getClientAddress }) => {
    const place = await findOrganisationPlace(db, params.slug);
    if (!place) error(404);
    const words = await wordsIn(locale);
    const wording = words.t(consentWordings.joining.message);
    const form = await request.formData();
    if (actor.kind === 'person') {
      const read = readJoinMessage(form);
      if (!read.ok) return wrong(form, read.errors);
      const done = await askToJoinAs(db, actor, { place, message: read.value.message, locale, wording }, now);
      setFlash(cookies, words.t(done.ok ? 'people.join.sentAs' : 'people.join.alreadyThere'));
      redirect(303, words.href(place.path));
    }
    const read = readJoinRequest(form);
    if (!read.ok) return wrong(form, read.errors);
    const done = await actOnce(db, actor, { form, now }, (tx) =>
      askToJoin(tx, { place, request: { ...read.value, locale }, wording, address: getClientAddress() }, now)
    );
    if (!done.ok) return wrong(form, [{ field: 'email', message: 'people.join.tooMany' }]);
    return { sent: true as const };
  }
};

function wrong(form: FormData, errors: readonly FormError[]) {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  return fail(400, {
    values: { name: text('name'), email: text('email'), message: text('message') },
    errors
  });
}
