// Makes of an uploaded file the picture as it is kept, in a process of its own: who sends a broken or a vicious file keeps
// nobody waiting and brings nothing down.
import { spawn } from 'node:child_process';
import { no, ok, type Result } from '#lib/core/result.ts';
import { projectFile } from '../db/project.server.ts';
import {
  maxPhotoBytes,
  type Encoded,
  type EncodedPhoto,
  type PhotoFault,
  type PhotoFile
} from './photo-sizes.ts';
import { pictureKind } from './picture-kind.ts';
import { isBarePicture } from './webp.ts';

export type PhotoRefused = {
  ok: false;
  reason: PhotoFault | 'no_file' | 'too_large' | 'heic' | 'not_a_picture' | 'busy';
};

/** The largest picture that is taken needs four seconds on a slow core. */
const maxMilliseconds = 30_000;
/** Three files of a picture; what is longer is none of ours. */
const maxAnswerBytes = 16 * 1024 * 1024;
/** A picture of 50 million pixels takes some hundred megabytes while it is read, so they are read one by one. */
const mostWaiting = 12;

/** One of each in the process, whichever copy of this module asks. */
const queue = ((globalThis as Record<symbol, unknown>)[Symbol.for('kalaka.photo-queue')] ??= {
  waiting: 0,
  last: Promise.resolve()
}) as { waiting: number; last: Promise<unknown> };

export async function encodePhoto(bytes: Uint8Array): Promise<Result<EncodedPhoto, PhotoRefused>> {
  if (bytes.length === 0) return no('no_file');
  if (bytes.length > maxPhotoBytes) return no('too_large');
  const kind = pictureKind(bytes);
  if (kind === 'heic') return no('heic');
  if (kind === 'other') return no('not_a_picture');
  if (queue.waiting >= mostWaiting) return no('busy');
  queue.waiting++;
  const turn = queue.last.then(() => encodeAside(bytes));
  queue.last = turn.catch(() => null);
  try {
    return await turn;
  } finally {
    queue.waiting--;
  }
}

async function encodeAside(bytes: Uint8Array): Promise<Result<EncodedPhoto, PhotoRefused>> {
  const answer = await runAside(bytes);
  const end = answer?.indexOf(0x0a) ?? -1;
  if (!answer || end < 0) return no('broken');
  const encoded = JSON.parse(answer.subarray(0, end).toString()) as Encoded;
  if ('fault' in encoded) return no(encoded.fault);
  const files: PhotoFile[] = [];
  let from = end + 1;
  for (const { length, ...file } of encoded.files) {
    files.push({ ...file, bytes: new Uint8Array(answer.subarray(from, from + length)) });
    from += length;
  }
  if (from !== answer.length) return no('broken');
  if (!files.every((file) => isBarePicture(file.bytes)))
    throw new Error('The library for pictures wrote something beside the picture');
  return ok({ colour: encoded.colour, files });
}

/** Null when the process came to no good end, in time. */
function runAside(bytes: Uint8Array): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    // No settings go along: there is nothing in this process to find out.
    const { SystemRoot } = process.env;
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', projectFile('src/lib/platform/photos/encode-process.ts')],
      {
        stdio: ['pipe', 'pipe', 'ignore'],
        env: { MALLOC_ARENA_MAX: '2', ...(SystemRoot ? { SystemRoot } : {}) },
        timeout: maxMilliseconds,
        killSignal: 'SIGKILL'
      }
    );
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxAnswerBytes) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks) : null));
    // A process that ends before it has read all says so by how it ends.
    child.stdin.on('error', () => {});
    child.stdin.end(bytes);
  });
}
