// What makes a good service in the register, and what a letter to its organisation says of it.
import { anyOf } from '#lib/domains/registry/listing.server.ts';
import type { Upkept, UpkeptFacts, UpkeptField } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { weekSaid } from './opening-words.ts';
import { findServicesByIds, type FullService } from './queries.server.ts';

/**
 * Whoever needs help asks whom to ring, when, and where: these count most. Then whether one may come and what it costs; the
 * subjects are what it is found by.
 */
function serviceFields(service: FullService): UpkeptField[] {
  const { phones, email, openings, places, ways, terms, description, audiences, eligibility } = service;
  const { free, costs, application } = service;
  const away = ways.length > 0 && !ways.includes('in_person');
  return [
    { field: 'phones', weight: 3, filled: phones.length > 0, label: 'services.form.phones' },
    { field: 'hours_1', weight: 3, filled: openings.length > 0, label: 'services.form.openings' },
    { field: 'venues', weight: 2, filled: away || places.length > 0, label: 'services.form.venues' },
    { field: 'terms', weight: 2, filled: terms.length > 0, label: 'services.form.terms' },
    { field: 'description', weight: 2, filled: description !== null, label: 'services.form.description' },
    {
      field: 'audiences',
      weight: 1,
      filled: audiences.length > 0 || eligibility !== null,
      label: 'services.form.audiences'
    },
    { field: 'ways', weight: 1, filled: ways.length > 0, label: 'services.form.ways' },
    { field: 'free', weight: 1, filled: free !== null || costs.length > 0, label: 'services.form.free' },
    { field: 'email', weight: 1, filled: email !== null, label: 'services.form.email' },
    { field: 'application', weight: 1, filled: application !== null, label: 'services.form.application' }
  ];
}

export const upkeptServices: Upkept = {
  kind: 'service',
  page: (slug) => `/services/${slug}`,
  form: (slug) => `/services/${slug}/edit`,
  label: 'services.upkept.service',
  // Opening hours and who answers the telephone change a few times a year.
  halfLife: 120,
  // Those that have ended are kept for those who look for them, and nobody has to keep them true.
  list: async (db, { organisations, settlements, limit }) => {
    const rows = await db
      .selectFrom('service')
      .innerJoin('organisation', 'organisation.id', 'service.organisation_id')
      .select('service.id')
      .where('service.status', '<>', 'ended')
      .where('organisation.closed_on', 'is', null)
      .$if(organisations !== undefined, (query) =>
        query.where('service.organisation_id', '=', anyOf<'organisation'>(organisations ?? []))
      )
      .$if(settlements !== undefined, (query) =>
        query.where('organisation.settlement_id', '=', anyOf<'settlement'>(settlements ?? []))
      )
      .orderBy('service.updated_at')
      .orderBy('service.id')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  },
  find: async (db, ids) =>
    [...(await findServicesByIds(db, ids)).values()].map((service) => ({
      id: service.id,
      slug: service.slug,
      name: service.name,
      organisation: service.organisation,
      settlement: service.organisation.settlement,
      source: service.source,
      createdAt: service.createdAt,
      updatedAt: service.updatedAt,
      facts: serviceFields(service)
    })),
  tell: async (db, ids, words) =>
    new Map(
      [...(await findServicesByIds(db, ids)).values()].map((each) => [each.id, serviceTold(each, words)])
    )
};

function serviceTold(service: FullService, words: Words): UpkeptFacts {
  const week = weekSaid(words, service, null).flatMap(({ day, hours }) => (hours ? [`${day} ${hours}`] : []));
  const places = service.places.map(({ name, settlement, street }) =>
    [name, settlement.name, street].filter((part) => part !== null).join(', ')
  );
  const lines: [term: string, text: string][] = [
    [words.t('services.form.phones'), service.phones.map(({ number }) => number).join('; ')],
    [words.t('services.form.email'), service.email ?? ''],
    [words.t('services.form.website'), service.website ?? ''],
    [words.t('services.form.openings'), week.join('; ')],
    [words.t('services.form.venues'), places.join('; ')]
  ];
  return lines.flatMap(([term, text]) => (text ? [{ term, text }] : []));
}
