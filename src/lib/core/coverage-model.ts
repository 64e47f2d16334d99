// The choice of venues and days as a linear program with whole numbers: maximal covering (Church, ReVelle 1974).
import type { CoverageQuestion, CoverTable } from './coverage.ts';
import { linearModel, type LinearModel } from './linear-model.ts';

export interface ExactCoverage {
  /** Least of −people is sought. */
  readonly model: LinearModel;
  /** The chosen venues, of a solution of the model. */
  readonly read: (values: Float64Array) => number[];
  /** The columns of a choice, to begin from; without the days' columns, that have to be found. */
  readonly write: ((chosen: readonly number[]) => Float64Array) | null;
}

/**
 * A whole column per venue, a column per home; a home counts where one of its venues is chosen. What the search's prices have decided
 * (`searchCover`) is held: homes that the same open venues reach are one then. Venues that are free on the same days share what flows
 * from them to the days.
 */
export function coverageModel(
  question: CoverageQuestion,
  table: CoverTable,
  decided: Int8Array = new Int8Array(question.venues.length)
): ExactCoverage {
  const { venues, days, perDay } = question;
  const { column, row, model } = linearModel();
  const x = venues.map((_, v) =>
    column({ cost: 0, lower: decided[v] === 1 ? 1 : 0, upper: decided[v] === -1 ? 0 : 1, whole: true })
  );
  const { together, sure } = stillOpen(table, decided);
  column({ cost: -sure, lower: 1, upper: 1 });
  for (const { people, around } of together) {
    const y = column({ cost: -people, upper: 1 });
    row([[y, 1], ...around.map((v) => [x[v] ?? 0, -1] as const)], { upper: 0 });
  }
  row(
    x.map((each) => [each, 1] as const),
    { lower: table.events, upper: table.events }
  );
  for (let p = 0; p < table.partners; p++) {
    const [least, most] = [table.least[p] ?? 0, table.most[p] ?? Infinity];
    if (least > 0 || most < Infinity)
      row(
        x.filter((_, v) => table.partner[v] === p).map((each) => [each, 1] as const),
        { lower: least, upper: most }
      );
  }
  const held = days !== undefined && (perDay !== undefined || venues.some((venue) => venue.days));
  if (days && held) {
    const groups = Map.groupBy(venues.keys(), (v) =>
      days.filter((day) => venues[v]?.days?.includes(day) ?? true).join(' ')
    );
    const into = new Map<number, number[]>();
    for (const [key, members] of groups) {
      const flows = (key === '' ? [] : key.split(' ').map(Number)).map((day) => {
        const flow = column({ cost: 0, upper: perDay ?? Infinity });
        into.set(day, [...(into.get(day) ?? []), flow]);
        return flow;
      });
      row([...members.map((v) => [x[v] ?? 0, 1] as const), ...flows.map((flow) => [flow, -1] as const)], {
        lower: 0,
        upper: 0
      });
    }
    for (const flows of into.values())
      row(
        flows.map((flow) => [flow, 1] as const),
        { upper: perDay ?? Infinity }
      );
  }
  return {
    model: model(),
    read: (values) => x.flatMap((each, v) => ((values[each] ?? 0) > 0.5 ? [v] : [])),
    write: held
      ? null
      : (chosen) => {
          const inside = new Set(chosen);
          return Float64Array.from([
            ...x.map((_, v) => (inside.has(v) ? 1 : 0)),
            1,
            ...together.map(({ around }) => (around.some((v) => inside.has(v)) ? 1 : 0))
          ]);
        }
  };
}

/** Homes by the venues that may still be chosen for them, and the people who have one for sure. */
function stillOpen(table: CoverTable, decided: Int8Array) {
  const together = new Map<string, { people: number; readonly around: readonly number[] }>();
  let sure = 0;
  for (const [h, people] of table.people.entries()) {
    const all = [...table.venue.subarray(table.venuesFrom[h], table.venuesFrom[h + 1])];
    if (all.some((v) => decided[v] === 1)) {
      sure += people;
      continue;
    }
    const around = all.filter((v) => decided[v] === 0);
    const known = together.get(around.join(' '));
    if (known) known.people += people;
    else if (around.length > 0) together.set(around.join(' '), { people, around });
  }
  return { together: [...together.values()], sure };
}
