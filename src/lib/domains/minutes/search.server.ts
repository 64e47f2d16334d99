// How what circles have decided is found by searching everything public.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Searchable } from '#lib/platform/search/document.ts';
import { listDecisions } from './decision-queries.server.ts';
import { decisionMark } from './model.ts';

export const searchableDecisions: Searchable = {
  kind: 'decision',
  label: 'minutes.search.label',
  list: '/circles',
  order: 45,
  verbs: ['minutes.published', 'circle.changed', 'circle.closed', 'person.erased'],
  touched,
  async ids(db, after, limit) {
    const rows = await db
      .selectFrom('decision')
      .innerJoin('minutes', 'minutes.meeting_id', 'decision.meeting_id')
      .innerJoin('meeting', 'meeting.id', 'decision.meeting_id')
      .innerJoin('circle', 'circle.id', 'decision.circle_id')
      .select('decision.id')
      .where('decision.public', '=', true)
      .where('minutes.state', '=', 'approved')
      .where('meeting.public', '=', true)
      .where('circle.public_page', '=', true)
      .where('circle.shows_decisions', '=', true)
      .$if(after !== null, (query) => query.where('decision.id', '>', after as Id<'decision'>))
      .orderBy('decision.id')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => id);
  },
  async documents(db, ids) {
    if (ids.length === 0) return [];
    const decisions = await listDecisions(db, { ids, publicOnly: true, limit: ids.length });
    return decisions.map((decision) => ({
      id: decision.id,
      path: `/circles/${decision.circle.slug}/meetings/${decision.meeting.number}/minutes`,
      title: `${decision.circle.name} ${decisionMark(decision.number, decision.decidedOn) ?? ''}`.trim(),
      summary: decision.text,
      text: decision.about,
      labels: [decision.circle.name, decision.meeting.title].join(' · '),
      place: null,
      lat: null,
      lon: null,
      facets: [],
      times: [],
      isPlace: false
    }));
  }
};

async function touched(
  db: Database,
  { object_kind: kind, object_id: id }: Activity
): Promise<readonly string[] | 'all'> {
  if (kind !== 'meeting' && kind !== 'circle') return 'all';
  const rows = await db
    .selectFrom('decision')
    .select('id')
    .where(sql<boolean>`${sql.ref(kind === 'meeting' ? 'meeting_id' : 'circle_id')} = ${id}`)
    .limit(5000)
    .execute();
  return rows.map((row) => row.id);
}
