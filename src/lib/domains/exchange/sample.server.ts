// Puts the sample region's offers and needs into the database, entered over the last weeks.
import type { Id } from '#lib/core/ids.ts';
import { addDays, dayMs } from '#lib/core/time.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { fromSample } from '#lib/domains/registry/model.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import { bareOffering, expiryFrom, type OfferingFacts } from './model.ts';
import { sampleOfferings, type SampleOffering } from './sample.ts';
import { writeOfferings, type OfferingToWrite } from './write.server.ts';

/** Expects a database with the sample's register, and without its offers and needs. */
export async function loadSampleOfferings(tx: Database, { now, today }: SampleContext): Promise<void> {
  const finder = await loadSettlementFinder(tx);
  const { organisations } = await sampleIds(tx);
  const homes = await findOrganisationsByIds(tx, [...organisations.values()]);
  const writers = new Map(
    (
      await tx
        .selectFrom('role')
        .select(['organisation_id', 'person_id'])
        .where('kind', 'in', ['owner', 'editor'])
        .where('organisation_id', 'is not', null)
        .orderBy('created_at')
        .execute()
    ).map(({ organisation_id, person_id }) => [organisation_id as string, person_id])
  );
  const offerings = sampleOfferings.map((offering, index): OfferingToWrite => {
    const organisation = organisations.get(offering.who) ?? null;
    const place = organisation ? null : finder.find({ name: offering.who });
    const settlement = organisation
      ? homes.get(organisation)?.settlement?.id
      : place?.ok
        ? place.value.id
        : undefined;
    if (!settlement) throw new Error(`The sample region has no «${offering.who}»`);
    const entered = new Date(now.getTime() - (offering.ago ?? 2 + ((index * 7) % 35)) * dayMs);
    const facts = factsFor(offering, { organisation, settlement }, today);
    return {
      id: newId<'offering'>(entered),
      facts,
      before: null,
      expiresOn: expiryFrom(addDays(today, -(offering.ago ?? 10)), facts.until),
      person: (organisation ? writers.get(organisation) : null) ?? null,
      told: offering.told
        ? {
            ...{ how: 'phone', by: offering.told.by, phone: offering.told.phone, email: null, sheet: null },
            consent: 'telefonon hozzájárult, hogy név nélkül megjelenjen'
          }
        : null,
      origin: { source: fromSample, externalId: `offering-${index}` },
      createdAt: entered
    };
  });
  await writeOfferings(tx, offerings, now);
}

function factsFor(
  offering: SampleOffering,
  { organisation, settlement }: { organisation: Id<'organisation'> | null; settlement: string },
  today: string
): OfferingFacts {
  const { side, category, title, text, conditions, terms = null, course } = offering;
  const [first = null, last = null] = offering.days ?? [];
  return {
    ...bareOffering,
    ...{ side, category, title, text, conditions, organisation, settlement },
    price: conditions === 'cost' ? terms : null,
    inReturn: conditions === 'return' ? terms : null,
    inReturnCategories: offering.back ?? [],
    topics: offering.topics ?? [],
    from: first === null ? null : addDays(today, first),
    until: last === null ? null : addDays(today, last),
    weekdays: offering.weekdays ?? [],
    quantity: offering.much?.[0] ?? null,
    unit: offering.much?.[1] ?? null,
    reachKm: offering.km ?? null,
    ...(course
      ? {
          ...{ level: course.level, sessions: course.sessions, minutes: course.minutes },
          ...{ groupSize: course.group, curriculum: course.curriculum }
        }
      : {})
  };
}
