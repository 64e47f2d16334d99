// Writes the places of the sample region into the settlements that are there already; what an official list said stays.
import { inParts } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import { legalStatusOf, nothingKnown, type SettlementFacts } from './model.ts';
import { loadSettlementFinder } from './queries.server.ts';
import { sampleMicroRegions, sampleSettlements, type SampleSettlement } from './sample.ts';
import { insertSettlements, loadKnownSettlements, updateSettlements } from './write.server.ts';

const source = 'sample';

export async function sampleRegion(tx: Database, { now }: SampleContext): Promise<void> {
  await sampleFacts(tx, now);
  const finder = await loadSettlementFinder(tx);
  const regions = sampleMicroRegions.map((region) => ({ id: newId<'micro_region'>(now), ...region }));
  await tx
    .insertInto('micro_region')
    .values(regions.map(({ id, slug, name }) => ({ id, slug, name })))
    .execute();
  const members = regions.flatMap(({ id, settlements }) =>
    settlements.flatMap((name) => {
      const found = finder.find({ name });
      return found.ok ? [{ micro_region_id: id, settlement_id: found.value.id }] : [];
    })
  );
  for (const part of inParts(members)) await tx.insertInto('micro_region_settlement').values(part).execute();
}

/** Fills only what is not known yet: the sample's figures are rounded. */
async function sampleFacts(tx: Database, now: Date): Promise<void> {
  const known = new Map(
    (await loadKnownSettlements(tx)).map((settlement) => [settlement.facts.name, settlement])
  );
  const missing = sampleSettlements.filter(({ name }) => !known.has(name));
  const updates = sampleSettlements.flatMap((sample) => {
    const there = known.get(sample.name);
    return there ? [{ id: there.id, before: there.facts, after: filled(there.facts, factsOf(sample)) }] : [];
  });
  const changed = updates.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  await updateSettlements(tx, changed, { source, now });
  await insertSettlements(tx, missing.map(factsOf), { source, now });
}

function factsOf({ legalStatus, lat, lon, ...sample }: SampleSettlement): SettlementFacts {
  return { ...nothingKnown, ...sample, legalStatus: legalStatusOf(legalStatus), point: { lat, lon } };
}

function filled(known: SettlementFacts, sample: SettlementFacts): SettlementFacts {
  return {
    name: known.name,
    kshCode: known.kshCode ?? sample.kshCode,
    legalStatus: known.legalStatus ?? sample.legalStatus,
    county: known.county ?? sample.county,
    district: known.district ?? sample.district,
    districtCode: known.districtCode,
    areaHa: known.areaHa,
    population: known.population ?? sample.population,
    dwellings: known.dwellings,
    postalCodes: known.postalCodes.length > 0 ? known.postalCodes : sample.postalCodes,
    point: known.point ?? sample.point
  };
}
