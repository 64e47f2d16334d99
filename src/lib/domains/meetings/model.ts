// What a meeting and an answer to its invitation are; which answers count; who comes, and whether they are enough.
export const meetingStates = ['planned', 'invited', 'held', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];
export const replies = ['accepted', 'tentative', 'declined'] as const;
export type Reply = (typeof replies)[number];
export const rides = ['offers', 'wants'] as const;
export type Ride = (typeof rides)[number];
/** By what way an answer came; `told`: somebody said it, and the secretary entered it. */
export type How = 'link' | 'calendar' | 'account' | 'told';
export type Attendance = 'present' | 'remote' | 'excused' | 'absent';
export type HostAskState = 'proposed' | 'asked' | 'accepted' | 'declined' | 'withdrawn';

/** Those who decide with the circle; who is invited besides reads and answers only. */
export const decidingRoles: readonly string[] = ['convenor', 'secretary', 'member'];
/** Those to whom invitations go; who is `informed` gets the minutes. */
export const invitedRoles: readonly string[] = [...decidingRoles, 'invited'];

/** How far ahead the meetings of a series are there, in days. */
export const horizonDays = 366;
/** So many days before a meeting the convenor is warned that too few come. */
export const quorumWarningDays = 2;

/** A reply as it came: which version of the meeting it answers, and when it was written. */
export interface Stamped {
  /** Null: it was given where the meeting as it is now was seen. */
  readonly sequence: number | null;
  readonly stamp: Date;
}

export type Judged =
  | 'taken'
  /** There is a newer one, or this very one, already (RFC 5546 §2.1.5). */
  | 'older'
  /** The time has changed since: it says nothing of the new one. */
  | 'outdated'
  /** It is over, or cancelled. */
  | 'closed';

/**
 * Whether a reply counts. A later version of the meeting beats a later hour: a phone that was offline sends its old answer late.
 * @param known the reply that is there; null for none
 */
export function judgeReply(
  reply: Stamped,
  {
    known,
    meeting,
    now
  }: {
    known: Stamped | null;
    meeting: {
      readonly state: MeetingState;
      readonly sequence: number;
      readonly timeSequence: number;
      readonly endsAt: Date;
    };
    now: Date;
  }
): Judged {
  if (meeting.state === 'cancelled' || meeting.state === 'held' || meeting.endsAt <= now) return 'closed';
  const sequence = reply.sequence ?? meeting.sequence;
  if (known) {
    const before = known.sequence ?? 0;
    if (sequence < before) return 'older';
    if (sequence === before && reply.stamp <= known.stamp) return 'older';
  }
  return sequence < meeting.timeSequence ? 'outdated' : 'taken';
}

/** What counts of somebody invited. */
export interface Answered {
  readonly role: string;
  readonly reply: Reply | null;
  readonly remote: boolean;
  readonly substitute: { readonly reply: Reply | null } | null;
}

/** Whether somebody comes in the name of this invitee: they themselves, or one who comes for them. */
export function comes({ reply, substitute }: Pick<Answered, 'reply' | 'substitute'>): boolean {
  return reply === 'accepted' || (substitute !== null && substitute.reply === 'accepted');
}

export interface Headcount {
  readonly invited: number;
  readonly coming: number;
  /** Of those who come, from afar. */
  readonly remote: number;
  readonly tentative: number;
  readonly declined: number;
  readonly silent: number;
  /** Of those who come, those who decide. */
  readonly deciding: number;
  readonly quorum: number | null;
  /** How many of those who decide are still missing; 0 when they are enough, or nobody counts. */
  readonly missing: number;
}

export function headcount(invitees: readonly Answered[], quorum: number | null): Headcount {
  const coming = invitees.filter(comes);
  const rest = invitees.filter((each) => !comes(each));
  const deciding = coming.filter(({ role }) => decidingRoles.includes(role)).length;
  return {
    invited: invitees.length,
    coming: coming.length,
    remote: coming.filter(({ remote }) => remote).length,
    tentative: rest.filter(({ reply }) => reply === 'tentative').length,
    declined: rest.filter(({ reply, substitute }) => reply === 'declined' && substitute?.reply !== null)
      .length,
    silent: rest.filter(
      ({ reply, substitute }) => reply === null || (reply === 'declined' && substitute?.reply === null)
    ).length,
    deciding,
    quorum,
    missing: Math.max(0, (quorum ?? 0) - deciding)
  };
}

/** What can be done when too few come, the nearest at hand first. */
export type Remedy = 'ask_silent' | 'ask_tentative' | 'open_remote' | 'ask_substitutes' | 'move';

export function remediesFor(count: Headcount, { remote }: { remote: boolean }): Remedy[] {
  if (count.missing === 0) return [];
  return [
    ...(count.silent > 0 ? (['ask_silent'] as const) : []),
    ...(count.tentative > 0 ? (['ask_tentative'] as const) : []),
    ...(remote ? [] : (['open_remote'] as const)),
    ...(count.declined > 0 ? (['ask_substitutes'] as const) : []),
    'move'
  ];
}

/** Which reminder is due: to those without an answer, to everybody the day before, or none. Said once each. */
export function reminderDue({
  daysLeft,
  remindDays,
  reply,
  remindedDaysBefore
}: {
  /** Whole days from today to the day of the meeting. */
  daysLeft: number;
  remindDays: readonly number[];
  reply: Reply | null;
  /** How many days before the meeting the last reminder or invitation was; null for never. */
  remindedDaysBefore: number | null;
}): 'answer' | 'tomorrow' | null {
  if (daysLeft < 1) return null;
  const due = [...remindDays].sort((a, b) => a - b).find((days) => daysLeft <= days);
  if (due === undefined || (remindedDaysBefore !== null && remindedDaysBefore <= due)) return null;
  if (daysLeft === 1) return reply === 'declined' ? null : 'tomorrow';
  return reply === null ? 'answer' : null;
}
