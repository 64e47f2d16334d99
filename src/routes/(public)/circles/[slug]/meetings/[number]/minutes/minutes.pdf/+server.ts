import type { RequestHandler } from './$types';
import { minutesSheet } from '#lib/domains/minutes/sheets.server.ts';
import { answerWith, countPrinting } from '../../../../../../../printed.server.ts';
import { maySeeMinutes, meetingAsked, minutesFor } from '../../../../../../../minutes-pages.server.ts';

export const GET: RequestHandler = async (event) => {
  const { db, origin, now } = event.locals;
  const { found, words } = await meetingAsked(event, maySeeMinutes);
  countPrinting(event.locals, event.getClientAddress(), words);
  const { view } = await minutesFor(db, found, words);
  const sheet = minutesSheet(found.meeting, view, { words, origin, now });
  return answerWith(sheet, `${found.circle.slug}-${found.meeting.starts.slice(0, 10)}`, words);
};
