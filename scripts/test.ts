// Runs the checks in order, each with its time: `all` is what `npm test` promises, `fast` what one wants after every change.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

interface Step {
  readonly name: string;
  readonly args: readonly string[];
  readonly fast: boolean;
}

const steps: readonly Step[] = [
  { name: 'format', args: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'], fast: true },
  {
    name: 'types',
    args: ['svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
    fast: true
  },
  {
    name: 'lint',
    args: [
      'eslint/bin/eslint.js',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      'node_modules/.cache/eslint/',
      '.'
    ],
    fast: true
  },
  { name: 'unit', args: ['vitest/vitest.mjs', 'run', '--project', 'unit', '--project', 'rules'], fast: true },
  { name: 'embedded database', args: ['vitest/vitest.mjs', 'run', '--project', 'embedded'], fast: false },
  { name: 'PostgreSQL server', args: ['vitest/vitest.mjs', 'run', '--project', 'server'], fast: false },
  { name: 'house', args: ['vitest/vitest.mjs', 'run', '--project', 'house'], fast: false },
  { name: 'browser', args: ['@playwright/test/cli.js', 'test'], fast: false }
];

const wanted = process.argv[2] === 'fast' ? steps.filter(({ fast }) => fast) : steps;
const outcomes: string[] = [];
let failed = 0;
for (const { name, args } of wanted) {
  console.log(`\n— ${name}`);
  const started = performance.now();
  const [file = '', ...rest] = args;
  const { status } = spawnSync(process.execPath, [modulePath(file), ...rest], { stdio: 'inherit' });
  if (status !== 0) failed += 1;
  outcomes.push(
    `${status === 0 ? 'passed' : 'FAILED'}  ${name} (${Math.round((performance.now() - started) / 1000)} s)`
  );
}
console.log(`\n${outcomes.join('\n')}\n`);
console.log(`${wanted.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function modulePath(file: string): string {
  const path = `node_modules/${file}`;
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm ci`);
  return path;
}
