// What an agenda proposes by itself from the circle's own affairs: what was left over, tasks that are late, corrections,
// residents' questions, newcomers, and the programmes of its members that compete before the next time.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { anonymous } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { AgendaContext, AgendaProposal } from '#lib/platform/domain.ts';
import { clashesBetween, type ClashSide, type NamedClash } from '#lib/domains/calendar/clashes.server.ts';
import { noFilter } from '#lib/domains/calendar/filter.ts';
import { tellScore } from '#lib/domains/planning/thresholds.ts';
import { listMembers } from '#lib/domains/circles/queries.server.ts';
import { nameOf } from './record.server.ts';
import { listTasks, type Task } from './task-queries.server.ts';

const most = 12;

/** Not reached, or not finished, at the last meeting before this one. */
export async function leftOver(
  db: Database,
  { circle, meeting, words }: AgendaContext
): Promise<AgendaProposal[]> {
  const rows = await db
    .selectFrom('agenda_item')
    .innerJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
    .select(['agenda_item.id', 'agenda_item.title', 'agenda_item.detail', 'agenda_item.minutes_planned'])
    .select(['meeting.number', 'meeting.starts'])
    .where('meeting.circle_id', '=', circle.id as Id<'circle'>)
    .where('meeting.starts_at', '<', meeting.startsAt)
    .where('agenda_item.carried', '=', true)
    .where('agenda_item.state', '=', 'accepted')
    // Taken up at a meeting in between: it is that one's now.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('agenda_item as later')
            .innerJoin('meeting as then', 'then.id', 'later.meeting_id')
            .select('later.id')
            .where('then.starts_at', '<', meeting.startsAt)
            .where('later.state', '!=', 'proposed')
            .where(sql<boolean>`later.source_key = 'item ' || agenda_item.id::text`)
        )
      )
    )
    .orderBy('meeting.starts_at', 'desc')
    .orderBy('agenda_item.position')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    key: `item ${row.id}`,
    order: 10,
    title: row.title,
    detail: [row.detail, words.t('minutes.gives.leftOver', { day: words.date(row.starts.slice(0, 10)) })]
      .filter(Boolean)
      .join('\n'),
    href: null,
    minutes: row.minutes_planned ?? 10,
    source: { kind: 'agenda_item', id: row.id }
  }));
}

/** One item for all that is late: a meeting hears of each, and talks about those that are stuck. */
export async function lateTasks(
  db: Database,
  { circle, meeting, words }: AgendaContext
): Promise<AgendaProposal[]> {
  const day = dayOf(meeting.startsAt, defaultZone);
  const open = await listTasks(db, { circle: circle.id, state: 'open', limit: 60 });
  const late = open.filter(({ dueOn }) => dueOn !== null && dueOn < day);
  const said = (task: Task): string =>
    [
      `– ${task.text}`,
      task.owner?.name ?? task.ownerName ?? words.t('minutes.table.nobodyYet'),
      task.dueOn ? words.date(task.dueOn, 'short') : null
    ]
      .filter(Boolean)
      .join(', ');
  if (open.length === 0) return [];
  return [
    {
      key: `tasks ${meeting.id}`,
      order: 5,
      title: words.t('minutes.gives.tasks', { open: open.length, late: late.length }),
      detail: (late.length > 0 ? late : open).slice(0, most).map(said).join('\n'),
      href: null,
      minutes: Math.min(30, 5 + 3 * late.length),
      source: { kind: 'circle', id: circle.id }
    }
  ];
}

/** A member said that the last minutes were otherwise, and nobody has seen to it. */
export async function openCorrections(
  db: Database,
  { circle, words }: AgendaContext
): Promise<AgendaProposal[]> {
  const rows = await db
    .selectFrom('minutes_voice')
    .innerJoin('meeting', 'meeting.id', 'minutes_voice.meeting_id')
    .select(['minutes_voice.meeting_id', 'note', 'meeting.starts', 'meeting.number'])
    .where('meeting.circle_id', '=', circle.id as Id<'circle'>)
    .where('voice', '=', 'correction')
    .where('settled_at', 'is', null)
    .orderBy('at')
    .limit(most)
    .execute();
  const byMeeting = Map.groupBy(rows, ({ meeting_id }) => meeting_id as string);
  return [...byMeeting].map(([id, notes]) => ({
    key: `correction ${id}`,
    order: 3,
    title: words.t('minutes.gives.correction', { day: words.date((notes[0]?.starts ?? '').slice(0, 10)) }),
    detail: notes.map(({ note }) => `– ${note ?? ''}`).join('\n'),
    href: null,
    minutes: 5,
    source: { kind: 'meeting', id }
  }));
}

/** What residents asked, and the topics that they want. */
export async function residentsAsk(
  db: Database,
  { circle, words }: AgendaContext
): Promise<AgendaProposal[]> {
  const rows = await db
    .selectFrom('circle_question')
    .select(['id', 'kind', 'text'])
    .where('circle_id', '=', circle.id as Id<'circle'>)
    .where('state', 'in', ['open', 'on_agenda'])
    .orderBy('created_at')
    .limit(most)
    .execute();
  return rows.map(({ id, kind, text }) => ({
    key: `question ${id}`,
    order: 30,
    title: words.t(kind === 'topic' ? 'minutes.gives.topic' : 'minutes.gives.question', {
      text: text.length > 120 ? `${text.slice(0, 119).trimEnd()}…` : text
    }),
    detail: text.length > 120 ? text : null,
    href: null,
    minutes: 10,
    source: { kind: 'circle_question', id }
  }));
}

/** Who has joined since the last time. */
export async function newcomers(
  db: Database,
  { circle, from, words }: AgendaContext
): Promise<AgendaProposal[]> {
  const since = dayOf(from, defaultZone);
  const fresh = (await listMembers(db, circle.id)).filter(
    ({ joinedOn, office }) => joinedOn > since && office !== 'informed'
  );
  if (fresh.length === 0 || fresh.length > most) return [];
  return [
    {
      key: `newcomers ${fresh.map(({ id }) => id.slice(-6)).join('')}`,
      order: 1,
      title: words.t('minutes.gives.newcomers', { names: words.list(fresh.map(nameOf)) }),
      detail: null,
      href: null,
      minutes: 5,
      source: { kind: 'circle', id: circle.id }
    }
  ];
}

/** Public programmes of the circle's organisations, or in its settlements, that compete before the meeting after this one. */
export async function comingClashes(
  db: Database,
  { organisations, settlements, meeting, until, words }: AgendaContext
): Promise<AgendaProposal[]> {
  const found = await clashesBetween(
    db,
    anonymous,
    { from: meeting.startsAt, to: until, filter: noFilter },
    tellScore
  );
  const [own, near] = [new Set(organisations), new Set(settlements)];
  const isOurs = ({ organisers, settlementId }: ClashSide): boolean =>
    organisers.some(({ id }) => own.has(id)) || (settlementId !== null && near.has(settlementId));
  const pairs = new Map<string, NamedClash>();
  for (const clash of found.clashes) {
    if (!isOurs(clash.a) && !isOurs(clash.b)) continue;
    const key = [clash.a.event, clash.b.event].sort().join(' ');
    const known = pairs.get(key);
    if (!known || known.score < clash.score) pairs.set(key, clash);
  }
  const worst = [...pairs].sort(([, a], [, b]) => b.score - a.score).slice(0, 6);
  if (worst.length === 0) return [];
  const day = (side: ClashSide): string => words.date(side.startsAt, 'short');
  return [
    {
      key: `clashes ${meeting.id}`,
      order: 20,
      title: words.t('minutes.gives.clashes', { count: pairs.size }),
      detail: worst.map(([, { a, b }]) => `– ${a.title} (${day(a)}) ↔ ${b.title} (${day(b)})`).join('\n'),
      href: '/clashes',
      minutes: Math.min(30, 5 * worst.length),
      source: { kind: 'clashes', id: meeting.id }
    }
  ];
}
