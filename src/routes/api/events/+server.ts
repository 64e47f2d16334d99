import type { RequestHandler } from './$types';
import { defaultZone, dayOf } from '#lib/core/time.ts';
import { namedFilter } from '#lib/domains/calendar/listing.server.ts';
import { organisersOf, performersOf } from '#lib/domains/calendar/queries.server.ts';
import { listOccurrences } from '#lib/domains/calendar/occurrences.server.ts';
import { occurrenceJson } from '#lib/domains/calendar/structured-data.ts';
import { anonymous } from '#lib/platform/actor.ts';
import { wordsIn } from '../../../words.ts';

const size = 100;

export const GET: RequestHandler = async ({ locals: { db, locale, now, origin }, url }) => {
  const { filter, unknownSettlement } = await namedFilter(db, anonymous, url.searchParams);
  if (unknownSettlement)
    return Response.json({ error: 'unknown_settlement', ...unknownSettlement }, { status: 400 });
  const words = await wordsIn(locale);
  const page = Math.min(1000, Math.max(1, Math.floor(Number(url.searchParams.get('page')) || 1)));
  const { rows, hasNext } = await listOccurrences(db, anonymous, filter, {
    today: dayOf(now, defaultZone),
    page,
    size
  });
  const ids = rows.map(({ event }) => event);
  const [organisers, performers] = await Promise.all([organisersOf(db, ids), performersOf(db, ids)]);
  return Response.json(
    {
      page,
      hasNext,
      events: rows.map((row) =>
        occurrenceJson(
          row,
          {
            organisers: (organisers.get(row.event) ?? []).map(({ name }) => name),
            performers: performers.get(row.event) ?? []
          },
          `${origin}${words.href(`/events/${row.slug}`)}`
        )
      )
    },
    { headers: { 'access-control-allow-origin': '*' } }
  );
};
