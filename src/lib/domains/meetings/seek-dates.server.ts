// Seeks good dates without keeping anybody waiting: what takes long has a thread of its own.
import { findBestDates, type BestDate, type BestDateQuestion } from '#lib/core/best-date.ts';
import { askThread } from '#lib/platform/thread.server.ts';

/**
 * Patterns and busy times that are looked through at once. Measured on one core that others used as well: 30 members with 100 busy
 * times each and 1,331 days and hours (120 days) took 5 to 40 ms; with 600 busy times each over a year 60 to 240 ms.
 */
const mostAtOnce = 5_000;
const mostSeconds = 30;

export async function seekDates(question: Omit<BestDateQuestion, 'clock'>): Promise<readonly BestDate[]> {
  const work = question.members.reduce((sum, { busy }) => sum + busy.length, question.patterns.length);
  if (work <= mostAtOnce) return findBestDates(question).answer;
  const script = 'src/lib/domains/meetings/dates-worker.ts';
  return askThread<readonly BestDate[]>({ script, data: question, seconds: mostSeconds, megabytes: 512 });
}
