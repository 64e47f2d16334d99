// Makes two records again of two that were merged, for a month: everything that moved goes back, and what cannot is told.
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { recordActivities } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { moveBack, putBack, rowOf, type Moves } from '#lib/platform/db/move-references.server.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import { moveLinkSubjects } from './merge-links.server.ts';
import { findRecord, organisationsOf, type Row, type Snapshot } from './merge.server.ts';
import { byOwnId, undoDays, type Mergeable } from './merge-schema.server.ts';
import { canMerge } from './policy.ts';
import type { FullOrganisation } from './queries.server.ts';
import type { FullVenue } from './venue-queries.server.ts';

export type UndoRefused =
  { ok: false; reason: 'not_found' } | { ok: false; reason: 'not_yours' } | { ok: false; reason: 'too_late' };
export type Undone = Result<
  {
    readonly slug: string;
    readonly name: string;
    /** What could not be as it was: rows by table that are elsewhere now, and fields that others changed since. */
    readonly missing: readonly { readonly table: string; readonly count: number }[];
    readonly changed: readonly string[];
  },
  UndoRefused
>;

/** Everything that moved goes back; what others changed since stays, and is told. What came since then stays with the survivor. */
export async function undoMerge(db: Database, actor: Actor, id: string, now: Date): Promise<Undone> {
  return inTransaction(db, async (tx): Promise<Undone> => {
    const merge = await tx
      .selectFrom('merge')
      .selectAll()
      .where('id', '=', id as Id<'merge'>)
      .forUpdate()
      .executeTakeFirst();
    if (!merge || merge.undone_at) return no('not_found');
    const { kind, survivor_id: into, gone_id: from } = merge;
    const current = await rowOf(tx, kind, into);
    const survivor = await findRecord(tx, kind, into);
    if (!current || !survivor) return no('not_found');
    if (!canMerge(actor, survivor)) return no('not_yours');
    if (now.getTime() - merge.at.getTime() > undoDays * 86_400_000) return no('too_late');
    const snapshot = merge.snapshot as unknown as Snapshot;

    const changed = await giveFactsBack(tx, kind, { id: into, current, snapshot }, now);
    const slug = await addressFor(tx, kind, String(snapshot.gone['slug']));
    await tx
      .deleteFrom('record_alias')
      .where(`${kind}_id`, '=', into)
      .where((eb) =>
        eb.or([
          eb.and({ source: byOwnId, external_id: from }),
          eb.and({
            source: String(snapshot.gone['source']),
            external_id: String(snapshot.gone['external_id'])
          })
        ])
      )
      .execute();
    if (!(await putBack(tx, kind, { ...snapshot.gone, slug }))) return no('too_late');
    const missing = await moveBack(tx, withoutContacts(snapshot.moves), { from, into });
    if (kind === 'organisation') await giveContactsBack(tx, snapshot, { from, into });
    await moveLinkSubjects(tx, snapshot.links, { from: into, into: from });
    await tx.updateTable('merge').set({ undone_at: now }).where('id', '=', merge.id).execute();
    await rememberParted(tx, actor, { kind, from, into, name: merge.gone_name, survivor }, now);
    return ok({ slug, name: merge.gone_name, missing, changed });
  });
}

async function rememberParted(
  tx: Database,
  actor: Actor,
  {
    kind,
    from,
    into,
    name,
    survivor
  }: { kind: Mergeable; from: string; into: string; name: string; survivor: FullOrganisation | FullVenue },
  now: Date
): Promise<void> {
  const about = (id: string, other: string) => ({
    verb: `${kind}.parted`,
    objectKind: kind,
    objectId: id,
    organisations: organisationsOf(kind, id, survivor),
    details: { name: other }
  });
  await recordActivities(tx, actor, now, [about(into, name), about(from, survivor.name)]);
}

/** The one that it had, unless somebody has given it to the survivor since. */
async function addressFor(tx: Database, kind: Mergeable, slug: string): Promise<string> {
  await tx.deleteFrom('old_slug').where('kind', '=', kind).where('slug', '=', slug).execute();
  return (await freeSlugs(tx, kind, [slug]))[0] ?? slug;
}

/** Contacts are written anew with every change of them, so they are known by what they say, not by their ids. */
async function giveContactsBack(
  tx: Database,
  { contacts, moves }: Snapshot,
  { from, into }: { from: string; into: string }
): Promise<void> {
  const shared = new Set(
    moves.dropped.filter(({ table }) => table === 'organisation_contact').map(({ row }) => row['id'])
  );
  for (const row of contacts) {
    if (!shared.has(row['id']))
      await sql`delete from organisation_contact where organisation_id = ${into}::uuid
        and kind = ${String(row['kind'])} and value = ${String(row['value'])}
        and visibility = ${String(row['visibility'])}`.execute(tx);
    await putBack(tx, 'organisation_contact', { ...row, organisation_id: from });
  }
}

function withoutContacts({ moved, dropped }: Moves): Moves {
  const isOther = ({ table }: { readonly table: string }): boolean => table !== 'organisation_contact';
  return { moved: moved.filter(isOther), dropped: dropped.filter(isOther) };
}

/** @returns the columns that were changed by the merge and by others since, and stay as they are */
async function giveFactsBack(
  tx: Database,
  kind: Mergeable,
  { id, current, snapshot }: { id: string; current: Row; snapshot: Snapshot },
  now: Date
): Promise<string[]> {
  const { before, after } = snapshot;
  const own = Object.keys(before).filter(
    (column) => column !== 'updated_at' && !isDeepStrictEqual(before[column], after[column])
  );
  const [back, changed] = [
    own.filter((column) => isDeepStrictEqual(current[column], after[column])),
    own.filter((column) => !isDeepStrictEqual(current[column], after[column]))
  ];
  if (back.length === 0) return changed;
  if (back.includes('slug')) {
    const [was, is] = [String(before['slug']), String(after['slug'])];
    await tx.deleteFrom('old_slug').where('kind', '=', kind).where('slug', '=', was).execute();
    await tx
      .insertInto('old_slug')
      .values({ kind, slug: is, object_id: id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const row = JSON.stringify(Object.fromEntries(back.map((column) => [column, before[column] ?? null])));
  await sql`update ${sql.table(kind)} mine set ${sql.join(
    back.map((column) => sql`${sql.ref(column)} = ${sql.ref(`old.${column}`)}`)
  )}, updated_at = ${now}
    from jsonb_populate_record(null::${sql.table(kind)}, ${row}::jsonb) old where mine.id = ${id}::uuid`.execute(
    tx
  );
  return changed.filter((column) => !['slug', 'folded'].includes(column));
}
