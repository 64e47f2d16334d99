// Reads what circles have decided: of one circle, newest first; as search and files want it.
import { sql, type InferResult } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { MinutesState } from './model.ts';

export interface ListedDecision {
  readonly id: Id<'decision'>;
  readonly circle: { readonly id: string; readonly slug: string; readonly name: string };
  readonly meeting: { readonly number: number; readonly title: string };
  readonly about: string | null;
  readonly number: number | null;
  readonly text: string;
  readonly public: boolean;
  readonly decidedOn: string;
  readonly state: MinutesState;
  readonly agreed: number;
  readonly abstained: number;
  readonly opposed: number;
  /** Tasks that it gave, and how many of them are done. */
  readonly tasks: number;
  readonly done: number;
}

export interface DecisionQuery {
  readonly circle?: string;
  readonly ids?: readonly string[];
  /** Only what residents may read: public, and agreed on. */
  readonly publicOnly?: boolean;
  readonly year?: number | null;
  readonly text?: string;
  readonly limit?: number;
  readonly offset?: number;
}

export async function listDecisions(db: Database, query: DecisionQuery): Promise<ListedDecision[]> {
  const rows = await decisionsIn(db, query)
    .orderBy('decision.decided_on', 'desc')
    .orderBy('decision.position')
    .orderBy('decision.id')
    .limit(query.limit ?? 50)
    .offset(query.offset ?? 0)
    .execute();
  return rows.map(decisionFrom);
}

export async function countDecisions(db: Database, query: DecisionQuery): Promise<number> {
  const { count } = await decisionsIn(db, query)
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function decisionsIn(db: Database, { circle, ids, publicOnly, year, text }: DecisionQuery) {
  const voices = (voice: string) =>
    sql<number>`(select count(*)::integer from decision_voice where decision_id = decision.id and voice = ${voice})`;
  let found = db
    .selectFrom('decision')
    .innerJoin('circle', 'circle.id', 'decision.circle_id')
    .innerJoin('meeting', 'meeting.id', 'decision.meeting_id')
    .leftJoin('minutes', 'minutes.meeting_id', 'decision.meeting_id')
    .leftJoin('agenda_item as item', 'item.id', 'decision.item_id')
    .selectAll('decision')
    .select([
      'circle.slug as circle_slug',
      'circle.name as circle_name',
      'meeting.number as meeting_number',
      'meeting.title as meeting_title',
      'item.title as about',
      sql<MinutesState>`coalesce(minutes.state, 'draft')`.as('state'),
      voices('agreed').as('agreed'),
      voices('abstained').as('abstained'),
      voices('opposed').as('opposed'),
      sql<number>`(select count(*)::integer from task where task.item_id = decision.item_id and state <> 'dropped')`.as(
        'tasks'
      ),
      sql<number>`(select count(*)::integer from task where task.item_id = decision.item_id and state = 'done')`.as(
        'done'
      )
    ]);
  if (circle) found = found.where('decision.circle_id', '=', circle as Id<'circle'>);
  if (ids) found = found.where('decision.id', 'in', ids.filter(isUuid) as Id<'decision'>[]);
  if (publicOnly)
    found = found
      .where('decision.public', '=', true)
      .where('minutes.state', '=', 'approved')
      .where('meeting.public', '=', true)
      .where('circle.public_page', '=', true)
      .where('circle.shows_decisions', '=', true);
  if (year)
    found = found
      .where('decision.decided_on', '>=', `${year}-01-01`)
      .where('decision.decided_on', '<', `${year + 1}-01-01`);
  if (text) found = found.where('decision.text', 'ilike', `%${text.replace(/[\\%_]/g, '\\$&')}%`);
  return found;
}

function decisionFrom(row: InferResult<ReturnType<typeof decisionsIn>>[number]): ListedDecision {
  return {
    id: row.id,
    circle: { id: row.circle_id, slug: row.circle_slug, name: row.circle_name },
    meeting: { number: row.meeting_number, title: row.meeting_title },
    about: row.about,
    number: row.number,
    text: row.text,
    public: row.public,
    decidedOn: row.decided_on,
    state: row.state,
    agreed: row.agreed,
    abstained: row.abstained,
    opposed: row.opposed,
    tasks: row.tasks,
    done: row.done
  };
}
