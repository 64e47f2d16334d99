// Following: residents who hear by mail what is on near them, what one organisation does, and what becomes of one event.
import type { Domain } from '#lib/platform/domain.ts';
import { noteChange, tellChanges } from './changes.server.ts';
import { sendDigests } from './digest.server.ts';
import { tellOfFollowings } from './history.server.ts';
import { tellOfCircle } from './circle-news.server.ts';
import { confirmByLink } from './link-acts.server.ts';
import { sendReminders } from './reminders.server.ts';
import { columns } from './schema.server.ts';
import { followOrganisation, followSettlement } from './sections.server.ts';
import { tidyFollowings } from './tidy.server.ts';

export const domain: Domain = {
  name: 'following',
  rank: 5,
  verbs: ['following.started', 'following.changed', 'following.ended'],
  columns,
  linkActs: [confirmByLink],
  tellHistory: tellOfFollowings,
  sections: { settlement: [followSettlement], organisation: [followOrganisation] },
  subscriptions: [
    {
      name: 'note_change',
      verbs: ['event.updated', 'event.followed', 'event.withdrawn', 'event.reinstated'],
      handle: noteChange
    },
    { name: 'tell_of_circle', verbs: ['meeting.invited', 'minutes.published'], handle: tellOfCircle }
  ],
  schedules: [
    { name: 'send_digests', everyMinutes: 10, run: sendDigests },
    { name: 'tell_changes', everyMinutes: 2, run: tellChanges },
    { name: 'send_reminders', everyMinutes: 10, run: sendReminders },
    { name: 'tidy', everyMinutes: 60, run: tidyFollowings }
  ]
};
