// Bookings: asking for venues and things, deciding, and what a venue is taken for.
import type { Domain } from '#lib/platform/domain.ts';
import { followEvent } from './follow-event.server.ts';
import { bookingHistory, tellOfBookings } from './history.server.ts';
import { decideByLink, withdrawByLink } from './link-acts.server.ts';
import { bookedAtBoth } from './merge-hindrances.server.ts';
import { lapseRequests } from './operations.server.ts';
import { countSampleBookings, removeSampleBookings } from './sample-removal.server.ts';
import { canRequest } from './policy.ts';
import { listToDecide } from './queries.server.ts';
import { columns } from './schema.server.ts';

export const domain: Domain = {
  name: 'bookings',
  rank: 4,
  desk: [
    {
      label: 'bookings.navigation',
      lead: 'bookings.deskLead',
      path: '/bookings',
      seenBy: canRequest,
      order: 20,
      waiting: async (db, { actor }) => (await listToDecide(db, actor)).length
    }
  ],
  verbs: [
    ...['booking.requested', 'booking.confirmed', 'booking.refused', 'booking.cancelled', 'booking.lapsed'],
    ...['booking.changed', 'booking.split', 'booking.shortened']
  ],
  columns,
  historyOf: [bookingHistory],
  tellHistory: tellOfBookings,
  mergeHindrances: bookedAtBoth,
  linkActs: [decideByLink, withdrawByLink],
  subscriptions: [{ name: 'follow_event', verbs: ['event.updated', 'event.followed'], handle: followEvent }],
  schedules: [{ name: 'lapse_requests', everyMinutes: 60, run: lapseRequests }],
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleBookings(db, context),
  countSample: countSampleBookings,
  removeSample: removeSampleBookings
};
