import { error, fail, redirect, type Cookies } from '@sveltejs/kit';
import { domains } from '../../../../../../generated/domains.ts';
import type { Actions, PageServerLoad } from './$types';
import { dayMs } from '#lib/core/time.ts';
import { answerToChange, handleAnswerInAccount } from '#lib/domains/meetings/form.server.ts';
import { decideGuest, listGuests } from '#lib/domains/meetings/guests.server.ts';
import { inviteToMeeting, isClosed } from '#lib/domains/meetings/invite.server.ts';
import { listInvitees } from '#lib/domains/meetings/invitees.server.ts';
import { headcount, remediesFor } from '#lib/domains/meetings/model.ts';
import { answersFor, canCall, canSeeInside } from '#lib/domains/meetings/policy.ts';
import { carsTo } from '#lib/domains/meetings/cars.server.ts';
import { publicPart } from '#lib/domains/meetings/queries.server.ts';
import { bookVenue } from '#lib/domains/meetings/venue.server.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { wordsIn } from '../../../../../../words.ts';
import { meetingFor } from '../meeting.server.ts';

/** Before that, answers are still coming by themselves. */
const remedyDays = 8;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { db, actor, now, locale } = locals;
  const words = await wordsIn(locale);
  const { circle, offices, meeting } = await meetingFor(locals, params, words);
  const inside = canSeeInside(actor, offices);
  const runs = canCall(actor, offices);
  const open = !isClosed(meeting, now);
  const invitees = inside ? await listInvitees(db, meeting.id) : [];
  const own = new Set(answersFor(actor, offices));
  const asked = url.searchParams.get('answer');
  const answering = invitees.find(
    ({ member }) => member.id === asked && open && (runs || own.has(member.id))
  );
  const cars = inside && open ? await carsTo(db, meeting, invitees) : [];
  const nameOf = (member: string): string => invitees.find((each) => each.member.id === member)?.name ?? '–';
  const rideFrom = answering?.rideFrom
    ? (await listSettlementsById(db, [answering.rideFrom])).get(answering.rideFrom)?.name
    : null;
  const count = headcount(invitees, meeting.quorum);
  const daysLeft = (meeting.startsAt.getTime() - now.getTime()) / dayMs;
  return {
    circle: { slug: circle.slug, name: circle.name },
    meeting: inside ? meeting : publicPart(meeting),
    inside,
    runs,
    open,
    count: inside ? count : null,
    remedies:
      runs && open && daysLeft <= remedyDays ? remediesFor(count, { remote: meeting.remote !== null }) : [],
    invitees: invitees.map((invitee) => ({
      id: invitee.id,
      member: invitee.member.id,
      name: invitee.name,
      organisation: invitee.member.organisation?.name ?? null,
      reply: invitee.reply,
      earlierReply: invitee.earlierReply,
      remote: invitee.remote,
      comment: invitee.comment,
      substitute: invitee.substitute && {
        name: invitee.substitute.name,
        reply: invitee.substitute.reply
      },
      how: invitee.how,
      sent: invitee.sentAt !== null,
      reachable: invitee.member.email !== null,
      phone: runs ? invitee.member.phone : null,
      mayAnswer: open && (runs || own.has(invitee.member.id)),
      isOwn: own.has(invitee.member.id)
    })),
    answering: answering && {
      member: answering.member.id,
      name: answering.name,
      isOwn: own.has(answering.member.id),
      values: answerToChange(answering, rideFrom ?? null)
    },
    guests: inside
      ? (await listGuests(db, meeting.id)).map(({ email, ...rest }) => ({
          ...rest,
          email: runs ? email : null
        }))
      : [],
    cars: cars.map(({ driver, passengers }) => ({
      driver: nameOf(driver),
      passengers: passengers.map(nameOf)
    })),
    sections: await gatherSections(db, domains, 'meeting', {
      id: meeting.id,
      slug: `${circle.slug}/meetings/${meeting.number}`,
      actor,
      words,
      now
    })
  };
};

type Posted = {
  locals: App.Locals;
  params: { slug: string; number: string };
  request: Request;
  cookies: Cookies;
};

export const actions: Actions = {
  invite: async (event) => {
    const { words, meeting, page } = await posted(event);
    const { db, actor, now } = event.locals;
    const done = await inviteToMeeting(db, actor, { id: meeting.id }, now);
    if (!done.ok) error(404, words.t('house.error.notFound'));
    const { written, unreachable } = done.value;
    setFlash(
      event.cookies,
      words.t('meetings.invite.done', { written }) +
        (unreachable.length > 0
          ? ` ${words.t('meetings.invite.unreachable', { who: words.list(unreachable) })}`
          : '')
    );
    redirect(303, page);
  },
  book: async (event) => {
    const { words, meeting, page } = await posted(event);
    const { db, actor, now } = event.locals;
    const done = await bookVenue(db, actor, { id: meeting.id }, now);
    if (!done.ok && done.reason === 'not_found') error(404, words.t('house.error.notFound'));
    setFlash(
      event.cookies,
      done.ok
        ? words.t(`meetings.book.${done.value.state === 'confirmed' ? 'confirmed' : 'requested'}`)
        : (words.lookUp(`meetings.book.refused.${done.reason}`) ?? words.t('meetings.book.refused.other'))
    );
    redirect(303, page);
  },
  guest: async (event) => {
    const { words, page, form } = await posted(event);
    const { db, actor, now } = event.locals;
    const welcome = form.get('decision') === 'welcome';
    const done = await decideGuest(db, actor, { id: String(form.get('guest') ?? ''), welcome }, now);
    if (!done.ok) error(404, words.t('house.error.notFound'));
    setFlash(
      event.cookies,
      words.t(`meetings.guest.${welcome ? 'welcomed' : 'declined'}`, { who: done.value.name })
    );
    redirect(303, page);
  },
  answer: async (event) => {
    const { words, meeting, page, form } = await posted(event);
    const { db, actor, now } = event.locals;
    const member = new URL(event.request.url).searchParams.get('answer') ?? '';
    const handled = await handleAnswerInAccount(db, actor, { form, meeting: meeting.id, member }, now);
    if ('values' in handled) return fail(400, handled);
    const { taken } = handled;
    if (!taken.ok && (taken.reason === 'not_found' || taken.reason === 'not_yours'))
      error(404, words.t('house.error.notFound'));
    setFlash(
      event.cookies,
      words.t(taken.ok ? 'meetings.answer.entered' : `meetings.answer.refused.${taken.reason}`)
    );
    redirect(303, page);
  }
};

async function posted({ locals, params, request }: Posted) {
  const words = await wordsIn(locals.locale);
  const found = await meetingFor(locals, params, words);
  if (!canSeeInside(locals.actor, found.offices)) error(404, words.t('house.error.notFound'));
  const page = words.href(`/circles/${found.circle.slug}/meetings/${found.meeting.number}`);
  return { ...found, words, page, form: await request.formData() };
}
