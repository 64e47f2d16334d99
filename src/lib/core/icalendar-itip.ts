// What is said between the one who calls a meeting and those invited (iTIP, RFC 5546): one set of words for writing and reading.
import type { CalendarEvent } from './icalendar-write.ts';

/** PARTSTAT; what a program makes up counts as `needs_action` (RFC 5545 §3.2.12). */
export type Participation = 'needs_action' | 'accepted' | 'declined' | 'tentative' | 'delegated';

export interface Attendee {
  /** Bare, in lower case when read. */
  readonly email: string;
  readonly name: string;
  readonly status: Participation;
  /** Required unless told. */
  readonly role?: 'chair' | 'required' | 'optional' | 'informed';
  readonly type?: 'individual' | 'group' | 'resource' | 'room';
  /** Whether an answer is asked for. */
  readonly rsvp?: boolean;
  /** Addresses of those who come instead of this one, and of the one whom this one comes instead of. */
  readonly delegatedTo?: readonly string[];
  readonly delegatedFrom?: readonly string[];
}

/** To be written: one meeting, a series of them, or one occurrence of a series. */
export interface Meeting extends Pick<
  CalendarEvent,
  'uid' | 'sequence' | 'summary' | 'description' | 'location' | 'geo' | 'url' | 'series'
> {
  /** Where answers go: an address that this house reads. The same at every update, or programs take it for another meeting. */
  readonly organizer: { readonly name: string; readonly email: string };
  readonly attendees: readonly Attendee[];
  readonly status?: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED' | null;
  /** Only this one of the series, by the local start that its rule gives; `start` null: when its rule says. */
  readonly occurrence?: {
    readonly recurrenceId: string;
    readonly start: string | null;
    readonly minutes: number;
  };
  /** Words to the other side: why it is cancelled, or with an answer. */
  readonly comment?: string | null;
}

export type ItipMethod =
  'REQUEST' | 'CANCEL' | 'REPLY' | 'COUNTER' | 'DECLINECOUNTER' | 'REFRESH' | 'ADD' | 'PUBLISH';

/** What came from a calendar program about one meeting or one occurrence of it; most often METHOD:REPLY. */
export interface ItipReply {
  /** `unknown`: neither the mail nor the calendar says. */
  readonly method: ItipMethod | 'unknown';
  readonly uid: string;
  readonly sequence: number;
  /** DTSTAMP: of two answers to the same SEQUENCE the later one counts (RFC 5546 §2.1.5). ISO 8601. */
  readonly stamp: string | null;
  /** Which occurrence: its instant (ISO 8601), or its day where the series is of whole days; null: all of them. */
  readonly occurrence: {
    readonly instant: string;
    readonly day: string | null;
    /** This one and all after it. */
    readonly andLater: boolean;
  } | null;
  /** Of a REPLY, the one who answers; programs that list everybody are to be judged by `judgeAnswer`. */
  readonly attendees: readonly Attendee[];
  readonly organizer: string | null;
  readonly comment: string | null;
  /** Of a COUNTER: when it had better be. Instants, ISO 8601. */
  readonly proposed: { readonly start: string; readonly end: string | null } | null;
}

/** Whether `next` takes the place of `before`, both about the same meeting, occurrence and person; also when nothing says so. */
export function isNewer(
  next: Pick<ItipReply, 'sequence' | 'stamp'>,
  before: Pick<ItipReply, 'sequence' | 'stamp'>
): boolean {
  if (next.sequence !== before.sequence) return next.sequence > before.sequence;
  return next.stamp === null || before.stamp === null || next.stamp >= before.stamp;
}
