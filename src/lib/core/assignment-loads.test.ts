import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { solveExactly } from '#lib/platform/optimum/optimum.server.ts';
import { loadsModel } from './assignment-loads.ts';

const file = '../shared/data/optimisation/orlib_gap/gap1.txt';

test.skipIf(!existsSync(file))(
  'the five problems of gap1 (OR-Library) have the values that are known',
  { timeout: 60_000 },
  async () => {
    const numbers = readFileSync(file, 'utf8').trim().split(/\s+/).map(Number);
    const take = (count: number) => numbers.splice(0, count);
    const [problems = 0] = take(1);
    const found: number[] = [];
    for (let problem = 0; problem < problems; problem++) {
      const [agents = 0, jobs = 0] = take(2);
      const [values, weights] = [take(agents * jobs), take(agents * jobs)];
      // The library's profits and weights are agent by agent.
      const byJob = (list: number[]) =>
        Float64Array.from(
          { length: jobs * agents },
          (_, at) => list[(at % agents) * jobs + Math.floor(at / agents)]!
        );
      const [costs, loads] = [byJob(values).map((value) => -value), byJob(weights)];
      const strength = Float64Array.from(take(agents));
      const { model, read } = loadsModel({ rows: jobs, columns: agents, costs, loads, strength });
      const solved = await solveExactly({ model, seconds: 10 });
      if (solved.state !== 'found') throw new Error(solved.state);
      const carried = new Array<number>(agents).fill(0);
      let value = 0;
      read(solved.values).forEach((agent, job) => {
        carried[agent]! += loads[job * agents + agent]!;
        value -= costs[job * agents + agent]!;
      });
      carried.forEach((load, agent) => expect(load).toBeLessThanOrEqual(strength[agent]!));
      expect(solved.proved).toBe(true);
      found.push(value);
    }
    expect(found).toEqual([336, 327, 339, 341, 326]);
  }
);

test('sizes that do not agree are refused', () => {
  const costs = new Float64Array(4);
  expect(() =>
    loadsModel({ rows: 2, columns: 2, costs, loads: costs, strength: new Float64Array(1) })
  ).toThrow(RangeError);
});
