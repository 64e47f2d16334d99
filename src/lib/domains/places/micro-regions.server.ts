// Makes a named group of settlements: those that somebody lists by name, or all of a county.
import { slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { oneLine } from '#lib/core/text.ts';
import { isAdministrator, type Actor } from '#lib/platform/actor.ts';
import { inParts, recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import { loadSettlementFinder } from './queries.server.ts';

export type MicroRegionMade = Result<
  { readonly slug: string },
  | { ok: false; reason: 'not_allowed' }
  | { ok: false; reason: 'name_missing' }
  | { ok: false; reason: 'name_too_long' }
  | { ok: false; reason: 'name_taken' }
  | { ok: false; reason: 'settlements_missing' }
  | {
      ok: false;
      reason: 'settlement_unknown' | 'settlement_ambiguous';
      value: string;
      suggestions: readonly string[];
    }
>;

export const longestRegionName = 80;
/** More than there are in Hungary's largest county (Borsod-Abaúj-Zemplén: 358). */
const mostSettlements = 1000;

/** @param settlements names as people write them, with commas, semicolons or line ends between them */
export async function makeMicroRegion(
  db: Database,
  actor: Actor,
  { name: typed, settlements }: { name: string; settlements: string },
  now: Date
): Promise<MicroRegionMade> {
  if (!isAdministrator(actor)) return no('not_allowed');
  const name = oneLine(typed);
  if (name === '') return no('name_missing');
  if (name.length > longestRegionName) return no('name_too_long');
  const wanted = namesIn(settlements);
  if (wanted.length === 0) return no('settlements_missing');
  const finder = await loadSettlementFinder(db);
  const members = new Set<Id<'settlement'>>();
  for (const value of wanted) {
    const found = finder.find({ name: value });
    if (!found.ok)
      return no(found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous', {
        value,
        suggestions: found.suggestions
      });
    members.add(found.value.id);
  }
  return inTransaction(db, async (tx): Promise<MicroRegionMade> => {
    const taken = await tx
      .selectFrom('micro_region')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirst();
    if (taken) return no('name_taken');
    return ok({ slug: await write(tx, actor, { name, members: [...members] }, now) });
  });
}

/** All settlements of a county as one group, under the county's name; the one that is there already stays as it is. */
export async function makeCountyRegion(
  db: Database,
  actor: Actor,
  { county, name }: { county: string; name: string },
  now: Date
): Promise<Result<{ readonly slug: string }, { ok: false; reason: 'not_allowed' | 'county_unknown' }>> {
  if (!isAdministrator(actor)) return no('not_allowed');
  return inTransaction(
    db,
    async (
      tx
    ): Promise<
      Result<{ readonly slug: string }, { ok: false; reason: 'not_allowed' | 'county_unknown' }>
    > => {
      const there = await tx
        .selectFrom('micro_region')
        .select('slug')
        .where('name', '=', name)
        .executeTakeFirst();
      if (there) return ok(there);
      const rows = await tx.selectFrom('settlement').select('id').where('county', '=', county).execute();
      if (rows.length === 0) return no('county_unknown');
      return ok({ slug: await write(tx, actor, { name, members: rows.map(({ id }) => id) }, now) });
    }
  );
}

function namesIn(text: string): string[] {
  const names = text
    .slice(0, 50_000)
    .split(/[,;\n\r]+/)
    .map((name) => name.replace(/\s+/g, ' ').trim().slice(0, 100))
    .filter(Boolean);
  return [...new Set(names)].slice(0, mostSettlements);
}

async function write(
  tx: Database,
  actor: Actor,
  { name, members }: { name: string; members: readonly Id<'settlement'>[] },
  now: Date
): Promise<string> {
  const id = newId<'micro_region'>(now);
  const [slug = ''] = await freeSlugs(tx, 'micro_region', [slugOf(name)]);
  await tx.insertInto('micro_region').values({ id, slug, name }).execute();
  const rows = members.map((settlement) => ({ micro_region_id: id, settlement_id: settlement }));
  for (const part of inParts(rows)) await tx.insertInto('micro_region_settlement').values(part).execute();
  await recordActivity(tx, actor, now, {
    verb: 'micro_region.made',
    objectKind: 'micro_region',
    objectId: id,
    details: { name, settlements: members.length }
  });
  return slug;
}
