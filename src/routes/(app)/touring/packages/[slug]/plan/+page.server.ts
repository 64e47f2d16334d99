import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Fit } from '#lib/domains/touring/fit.ts';
import { fitSaid } from '#lib/domains/touring/package-words.ts';
import { fitsOf, hallsAround } from '#lib/domains/touring/halls.server.ts';
import { textsOf, type FieldError } from '#lib/domains/touring/input.ts';
import { readTourForm } from '#lib/domains/touring/tour-input.ts';
import { beginTour, usualPeriod } from '#lib/domains/touring/beginning.server.ts';
import { usualWorth } from '#lib/domains/touring/model.ts';
import { listRequests } from '#lib/domains/touring/request-queries.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../../../words.ts';
import { ownPackage } from '../../../package.server.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { db, now, locale } = locals;
  const words = await wordsIn(locale);
  const pack = await ownPackage(locals, params.slug);
  const requests = await listRequests(db, pack.id, ['open']);
  const halls = await hallsAround(db, pack, new Set(requests.flatMap(({ venue }) => venue ?? [])));
  const fits = await fitsOf(
    db,
    pack,
    requests.map(({ venue }) => venue)
  );
  // Where it simply fits, nothing needs to be said.
  const hintOf = (fit: Fit | undefined) => (fit && fit.verdict !== 'fits' ? fitSaid(words, fit) : undefined);
  const period = usualPeriod(dayOf(now, defaultZone));
  return {
    pack: { slug: pack.slug, title: pack.title, perKm: pack.perKm },
    once: newOnceKey(now),
    requests: requests.map(({ id, settlementName, venue, venueName }) => ({
      value: id as string,
      hint: hintOf(fits.get(venue ?? '')),
      label: words.t('touring.page.requestRow', { place: settlementName, hall: venueName ?? 'none' })
    })),
    halls: halls.map(({ id, name, place, km, fit }) => ({
      value: id as string,
      hint: hintOf(fit),
      label: words.t('touring.invite.row', { hall: name, place, km: Math.round(km) })
    })),
    values: {
      name: words.t('touring.begin.usualName', {
        title: pack.title,
        month: words.date(period.firstDay, 'month')
      }),
      ...period,
      sharing: 'distance',
      perVisit: String(usualWorth.perVisit),
      perHead: String(usualWorth.perHead),
      request: requests.map(({ id }) => id).join('\n')
    } as Record<string, string>
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const pack = await ownPackage(locals, params.slug);
    const form = await request.formData();
    const refused = (errors: readonly FieldError[]) => fail(400, { values: textsOf(form), errors });
    const read = readTourForm(form);
    if (!read.ok) return refused(read.errors);
    const begun = await actOnce(db, actor, { form, now }, (tx) =>
      beginTour(tx, actor, { pack: pack.id, form: read.value }, now)
    );
    if (begun.ok) redirect(303, words.href(`/touring/tours/${begun.value.slug}`));
    const { reason } = begun;
    if (reason === 'gone') error(404, words.t('house.error.notFound'));
    const field = reason === 'past' || reason === 'too_many_days' ? 'lastDay' : 'request';
    return refused([{ field, code: reason }]);
  }
};
