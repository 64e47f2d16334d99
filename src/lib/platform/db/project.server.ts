// Where the project's own files are, from the sources as well as from the built server.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Threads and migrations are read from the project's directory, which is found by walking up from this module to the package
 * named kalaka: that holds in src/ and in build/, whatever directory the process was started in.
 */
export function projectFile(path: string): string {
  return join(projectRoot, path);
}

const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(directory: string): string {
  const file = join(directory, 'package.json');
  if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'kalaka')
    return directory;
  const parent = dirname(directory);
  if (parent === directory)
    throw new Error('The database code runs outside the project: no package.json of kalaka above it.');
  return findRoot(parent);
}
