import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { dayAsked } from '#lib/core/day-asked.ts';
import { addDays, dayOf, defaultZone, firstOfWeek } from '#lib/core/time.ts';
import { editableOrganisations } from '#lib/platform/actor.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import { moveOccurrence } from '#lib/domains/calendar/move-occurrence.server.ts';
import { canSeeEvent } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug } from '#lib/domains/calendar/queries.server.ts';
import { namedFilter } from '#lib/domains/calendar/listing.server.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import { askToMove } from '#lib/domains/planning/ask-to-move.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { findBoard } from '#lib/domains/planning/board.server.ts';
import { boardQuery, spans, type BoardAddress } from '#lib/domains/planning/address.ts';
import { findChosen } from '#lib/domains/planning/chosen.server.ts';
import { canPlan } from '#lib/domains/planning/policy.ts';
import { typedWhatIf, whatIfsIn, whichIn, whichText, withWhatIf } from '#lib/domains/planning/what-if.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  if (!canPlan(actor)) error(404, words.t('house.error.notFound'));
  const asked = url.searchParams;
  const territory = asked.has('region') || asked.has('near') || asked.has('whole');
  const named = await namedFilter(db, actor, asked);
  const microRegions = await listMicroRegions(db);
  const region = territory
    ? named.filter.region
    : ((await findInstallation(db)).region ?? microRegions[0]?.slug ?? null);
  const today = dayOf(now, defaultZone);
  const span = asked.get('span') === 'month' ? 'month' : 'week';
  const first = firstOfWeek(dayAsked(asked.get('from')) ?? today);
  const typed = typedWhatIf(asked);
  const address: BoardAddress = {
    filter: { ...named.filter, region, from: null, to: null, organiser: null },
    from: first,
    span,
    rows: (['venues', 'organisations'] as const).find((rows) => rows === asked.get('rows')) ?? 'settlements',
    whatIfs: typed ? withWhatIf(whatIfsIn(asked), typed) : whatIfsIn(asked),
    event: asked.get('event')?.slice(0, 200) || null,
    page: Math.max(1, Math.trunc(Number(asked.get('page') ?? 1)) || 1)
  };
  // What was typed into the form becomes part of the address like everything else that is tried.
  if (asked.has('move')) redirect(303, words.href(`/planning${boardQuery(address)}`));
  const which = whichIn(address.event ?? '');
  const tried = which && address.whatIfs.find((each) => whichText(each) === whichText(which));
  const [board, chosen, mine] = await Promise.all([
    findBoard(db, actor, { ...address, days: spans[span] }, now),
    which
      ? findChosen(db, actor, { ...which, starts: tried?.starts ?? null, place: tried?.place ?? null }, now)
      : null,
    findOrganisationsByIds(db, editableOrganisations(actor) ?? [])
  ]);
  return {
    address,
    board,
    chosen,
    today,
    once: newOnceKey(now),
    before: addDays(first, -spans[span]),
    after: addDays(first, spans[span]),
    ...named,
    filter: address.filter,
    organisation: null,
    microRegions: microRegions.map(({ slug, name }) => ({ slug, name })),
    own: [...mine.values()].map(({ slug }) => slug)
  };
};

/** Others' events: their organisers are asked. One's own are moved by their form; a single occurrence, which has none, from here. */
export const actions: Actions = {
  ask: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
    if (!canPlan(actor)) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const text = (name: string): string => form.get(name)?.toString() ?? '';
    const asked = { event: text('event'), occurrence: text('occurrence') || null, starts: text('starts') };
    const done = await actOnce(db, actor, { form, now }, (tx) => askToMove(tx, actor, asked, now));
    if (!done.ok) return fail(400, { refused: done.reason });
    setFlash(cookies, words.t('planning.askToMove.done'));
    redirect(303, words.href(`/retiming/${done.value.retiming}`));
  },
  move: async ({ locals: { db, actor, now, locale }, request, cookies, url }) => {
    const words = await wordsIn(locale);
    if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
    if (!canPlan(actor)) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const text = (name: string): string => form.get(name)?.toString() ?? '';
    const event = await findEventBySlug(db, text('event'));
    if (!event || !canSeeEvent(actor, event)) error(404, words.t('calendar.event.gone'));
    const which = { id: event.id, recurrenceId: text('occurrence'), starts: text('starts') };
    const done = await actOnce(db, actor, { form, now }, (tx) => moveOccurrence(tx, actor, which, now));
    if (!done.ok) return fail(400, { stayed: done.reason });
    setFlash(cookies, words.t('planning.tried.moved'));
    const query = new URLSearchParams(url.searchParams);
    query.delete('/move');
    const others = query.getAll('if').filter((each) => !each.startsWith(`${event.slug}~`));
    query.delete('if');
    for (const each of others) query.append('if', each);
    redirect(303, words.href(`/planning?${query}`));
  }
};
