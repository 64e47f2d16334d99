// What a circle could talk about: packages of its members that nobody asked for, what its settlements ask of them, tours that still
// look for hosts.
import { sql } from 'kysely';
import { dayOf, dayMs, defaultZone } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { AgendaContext, AgendaProposal } from '#lib/platform/domain.ts';

const most = 8;
/** So long a package waits before it is worth a word that nobody has asked for it. */
const quietDays = 14;

/** One item for all of them. */
export async function packagesUnasked(
  db: Database,
  { organisations, meeting, words }: AgendaContext
): Promise<AgendaProposal[]> {
  const before = new Date(meeting.startsAt.getTime() - quietDays * dayMs);
  const { rows } = await sql<{ title: string; by: string }>`
    select package.title, organisation.name as by from package
      join organisation on organisation.id = package.organisation_id
    where package.organisation_id = any(${[...organisations]}::uuid[]) and package.state = 'open'
      and package.created_at < ${before}
      and not exists (select from package_request where package_id = package.id and state in ('open', 'invited'))
    order by package.created_at desc, package.id limit ${most}`.execute(db);
  if (rows.length === 0) return [];
  return [
    {
      key: `touring unasked ${meeting.id}`,
      order: 44,
      title: words.t('touring.agenda.unasked', { count: rows.length }),
      detail: rows.map(({ title, by }) => `${title} (${by})`).join('\n'),
      href: '/touring',
      minutes: 10,
      source: { kind: 'package', id: meeting.id }
    }
  ];
}

/** Of the members' packages, by the circle's own settlements: only they learn of it here who may talk about it together. */
export async function freshRequests(
  db: Database,
  { organisations, settlements, from, meeting, words }: AgendaContext
): Promise<AgendaProposal[]> {
  const { rows } = await sql<{ title: string; place: string }>`
    select package.title, settlement.name as place from package_request request
      join package on package.id = request.package_id
      join settlement on settlement.id = request.settlement_id
    where package.organisation_id = any(${[...organisations]}::uuid[])
      and request.settlement_id = any(${[...settlements]}::uuid[])
      and package.state = 'open' and request.state = 'open' and request.created_at >= ${from}
      and not exists (select from tour_stop stop join tour on tour.id = stop.tour_id
        where stop.request_id = request.id and tour.state = 'asked')
    order by package.title, settlement.name, request.id limit 40`.execute(db);
  if (rows.length === 0) return [];
  const byTitle = Map.groupBy(rows, ({ title }) => title);
  return [
    {
      key: `touring requests ${meeting.id}`,
      order: 43,
      title: words.t('touring.agenda.requests', { count: rows.length }),
      detail: [...byTitle]
        .map(([title, all]) => `${title}: ${words.list([...new Set(all.map(({ place }) => place))])}`)
        .join('\n'),
      href: '/touring',
      minutes: 10,
      source: { kind: 'package', id: meeting.id }
    }
  ];
}

/** Tours of members whose hosts were asked and that are not full: somebody said no, suggests another day, or has not answered. */
export async function toursSeekingHosts(
  db: Database,
  { organisations, meeting, words }: AgendaContext
): Promise<AgendaProposal[]> {
  const today = dayOf(meeting.startsAt, defaultZone);
  const { rows } = await sql<{
    id: string;
    slug: string;
    name: string;
    accepted: number;
    waiting: number;
    fallen: number;
  }>`
    select tour.id, package.slug, tour.name,
      count(*) filter (where stop.state = 'accepted')::int as accepted,
      count(*) filter (where stop.state in ('asked', 'suggested'))::int as waiting,
      count(*) filter (where stop.state in ('declined', 'dropped'))::int as fallen
    from tour join package on package.id = tour.package_id join tour_stop stop on stop.tour_id = tour.id
    where package.organisation_id = any(${[...organisations]}::uuid[]) and tour.state = 'asked'
      and tour.last_day >= ${today}
    group by tour.id, package.slug
    having count(*) filter (where stop.state in ('asked', 'suggested', 'declined', 'dropped')) > 0
    order by tour.first_day, tour.id limit ${most}`.execute(db);
  return rows.map(({ id, slug, name, accepted, waiting, fallen }) => ({
    key: `tour ${id}`,
    order: 41,
    title: words.t('touring.agenda.tour', { name }),
    detail: words.t('touring.agenda.tourDetail', { accepted, waiting, fallen }),
    // The tour's own page is for those who take part in it.
    href: `/touring/packages/${slug}`,
    minutes: 10,
    source: { kind: 'tour', id }
  }));
}
