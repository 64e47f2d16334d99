// Tours: the search against HiGHS in the same run, and against published values.
import { tourModel } from '#lib/core/itinerary-model.ts';
import { planTour } from '#lib/core/itinerary.ts';
import { solveExactly } from '#lib/platform/optimum/optimum.server.ts';
import { timed } from './clash-time.ts';
import { orienteering, published } from './solomon.ts';
import { touringWorld } from './tour-world.ts';

const exactSeconds = 40;

/** @throws when a tour brings more than HiGHS proves possible, or than is published as the best */
export async function benchItinerary(): Promise<string> {
  const tours: string[] = [];
  for (const showsPerDay of [1, 2])
    for (const seed of [1, 2, 3, 4]) {
      const question = touringWorld({ seed, stops: 30, days: 45, showsPerDay });
      const { spent, value } = timed(3, () => planTour({ ...question, others: false }));
      const three = timed(1, () => planTour(question));
      const profit = value.answer.best?.profit ?? NaN;
      const exact = await solveExactly({ model: tourModel(question), seconds: exactSeconds });
      const most = exact.state === 'found' ? -exact.bound : Infinity;
      if (profit > most + 0.5) throw new Error(`Tour ${seed}: ${profit}, HiGHS proves at most ${most}`);
      const found = exact.state === 'found' ? Math.round(-exact.objective) : NaN;
      tours.push(
        `| ${seed} | ${showsPerDay} | ${value.answer.best?.stops.length} | ${profit} | ${gap(profit, value.bound)} | ${seconds(spent)} | ${seconds(three.spent)} | ${Number.isNaN(found) ? 'none found' : found} | ${most < Infinity ? Math.round(most) : '–'} | ${exact.seconds.toFixed(1)} s | ${gap(profit, Math.min(most, Number(value.bound)))} |`
      );
    }
  const values: string[] = [];
  for (const [name, best] of Object.entries(published)) {
    const question = orienteering(name);
    if (!question) {
      values.push(`| ${name} | skipped: ../shared/data is not there | ${best} | | |`);
      continue;
    }
    const { spent, value } = timed(1, () => planTour(question));
    const profit = value.answer.best?.profit ?? NaN;
    if (profit > best) throw new Error(`${name}: ${profit} is more than the best there is, ${best}`);
    values.push(`| ${name} | ${profit} | ${best} | ${value.bound} | ${seconds(spent)} |`);
  }
  return [...head, ...tours, ...solomon, ...values, ''].join('\n');
}

const seconds = (spent: { processor: number }) => `${(spent.processor / 1000).toFixed(2)} s`;

function gap(value: number, bound: number | 'not proved'): string {
  if (bound === 'not proved') return bound;
  const open = ((bound - value) / Math.abs(value)) * 100;
  return open < 1e-6 ? 'optimal' : `${open.toFixed(2)} %`;
}

const head = [
  '# Tours',
  '',
  '30 villages, 45 days, each hall free in 3–10 windows, rest after four days, nights away allowed (`bench/tour-world.ts`). «Own',
  'proof» is what the search itself says is still possible at the most; «gap» is to the better of its own bound and that of HiGHS,',
  `which gets ${exactSeconds} s and solves a model in which rest is written otherwise. Processor time of one core; HiGHS: its own.`,
  '',
  '| tour | shows a day | stops | profit | own proof | time | with two others | HiGHS | its bound | its time | gap |',
  '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|'
];

const solomon = [
  '',
  'Solomon’s instances of 100 customers as the orienteering problem with time windows, one vehicle: the same code, one day, as many',
  'shows as fit. Published values: Righini and Salani 2009, all proved optimal.',
  '',
  '| instance | found | published | own bound | time |',
  '|---|--:|--:|--:|--:|'
];
