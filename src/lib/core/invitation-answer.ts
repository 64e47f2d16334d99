// Whose answer a calendar's reply is, and whether it counts: forwarded invitations, other addresses and substitutes told apart.
import type { Attendee, ItipReply, Participation } from './icalendar-itip.ts';

export interface Invitee {
  readonly id: string;
  readonly email: string;
}

export type JudgedAnswer =
  | {
      readonly outcome: 'answer' | 'proposal';
      readonly invitee: string;
      readonly status: Participation;
      /** Where it came from, when that is not the invitee's address: the organiser is told. */
      readonly otherAddress: string | null;
      /** Who comes instead; with `status` what this one has said, where it is this one who answers. */
      readonly substitute: Pick<Attendee, 'email' | 'name'> | null;
    }
  | {
      readonly outcome: 'aside';
      /**
       * `no_answer`: a calendar, but no answer in it · `not_invited`: nobody invited is named · `other_sender`: it speaks for
       * somebody invited, but comes from elsewhere and carries no token.
       */
      readonly reason: 'no_answer' | 'not_invited' | 'other_sender';
    };

/**
 * A token was sent to one invitee alone, so an answer that carries it is theirs, whatever the address (people have several,
 * and forward). Without a token both the sender and the attendee have to be the invitee.
 * @param from the address in the mail's From
 * @param token.holder id of the invitee whose token came with the mail; null without one
 */
export function judgeAnswer(
  answer: Pick<ItipReply, 'method' | 'attendees'>,
  { invitees, holder, from }: { invitees: readonly Invitee[]; holder: string | null; from: string | null }
): JudgedAnswer {
  if (answer.method !== 'REPLY' && answer.method !== 'COUNTER')
    return { outcome: 'aside', reason: 'no_answer' };
  const outcome = answer.method === 'COUNTER' ? 'proposal' : 'answer';
  const byAddress = new Map(invitees.map((invitee) => [invitee.email.toLowerCase(), invitee]));
  const sender = from?.toLowerCase() ?? null;
  const invitee = holder === null ? null : (invitees.find(({ id }) => id === holder) ?? null);
  const speaking = invitee
    ? (named(answer.attendees, invitee.email) ?? speaker(answer.attendees, sender))
    : speaker(answer.attendees, sender);
  if (!speaking) return { outcome: 'aside', reason: 'no_answer' };

  const standsFor = delegators(speaking)
    .map((email) => byAddress.get(email))
    .find((each) => each !== undefined);
  const answering = invitee ?? byAddress.get(speaking.email.toLowerCase()) ?? standsFor;
  if (!answering) return { outcome: 'aside', reason: 'not_invited' };
  const own = answering.email.toLowerCase();
  if (!invitee && sender !== speaking.email.toLowerCase())
    return { outcome: 'aside', reason: 'other_sender' };
  // Who was not invited and has no token may not say of themselves whom they stand for.
  if (!invitee && speaking.email.toLowerCase() !== own) return { outcome: 'aside', reason: 'not_invited' };

  const isOwn = speaking.email.toLowerCase() === own;
  const delegate = speaking.delegatedTo?.[0];
  return {
    outcome,
    invitee: answering.id,
    status: speaking.status,
    otherAddress:
      [speaking.email.toLowerCase(), sender].find((email) => email !== null && email !== own) ?? null,
    substitute:
      isOwn && delegate !== undefined
        ? { email: delegate, name: named(answer.attendees, delegate)?.name ?? '' }
        : !isOwn && delegators(speaking).includes(own)
          ? { email: speaking.email, name: speaking.name }
          : null
  };
}

function named(attendees: readonly Attendee[], email: string): Attendee | undefined {
  return attendees.find((each) => each.email.toLowerCase() === email.toLowerCase());
}

/** The only one; among several, the sender, or the only one who has answered. */
function speaker(attendees: readonly Attendee[], sender: string | null): Attendee | undefined {
  if (attendees.length === 1) return attendees[0];
  const own = sender === null ? undefined : named(attendees, sender);
  if (own) return own;
  const answered = attendees.filter(({ status }) => status !== 'needs_action');
  return answered.length === 1 ? answered[0] : undefined;
}

function delegators({ delegatedFrom = [] }: Attendee): string[] {
  return delegatedFrom.map((email) => email.toLowerCase());
}
