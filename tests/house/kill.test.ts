// What was acknowledged is there after a sudden death. `npm run bench kill` does the same a thousand times.
import { expect, test } from 'vitest';
import { killRounds } from '../killing.ts';

test('fifty times killed while events are being entered: what was answered is there, nothing is half-written or twice', async () => {
  const killed = await killRounds({ rounds: 50, seed: 20261121 });
  expect(killed.faults).toEqual([]);
  expect(killed.answered).toBeGreaterThan(50);
  // Otherwise the server was never killed in the middle of anything.
  expect(killed.unanswered).toBeGreaterThan(25);
  expect(killed.startMilliseconds).toHaveLength(51);
}, 600_000);
