// Reads what calendar programs answer to an invitation (iTIP, RFC 5546), from whichever program it comes.
import { propertyOf, readComponents, type Component, type Property } from './icalendar-components.ts';
import type { Attendee, ItipMethod, ItipReply, Participation } from './icalendar-itip.ts';
import { instantOf, placed, type Reading } from './icalendar-placed.ts';
import { linesOf } from './icalendar-text.ts';
import { readText } from './icalendar-values.ts';
import { zoneFinder } from './icalendar-zones.ts';
import { defaultZone as budapest } from './time.ts';

export interface ItipToRead {
  /** Any encoding that `readCalendar` takes. */
  readonly file: Uint8Array | string;
  /** The `method` parameter of the mail's Content-Type: used where the calendar itself has none. */
  readonly method?: string | null;
  /** Where times without a zone belong. */
  readonly defaultZone?: string;
}

/** A larger file is no answer: these have a thousand octets or two. */
const maxBytes = 1024 * 1024;
const maxMessages = 200;
const maxAttendees = 500;

/**
 * One for each VEVENT, in the order of the file. Never throws and takes linear time. What has no UID, or an occurrence that
 * cannot be read, is left out: an answer to one evening must not count for all of them.
 */
export function readItip({ file, method = null, defaultZone = budapest }: ItipToRead): ItipReply[] {
  if (file.length > maxBytes) return [];
  const timezones = new Map<string, Component>();
  const events: { event: Component; calendar: { method: string | null } }[] = [];
  let calendar: { method: string | null } = { method: null };
  readComponents(
    linesOf(file).lines,
    (property) => {
      if (property.name === 'BEGIN') calendar = { method: null };
      else if (property.name === 'METHOD') calendar.method = property.value;
    },
    (component) => {
      if (component.name === 'VEVENT') events.push({ event: component, calendar });
      else if (component.name === 'VTIMEZONE')
        timezones.set((propertyOf(component, 'TZID')?.value ?? '').trim(), component);
      return events.length < maxMessages;
    },
    () => {}
  );
  const reading: Reading = { defaultZone, clockOf: zoneFinder(timezones), problem: () => {} };
  return events.flatMap(({ event, calendar: of }) => messageOf(event, of.method ?? method, reading) ?? []);
}

function messageOf(event: Component, method: string | null, reading: Reading): ItipReply | undefined {
  const uid = textOf(event, 'UID').slice(0, 500);
  if (uid === '') return undefined;
  const occurrence = occurrenceOf(event, reading);
  if (occurrence === 'unreadable') return undefined;
  const read = methodOf(method);
  const sequence = /^\s*(\d{1,9})\s*$/.exec(propertyOf(event, 'SEQUENCE')?.value ?? '')?.[1];
  const organizer = propertyOf(event, 'ORGANIZER');
  return {
    method: read,
    uid,
    sequence: Number(sequence ?? 0),
    stamp: instantText(propertyOf(event, 'DTSTAMP'), reading),
    occurrence,
    attendees: (event.properties.get('ATTENDEE') ?? []).slice(0, maxAttendees).flatMap(attendeeOf),
    organizer: organizer ? emailOf(organizer) : null,
    comment: textOf(event, 'COMMENT').slice(0, 2000) || null,
    proposed: read === 'COUNTER' ? proposalOf(event, reading) : null
  };
}

const methods: ReadonlySet<string> = new Set<ItipMethod>([
  ...(['REQUEST', 'CANCEL', 'REPLY', 'COUNTER', 'DECLINECOUNTER', 'REFRESH', 'ADD', 'PUBLISH'] as const)
]);

function methodOf(text: string | null): ItipReply['method'] {
  const name = (text ?? '').trim().toUpperCase();
  return methods.has(name) ? (name as ItipMethod) : 'unknown';
}

function occurrenceOf(event: Component, reading: Reading): ItipReply['occurrence'] | 'unreadable' {
  const property = propertyOf(event, 'RECURRENCE-ID');
  if (!property) return null;
  const at = placed(property, property.value, reading);
  if (!at) return 'unreadable';
  return {
    instant: instantOf(at).toISOString(),
    day: at.allDay ? at.local.slice(0, 10) : null,
    andLater: property.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE'
  };
}

function proposalOf(event: Component, reading: Reading): ItipReply['proposed'] {
  const start = instantText(propertyOf(event, 'DTSTART'), reading);
  return start === null ? null : { start, end: instantText(propertyOf(event, 'DTEND'), reading) };
}

function instantText(property: Property | undefined, reading: Reading): string | null {
  const at = property && placed(property, property.value, reading);
  return at ? instantOf(at).toISOString() : null;
}

const statuses: ReadonlyMap<string, Participation> = new Map([
  ['ACCEPTED', 'accepted'],
  ['DECLINED', 'declined'],
  ['TENTATIVE', 'tentative'],
  ['DELEGATED', 'delegated']
]);

function attendeeOf(property: Property): Attendee[] {
  const email = emailOf(property);
  if (email === null) return [];
  const parameter = (name: string): string => property.parameters.get(name) ?? '';
  const delegatedTo = emailsOf(parameter('DELEGATED-TO'));
  const delegatedFrom = emailsOf(parameter('DELEGATED-FROM'));
  return [
    {
      email,
      name: oneLine(parameter('CN')).slice(0, 200),
      status: statuses.get(parameter('PARTSTAT').toUpperCase()) ?? 'needs_action',
      ...(delegatedTo.length > 0 && { delegatedTo }),
      ...(delegatedFrom.length > 0 && { delegatedFrom })
    }
  ];
}

/** Exchange writes a directory's path as the value, and the address as EMAIL. */
function emailOf(property: Property): string | null {
  return addressOf(property.value) ?? addressOf(property.parameters.get('EMAIL') ?? '');
}

function emailsOf(list: string): string[] {
  return list
    .split(',')
    .slice(0, 20)
    .flatMap((each) => addressOf(each) ?? []);
}

function addressOf(uri: string): string | null {
  const written =
    uri
      .trim()
      .replace(/^mailto:\s*/i, '')
      .split('?')[0] ?? '';
  if (written.length > 300) return null;
  const email = decoded(written).trim().toLowerCase();
  return /^[^\s@<>"(),:;\\[\]\p{Cc}]+@[^\s@<>"(),:;\\[\]\p{Cc}]+$/u.test(email) ? email : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function textOf(event: Component, name: string): string {
  return readText(propertyOf(event, name)?.value ?? '');
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}
