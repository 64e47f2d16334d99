// Adds, describes, orders, takes off and puts back the photos of a record; each in one transaction with an activity of the record.
import { sql } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { Photographed, PhotographedRecord } from '#lib/platform/domain.ts';
import type { EncodedPhoto } from '#lib/platform/photos/photo-sizes.ts';
import { mostPhotos, type PhotoTexts } from './model.ts';

/** A record, and the kind of records it is one of. */
export interface Owner {
  readonly of: Photographed;
  readonly record: PhotographedRecord;
}

type NotFound = { ok: false; reason: 'not_found' };
export type PhotoAdded = Result<{ id: Id<'photo'> }, NotFound | { ok: false; reason: 'too_many' }>;
export type PhotoChanged = Result<{ alt: string }, NotFound | { ok: false; reason: 'too_many' }>;

/** As the last one. */
export async function addPhoto(
  db: Database,
  actor: Actor,
  { owner, photo, texts }: { owner: Owner; photo: EncodedPhoto; texts: PhotoTexts },
  now: Date
): Promise<PhotoAdded> {
  if (!owner.record.mayChange) return no('not_found');
  return inTransaction(db, async (tx): Promise<PhotoAdded> => {
    await takeTurns(tx, owner);
    const { count, last } = await orderOf(tx, owner);
    if (count >= mostPhotos) return no('too_many');
    const id = newId<'photo'>(now);
    await tx
      .insertInto('photo')
      .values({
        id,
        record_kind: owner.of.kind,
        record_id: owner.record.id,
        position: last + 1,
        ...texts,
        colour: photo.colour,
        person_id: actor.kind === 'person' ? actor.id : null,
        created_at: now,
        updated_at: now,
        removed_at: null
      })
      .execute();
    for (const file of photo.files)
      await tx
        .insertInto('photo_file')
        .values({ photo_id: id, ...file })
        .execute();
    await tell(tx, actor, now, { owner, verb: 'photo.added', details: { photo: texts.alt } });
    return ok({ id });
  });
}

/** Nothing is written when nothing has changed. */
export async function describePhoto(
  db: Database,
  actor: Actor,
  { owner, id, texts }: { owner: Owner; id: string; texts: PhotoTexts },
  now: Date
): Promise<PhotoChanged> {
  return onPhoto(db, { owner, id }, async (tx, before) => {
    const changes: Record<string, JsonValue> = {};
    for (const field of ['alt', 'caption', 'credit', 'licence'] as const)
      if (before[field] !== texts[field]) changes[field] = [before[field], texts[field]];
    if (Object.keys(changes).length === 0) return ok({ alt: texts.alt });
    await tx
      .updateTable('photo')
      .set({ ...texts, updated_at: now })
      .where('id', '=', before.id)
      .execute();
    await tell(tx, actor, now, {
      owner,
      verb: 'photo.described',
      details: { photo: texts.alt, ...changes }
    });
    return ok({ alt: texts.alt });
  });
}

/** Before the one that stands before it, or after the next; the first and the last stay where they are. */
export async function movePhoto(
  db: Database,
  actor: Actor,
  { owner, id, where }: { owner: Owner; id: string; where: 'earlier' | 'later' },
  now: Date
): Promise<PhotoChanged> {
  return onPhoto(db, { owner, id }, async (tx, photo) => {
    const order = await orderOf(tx, owner);
    const from = order.ids.indexOf(photo.id);
    const to = where === 'earlier' ? from - 1 : from + 1;
    const other = order.ids[to];
    if (from < 0 || other === undefined) return ok({ alt: photo.alt });
    const ids = order.ids.with(from, other).with(to, photo.id);
    await sql`update photo set position = place.at, updated_at = ${now}
      from unnest(${ids}::uuid[]) with ordinality as place (id, at)
      where photo.id = place.id and photo.position <> place.at`.execute(tx);
    await tell(tx, actor, now, { owner, verb: 'photo.moved', details: { photo: photo.alt } });
    return ok({ alt: photo.alt });
  });
}

/** Nobody sees it any more; for some days it can be put back. */
export async function removePhoto(
  db: Database,
  actor: Actor,
  { owner, id }: { owner: Owner; id: string },
  now: Date
): Promise<PhotoChanged> {
  return onPhoto(db, { owner, id }, async (tx, photo) => {
    if (photo.removed_at) return ok({ alt: photo.alt });
    await tx.updateTable('photo').set({ removed_at: now }).where('id', '=', photo.id).execute();
    await tell(tx, actor, now, { owner, verb: 'photo.removed', details: { photo: photo.alt } });
    return ok({ alt: photo.alt });
  });
}

/** As the last one. */
export async function restorePhoto(
  db: Database,
  actor: Actor,
  { owner, id }: { owner: Owner; id: string },
  now: Date
): Promise<PhotoChanged> {
  return onPhoto(db, { owner, id }, async (tx, photo) => {
    if (!photo.removed_at) return ok({ alt: photo.alt });
    const { count, last } = await orderOf(tx, owner);
    if (count >= mostPhotos) return no('too_many');
    await tx
      .updateTable('photo')
      .set({ removed_at: null, position: last + 1 })
      .where('id', '=', photo.id)
      .execute();
    await tell(tx, actor, now, { owner, verb: 'photo.restored', details: { photo: photo.alt } });
    return ok({ alt: photo.alt });
  });
}

/** For good: one that was taken off, before its time. */
export async function forgetPhoto(
  db: Database,
  actor: Actor,
  { owner, id }: { owner: Owner; id: string },
  now: Date
): Promise<PhotoChanged> {
  return onPhoto(db, { owner, id }, async (tx, photo) => {
    if (!photo.removed_at) return no('not_found');
    await tx.deleteFrom('photo').where('id', '=', photo.id).execute();
    await tell(tx, actor, now, { owner, verb: 'photo.forgotten', details: {} });
    return ok({ alt: photo.alt });
  });
}

/** Photos of records that are not there any more go with them. @returns how many went */
export async function forgetPhotosOfNothing(db: Database, kinds: readonly Photographed[]): Promise<number> {
  let gone = 0;
  for (const { kind, remaining } of kinds) {
    const rows = await db
      .selectFrom('photo')
      .select('record_id')
      .distinct()
      .where('record_kind', '=', kind)
      .execute();
    const ids = rows.map(({ record_id }) => record_id);
    const there = new Set(ids.length > 0 ? await remaining(db, ids) : []);
    const lost = ids.filter((id) => !there.has(id));
    if (lost.length === 0) continue;
    const { numDeletedRows } = await db
      .deleteFrom('photo')
      .where('record_kind', '=', kind)
      .where(sql<boolean>`record_id = any(${lost}::uuid[])`)
      .executeTakeFirst();
    gone += Number(numDeletedRows);
  }
  return gone;
}

type Row = Awaited<ReturnType<typeof photoOf>>;

async function onPhoto(
  db: Database,
  { owner, id }: { owner: Owner; id: string },
  change: (tx: Database, photo: NonNullable<Row>) => Promise<PhotoChanged>
): Promise<PhotoChanged> {
  if (!owner.record.mayChange || !isUuid(id)) return no('not_found');
  return inTransaction(db, async (tx): Promise<PhotoChanged> => {
    await takeTurns(tx, owner);
    const photo = await photoOf(tx, owner, id);
    return photo ? change(tx, photo) : no('not_found');
  });
}

/** Of two who change the photos of one record, the second waits for the first. */
async function takeTurns(tx: Database, { of, record }: Owner): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`photos ${of.kind} ${record.id}`}, 0))`.execute(
    tx
  );
}

/** A photo of another record is not there. */
function photoOf(tx: Database, { of, record }: Owner, id: string) {
  return tx
    .selectFrom('photo')
    .selectAll()
    .where('id', '=', id as Id<'photo'>)
    .where('record_kind', '=', of.kind)
    .where('record_id', '=', record.id)
    .executeTakeFirst();
}

/** The photos of the record that are seen, in their order. */
async function orderOf(
  tx: Database,
  { of, record }: Owner
): Promise<{ readonly ids: readonly Id<'photo'>[]; readonly count: number; readonly last: number }> {
  const rows = await tx
    .selectFrom('photo')
    .select(['id', 'position'])
    .where('record_kind', '=', of.kind)
    .where('record_id', '=', record.id)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return { ids: rows.map(({ id }) => id), count: rows.length, last: rows.at(-1)?.position ?? 0 };
}

async function tell(
  tx: Database,
  actor: Actor,
  now: Date,
  { owner, verb, details }: { owner: Owner; verb: string; details: Record<string, JsonValue> }
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: owner.of.kind,
    objectId: owner.record.id,
    organisations: owner.record.organisations,
    details
  });
}
