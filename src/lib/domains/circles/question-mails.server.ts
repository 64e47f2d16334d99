// The mails about residents' questions: confirm an address, tell those who run the circle, take the answer back.
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, quote, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { confirmDays, purposes, signDays, type Circle } from './model.ts';
import { listMembers, mailOf } from './queries.server.ts';
import type { Answer, Question } from './questions.server.ts';

/** The mail says nothing of what was written: whoever holds the address may not be who wrote it. */
export async function mailConfirm(
  tx: Database,
  { circle, question, email }: { circle: Circle; question: Question; email: string },
  now: Date
): Promise<void> {
  const link = await makeCapabilityLink(
    tx,
    { purpose: purposes.confirmQuestion, subject: { question: question.id }, days: confirmDays },
    now
  );
  await sendMail(
    tx,
    {
      to: { email, name: '', person: null },
      locale: question.locale,
      kind: 'essential',
      secret: true,
      subject: message('circles.mail.confirm.subject'),
      blocks: [
        paragraph(message('circles.mail.confirm.text', { circle: circle.name })),
        button(message('circles.mail.confirm.button'), `/answer/${link.token}`),
        small(message('circles.mail.confirm.small', { days: confirmDays }))
      ]
    },
    now
  );
}

/** To those who call the circle together; any of them answers, without an account. */
export async function mailQuestion(
  tx: Database,
  { circle, question }: { circle: Circle; question: Question },
  now: Date
): Promise<void> {
  for (const member of await listMembers(tx, circle.id)) {
    const to = member.office === 'convenor' || member.office === 'secretary' ? mailOf(member) : null;
    if (!to) continue;
    const link = await makeCapabilityLink(
      tx,
      {
        purpose: purposes.answerQuestion,
        subject: { question: question.id, member: member.id },
        person: to.person,
        days: signDays
      },
      now
    );
    await sendMail(
      tx,
      {
        to,
        locale: member.locale,
        kind: 'essential',
        secret: true,
        subject: message(`circles.mail.asked.${question.kind}`, { circle: circle.name }),
        blocks: [
          paragraph(
            question.name
              ? message('circles.mail.asked.text', { who: question.name, circle: circle.name })
              : message('circles.mail.asked.unnamed', { circle: circle.name })
          ),
          quote(question.text),
          paragraph(message(question.email ? 'circles.mail.asked.reached' : 'circles.mail.asked.unreached')),
          button(message('circles.mail.asked.button'), `/answer/${link.token}`),
          small(message('circles.mail.asked.small', { days: signDays }))
        ]
      },
      now
    );
  }
}

export async function mailAnswer(
  tx: Database,
  { circle, question, answer }: { circle: Circle; question: Question; answer: Answer },
  now: Date
): Promise<void> {
  if (!question.email) return;
  const key = answer.kind === 'answer' ? 'answer' : 'declined';
  await sendMail(
    tx,
    {
      to: { email: question.email, name: question.name ?? '', person: question.person },
      locale: question.locale,
      kind: 'essential',
      subject: message(`circles.mail.${key}.subject`, { circle: circle.name }),
      blocks: [
        paragraph(message(`circles.mail.${key}.text`, { circle: circle.name })),
        ...(answer.text ? [quote(answer.text)] : []),
        small(message('circles.mail.answer.yours')),
        quote(question.text),
        ...(circle.publicPage
          ? [button(message('circles.mail.answer.button'), `/circles/${circle.slug}`)]
          : [])
      ]
    },
    now
  );
}
