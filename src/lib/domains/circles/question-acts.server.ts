// What the links in the mails about residents' questions do: confirm an address, answer, decline.
import { system, type Actor } from '#lib/platform/actor.ts';
import { makeCapabilityLink, type CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { readAnswer } from './input.ts';
import { confirmDays, purposes, waitingStates } from './model.ts';
import { findCircleById, findMember } from './queries.server.ts';
import {
  confirmQuestion,
  findQuestion,
  writeAnswer,
  type Answer,
  type Question
} from './questions.server.ts';

export const confirmQuestionByLink: LinkAct = {
  purpose: purposes.confirmQuestion,
  async show(db, link, words) {
    const question = await questionOf(db, link);
    const circle = question && (await findCircleById(db, question.circleId));
    if (!question || !circle) return null;
    const title = words.t('circles.link.confirmTitle', { circle: circle.name });
    if (question.state !== 'unconfirmed') return { title, lead: words.t('circles.ask.sent'), choices: [] };
    return {
      title,
      lead: words.t('circles.link.confirmLead'),
      facts: [{ term: words.t(`circles.kind.${question.kind}`), text: question.text }],
      choices: [{ value: 'confirm', label: words.t('circles.link.confirm') }]
    };
  },
  async act(tx, link, _answer, { now, words }) {
    const question = await questionOf(tx, link);
    const circle = question && (await findCircleById(tx, question.circleId));
    if (!question || !circle) return { sentence: words.t('circles.ask.gone'), href: '/circles' };
    const confirmed = await confirmQuestion(tx, question, now);
    const href = circle.publicPage ? `/circles/${circle.slug}` : null;
    if (confirmed.ok) return { sentence: words.t('circles.ask.sent'), href };
    if (confirmed.reason === 'not_found') return { sentence: words.t('circles.ask.gone'), href };
    // The link is used up: another one takes its place for later.
    const again = await makeCapabilityLink(tx, { ...link, days: confirmDays }, now);
    return { sentence: words.t('circles.ask.tooMany'), href: `/answer/${again.token}` };
  }
};

export const answerQuestionByLink: LinkAct = {
  purpose: purposes.answerQuestion,
  async show(db, link, words) {
    const question = await questionOf(db, link);
    const circle = question && (await findCircleById(db, question.circleId));
    if (!question || !circle) return null;
    const title = words.t('circles.link.answerTitle', { circle: circle.name });
    const facts = [
      ...(question.name ? [{ term: words.t('circles.question.from'), text: question.name }] : []),
      { term: words.t(`circles.kind.${question.kind}`), text: question.text },
      ...(question.answer ? [{ term: words.t('circles.question.answer'), text: question.answer }] : [])
    ];
    if (!waitingStates.includes(question.state) || !(await stillHolds(db, link)))
      return { title, lead: words.t('circles.link.answeredAlready'), facts, choices: [] };
    return {
      title,
      lead: words.t('circles.link.answerLead'),
      facts,
      note: words.t('circles.question.answer'),
      choices: [
        ...(circle.publicPage ? [{ value: 'public', label: words.t('circles.question.answerPublic') }] : []),
        ...(question.email ? [{ value: 'private', label: words.t('circles.question.answerPrivate') }] : []),
        { value: 'decline', label: words.t('circles.question.decline') }
      ]
    };
  },
  async act(tx, link, { choice, note }, { now, words }) {
    const question = await questionOf(tx, link);
    if (!question || !(await stillHolds(tx, link)))
      return { sentence: words.t('circles.link.answeredAlready'), href: null };
    const read = readAnswer(note ?? '');
    if (!read.ok && (choice !== 'decline' || note))
      return { mistakes: { note: words.t(`circles.error.${read.errors[0]?.code ?? 'answer_missing'}`) } };
    const text = read.ok ? read.value : null;
    const answer: Answer =
      choice === 'decline' || text === null
        ? { kind: 'decline', text }
        : { kind: 'answer', text, public: choice === 'public' };
    const done = await writeAnswer(tx, { question, answer, actor: answererOf(link) }, now);
    return {
      sentence: words.t(done.ok ? 'circles.link.answered' : 'circles.link.answeredAlready'),
      href: null
    };
  }
};

/** Who runs the circle no more answers no more in its name, even with an old mail. */
async function stillHolds(db: Database, { subject }: CapabilityLink): Promise<boolean> {
  const member = await findMember(db, (subject as { member: string }).member);
  return member?.leftOn === null && (member.office === 'convenor' || member.office === 'secretary');
}

function answererOf({ person }: CapabilityLink): Actor {
  return person ? { kind: 'person', id: person, name: '', roles: [] } : system;
}

function questionOf(db: Database, { subject }: CapabilityLink): Promise<Question | null> {
  return findQuestion(db, (subject as { question: string }).question);
}
