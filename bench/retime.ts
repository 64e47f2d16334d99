// Re-timing a month: the search against the proved optimum, in the same run.
import { exactChoices } from '#lib/core/choices-exact.ts';
import { searchChoices } from '#lib/core/choices-search.ts';
import { costOf, reduceChoices } from '#lib/core/choices.ts';
import type { ClashEvent } from '#lib/core/clash.ts';
import { randomFrom } from '#lib/core/random.ts';
import { retime, retimeModel, type RetimeQuestion } from '#lib/core/retime.ts';
import { solveExactly } from '#lib/platform/optimum/optimum.server.ts';

const sizes = [
  { events: 200, settlements: 30, km: 40, label: 'a district: 200 events, half of them can move by 3 days' },
  { events: 1000, settlements: 120, km: 90, label: 'a county: 1,000 events, 60 % can move by 3 days' }
];
const seeds = [1, 2, 3];
const exactSeconds = 60;

export async function benchRetime(): Promise<string> {
  const rows: string[] = [];
  for (const size of sizes)
    for (const seed of seeds) {
      const question = month(size, seed);
      const model = retimeModel(question);
      const { choices } = model;
      const staying = costOf(choices, new Int32Array(choices.unary.length)) / 10;
      const began = performance.now();
      const { choice, cost } = searchChoices(choices, { seed: 1 });
      const searched = performance.now() - began;
      const all = performance.now();
      retime(question);
      const plans = performance.now() - all;
      const kept = reduceChoices(choices).kept.reduce(
        (sum, flags) => sum + flags.reduce((a, b) => a + b, 0),
        0
      );
      const options = choices.unary.reduce((sum, { length }) => sum + length, 0);
      const exact = exactChoices(choices);
      const proof = performance.now();
      const found = await solveExactly({
        model: exact.model,
        seconds: exactSeconds,
        start: exact.write(choice)
      });
      const seconds = (performance.now() - proof) / 1000;
      const [best, bound] = found.state === 'found' ? [found.objective / 10, found.bound / 10] : [NaN, NaN];
      rows.push(
        `| ${size.label} (${seed}) | ${question.movable.length} | ${kept} of ${options} | ${staying.toFixed(1)} | ${(cost / 10).toFixed(1)} | ${searched.toFixed(0)} ms | ${plans.toFixed(0)} ms | ${best.toFixed(1)} | ${bound.toFixed(1)} | ${seconds.toFixed(2)} s | ${(((cost / 10 - bound) / bound) * 100).toFixed(2)} % |`
      );
    }
  return [
    '# Re-timing a month',
    '',
    'Synthetic months: events crowd on weekends and evenings. Points of clash scores and trouble. «Three plans» is all that a page',
    'waits for; HiGHS proves the first plan and starts from what the search found.',
    '',
    '| month (seed) | can move | options that may be best | staying | search | its time | three plans | HiGHS | proved bound | its time | search above bound |',
    '|---|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
    ''
  ].join('\n');
}

function month({ events: count, settlements, km }: (typeof sizes)[number], seed: number): RetimeQuestion {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const places = Array.from({ length: settlements }, () => ({
    lat: 46.5 + (random() * km) / 111.2,
    lon: 20 + (random() * km) / 76.5
  }));
  // 1 May 2027, a Saturday, 0:00 in Budapest.
  const first = Date.UTC(2027, 3, 30, 22) / 60_000;
  const events = Array.from({ length: count }, (_, n): ClashEvent => {
    const weekend = random() < 0.65;
    const day = weekend ? 7 * below(4) + below(2) : below(30);
    const start = first + day * 1440 + 60 * (weekend ? 10 + below(10) : 16 + below(4));
    return {
      id: `e${String(n).padStart(4, '0')}`,
      event: `e${n}`,
      organisers: [`o${below(Math.ceil(count / 4))}`],
      place: below(settlements),
      start,
      end: start + 60 * (1 + below(4)),
      audiences: random() < 0.3 ? 0 : 1 << below(6),
      themes: 1 << below(10),
      attendance: 15 + below(250),
      background: false
    };
  });
  const share = count > 500 ? 0.6 : 0.5;
  const movable = events.flatMap(({ start }, index) =>
    random() < share
      ? [{ index, starts: [-3, -2, -1, 1, 2, 3].map((days) => start + days * 1440), room: null }]
      : []
  );
  return { events, movable, places };
}
