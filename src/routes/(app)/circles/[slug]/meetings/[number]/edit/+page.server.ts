import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isLocal } from '#lib/core/time.ts';
import { handleMeetingChange, meetingToChange } from '#lib/domains/meetings/form.server.ts';
import { listHostVenues } from '#lib/domains/meetings/hosts.server.ts';
import { isClosed } from '#lib/domains/meetings/invite.server.ts';
import { cancelMeeting } from '#lib/domains/meetings/operations.server.ts';
import { canCall } from '#lib/domains/meetings/policy.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { historySince } from '../../../../../../../history.ts';
import { wordsIn } from '../../../../../../../words.ts';
import { meetingFor } from '../../meeting.server.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { circle, meeting } = await changeable(locals, params);
  const at = { day: url.searchParams.get('day') ?? '', time: url.searchParams.get('time') ?? '' };
  const isAt = isLocal(`${at.day}T${at.time}`);
  return {
    circle: { slug: circle.slug, name: circle.name },
    meeting: { number: meeting.number, title: meeting.title, state: meeting.state },
    values: await meetingToChange(locals.db, meeting, isAt ? `${at.day}T${at.time}` : meeting.starts),
    venues: await listHostVenues(locals.db, circle.id)
  };
};

export const actions: Actions = {
  save: async ({ locals, params, request, cookies }) => {
    const words = await wordsIn(locals.locale);
    const { circle, meeting } = await changeable(locals, params);
    const { db, actor, now } = locals;
    const handled = await handleMeetingChange(db, actor, { form: await request.formData(), meeting }, now);
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if (!('saved' in handled)) {
      const { values, errors, meanwhile } = handled;
      const since = meanwhile && { object: meeting.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      return fail(meanwhile ? 409 : 400, { values, errors, conflicts: meanwhile?.conflicts ?? [], entries });
    }
    const { told, merged } = handled.saved;
    setFlash(cookies, merged ? words.t('meanwhile.merged') : words.t('meetings.form.saved', { told }));
    redirect(303, words.href(`/circles/${circle.slug}/meetings/${meeting.number}`));
  },
  cancel: async ({ locals, params, request, cookies }) => {
    const words = await wordsIn(locals.locale);
    const { circle, meeting } = await changeable(locals, params);
    const reason =
      String((await request.formData()).get('reason') ?? '')
        .trim()
        .slice(0, 500) || null;
    const done = await cancelMeeting(locals.db, locals.actor, { id: meeting.id, reason }, locals.now);
    if (!done.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('meetings.form.cancelled', { told: done.value.told }));
    redirect(303, words.href(`/circles/${circle.slug}/meetings/${meeting.number}`));
  }
};

/** What is to come: what has been, or was cancelled, cannot be changed. */
async function changeable(locals: App.Locals, params: { slug: string; number: string }) {
  const words = await wordsIn(locals.locale);
  const found = await meetingFor(locals, params, words);
  if (!canCall(locals.actor, found.offices) || isClosed(found.meeting, locals.now))
    error(404, words.t('house.error.notFound'));
  return found;
}
