// The sample region's year of events: hand-written words, put on real feasts, weekdays and seasons around a given day.
import { windowAround } from './sample-days.ts';
import { putClubs } from './sample-put-clubs.ts';
import { putExhibitions, putLocal, putOccasions, putPools } from './sample-put.ts';
import { withPerformers } from './sample-performers.ts';
import { startPlan } from './sample-planner.ts';
import type { SampleEvent } from './sample-shape.ts';

export type { SampleEvent } from './sample-shape.ts';

/**
 * Some 1,500 events from two months before `today` ('YYYY-MM-DD') to ten months after it, in order of their start. Same day and
 * seed, same events; the texts are the same for every seed.
 */
export function sampleEvents(today: string, seed: number): SampleEvent[] {
  const plan = startPlan(today, windowAround(today), seed);
  putLocal(plan);
  putOccasions(plan);
  putClubs(plan);
  putExhibitions(plan);
  putPools(plan);
  const events = plan.events.sort((a, b) =>
    a.start === b.start ? compare(a.key, b.key) : compare(a.start, b.start)
  );
  return withPerformers(events, seed);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
