import type { RequestHandler } from './$types';
import { defaultZone, dayOf } from '#lib/core/time.ts';
import { offeringFilterFrom } from '#lib/domains/exchange/filter.ts';
import { pathOf } from '#lib/domains/exchange/model.ts';
import { listOfferings } from '#lib/domains/exchange/queries.server.ts';
import { offeringJson } from '#lib/domains/exchange/structured-data.ts';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { wordsIn } from '../../../words.ts';

const size = 100;

export const GET: RequestHandler = async ({ locals: { db, locale, now, origin }, url }) => {
  const filter = offeringFilterFrom(url.searchParams);
  const { settlement, settlements, suggestions } = await findNear(db, filter.near, filter.km);
  if (filter.near !== '' && !settlement)
    return Response.json({ error: 'unknown_settlement', name: filter.near, suggestions }, { status: 400 });
  const words = await wordsIn(locale);
  const list = await listOfferings(db, {
    ...filter,
    from: filter.from || null,
    until: filter.until || null,
    settlements,
    openOn: dayOf(now, defaultZone),
    pageSize: size
  });
  return Response.json(
    {
      page: list.page,
      pages: list.pages,
      total: list.total,
      offerings: list.rows.map((offering) =>
        offeringJson(offering, `${origin}${words.href(pathOf(offering))}`)
      )
    },
    { headers: { 'access-control-allow-origin': '*' } }
  );
};
