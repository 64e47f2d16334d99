import type { PageServerLoad } from './$types';
import { defaultZone, dayOf } from '#lib/core/time.ts';
import { offeringFilterFrom } from '#lib/domains/exchange/filter.ts';
import { pathOf } from '#lib/domains/exchange/model.ts';
import { conditionsSaid, whenSaid } from '#lib/domains/exchange/offering-words.ts';
import { canEnterForOthers } from '#lib/domains/exchange/policy.ts';
import { countOfferings, listOfferings, type OfferingQuery } from '#lib/domains/exchange/queries.server.ts';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { isColleague } from '#lib/platform/actor.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale, now }, url }) => {
  const filter = offeringFilterFrom(url.searchParams);
  const words = await wordsIn(locale);
  const { settlement, settlements, suggestions, km, withoutPoint } = await findNear(
    db,
    filter.near,
    filter.km
  );
  const unknown = filter.near !== '' && !settlement;
  const query: OfferingQuery = {
    ...filter,
    from: filter.from || null,
    until: filter.until || null,
    settlements,
    openOn: dayOf(now, defaultZone)
  };
  const list = unknown ? null : await listOfferings(db, query);
  const counts = unknown ? [] : await countOfferings(db, { ...query, side: null, category: null });
  return {
    filter,
    place: settlement && { name: settlement.name, slug: settlement.slug },
    suggestions,
    unknown,
    withoutPoint,
    counts,
    total: list?.total ?? 0,
    page: list?.page ?? 1,
    pages: list?.pages ?? 1,
    rows: (list?.rows ?? []).map((offering) => {
      const away = km.get(offering.settlement.id);
      return {
        href: words.href(pathOf(offering)),
        title: offering.title,
        facts: [
          ...(filter.side ? [] : [words.t(`exchange.side.${offering.side}`)]),
          ...(filter.category ? [] : [words.t(`exchange.category.${offering.category}`)]),
          offering.organisation?.name ?? '',
          offering.settlement.name,
          ...(away ? [words.t('exchange.list.away', { km: words.number(Math.round(away)) })] : []),
          whenSaid(words, offering) ?? '',
          conditionsSaid(words, { ...offering, price: null })
        ].filter(Boolean),
        text: offering.text
      };
    }),
    mayEnter: isColleague(actor),
    mayEnterForOthers: canEnterForOthers(actor)
  };
};
