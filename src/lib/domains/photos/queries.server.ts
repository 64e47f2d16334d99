// Reads photos: those of a record, one of them, and its picture in a size.
import { sql, type Selectable } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { photoSizes, type PhotoSize } from '#lib/platform/photos/photo-sizes.ts';
import { mostPhotos, type Photo } from './model.ts';

export interface RecordOfPhotos {
  readonly kind: string;
  readonly id: string;
}

/** In order. @param removed those that were taken off instead, the latest first */
export async function listPhotos(
  db: Database,
  record: RecordOfPhotos,
  { removed = false }: { removed?: boolean } = {}
): Promise<Photo[]> {
  const found = db
    .selectFrom('photo')
    .selectAll()
    .where('record_kind', '=', record.kind)
    .where('record_id', '=', record.id)
    .where('removed_at', removed ? 'is not' : 'is', null)
    .limit(mostPhotos);
  const rows = await (removed ? found.orderBy('removed_at', 'desc') : found.orderBy('position'))
    .orderBy('id')
    .execute();
  return withFiles(db, rows);
}

export async function findPhoto(db: Database, id: string): Promise<Photo | null> {
  if (!isUuid(id)) return null;
  const rows = await db
    .selectFrom('photo')
    .selectAll()
    .where('id', '=', id as Id<'photo'>)
    .execute();
  return (await withFiles(db, rows))[0] ?? null;
}

/** WebP; null when there is none in this size. */
export async function readPhotoFile(
  db: Database,
  id: Id<'photo'>,
  size: PhotoSize
): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('photo_file')
    .select('bytes')
    .where('photo_id', '=', id)
    .where('size', '=', size)
    .executeTakeFirst();
  return row?.bytes ?? null;
}

/** How many photos there are, those taken off included, and how much room their pictures take. */
export async function countPhotos(
  db: Database
): Promise<{ readonly photos: number; readonly bytes: number }> {
  const { rows } = await sql<{ photos: number; bytes: number }>`
    select (select count(*) from photo)::int as photos,
           (select coalesce(sum(octet_length(bytes)), 0) from photo_file)::float8 as bytes`.execute(db);
  return rows[0] ?? { photos: 0, bytes: 0 };
}

type PhotoRow = Selectable<Tables['photo']>;

async function withFiles(db: Database, rows: readonly PhotoRow[]): Promise<Photo[]> {
  if (rows.length === 0) return [];
  const files = await db
    .selectFrom('photo_file')
    .select(['photo_id', 'size', 'width', 'height'])
    .where(
      'photo_id',
      'in',
      rows.map(({ id }) => id)
    )
    .orderBy('size')
    .execute();
  const byPhoto = Map.groupBy(files, ({ photo_id }) => photo_id);
  return rows.map((row) => ({
    id: row.id,
    recordKind: row.record_kind,
    recordId: row.record_id,
    alt: row.alt,
    caption: row.caption,
    credit: row.credit,
    licence: row.licence,
    colour: row.colour,
    removedAt: row.removed_at,
    files: (byPhoto.get(row.id) ?? [])
      .filter(({ size }) => photoSizes.includes(size))
      .map(({ size, width, height }) => ({ size, width, height }))
  }));
}
