// Rings of exchange: own packing against greedy and HiGHS in the same run.
import { randomFrom } from '#lib/core/random.ts';
import { findRings, ringsModel, type Give } from '#lib/core/rings.ts';
import { solveExactly, type Optimum } from '#lib/platform/optimum/optimum.server.ts';
import { timed } from './clash-time.ts';

const sizes = [
  { organisations: 1000, gives: 6, exact: true },
  { organisations: 10_000, gives: 6, exact: true },
  { organisations: 60_000, gives: 5, exact: true },
  { organisations: 60_000, gives: 8, exact: false }
];
const exactSeconds = 30;

/** @throws when the rings are worth more than HiGHS proves possible, or the bound is below what HiGHS found */
export async function benchRings(): Promise<string> {
  const lines: string[] = [];
  for (const { organisations, gives: each, exact: asked } of sizes) {
    const gives = exchanges(organisations, each);
    const { spent, value } = timed(organisations > 20_000 ? 1 : 3, () => findRings({ gives }));
    const { answer, bound } = value;
    const exact = asked
      ? await solveExactly({ model: ringsModel({ gives }), seconds: exactSeconds })
      : { state: 'not asked' as const };
    const [best, most] = exact.state === 'found' ? [Math.round(-exact.objective), -exact.bound] : [NaN, NaN];
    if (answer.value > most + 1 || Number(bound) < best)
      throw new Error(`${answer.value} (bound ${bound}), HiGHS ${best} (bound ${most})`);
    const gap = (100 * (Number(bound) - answer.value)) / answer.value;
    lines.push(
      `| ${organisations.toLocaleString('en')} | ${gives.length.toLocaleString('en')} | ${answer.found.toLocaleString('en')} | ${answer.rings.length.toLocaleString('en')} | ${answer.value} | ${gap === 0 ? 'optimal' : `${gap.toFixed(3)} %`} | ${(spent.processor / 1000).toFixed(2)} s | ${((100 * (answer.value - answer.greedyValue)) / answer.value).toFixed(1)} % | ${told(exact, best)} |`
    );
  }
  return [
    '# Rings of exchange',
    '',
    'Synthetic: each organisation could give to so many others around it, matches worth 1–100; rings of two and three, each organisation',
    'in one. «Open» is what its own bound leaves possible; HiGHS gets the rings and has 30 s to choose; of the largest it is not asked,',
    'because it keeps no limit there.',
    '',
    '| organisations | possible gifts | rings there are | proposed | worth | open | processor time | greedy is worse by | HiGHS | its time |',
    '|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...lines,
    ''
  ].join('\n');
}

function told(exact: Optimum | { readonly state: 'not asked' }, best: number): string {
  if (exact.state === 'not asked') return 'not asked | ';
  const value = exact.state === 'found' ? `${best}${exact.proved ? '' : ' (not proved)'}` : exact.state;
  return `${value} | ${exact.seconds.toFixed(2)} s`;
}

/** Organisations along a line, each matched with some of the hundred and twenty nearest: as far as a day's journey goes. */
function exchanges(organisations: number, each: number): Give[] {
  const random = randomFrom(11);
  const gives: Give[] = [];
  for (let from = 0; from < organisations; from++)
    for (let k = 0; k < each; k++) {
      const to = (from + 1 + Math.floor(random() * 120) - 60 + organisations) % organisations;
      if (to !== from) gives.push({ from: `o${from}`, to: `o${to}`, value: 1 + Math.floor(random() * 100) });
    }
  return gives;
}
