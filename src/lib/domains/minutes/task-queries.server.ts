// Reads tasks: of a meeting, of a circle, of a person; with whose they are and where they come from.
import { sql, type InferResult } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { DoneHow, TaskState } from './model.ts';

export interface Task {
  readonly id: Id<'task'>;
  readonly circle: { readonly id: string; readonly slug: string; readonly name: string };
  readonly meeting: { readonly id: string; readonly number: number; readonly day: string } | null;
  readonly item: string | null;
  /** What it was given for: the title of the item. */
  readonly about: string | null;
  readonly text: string;
  /** The seat whose it is; null where it is nobody's, or somebody's who is no member. */
  readonly owner: {
    readonly id: string;
    readonly name: string;
    readonly organisation: string | null;
    readonly left: boolean;
  } | null;
  readonly ownerName: string | null;
  readonly dueOn: string | null;
  readonly state: TaskState;
  readonly doneAt: Date | null;
  readonly doneNote: string | null;
  readonly doneHow: DoneHow | null;
  readonly carried: number;
  readonly putOff: number;
  readonly remindedOn: string | null;
  readonly public: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface TaskQuery {
  readonly circle?: string;
  readonly meeting?: string;
  readonly owners?: readonly string[];
  readonly state?: TaskState;
  readonly publicOnly?: boolean;
  /** Only those whose day is before this one. */
  readonly dueBefore?: string;
  readonly createdBefore?: Date;
  readonly text?: string;
  readonly limit?: number;
  readonly offset?: number;
}

/** Open ones first, the most pressing first; done ones the latest first. Those of one meeting as they were written down. */
export async function listTasks(db: Database, query: TaskQuery): Promise<Task[]> {
  let found = wanted(db, query);
  found = query.meeting
    ? found.orderBy('task.position')
    : found
        .orderBy(sql`array_position(array['open', 'done', 'dropped'], task.state)`)
        .orderBy('task.due_on', (order) => order.asc().nullsLast())
        .orderBy('task.done_at', 'desc');
  const rows = await found
    .orderBy('task.id')
    .limit(query.limit ?? 200)
    .offset(query.offset ?? 0)
    .execute();
  return rows.map(taskFrom);
}

export async function countTasks(db: Database, query: TaskQuery): Promise<number> {
  const { count } = await wanted(db, query)
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function findTask(db: Database, id: string): Promise<Task | null> {
  if (!isUuid(id)) return null;
  const row = await tasksIn(db)
    .where('task.id', '=', id as Id<'task'>)
    .executeTakeFirst();
  return row ? taskFrom(row) : null;
}

function wanted(db: Database, query: TaskQuery) {
  let found = tasksIn(db);
  if (query.circle) found = found.where('task.circle_id', '=', query.circle as Id<'circle'>);
  if (query.meeting) found = found.where('task.meeting_id', '=', query.meeting as Id<'meeting'>);
  if (query.owners)
    found = found.where(sql<boolean>`task.owner_member_id = any(${[...query.owners]}::uuid[])`);
  if (query.state) found = found.where('task.state', '=', query.state);
  if (query.publicOnly) found = found.where('task.public', '=', true);
  if (query.dueBefore) found = found.where('task.due_on', '<', query.dueBefore);
  if (query.createdBefore) found = found.where('task.created_at', '<', query.createdBefore);
  if (query.text) found = found.where('task.text', 'ilike', `%${query.text.replace(/[\\%_]/g, '\\$&')}%`);
  return found;
}

function tasksIn(db: Database) {
  return db
    .selectFrom('task')
    .innerJoin('circle', 'circle.id', 'task.circle_id')
    .leftJoin('meeting', 'meeting.id', 'task.meeting_id')
    .leftJoin('agenda_item as item', 'item.id', 'task.item_id')
    .leftJoin('circle_member as owner', 'owner.id', 'task.owner_member_id')
    .leftJoin('organisation', 'organisation.id', 'owner.organisation_id')
    .leftJoin('person', 'person.id', 'owner.person_id')
    .selectAll('task')
    .select([
      'circle.slug as circle_slug',
      'circle.name as circle_name',
      'meeting.number as meeting_number',
      'meeting.starts as meeting_starts',
      'item.title as about',
      'owner.left_on',
      'organisation.name as organisation_name',
      sql<string | null>`coalesce(owner.name, person.name)`.as('seated_name')
    ]);
}

function taskFrom(row: InferResult<ReturnType<typeof tasksIn>>[number]): Task {
  return {
    id: row.id,
    circle: { id: row.circle_id, slug: row.circle_slug, name: row.circle_name },
    meeting:
      row.meeting_id && row.meeting_number && row.meeting_starts
        ? { id: row.meeting_id, number: row.meeting_number, day: row.meeting_starts.slice(0, 10) }
        : null,
    item: row.item_id,
    about: row.about,
    text: row.text,
    owner: row.owner_member_id
      ? {
          id: row.owner_member_id,
          name: row.seated_name ?? row.organisation_name ?? '–',
          organisation: row.organisation_name,
          left: row.left_on !== null
        }
      : null,
    ownerName: row.owner_name,
    dueOn: row.due_on,
    state: row.state,
    doneAt: row.done_at,
    doneNote: row.done_note,
    doneHow: row.done_how,
    carried: row.carried,
    putOff: row.put_off,
    remindedOn: row.reminded_on,
    public: row.public,
    createdAt: row.created_at,
    updatedAt: row.updated_at
  };
}
