// Reads a form with a file of limited size; what is larger is read to its end and thrown away, so that the browser stays for
// the answer instead of reporting a broken connection.
import { no, ok } from '#lib/core/result.ts';

/** Room for the other fields and the boundaries between them. */
const formRoom = 64 * 1024;

export type Upload = { ok: true; value: FormData } | { ok: false; reason: 'too_large'; bytes: number };

/**
 * @param maxBytes of the file; at most this much (and 64 KB) is held in memory
 * @returns 'too_large' with the size of the whole form as far as it was read; an unreadable form is an empty one
 */
export async function readUpload(request: Request, maxBytes: number): Promise<Upload> {
  const limit = maxBytes + formRoom;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.length;
      if (bytes <= limit) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch {
    // The server's own limit, or the connection was lost: either way there is no whole form.
    return no('too_large', { bytes: Math.max(bytes, Number(request.headers.get('content-length') ?? 0)) });
  }
  if (bytes > limit) return no('too_large', { bytes });
  const form = new Response(new Blob(chunks), {
    headers: { 'content-type': request.headers.get('content-type') ?? '' }
  });
  return ok(await form.formData().catch(() => new FormData()));
}
