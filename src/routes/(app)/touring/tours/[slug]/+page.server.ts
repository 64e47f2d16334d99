import { error, fail, redirect, type Cookies } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isDay } from '#lib/core/time.ts';
import { answerStop, askHosts } from '#lib/domains/touring/asking.server.ts';
import { readWorth } from '#lib/domains/touring/tour-input.ts';
import type { ChangeRefused } from '#lib/domains/touring/change.server.ts';
import { isByHearsay, type PlanKind } from '#lib/domains/touring/model.ts';
import {
  choosePlan,
  leaveAsItIs,
  searchAgain,
  undoChange,
  type Wish
} from '#lib/domains/touring/planning.server.ts';
import { canEnterAnswer } from '#lib/domains/touring/policy.ts';
import { answerFrom } from '#lib/domains/touring/stop-acts.server.ts';
import {
  bringBack,
  cancelTour,
  dropStop,
  restoreTour,
  withdrawQuestions
} from '#lib/domains/touring/taking-back.server.ts';
import { findTourBySlug, listStops } from '#lib/domains/touring/tours.server.ts';
import { showTour } from '#lib/domains/touring/view.server.ts';
import type { Result } from '#lib/core/result.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  const shown = await showTour(db, actor, params.slug, now);
  if (!shown) error(404, words.t('house.error.notFound'));
  return { tour: shown };
};

interface Acting {
  readonly locals: App.Locals;
  readonly params: { readonly slug: string };
  readonly request: Request;
  readonly cookies: Cookies;
}

export const actions: Actions = {
  again: async (event) => {
    const form = await event.request.formData();
    const wishes = form.getAll('stop').map((value): Wish => {
      const stop = String(value);
      const day = String(form.get(`day-${stop}`) ?? '');
      const time = String(form.get(`time-${stop}`) ?? '').slice(0, 5);
      const isTime = /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
      return {
        stop,
        // Who names a day wants it kept.
        kept: form.get(`kept-${stop}`) === 'yes' || isDay(day),
        day: isDay(day) ? day : null,
        time: isTime ? time : null,
        out: form.get(`out-${stop}`) === 'yes'
      };
    });
    const worth = readWorth(form);
    return change(event, null, ({ db, actor, now }, id) =>
      searchAgain(db, actor, { id, wishes, ...(worth ? { worth } : {}) }, now)
    );
  },
  choose: async (event) => {
    const kind = String((await event.request.formData()).get('kind')) as PlanKind;
    return change(event, null, ({ db, actor, now }, id) => choosePlan(db, actor, { id, kind }, now));
  },
  leave: (event) => change(event, null, ({ db, actor, now }, id) => leaveAsItIs(db, actor, id, now)),
  undo: (event) =>
    change(event, 'touring.tour.undone', ({ db, actor, now }, id) => undoChange(db, actor, id, now)),
  ask: (event) =>
    change(event, 'touring.tour.askDone', ({ db, actor, now }, id) => askHosts(db, actor, id, now)),
  drop: async (event) => {
    const stop = String((await event.request.formData()).get('id'));
    return change(event, 'touring.tour.dropped', ({ db, actor, now }, id) =>
      dropStop(db, actor, { id, stop }, now)
    );
  },
  back: async (event) => {
    const stop = String((await event.request.formData()).get('id'));
    return change(event, 'touring.tour.broughtBack', ({ db, actor, now }, id) =>
      bringBack(db, actor, { id, stop }, now)
    );
  },
  withdraw: async (event) => {
    const note = noteIn(await event.request.formData());
    return change(event, 'touring.tour.withdrawn', ({ db, actor, now }, id) =>
      withdrawQuestions(db, actor, { id, note }, now)
    );
  },
  cancel: async (event) => {
    const note = noteIn(await event.request.formData());
    return change(event, 'touring.tour.cancelled', ({ db, actor, now }, id) =>
      cancelTour(db, actor, { id, note }, now)
    );
  },
  restore: (event) =>
    change(event, 'touring.tour.restored', ({ db, actor, now }, id) => restoreTour(db, actor, id, now)),
  answer: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const form = await request.formData();
    const id = String(form.get('id'));
    const tour = await findTourBySlug(db, params.slug);
    const stops = tour ? await listStops(db, tour.id) : [];
    const stop = stops.find((each) => each.id === id);
    if (!tour || !stop || actor.kind !== 'person' || !canEnterAnswer(actor, tour, stop))
      error(404, words.t('house.error.notFound'));
    const fields = { date: String(form.get('date') ?? ''), time: String(form.get('time') ?? '') };
    const answer = answerFrom(String(form.get('choice')), fields, stop, words);
    if ('mistakes' in answer) return fail(400, { problem: Object.values(answer.mistakes)[0] ?? '' });
    const note = noteIn(form);
    const done = await answerStop(db, { id, person: actor.id, answer, note, seen: stop.startsAt }, now);
    if (!done.ok) return fail(409, { problem: words.t(`touring.stop.refused.${done.reason}`) });
    const entered = answer.kind === 'accept' && isByHearsay(done.value.stop);
    setFlash(cookies, words.t(`touring.stop.done.${entered ? 'entered' : answer.kind}`));
    redirect(303, words.href(`/touring/tours/${params.slug}`));
  }
};

function noteIn(form: FormData): string | null {
  return (
    String(form.get('note') ?? '')
      .trim()
      .slice(0, 2000) || null
  );
}

async function change(
  { locals, params, cookies }: Acting,
  told:
    | `touring.tour.${'undone' | 'askDone' | 'dropped' | 'broughtBack' | 'withdrawn' | 'cancelled' | 'restored'}`
    | null,
  act: (locals: App.Locals, id: string) => Promise<Result<null, ChangeRefused>>
) {
  const words = await wordsIn(locals.locale);
  const tour = await findTourBySlug(locals.db, params.slug);
  if (!tour) error(404, words.t('house.error.notFound'));
  const done = await act(locals, tour.id);
  if (!done.ok) {
    if (done.reason === 'gone') error(404, words.t('house.error.notFound'));
    if (done.reason === 'not_now') return fail(409, { problem: words.t('touring.tour.notNow') });
    return fail(429, { problem: words.t(`touring.error.${done.reason}`) });
  }
  if (told) setFlash(cookies, words.t(told));
  redirect(303, words.href(`/touring/tours/${params.slug}`));
}
