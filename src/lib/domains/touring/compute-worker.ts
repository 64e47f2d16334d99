// The thread in which a tour is planned, so that no page waits for it; of a large one a plan is told before the best is found.
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer } from '#lib/core/answer.ts';
import { planTour, travelBetween, type Tour } from '#lib/core/itinerary.ts';
import type { Asked } from './question.server.ts';
import { questionsOf } from './thinner.ts';

/** The last one counts. */
export interface FromComputer {
  readonly found: Answer<Tour>;
}

/** Minutes: nobody is asked for 12:08, and a quarter of an hour that is left over finds the key of the hall. */
const rounded = 15;

const { points, ...question } = workerData as Asked;
const straight = travelBetween(points);
const travel = {
  km: straight.km,
  minutes: (a: number, b: number) => Math.ceil(straight.minutes(a, b) / rounded) * rounded
};

let told: Tour['best'] = null;
for (const asked of questionsOf(question)) {
  const whole = asked === question;
  const found = planTour({ ...asked, travel });
  const { best } = found.answer;
  // Of less than the whole it is not known how good it is, nor that there is none.
  if (whole ? told && !best : !best || (told && !isBetter(best, told))) continue;
  told = best;
  const reasons = found.reasons.filter(({ code }) => whole || (code !== 'proved' && code !== 'at_most'));
  parentPort?.postMessage({
    found: { ...found, reasons, ...(whole ? {} : { bound: 'not proved' }) }
  } satisfies FromComputer);
}
parentPort?.close();

function isBetter(one: NonNullable<Tour['best']>, other: NonNullable<Tour['best']>): boolean {
  return one.kept === other.kept ? one.profit > other.profit : one.kept > other.kept;
}
