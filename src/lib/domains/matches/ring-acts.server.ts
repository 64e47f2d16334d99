// What the link in the letter about a ring does: each member says yes or no by itself.
import { isUuid } from '#lib/core/ids.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import { conditionsSaid } from '#lib/domains/exchange/offering-words.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { readWords } from './input.ts';
import { holderOf, purposes, stillSpeaks } from './letters.server.ts';
import { answerRing, findRing, lockRing, memberAt, type Ring, type RingMember } from './rings.server.ts';

export const joinRingByLink: LinkAct = {
  purpose: purposes.ring,
  async show(db, link, words) {
    const { id, position } = subjectOf(link);
    const ring = isUuid(id) ? await findRing(db, id) : null;
    const member = ring && memberAt(ring, position);
    if (!ring || !member) return null;
    const count = ring.members.length;
    const title = words.t(count === 2 ? 'matches.ring.titleTwo' : 'matches.ring.title');
    const open =
      ring.state === 'proposed' && member.answer === null && (await stillSpeaks(db, link, member.gives));
    return {
      title,
      lead: open
        ? count === 2
          ? words.t('matches.ring.leadTwo')
          : words.t('matches.ring.lead', { count })
        : words.t(`matches.ring.state_${ring.state}`),
      facts: [...ownHands(words, ring, member), ...(count === 2 ? [] : handsOf(ring))],
      choices: open
        ? [
            { value: 'yes', label: words.t('matches.ring.yes') },
            { value: 'no', label: words.t('matches.link.no') }
          ]
        : [],
      ...(open ? { note: words.t('matches.link.note') } : {})
    };
  },
  async act(tx, link, { choice, note }, { now, words }) {
    const { id, position } = subjectOf(link);
    const ring = await lockRing(tx, id);
    const closed = { sentence: words.t('matches.link.closed'), href: null };
    const member = ring && memberAt(ring, position);
    if (!ring || !member || !(await stillSpeaks(tx, link, member.gives))) return closed;
    const word = choice === 'yes' ? 'yes' : 'no';
    const done = await answerRing(
      tx,
      holderOf(link.person),
      { ring, position, word, reason: readWords(note) },
      now
    );
    if (!done.ok) return closed;
    return {
      sentence: words.t(
        done.value.state === 'agreed'
          ? 'matches.ring.said_agreed'
          : word === 'yes'
            ? 'matches.ring.said_yes'
            : 'matches.ring.said_no'
      ),
      href: null
    };
  }
};

/** What it comes to for one of them, in the words of those who give. */
function ownHands(words: Words, { members }: Ring, member: RingMember): { term: string; text: string }[] {
  const before = members.at(member.position - 1);
  const after = members[(member.position + 1) % members.length];
  if (!before || !after) return [];
  const { t } = words;
  return [
    {
      term: t('matches.ring.youGet'),
      text: [
        `${before.gives.title} (${before.organisation.name})`,
        before.gives.text,
        conditionsSaid(words, before.gives)
      ]
        .filter(Boolean)
        .join('\n')
    },
    {
      term: t('matches.ring.youGive'),
      text: `${member.gives.title} → ${after.organisation.name}`
    }
  ];
}

/** Who gives what to whom. */
export function handsOf({ members }: Ring): { term: string; text: string }[] {
  return members.map(({ organisation, gives, position }) => ({
    term: `${organisation.name} → ${members[(position + 1) % members.length]?.organisation.name ?? ''}`,
    text: gives.settlement.name ? `${gives.title} (${gives.settlement.name})` : gives.title
  }));
}

function subjectOf({ subject }: CapabilityLink): { id: string; position: number } {
  const { ring, position } = subject as { ring: string; position: number };
  return { id: ring, position };
}
