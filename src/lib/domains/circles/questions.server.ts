// What residents ask a circle or would have it talk about, and what it answers; nobody's address is shown to anybody.
import { sql } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayMs } from '#lib/core/time.ts';
import {
  countTry,
  mailLimit,
  mailNetworkLimit,
  type TooMany
} from '#lib/domains/people/attempt-limits.server.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { QuestionForm } from './input.ts';
import { confirmDays, waitingStates, type Circle, type QuestionKind, type QuestionState } from './model.ts';
import { lockCircle, type NotFound } from './operations.server.ts';
import { canSeeCircle, runsCircle } from './policy.ts';
import { circleOffices, findCircleById } from './queries.server.ts';
import { mailAnswer, mailConfirm, mailQuestion } from './question-mails.server.ts';

export interface Question {
  readonly id: string;
  readonly circleId: string;
  readonly kind: QuestionKind;
  readonly text: string;
  /** Who asked, for the circle alone; null when they did not say. */
  readonly name: string | null;
  /** Where the answer goes: of the account, or the address given; never shown. */
  readonly email: string | null;
  readonly person: Id<'person'> | null;
  readonly locale: Locale;
  readonly state: QuestionState;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  /** Whether question and answer stand on the circle's page. */
  readonly public: boolean;
  readonly createdAt: Date;
}

/** Many may ask one circle in an hour, but not without end; nor may one connection. */
const circleLimit = (circle: string) => ({ of: `question to ${circle}`, tries: 20, minutes: 60 });
const askerLimit = (person: string) => ({ of: `question by ${person}`, tries: 10, minutes: 60 });

export const questionsPerPage = 20;

/**
 * With an account it is there at once, and without an address too, as nobody is to be answered. Where an address is given, nothing
 * is passed on before its owner has confirmed it: anybody can write in anybody's name.
 * @param address from which the form came
 */
export async function askCircle(
  db: Database,
  actor: Actor,
  {
    circle: id,
    question,
    locale,
    address
  }: { circle: string; question: QuestionForm; locale: Locale; address: string },
  now: Date
): Promise<Result<'open' | 'unconfirmed', NotFound | TooMany>> {
  type Asked = Result<'open' | 'unconfirmed', NotFound | TooMany>;
  return inTransaction(db, async (tx): Promise<Asked> => {
    const circle = await findCircleById(tx, id);
    const offices = circle && (await circleOffices(tx, id));
    if (!circle || !offices || !canSeeCircle(actor, offices) || !takesNow(circle)) return no('not_found');
    const person = actor.kind === 'person' ? (actor.onBehalfOf?.id ?? actor.id) : null;
    const email = person ? null : question.email;
    const counted = await countTry(
      tx,
      person
        ? [askerLimit(person), circleLimit(id)]
        : [mailNetworkLimit(address), ...(email ? [mailLimit(email)] : [circleLimit(id)])],
      now
    );
    if (!counted.ok) return counted;
    const state = email ? 'unconfirmed' : 'open';
    const written = newId<'circle_question'>(now);
    await tx
      .insertInto('circle_question')
      .values({
        id: written,
        circle_id: id as Id<'circle'>,
        kind: question.kind,
        text: question.text,
        name: actor.kind === 'person' ? (actor.onBehalfOf?.name ?? actor.name) : question.name,
        email,
        person_id: person,
        locale,
        state,
        created_at: now,
        updated_at: now
      })
      .execute();
    const asked = await findQuestion(tx, written);
    if (!asked) return no('not_found');
    if (email) await mailConfirm(tx, { circle, question: asked, email }, now);
    else await passOn(tx, { circle, question: asked, actor }, now);
    return ok(state);
  });
}

/** The address is theirs. Within the caller's transaction. */
export async function confirmQuestion(
  tx: Database,
  question: Question,
  now: Date
): Promise<Result<null, NotFound | TooMany>> {
  const circle = await findCircleById(tx, question.circleId);
  if (!circle || question.state !== 'unconfirmed') return no('not_found');
  const counted = await countTry(tx, [circleLimit(circle.id)], now);
  if (!counted.ok) return counted;
  await setState(tx, question.id, 'open', now);
  await passOn(tx, { circle, question, actor: system }, now);
  return ok(null);
}

export type Answer =
  | { readonly kind: 'answer'; readonly text: string; readonly public: boolean }
  | { readonly kind: 'decline'; readonly text: string | null };

export async function answerQuestion(
  db: Database,
  actor: Actor,
  { id, answer }: { id: string; answer: Answer },
  now: Date
): Promise<Result<null, NotFound | { ok: false; reason: 'answered_already' }>> {
  return inTransaction(db, async (tx) => {
    const question = await heldQuestion(tx, actor, id);
    if (!question) return no('not_found');
    return writeAnswer(tx, { question, answer, actor }, now);
  });
}

/** Within the caller's transaction, which has judged who may. */
export async function writeAnswer(
  tx: Database,
  { question, answer, actor }: { question: Question; answer: Answer; actor: Actor },
  now: Date
): Promise<Result<null, NotFound | { ok: false; reason: 'answered_already' }>> {
  const circle = await findCircleById(tx, question.circleId);
  if (!circle) return no('not_found');
  const answered = answer.kind === 'answer';
  const closed = await tx
    .updateTable('circle_question')
    .set({
      state: answered ? 'answered' : 'declined',
      answer: answer.text,
      answered_by: actor.kind === 'person' ? actor.id : null,
      answered_at: now,
      public: answered && answer.public,
      updated_at: now
    })
    .where('id', '=', question.id as Id<'circle_question'>)
    .where('state', 'in', [...waitingStates])
    .returning('id')
    .executeTakeFirst();
  if (!closed) return no('answered_already');
  await recordActivity(tx, actor, now, {
    verb: answered ? 'circle.question_answered' : 'circle.question_declined',
    objectKind: 'circle',
    objectId: circle.id,
    details: { question: question.id }
  });
  await mailAnswer(tx, { circle, question, answer }, now);
  return ok(null);
}

/** Put on the agenda, or taken off it again: for whoever makes the agenda. Within the caller's transaction. */
export async function setQuestionOnAgenda(
  tx: Database,
  { id, on }: { id: string; on: boolean },
  now: Date
): Promise<void> {
  await tx
    .updateTable('circle_question')
    .set({ state: on ? 'on_agenda' : 'open', updated_at: now })
    .where('id', '=', id as Id<'circle_question'>)
    .where('state', 'in', [...waitingStates])
    .execute();
}

export async function findQuestion(db: Database, id: string): Promise<Question | null> {
  if (!isUuid(id)) return null;
  const row = await questionsIn(db)
    .where('question.id', '=', id as Id<'circle_question'>)
    .executeTakeFirst();
  return row ?? null;
}

/** Newest first; the unconfirmed are nobody's yet. @param page from 1 */
export async function listQuestions(
  db: Database,
  circleId: string,
  {
    show,
    page = 1,
    size = questionsPerPage
  }: { show: 'waiting' | 'closed' | 'public'; page?: number; size?: number }
): Promise<{ rows: Question[]; hasNext: boolean }> {
  let found = questionsIn(db).where('question.circle_id', '=', circleId as Id<'circle'>);
  if (show === 'waiting') found = found.where('question.state', 'in', [...waitingStates]);
  if (show === 'closed') found = found.where('question.state', 'in', ['answered', 'declined']);
  if (show === 'public')
    found = found.where('question.public', '=', true).where('question.state', '=', 'answered');
  const rows = await found
    .orderBy(sql`coalesce(question.answered_at, question.created_at)`, 'desc')
    .orderBy('question.id', 'desc')
    .limit(size + 1)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.slice(0, size), hasNext: rows.length > size };
}

/** Of the circles that the actor runs: those that wait for an answer. */
export async function countWaitingQuestions(
  db: Database,
  circles: readonly string[]
): Promise<ReadonlyMap<string, number>> {
  if (circles.length === 0) return new Map();
  const rows = await db
    .selectFrom('circle_question')
    .select(({ fn }) => ['circle_id', fn.countAll<string>().as('count')])
    .where('circle_id', 'in', circles as Id<'circle'>[])
    .where('state', 'in', [...waitingStates])
    .groupBy('circle_id')
    .execute();
  return new Map(rows.map(({ circle_id, count }) => [circle_id as string, Number(count)]));
}

/** Those that nobody has confirmed in time. */
export async function forgetUnconfirmed(db: Database, now: Date): Promise<void> {
  await db
    .deleteFrom('circle_question')
    .where('state', '=', 'unconfirmed')
    .where('created_at', '<', new Date(now.getTime() - confirmDays * dayMs))
    .execute();
}

/** Whether residents may ask it something just now. */
export function takesNow(circle: Circle): boolean {
  return circle.takesQuestions && circle.state !== 'closed';
}

async function passOn(
  tx: Database,
  { circle, question, actor }: { circle: Circle; question: Question; actor: Actor },
  now: Date
): Promise<void> {
  await mailQuestion(tx, { circle, question }, now);
  await recordActivity(tx, actor, now, {
    verb: 'circle.asked',
    objectKind: 'circle',
    objectId: circle.id,
    details: { question: question.id, kind: question.kind }
  });
}

async function setState(tx: Database, id: string, state: QuestionState, now: Date): Promise<void> {
  await tx
    .updateTable('circle_question')
    .set({ state, updated_at: now })
    .where('id', '=', id as Id<'circle_question'>)
    .execute();
}

async function heldQuestion(tx: Database, actor: Actor, id: string): Promise<Question | null> {
  const question = await findQuestion(tx, id);
  if (!question) return null;
  await lockCircle(tx, question.circleId);
  const offices = await circleOffices(tx, question.circleId);
  return offices && runsCircle(actor, offices) ? question : null;
}

function questionsIn(db: Database) {
  return db
    .selectFrom('circle_question as question')
    .leftJoin('person', 'person.id', 'question.person_id')
    .select((eb) => [
      'question.id',
      'question.circle_id as circleId',
      'question.kind',
      'question.text',
      'question.name',
      eb.fn.coalesce('person.email', 'question.email').as('email'),
      'question.person_id as person',
      'question.locale',
      'question.state',
      'question.answer',
      'question.answered_at as answeredAt',
      'question.public',
      'question.created_at as createdAt'
    ]);
}
