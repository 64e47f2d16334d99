import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readAnswer } from '#lib/domains/circles/input.ts';
import { runsCircle } from '#lib/domains/circles/policy.ts';
import {
  answerQuestion,
  findQuestion,
  listQuestions,
  type Answer,
  type Question
} from '#lib/domains/circles/questions.server.ts';
import { findMeetingsOfQuestions } from '#lib/domains/minutes/agenda.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { circleFor } from '../../circle.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params, url }) => {
  const words = await wordsIn(locale);
  const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
  const waiting = await listQuestions(db, circle.id, { show: 'waiting', size: 100 });
  const closed = await listQuestions(db, circle.id, { show: 'closed', page });
  const agendas = await findMeetingsOfQuestions(
    db,
    waiting.rows.map(({ id }) => id)
  );
  return {
    circle: { slug: circle.slug, name: circle.name, publicPage: circle.publicPage },
    waiting: waiting.rows.map((question) => ({
      ...shown(question),
      agenda: agendas.get(question.id) ?? null
    })),
    closed: { rows: closed.rows.map(shown), hasNext: closed.hasNext, page }
  };
};

/** The address stays here: whether there is one is all that the page says. */
function shown({ id, kind, text, name, email, state, answer, createdAt, public: isPublic }: Question) {
  return { id, kind, text, name, reached: email !== null, state, answer, createdAt, isPublic };
}

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
    const form = await request.formData();
    const id = String(form.get('question') ?? '');
    const choice = String(form.get('choice') ?? '');
    const typed = String(form.get('answer') ?? '');
    const question = await findQuestion(db, id);
    if (!question || question.circleId !== circle.id) error(404, words.t('house.error.notFound'));
    const read = readAnswer(typed);
    if (!read.ok && (choice !== 'decline' || typed.trim() !== ''))
      return fail(400, { question: id, typed, errors: read.errors });
    const text = read.ok ? read.value : null;
    const answer: Answer =
      choice === 'decline' || text === null
        ? { kind: 'decline', text }
        : { kind: 'answer', text, public: choice === 'public' && circle.publicPage };
    const done = await answerQuestion(db, actor, { id, answer }, now);
    const key = !done.ok
      ? 'circles.link.answeredAlready'
      : answer.kind === 'decline'
        ? 'circles.question.declined'
        : question.email
          ? 'circles.question.answered'
          : 'circles.question.answeredQuietly';
    setFlash(cookies, words.t(key));
    redirect(303, words.href(`/circles/${circle.slug}/questions`));
  }
};
