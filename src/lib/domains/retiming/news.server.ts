// Tells of answers: whoever began the re-timing, and the colleagues of the organiser who answered.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { factIn } from '#lib/platform/history-fields.ts';
import { notify, told, type Recipient } from '#lib/platform/notifications/notify.server.ts';
import { findRecipient, findThoseConcerned } from '#lib/domains/people/colleagues.server.ts';
import { findMove, findRetiming } from './queries.server.ts';

/** What only whoever began it hears from here: of a move, the calendar tells the organisers itself. */
const forLeader = new Set(['retiming.accepted']);
/** What an essential mail tells as well. */
const mailed = new Set(['retiming.asked', 'retiming.suggested']);

export async function tellOfAnswer(db: Database, activity: Activity, now: Date): Promise<void> {
  const retiming = await findRetiming(db, activity.object_id);
  const title = factIn(activity.details, 'title');
  if (!retiming || title === null) return;
  const leader =
    retiming.person && retiming.person.id !== activity.person_id && activity.verb !== 'retiming.asked'
      ? await findRecipient(db, retiming.person.id)
      : null;
  const concerned = forLeader.has(activity.verb) ? [] : await findThoseConcerned(db, activity);
  const recipients = new Map<string, Recipient>(concerned.map((each) => [each.id, each]));
  if (leader) recipients.set(leader.id, leader);
  const suggester = activity.verb === 'retiming.accepted' ? await findSuggester(db, activity) : null;
  if (suggester) recipients.set(suggester.id, suggester);
  const key = activity.verb.slice('retiming.'.length) as keyof typeof keys;
  await notify(
    db,
    {
      activity,
      batch: `${activity.verb} ${factIn(activity.details, 'move') ?? ''}`,
      recipients: [...recipients.values()],
      prepare: async () => (recipient) => ({
        kind: `retiming.${key}`,
        text: told(keys[key], { title }),
        details: [],
        href: `/retiming/${retiming.id}`,
        // The colleagues of whoever suggests another time get no mail of their own about it.
        ...(mailed.has(activity.verb) && (activity.verb === 'retiming.asked' || recipient.id === leader?.id)
          ? { byMail: false as const }
          : {})
      })
    },
    now
  );
}

/** Of a suggestion that was accepted: the event moves in the name of whoever made it, so nobody else tells them. */
async function findSuggester(db: Database, { person_id, details }: Activity): Promise<Recipient | null> {
  const move = await findMove(db, factIn(details, 'move') ?? '');
  if (!move?.answeredBy || move.answeredBy === person_id) return null;
  return findRecipient(db, move.answeredBy);
}

const keys = {
  asked: 'retiming.notify.asked',
  accepted: 'retiming.notify.accepted',
  declined: 'retiming.notify.declined',
  suggested: 'retiming.notify.suggested',
  event_changed: 'retiming.notify.event_changed',
  withdrawn: 'retiming.notify.withdrawn',
  expired: 'retiming.notify.expired'
} as const;
