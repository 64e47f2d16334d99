import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { hallsAround } from '#lib/domains/touring/halls.server.ts';
import { inviteVenues } from '#lib/domains/touring/inviting.server.ts';
import { fitSaid } from '#lib/domains/touring/package-words.ts';
import { listRequests } from '#lib/domains/touring/request-queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../../../words.ts';
import { ownPackage } from '../../../package.server.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const words = await wordsIn(locals.locale);
  const pack = await ownPackage(locals, params.slug);
  const asked = await listRequests(locals.db, pack.id, ['open', 'invited', 'declined']);
  const halls = await hallsAround(locals.db, pack, new Set(asked.flatMap(({ venue }) => venue ?? [])));
  return {
    pack: { slug: pack.slug, title: pack.title },
    once: newOnceKey(locals.now),
    halls: halls.map(({ id, name, place, km, fit }) => ({
      ...{ id: id as string, name, place, km },
      fit: fitSaid(words, fit)
    }))
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const pack = await ownPackage(locals, params.slug);
    const form = await request.formData();
    const venues = form.getAll('venue').map(String);
    if (venues.length === 0) return fail(400, { problem: words.t('touring.invite.choose') });
    const done = await actOnce(db, actor, { form, now }, (tx) =>
      inviteVenues(tx, actor, { pack: pack.id, venues }, now)
    );
    if (!done.ok && done.reason === 'too_many_letters')
      return fail(429, { problem: words.t('touring.error.too_many_letters') });
    if (!done.ok) error(404, words.t('house.error.notFound'));
    const { invited, unreachable } = done.value;
    const places = unreachable.length > 0 ? unreachable.join('; ') : 'none';
    setFlash(cookies, words.t('touring.invite.done', { count: invited, unreachable: places }));
    redirect(303, words.href(`/touring/packages/${pack.slug}`));
  }
};
