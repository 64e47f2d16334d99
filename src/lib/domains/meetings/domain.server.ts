// Meetings: the rule they follow, who is host, who is invited and comes.
import type { Domain } from '#lib/platform/domain.ts';
import { nextDate, nextHost } from './agenda.server.ts';
import { followInCalendar } from './calendar.server.ts';
import { followSeats, hostLeft } from './circle-changes.server.ts';
import { stayByLink } from './counter.server.ts';
import { countUnanswered } from './desk.server.ts';
import { meetingHistory, tellOfMeetings } from './history.server.ts';
import { hostByLink } from './link-acts.server.ts';
import { meetingMails } from './mail-reader.server.ts';
import { tellOfCars } from './cars.server.ts';
import { remindInvitees, sendDueInvitations, warnOfQuorum } from './reminders.server.ts';
import { countSampleMeetings, removeSampleMeetings } from './sample-removal.server.ts';
import { columns } from './schema.server.ts';
import {
  meetingOfEvent,
  meetingsInSettlement,
  meetingsInVenue,
  meetingsOfHost,
  nextMeetings
} from './sections.server.ts';
import { planAhead } from './series.server.ts';
import { tellOfRefusal } from './venue.server.ts';

export const domain: Domain = {
  name: 'meetings',
  rank: 6,
  verbs: [
    ...['meeting.series_set', 'meeting.series_stopped', 'meeting.planned', 'meeting.called'],
    ...['meeting.changed', 'meeting.cancelled', 'meeting.invited', 'meeting.answered'],
    ...['meeting.host_asked', 'meeting.host_set', 'meeting.booked']
  ],
  columns,
  desk: [
    {
      label: 'meetings.desk.label',
      lead: 'meetings.desk.lead',
      path: '/invitations',
      seenBy: (actor) => actor.kind === 'person',
      order: 15,
      waiting: countUnanswered
    }
  ],
  sections: {
    circle: [nextMeetings],
    settlement: [meetingsInSettlement],
    venue: [meetingsInVenue],
    organisation: [meetingsOfHost],
    event: [meetingOfEvent]
  },
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleMeetings(db, context),
  countSample: countSampleMeetings,
  removeSample: removeSampleMeetings,
  agenda: [nextHost, nextDate],
  linkActs: [hostByLink, stayByLink],
  mailReaders: [meetingMails],
  historyOf: [meetingHistory],
  tellHistory: tellOfMeetings,
  subscriptions: [
    {
      name: 'follow_seats',
      verbs: ['circle.member_joined', 'circle.member_left', 'circle.member_changed'],
      handle: followSeats
    },
    { name: 'find_host_again', verbs: ['circle.member_left'], handle: hostLeft },
    {
      name: 'tell_of_refusal',
      verbs: ['booking.refused', 'booking.cancelled', 'booking.lapsed'],
      handle: tellOfRefusal
    },
    {
      name: 'follow_in_calendar',
      verbs: [
        ...['meeting.called', 'meeting.changed', 'meeting.cancelled', 'meeting.invited', 'meeting.host_set'],
        ...['meeting.series_set', 'meeting.series_stopped', 'meeting.booked', 'circle.changed'],
        ...['circle.member_joined', 'circle.member_changed', 'circle.member_left'],
        ...['booking.confirmed', 'booking.refused', 'booking.cancelled', 'booking.lapsed', 'event.updated']
      ],
      handle: followInCalendar
    }
  ],
  schedules: [
    { name: 'plan_ahead', everyMinutes: 12 * 60, run: planAhead },
    { name: 'send_invitations', everyMinutes: 60, run: sendDueInvitations },
    { name: 'remind_invitees', everyMinutes: 60, run: remindInvitees },
    { name: 'warn_of_quorum', everyMinutes: 60, run: warnOfQuorum },
    { name: 'tell_of_cars', everyMinutes: 60, run: tellOfCars }
  ]
};
