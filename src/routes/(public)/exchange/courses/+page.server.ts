import type { PageServerLoad } from './$types';
import { findCourses, type CourseQuery } from '#lib/domains/exchange/courses.server.ts';
import { canEnterOfferings } from '#lib/domains/exchange/policy.ts';
import { courseFacts, conditionsSaid, whenSaid } from '#lib/domains/exchange/offering-words.ts';
import { pathOf } from '#lib/domains/exchange/model.ts';
import { courseQueryFrom } from '#lib/domains/exchange/courses.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale, now }, url }) => {
  const words = await wordsIn(locale);
  const query: CourseQuery = courseQueryFrom(url.searchParams);
  const { courses, topics } = await findCourses(db, query, now);
  return {
    query,
    topics,
    mayAdd: canEnterOfferings(actor),
    courses: courses.map((course) => ({
      href: words.href(pathOf(course)),
      title: course.title,
      facts: [
        course.organisation?.name ?? course.expert?.name ?? '',
        course.settlement.name,
        ...courseFacts(words, course).flatMap(([, text]) => text ?? []),
        conditionsSaid(words, course),
        whenSaid(words, course) ?? ''
      ].filter(Boolean),
      text: course.text
    }))
  };
};
