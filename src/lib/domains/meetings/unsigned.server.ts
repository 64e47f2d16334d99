// What an answer counts for that came without the token of its letter: anybody who knows the address may have written it.
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Answer } from './answer.server.ts';
import { addresseeOf } from './invite.server.ts';
import type { Invitee } from './invitees.server.ts';
import { sendLetter } from './letters.server.ts';
import type { Reply } from './model.ts';
import type { FullMeeting } from './queries.server.ts';

/** It undoes nobody's word, sends no invitation to somebody else, and leaves the others their house. */
export function countsUnsigned(
  meeting: FullMeeting,
  { reply, substitute, member }: Invitee,
  answer: Pick<Answer, 'reply' | 'substitute'>
): boolean {
  const leavesHouse = meeting.host?.id === member.id && answer.reply === 'declined';
  return reply === null && substitute === null && answer.substitute === null && !leavesHouse;
}

/** Whoever sits there hears at their own address what was said in their name, and changes it by their link; once for each word. */
export async function tellOfUnsigned(
  tx: Database,
  {
    meeting,
    invitee,
    reply,
    counted
  }: { meeting: FullMeeting; invitee: Invitee; reply: Reply; counted: boolean },
  now: Date
): Promise<void> {
  const to = addresseeOf(invitee);
  if (!to || (!counted && invitee.reply === reply)) return;
  const kind = counted ? 'noted' : 'unsure';
  await sendLetter(
    tx,
    {
      kind,
      meeting,
      to: counted ? { ...to, reply } : to,
      answer: reply,
      onceKey: `${kind} ${invitee.id} ${meeting.sequence} ${reply}`
    },
    now
  );
}
