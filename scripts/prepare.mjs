// Makes a checkout ready, doing only what is stale: packages, generated sources, and (with «build») the built pages.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode, root } from './project-node.mjs';

const wanted = process.argv.slice(2);
const at = (...names) => join(root, ...names);

if (modified(at('node_modules/.package-lock.json')) < modified(at('package-lock.json'))) {
  step('Installing packages (npm ci) …');
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci'], { shell: process.platform === 'win32' });
}
const node = projectNode();
run(node, [at('scripts/generate.ts')]);
if (!existsSync(at('.svelte-kit/types')) || wanted.length === 0 || wanted.includes('test'))
  run(node, [at('node_modules/@sveltejs/kit/svelte-kit.js'), 'sync']);

const built = modified(at('build/handler.js'));
if (
  wanted.includes('build') &&
  built < newest(['src', 'static', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'])
) {
  step('Building the pages …');
  rmSync(at('build'), { recursive: true, force: true });
  // What it says on standard output, such as how to preview, is for those who use Vite themselves.
  run(node, [at('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
    stdio: ['ignore', 'ignore', 'inherit']
  });
}

function step(text) {
  console.log(text);
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (result.status !== 0) {
    console.error(`«${command} ${args.join(' ')}» failed${result.error ? `: ${result.error.message}` : ''}.`);
    process.exit(result.status ?? 1);
  }
}

function modified(file) {
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}

/** Newest change among files that end up in the build: tests and the data of command-line tools do not. */
function newest(names) {
  let latest = 0;
  for (const name of names) {
    const path = at(name);
    if (!existsSync(path)) continue;
    if (!statSync(path).isDirectory()) latest = Math.max(latest, modified(path));
    else
      for (const entry of readdirSync(path, { recursive: true, withFileTypes: true }))
        if (entry.isFile() && !entry.name.includes('.test.'))
          latest = Math.max(latest, modified(join(entry.parentPath, entry.name)));
  }
  return latest;
}
