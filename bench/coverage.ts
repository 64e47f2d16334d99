// Spreading events: the search with its own bound against HiGHS in the same run.
import { coverageModel } from '#lib/core/coverage-model.ts';
import { coverTable, planCoverage, type CoverageQuestion } from '#lib/core/coverage.ts';
import { searchCover } from '#lib/core/coverage-search.ts';
import { randomFrom } from '#lib/core/random.ts';
import { solveExactly } from '#lib/platform/optimum/optimum.server.ts';
import { timed, timedWhile } from './clash-time.ts';
import { readSettlements } from './clash-world.ts';

const sizes = [
  { venues: 200, events: 20, km: 20, fair: false },
  { venues: 1000, events: 60, km: 15, fair: false },
  { venues: 1000, events: 60, km: 15, fair: true }
];

const exactSeconds = 60;
const seconds = ({ processor }: { readonly processor: number }) => `${(processor / 1000).toFixed(2)} s`;

/** @throws when the search reaches more people than HiGHS proves possible, or its bound is below what HiGHS reaches */
export async function benchCoverage(): Promise<string> {
  const settlements = readSettlements();
  if (!settlements) return 'Skipped: ../shared/data/settlements/settlements.csv is not there.\n';
  const homes = settlements.map(({ lat, lon, population }) => ({ lat, lon, people: population }));
  const lines: string[] = [];
  for (const { venues, events, km, fair } of sizes) {
    const random = randomFrom(7);
    const order = homes
      .map((home, index) => ({ home, index, draw: random() }))
      .sort((a, b) => a.draw - b.draw);
    const question: CoverageQuestion = {
      homes,
      venues: order.slice(0, venues).map(({ home, index }) => ({
        lat: home.lat,
        lon: home.lon,
        id: String(index),
        partner: `p${Math.floor((home.lon - 16) / 0.7)}`
      })),
      events,
      km,
      ...(fair ? { perPartner: { least: 4, most: 8 } } : {})
    };
    const { spent, value } = timed(3, () => planCoverage(question));
    if (!value.answer) throw new Error('No choice was found');
    const table = coverTable(question);
    const chosen = value.answer.events.map(({ venue }) => venue);
    const { spent: proof, value: proved } = await timedWhile(async () => {
      const { decided } = searchCover(table);
      const { model, write } = coverageModel(question, table, decided);
      const start = write?.(chosen) ?? null;
      return { decided, after: await solveExactly({ model, seconds: exactSeconds, start }) };
    });
    const { decided, after } = proved;
    const open = decided.filter((each) => each === 0).length;
    const { spent: whole, value: alone } = await timedWhile(() =>
      solveExactly({ model: coverageModel(question, table).model, seconds: exactSeconds })
    );
    if (alone.state !== 'found' || after.state !== 'found') throw new Error('HiGHS found nothing');
    const people = value.answer.people;
    const best = Math.round(Math.max(-alone.objective, -after.objective));
    const most = Math.min(Number(value.bound), -alone.bound, -after.bound);
    if (people > most + 0.5 || Number(value.bound) < best)
      throw new Error(`${people} (bound ${value.bound}), HiGHS ${best} (bound ${most})`);
    const gap = (100 * (most - people)) / most;
    const within = `${km} km${fair ? ', 4–8 for each of 10 partners' : ''}`;
    const reached = `${best}${alone.proved || after.proved ? '' : ' (not proved)'}`;
    lines.push(
      `| ${[venues, events, within, people, value.bound, seconds(spent), reached, `${seconds(proof)}, ${open} open`, seconds(whole), gap < 1e-6 ? 'optimal' : `${gap.toFixed(3)} %`].join(' | ')} |`
    );
  }
  return [
    '# Spreading a project’s events',
    '',
    'The homes are the 3,155 settlements of Hungary with their people, the venues some of them (seed 7). «Bound»: what the search itself',
    'proves that no choice can exceed. «Proof»: the search once more, and HiGHS from what it found with only those venues open that its',
    `prices leave open. «Alone»: HiGHS with everything open. Each has ${exactSeconds} s on the clock; all times are processor time, HiGHS and its`,
    'loading included. «Gap»: to the best of these bounds.',
    '',
    '| venues | events | within | people | bound | search | exact | proof | alone | gap |',
    '|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|',
    ...lines,
    ''
  ].join('\n');
}
