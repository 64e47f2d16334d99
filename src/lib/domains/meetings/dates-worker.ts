// The thread in which good dates are sought where that takes long.
import { parentPort, workerData } from 'node:worker_threads';
import { findBestDates, type BestDateQuestion } from '#lib/core/best-date.ts';

parentPort?.postMessage(findBestDates(workerData as Omit<BestDateQuestion, 'clock'>).answer);
