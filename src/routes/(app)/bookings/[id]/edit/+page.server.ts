import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import {
  choiceIn,
  chosenIn,
  contentToChange,
  handleChangeForm,
  isToCome,
  offeredFor
} from '#lib/domains/bookings/change-form.server.ts';
import { canChange, canDecide } from '#lib/domains/bookings/policy.ts';
import { findBooking, type FullBooking } from '#lib/domains/bookings/queries.server.ts';
import { findVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { historySince } from '../../../../../history.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { db, actor, now } = locals;
  const booking = await changeable(locals, params.id);
  const chosen = chosenIn(booking, url, now);
  const venue = booking.venue && (await findVenue(db, booking.venue.id));
  const { rooms, things } = await offeredFor(db, actor, booking);
  return {
    booking: { id: booking.id, purpose: booking.purpose, isSeries: booking.count > 1 },
    choice: choiceIn(booking, now),
    chosen,
    content: chosen && contentToChange(booking, chosen),
    decides: canDecide(actor, booking),
    terms: venue && { price: venue.furnishing.price, rules: venue.furnishing.rules },
    rooms,
    things: things.map(({ id, name, quantity, price }) => ({ id, name, quantity, price }))
  };
};

export const actions: Actions = {
  default: async ({ locals, params, url, request, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const before = await changeable(locals, params.id);
    const page = words.href(`/bookings/${before.id}`);
    const chosen = chosenIn(before, url, now);
    const handled = chosen
      ? await handleChangeForm(db, actor, { form: await request.formData(), before, chosen, now })
      : { gone: true as const };
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if ('gone' in handled) {
      setFlash(cookies, words.t('bookings.change.gone'));
      redirect(303, page);
    }
    if ('saved' in handled) {
      const { id, state } = handled.saved;
      const told = state === 'requested' && !canDecide(actor, before) ? 'sent' : 'saved';
      setFlash(cookies, words.t(handled.merged ? 'meanwhile.merged' : `bookings.change.${told}`));
      redirect(303, words.href(`/bookings/${id}`));
    }
    const { content, errors, inTheWay, meanwhile } = handled;
    const since = meanwhile && { object: before.id, words, since: meanwhile.since };
    const entries = since ? await historySince(db, since) : null;
    const answered = { content, errors, inTheWay, conflicts: meanwhile?.conflicts ?? [], entries };
    if (meanwhile) return fail(409, answered);
    return errors.length > 0 ? fail(400, answered) : answered;
  }
};

/** What is to come: what has been cannot be changed. */
async function changeable({ db, actor, now, locale }: App.Locals, id: string): Promise<FullBooking> {
  const booking = await findBooking(db, id);
  if (!booking || !canChange(actor, booking) || !isToCome(booking, now))
    error(404, (await wordsIn(locale)).t('house.error.notFound'));
  return booking;
}
