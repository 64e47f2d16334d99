import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { addDays, dayOf, defaultZone } from '#lib/core/time.ts';
import { listDue } from '#lib/domains/acquaintance/due.server.ts';
import { canRecordVisit, canSettleStep } from '#lib/domains/acquaintance/policy.ts';
import { listSteps, listVisits } from '#lib/domains/acquaintance/queries.server.ts';
import { settleByForm } from '#lib/domains/acquaintance/settle-form.server.ts';
import { listCounties } from '#lib/domains/places/queries.server.ts';
import { filterFrom } from '#lib/domains/registry/filter.ts';
import { organisationKinds } from '#lib/domains/registry/model.ts';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../words.ts';

/** Steps of the coming two weeks are shown with those that are due. */
const ahead = 14;
const recent = 5;

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  if (!canRecordVisit(actor)) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const today = dayOf(now, defaultZone);
  const { near, kind, page } = filterFrom(url.searchParams, organisationKinds);
  const counties = (await listCounties(db)).map(({ county }) => county);
  const county = counties.find((each) => each === url.searchParams.get('county')) ?? null;
  const place = await findNear(db, near, 0);
  const until = addDays(today, ahead);
  const query = { settlements: place.settlements, county, kind, page };
  const mine = await listSteps(db, actor, { whose: 'mine', until });
  const others = await listSteps(db, actor, { whose: 'others', until });
  return {
    today,
    mine,
    others,
    settles: [...mine, ...others].filter((visit) => canSettleStep(actor, visit)).map(({ id }) => id),
    due: await listDue(db, actor, query, today),
    recent: (await listVisits(db, actor, { own: true, size: recent })).visits,
    filter: { near, county, kind, page },
    settlement: place.settlement && { name: place.settlement.name, slug: place.settlement.slug },
    counties
  };
};

export const actions: Actions = {
  settle: async ({ locals: { db, actor, now, locale }, request, cookies, url }) => {
    const words = await wordsIn(locale);
    const told = await settleByForm(db, actor, await request.formData(), { words, now });
    if (told === null) error(404, words.t('house.error.notFound'));
    setFlash(cookies, told);
    redirect(303, words.href(`/acquaintance${url.search.replace(/^\?\/\w*&?/, '?')}`));
  }
};
