// Meetings: the rule they follow, who is host, who is invited and comes.
import type { Domain } from '#lib/platform/domain.ts';
import { columns } from './schema.server.ts';

export const domain: Domain = {
  name: 'meetings',
  rank: 6,
  verbs: [
    ...['meeting.series_set', 'meeting.series_stopped', 'meeting.called', 'meeting.changed'],
    ...['meeting.cancelled', 'meeting.invited', 'meeting.answered', 'meeting.host_set', 'meeting.booked']
  ],
  columns
};
