// Tours: the search against HiGHS in the same run, and against values that are known.
import { remainingTours, tourModel } from '#lib/core/itinerary-model.ts';
import { planTour, type TourQuestion } from '#lib/core/itinerary.ts';
import { solveExactly } from '#lib/platform/optimum/optimum.server.ts';
import { timed, timedWhile } from './clash-time.ts';
import { deliveries, orienteering, salesmen, scores } from './solomon.ts';
import { touringWorld } from './tour-world.ts';

/** On the clock; for all that is possible at once, and for what our prices leave of it. */
const [aloneSeconds, exactSeconds] = [15, 60];
/** As far below what is proved possible a tour may be, at the most. */
const allowed = 0.02;

/** @throws when a tour brings more than is proved possible, more than `allowed` below it, or anything but what is known */
export async function benchItinerary(): Promise<string> {
  const tours: string[] = [];
  for (const showsPerDay of [1, 2])
    for (const seed of [1, 2, 3, 4])
      tours.push(
        `| ${seed} | ${showsPerDay} | ${await tourRow(touringWorld({ seed, stops: 30, days: 45, showsPerDay }))} |`
      );
  const skipped = 'skipped: ../shared/data is not there';
  const values = Object.entries(scores).map(([name, { best, reported }]) => {
    const question = orienteering(name);
    if (!question) return `| ${name} | ${skipped} | | | |`;
    const { spent, value } = timed(1, () => planTour(question));
    const profit = value.answer.best?.profit ?? NaN;
    if (profit !== best || value.bound !== best)
      throw new Error(`${name}: ${profit} and ${value.bound} instead of ${best}`);
    return `| ${name} | ${profit} | ${value.bound} | ${reported ? 'reported too' : 'proved here'} | ${seconds(spent)} |`;
  });
  const routes = Object.entries(deliveries).map(([name, published]) => {
    const questions = salesmen(name);
    if (!questions) return `| ${name} | ${skipped} | | | |`;
    const { spent, value } = timed(1, () => questions.map((question) => planTour(question)));
    const length = value.reduce((sum, { answer }) => sum - (answer.best?.profit ?? NaN), 0) / 10_000;
    const least = value.reduce((sum, { bound }) => sum - Number(bound), 0) / 10_000;
    if (Math.abs(length - published) > 0.005 || least > length + 1e-9)
      throw new Error(`${name}: ${length}, at least ${least}, published ${published}`);
    return `| ${name} | ${length.toFixed(2)} | ${least.toFixed(2)} | ${published} | ${seconds(spent)} |`;
  });
  return [...head, ...tours, ...solomon, ...values, ...salesmenHead, ...routes, ''].join('\n');
}

async function tourRow(question: TourQuestion): Promise<string> {
  const { spent, value } = timed(3, () => planTour({ ...question, others: false }));
  const three = timed(1, () => planTour(question));
  const { best } = value.answer;
  if (!best) throw new Error('No tour was found');
  const { spent: proof, value: proved } = await timedWhile(async () => {
    const remaining = remainingTours(question, best.profit);
    return { remaining, after: await solveExactly({ model: remaining.model, seconds: exactSeconds }) };
  });
  const { remaining, after } = proved;
  const alone = await solveExactly({ model: tourModel(question), seconds: aloneSeconds });
  // Without any tour as good as ours among those that remain, ours would not even be there itself.
  if (after.state !== 'found') throw new Error(`Of the remaining tours: ${after.state}`);
  const found = Math.round(-after.objective);
  const most = Math.min(Number(value.bound), Math.round(-after.bound));
  if (best.profit > most || found < best.profit) throw new Error(`${best.profit}, at most ${most}, ${found}`);
  if (best.profit < (1 - allowed) * most) throw new Error(`${best.profit}, but ${most} may be possible`);
  // Its bound may be far from closed, but what both have proved must be the same.
  if (alone.state === 'found' && (-alone.bound < found - 0.5 || -alone.objective > most + 0.5))
    throw new Error(`HiGHS alone: ${-alone.objective}, at most ${-alone.bound}; ${found}, at most ${most}`);
  return [
    best.stops.length,
    best.profit,
    gap(best.profit, Number(value.bound)),
    seconds(spent),
    seconds(three.spent),
    `${found}${after.proved ? '' : ` (at most ${most})`}`,
    `${remaining.open} of ${remaining.of}`,
    seconds(proof),
    alone.state === 'found' && alone.proved ? `${alone.seconds.toFixed(1)} s` : 'not proved',
    gap(best.profit, most)
  ].join(' | ');
}

const seconds = (spent: { processor: number }) => `${(spent.processor / 1000).toFixed(2)} s`;

function gap(value: number, bound: number): string {
  const open = ((bound - value) / Math.abs(value)) * 100;
  return open < 1e-6 ? 'optimal' : `${open.toFixed(2)} %`;
}

const head = [
  '# Tours',
  '',
  '30 villages, 45 days, each hall free in 3–10 windows, rest after four days, nights away allowed (`bench/tour-world.ts`). «Own',
  'proof» is how far above the tour the search itself leaves it open whether there is a better one. «Exact» is what HiGHS then proves to',
  'be the best, asked only about those steps that our prices do not rule out («steps», `remainingTours`); «its proof» is the time of',
  'both. «Gap» is how far the tour is below the proved best: more than 2 % stops the run. All these are processor time of one core.',
  `«Alone» is HiGHS with the whole model, in which rest is written otherwise, in ${aloneSeconds} s on the clock.`,
  '',
  '| tour | shows a day | stops | profit | own proof | time | with two others | exact | steps | its proof | alone | gap |',
  '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|'
];

const solomon = [
  '',
  'Solomon’s instances of 100 customers as the orienteering problem with time windows, one vehicle: the same code, one day, as many',
  'shows as fit; each proved by the search itself in this run. «Reported too»: others report the same score (`bench/solomon.ts`).',
  'Processor time.',
  '',
  '| instance | found | at most | known | time |',
  '|---|--:|--:|---|--:|'
];

const salesmenHead = [
  '',
  'The ten routes of the best plan of deliveries, each as the travelling salesman’s problem with time windows (8–13 customers, all of',
  'which must be visited, least way): lengths together, each proved by the search itself, and what is published. Processor time.',
  '',
  '| instance | found | at least | published | time |',
  '|---|--:|--:|--:|--:|'
];
