// Puts packages on the menu and changes them; each in one transaction with its activity.
import { isDeepStrictEqual } from 'node:util';
import { fold, slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import type { PackageFacts } from './model.ts';
import { canEditPackage } from './policy.ts';
import { findPackage, type TouringPackage } from './queries.server.ts';

type NotYours = { ok: false; reason: 'not_yours' };
export type PackageSaved = Result<{ id: string; slug: string }, NotYours>;

export async function createPackage(
  db: Database,
  actor: Actor,
  facts: PackageFacts,
  now: Date
): Promise<PackageSaved> {
  if (actor.kind !== 'person' || !canEditPackage(actor, { organisation: { id: facts.organisation } }))
    return no('not_yours');
  return inTransaction(db, async (tx): Promise<PackageSaved> => {
    const saved = await insertPackage(tx, { facts, person: actor.id, source: 'entered' }, now);
    await recordActivity(tx, actor, now, {
      verb: 'package.created',
      objectKind: 'package',
      objectId: saved.id,
      organisations: [facts.organisation],
      details: { title: facts.title }
    });
    return ok(saved);
  });
}

/** @param from the version that was changed (its `updatedAt`): with any other there, nothing is written */
export async function updatePackage(
  db: Database,
  actor: Actor,
  { id, facts, from }: { id: Id<'package'>; facts: PackageFacts; from?: Date | null },
  now: Date
): Promise<Result<{ id: string; slug: string }, NotYours | ChangedMeanwhile>> {
  return inTransaction(db, async (tx) => {
    await tx.selectFrom('package').select('id').where('id', '=', id).forUpdate().execute();
    const before = await findPackage(tx, id);
    if (!before || !canEditPackage(actor, before)) return no('not_yours');
    if (!canEditPackage(actor, { organisation: { id: facts.organisation } })) return no('not_yours');
    if (isAnother(from, before)) return no('changed_meanwhile', { at: before.updatedAt });
    await tx
      .updateTable('package')
      .set({ ...columnsOf(facts), updated_at: now })
      .where('id', '=', id)
      .execute();
    await recordActivity(tx, actor, now, {
      verb: 'package.updated',
      objectKind: 'package',
      objectId: id,
      organisations: [before.organisation.id],
      details: changesBetween(factsOf(before), facts)
    });
    return ok({ id, slug: before.slug });
  });
}

export async function insertPackage(
  tx: Database,
  {
    facts,
    person,
    source,
    externalId = null
  }: { facts: PackageFacts; person: Id<'person'> | null; source: string; externalId?: string | null },
  now: Date
): Promise<{ id: Id<'package'>; slug: string }> {
  const id = newId<'package'>(now);
  const [slug = id] = await freeSlugs(tx, 'package', [slugOf(facts.title)]);
  await tx
    .insertInto('package')
    .values({
      ...columnsOf(facts),
      id,
      slug,
      person_id: person,
      source,
      external_id: externalId,
      created_at: now,
      updated_at: now
    })
    .execute();
  return { id, slug };
}

export function factsOf(pack: TouringPackage): PackageFacts {
  const { id: _id, slug: _slug, source: _source, createdAt: _c, updatedAt: _u, ...facts } = pack;
  return { ...facts, organisation: pack.organisation.id, home: pack.home.id };
}

function columnsOf(facts: PackageFacts) {
  return {
    title: facts.title,
    organisation_id: facts.organisation as Id<'organisation'>,
    text: facts.text,
    minutes: facts.minutes,
    setup_minutes: facts.setup,
    teardown_minutes: facts.teardown,
    crew: facts.crew,
    min_width_m: facts.minWidth,
    min_depth_m: facts.minDepth,
    min_height_m: facts.minHeight,
    power: facts.power,
    amps: facts.amps,
    capacity_min: facts.capacity,
    darkening: facts.darkening,
    needs: facts.needs,
    audiences: [...facts.audiences],
    themes: [...facts.themes],
    fee_huf: facts.fee,
    per_km_huf: facts.perKm,
    per_night_huf: facts.perNight,
    home_settlement_id: facts.home as Id<'settlement'>,
    two_a_day: facts.twoADay,
    rest_after_days: facts.restAfter,
    earliest: facts.earliest,
    latest: facts.latest,
    weekdays: [...facts.weekdays],
    available: JSON.stringify(facts.available),
    state: facts.state,
    folded: fold([facts.title, facts.text, facts.needs].filter(Boolean).join(' '))
  };
}

function changesBetween(before: PackageFacts, after: PackageFacts): Record<string, JsonValue> {
  const fields = Object.keys(after) as (keyof PackageFacts)[];
  return Object.fromEntries(
    fields
      .filter((field) => !isDeepStrictEqual(before[field], after[field]))
      .map((field) => [field, [before[field], after[field]] as JsonValue])
  );
}
