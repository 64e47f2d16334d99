import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { dayNotes } from '#lib/domains/calendar/day-words.ts';
import { handleRule, ruleToChange } from '#lib/domains/meetings/form.server.ts';
import { listHostVenues } from '#lib/domains/meetings/hosts.server.ts';
import { canCall } from '#lib/domains/meetings/policy.ts';
import { findSeries } from '#lib/domains/meetings/queries.server.ts';
import { stopSeries } from '#lib/domains/meetings/series.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { circleFor } from '../../circle.server.ts';

/** What the finder of dates proposes comes with the address. */
const proposed = ['kind', 'months', 'nth', 'weekday', 'time', 'from'];

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params, url }) => {
  const words = await wordsIn(locale);
  const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: canCall });
  const series = await findSeries(db, circle.id);
  return {
    circle: { slug: circle.slug, name: circle.name },
    values: {
      ...(await ruleToChange(db, series)),
      ...Object.fromEntries(
        proposed.flatMap((name) => {
          const value = url.searchParams.get(name);
          return value === null ? [] : [[name, value.slice(0, 20)]];
        })
      )
    },
    running: series !== null,
    venues: await listHostVenues(db, circle.id)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: canCall });
    const form = await request.formData();
    const list = words.href(`/circles/${circle.slug}/meetings`);
    if (form.get('act') === 'stop') {
      const stopped = await stopSeries(db, actor, { circle: circle.id }, now);
      if (stopped.ok) setFlash(cookies, words.t('meetings.rule.stopped', { count: stopped.value.dropped }));
      redirect(303, list);
    }
    const handled = await handleRule(db, actor, { form, circle: circle.id }, now);
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if ('saved' in handled) {
      setFlash(cookies, words.t('meetings.rule.saved'));
      redirect(303, list);
    }
    if (!('preview' in handled))
      return fail(400, { ...handled, preview: null, shown: '', again: false, notes: [] });
    const days = [...handled.preview.moves.map(({ to }) => to), ...handled.preview.adds];
    return {
      ...handled,
      notes: days.map((local) => [local, dayNotes(words, local.slice(0, 10)).join(', ')] as const)
    };
  }
};
