// What the pages of agendas and minutes share: the meeting of the address for this reader, and files of a circle's lists.
import { error } from '@sveltejs/kit';
import { findMeetingFor, type FoundMeeting } from '#lib/domains/minutes/found.server.ts';
import type { MinutesView } from '#lib/domains/minutes/minutes-view.ts';
import type { MeetingRecord } from '#lib/domains/minutes/record.server.ts';
import { viewMinutes } from '#lib/domains/minutes/view.server.ts';
import type { Exporter } from '#lib/platform/exports/exporter.ts';
import { attachment, exported } from '#lib/platform/exports/exports.server.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../words.ts';

type Event = {
  readonly locals: App.Locals;
  readonly params: { readonly slug: string; readonly number: string };
  readonly url: URL;
};

/** 404 for whoever may not see it, as for what is not there. */
export async function meetingAsked(
  { locals: { db, actor, locale, now }, params, url }: Event,
  maySee: (found: FoundMeeting) => boolean
): Promise<{ found: FoundMeeting; words: Words; key: string | null }> {
  const key = url.searchParams.get('key');
  const found = await findMeetingFor(db, actor, { ...params, opened: key === null ? null : { key, now } });
  const words = await wordsIn(locale);
  if (!found || !maySee(found)) error(404, words.t('house.error.notFound'));
  return { found, words, key: found.seat === null ? null : key };
}

/** Minutes as this reader may see them: a draft only those who write it. */
export function maySeeMinutes({ runs, hears, shows, minutes }: FoundMeeting): boolean {
  return runs || (hears && minutes !== null && minutes.state !== 'draft') || shows.minutes;
}

export async function minutesFor(
  db: App.Locals['db'],
  { circle, meeting, hears }: FoundMeeting,
  words: Words
): Promise<{ record: MeetingRecord; view: MinutesView }> {
  return viewMinutes(db, { circle, meeting, inside: hears }, words);
}

/** A list of one circle as a file. */
export function fileOf<Row>(
  exporter: Exporter<Row>,
  format: string,
  {
    locals: { db, origin, now },
    url,
    internal,
    words
  }: {
    locals: App.Locals;
    url: URL;
    internal: boolean;
    words: Words;
  }
): Response {
  const file =
    format === 'csv' || format === 'xlsx'
      ? exported(
          exporter as Exporter,
          format,
          { db, words, origin, filter: url.searchParams, internal },
          dayOf(now, defaultZone)
        )
      : null;
  if (!file) error(404, words.t('house.error.notFound'));
  return attachment(file);
}
