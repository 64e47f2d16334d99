// Takes one change of a meeting back while that is safe: today's meeting, with what was changed then as it was before.
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { RestoreGiver } from '#lib/platform/domain.ts';
import { changedPairs, fieldChanges } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { circleOffices } from '#lib/domains/circles/queries.server.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import { meetingFieldWords } from './history-words.server.ts';
import { draftOf } from './hosts.server.ts';
import type { MeetingDraft } from './input.ts';
import { changeMeeting } from './operations.server.ts';
import { canCall } from './policy.ts';
import { findMeetingById, type FullMeeting } from './queries.server.ts';

const restored = [
  ...(['title', 'starts', 'minutes', 'venue', 'settlement', 'place', 'remote'] as const),
  ...(['quorum', 'public'] as const)
] as const satisfies readonly (keyof MeetingDraft)[];

export const restoreMeeting: RestoreGiver = {
  verbs: ['meeting.changed'],
  async plan(db, actor, { object, details }, words) {
    const meeting = await findMeetingById(db, object);
    const offices = meeting && (await circleOffices(db, meeting.circle.id));
    if (!meeting || !offices || !canCall(actor, offices)) return null;
    const current = draftOf(meeting);
    const wanted = before(current, details);
    const changes = Object.fromEntries(
      restored
        .filter((field) => !isDeepStrictEqual(current[field], wanted[field]))
        .map((field) => [field, [current[field], wanted[field]]])
    ) as unknown as JsonValue;
    return {
      changes: fieldChanges(changes, await meetingFieldWords(db, [changes], words)),
      since: [...changedPairs(details)].some(
        ([field, [, after]]) => field in current && !isDeepStrictEqual(current[field as 'title'], after)
      ),
      version: meeting.updatedAt,
      hindrance: await hindranceOf(db, { meeting, wanted }, words),
      notice: noticeOf({ meeting, current, wanted }, words)
    };
  },
  async apply(db, actor, { object, details, from }, now) {
    const meeting = await findMeetingById(db, object);
    if (!meeting) return 'not_found';
    const draft = before(draftOf(meeting), details);
    const saved = await changeMeeting(db, actor, { id: object, draft, from }, now);
    if (saved.ok) return 'restored';
    if (saved.reason === 'changed_meanwhile') return saved.reason;
    return saved.reason === 'closed' || saved.reason === 'past' ? 'too_late' : 'not_found';
  }
};

/** A venue brings its settlement along: it is written down only where there is no venue. */
function before(current: MeetingDraft, details: JsonValue): MeetingDraft {
  const was = [...changedPairs(details)].flatMap(([field, [value]]) =>
    (restored as readonly string[]).includes(field) ? [[field, value]] : []
  );
  const draft = { ...current, ...(Object.fromEntries(was) as Partial<MeetingDraft>) };
  return draft.venue === null ? draft : { ...draft, settlement: null };
}

/** A meeting that is over or off stays as people remember it; nobody is sent to a house that is no more. */
async function hindranceOf(
  db: Database,
  { meeting, wanted }: { meeting: FullMeeting; wanted: MeetingDraft },
  words: Words
): Promise<string | null> {
  if (meeting.state === 'held' || meeting.state === 'cancelled')
    return words.t(`meetings.restore.${meeting.state}`);
  if (wanted.venue === null || wanted.venue === meeting.venue?.id) return null;
  const venue = (await findVenuesByIds(db, [wanted.venue])).get(wanted.venue);
  return venue?.closed === null ? null : words.t('meetings.restore.venueGone');
}

/** Whom it reaches: as any other change of a meeting that people were invited to. */
function noticeOf(
  { meeting, current, wanted }: { meeting: FullMeeting; current: MeetingDraft; wanted: MeetingDraft },
  words: Words
): string | null {
  const differs = (...fields: readonly (keyof MeetingDraft)[]): boolean =>
    fields.some((field) => current[field] !== wanted[field]);
  const moved = differs('starts', 'minutes');
  const said = [
    ...(meeting.state !== 'invited'
      ? []
      : moved
        ? [words.t('meetings.restore.asksAgain')]
        : differs('title', 'venue', 'settlement', 'place', 'remote')
          ? [words.t('meetings.restore.tells')]
          : []),
    ...(meeting.booking && (moved || differs('venue')) ? [words.t('meetings.restore.givesBack')] : [])
  ];
  return said.length > 0 ? said.join(' ') : null;
}
