// What the link in an invitation does: yes, no, or let us talk about it.
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { canEditEvent } from '#lib/domains/calendar/policy.ts';
import { answerJointly, type JointAnswer } from './joint.server.ts';
import { joinPurpose } from './joint-mails.server.ts';
import { findJointProposal, type JointProposal } from './joint-queries.server.ts';
import { localText } from './local-words.ts';
import { findWriter } from './writer.server.ts';

export const joinByLink: LinkAct = {
  purpose: joinPurpose,
  async show(db, link, words) {
    const proposal = await proposalOf(db, link);
    if (!proposal) return null;
    const { event, other, person } = proposal;
    const title = words.t('planning.joint.link.title', { title: event.title });
    const writer =
      link.person &&
      (await findWriter(
        db,
        link.person,
        other.organisers.map(({ id }) => id)
      ));
    if (proposal.state !== 'asked' || !writer || !canEditEvent(writer, other))
      return { title, lead: words.t('planning.joint.link.closed'), choices: [] };
    return {
      title,
      lead: words.t('planning.joint.link.lead', {
        who: person?.name ?? words.t('house.name'),
        title: event.title,
        other: other.title
      }),
      facts: [
        {
          term: words.t('planning.joint.fact.stays'),
          text: `${event.title} · ${localText(words, event.starts)} · ${event.settlement?.name ?? event.place ?? ''}`
        },
        {
          term: words.t('planning.joint.fact.organisers'),
          text: words.list(event.organisers.map(({ name }) => name))
        },
        {
          term: words.t('planning.joint.fact.joins'),
          text: `${other.title} · ${localText(words, other.starts)} · ${other.settlement?.name ?? other.place ?? ''}`
        }
      ],
      choices: (['accept', 'decline', 'talk'] as const).map((value) => ({
        value,
        label: words.t(`planning.joint.answer.${value}`)
      })),
      note: words.t('planning.joint.answer.note')
    };
  },
  async act(tx, link, { choice, note }, { now, words }) {
    const proposal = await proposalOf(tx, link);
    const writer =
      proposal &&
      link.person &&
      (await findWriter(
        tx,
        link.person,
        proposal.other.organisers.map(({ id }) => id)
      ));
    if (!proposal || !writer) return { sentence: words.t('planning.joint.link.closed'), href: null };
    const answer = choice as JointAnswer;
    const done = await answerJointly(tx, writer, { id: proposal.id, answer, note }, now);
    if (done.ok)
      return { sentence: words.t(`planning.joint.answered.${answer}`), href: `/events/${done.value.slug}` };
    return {
      sentence: words.t(
        done.reason === 'not_joinable' ? 'planning.joint.refused.not_joinable' : 'planning.joint.link.closed'
      ),
      href: `/events/${proposal.other.slug}`
    };
  }
};

function proposalOf(db: Database, { subject }: CapabilityLink): Promise<JointProposal | null> {
  return findJointProposal(db, { id: (subject as { proposal: string }).proposal });
}
