// Tells both sides what became of an invitation to make one event of two.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { factIn } from '#lib/platform/history-fields.ts';
import type { MailItem } from '#lib/platform/mail/content.ts';
import { notify, told } from '#lib/platform/notifications/notify.server.ts';
import { findThoseConcerned } from '#lib/domains/people/colleagues.server.ts';
import { findJointProposal } from './joint-queries.server.ts';

export async function tellOfJoint(db: Database, activity: Activity, now: Date): Promise<void> {
  const proposal = await findJointProposal(db, { id: factIn(activity.details, 'proposal') ?? '' });
  if (!proposal) return;
  const { event, other, note } = proposal;
  const key = activity.verb.slice('joint.'.length) as keyof typeof keys;
  const details: MailItem[] = note && key !== 'asked' ? [{ text: { plain: note } }] : [];
  await notify(
    db,
    {
      activity,
      batch: `${activity.verb} ${proposal.id}`,
      recipients: await findThoseConcerned(db, activity),
      prepare: async () => () => ({
        kind: `planning.joint_${key}`,
        text: told(keys[key], { title: event.title, other: other.title }),
        details,
        href: `/planning/joint?event=${event.slug}&other=${other.slug}`,
        // Those who are asked get a mail with a link that answers.
        ...(key === 'asked' ? { byMail: false as const } : {})
      })
    },
    now
  );
}

const keys = {
  asked: 'planning.joint.news.asked',
  talk: 'planning.joint.news.talk',
  accepted: 'planning.joint.news.accepted',
  declined: 'planning.joint.news.declined',
  withdrawn: 'planning.joint.news.withdrawn',
  expired: 'planning.joint.news.expired',
  undone: 'planning.joint.news.undone'
} as const;
