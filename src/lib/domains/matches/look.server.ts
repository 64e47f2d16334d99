// Looks again at what has changed: at those offers and needs, at what else their owners have, and at all whose best they could be among.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Point } from '#lib/core/geo.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Category } from '#lib/domains/exchange/model.ts';
import {
  listOpenOfferings,
  listOwnedOfferings,
  type OpenOffering,
  type Surroundings
} from '#lib/domains/exchange/open.server.ts';
import { pointOf } from '#lib/domains/places/model.ts';
import { anyOf } from '#lib/domains/registry/listing.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { enqueue } from '#lib/platform/jobs.server.ts';
import { findAllMatches, lightOf, noteSearch, runAside } from './find.server.ts';
import { keepMatches } from './keep.server.ts';
import { countKnown, elsewhereOf, knownSince, rememberPart } from './known-words.server.ts';

export const lookJob = 'matches.look';
export const changingVerbs = [
  ...['offering.created', 'offering.updated', 'offering.resumed', 'offering.reopened'],
  ...['offering.paused', 'offering.answered', 'offering.ended', 'offering.lapsed', 'offering.renewed']
];
/** What changes within so many seconds is looked at together: of a list that is read in there are hundreds. */
const gatherSeconds = 10;
/** More than these are looked at by a search for all, which takes no longer then. */
const mostChanged = 100;
/** What was written down before a search began may have been committed while it ran. */
const marginMs = 120_000;
/** More than the 60 km at which matches end, in degrees, everywhere in Hungary. */
const near = { lat: 0.6, lon: 0.9 };
const far = { lat: 1.2, lon: 1.8 };

/** After a change: one look at all that changed in the meantime. */
export async function askForLook(db: Database, now: Date): Promise<void> {
  const runAt = new Date(now.getTime() + gatherSeconds * 1000);
  await enqueue(db, { name: lookJob, runAt, onceKey: lookJob });
}

/** @returns how it was looked at */
export async function lookAgain(db: Database, now: Date): Promise<'nothing' | 'part' | 'all'> {
  const since = knownSince(db);
  if (!since) return findAll(db, now);
  const changed = await listChanged(db, new Date(since.getTime() - marginMs));
  if (changed.ids.length === 0) return 'nothing';
  if (changed.ids.length > mostChanged) return findAll(db, now);
  const today = dayOf(now, defaultZone);
  const centres = await centresOf(db, changed, today);
  const scope = centres && (await scopeOf(db, { ...centres, today }));
  // Whatever is nowhere is near to everything.
  if (!scope) return findAll(db, now);
  const { open, only } = scope;
  rememberPart(db, { ids: changed.ids, open }, now);
  const owned = await listOwnedOfferings(db, { today, owners: [...new Set(open.map(({ owner }) => owner))] });
  const here = new Set<string>(open.map(({ id }) => id));
  const light = open.map(lightOf);
  const elsewhere = elsewhereOf(
    db,
    light,
    owned.filter(({ id }) => !here.has(id))
  );
  const began = performance.now();
  const answer = await runAside({ kind: 'matches', today, part: { elsewhere, only } }, light);
  if (answer.kind !== 'matches') throw new Error('Matches were asked for, and rings were found');
  const seconds = (performance.now() - began) / 1000;
  await keepMatches(db, answer.found, now, only);
  const { found, pairs } = answer;
  await noteSearch(db, { ...countKnown(db), pairs, kept: found.length, seconds }, now);
  return 'part';
}

async function findAll(db: Database, now: Date): Promise<'all'> {
  await findAllMatches(db, now);
  return 'all';
}

interface Changed {
  readonly ids: readonly string[];
  /** Of all organisations that had part in it: those as well whose it was before. */
  readonly organisations: readonly string[];
}

async function listChanged(db: Database, since: Date): Promise<Changed> {
  const { rows } = await sql<{ id: string; organisations: string[] | null }>`
    select activity.object_id as id, array_agg(distinct activity_organisation.organisation_id)
        filter (where activity_organisation.organisation_id is not null) as organisations
    from offering join activity on activity.object_id = offering.id
      left join activity_organisation on activity_organisation.activity_id = activity.id
    where activity.object_kind = 'offering' and offering.updated_at >= ${since} and activity.at >= ${since}
      and activity.verb = any(${changingVerbs}::text[])
    group by activity.object_id order by activity.object_id limit ${mostChanged + 1}`.execute(db);
  return {
    ids: rows.map(({ id }) => id),
    organisations: [...new Set(rows.flatMap(({ organisations }) => organisations ?? []))]
  };
}

interface Located {
  readonly id: string;
  readonly category: Category;
  readonly point: Point;
}

interface Centres {
  /** What has changed, open or not, and what else its owners have open: what they could give back counts as well. */
  readonly changed: readonly Located[];
  /** What has had some of it among its best. */
  readonly former: readonly Located[];
}

/** Null where one of them is nowhere. */
async function centresOf(
  db: Database,
  { ids, organisations }: Changed,
  today: string
): Promise<Centres | null> {
  const owners = await db
    .selectFrom('offering')
    .select(sql<string>`coalesce(organisation_id, expert_id, id)`.as('owner'))
    .where('id', '=', anyOf<'offering'>(ids))
    .execute();
  const all = [...organisations, ...owners.map(({ owner }) => owner)];
  const theirs = await listOwnedOfferings(db, { today, owners: [...new Set(all)] });
  const changed = [...new Set<string>([...ids, ...theirs.map(({ id }) => id)])];
  const own = anyOf<'offering'>(changed);
  const { rows: former } = await sql<{ id: string }>`
    select need_id as id from match_word where offer_id = ${own}
    union select offer_id from match_word where need_id = ${own}`.execute(db);
  const [here, before] = [
    await locate(db, changed),
    await locate(
      db,
      former.map(({ id }) => id)
    )
  ];
  return here && before && { changed: here, former: before };
}

async function locate(db: Database, ids: readonly string[]): Promise<Located[] | null> {
  const rows = await db
    .selectFrom('offering')
    .innerJoin('settlement', 'settlement.id', 'offering.settlement_id')
    .select(['offering.id', 'offering.category', 'settlement.lat', 'settlement.lon'])
    .where('offering.id', '=', anyOf<'offering'>(ids as Id<'offering'>[]))
    .execute();
  const located = rows.flatMap((row): Located[] => {
    const point = pointOf(row);
    return point ? [{ id: row.id, category: row.category, point }] : [];
  });
  return located.length === rows.length ? located : null;
}

/** Whose best may have changed, and all that those could be; null where some of it is nowhere. */
async function scopeOf(
  db: Database,
  { changed, former, today }: Centres & { readonly today: string }
): Promise<{ open: OpenOffering[]; only: Set<string> } | null> {
  const around = distinct([
    ...changed.map(({ category, point }) => ({ category, point, reach: far })),
    ...former.map(({ category, point }) => ({ category, point, reach: near }))
  ]);
  const open = await listOpenOfferings(db, { today, around });
  const inner = distinct(changed.map(({ category, point }) => ({ category, point, reach: near })));
  const only = new Set<string>([...changed, ...former].map(({ id }) => id));
  for (const { id, category, point } of open) {
    if (!point) return null;
    if (inner.some((each) => each.category === category && isWithin(point, each))) only.add(id);
  }
  return { open, only };
}

function isWithin(point: Point, { point: centre, reach }: Surroundings): boolean {
  return Math.abs(point.lat - centre.lat) <= reach.lat && Math.abs(point.lon - centre.lon) <= reach.lon;
}

function distinct(all: readonly Surroundings[]): Surroundings[] {
  const keyOf = ({ category, point, reach }: Surroundings): string =>
    [category, point.lat, point.lon, reach.lat].join(' ');
  return [...new Map(all.map((each) => [keyOf(each), each])).values()];
}
