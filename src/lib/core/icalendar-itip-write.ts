// Writes invitations, updates, cancellations and answers for a calendar program (iTIP, RFC 5546).
import type { Attendee, ItipMethod, Meeting, Participation } from './icalendar-itip.ts';
import { foldedLine, quoted, textValue } from './icalendar-lines.ts';
import { componentLines, eventLines, timeLines, timeValue, zonesOf } from './icalendar-write.ts';
import { timezoneLines } from './icalendar-write-timezone.ts';

export interface MessageToWrite {
  readonly method: Exclude<ItipMethod, 'PUBLISH'>;
  /** All of one UID: the series first, then single occurrences. */
  readonly meetings: readonly Meeting[];
  readonly now: Date;
  readonly prodId?: string;
}

/**
 * A VCALENDAR with its METHOD, ready to be a mail's `text/calendar` part. CANCEL is written with STATUS:CANCELLED unless the
 * meeting's `status` is null: then only those listed are taken off it (§3.2.5). No name of a calendar and no refresh time:
 * Outlook would open it as a calendar of its own.
 */
export function writeItip({
  method,
  meetings,
  now,
  prodId = '-//Kaláka//Kaláka//HU'
}: MessageToWrite): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${textValue(prodId)}`,
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    ...[...zonesOf(meetings)].flatMap(([zone, starts]) => timezoneLines(zone, starts, now)),
    ...meetings.flatMap((meeting) => meetingLines(meeting, method, now)),
    'END:VCALENDAR'
  ];
  return lines.map(foldedLine).join('');
}

function meetingLines(meeting: Meeting, method: ItipMethod, now: Date): string[] {
  const { organizer, attendees, occurrence, comment, status, ...rest } = meeting;
  const event = {
    ...rest,
    status: method === 'CANCEL' && status === undefined ? ('CANCELLED' as const) : (status ?? null),
    organizer: { name: organizer.name, address: `mailto:${addressValue(organizer.email)}` }
  };
  const more = [
    ...attendees.map(attendeeLine),
    ...(comment ? [`COMMENT:${textValue(comment)}`] : []),
    ...(method === 'REQUEST' ? ['TRANSP:OPAQUE'] : [])
  ];
  if (!occurrence) return eventLines(event, now, more);
  const { recurrenceId, start, minutes } = occurrence;
  return componentLines(
    event,
    now,
    [
      `RECURRENCE-ID${timeValue(recurrenceId, meeting.series)}`,
      ...timeLines(meeting.series, start ?? recurrenceId, minutes)
    ],
    more
  );
}

const roles = {
  chair: 'CHAIR',
  required: 'REQ-PARTICIPANT',
  optional: 'OPT-PARTICIPANT',
  informed: 'NON-PARTICIPANT'
} as const;

const statuses: Readonly<Record<Participation, string>> = {
  needs_action: 'NEEDS-ACTION',
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  tentative: 'TENTATIVE',
  delegated: 'DELEGATED'
};

function attendeeLine(attendee: Attendee): string {
  const { email, name, status, role = 'required', type = 'individual', rsvp = false } = attendee;
  const addresses = (emails: readonly string[] = []): string =>
    emails.map((each) => quoted(`mailto:${addressValue(each)}`)).join(',');
  return [
    'ATTENDEE',
    `CUTYPE=${type.toUpperCase()}`,
    `ROLE=${roles[role]}`,
    `PARTSTAT=${statuses[status]}`,
    ...(rsvp ? ['RSVP=TRUE'] : []),
    ...(attendee.delegatedTo?.length ? [`DELEGATED-TO=${addresses(attendee.delegatedTo)}`] : []),
    ...(attendee.delegatedFrom?.length ? [`DELEGATED-FROM=${addresses(attendee.delegatedFrom)}`] : []),
    ...(name ? [`CN=${quoted(name)}`] : [])
  ]
    .join(';')
    .concat(`:mailto:${addressValue(email)}`);
}

/** RFC 6068: what means something in an address of the web is written by its code. */
function addressValue(email: string): string {
  return email.replace(/[\u0000-\u0020\u007f"%?#,;:<>\\[\]]/g, (character) => encodeURIComponent(character));
}
