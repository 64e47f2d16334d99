// What the links in the mails may do: an organiser answers, and whoever began it decides on what an organiser suggests.
import { daysBetween } from '#lib/core/time.ts';
import type { Person } from '#lib/platform/actor.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct, LinkAnswer, LinkMistakes } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { listRoles } from '#lib/domains/people/session-actor.server.ts';
import { findAnswerable, findOrganiser } from './asked.server.ts';
import { closingOf, isChanged } from './closing.ts';
import { judgeMoves, keyOf } from './judge.server.ts';
import { answerPurpose, decidePurpose } from './mails.server.ts';
import { answerMove, decideSuggestion, type Answer, type Decided } from './negotiate.server.ts';
import type { MoveState } from './model.ts';
import { findMove, findRetiming, type FullMove } from './queries.server.ts';
import { gainText, momentText, retimingName, shiftText } from './words.ts';

export const answerByLink: LinkAct = {
  purpose: answerPurpose,
  async show(db, link, words) {
    const move = await moveOf(db, link);
    const retiming = move && (await findRetiming(db, move.retiming));
    if (!move || !retiming) return null;
    const title = words.t('retiming.link.title', { title: move.event.title });
    const facts = factsOf(move, words);
    // Who has left in the meantime is asked no more, even with an old mail.
    const organiser = link.person && (await findOrganiser(db, link.person, move.event));
    const isTheirs = organiser && (await findAnswerable(db, organiser, [move.event])).has(move.event.id);
    if (move.state !== 'asked' || !isTheirs)
      return { title, lead: words.t('retiming.link.answered'), facts, choices: [] };
    if (isChanged(move)) return { title, lead: closedText(move, words), facts, choices: [] };
    return {
      title,
      lead: words.t('retiming.link.lead', {
        who: retiming.person?.name ?? words.t('house.name'),
        what: retimingName(words, retiming)
      }),
      facts,
      choices: [
        { value: 'accept', label: words.t('retiming.answer.accept') },
        { value: 'decline', label: words.t('retiming.answer.decline') },
        { value: 'suggest', label: words.t('retiming.answer.suggest') }
      ],
      fields: [
        {
          name: 'date',
          label: words.t('retiming.answer.date'),
          hint: words.t('retiming.answer.dateHint'),
          value: '',
          type: 'date'
        },
        { name: 'time', label: words.t('retiming.answer.time'), value: '', type: 'time' }
      ],
      note: words.t('retiming.answer.note')
    };
  },
  async act(tx, link, answer, { now, words }) {
    const move = await moveOf(tx, link);
    const organiser = move && link.person && (await findOrganiser(tx, link.person, move.event));
    if (!move || !organiser) return { sentence: words.t('retiming.link.answered'), href: null };
    const read = answerFrom(answer, move, words);
    if ('mistakes' in read) return read;
    const done = await answerMove(tx, organiser, { id: move.id, answer: read, note: answer.note }, now);
    const href = `/events/${move.event.slug}`;
    if (done.ok) return { sentence: words.t(saidOf(done.value.state, read)), href };
    const wrong = mistakeOf(done.reason, words);
    return wrong ? { mistakes: { date: wrong } } : { sentence: words.t('retiming.link.answered'), href };
  }
};

/** What whoever answered is told. */
export function saidOf(state: MoveState, { kind }: Answer) {
  return state === 'changed' ? ('retiming.link.changed' as const) : (`retiming.answered.${kind}` as const);
}

/** The button and the fields as one answer; the hour may stay as it is. */
export function answerFrom(
  { choice, fields = {} }: Pick<LinkAnswer, 'choice' | 'fields'>,
  { from }: Pick<FullMove, 'from'>,
  words: Words
): Answer | LinkMistakes {
  const [date, time] = [fields['date']?.trim() ?? '', fields['time']?.trim() ?? ''];
  if (choice === 'suggest') {
    if (date === '' && time === '') return { mistakes: { date: words.t('retiming.mistake.no_time') } };
    const hour = time || from.slice(11);
    return { kind: 'suggest', starts: `${date || from.slice(0, 10)}T${hour}` };
  }
  // A time is typed in, but the button says something else: rather ask than move it elsewhere.
  if (date !== '' || time !== '') return { mistakes: { date: words.t('retiming.mistake.which_button') } };
  return { kind: choice === 'accept' ? 'accept' : 'decline' };
}

/** Of refusals that another answer mends. */
export function mistakeOf(reason: string, words: Words): string | null {
  return words.lookUp(`retiming.mistake.${reason}`);
}

export const decideByLink: LinkAct = {
  purpose: decidePurpose,
  async show(db, link, words) {
    const move = await moveOf(db, link);
    if (!move) return null;
    const { once, suggested } = move;
    const event = once ?? move.event;
    const title = words.t('retiming.link.suggestedTitle', { title: event.title });
    if (move.state !== 'suggested' || suggested === null)
      return { title, lead: words.t('retiming.link.answered'), choices: [] };
    if (isChanged(move)) return { title, lead: closedText(move, words), choices: [] };
    const { occurrence } = move;
    const judged = (await judgeMoves(db, [{ event, occurrence, to: suggested }], [])).get(keyOf(move));
    return {
      title,
      lead: words.t('retiming.link.suggestedLead'),
      facts: [
        ...whichOf(move, words),
        { term: words.t('retiming.fact.now'), text: momentText(words, event, move.from) },
        { term: words.t('retiming.fact.proposed'), text: momentText(words, event, move.to) },
        { term: words.t('retiming.fact.suggested'), text: momentText(words, event, suggested) },
        ...(judged
          ? [
              {
                term: words.t('retiming.fact.gain'),
                text: judged.better ? gainText(words, judged) : words.t('retiming.gain.worse', judged)
              }
            ]
          : []),
        ...(move.note ? [{ term: words.t('retiming.fact.note'), text: move.note }] : [])
      ],
      choices: [
        { value: 'accept', label: words.t('retiming.decide.accept') },
        { value: 'decline', label: words.t('retiming.decide.decline') }
      ]
    };
  },
  async act(tx, link, { choice }, { now, words }) {
    const move = await moveOf(tx, link);
    const leader = await holderOf(tx, link);
    if (!move || !leader) return { sentence: words.t('retiming.link.answered'), href: null };
    const href = `/retiming/${move.retiming}`;
    const accept = choice === 'accept';
    const done = await decideSuggestion(tx, leader, { id: move.id, accept }, now);
    return { sentence: words.t(decisionOf(done, accept)), href };
  }
};

/** What whoever decided on a suggestion is told. */
export function decisionOf(done: Decided, accept: boolean) {
  if (!done.ok)
    return done.reason === 'venue_taken'
      ? ('retiming.undecided.taken' as const)
      : ('retiming.undecided.answered' as const);
  if (done.value.state === 'changed') return 'retiming.undecided.changed' as const;
  return accept ? ('retiming.decided.accept' as const) : ('retiming.decided.decline' as const);
}

async function moveOf(db: Database, { subject }: CapabilityLink): Promise<FullMove | null> {
  return findMove(db, (subject as { move: string }).move);
}

/** With the roles that they hold today. */
async function holderOf(db: Database, { person }: CapabilityLink): Promise<Person | null> {
  const found =
    person && (await db.selectFrom('person').select('name').where('id', '=', person).executeTakeFirst());
  if (!person || !found) return null;
  const roles = (await listRoles(db, person)).map(({ role }) => role);
  return { kind: 'person', id: person, name: found.name, roles };
}

/** Of one that repeats: that only this occurrence is meant. */
function whichOf({ occurrence }: FullMove, words: Words): { term: string; text: string }[] {
  return occurrence === null
    ? []
    : [{ term: words.t('retiming.occurrence.term'), text: words.t('retiming.occurrence.only') }];
}

function closedText(move: FullMove, words: Words): string {
  const because = closingOf(move);
  const why = because && words.lookUp(`retiming.closed.${because}`, { when: nowText(move, words) });
  return why ? `${why} ${words.t('retiming.closed.nothing')}` : words.t('retiming.link.changed');
}

function nowText({ once }: FullMove, words: Words): string {
  return once ? momentText(words, once, once.starts) : '';
}

function factsOf(move: FullMove, words: Words): { term: string; text: string }[] {
  const event = move.once ?? move.event;
  const days = daysBetween(move.from.slice(0, 10), move.to.slice(0, 10));
  return [
    ...whichOf(move, words),
    { term: words.t('retiming.fact.now'), text: momentText(words, event, move.from) },
    {
      term: words.t('retiming.fact.proposed'),
      text: `${momentText(words, event, move.to)} (${shiftText(words, days)})`
    },
    { term: words.t('retiming.fact.gain'), text: gainText(words, move) },
    {
      term: words.t('retiming.fact.organisers'),
      text: words.list(event.organisers.map(({ name }) => name))
    },
    { term: words.t('retiming.fact.until'), text: words.date(move.expiresAt, 'full') }
  ];
}
