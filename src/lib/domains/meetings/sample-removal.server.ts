// Takes the sample's meetings away.
import { sql } from 'kysely';
import { fromSample } from '#lib/domains/registry/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleCount } from '#lib/platform/domain.ts';
import { fromMeeting } from './calendar.server.ts';

export async function countSampleMeetings(db: Database): Promise<readonly SampleCount[]> {
  const { count } = await db
    .selectFrom('meeting')
    .innerJoin('circle', 'circle.id', 'meeting.circle_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('circle.source', '=', fromSample)
    .executeTakeFirstOrThrow();
  return Number(count) > 0 ? [{ what: 'meetings.sample.count', count: Number(count) }] : [];
}

/** Before their circles go, which takes them along; those of circles that stay, stay. */
export async function removeSampleMeetings(tx: Database): Promise<readonly SampleCount[]> {
  const gone = await countSampleMeetings(tx);
  await tx
    .deleteFrom('event')
    .where('source', '=', fromMeeting)
    .where(
      'external_id',
      'in',
      tx
        .selectFrom('meeting')
        .innerJoin('circle', 'circle.id', 'meeting.circle_id')
        .select(sql<string>`meeting.id::text`.as('id'))
        .where('circle.source', '=', fromSample)
    )
    .execute();
  await tx
    .deleteFrom('meeting')
    .where('circle_id', 'in', tx.selectFrom('circle').select('id').where('source', '=', fromSample))
    .execute();
  await tx
    .deleteFrom('meeting_series')
    .where('circle_id', 'in', tx.selectFrom('circle').select('id').where('source', '=', fromSample))
    .execute();
  return gone;
}
