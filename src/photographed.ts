// Gathers which records may have photos: which record an address means, whose a photo is, and which photos show nothing any more.
import { domains } from './generated/domains.ts';
import { forgetPhotosOfNothing, type Owner } from '#lib/domains/photos/operations.server.ts';
import { findPhoto } from '#lib/domains/photos/queries.server.ts';
import type { Photo } from '#lib/domains/photos/model.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Domain, Photographed } from '#lib/platform/domain.ts';

const kinds: readonly Photographed[] = (domains as readonly Domain[]).flatMap(
  ({ photographed = [] }) => photographed
);

/** Null when there is no such record, or its photos are not this actor's to change. */
export async function findOwner(
  db: Database,
  actor: Actor,
  { path, slug }: { path: string; slug: string }
): Promise<Owner | null> {
  const of = kinds.find((kind) => kind.path === path);
  const record = await of?.find(db, actor, { slug });
  return of && record?.mayChange ? { of, record } : null;
}

/** Null when there is no such photo, it was taken off, or what it shows is not for this actor. */
export async function findVisiblePhoto(db: Database, actor: Actor, id: string): Promise<Photo | null> {
  const photo = await findPhoto(db, id);
  if (!photo || photo.removedAt) return null;
  const of = kinds.find(({ kind }) => kind === photo.recordKind);
  return (await of?.find(db, actor, { id: photo.recordId })) ? photo : null;
}

/** The same for one who manages the photos of a record: those that were taken off as well. */
export async function findPhotoToManage(db: Database, actor: Actor, id: string): Promise<Photo | null> {
  const photo = await findPhoto(db, id);
  const of = photo && kinds.find(({ kind }) => kind === photo.recordKind);
  const record = await of?.find(db, actor, { id: photo?.recordId ?? '' });
  return record?.mayChange ? photo : null;
}

export function forgetStrayPhotos(db: Database): Promise<number> {
  return forgetPhotosOfNothing(db, kinds);
}
