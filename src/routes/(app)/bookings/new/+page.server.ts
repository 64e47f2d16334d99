import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { dayAsked } from '#lib/core/day-asked.ts';
import {
  emptyBooking,
  handleBookingForm,
  offeredWith,
  ownOrganisations
} from '#lib/domains/bookings/form.server.ts';
import { canDecide, canRequest } from '#lib/domains/bookings/policy.ts';
import { findEquipmentBySlug } from '#lib/domains/registry/equipment.server.ts';
import { findVenueBySlug } from '#lib/domains/registry/venue-queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

/** What the address asks for: a venue, or a thing; 404 where neither may be asked for here by this actor. */
async function askedFor({ db, actor, locale }: App.Locals, url: URL) {
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  const [venueSlug, thingSlug] = [url.searchParams.get('venue'), url.searchParams.get('thing')];
  const venue = venueSlug ? await findVenueBySlug(db, venueSlug) : null;
  const thing = thingSlug && !venue ? await findEquipmentBySlug(db, thingSlug) : null;
  const kept = venue
    ? { keeper: venue.organisation, settlement: venue.settlement }
    : thing && { keeper: thing.owner, settlement: thing.settlement };
  if (!kept || !canRequest(actor)) error(404, words.t('house.error.notFound'));
  const decides = canDecide(actor, kept);
  if (venue && !venue.furnishing.bookable && !decides) error(404, words.t('house.error.notFound'));
  return { venue, thing, decides, words };
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const { db, actor, now } = locals;
  const { venue, thing, decides } = await askedFor(locals, url);
  const own = await ownOrganisations(db, actor);
  const { things } = await offeredWith(db, { venue, thing });
  return {
    venue: venue && {
      slug: venue.slug,
      name: venue.name,
      price: venue.furnishing.price,
      rules: venue.furnishing.rules
    },
    thing: thing && { slug: thing.slug, name: thing.name },
    things: things.map(({ id, name, quantity, price }) => ({ id, name, quantity, price })),
    own: own.map(({ id, label }) => ({ id, label })),
    decides,
    content: emptyBooking({ own, day: dayAsked(url.searchParams.get('day')), thing }, now),
    once: newOnceKey(now)
  };
};

export const actions: Actions = {
  default: async ({ locals, url, request, cookies }) => {
    const { db, actor, now } = locals;
    const { venue, thing, words } = await askedFor(locals, url);
    const offered = await offeredWith(db, { venue, thing });
    const answered = await handleBookingForm(db, actor, { form: await request.formData(), offered, now });
    if (!('saved' in answered)) return answered.errors.length > 0 ? fail(400, answered) : answered;
    const { id, state } = answered.saved;
    setFlash(cookies, words.t(state === 'confirmed' ? 'bookings.form.made' : 'bookings.form.sent'));
    redirect(303, words.href(`/bookings/${id}`));
  }
};
