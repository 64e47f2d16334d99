import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readQuestionForm } from '#lib/domains/circles/input.ts';
import type { Circle } from '#lib/domains/circles/model.ts';
import { canSeeCircle } from '#lib/domains/circles/policy.ts';
import { askCircle, takesNow } from '#lib/domains/circles/questions.server.ts';
import { textsOf } from '#lib/domains/registry/input.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../../../../../words.ts';
import { circleFor } from '../../circle.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params, url }) => {
  const { slug, name } = await circleToAsk(db, actor, params.slug, await wordsIn(locale));
  return {
    circle: { slug, name },
    kind: url.searchParams.get('kind') === 'topic' ? ('topic' as const) : ('question' as const),
    known: actor.kind === 'person',
    once: newOnceKey(now)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies, getClientAddress }) => {
    const words = await wordsIn(locale);
    const circle = await circleToAsk(db, actor, params.slug, words);
    const form = await request.formData();
    const read = readQuestionForm(form);
    if (!read.ok) return fail(400, { values: textsOf(form), errors: read.errors, refused: null });
    const address = getClientAddress();
    const asked = await actOnce(db, actor, { form, now }, (tx) =>
      askCircle(tx, actor, { circle: circle.id, question: read.value, locale, address }, now)
    );
    if (!asked.ok) {
      const refused = asked.reason === 'too_many_tries' ? ('tooMany' as const) : ('gone' as const);
      return fail(refused === 'tooMany' ? 429 : 409, { values: textsOf(form), errors: [], refused });
    }
    if (asked.value === 'unconfirmed') return { sent: true as const };
    setFlash(cookies, words.t('circles.ask.sent'));
    redirect(303, words.href(`/circles/${circle.slug}`));
  }
};

async function circleToAsk(db: Database, actor: Actor, slug: string, words: Words): Promise<Circle> {
  const { circle } = await circleFor(db, actor, { slug, words, may: canSeeCircle });
  if (!takesNow(circle)) error(404, words.t('circles.ask.gone'));
  return circle;
}
