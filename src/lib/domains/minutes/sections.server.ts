// What minutes add to the pages of circles, meetings and organisations: what was decided, and who does what.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext } from '#lib/platform/domain.ts';
import { circleOffices, findCircleById } from '#lib/domains/circles/queries.server.ts';
import { findMeetingById } from '#lib/domains/meetings/queries.server.ts';
import { listAgenda } from './agenda.server.ts';
import { listDecisions } from './decision-queries.server.ts';
import { findMinutesRow } from './minutes-row.server.ts';
import { ownerFor } from './minutes-view.ts';
import { decisionMark } from './model.ts';
import { canReadInside, canWriteMinutes, residentsSee } from './policy.ts';
import { yearsOf } from './report.server.ts';
import { countTasks, listTasks } from './task-queries.server.ts';

const shown = 5;

async function circleOf(db: Database, id: string) {
  const circle = await findCircleById(db, id);
  const offices = circle && (await circleOffices(db, circle.id));
  return circle && offices ? { circle, offices } : null;
}

export async function whatWasDecided(
  db: Database,
  { id, actor, words }: SectionContext
): Promise<PageSection | null> {
  const found = await circleOf(db, id);
  if (!found) return null;
  const { circle, offices } = found;
  const inside = canReadInside(actor, offices);
  if (!inside && !(circle.publicPage && circle.showsDecisions)) return null;
  const decisions = await listDecisions(db, { circle: id, publicOnly: !inside, limit: shown });
  const [year] = await yearsOf(db, id);
  if (decisions.length === 0 && !inside) return null;
  return {
    order: 20,
    title: words.t('minutes.decisions.title'),
    rows: decisions.map(({ text, number, decidedOn, meeting, id: decision }) => ({
      title: text.length > 140 ? `${text.slice(0, 139).trimEnd()}…` : text,
      href: words.href(`/circles/${circle.slug}/meetings/${meeting.number}/minutes#d-${decision}`),
      note: decisionMark(number, decidedOn) ?? words.t('minutes.decisions.notYet'),
      day: decidedOn
    })),
    empty: words.t('minutes.decisions.empty'),
    more: { href: words.href(`/circles/${circle.slug}/decisions`), label: words.t('minutes.decisions.all') },
    ...(year
      ? {
          actions: [
            {
              href: words.href(`/circles/${circle.slug}/report/${year}`),
              label: words.t('minutes.report.title', { year })
            }
          ]
        }
      : {})
  };
}

export async function whoDoesWhat(
  db: Database,
  { id, actor, words }: SectionContext
): Promise<PageSection | null> {
  const found = await circleOf(db, id);
  if (!found) return null;
  const { circle, offices } = found;
  const inside = canReadInside(actor, offices);
  if (!inside && !(circle.publicPage && circle.showsTasks)) return null;
  const query = { circle: id, state: 'open' as const, publicOnly: !inside };
  const tasks = await listTasks(db, { ...query, limit: shown });
  if (tasks.length === 0 && !inside) return null;
  return {
    order: 25,
    title: words.t('minutes.tasks.openTitle'),
    rows: tasks.map((task) => ({
      title: task.text,
      href: words.href(`/circles/${circle.slug}/tasks#t-${task.id}`),
      note: [
        ownerFor(task, words, inside || circle.showsMembers),
        task.dueOn ? words.t('minutes.tasks.until', { day: words.date(task.dueOn, 'until') }) : ''
      ]
        .filter(Boolean)
        .join(' · ')
    })),
    empty: words.t('minutes.tasks.empty'),
    more: {
      href: words.href(`/circles/${circle.slug}/tasks`),
      label: words.t('minutes.tasks.all', { count: await countTasks(db, query) })
    }
  };
}

/** On the page of a meeting: its agenda, its table, its minutes, as far as this reader goes. */
export async function ofThisMeeting(
  db: Database,
  { id, actor, words, now }: SectionContext
): Promise<PageSection | null> {
  const meeting = await findMeetingById(db, id);
  const found = meeting && (await circleOf(db, meeting.circle.id));
  if (!meeting || !found || meeting.state === 'cancelled') return null;
  const { circle, offices } = found;
  const minutes = await findMinutesRow(db, id);
  const inside = canReadInside(actor, offices);
  const runs = canWriteMinutes(actor, offices);
  const shows = residentsSee(circle, { meetingPublic: meeting.public, state: minutes?.state ?? null });
  const here = `/circles/${circle.slug}/meetings/${meeting.number}`;
  const readable = shows.minutes || (inside && minutes !== null && minutes.state !== 'draft');
  const agenda =
    inside || shows.agenda ? (await listAgenda(db, id)).filter((item) => inside || item.public) : [];
  const today = dayOf(now, defaultZone) >= meeting.starts.slice(0, 10);
  if (!readable && !runs && agenda.length === 0) return null;
  return {
    order: 10,
    title: words.t('minutes.agenda.title'),
    rows: agenda.slice(0, 20).map(({ title, minutesPlanned, lead }) => ({
      title,
      href: words.href(`${here}/agenda`),
      note: [lead?.name, minutesPlanned ? words.t('minutes.minutes', { count: minutesPlanned }) : null]
        .filter(Boolean)
        .join(' · ')
    })),
    empty: words.t('minutes.agenda.empty'),
    ...(readable
      ? { more: { href: words.href(`${here}/minutes`), label: words.t('minutes.page.readThem') } }
      : {}),
    actions: [
      ...(runs && meeting.state !== 'held'
        ? [{ href: words.href(`${here}/agenda`), label: words.t('minutes.agenda.make') }]
        : []),
      ...(!runs && inside && meeting.state !== 'held'
        ? [{ href: words.href(`${here}/agenda`), label: words.t('minutes.agenda.propose') }]
        : []),
      ...(runs && today && minutes?.state !== 'approved'
        ? [
            { href: words.href(`${here}/table`), label: words.t('minutes.table.open') },
            { href: words.href(`${here}/minutes`), label: words.t('minutes.page.make') }
          ]
        : [])
    ]
  };
}

/** On the page of an organisation: what it has taken on at its tables, as far as residents see it. */
export async function whatItTookOn(db: Database, { id, words }: SectionContext): Promise<PageSection | null> {
  const rows = await db
    .selectFrom('task')
    .innerJoin('circle_member', 'circle_member.id', 'task.owner_member_id')
    .innerJoin('circle', 'circle.id', 'task.circle_id')
    .select(['task.id', 'task.text', 'task.due_on', 'circle.slug', 'circle.name'])
    .where('circle_member.organisation_id', '=', id as Id<'organisation'>)
    .where('circle_member.left_on', 'is', null)
    .where('circle.public_page', '=', true)
    .where('circle.shows_tasks', '=', true)
    .where('circle.shows_members', '=', true)
    .where('task.public', '=', true)
    .where('task.state', '=', 'open')
    .orderBy('task.due_on')
    .orderBy('task.id')
    .limit(shown)
    .execute();
  if (rows.length === 0) return null;
  return {
    order: 32,
    title: words.t('minutes.section.tookOn'),
    rows: rows.map(({ id: task, text, due_on, slug, name }) => ({
      title: text,
      href: words.href(`/circles/${slug}/tasks#t-${task}`),
      note: [name, due_on ? words.t('minutes.tasks.until', { day: words.date(due_on, 'until') }) : '']
        .filter(Boolean)
        .join(' · ')
    }))
  };
}
