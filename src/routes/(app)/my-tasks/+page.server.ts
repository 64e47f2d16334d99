import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { findMinutesDesk } from '#lib/domains/minutes/desk.server.ts';
import { urgencyOf } from '#lib/domains/minutes/model.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale } }) => {
  if (actor.kind !== 'person') error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const desk = await findMinutesDesk(db, actor, now);
  const today = dayOf(now, defaultZone);
  return {
    ...desk,
    tasks: desk.tasks.map(({ id, text, circle, dueOn }) => ({
      id,
      text,
      circle,
      dueOn,
      urgency: urgencyOf(dueOn, today)
    }))
  };
};
