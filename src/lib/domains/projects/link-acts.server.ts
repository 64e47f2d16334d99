// What the link in a partner's mail does: yes or no to their events of a joint project.
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { hashOf } from '#lib/platform/secret.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { voiceOf } from './voice.server.ts';
import { answerPurpose } from './mails.server.ts';
import type { Partner, Project } from './model.ts';
import { answerProject } from './partners.server.ts';
import { eventSaid, reachSaid } from './project-words.ts';
import { findProjectById } from './queries.server.ts';

export const answerByLink: LinkAct = {
  purpose: answerPurpose,
  async show(db, link, words) {
    const found = await partOf(db, link);
    if (!found) return null;
    const { project, partner } = found;
    const title = words.t('projects.link.title', { title: project.title });
    const writer = await voiceOf(db, link, partner.id);
    if (project.state !== 'asked' || partner.askedAt === null || !writer)
      return { title, lead: words.t('projects.link.closed'), choices: [] };
    const own = project.events.filter(({ organisation }) => organisation.id === partner.id);
    return {
      title,
      lead: words.t('projects.link.lead', { lead: project.lead.name, partner: partner.name }),
      facts: [
        ...(project.text ? [{ term: words.t('projects.form.text'), text: project.text }] : []),
        ...own.map((event) => ({
          term: words.t('projects.link.yours'),
          text: eventSaid(words, project, event)
        })),
        { term: words.t('projects.link.whole'), text: reachSaid(words, project) },
        ...(partner.answer
          ? [{ term: words.t('projects.link.before'), text: words.t(`projects.answer.${partner.answer}`) }]
          : [])
      ],
      choices: [
        { value: `yes ${seenOf(project, partner)}`, label: words.t('projects.link.yes') },
        { value: 'no', label: words.t('projects.link.no') }
      ],
      note: words.t('projects.link.note')
    };
  },
  async act(tx, link, { choice, note }, { now, words }) {
    const closed = { sentence: words.t('projects.link.closed'), href: null };
    const found = await partOf(tx, link);
    const writer = found && (await voiceOf(tx, link, found.partner.id));
    if (!found || !writer) return closed;
    // Yes to what was on the page: whatever changed while it was open has to be seen first.
    if (choice !== 'no' && choice !== `yes ${seenOf(found.project, found.partner)}`)
      return { mistakes: { note: words.t('projects.link.changed') } };
    const answer = choice === 'no' ? 'no' : 'yes';
    const done = await answerProject(
      tx,
      writer,
      { id: found.project.id, organisation: found.partner.id, answer, note },
      now
    );
    if (!done.ok) return closed;
    return {
      sentence: words.t(`projects.link.answered_${answer}`, { lead: found.project.lead.name }),
      href: `/projects/${done.value.slug}`
    };
  }
};

/** Changes with everything that a partner's page says of what they take on. */
function seenOf({ title, text, starts, minutes, events }: Project, partner: Partner): string {
  const own = events
    .filter(({ organisation }) => organisation.id === partner.id)
    .map(({ day, venue }) => [day, venue.id]);
  return Buffer.from(hashOf(JSON.stringify([title, text, starts, minutes, own]))).toString('hex', 0, 8);
}

async function partOf(
  db: Database,
  { subject }: CapabilityLink
): Promise<{ project: Project; partner: Partner } | null> {
  const { project: id, organisation } = subject as { project: string; organisation: string };
  const project = await findProjectById(db, id);
  const partner = project?.partners.find((each) => each.id === organisation);
  return project && partner ? { project, partner } : null;
}
