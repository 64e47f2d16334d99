import { error, redirect, type Cookies } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isToCome } from '#lib/domains/bookings/change-form.server.ts';
import { cancelBooking, decideBooking } from '#lib/domains/bookings/operations.server.ts';
import { isHolding } from '#lib/domains/bookings/model.ts';
import { canCancel, canChange, canDecide, canSeeBooking } from '#lib/domains/bookings/policy.ts';
import { findBooking } from '#lib/domains/bookings/queries.server.ts';
import { listUses } from '#lib/domains/bookings/uses.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const booking = await findBooking(db, params.id);
  if (!booking || !canSeeBooking(actor, booking))
    error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const holds = isHolding(booking.state);
  const uses =
    booking.venue && holds ? await listUses(db, booking.venue.id, booking.startsAt, booking.over) : [];
  // An event may clash with another booking of the same weeks: only those that meet this one are told here.
  const own = uses.filter((use) => use.booking === booking.id);
  const clashing = uses.filter(
    (use) =>
      use.kind === 'event' && use.clashes && own.some(({ start, end }) => start < use.end && use.start < end)
  );
  return {
    booking,
    clashes: clashing
      .slice(0, 5)
      .map(({ title, slug, start, end, allDay }) => ({ title, slug, startsAt: start, endsAt: end, allDay })),
    mayDecide: booking.state === 'requested' && canDecide(actor, booking),
    mayChange: isToCome(booking, now) && canChange(actor, booking),
    mayCancel: holds && booking.over > now && canCancel(actor, booking)
  };
};

export const actions: Actions = {
  confirm: ({ locals, params, request, cookies }) =>
    answer(locals, params.id, { request, cookies }, 'confirm'),
  refuse: ({ locals, params, request, cookies }) => answer(locals, params.id, { request, cookies }, 'refuse'),
  cancel: ({ locals, params, request, cookies }) => answer(locals, params.id, { request, cookies }, 'cancel')
};

const told = {
  confirm: 'bookings.decide.confirmed',
  refuse: 'bookings.decide.refused',
  cancel: 'bookings.cancel.done'
} as const;

async function answer(
  { db, actor, now, locale }: App.Locals,
  id: string,
  { request, cookies }: { request: Request; cookies: Cookies },
  act: keyof typeof told
): Promise<never> {
  const words = await wordsIn(locale);
  const form = await request.formData();
  const seen = Number(form.get('seen'));
  const written =
    String(form.get('answer') ?? '')
      .trim()
      .slice(0, 2000) || null;
  const done =
    act === 'cancel'
      ? await cancelBooking(db, actor, { id, answer: written }, now)
      : await decideBooking(
          db,
          actor,
          {
            id,
            confirmed: act === 'confirm',
            answer: written,
            seen: Number.isSafeInteger(seen) && seen > 0 ? new Date(seen) : null
          },
          now
        );
  if (!done.ok && (done.reason === 'not_found' || done.reason === 'not_yours'))
    error(404, words.t('house.error.notFound'));
  const otherwise =
    done.ok || done.reason === 'decided' ? 'bookings.decide.decided' : 'bookings.decide.changed';
  setFlash(cookies, words.t(done.ok ? told[act] : otherwise));
  redirect(303, words.href(`/bookings/${id}`));
}
