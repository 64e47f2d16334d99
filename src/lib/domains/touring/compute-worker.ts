// The thread in which a tour is planned, so that no page waits for it.
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer } from '#lib/core/answer.ts';
import { planTour, travelBetween, type Tour } from '#lib/core/itinerary.ts';
import type { Asked } from './question.server.ts';

export type FromComputer =
  { readonly kind: 'begun' } | { readonly kind: 'found'; readonly found: Answer<Tour> };

/** Minutes: nobody is asked for 12:08, and a quarter of an hour that is left over finds the key of the hall. */
const rounded = 15;

const { points, ...question } = workerData as Asked;
const travel = travelBetween(points);
const send = (message: FromComputer): void => parentPort?.postMessage(message);

send({ kind: 'begun' });
send({
  kind: 'found',
  found: planTour({
    ...question,
    travel: { km: travel.km, minutes: (a, b) => Math.ceil(travel.minutes(a, b) / rounded) * rounded }
  })
});
parentPort?.close();
