// What offers and needs add to the pages of settlements, organisations, experts and records of the register.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext, SectionGiver } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { pathOf } from './model.ts';
import { canGiveOfferingTo } from './policy.ts';
import { listOfferingsOf, type Offering } from './queries.server.ts';
import { recordOffered, type RecordKind } from './register.server.ts';

const shown = 8;
const order = 18;

/** Nothing where there is nothing. */
export async function givenHere(
  db: Database,
  { id, slug, words, now }: SectionContext
): Promise<PageSection | null> {
  const offerings = await listOfferingsOf(db, { settlement: id }, dayOf(now, defaultZone), shown);
  if (offerings.length === 0) return null;
  return {
    order,
    title: words.t('exchange.section.here'),
    rows: rowsOf(offerings, words, true),
    more: { href: words.href(`/exchange?near=${slug}`), label: words.t('exchange.section.more') }
  };
}

/** Nothing where there is nothing and the reader may add nothing. */
export async function givenByOrganisation(
  db: Database,
  { id, actor, words, now }: SectionContext
): Promise<PageSection | null> {
  const offerings = await listOfferingsOf(db, { organisation: id }, dayOf(now, defaultZone), shown);
  const mayAdd = actor.kind === 'person' && canGiveOfferingTo(actor, id);
  if (offerings.length === 0 && !mayAdd) return null;
  return {
    order,
    title: words.t('exchange.section.organisation'),
    rows: rowsOf(offerings, words, false),
    ...(mayAdd
      ? { actions: [{ href: words.href('/exchange/new'), label: words.t('exchange.section.add') }] }
      : {})
  };
}

export async function givenByExpert(
  db: Database,
  { id, words, now }: SectionContext
): Promise<PageSection | null> {
  const offerings = await listOfferingsOf(db, { expert: id }, dayOf(now, defaultZone), shown);
  return offerings.length === 0
    ? null
    : { order, title: words.t('exchange.section.expert'), rows: rowsOf(offerings, words, false) };
}

/** On the page of a venue, a thing or a service: how it is offered; for its owners the way to offer it by one press. */
export function offeredRecord(kind: Exclude<RecordKind, 'expert'>): SectionGiver {
  return async (db, { id, slug, actor, words, now }) => {
    const offerings = await listOfferingsOf(db, { [kind]: id }, dayOf(now, defaultZone), shown);
    const mine = actor.kind === 'person' ? await recordOffered(db, actor, { kind, slug }) : null;
    const mayOffer = mine !== null && mine.facts.organisation !== null;
    if (offerings.length === 0 && !mayOffer) return null;
    return {
      order: 30,
      title: words.t('exchange.section.record'),
      rows: rowsOf(offerings, words, false),
      ...(mayOffer && offerings.length === 0
        ? {
            actions: [
              {
                href: words.href(`/exchange/new?${kind}=${slug}`),
                label: words.t('exchange.section.offerThis')
              }
            ]
          }
        : {})
    };
  };
}

function rowsOf(offerings: readonly Offering[], words: Words, withOwner: boolean): PageSection['rows'] {
  return offerings.map((offering) => ({
    title: offering.title,
    href: words.href(pathOf(offering)),
    note: [
      words.t(`exchange.side.${offering.side}`),
      ...(withOwner ? [offering.organisation?.name ?? offering.expert?.name] : [])
    ]
      .filter(Boolean)
      .join(' · ')
  }));
}
