import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isDay } from '#lib/core/time.ts';
import { emptyMeeting, handleNewMeeting } from '#lib/domains/meetings/form.server.ts';
import { listHostVenues } from '#lib/domains/meetings/hosts.server.ts';
import { canCall } from '#lib/domains/meetings/policy.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../../../words.ts';
import { circleFor } from '../../../circle.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params, url }) => {
  const words = await wordsIn(locale);
  const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: canCall });
  const [day, time] = [url.searchParams.get('day') ?? '', url.searchParams.get('time') ?? ''];
  return {
    circle: { slug: circle.slug, name: circle.name },
    values: await emptyMeeting(db, {
      circle: circle.id,
      day: isDay(day) ? day : null,
      time: /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : null
    }),
    venues: await listHostVenues(db, circle.id),
    once: newOnceKey(now)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: canCall });
    const handled = await handleNewMeeting(
      db,
      actor,
      { form: await request.formData(), circle: circle.id },
      now
    );
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if (!('saved' in handled)) return fail(400, handled);
    setFlash(cookies, words.t('meetings.form.called'));
    redirect(303, words.href(`/circles/${circle.slug}/meetings/${handled.saved.number}`));
  }
};
