// Structured log lines on standard error, one JSON object each, without personal data.
import { now } from './clock.server.ts';

export function log(
  level: 'info' | 'warn' | 'error',
  event: string,
  facts: Record<string, string | number | boolean> = {}
): void {
  process.stderr.write(`${JSON.stringify({ at: now().toISOString(), level, event, ...facts })}\n`);
}
