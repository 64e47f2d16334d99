// A tour as a linear program with whole numbers: what an exact solver proves, the search is measured by.
import { tourNet } from './itinerary-net.ts';
import type { TourQuestion } from './itinerary.ts';
import { linearModel, type LinearModel } from './linear-model.ts';
import type { Net } from './once-paths.ts';
import { openArcs } from './once-prices.ts';

/**
 * One unit flows through the net of states; each stop takes it once at the most. Rest is not in the states here but in rows, so
 * that the twin does not repeat the search's own thought: of any `restAfter` + 1 days in a row one is without a show. Least of
 * −profit is sought. Agreed stops are not part of it.
 */
export function tourModel(question: TourQuestion): LinearModel {
  const { restAfter = 0, maxStops, maxDays, days } = question;
  const { net, stepOf, profitOf } = tourNet({ ...question, restAfter: 0, kept: [] });
  const { row, model, firstShows } = flowModel(
    net,
    { profitOf, dayOf: (a) => stepOf(a).day },
    { maxStops, maxDays }
  );
  for (let d = 0; restAfter > 0 && d + restAfter < days.length; d++)
    row(
      firstShows.slice(d, d + restAfter + 1).flatMap((terms) => terms ?? []),
      { upper: restAfter }
    );
  return model();
}

export interface RemainingTours {
  /** Least of −profit is sought. */
  readonly model: LinearModel;
  /** How many arcs of the net are in it, of all. */
  readonly open: number;
  readonly of: number;
}

/**
 * What is left to be proved when a tour with this profit is known: only those arcs of the search's own net that can be on one as good
 * (`openArcs`). Of tens of thousands some hundreds, with which an exact solver is done in seconds.
 */
export function remainingTours(question: TourQuestion, known: number): RemainingTours {
  const { net, stepOf, profitOf } = tourNet({ ...question, kept: [] });
  const open = openArcs(net, known);
  const { model } = flowModel(
    net,
    { profitOf, dayOf: (a) => stepOf(a).day, open },
    { maxStops: question.maxStops, maxDays: question.maxDays }
  );
  return { model: model(), open: open.reduce((sum, each) => sum + each, 0), of: open.length };
}

interface Arcs {
  readonly profitOf: (arc: number) => number;
  readonly dayOf: (arc: number) => number;
  /** Default: all. */
  readonly open?: Uint8Array;
}

/** One unit from the first node to the last, through open arcs, each thing once at the most. */
function flowModel(
  net: Net,
  { profitOf, dayOf, open }: Arcs,
  { maxStops, maxDays }: { readonly maxStops: number | undefined; readonly maxDays: number | undefined }
) {
  const { column, row, model } = linearModel();
  const nodes = net.first.length - 1;
  const flow: [number, number][][] = Array.from({ length: nodes }, () => []);
  const uses: [number, number][][] = Array.from(net.must, () => []);
  const firstShows: [number, number][][] = [];
  const all: [number, number][] = [];
  for (let n = 0; n < nodes; n++)
    for (let a = net.first[n] as number; a < (net.first[n + 1] as number); a++) {
      if (open && !open[a]) continue;
      const thing = net.thing[a] as number;
      const x = column({ cost: -profitOf(a), upper: 1, whole: thing >= 0 });
      flow[n]?.push([x, 1]);
      flow[net.to[a] as number]?.push([x, -1]);
      if (thing < 0) continue;
      uses[thing]?.push([x, 1]);
      all.push([x, 1]);
      if ((net.counts[a] as number) & 2) (firstShows[dayOf(a)] ??= []).push([x, 1]);
    }
  for (const [n, terms] of flow.entries()) {
    const out = n === 0 ? 1 : n === nodes - 1 ? -1 : 0;
    if (terms.length > 0 || out !== 0) row(terms, { lower: out, upper: out });
  }
  for (const [i, must] of net.must.entries())
    row(uses[i] ?? [], must ? { lower: 1, upper: 1 } : { upper: 1 });
  if (maxStops !== undefined) row(all, { upper: maxStops });
  if (maxDays !== undefined) row(firstShows.flat(), { upper: maxDays });
  return { row, model, firstShows };
}
