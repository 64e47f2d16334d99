// Which rows of a file may be records that are already there under another name: shown before anything is taken for the same.
import type { Point } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { findLikeliest, judge, readPlace, surely, type Place } from '#lib/core/same-place.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { AlikeRow, ImportPlan, Recognition } from '#lib/platform/tabular/mapping.ts';
import { placesIn } from './duplicates.server.ts';
import type { Mergeable } from './merge-schema.server.ts';

interface Draft {
  readonly name: string;
  readonly street: string | null;
  readonly settlement: { readonly id: string; readonly name: string } | null;
  readonly point?: Point | null;
}

interface Row {
  readonly line: number;
  readonly key: string;
  readonly draft: Draft;
}

/** Plans with the rows that were recognised and, where that is wanted, once more with those that surely are what they look like. */
export async function planRecognising<T>(
  plan: (recognised: ReadonlyMap<string, string>) => Promise<ImportPlan<T>>,
  recognition: Recognition | undefined
): Promise<ImportPlan<T>> {
  const chosen = recognition?.chosen ?? new Map<string, string>();
  const first = await plan(chosen);
  if (!recognition?.surely) return first;
  const more = (first.alike ?? []).filter(
    ({ sure, taken, key }) => sure && !taken && !recognition.apart.has(key)
  );
  if (more.length === 0) return first;
  return plan(new Map([...chosen, ...more.map(({ key, known }) => [key, known.id] as const)]));
}

/**
 * What the new rows are like, and the rows that were recognised; likeliest first. Records that the file itself calls by their names
 * are left out: whoever wrote it told them apart. Of rows that are like one record only the likeliest may surely be it.
 */
export async function findAlike(
  db: Database,
  kind: Mergeable,
  file: {
    readonly rows: readonly Row[];
    readonly plan: ImportPlan<unknown>;
    readonly existing: ReadonlyMap<string, { readonly id: string }>;
    /** Keys of the rows that were recognised. */
    readonly told: ReadonlySet<string>;
  }
): Promise<AlikeRow[]> {
  const created = new Set(file.plan.create);
  const told = file.rows.filter(({ key }) => file.told.has(key));
  const rows = [...file.rows.filter(({ draft }) => created.has(draft)), ...told];
  const settlements = new Set(rows.flatMap(({ draft }) => draft.settlement?.id ?? []));
  if (settlements.size === 0) return [];
  const places = await placesIn(db, kind, [...settlements]);
  const byId = new Map(places.map((place) => [place.id, place]));
  const called = new Set(file.rows.flatMap(({ key }) => file.existing.get(key)?.id ?? []));
  const likeliest = findLikeliest(
    rows.filter(({ key }) => !file.told.has(key)).flatMap(placeOf),
    places.filter(({ id }) => !called.has(id))
  );
  const alike = rows.flatMap((row): AlikeRow[] => {
    const taken = file.told.has(row.key);
    const id = taken ? file.existing.get(row.key)?.id : likeliest.get(row.key)?.second;
    const known = byId.get(id ?? '');
    const [place] = placeOf(row);
    if (!known || !place) return [];
    const { score, metres } = likeliest.get(row.key) ?? judge(readPlace(place), readPlace(known));
    return [
      {
        line: row.line,
        key: row.key,
        name: place.name,
        street: place.street,
        settlement: place.settlement.name,
        known: {
          id: known.id,
          name: known.name,
          street: known.street,
          href: `/${kind}s/${known.slug}`
        },
        likeness: score,
        metres,
        sure: score >= surely,
        taken
      }
    ];
  });
  alike.sort((a, b) => b.likeness - a.likeness || a.line - b.line);
  const first = new Set<string>();
  return alike.map((row) => {
    const sure = row.sure && !first.has(row.known.id);
    if (!row.taken) first.add(row.known.id);
    return { ...row, sure };
  });
}

/** The next import of the source finds the records that were recognised by the names which they have there. */
export async function rememberRecognised(
  tx: Database,
  kind: Mergeable,
  { source, plan, now }: { source: string; plan: ImportPlan<unknown>; now: Date }
): Promise<void> {
  const rows = (plan.alike ?? []).flatMap(({ taken, key, known }) =>
    taken
      ? [
          {
            id: newId<'record_alias'>(now),
            organisation_id: kind === 'organisation' ? (known.id as Id<'organisation'>) : null,
            venue_id: kind === 'venue' ? (known.id as Id<'venue'>) : null,
            source,
            external_id: key
          }
        ]
      : []
  );
  for (const part of inParts(rows))
    await tx
      .insertInto('record_alias')
      .values(part)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

function placeOf({ key, draft: { name, street, settlement, point } }: Row): Place[] {
  return settlement ? [{ id: key, name, street, settlement, point: point ?? null }] : [];
}
