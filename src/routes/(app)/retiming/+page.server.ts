import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { monthAsked } from '#lib/core/day-asked.ts';
import { addMonths, dayOf, defaultZone } from '#lib/core/time.ts';
import { draftFrom } from '#lib/domains/retiming/input.ts';
import { beginRetiming } from '#lib/domains/retiming/operations.server.ts';
import { canStart, canVisit } from '#lib/domains/retiming/policy.ts';
import { listRetimings } from '#lib/domains/retiming/queries.server.ts';
import { listTerritories } from '#lib/domains/retiming/territory.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  if (!canVisit(actor)) error(404, words.t('house.error.notFound'));
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1);
  const mayStart = canStart(actor);
  const [list, territories] = await Promise.all([
    listRetimings(db, actor, { page }),
    mayStart ? listTerritories(db, actor) : []
  ]);
  return {
    ...list,
    page,
    mayStart,
    territories,
    // This month is mostly settled; the one after the next leaves time for asking.
    month: monthAsked(
      url.searchParams.get('month'),
      addMonths(dayOf(now, defaultZone).slice(0, 8) + '01', 2).slice(0, 7)
    ),
    once: newOnceKey(now)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request }) => {
    const words = await wordsIn(locale);
    if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
    if (!canStart(actor)) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const draft = draftFrom(form);
    const begun = await actOnce(db, actor, { form, now }, (tx) => beginRetiming(tx, actor, draft, now));
    if (begun.ok) redirect(303, words.href(`/retiming/${begun.value.id}`));
    return fail(400, {
      draft,
      errors: [
        {
          field:
            begun.reason !== 'territory_unknown'
              ? 'month'
              : draft.territory === 'around'
                ? 'near'
                : 'territory',
          message: words.t(`retiming.form.error.${begun.reason}`)
        }
      ]
    });
  }
};
