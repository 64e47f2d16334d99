// Assignment with its proof against HiGHS on all pairs, in the same run.
import { assign } from '#lib/core/assignment.ts';
import { linearModel, type LinearModel } from '#lib/core/linear-model.ts';
import { randomFrom } from '#lib/core/random.ts';
import { solveExactly } from '#lib/platform/optimum/optimum.server.ts';
import { timed } from './clash-time.ts';

const sizes = [
  { columns: 72, rows: 360, label: '72 mentors, 360 communities' },
  { columns: 200, rows: 3155, label: '200 mentors, 3,155 settlements' }
];

/** @throws when the two do not cost the same */
export async function benchAssignment(): Promise<string> {
  const lines: string[] = [];
  for (const { columns, rows, label } of sizes)
    for (const near of [true, false]) {
      const costs = costsOf(rows, columns, near);
      const capacity = new Int32Array(columns).fill(Math.ceil(rows / columns));
      const { spent, value } = timed(9, () => assign({ rows, columns, costs, capacity }));
      const exact = await solveExactly({ model: modelOf(rows, columns, { costs, capacity }), seconds: 120 });
      if (exact.state !== 'found') throw new Error(`HiGHS: ${exact.state}`);
      if (Math.round(exact.objective) !== value.answer.cost || value.bound !== value.answer.cost)
        throw new Error(`${value.answer.cost}, bound ${value.bound}, HiGHS ${exact.objective}`);
      lines.push(
        `| ${label} | ${near ? 'metres of way' : 'drawn'} | ${value.answer.cost} | ${value.bound} | ${spent.processor.toFixed(1)} ms | ${exact.objective.toFixed(0)} | ${exact.seconds.toFixed(2)} s | ${((exact.seconds * 1000) / spent.processor).toFixed(0)}× |`
      );
    }
  return [
    '# Assignment',
    '',
    'Each mentor takes an equal share, rounded up. The value of the dual, counted from the prices alone, equals the cost: that is the',
    'proof. HiGHS solves the linear program over all pairs; the run stops when its cost is another.',
    '',
    '| size | costs | cost | dual | processor time | HiGHS | its time | ratio |',
    '|---|---|--:|--:|--:|--:|--:|--:|',
    ...lines,
    ''
  ].join('\n');
}

function costsOf(rows: number, columns: number, near: boolean): Float64Array {
  const random = randomFrom(2);
  const [there, here] = [rows, columns].map((length) =>
    Array.from({ length }, () => [random() * 300_000, random() * 200_000] as const)
  );
  return Float64Array.from({ length: rows * columns }, (_, at) => {
    const [[x, y], [z, w]] = [there![Math.floor(at / columns)]!, here![at % columns]!];
    return near ? Math.round(Math.hypot(x - z, y - w)) : Math.floor(random() * 1000);
  });
}

function modelOf(
  rows: number,
  columns: number,
  { costs, capacity }: { costs: Float64Array; capacity: Int32Array }
): LinearModel {
  const { column, row, model } = linearModel();
  for (const cost of costs) column({ cost, upper: 1 });
  for (let i = 0; i < rows; i++)
    row(
      Array.from({ length: columns }, (_, j) => [i * columns + j, 1] as const),
      { lower: 1, upper: 1 }
    );
  for (let j = 0; j < columns; j++)
    row(
      Array.from({ length: rows }, (_, i) => [i * columns + j, 1] as const),
      { upper: capacity[j]! }
    );
  return model();
}
