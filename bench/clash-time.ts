// How much of a processor a piece of work takes: unlike the time on the wall, hardly changed by what else the machine does.
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** In milliseconds. */
export interface Spent {
  readonly wall: number;
  /** All threads of this process, collecting its garbage included. */
  readonly processor: number;
}

/** The run with the median processor time, and the value of the last one. What earlier runs left is cleared away before each. */
export function timed<T>(runs: number, work: () => T): { spent: Spent; value: T } {
  const all: Spent[] = [];
  let value: T | undefined;
  for (let run = 0; run < runs; run++) {
    value = undefined;
    collectGarbage();
    const [wall, before] = [performance.now(), process.cpuUsage()];
    value = work();
    const { user, system } = process.cpuUsage(before);
    all.push({ wall: performance.now() - wall, processor: (user + system) / 1000 });
  }
  all.sort((a, b) => a.processor - b.processor);
  return { spent: all[runs >> 1] ?? { wall: NaN, processor: NaN }, value: value as T };
}

/** The same of something that other threads of this process do: nothing else may go on in it meanwhile. */
export async function timedWhile<T>(work: () => Promise<T>): Promise<{ spent: Spent; value: T }> {
  const [wall, before] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { spent: { wall: performance.now() - wall, processor: (user + system) / 1000 }, value };
}

/** Milliseconds for which another process with one thread has run; where the system does not tell (not Linux), the wall's. */
export function processorTimeOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
