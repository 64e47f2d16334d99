// Spreading events: the search with its own bound against HiGHS in the same run.
import { coverageModel } from '#lib/core/coverage-model.ts';
import { coverTable, planCoverage, type CoverageQuestion } from '#lib/core/coverage.ts';
import { randomFrom } from '#lib/core/random.ts';
import { solveExactly } from '#lib/platform/optimum/optimum.server.ts';
import { timed } from './clash-time.ts';
import { readSettlements } from './clash-world.ts';

const sizes = [
  { venues: 200, events: 20, km: 20, fair: false },
  { venues: 1000, events: 60, km: 15, fair: false },
  { venues: 1000, events: 60, km: 15, fair: true },
  { venues: 1000, events: 60, km: 25, fair: false }
];

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
    const { model, write } = coverageModel(question, table);
    const start = write?.(value.answer.events.map(({ venue }) => venue)) ?? null;
    const [alone, after] = [
      await solveExactly({ model, seconds: 120 }),
      await solveExactly({ model, seconds: 120, start })
    ];
    if (alone.state !== 'found' || after.state !== 'found') throw new Error('HiGHS found nothing');
    const [best, people] = [Math.round(-alone.objective), value.answer.people];
    if (people > best + 0.5 || Number(value.bound) < best)
      throw new Error(`${people} (bound ${value.bound}), HiGHS ${best}`);
    const gap = (100 * (best - people)) / best;
    lines.push(
      `| ${venues} | ${events} | ${km} km${fair ? ', 4–8 for each of 10 partners' : ''} | ${people} | ${value.bound} | ${(spent.processor / 1000).toFixed(2)} s | ${best}${alone.proved ? '' : ' (not proved)'} | ${alone.seconds.toFixed(2)} s | ${after.seconds.toFixed(2)} s | ${gap === 0 ? 'optimal' : `${gap.toFixed(3)} %`} |`
    );
  }
  return [
    '# Spreading a project’s events',
    '',
    'The homes are the 3,155 settlements of Hungary with their people, the venues some of them (seed 7). «Bound»: what the search itself',
    'proves that no choice can exceed. HiGHS once alone and once from what the search found; its own times.',
    '',
    '| venues | events | within | people | bound | processor time | HiGHS | alone | from ours | gap |',
    '|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|',
    ...lines,
    ''
  ].join('\n');
}
