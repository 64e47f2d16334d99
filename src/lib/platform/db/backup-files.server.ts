// What a backup consists of: files, copied and digested, and a manifest that says what they must be.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { parseJson } from './json.ts';

export type OnProgress = (done: number, total: number) => void;

const manifestSchema = v.object({
  format: v.literal(1),
  kind: v.picklist(['embedded', 'server']),
  postgresMajor: v.pipe(v.number(), v.integer()),
  migration: v.nullable(v.string()),
  directories: v.array(v.string()),
  files: v.record(v.string(), v.object({ bytes: v.number(), sha256: v.string() }))
});

export type Manifest = v.InferOutput<typeof manifestSchema>;

export const manifestName = 'backup.json';
/** Null when there is none that can be read. */
export function readManifest(source: string): Manifest | null {
  try {
    return v.parse(manifestSchema, parseJson(readFileSync(join(source, manifestName), 'utf8')));
  } catch {
    return null;
  }
}

/** Copies and digests in one reading. Names in the answer are relative, with forward slashes. */
export async function copyTree(
  from: string,
  to: string,
  onProgress: OnProgress
): Promise<Pick<Manifest, 'directories' | 'files'>> {
  const entries = readdirSync(from, { recursive: true, withFileTypes: true });
  const nameOf = (path: string): string => relative(from, path).split(sep).join('/');
  const paths = entries.map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }));
  const directories = paths.filter(({ entry }) => entry.isDirectory()).map(({ path }) => nameOf(path));
  const files = paths.filter(({ entry }) => entry.isFile()).map(({ path }) => nameOf(path));
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const directory of directories) await mkdir(join(to, directory), { recursive: true });
  const copied: Manifest['files'] = {};
  for (const [index, file] of files.entries()) {
    copied[file] = await digest(join(from, file), join(to, file));
    onProgress(index + 1, files.length);
  }
  return { directories, files: copied };
}

/** SHA-256 and length of a file, which is copied on the way when a target is given. */
export async function digest(from: string, to?: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, to ? chunk : undefined);
    }
  });
  if (to) await pipeline(createReadStream(from), count, createWriteStream(to));
  else {
    count.resume();
    await pipeline(createReadStream(from), count);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Name of the first file that is missing, other, or too many. */
export function firstDifference(expected: Manifest['files'], found: Manifest['files']): string | null {
  for (const [name, { bytes, sha256 }] of Object.entries(expected))
    if (found[name]?.bytes !== bytes || found[name].sha256 !== sha256) return name;
  return Object.keys(found).find((name) => !(name in expected)) ?? null;
}
