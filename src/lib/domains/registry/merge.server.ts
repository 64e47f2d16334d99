// Makes one record of two that mean the same thing and loses nothing: all that pointed at the one that goes points at the one that stays.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { recordActivities } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { moveReferences, rowOf, takeAway, type Moves } from '#lib/platform/db/move-references.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { Domain, MergeHindrance } from '#lib/platform/domain.ts';
import { findLinkSubjects, moveLinkSubjects } from './merge-links.server.ts';
import { factsTaken, type Side } from './merge-choice.ts';
import { byOwnId, type Mergeable } from './merge-schema.server.ts';
import { canMerge } from './policy.ts';
import { findOrganisation, type FullOrganisation } from './queries.server.ts';
import { findVenue, type FullVenue } from './venue-queries.server.ts';
import { organisationChanges, writeOrganisations } from './write-organisations.server.ts';
import { factsOf, venueChanges, writeVenues } from './write-venues.server.ts';

export type MergeRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  | { ok: false; reason: 'changed_meanwhile' }
  | { ok: false; reason: 'hindered'; hindrances: readonly MergeHindrance[] };
export type Merged = Result<{ id: Id<'merge'>; slug: string; name: string }, MergeRefused>;

export interface MergeAsked {
  readonly kind: Mergeable;
  /** The record that stays. */
  readonly into: string;
  /** The record that becomes part of it. */
  readonly from: string;
  /** Fields whose value comes from the record that goes; all others keep, or are filled where nothing stands. */
  readonly taken: readonly string[];
  /** When both were written as they were shown. */
  readonly seen?: { readonly into: Date; readonly from: Date };
}

/** What the merge needs of the house: who has something against it, and the words to say so. */
export interface MergeHouse {
  readonly domains: readonly Domain[];
  readonly words: Words;
}

/** All that is needed to undo a merge. */
export interface Snapshot {
  readonly gone: Row;
  readonly contacts: readonly Row[];
  readonly before: Row;
  readonly after: Row;
  readonly moves: Moves;
  /** Mailed links that spoke of the record that went. */
  readonly links: readonly string[];
}
export type Row = { readonly [column: string]: JsonValue };

export async function mergeRecords(
  db: Database,
  actor: Actor,
  { kind, into, from, taken, seen }: MergeAsked,
  { now, house }: { now: Date; house: MergeHouse }
): Promise<Merged> {
  if (into === from) return no('not_found');
  return inTransaction(db, async (tx): Promise<Merged> => {
    // Always in the same order: two who merge the same pair wait for each other instead of blocking each other.
    for (const id of [into, from].sort()) await rowOf(tx, kind, id);
    const [survivor, other] = [await findRecord(tx, kind, into), await findRecord(tx, kind, from)];
    const [before, gone] = [await rowOf(tx, kind, into), await rowOf(tx, kind, from)];
    if (!survivor || !other || !before || !gone) return no('not_found');
    if (!canMerge(actor, survivor, other)) return no('not_yours');
    const stale = seen && (+seen.into !== +survivor.updatedAt || +seen.from !== +other.updatedAt);
    if (stale) return no('changed_meanwhile');
    const hindrances = await listHindrances(tx, { kind, into, from }, house);
    if (hindrances.length > 0) return no('hindered', { hindrances });

    const contacts = kind === 'organisation' ? await contactRows(tx, from) : [];
    const twice = kind === 'organisation' ? await takeTwofoldContacts(tx, { into, from }) : [];
    const links = await moveLinkSubjects(tx, await findLinkSubjects(tx, from), { from, into });
    const moves = await moveReferences(tx, { table: kind, kind, from, into });
    await forgetPairs(tx, kind, from, into);
    await tx
      .deleteFrom(kind)
      .where('id', '=', from as never)
      .execute();
    await keepAddress(tx, kind, gone, into);
    await keepKey(tx, kind, { gone, into }, now);
    const changes = await takeFacts(tx, kind, { into, other, taken }, now);

    const id = newId<'merge'>(now);
    const after = (await rowOf(tx, kind, into)) ?? before;
    const snapshot: Snapshot = {
      gone,
      contacts,
      before,
      after,
      moves: { ...moves, dropped: [...twice, ...moves.dropped] },
      links
    };
    await tx
      .insertInto('merge')
      .values({
        id,
        kind,
        survivor_id: into,
        gone_id: from,
        gone_name: other.name,
        settlement_id: (survivor.settlement?.id ?? null) as Id<'settlement'> | null,
        at: now,
        person_id: actor.kind === 'person' ? actor.id : null,
        snapshot: sql<JsonValue>`${JSON.stringify(snapshot)}::jsonb`,
        undone_at: null
      })
      .execute();
    await recordActivities(tx, actor, now, [
      {
        verb: `${kind}.merged`,
        objectKind: kind,
        objectId: into,
        organisations: organisationsOf(kind, into, survivor),
        details: { gone: from, name: other.name, merge: id, ...changes }
      }
    ]);
    return ok({ id, slug: String(after['slug']), name: survivor.name });
  });
}

async function listHindrances(
  tx: Database,
  merge: { kind: Mergeable; into: string; from: string },
  { domains, words }: MergeHouse
): Promise<MergeHindrance[]> {
  const all: MergeHindrance[] = [];
  for (const { mergeHindrances } of domains)
    if (mergeHindrances) all.push(...(await mergeHindrances(tx, merge, words)));
  return all;
}

export function findRecord(
  tx: Database,
  kind: Mergeable,
  id: string
): Promise<FullOrganisation | FullVenue | null> {
  return kind === 'organisation' ? findOrganisation(tx, id) : findVenue(tx, id);
}

export function organisationsOf(kind: Mergeable, id: string, record: FullOrganisation | FullVenue): string[] {
  if (kind === 'organisation') return [id];
  return 'organisation' in record && record.organisation ? [record.organisation.id] : [];
}

async function contactRows(tx: Database, organisation: string): Promise<Row[]> {
  const { rows } = await sql<{ row: Row }>`select to_jsonb(mine) as row from organisation_contact mine
    where organisation_id = ${organisation}::uuid order by position, id`.execute(tx);
  return rows.map(({ row }) => row);
}

/** The same address or name at both is one contact; whoever may see it at either may go on seeing it. */
async function takeTwofoldContacts(
  tx: Database,
  { into, from }: { into: string; from: string }
): Promise<{ table: string; row: Row }[]> {
  const { rows } = await sql<{ row: Row }>`select to_jsonb(mine) as row from organisation_contact mine
    where organisation_id = ${from}::uuid and exists (
      select 1 from organisation_contact theirs where theirs.organisation_id = ${into}::uuid
        and theirs.kind = mine.kind and lower(theirs.value) = lower(mine.value)
        and theirs.visibility = mine.visibility)`.execute(tx);
  const gone = [];
  for (const { row } of rows) gone.push(...(await takeAway(tx, 'organisation_contact', row)));
  return gone;
}

/** What was said of a pair with the one that goes is now said of the one that stays. */
async function forgetPairs(tx: Database, kind: Mergeable, from: string, into: string): Promise<void> {
  await sql`insert into not_same (kind, first_id, second_id, person_id, at)
    select kind, least(other, ${into}::uuid), greatest(other, ${into}::uuid), person_id, at from (
      select *, case when first_id = ${from}::uuid then second_id else first_id end as other from not_same
      where kind = ${kind} and ${from}::uuid in (first_id, second_id)
    ) pair where other <> ${into}::uuid on conflict do nothing`.execute(tx);
  for (const table of ['not_same', 'suspected_duplicate'] as const)
    await sql`delete from ${sql.table(table)}
      where kind = ${kind} and ${from}::uuid in (first_id, second_id)`.execute(tx);
}

async function keepAddress(tx: Database, kind: Mergeable, gone: Row, into: string): Promise<void> {
  await tx
    .insertInto('old_slug')
    .values({ kind, slug: String(gone['slug']), object_id: into })
    .execute();
}

async function keepKey(
  tx: Database,
  kind: Mergeable,
  { gone, into }: { gone: Row; into: string },
  now: Date
): Promise<void> {
  const keys = [[byOwnId, String(gone['id'])]];
  if (gone['external_id'] !== null) keys.push([String(gone['source']), String(gone['external_id'])]);
  await tx
    .insertInto('record_alias')
    .values(
      keys.map(([source = '', external_id = '']) => ({
        id: newId<'record_alias'>(now),
        organisation_id: kind === 'organisation' ? into : null,
        venue_id: kind === 'venue' ? into : null,
        source,
        external_id
      }))
    )
    .execute();
}

/** @returns what changed of the survivor, as the history tells it */
async function takeFacts(
  tx: Database,
  kind: Mergeable,
  { into, other, taken }: { into: string; other: FullOrganisation | FullVenue; taken: readonly string[] },
  now: Date
): Promise<Record<string, JsonValue>> {
  if (kind === 'organisation') {
    const before = await findOrganisation(tx, into);
    if (!before) return {};
    const draft = { ...before, ...factsTaken(sideOf(before), sideOf(other), taken) };
    const changes = organisationChanges(before, draft);
    if (Object.keys(changes).length > 0)
      await writeOrganisations(tx, [{ id: before.id, draft, before }], now);
    return changes;
  }
  const before = await findVenue(tx, into);
  if (!before) return {};
  const facts = factsTaken(sideOf(before), sideOf(other), taken);
  const furnishing = Object.fromEntries(
    Object.keys(before.furnishing).map((field) => [field, facts[field]])
  ) as unknown as FullVenue['furnishing'];
  const draft = { ...factsOf(before), ...facts, furnishing };
  const changes = venueChanges(factsOf(before), draft);
  if (Object.keys(changes).length > 0) await writeVenues(tx, [{ id: before.id, draft, before }], now);
  return changes;
}

/** What people choose between, by field; of a venue the organisation by its id. */
export function sideOf(record: FullOrganisation | FullVenue): Side {
  if ('furnishing' in record) return { ...factsOf(record), ...record.furnishing };
  return { ...record };
}
