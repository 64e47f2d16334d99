// What the links in mails do without an account: agree to minutes, propose a topic, finish, put off or hand over a task.
import { isDay, dayOf, defaultZone } from '#lib/core/time.ts';
import { oneLine } from '#lib/core/text.ts';
import { anonymous, type Actor } from '#lib/platform/actor.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct, LinkDone, LinkMistakes } from '#lib/platform/domain.ts';
import { circleOffices, findMember, listMembers } from '#lib/domains/circles/queries.server.ts';
import { findMeetingById } from '#lib/domains/meetings/queries.server.ts';
import { proposeTopic } from './agenda.server.ts';
import { approvePurpose, meetingPath, proposePurpose } from './mails.server.ts';
import { findMinutesRow } from './minutes-row.server.ts';
import { voiceMinutes } from './minutes.server.ts';
import { nameOf, readRecord } from './record.server.ts';
import { findTask } from './task-queries.server.ts';
import { changeTaskBySeat, taskPurpose } from './tasks.server.ts';

interface Subject {
  readonly meeting: string;
  readonly member: string;
}

export const approveByLink: LinkAct = {
  purpose: approvePurpose,
  async show(db, link, words) {
    const found = await placeOf(db, link);
    if (!found) return null;
    const { meeting } = found;
    const minutes = await findMinutesRow(db, meeting.id);
    const title = words.t('minutes.link.approveTitle', {
      circle: meeting.circle.name,
      day: words.date(meeting.startsAt)
    });
    if (minutes?.state !== 'sent') return { title, lead: words.t('minutes.link.approved'), choices: [] };
    const record = await readRecord(db, meeting);
    return {
      title,
      lead: words.t('minutes.link.approveLead'),
      facts: record.decisions.slice(0, 20).map(({ text, number }) => ({
        term: words.t('minutes.decisionNumber', { number: number ?? 0 }),
        text
      })),
      choices: [
        { value: `approved ${minutes.version}`, label: words.t('minutes.link.approve') },
        { value: `correction ${minutes.version}`, label: words.t('minutes.link.correct') }
      ],
      note: words.t('minutes.link.correctNote')
    };
  },
  async act(tx, link, { choice, note }, { now, words }) {
    const found = await placeOf(tx, link);
    const over = { sentence: words.t('minutes.link.approved'), href: null };
    if (!found) return over;
    const voice = choice.startsWith('correction') ? 'correction' : 'approved';
    const { meeting, offices, member } = found;
    const done = await voiceMinutes(tx, actorOf(link), { meeting, offices, voice, note, seat: member }, now);
    if (!done.ok && done.reason === 'note_missing')
      return { mistakes: { note: words.t('minutes.link.noteMissing') } };
    if (!done.ok) return over;
    return {
      sentence: words.t(voice === 'approved' ? 'minutes.link.thanks' : 'minutes.link.corrected'),
      href: null
    };
  }
};

export const proposeByLink: LinkAct = {
  purpose: proposePurpose,
  async show(db, link, words) {
    const found = await placeOf(db, link);
    if (!found) return null;
    const { meeting } = found;
    const title = words.t('minutes.link.proposeTitle', {
      circle: meeting.circle.name,
      day: words.date(meeting.startsAt)
    });
    if (meeting.state === 'held' || meeting.state === 'cancelled')
      return { title, lead: words.t('minutes.link.tooLate'), choices: [] };
    return {
      title,
      lead: words.t('minutes.link.proposeLead'),
      fields: [
        {
          name: 'title',
          label: words.t('minutes.agenda.itemTitle'),
          value: '',
          required: true,
          type: 'text'
        },
        { name: 'detail', label: words.t('minutes.agenda.detail'), value: '', type: 'textarea' }
      ],
      choices: [{ value: 'propose', label: words.t('minutes.agenda.propose') }]
    };
  },
  async act(tx, link, { fields = {} }, { now, words }) {
    const found = await placeOf(tx, link);
    if (!found || found.meeting.state === 'held' || found.meeting.state === 'cancelled')
      return { sentence: words.t('minutes.link.tooLate'), href: null };
    const title = oneLine(fields['title'] ?? '').slice(0, 300);
    if (title === '') return { mistakes: { title: words.t('minutes.agenda.titleMissing') } };
    const { meeting, offices, member } = found;
    const detail = fields['detail']?.trim().slice(0, 4000) || null;
    const done = await proposeTopic(
      tx,
      actorOf(link),
      { meeting, offices, title, detail, seat: member },
      now
    );
    return {
      sentence: words.t(done.ok ? 'minutes.agenda.proposed' : 'minutes.link.tooLate'),
      href: `${meetingPath(meeting)}`
    };
  }
};

export const taskByLink: LinkAct = {
  purpose: taskPurpose,
  async show(db, link, words) {
    const { task: id, member } = link.subject as { task: string; member: string };
    const task = await findTask(db, id);
    if (!task || !(await sitsThere(db, member))) return null;
    const title = task.text;
    if (task.state !== 'open' || task.owner?.id !== member)
      return { title, lead: words.t('minutes.link.taskOver'), choices: [] };
    return {
      title,
      lead: words.t('minutes.link.taskLead', { circle: task.circle.name }),
      facts: [
        ...(task.about ? [{ term: words.t('minutes.column.about'), text: task.about }] : []),
        ...(task.meeting
          ? [{ term: words.t('minutes.link.takenOn'), text: words.date(task.meeting.day) }]
          : []),
        ...(task.dueOn ? [{ term: words.t('minutes.column.due'), text: words.date(task.dueOn) }] : [])
      ],
      fields: [
        {
          name: 'due',
          label: words.t('minutes.link.newDay'),
          hint: words.t('minutes.link.newDayHint'),
          value: '',
          type: 'date'
        },
        {
          name: 'to',
          label: words.t('minutes.link.handTo'),
          hint: words.t('minutes.link.handHint'),
          value: '',
          type: 'text'
        }
      ],
      choices: [
        { value: 'done', label: words.t('minutes.link.done') },
        { value: 'later', label: words.t('minutes.link.later') },
        { value: 'hand', label: words.t('minutes.link.hand') }
      ],
      note: words.t('minutes.link.doneNote')
    };
  },
  async act(tx, link, { choice, note, fields = {} }, { now, words }): Promise<LinkDone | LinkMistakes> {
    const { task: id, member } = link.subject as { task: string; member: string };
    const over = { sentence: words.t('minutes.link.taskOver'), href: null };
    const task = await findTask(tx, id);
    // Whoever handed it over, or has left, answers for it no more.
    if (!task || task.owner?.id !== member || !(await sitsThere(tx, member))) return over;
    const due = fields['due'] ?? '';
    if (choice === 'later' && (!isDay(due) || due <= dayOf(now, defaultZone)))
      return { mistakes: { due: words.t('minutes.link.dayMissing') } };
    const to = choice === 'hand' ? await namedSeat(tx, task.circle.id, fields['to'] ?? '') : null;
    if (choice === 'hand' && (!to || to.id === member))
      return { mistakes: { to: words.t('minutes.link.nobodyCalled') } };
    const change =
      choice === 'later'
        ? ({ act: 'put_off', dueOn: due } as const)
        : to
          ? ({ act: 'hand', to: to.id } as const)
          : ({ act: 'finish', note, how: 'link' } as const);
    const done = await changeTaskBySeat(tx, actorOf(link), { task, change }, now);
    if (!done.ok) return over;
    return {
      sentence: words.t(
        choice === 'later' ? 'minutes.link.putOff' : to ? 'minutes.link.handed' : 'minutes.link.finished'
      ),
      href: null
    };
  }
};

/** Among the seats of the circle, by name or organisation; null when none, or several, are called so. */
async function namedSeat(tx: Database, circle: string, typed: string): Promise<{ id: string } | null> {
  const wanted = oneLine(typed).toLocaleLowerCase('hu');
  if (wanted.length < 3) return null;
  const members = (await listMembers(tx, circle)).filter(({ office }) => office !== 'informed');
  const texts = (member: (typeof members)[number]): string[] =>
    [nameOf(member), member.organisation?.name ?? ''].map((name) => name.toLocaleLowerCase('hu'));
  const exact = members.filter((member) => texts(member).includes(wanted));
  if (exact.length === 1) return exact[0] ?? null;
  const close = members.filter((member) => texts(member).some((name) => name.includes(wanted)));
  return close.length === 1 ? (close[0] ?? null) : null;
}

async function sitsThere(db: Database, member: string): Promise<boolean> {
  const seat = await findMember(db, member);
  return seat !== null && seat.leftOn === null;
}

async function placeOf(db: Database, link: CapabilityLink) {
  const { meeting: id, member } = link.subject as unknown as Subject;
  const meeting = await findMeetingById(db, id);
  const offices = meeting && (await circleOffices(db, meeting.circle.id));
  const seat = await findMember(db, member);
  // Who has left in the meantime decides no more, even with an old mail.
  if (!meeting || !offices || !seat || seat.leftOn !== null) return null;
  return { meeting, offices, member };
}

/** Whoever was written to, where they have an account; in this one thing their seat is what counts. */
function actorOf(link: CapabilityLink): Actor {
  return link.person ? { kind: 'person', id: link.person, name: '', roles: [] } : anonymous;
}
