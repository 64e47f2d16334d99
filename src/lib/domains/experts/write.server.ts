// Writes an expert's entry: the row, the organisations that it names, and its address.
import { fold, slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { enteredByHand } from '#lib/domains/registry/model.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import { removeFromSearch } from '#lib/platform/search/index.server.ts';
import type { Expert, ExpertFacts } from './model.ts';

/** Whose it is, who keeps it, and with what consent. */
export interface Keeping {
  readonly person: Id<'person'> | null;
  readonly email: string | null;
  readonly own: boolean;
  readonly keptBy: Id<'person'> | null;
  readonly reachedBy: string | null;
  readonly consent: Id<'consent'> | null;
  readonly askedAt: Date | null;
}

export async function insertExpert(
  tx: Database,
  {
    facts,
    keeping,
    origin
  }: { facts: ExpertFacts; keeping: Keeping; origin?: { source: string; externalId: string } },
  now: Date
): Promise<{ id: Id<'expert'>; slug: string }> {
  const id = newId<'expert'>(now);
  const [slug = id] = await freeSlugs(tx, 'expert', [slugOf(facts.name)]);
  await tx
    .insertInto('expert')
    .values({
      ...columnsOf(facts),
      id,
      slug,
      person_id: keeping.person,
      email: keeping.email,
      own: keeping.own,
      kept_by: keeping.keptBy,
      reached_by: keeping.reachedBy,
      consent_id: keeping.consent,
      asked_at: keeping.askedAt,
      source: origin?.source ?? enteredByHand,
      external_id: origin?.externalId ?? null,
      created_at: now,
      updated_at: now
    })
    .execute();
  await writeOrganisations(tx, id, facts.organisations);
  return { id, slug };
}

/** @param takesOver whether from now on they keep it themselves */
export async function changeExpert(
  tx: Database,
  id: Id<'expert'>,
  { facts, takesOver }: { facts: ExpertFacts; takesOver: boolean },
  now: Date
): Promise<void> {
  await tx
    .updateTable('expert')
    .set({
      ...columnsOf(facts),
      ...(takesOver ? { own: true, kept_by: null, reached_by: null } : {}),
      updated_at: now
    })
    .where('id', '=', id)
    .execute();
  await tx.deleteFrom('expert_organisation').where('expert_id', '=', id).execute();
  await writeOrganisations(tx, id, facts.organisations);
}

/** For good; search forgets it in the same transaction. */
export async function deleteExpert(tx: Database, id: Id<'expert'>): Promise<void> {
  await removeFromSearch(tx, 'expert', [id]);
  await tx.deleteFrom('expert').where('id', '=', id).execute();
}

/** Names of the fields that differ. What was in them is not kept: it is about a person, and goes when they change it. */
export function changedFields(before: ExpertFacts, facts: ExpertFacts): string[] {
  return (Object.keys(labelledFields) as (keyof ExpertFacts)[]).filter(
    (field) => JSON.stringify(plain(before[field])) !== JSON.stringify(plain(facts[field]))
  );
}

/** Every field of an entry, in the order of its form. */
export const labelledFields: Readonly<Record<keyof ExpertFacts, true>> = {
  name: true,
  headline: true,
  standing: true,
  fields: true,
  skills: true,
  offers: true,
  introduction: true,
  languages: true,
  links: true,
  organisations: true,
  settlement: true,
  reach: true,
  online: true,
  conditions: true,
  conditionNote: true,
  visibility: true
};

export function factsOf(expert: Expert): ExpertFacts {
  return {
    ...expert,
    settlement: expert.settlement.id,
    organisations: expert.organisations.map(({ id }) => id)
  };
}

function columnsOf(facts: ExpertFacts) {
  const { name, headline, skills, introduction, reach } = facts;
  return {
    name,
    headline,
    fields: [...facts.fields],
    skills: [...skills],
    languages: [...facts.languages],
    standing: facts.standing,
    offers: [...facts.offers],
    settlement_id: facts.settlement as Id<'settlement'>,
    reach: reach.kind,
    reach_km: reach.kind === 'distance' ? reach.km : null,
    online: facts.online,
    conditions: facts.conditions,
    condition_note: facts.conditionNote,
    introduction,
    links: [...facts.links],
    visibility: facts.visibility,
    folded: fold([name, headline, ...skills, introduction].filter(Boolean).join(' '))
  };
}

async function writeOrganisations(
  tx: Database,
  id: Id<'expert'>,
  organisations: readonly string[]
): Promise<void> {
  if (organisations.length === 0) return;
  await tx
    .insertInto('expert_organisation')
    .values(
      [...new Set(organisations)].map((organisation) => ({
        expert_id: id,
        organisation_id: organisation as Id<'organisation'>
      }))
    )
    .execute();
}

/** Lists in one order, whatever that of the boxes or of the database was. */
function plain(value: ExpertFacts[keyof ExpertFacts]): unknown {
  return Array.isArray(value) ? [...(value as readonly string[])].sort() : value;
}
