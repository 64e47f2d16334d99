// Puts the sample region's experts into the database, each with a consent, but for the one who has not answered yet.
import type { Id } from '#lib/core/ids.ts';
import { dayMs } from '#lib/core/time.ts';
import { recordConsent } from '#lib/domains/people/consent.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { fromSample } from '#lib/domains/registry/model.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import type { ExpertFacts } from './model.ts';
import { sampleExperts, type SampleExpert } from './sample.ts';
import { insertExpert } from './write.server.ts';

const wording =
  'Hozzájárulok, hogy amit itt magamról megadok, megjelenjen a szakértők között azoknak, akiknek engedem.';

/** Expects a database with the sample's register, and without its experts. */
export async function loadSampleExperts(tx: Database, { now }: SampleContext): Promise<void> {
  const finder = await loadSettlementFinder(tx);
  const { organisations } = await sampleIds(tx);
  const keepers = new Map(
    (await tx.selectFrom('person').select(['id', 'email']).where('email', 'is not', null).execute()).map(
      ({ id, email }) => [email, id]
    )
  );
  const given = new Date(now.getTime() - 20 * dayMs);
  for (const [index, expert] of sampleExperts.entries()) {
    const home = finder.find({ name: expert.settlement });
    if (!home.ok) throw new Error(`The sample region has no settlement «${expert.settlement}»`);
    const keptBy = keepers.get(expert.keeper ?? '') ?? null;
    const organisation = expert.organisation ? organisations.get(expert.organisation) : null;
    if (organisation === undefined)
      throw new Error(`The sample region has no organisation «${expert.organisation}»`);
    const person = expert.waiting ? null : await personFor(tx, expert, { keptBy, given }, now);
    await insertExpert(
      tx,
      {
        facts: factsFor(expert, { settlement: home.value.id, organisation }),
        keeping: {
          person: person?.id ?? null,
          email: person ? null : expert.email,
          own: expert.keeper === undefined,
          keptBy,
          reachedBy: expert.email === null ? 'személyesen, a klubban' : null,
          consent: person?.consent ?? null,
          askedAt: person ? null : now
        },
        origin: { source: fromSample, externalId: `expert-${index}` }
      },
      now
    );
  }
}

async function personFor(
  tx: Database,
  { name, email }: SampleExpert,
  { keptBy, given }: { keptBy: Id<'person'> | null; given: Date },
  now: Date
): Promise<{ id: Id<'person'>; consent: Id<'consent'> }> {
  const id = await addPerson(tx, { name, email, roles: [] }, now);
  const how = email ? ('online' as const) : ('paper' as const);
  const consent = await recordConsent(
    tx,
    {
      ...{ of: { person: id }, purpose: 'expert', wording, how },
      ...{ recordedBy: email ? null : keptBy, givenAt: given }
    },
    now
  );
  return { id, consent };
}

function factsFor(
  expert: SampleExpert,
  { settlement, organisation }: { settlement: string; organisation: string | null }
): ExpertFacts {
  return {
    ...{ name: expert.name, headline: expert.headline, fields: expert.fields, skills: expert.skills },
    ...{ standing: expert.standing, offers: expert.offers, settlement, reach: expert.reach },
    ...{ conditions: expert.conditions, introduction: expert.introduction, links: [] },
    languages: expert.languages ?? ['hu'],
    online: expert.online ?? false,
    conditionNote: expert.conditionNote ?? null,
    visibility: expert.visibility ?? 'public',
    organisations: organisation ? [organisation] : []
  };
}
