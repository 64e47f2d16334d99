// What the links in a letter «is it still correct?» do: all is correct, corrections, we are not here any more, no more letters.
import { sql } from 'kysely';
import { system, type Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Domain, LinkAct, LinkPage } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { confirmAll } from './confirm.server.ts';
import { correctionFields, saveCorrections } from './correct.server.ts';
import { purposes, tellRecords, toldRecords, type LetterSubject } from './letters.server.ts';
import { closeQuestion } from './questions.server.ts';
import { listUpkept } from './upkept.server.ts';

interface Answering extends LetterSubject {
  readonly name: string;
  readonly slug: string;
  /** In whose name it is done: the person's, as long as they write for the organisation, else the address's. */
  readonly actor: Actor;
}

export const confirmByLink: LinkAct = {
  purpose: purposes.confirm,
  async show(db, link, words, domains) {
    const answering = await answeringTo(db, link);
    if (!answering) return null;
    return {
      title: words.t('upkeep.link.confirmTitle'),
      lead: words.t('upkeep.link.confirmLead', { name: answering.name }),
      facts: await factsOf(db, answering, words, domains),
      choices: [{ value: 'confirm', label: words.t('upkeep.letter.confirm') }]
    };
  },
  async act(tx, link, _answer, { now, words, domains }) {
    const answering = await answeringTo(tx, link);
    if (!answering) return gone(words);
    await confirmRecords(tx, answering, domains, now);
    await closeQuestion(tx, { id: answering.question, outcome: 'confirmed' }, now);
    return {
      sentence: words.t('upkeep.link.confirmed'),
      href: `/organisations/${answering.slug}`
    };
  }
};

export const correctByLink: LinkAct = {
  purpose: purposes.correct,
  async show(db, link, words) {
    const answering = await answeringTo(db, link);
    const fields = answering && (await correctionFields(db, answering.organisation, words));
    if (!answering || !fields) return null;
    return {
      title: words.t('upkeep.link.correctTitle'),
      lead: words.t('upkeep.link.correctLead', { name: answering.name }),
      fields,
      note: words.t('upkeep.link.correctNote'),
      choices: [{ value: 'correct', label: words.t('upkeep.link.save') }]
    };
  },
  async act(tx, link, { note, fields = {} }, { now, words, domains }) {
    const answering = await answeringTo(tx, link);
    if (!answering) return gone(words);
    const { organisation, actor, question } = answering;
    const saved = await saveCorrections(tx, actor, { organisation, fields, words }, now);
    if ('mistakes' in saved) return saved;
    await recordActivity(tx, actor, now, {
      verb: 'upkeep.corrected',
      objectKind: 'organisation',
      objectId: organisation,
      organisations: [organisation]
    });
    await confirmRecords(tx, answering, domains, now);
    await closeQuestion(tx, { id: question, outcome: 'corrected', note }, now);
    return {
      sentence: words.t(note ? 'upkeep.link.correctedNote' : 'upkeep.link.corrected'),
      href: `/organisations/${saved.slug}`
    };
  }
};

export const goneByLink: LinkAct = {
  purpose: purposes.gone,
  async show(db, link, words) {
    const answering = await answeringTo(db, link);
    if (!answering) return null;
    return {
      title: words.t('upkeep.link.goneTitle'),
      lead: words.t('upkeep.link.goneLead', { name: answering.name }),
      note: words.t('upkeep.link.goneNote'),
      choices: [
        { value: 'gone', label: words.t('upkeep.link.isGone') },
        { value: 'wrong', label: words.t('upkeep.link.isWrong') }
      ]
    };
  },
  async act(tx, link, { choice, note }, { now, words }) {
    const answering = await answeringTo(tx, link);
    if (!answering) return gone(words);
    const { organisation, actor, question } = answering;
    if (choice === 'wrong' && !link.person) await refuseLetters(tx, await addressOf(tx, link), now);
    await recordActivity(tx, actor, now, {
      verb: 'upkeep.gone',
      objectKind: 'organisation',
      objectId: organisation,
      organisations: [organisation],
      details: { how: choice }
    });
    await closeQuestion(tx, { id: question, outcome: 'gone', note }, now);
    return { sentence: words.t('upkeep.link.goneDone'), href: null };
  }
};

export const refuseByLink: LinkAct = {
  purpose: purposes.refuse,
  show: (_db, _link, words): Promise<LinkPage> =>
    Promise.resolve({
      title: words.t('upkeep.link.refuseTitle'),
      lead: words.t('upkeep.link.refuseLead'),
      choices: [{ value: 'refuse', label: words.t('upkeep.link.refuse') }],
      oneClick: 'refuse'
    }),
  async act(tx, link, _answer, { now, words }) {
    await refuseLetters(tx, (link.subject as { email: string }).email, now);
    return { sentence: words.t('upkeep.link.refused'), href: null };
  }
};

/** Null when the organisation is gone, or whoever got the letter writes for it no more. */
async function answeringTo(db: Database, link: CapabilityLink): Promise<Answering | null> {
  const { question, organisation } = link.subject as unknown as LetterSubject;
  const found = await db
    .selectFrom('organisation')
    .select(['name', 'slug'])
    .where('id', '=', organisation)
    .executeTakeFirst();
  if (!found) return null;
  if (!link.person) return { question, organisation, ...found, actor: system };
  const person = await db
    .selectFrom('person')
    .innerJoin('role', 'role.person_id', 'person.id')
    .select(['person.id', 'person.name'])
    .where('person.id', '=', link.person)
    .where('role.organisation_id', '=', organisation)
    .where('role.kind', 'in', ['owner', 'editor'])
    .executeTakeFirst();
  if (!person) return null;
  const actor: Actor = { kind: 'person', ...person, roles: [{ kind: 'editor', organisation }] };
  return { question, organisation, ...found, actor };
}

async function confirmRecords(
  tx: Database,
  { organisation, actor }: Answering,
  domains: readonly Domain[],
  now: Date
): Promise<void> {
  const records = await listUpkept(tx, domains, { organisations: [organisation], limit: 500 });
  await confirmAll(tx, actor, { records, how: 'mail' }, now);
}

async function factsOf(
  db: Database,
  { organisation }: Answering,
  words: Words,
  domains: readonly Domain[]
): Promise<{ term: string; text: string }[]> {
  const records = await listUpkept(db, domains, { organisations: [organisation], limit: 500 });
  const told = await tellRecords(db, records.slice(0, toldRecords), words);
  const facts = new Map<string, string>();
  for (const { name, lines } of told) {
    const text = lines.join('\n') || words.t('upkeep.letter.nothing');
    facts.set(name, facts.has(name) ? `${facts.get(name)}\n${text}` : text);
  }
  return [...facts].map(([term, text]) => ({ term, text }));
}

/** Where the letter went that holds the link. */
async function addressOf(db: Database, { subject }: CapabilityLink): Promise<string> {
  const { question } = subject as unknown as LetterSubject;
  const row = await db
    .selectFrom('upkeep_letter')
    .select('email')
    .where('question_id', '=', question)
    .where('person_id', 'is', null)
    .orderBy('sent_at', 'desc')
    .executeTakeFirst();
  return row?.email ?? '';
}

async function refuseLetters(tx: Database, email: string, now: Date): Promise<void> {
  if (email === '') return;
  await tx
    .insertInto('upkeep_refusal')
    .values({ email: sql<string>`lower(${email})`, refused_at: now })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute();
}

function gone(words: Words): { sentence: string; href: null } {
  return { sentence: words.t('upkeep.link.notYours'), href: null };
}
