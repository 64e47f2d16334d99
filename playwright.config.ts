// Browser journeys against the built application: two at a time, each beside a server of its own over a fresh embedded
// database with the sample region.
import { rmSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { browserArgs, browserPath } from './tests/browser.ts';

const workers = 2;
const portOf = (worker: number): number => 3210 + worker;
const dataOf = (worker: number): string => `test-results/e2e-data-${worker}`;

/** The configuration is read by every worker, too: by these it knows its own server. */
const worker = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0);
export const port = portOf(worker);
export const dataDirectory = dataOf(worker);

const everyWorker = Array.from({ length: workers }, (_, index) => index);
// Only the first reading starts afresh.
if (process.env['TEST_WORKER_INDEX'] === undefined)
  for (const each of everyWorker) rmSync(dataOf(each), { recursive: true, force: true });

export default defineConfig({
  testDir: 'e2e',
  // The attack takes longest: it goes first, and the journeys beside it.
  projects: [
    { name: 'attack', testMatch: 'attack/*.spec.ts' },
    { name: 'journeys', testMatch: '*.spec.ts', testIgnore: 'attack/*' }
  ],
  outputDir: 'test-results/e2e',
  workers,
  timeout: 60_000,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'hu-HU',
    timezoneId: 'Europe/Budapest',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: await browserPath(), args: browserArgs }
  },
  webServer: everyWorker.map((each) => ({
    command: `${process.execPath} src/cli/kalaka.ts serve`,
    url: `http://localhost:${portOf(each)}/`,
    env: {
      PORT: String(portOf(each)),
      DATA_DIRECTORY: dataOf(each),
      NODE_NO_WARNINGS: '1',
      REQUEST_LOG: 'no'
    },
    timeout: 120_000,
    stdout: 'ignore' as const,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 }
  }))
});
