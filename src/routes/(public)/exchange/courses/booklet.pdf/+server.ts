import type { RequestHandler } from './$types';
import { courseQueryFrom, findCourses } from '#lib/domains/exchange/courses.server.ts';
import { courseBooklet } from '#lib/domains/exchange/print/booklet.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { answerWith, countPrinting } from '../../../../printed.server.ts';

export const GET: RequestHandler = async ({ locals, url, getClientAddress }) => {
  const { db, locale, now, origin } = locals;
  const words = await wordsIn(locale);
  countPrinting(locals, getClientAddress(), words);
  const { courses } = await findCourses(db, courseQueryFrom(url.searchParams), now);
  const sheet = courseBooklet(courses, { words, origin, now });
  return answerWith({ ...sheet, as: 'pdf' }, words.t('exchange.courses.file'), words);
};
