// Says no to another time that somebody's calendar program proposed: whoever runs the circle presses a link, and the program hears it.
import type { Id } from '#lib/core/ids.ts';
import { makeCapabilityLink, type CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { button, message, type MailBlock } from '#lib/platform/mail/content.ts';
import { addresseeOf, isClosed } from './invite.server.ts';
import { listInvitees, type Invitee } from './invitees.server.ts';
import { sendLetter } from './letters.server.ts';
import { meetingWhen } from './meeting-words.ts';
import { findMeetingById, type FullMeeting } from './queries.server.ts';

const purpose = 'meetings.counter';
const days = 30;

/** The part of the letter to whoever runs the circle: another way is to move the meeting, on its page. */
export async function stayLink(
  tx: Database,
  { invitee, meeting, person }: { invitee: Invitee; meeting: FullMeeting; person: Id<'person'> | null },
  now: Date
): Promise<readonly MailBlock[]> {
  const subject = { meeting: meeting.id, member: invitee.member.id, sequence: meeting.sequence };
  const { token } = await makeCapabilityLink(tx, { purpose, subject, person, days }, now);
  return [button(message('meetings.mail.counter.stays'), `/answer/${token}`)];
}

export const stayByLink: LinkAct = {
  purpose,
  async show(db, link, words) {
    const found = await proposalOf(db, link);
    if (!found) return null;
    const { meeting, invitee, isOpen } = found;
    return {
      title: words.t('meetings.counter.title'),
      lead: isOpen(null)
        ? words.t('meetings.counter.lead', { who: invitee.name })
        : words.t('meetings.counter.closed'),
      facts: [
        { term: words.t('meetings.fact.what'), text: `${meeting.title} (${meeting.circle.name})` },
        { term: words.t('meetings.fact.when'), text: meetingWhen(words, meeting) }
      ],
      choices: isOpen(null) ? [{ value: 'stays', label: words.t('meetings.counter.button') }] : []
    };
  },
  async act(tx, link, _answer, { now, words }) {
    const found = await proposalOf(tx, link);
    const to = found && addresseeOf(found.invitee);
    if (!found?.isOpen(now) || !to) return { sentence: words.t('meetings.counter.closed'), href: null };
    const { meeting, invitee } = found;
    // Two who run the circle may both press it.
    const onceKey = `stays ${invitee.id} ${meeting.sequence}`;
    await sendLetter(tx, { kind: 'stays', meeting, to, onceKey }, now);
    return { sentence: words.t('meetings.counter.done', { who: invitee.name }), href: null };
  }
};

async function proposalOf(
  db: Database,
  { subject }: CapabilityLink
): Promise<{ meeting: FullMeeting; invitee: Invitee; isOpen: (now: Date | null) => boolean } | null> {
  const asked = subject as { meeting: string; member: string; sequence: number };
  const meeting = await findMeetingById(db, asked.meeting);
  const invitees = meeting ? await listInvitees(db, meeting.id) : [];
  const invitee = invitees.find(({ member }) => member.id === asked.member);
  if (!meeting || !invitee) return null;
  const isSame = meeting.sequence === asked.sequence && meeting.state === 'invited';
  return { meeting, invitee, isOpen: (now) => isSame && (now === null || !isClosed(meeting, now)) };
}
