// Browser journeys against the built application over a fresh embedded database with the sample region.
import { rmSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { browserArgs, browserPath } from './tests/browser.ts';

export const port = 3210;
export const dataDirectory = 'test-results/e2e-data';

// The configuration is read by every worker; only the first reading starts afresh.
if (process.env['TEST_WORKER_INDEX'] === undefined) rmSync(dataDirectory, { recursive: true, force: true });

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  timeout: 60_000,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'hu-HU',
    timezoneId: 'Europe/Budapest',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: await browserPath(), args: browserArgs }
  },
  webServer: {
    command: `${process.execPath} src/cli/kalaka.ts serve`,
    url: `http://localhost:${port}/`,
    env: { PORT: String(port), DATA_DIRECTORY: dataDirectory, NODE_NO_WARNINGS: '1', REQUEST_LOG: 'no' },
    timeout: 120_000,
    stdout: 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 }
  }
});
