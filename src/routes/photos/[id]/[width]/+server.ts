// The picture of a photo in a width: it never changes, so a browser keeps it; it is there for whoever sees what it shows.
import { findPhotoToManage, findVisiblePhoto } from '../../../../photographed.ts';
import type { RequestHandler } from './$types';
import { readPhotoFile } from '#lib/domains/photos/queries.server.ts';
import { anonymous } from '#lib/platform/actor.ts';
import { isPhotoSize } from '#lib/platform/photos/photo-sizes.ts';

const year = 365 * 86_400;

export const GET: RequestHandler = async ({ locals: { db, actor }, params, request }) => {
  const size = Number(params.width);
  if (!isPhotoSize(size)) return new Response(null, { status: 404 });
  const forAll = await findVisiblePhoto(db, anonymous, params.id);
  const photo =
    forAll ??
    (actor.kind === 'anonymous'
      ? null
      : ((await findVisiblePhoto(db, actor, params.id)) ?? (await findPhotoToManage(db, actor, params.id))));
  if (!photo) return new Response(null, { status: 404 });
  const headers = {
    'content-type': 'image/webp',
    'cache-control': forAll ? `public, max-age=${year}, immutable` : 'private, no-store',
    etag: `"${photo.id}-${size}"`,
    'content-security-policy': "default-src 'none'; sandbox"
  };
  if (request.headers.get('if-none-match') === headers.etag)
    return new Response(null, { status: 304, headers });
  const bytes = await readPhotoFile(db, photo.id, size);
  return bytes
    ? new Response(bytes.slice(), { headers: { ...headers, 'content-length': String(bytes.length) } })
    : new Response(null, { status: 404 });
};
