// A tour as a linear program with whole numbers: what an exact solver proves, the search is measured by.
import { tourNet } from './itinerary-net.ts';
import type { TourQuestion } from './itinerary.ts';
import { linearModel, type LinearModel } from './linear-model.ts';

/**
 * One unit flows through the net of states; each stop takes it once at the most. Rest is not in the states here but in rows, so
 * that the twin does not repeat the search's own thought: of any `restAfter` + 1 days in a row one is without a show. Least of
 * −profit is sought. Agreed stops are not part of it.
 */
export function tourModel(question: TourQuestion): LinearModel {
  const { restAfter = 0, maxStops, maxDays, days } = question;
  const { net, stepOf, profitOf } = tourNet({ ...question, restAfter: 0, kept: [] });
  const { column, row, model } = linearModel();
  const nodes = net.first.length - 1;
  const [out, into, uses] = [[], [], []] as [
    [number, number][][],
    [number, number][][],
    [number, number][][]
  ];
  const put = (lists: [number, number][][], key: number, term: [number, number]): void => {
    (lists[key] ??= []).push(term);
  };
  const firstShows: [number, number][][] = [];
  const all: [number, number][] = [];
  for (let n = 0; n < nodes; n++)
    for (let a = net.first[n] as number; a < (net.first[n + 1] as number); a++) {
      const thing = net.thing[a] as number;
      const x = column({ cost: -profitOf(a), upper: 1, whole: thing >= 0 });
      put(out, n, [x, 1]);
      put(into, net.to[a] as number, [x, -1]);
      if (thing < 0) continue;
      put(uses, thing, [x, 1]);
      all.push([x, 1]);
      if ((net.counts[a] as number) & 2) put(firstShows, stepOf(a).day, [x, 1]);
    }
  for (let n = 0; n < nodes; n++) {
    const flow = n === 0 ? 1 : n === nodes - 1 ? -1 : 0;
    row([...(out[n] ?? []), ...(into[n] ?? [])], { lower: flow, upper: flow });
  }
  for (const [i, must] of net.must.entries())
    row(uses[i] ?? [], must ? { lower: 1, upper: 1 } : { upper: 1 });
  if (maxStops !== undefined) row(all, { upper: maxStops });
  if (maxDays !== undefined) row(firstShows.flat(), { upper: maxDays });
  for (let d = 0; restAfter > 0 && d + restAfter < days.length; d++)
    row(
      firstShows.slice(d, d + restAfter + 1).flatMap((terms) => terms ?? []),
      { upper: restAfter }
    );
  return model();
}
