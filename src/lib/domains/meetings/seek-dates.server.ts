// Seeks good dates without keeping anybody waiting: what takes long has a thread of its own.
import { Worker } from 'node:worker_threads';
import { findBestDates, type BestDate, type BestDateQuestion } from '#lib/core/best-date.ts';
import { projectFile } from '#lib/platform/db/project.server.ts';

/**
 * Patterns and busy times that are looked through at once. Measured on one core that others used as well: 30 members with 100 busy
 * times each and 1,331 days and hours (120 days) took 5 to 40 ms; with 600 busy times each over a year 60 to 240 ms.
 */
const mostAtOnce = 5_000;
const longest = 30_000;

export async function seekDates(question: Omit<BestDateQuestion, 'clock'>): Promise<readonly BestDate[]> {
  const work = question.members.reduce((sum, { busy }) => sum + busy.length, question.patterns.length);
  return work <= mostAtOnce ? findBestDates(question).answer : inThread(question);
}

function inThread(question: Omit<BestDateQuestion, 'clock'>): Promise<readonly BestDate[]> {
  const worker = new Worker(projectFile('src/lib/domains/meetings/dates-worker.ts'), {
    workerData: question
  });
  return new Promise<readonly BestDate[]>((resolve, reject) => {
    const end = setTimeout(() => reject(new Error('Seeking dates took too long')), longest);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(end);
      reject(new Error('Seeking dates ended without an answer'));
    });
  }).finally(() => void worker.terminate());
}
