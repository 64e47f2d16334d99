import { error, fail, redirect, type Cookies } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { chosenFrom } from '#lib/domains/retiming/input.ts';
import { answerFrom, decisionOf, mistakeOf, saidOf } from '#lib/domains/retiming/link-acts.server.ts';
import { answerMove, decideSuggestion } from '#lib/domains/retiming/negotiate.server.ts';
import { askOrganisers, searchAgain, withdrawQuestions } from '#lib/domains/retiming/operations.server.ts';
import { findMove } from '#lib/domains/retiming/queries.server.ts';
import { showRetiming } from '#lib/domains/retiming/view.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const shown = await showRetiming(db, actor, params.id, now);
  if (!shown) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  return shown;
};

interface Acting {
  readonly locals: App.Locals;
  readonly params: { readonly id: string };
  readonly request: Request;
  readonly cookies: Cookies;
}

export const actions: Actions = {
  ask: async ({ locals, params, request, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const form = await request.formData();
    const chosen = chosenFrom(form.getAll('move').map(String));
    if (chosen.length === 0) return fail(400, { problem: words.t('retiming.ask.none') });
    const done = await askOrganisers(db, actor, { id: params.id, chosen }, now);
    if (!done.ok) {
      if (done.reason === 'not_found' || done.reason === 'not_yours') await notFound(locals);
      else return fail(409, { problem: words.t(`retiming.ask.${done.reason}`) });
      return;
    }
    const { asked, left } = done.value;
    const told = words.t('retiming.ask.done', { asked });
    return leave(
      { locals, params, request, cookies },
      left > 0 ? `${told} ${words.t('retiming.ask.left', { left })}` : told
    );
  },
  again: async (event) => {
    const { db, actor, now, locale } = event.locals;
    const done = await searchAgain(db, actor, event.params.id, now);
    if (!done.ok && done.reason !== 'asked_already') await notFound(event.locals);
    return leave(event, done.ok ? null : (await wordsIn(locale)).t('retiming.ask.not_ready'));
  },
  withdraw: async (event) => {
    const { db, actor, now, locale } = event.locals;
    const move = (await event.request.formData()).get('id');
    const done = await withdrawQuestions(
      db,
      actor,
      { id: event.params.id, move: typeof move === 'string' ? move : null },
      now
    );
    if (!done.ok) return notFound(event.locals);
    const words = await wordsIn(locale);
    return leave(event, words.t('retiming.asked.withdrawn', { count: done.value.withdrawn }));
  },
  answer: async (event) => {
    const { db, actor, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const form = await event.request.formData();
    const text = (name: string): string =>
      String(form.get(name) ?? '')
        .trim()
        .slice(0, 2000);
    const filled = { date: text('date'), time: text('time'), note: text('note') };
    const id = text('id');
    const move = await findMove(db, id);
    if (!move || move.retiming !== event.params.id) return notFound(event.locals);
    const read = answerFrom({ choice: text('choice'), fields: filled }, move, words);
    if ('mistakes' in read) return fail(400, { move: id, mistake: read.mistakes['date'] ?? '', filled });
    const done = await answerMove(db, actor, { id, answer: read, note: filled.note || null }, now);
    if (done.ok) return leave(event, words.t(saidOf(done.value.state, read)));
    if (done.reason === 'not_found' || done.reason === 'not_yours') return notFound(event.locals);
    const mistake = mistakeOf(done.reason, words);
    if (mistake) return fail(400, { move: id, mistake, filled });
    return leave(event, words.t('retiming.link.answered'));
  },
  decide: async (event) => {
    const { db, actor, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const form = await event.request.formData();
    const accept = form.get('choice') === 'accept';
    const move = await findMove(db, String(form.get('id') ?? ''));
    if (!move || move.retiming !== event.params.id) return notFound(event.locals);
    const done = await decideSuggestion(db, actor, { id: move.id, accept }, now);
    return leave(event, words.t(decisionOf(done, accept)));
  }
};

async function notFound({ locale }: App.Locals): Promise<never> {
  error(404, (await wordsIn(locale)).t('house.error.notFound'));
}

async function leave({ locals, params, cookies }: Acting, told: string | null): Promise<never> {
  if (told) setFlash(cookies, told);
  redirect(303, (await wordsIn(locals.locale)).href(`/retiming/${params.id}`));
}
