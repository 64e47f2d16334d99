// Runs the checks, each with its time, and says last what failed: `all` is what `npm test` promises, `fast` what one wants after
// every change.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** Of one tool. */
const mostTold = 40;

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

/** How a tool names a failed test, or a file that it could not even read. */
const failure =
  /^ *(?:FAIL|✘|\[error\]|\[warn\]) .*|^Error: .*|^ +\d+:\d+ +(?:error|warning) .*|^.*Unhandled \w+.*/gm;

interface Outcome {
  readonly passed: boolean;
  readonly line: string;
  readonly failures: readonly string[];
}

const wanted = process.argv[2] === 'fast' ? steps.filter(({ fast }) => fast) : steps;
const outcomes: Outcome[] = [];
// Those that only read the sources take one core each: they go side by side, and are told one after the other.
const reading = wanted.filter(({ name }) => ['format', 'types', 'lint'].includes(name));
for (const { outcome, text } of await Promise.all(reading.map((step) => run(step, () => {})))) {
  console.log(text);
  outcomes.push(outcome);
}
for (const step of wanted.filter((each) => !reading.includes(each)))
  outcomes.push((await run(step, (text) => void process.stdout.write(text))).outcome);

for (const { line, failures } of outcomes) console.log([line, ...failures].join('\n    '));
const failed = outcomes.filter(({ passed }) => !passed).length;
console.log(`\n${outcomes.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function run(
  { name, args }: Step,
  told: (text: string) => void
): Promise<{ outcome: Outcome; text: string }> {
  const started = performance.now();
  const [file = '', ...rest] = args;
  const tool = spawn(process.execPath, [modulePath(file), ...rest], { stdio: ['inherit', 'pipe', 'pipe'] });
  let text = '';
  const hear = (part: string): void => {
    text += part;
    told(part);
  };
  hear(`\n— ${name}\n`);
  for (const stream of [tool.stdout, tool.stderr]) stream.setEncoding('utf8').on('data', hear);
  const passed = (await new Promise((resolve) => tool.once('close', resolve))) === 0;
  const seconds = Math.round((performance.now() - started) / 1000);
  const failures = passed ? [] : [...new Set(stripVTControlCharacters(text).match(failure) ?? [])];
  return {
    outcome: {
      passed,
      line: `${passed ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`,
      failures: failures.map((each) => each.trim()).slice(0, mostTold)
    },
    text
  };
}

function modulePath(file: string): string {
  const path = `node_modules/${file}`;
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm ci`);
  return path;
}
