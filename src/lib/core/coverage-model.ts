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
 * A whole column per venue, a column per home (those that the same venues reach are one already); a home counts where one of its
 * venues is chosen. What the search's prices have decided (`searchCover`) is held. Venues that are free on the same days share what flows from them to the days.
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
  for (let h = 0; h < table.people.length; h++) {
    const y = column({ cost: -(table.people[h] ?? 0), upper: 1 });
    const around = [...table.venue.subarray(table.venuesFrom[h], table.venuesFrom[h + 1])];
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
          const values = new Float64Array(x.length + table.people.length);
          for (const v of chosen) {
            values[v] = 1;
            for (let k = table.from[v] ?? 0; k < (table.from[v + 1] ?? 0); k++)
              values[x.length + (table.home[k] ?? 0)] = 1;
          }
          return values;
        }
  };
}
