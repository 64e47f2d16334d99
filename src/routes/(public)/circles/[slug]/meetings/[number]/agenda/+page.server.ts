import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { domains } from '../../../../../../../generated/domains.ts';
import { listMembers } from '#lib/domains/circles/queries.server.ts';
import { readItem } from '#lib/domains/minutes/agenda-input.ts';
import { askForTopics, sendAgenda } from '#lib/domains/minutes/agenda-mail.server.ts';
import {
  changeAgenda,
  listItems,
  proposeTopic,
  type AgendaChange
} from '#lib/domains/minutes/agenda.server.ts';
import { beginnings, fill } from '#lib/domains/minutes/model.ts';
import { canPropose } from '#lib/domains/minutes/policy.ts';
import { gatherProposals } from '#lib/domains/minutes/proposals.server.ts';
import { nameOf } from '#lib/domains/minutes/record.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { newOnceKey } from '#lib/platform/once.server.ts';
import { meetingAsked } from '../../../../../../minutes-pages.server.ts';

export const load: PageServerLoad = async (event) => {
  const { db, actor, now } = event.locals;
  const { found, words, key } = await meetingAsked(event, ({ inside, shows }) => inside || shows.agenda);
  const { circle, meeting, minutes, offices, runs, inside } = found;
  const all = await listItems(db, meeting.id);
  const items = all.filter(({ state, public: isPublic }) => state === 'accepted' && (inside || isPublic));
  const over = meeting.state === 'held' || meeting.state === 'cancelled';
  return {
    circle: { slug: circle.slug, name: circle.name },
    meeting,
    items,
    begins: beginnings(items, meeting.starts),
    fill: fill(items, meeting.minutes),
    runs: runs && !over,
    inside,
    key,
    once: newOnceKey(now),
    mayPropose: !over && canPropose(actor, offices),
    proposed: runs ? all.filter(({ state }) => state === 'proposed') : [],
    proposals: runs && !over ? await gatherProposals(db, domains, { meeting, offices, words, now }) : [],
    members: runs
      ? (await listMembers(db, circle.id))
          .filter(({ office }) => office !== 'informed')
          .map((member) => ({ id: member.id, name: nameOf(member) }))
      : [],
    sentAt: minutes?.agenda_sent_at ?? null,
    askedAt: minutes?.topics_asked_at ?? null
  };
};

type Asked = RequestEvent<
  { slug: string; number: string },
  '/(public)/circles/[slug]/meetings/[number]/agenda'
>;

async function change(event: Asked, made: (form: FormData) => AgendaChange | null, anchor = 'agenda') {
  const { db, actor, now } = event.locals;
  const { found, words } = await meetingAsked(event, ({ runs }) => runs);
  const wanted = made(await event.request.formData());
  if (!wanted) return fail(422, { error: words.t('minutes.agenda.titleMissing') });
  const done = await changeAgenda(db, actor, { ...found, change: wanted }, now);
  if (!done.ok && done.reason === 'not_yours') error(404, words.t('house.error.notFound'));
  if (!done.ok) return fail(422, { error: words.t(`minutes.agenda.refused.${done.reason}`) });
  redirect(303, `${event.url.pathname}#${anchor}`);
}

const itemOf = (form: FormData): string => String(form.get('item') ?? '');

export const actions: Actions = {
  add: (event) =>
    change(event, (form) => {
      const fields = readItem(form);
      return fields && { act: 'add', fields };
    }),
  save: (event) =>
    change(event, (form) => {
      const fields = readItem(form);
      return fields && { act: 'save', item: itemOf(form), fields };
    }),
  up: (event) => change(event, (form) => ({ act: 'move', item: itemOf(form), by: -1 })),
  down: (event) => change(event, (form) => ({ act: 'move', item: itemOf(form), by: 1 })),
  order: (event) =>
    change(event, (form) => ({ act: 'order', items: form.getAll('item').map(String).slice(0, 100) })),
  accept: (event) => change(event, (form) => ({ act: 'accept', item: itemOf(form) })),
  decline: (event) => change(event, (form) => ({ act: 'decline', item: itemOf(form) })),
  take: (event) => decide(event, 'take'),
  turn_down: (event) => decide(event, 'turn_down'),
  async propose(event) {
    const { db, actor, now } = event.locals;
    const { found, words } = await meetingAsked(event, ({ inside }) => inside);
    const fields = readItem(await event.request.formData());
    if (!fields) return fail(422, { error: words.t('minutes.agenda.titleMissing') });
    const done = await proposeTopic(
      db,
      actor,
      {
        meeting: found.meeting,
        offices: found.offices,
        title: fields.title,
        detail: fields.detail,
        ...(found.seat ? { seat: found.seat } : {})
      },
      now
    );
    if (!done.ok) error(404, words.t('house.error.notFound'));
    setFlash(event.cookies, words.t('minutes.agenda.proposed'));
    redirect(303, event.url.pathname);
  },
  async send(event) {
    const { db, actor, now } = event.locals;
    const { found, words } = await meetingAsked(event, ({ runs }) => runs);
    const sent = await sendAgenda(db, actor, found, now);
    if (!sent.ok && sent.reason === 'not_yours') error(404, words.t('house.error.notFound'));
    if (!sent.ok) return fail(422, { error: words.t('minutes.agenda.refused.empty') });
    setFlash(event.cookies, words.t('minutes.agenda.sent', { count: sent.value.mails }));
    redirect(303, event.url.pathname);
  },
  async ask(event) {
    const { db, actor, now } = event.locals;
    const { found, words } = await meetingAsked(event, ({ runs }) => runs);
    const sent = await askForTopics(db, actor, found, now);
    if (!sent.ok) error(404, words.t('house.error.notFound'));
    setFlash(event.cookies, words.t('minutes.agenda.asked', { count: sent.value.mails }));
    redirect(303, event.url.pathname);
  }
};

/** What was proposed is gathered anew: a form says only which of it. */
async function decide(event: Asked, act: 'take' | 'turn_down') {
  const { db, now } = event.locals;
  const { found, words } = await meetingAsked(event, ({ runs }) => runs);
  const key = String((await event.request.clone().formData()).get('key') ?? '');
  const proposal = (await gatherProposals(db, domains, { ...found, words, now })).find(
    (each) => each.key === key
  );
  if (!proposal) redirect(303, `${event.url.pathname}#proposals`);
  return change(event, () => ({ act, proposal }), 'proposals');
}
