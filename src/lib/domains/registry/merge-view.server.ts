// What the pages show of pairs that may be one: both records side by side, what differs, and what would move.
import { isDeepStrictEqual } from 'node:util';
import { isUuid } from '#lib/core/ids.ts';
import type { Sameness } from '#lib/core/same-place.ts';
import { isAdministrator, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { countReferences } from '#lib/platform/db/move-references.server.ts';
import type { MessageKey, Words } from '#lib/platform/words/words.ts';
import { territoryOf } from './duplicates.server.ts';
import { organisationFieldWords, venueFieldWords } from './history-words.ts';
import { anyOf } from './listing.server.ts';
import { choosable, fieldsApart, fullness } from './merge-choice.ts';
import { undoDays, type Mergeable } from './merge-schema.server.ts';
import { sideOf } from './merge.server.ts';
import { findFullOrganisations, findOrganisationsByIds, type FullOrganisation } from './queries.server.ts';
import { findVenuesByIds, type FullVenue } from './venue-queries.server.ts';

export interface RecordShown {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly updatedAt: Date;
}

export interface PairShown {
  readonly kind: Mergeable;
  readonly records: readonly [RecordShown, RecordShown];
  readonly settlement: string | null;
  readonly rows: readonly {
    readonly field: string;
    readonly label: string;
    readonly texts: readonly [string | null, string | null];
    readonly differs: boolean;
  }[];
  /** Fields in which both say something else: one chooses. */
  readonly apart: readonly string[];
  /** The one that says more; of two that say as much the older. */
  readonly keep: 0 | 1;
}

export interface PairAsked {
  readonly kind: Mergeable;
  readonly first: string;
  readonly second: string;
}

/** In their order; pairs of which one is gone are left out. */
export async function showPairs<Asked extends PairAsked>(
  db: Database,
  words: Words,
  pairs: readonly Asked[]
): Promise<{ readonly asked: Asked; readonly shown: PairShown }[]> {
  const idsOf = (kind: Mergeable): string[] =>
    pairs
      .filter((pair) => pair.kind === kind)
      .flatMap(({ first, second }) => [first, second])
      .filter(isUuid);
  const organisations = await findFullOrganisations(db, idsOf('organisation'));
  const venues = await findVenuesByIds(db, idsOf('venue'));
  const owners = await findOrganisationsByIds(
    db,
    [...venues.values()].flatMap(({ organisation }) => organisation?.id ?? [])
  );
  const records = new Map<string, FullOrganisation | FullVenue>([
    ...organisations.map((each) => [each.id, each] as const),
    ...[...venues].map(([id, each]) => [id, each] as const)
  ]);
  const fields = {
    organisation: organisationFieldWords(words),
    venue: venueFieldWords(words, (id) => owners.get(id)?.name ?? null)
  };
  return pairs.flatMap((asked) => {
    const [one, other] = [records.get(asked.first), records.get(asked.second)];
    if (!one || !other || 'furnishing' in one !== 'furnishing' in other) return [];
    const sides = [sideOf(one), sideOf(other)] as const;
    const say = (field: string, value: unknown): string | null => {
      if (value === null || value === undefined || value === false) return null;
      if (Array.isArray(value) && value.length === 0) return null;
      if (field === 'point') return pointText(value, words);
      return fields[asked.kind][field]?.say(value as JsonValue) ?? null;
    };
    const shown = [...choosable[asked.kind], ...(asked.kind === 'organisation' ? ['contacts'] : [])];
    const rows = shown.flatMap((field) => {
      const texts = [say(field, sides[0][field]), say(field, sides[1][field])] as const;
      if (texts[0] === null && texts[1] === null) return [];
      const label =
        field === 'point' ? words.t('registry.form.point') : (fields[asked.kind][field]?.label ?? field);
      return [{ field, label, texts, differs: !isDeepStrictEqual(texts[0], texts[1]) }];
    });
    const [full, fuller] = [fullness(sides[0]), fullness(sides[1])];
    return [
      {
        asked,
        shown: {
          kind: asked.kind,
          records: [recordShown(asked.kind, one), recordShown(asked.kind, other)],
          settlement: one.settlement?.name ?? null,
          rows,
          apart: fieldsApart(sides[0], sides[1], asked.kind),
          keep: fuller > full || (fuller === full && other.createdAt < one.createdAt) ? 1 : 0
        } satisfies PairShown
      }
    ];
  });
}

/** «92%», «38 m», «the address is the same», as one line. */
export function likenessText(words: Words, { name, metres, address }: Omit<Sameness, 'score'>): string {
  return [
    words.t('registry.merge.likeness', { percent: words.number(name, { style: 'percent' }) }),
    ...(metres === null
      ? []
      : [
          words.t('registry.merge.distance', {
            distance: words.number(metres, { style: 'unit', unit: 'meter' })
          })
        ]),
    words.t(`registry.merge.addressIs.${address}`)
  ].join(' · ');
}

/** What points at a record, in words: «3 events». */
export async function movesText(db: Database, words: Words, kind: Mergeable, id: string): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const { table, count } of await countReferences(db, { table: kind, kind, id })) {
    if (derived.has(table)) continue;
    const key = words.lookUp(keyOf(table), { count }) === null ? 'other' : table;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  const other = counts.get('other');
  counts.delete('other');
  return [...counts, ...(other ? [['other', other] as const] : [])].map(
    ([table, count]) => words.lookUp(keyOf(table), { count }) ?? table
  );
}

/** Rows that only say again what others say. */
const derived = new Set([
  'booking_occurrence',
  'activity_organisation',
  'service_opening',
  'hsds_row',
  'old_slug'
]);

function keyOf(table: string): MessageKey {
  return `registry.merge.moved.${table}` as MessageKey;
}

export interface MergeListed {
  readonly id: string;
  readonly gone: string;
  readonly at: Date;
  readonly into: { readonly name: string; readonly href: string };
}

/** Those that can still be undone, newest first. */
export async function listMerges(db: Database, actor: Actor, now: Date): Promise<MergeListed[]> {
  const settlements = territoryOf(actor);
  if (!isAdministrator(actor) && settlements?.length === 0) return [];
  const rows = await db
    .selectFrom('merge')
    .select(['id', 'kind', 'gone_name', 'at', 'survivor_id'])
    .where('undone_at', 'is', null)
    .where('at', '>', new Date(now.getTime() - undoDays * 86_400_000))
    .$if(settlements !== null, (query) =>
      query.where('settlement_id', '=', anyOf<'settlement'>(settlements ?? []))
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  const ids = rows.map(({ survivor_id }) => survivor_id);
  const organisations = await findOrganisationsByIds(db, ids);
  const venues = await findVenuesByIds(db, ids);
  return rows.flatMap(({ id, kind, gone_name, at, survivor_id }) => {
    const into = organisations.get(survivor_id) ?? venues.get(survivor_id);
    return into
      ? [{ id, gone: gone_name, at, into: { name: into.name, href: `/${kind}s/${into.slug}` } }]
      : [];
  });
}

function recordShown(
  kind: Mergeable,
  { id, name, slug, updatedAt }: FullOrganisation | FullVenue
): RecordShown {
  return { id, name, href: `/${kind}s/${slug}`, updatedAt };
}

function pointText(value: unknown, words: Words): string {
  const { lat, lon } = value as { lat: number; lon: number };
  const degrees = (each: number): string => words.number(each, { maximumFractionDigits: 5 });
  return `${degrees(lat)}; ${degrees(lon)}`;
}
