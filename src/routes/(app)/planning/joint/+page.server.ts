import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isColleague } from '#lib/platform/actor.ts';
import { canEditEvent, canSeeEvent } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug } from '#lib/domains/calendar/queries.server.ts';
import {
  answerJointly,
  canJoin,
  inviteJointly,
  takeBackJointly
} from '#lib/domains/planning/joint.server.ts';
import { howToReach } from '#lib/domains/planning/joint-reach.server.ts';
import { findJointProposal } from '#lib/domains/planning/joint-queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  const slugs = ['event', 'other'].map((name) => url.searchParams.get(name)?.slice(0, 200) ?? '');
  const both = isColleague(actor) ? await Promise.all(slugs.map((slug) => findEventBySlug(db, slug))) : [];
  const [first, second] = both;
  const mayLook = first && second && [first, second].some((event) => canEditEvent(actor, event));
  if (!mayLook || ![first, second].every((event) => canSeeEvent(actor, event)))
    error(404, words.t('calendar.event.gone'));
  const proposal = await findJointProposal(db, { between: [first.id, second.id] });
  const open = proposal && ['asked', 'talk', 'accepted'].includes(proposal.state) ? proposal : null;
  // Whoever is asked sees it as it was asked; else the reader's own event comes first.
  const turned = open ? open.event.id === second.id : !canEditEvent(actor, first);
  const [event, other] = turned ? [second, first] : [first, second];
  const canInvite = !open && canEditEvent(actor, event) && canJoin(event, other, now);
  const reach = canInvite ? await howToReach(db, actor, other.organisers) : null;
  return {
    event,
    other,
    mine: canEditEvent(actor, event),
    theirs: canEditEvent(actor, other),
    proposal: proposal && { ...proposal, event: null, other: null },
    canInvite: canInvite && reach?.byMail === true,
    unreachable: reach && !reach.byMail ? reach : null,
    once: newOnceKey(now)
  };
};

export const actions: Actions = {
  invite: async ({ locals: { db, actor, now, locale }, request, cookies, url }) => {
    const words = await wordsIn(locale);
    const form = await request.formData();
    const text = (name: string): string => form.get(name)?.toString().trim() ?? '';
    const asked = { event: text('event'), other: text('other'), note: text('note').slice(0, 2000) || null };
    const done = await actOnce(db, actor, { form, now }, (tx) => inviteJointly(tx, actor, asked, now));
    if (!done.ok) return fail(400, { refused: done.reason, note: asked.note ?? '' });
    setFlash(cookies, words.t('planning.joint.page.done'));
    redirect(303, words.href(`/planning/joint${url.search.replace(/^\?\/invite&?/, '?')}`));
  },
  answer: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    const form = await request.formData();
    const text = (name: string): string => form.get(name)?.toString().trim() ?? '';
    const answer = (['accept', 'decline', 'talk'] as const).find((each) => each === text('answer'));
    if (actor.kind !== 'person' || !answer) error(404, words.t('calendar.event.gone'));
    const note = text('note').slice(0, 2000) || null;
    const done = await answerJointly(db, actor, { id: text('proposal'), answer, note }, now);
    if (!done.ok) return fail(400, { refused: done.reason, note: note ?? '' });
    setFlash(cookies, words.t(`planning.joint.answered.${answer}`));
    redirect(303, words.href(`/events/${done.value.slug}`));
  },
  back: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    const form = await request.formData();
    const id = form.get('proposal')?.toString() ?? '';
    const before = await findJointProposal(db, { id });
    const done = await takeBackJointly(db, actor, { id }, now);
    if (!done.ok) return fail(400, { refused: done.reason, note: '' });
    setFlash(
      cookies,
      words.t(`planning.joint.page.${before?.state === 'accepted' ? 'undone' : 'withdrawn'}`)
    );
    redirect(303, words.href(`/events/${done.value.slug}`));
  }
};
