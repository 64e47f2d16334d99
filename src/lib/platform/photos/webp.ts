// Says whether a WebP file holds a picture and nothing else, chunk by chunk.

/**
 * Whether the file is one lossy picture and not a byte more: no EXIF, XMP or colour profile, in which a place, a name or a
 * device could stand, and nothing behind the picture. The format: RFC 9649 §2.3–2.5.
 */
export function isBarePicture(bytes: Uint8Array): boolean {
  return webpChunks(bytes)?.join() === 'VP8 ';
}

/** Names of its chunks in order; null when it is no whole WebP file, or has bytes behind its end. */
export function webpChunks(bytes: Uint8Array): string[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || name(bytes, 0) !== 'RIFF' || name(bytes, 8) !== 'WEBP') return null;
  if (view.getUint32(4, true) + 8 !== bytes.length) return null;
  const chunks: string[] = [];
  let at = 12;
  while (at + 8 <= bytes.length) {
    chunks.push(name(bytes, at));
    const length = view.getUint32(at + 4, true);
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  return at === bytes.length ? chunks : null;
}

function name(bytes: Uint8Array, from: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + 4));
}
