// Gathers minutes for a reader, for the page and for the sheet that comes with their letter alike.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { MailFileMaker } from '#lib/platform/mail/made-files.server.ts';
import { typeset } from '#lib/platform/print/typeset.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { Circle } from '#lib/domains/circles/model.ts';
import { findCircleById } from '#lib/domains/circles/queries.server.ts';
import { findMeetingById, findNextMeeting, type FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import { viewOf, type MinutesView } from './minutes-view.ts';
import { readRecord, type MeetingRecord } from './record.server.ts';
import { minutesSheet } from './sheets.server.ts';

/** @param inside for those who receive the minutes: all of it; residents get what is public */
export async function viewMinutes(
  db: Database,
  { circle, meeting, inside }: { circle: Circle; meeting: FullMeeting; inside: boolean },
  words: Words
): Promise<{ record: MeetingRecord; view: MinutesView }> {
  const record = await readRecord(db, meeting);
  const next = await findNextMeeting(db, circle.id, meeting.endsAt);
  const view = viewOf(record, {
    words,
    inside,
    showsMembers: circle.showsMembers,
    showsTasks: circle.showsTasks,
    nextAt: next && next.id !== meeting.id ? next.startsAt : null
  });
  return { record, view };
}

/** Of the subject of a made file. */
export interface MinutesFile {
  readonly meeting: string;
  /** That the letter speaks of: once there is another one, or somebody writes on it, the letter leaves without a sheet. */
  readonly version: number;
}

/** The minutes on paper, for the letter that brings them; the typesetter remembers the sheet for all who get it. */
export const minutesInMail: MailFileMaker = {
  name: 'minutes.sheet',
  async make(db, subject, { words, origin, now }) {
    const { meeting: id, version } = subject as unknown as MinutesFile;
    const meeting = await findMeetingById(db, id);
    const circle = meeting && (await findCircleById(db, meeting.circle.id));
    if (!meeting || !circle) return null;
    const { record, view } = await viewMinutes(db, { circle, meeting, inside: true }, words);
    if (record.minutes?.version !== version || record.minutes.changed) return null;
    const sheet = await typeset(minutesSheet(meeting, view, { words, origin, now }));
    if (!sheet.ok) return null;
    const day = dayOf(meeting.startsAt, defaultZone);
    return { name: `${circle.slug}-${day}.pdf`, type: 'application/pdf', bytes: sheet.value.bytes };
  }
};
