// Which browser the tests drive: Debian's Chromium where it is installed, else the one that comes with the packages.
import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';

const debian = '/usr/bin/chromium';

export async function browserPath(): Promise<string> {
  return process.env['KALAKA_CHROMIUM'] ?? (existsSync(debian) ? debian : await sparticuz.executablePath());
}

/** Root may not use the sandbox; the rest keeps the browser from calling home. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];
