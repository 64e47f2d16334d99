// Finds the meeting of an address with its circle and who runs it; what the reader may see of it, the page judges.
import type { Actor } from '#lib/platform/actor.ts';
import { findCapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Circle } from '#lib/domains/circles/model.ts';
import type { CircleWithOffices } from '#lib/domains/circles/policy.ts';
import { circleOffices, findCircle } from '#lib/domains/circles/queries.server.ts';
import { findMeeting, type FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import { readPurpose } from './mails.server.ts';
import { findMinutesRow, type MinutesRow } from './minutes-row.server.ts';
import { canReadInside, canReadMinutes, canWriteMinutes, residentsSee } from './policy.ts';

export interface FoundMeeting {
  readonly circle: Circle;
  readonly offices: CircleWithOffices;
  readonly meeting: FullMeeting;
  readonly minutes: MinutesRow | null;
  /** What this reader may. */
  readonly runs: boolean;
  readonly inside: boolean;
  /** Receives the minutes, by account or with the key of a mail. */
  readonly hears: boolean;
  readonly shows: ReturnType<typeof residentsSee>;
  /** The seat whose key came along. */
  readonly seat: string | null;
}

/**
 * @param opened with the key of a mail: whoever was written to reads what it was about, without an account. It is no key of an
 * invitation: those travel on with a forwarded calendar entry.
 */
export async function findMeetingFor(
  db: Database,
  actor: Actor,
  {
    slug,
    number,
    opened = null
  }: { slug: string; number: string; opened?: { key: string; now: Date } | null }
): Promise<FoundMeeting | null> {
  const circle = await findCircle(db, slug);
  const offices = circle && (await circleOffices(db, circle.id));
  const meeting = circle && (await findMeeting(db, { circle: circle.id, number: Number(number) }));
  if (!circle || !offices || !meeting) return null;
  const minutes = await findMinutesRow(db, meeting.id);
  const seat = opened && (await seatOfKey(db, meeting.id, opened));
  const role = offices.members.find(({ id }) => id === seat)?.role;
  const inside = canReadInside(actor, offices) || (role !== undefined && role !== 'informed');
  return {
    circle,
    offices,
    meeting,
    minutes,
    runs: canWriteMinutes(actor, offices),
    inside,
    hears: inside || role !== undefined || canReadMinutes(actor, offices),
    shows: residentsSee(circle, { meetingPublic: meeting.public, state: minutes?.state ?? null }),
    seat
  };
}

async function seatOfKey(
  db: Database,
  meeting: FullMeeting['id'],
  { key, now }: { key: string; now: Date }
): Promise<string | null> {
  const link = await findCapabilityLink(db, key, now);
  if (!link.ok || link.value.purpose !== readPurpose) return null;
  const subject = link.value.subject as { meeting?: string; member?: string };
  return subject.meeting === meeting ? (subject.member ?? null) : null;
}
