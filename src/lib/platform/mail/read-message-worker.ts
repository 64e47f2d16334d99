// The thread in which a large mail is read.
import { parentPort, workerData } from 'node:worker_threads';
import type { ReadingOrder } from './read-aside.server.ts';
import { readMessage } from './read-message.ts';

parentPort?.postMessage('started');
const { raw, options } = workerData as ReadingOrder;
parentPort?.postMessage(await readMessage(raw, options));
