import { fail, redirect } from '@sveltejs/kit';
import { domains } from '../../../../generated/domains.ts';
import type { Actions, PageServerLoad } from './$types';
import { findInvitation } from '#lib/domains/meetings/answer.server.ts';
import { answerToChange, handleAnswerByLink } from '#lib/domains/meetings/form.server.ts';
import { answerAsGuest, findGuest } from '#lib/domains/meetings/guests.server.ts';
import { isClosed } from '#lib/domains/meetings/invite.server.ts';
import { replies } from '#lib/domains/meetings/model.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { wordsIn } from '../../../../words.ts';

// Opening the page changes nothing: mail programs follow links by themselves. The link works until the meeting, as minds change.
export const load: PageServerLoad = async ({ locals: { db, now, locale, actor }, params, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  const words = await wordsIn(locale);
  const found = await findInvitation(db, params.token);
  const guest = found ? null : await findGuest(db, params.token);
  const meeting = found?.meeting ?? guest?.meeting ?? null;
  if (!meeting) return { meeting: null };
  const simple = found === null || found.asSubstitute;
  const invitee = found?.invitee ?? null;
  const reply = guest
    ? guest.reply
    : simple
      ? (invitee?.substitute?.reply ?? null)
      : (invitee?.reply ?? null);
  const rideFrom = invitee?.rideFrom
    ? (await listSettlementsById(db, [invitee.rideFrom])).get(invitee.rideFrom)
    : null;
  const {
    title,
    circle,
    starts,
    minutes,
    venue,
    settlement,
    place,
    remote,
    host,
    state,
    reason,
    sequence,
    number
  } = meeting;
  return {
    meeting: {
      title,
      circle,
      starts,
      minutes,
      venue,
      settlement,
      place,
      remote,
      host,
      state,
      reason,
      sequence,
      number
    },
    open: !isClosed(meeting, now),
    simple,
    name: guest?.name ?? (simple ? (invitee?.substitute?.name ?? '') : (invitee?.name ?? '')),
    instead: simple && invitee ? invitee.name : null,
    reply,
    fromAfar: !simple && reply === 'accepted' && (invitee?.remote ?? false),
    substitute: simple ? null : (invitee?.substitute?.name ?? null),
    earlier: simple ? null : (invitee?.earlierReply ?? null),
    values: !simple && invitee ? answerToChange(invitee, rideFrom?.name ?? null) : { reply: reply ?? '' },
    sections: await gatherSections(db, domains, 'invitation', {
      id: meeting.id,
      slug: params.token,
      actor,
      words,
      now
    })
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const form = await request.formData();
    const page = words.href(`/invitations/${params.token}`);
    const chosen = replies.find((each) => each === form.get('reply'));
    if (chosen && (await findGuest(db, params.token))) {
      const done = await inTransaction(db, (tx) =>
        answerAsGuest(tx, { token: params.token, reply: chosen }, now)
      );
      setFlash(
        cookies,
        words.t(done ? `meetings.answer.thanks.${chosen}` : 'meetings.answer.refused.closed')
      );
      redirect(303, page);
    }
    const handled = await handleAnswerByLink(db, { form, token: params.token }, now);
    if ('values' in handled) return fail(400, handled);
    const { taken } = handled;
    setFlash(
      cookies,
      words.t(
        taken.ok
          ? `meetings.answer.thanks.${taken.value.reply}`
          : taken.reason === 'not_yours'
            ? 'meetings.answer.refused.not_found'
            : `meetings.answer.refused.${taken.reason}`
      )
    );
    redirect(303, page);
  }
};
