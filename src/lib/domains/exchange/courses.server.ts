// The course catalogue: offers of courses, by title, with the levels and topics by which it is narrowed.
import { byHungarian } from '#lib/core/hungarian.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { fields, type Field } from '#lib/domains/experts/model.ts';
import { isOneOf } from '#lib/domains/registry/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { levels, type Level } from './model.ts';
import { listOfferings, type Offering } from './queries.server.ts';

export interface CourseQuery {
  readonly level: Level | null;
  readonly topic: Field | null;
}

/** A catalogue longer than this is narrowed before it is read. */
const most = 300;

export function courseQueryFrom(parameters: URLSearchParams): CourseQuery {
  const [level, topic] = [parameters.get('level') ?? '', parameters.get('topic') ?? ''];
  return { level: isOneOf(levels, level) ? level : null, topic: isOneOf(fields, topic) ? topic : null };
}

/** @returns also the topics that any course has, in the order of the list */
export async function findCourses(
  db: Database,
  { level, topic }: CourseQuery,
  now: Date
): Promise<{ readonly courses: Offering[]; readonly topics: Field[] }> {
  const { rows } = await listOfferings(db, {
    ...{ side: 'offer', category: 'course', openOn: dayOf(now, defaultZone), pageSize: most }
  });
  const courses = rows
    // For anyone is for beginners and for the experienced, too.
    .filter((course) => level === null || course.level === level || course.level === 'any')
    .filter((course) => topic === null || course.topics.includes(topic))
    .sort((a, b) => byHungarian(a.title, b.title) || (a.id < b.id ? -1 : 1));
  return { courses, topics: fields.filter((field) => rows.some(({ topics }) => topics.includes(field))) };
}
