// The letter «is it still correct?»: what we hold of an organisation in plain lines, and three links that answer it.
import type { Id } from '#lib/core/ids.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Domain } from '#lib/platform/domain.ts';
import {
  button,
  heading,
  list,
  message,
  paragraph,
  plain,
  small,
  type MailBlock
} from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Words, WordsIn } from '#lib/platform/words/words.ts';
import type { Recipient } from './recipients.server.ts';
import { linkDays } from './rhythm.ts';
import type { Found } from './upkept.server.ts';

export const purposes = {
  confirm: 'upkeep.confirm',
  correct: 'upkeep.correct',
  gone: 'upkeep.gone',
  refuse: 'upkeep.refuse'
} as const;

/** What a link in a letter is about. */
export interface LetterSubject {
  readonly question: Id<'upkeep_question'>;
  readonly organisation: Id<'organisation'>;
}

/** After so many records the letter says how many more there are; all are confirmed together. */
export const toldRecords = 12;
/** A link by which an address signs off stays good for longer than anybody keeps a letter. */
const refuseDays = 400;

export interface Letter {
  readonly subject: LetterSubject;
  readonly name: string;
  readonly round: 1 | 2;
  readonly to: Recipient;
  readonly records: readonly Found[];
}

/** In the transaction that opens the question or notes that it went out again. */
export async function sendLetter(
  tx: Database,
  { wordsIn }: { domains: readonly Domain[]; wordsIn: WordsIn },
  { subject, name, round, to, records }: Letter,
  now: Date
): Promise<void> {
  const link = (purpose: string, days: number, about: object) =>
    makeCapabilityLink(tx, { purpose, subject: { ...about }, person: to.person, days }, now);
  const confirm = await link(purposes.confirm, linkDays, subject);
  const correct = await link(purposes.correct, linkDays, subject);
  const gone = await link(purposes.gone, linkDays, subject);
  const refuse = to.person ? null : await link(purposes.refuse, refuseDays, { email: to.email });
  const words = await wordsIn(to.locale);
  const written = await sendMail(
    tx,
    {
      to: { email: to.email, name: to.name, person: to.person },
      locale: to.locale,
      kind: 'news',
      secret: true,
      onceKey: `upkeep:${subject.question}:${round}`,
      ...(refuse ? { unsubscribePath: `/answer/${refuse.token}` } : {}),
      subject: message(round === 1 ? 'upkeep.letter.subject' : 'upkeep.letter.subjectAgain', { name }),
      blocks: [
        paragraph(message(round === 1 ? 'upkeep.letter.lead' : 'upkeep.letter.leadAgain', { name })),
        ...(await recordBlocks(tx, records, words)),
        button(message('upkeep.letter.confirm'), `/answer/${confirm.token}`),
        list([
          {
            text: message('upkeep.letter.correct'),
            note: message('upkeep.letter.correctNote'),
            href: `/answer/${correct.token}`
          },
          { text: message('upkeep.letter.gone'), href: `/answer/${gone.token}` }
        ]),
        small(message('upkeep.letter.small', { days: linkDays }))
      ]
    },
    now
  );
  await tx
    .insertInto('upkeep_letter')
    .values({
      id: newId<'upkeep_letter'>(now),
      question_id: subject.question,
      round,
      email: to.email,
      person_id: to.person,
      mail_id: 'id' in written ? written.id : null,
      links: [confirm.id, gone.id],
      sent_at: now
    })
    .execute();
}

async function recordBlocks(db: Database, records: readonly Found[], words: Words): Promise<MailBlock[]> {
  const told = await tellRecords(db, records.slice(0, toldRecords), words);
  const more = records.length - toldRecords;
  return [
    ...told.flatMap(({ name, lines }) => [
      heading(plain(name)),
      paragraph(lines.length > 0 ? plain(lines.join('\n')) : message('upkeep.letter.nothing'))
    ]),
    ...(more > 0 ? [paragraph(message('upkeep.letter.more', { count: more }))] : [])
  ];
}

/** «Telefon: +36 …», one line for each thing we hold. */
export async function tellRecords(
  db: Database,
  records: readonly Found[],
  words: Words
): Promise<{ readonly name: string; readonly lines: readonly string[] }[]> {
  const facts = new Map<string, readonly string[]>();
  for (const [of, some] of Map.groupBy(records, ({ of }) => of)) {
    const told = await of.tell(
      db,
      some.map(({ id }) => id),
      words
    );
    for (const [id, lines] of told)
      facts.set(
        id,
        lines.map(({ term, text }) => `${term}: ${text}`)
      );
  }
  return records.map(({ id, name, of }) => ({
    name: words.t('upkeep.letter.record', { name, kind: words.lookUp(of.label) ?? of.kind }),
    lines: facts.get(id) ?? []
  }));
}
