// Takes the experts of the sample region away, and the people made for them.
import { fromSample } from '#lib/domains/registry/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';

const what = 'experts.sample.experts' as const;

export async function countSampleExperts(db: Database): Promise<readonly SampleCount[]> {
  const { count } = await db
    .selectFrom('expert')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('source', '=', fromSample)
    .executeTakeFirstOrThrow();
  return [{ what, count: Number(count) }];
}

/** Who has come to hold a role since keeps their account. */
export async function removeSampleExperts(tx: Database): Promise<readonly SampleCount[]> {
  const gone = await tx
    .deleteFrom('expert')
    .where('source', '=', fromSample)
    .returning(['id', 'person_id'])
    .execute();
  const people = gone.flatMap(({ person_id }) => (person_id ? [person_id] : []));
  if (people.length > 0)
    await tx
      .deleteFrom('person')
      .where('id', 'in', people)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('role').select('role.id').whereRef('role.person_id', '=', 'person.id')))
      )
      .execute();
  return [{ what, count: gone.length }];
}
