// What the page of a joint project shows: the plan and whom it reaches, what was found, the answers, and what its reader may do.
import { drawMap } from '#lib/core/map/drawing.ts';
import type { Point } from '#lib/core/geo.ts';
import { isAdministrator, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { boxAround, type Box } from '#lib/domains/places/distance.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import { agreedEvents, coveredBy, gapOf, shareOf, type Covered, type Project } from './model.ts';
import { listCandidates, type Candidate } from './plan.server.ts';
import { canAnswerFor, canLeadProject, takesPart } from './policy.ts';

/** As many as a page and a map bear; the rest is counted. */
const mostRows = 400;

export async function viewOf(db: Database, actor: Actor, project: Project) {
  const leads = canLeadProject(actor, project);
  const inside = takesPart(actor, project);
  const homes = [...(await listSettlementsById(db, project.settlements)).values()];
  // To those who do not take part, only what is in the calendar.
  const events = inside
    ? project.events
    : project.events.filter(({ event }) => event?.status === 'confirmed');
  const covered = coveredBy(homes, events, project.withinKm);
  const open = project.state === 'draft' || project.state === 'asked';
  const candidates = leads && open ? await listCandidates(db, project) : [];
  const found = leads && open ? await foundOf(db, project, candidates) : null;
  return {
    project,
    leads,
    inside,
    open,
    events,
    agreed: agreedEvents(project).length,
    covered: {
      people: covered.people,
      of: covered.of,
      within: sortedByKm(covered.rows.filter(({ within }) => within)),
      without: sortedByKm(covered.rows.filter(({ within }) => !within)).reverse()
    },
    map: mapOf(covered.rows, events),
    found,
    candidates: candidates
      .map(({ id, name, settlement }) => ({ id, label: `${settlement}: ${name}` }))
      .sort((a, b) => a.label.localeCompare(b.label, 'hu')),
    answerable: inside
      ? project.partners.filter(
          ({ id, askedAt }) =>
            project.state === 'asked' &&
            askedAt !== null &&
            id !== project.lead.id &&
            canAnswerFor(actor, id) &&
            // An administrator may answer for all, and is none of them: what was said is written down beside the partner.
            !isAdministrator(actor)
        )
      : []
  };
}

/** Who holds how many, whether that is what was agreed, and what each has answered; for those who take part. */
export function partnersOf(project: Project) {
  return project.partners.map((partner) => {
    const events = project.events.filter(({ organisation }) => organisation.id === partner.id).length;
    const { least, most } = shareOf(project, partner);
    const declined = partner.answer === 'no';
    return {
      ...{ id: partner.id, slug: partner.slug, name: partner.name, events, least, most },
      ...{ atLeast: partner.atLeast, atMost: partner.atMost, answer: partner.answer, note: partner.note },
      ...{ how: partner.how, by: partner.by, answeredAt: partner.answeredAt },
      asked: partner.askedAt !== null,
      leads: partner.id === project.lead.id,
      share:
        project.events.length === 0 || declined
          ? null
          : events < least
            ? ('below' as const)
            : most !== null && events > most
              ? ('above' as const)
              : ('kept' as const)
    };
  });
}

export type ProjectView = Awaited<ReturnType<typeof viewOf>>;

async function foundOf(db: Database, project: Project, candidates: readonly Candidate[]) {
  const { found } = project;
  if (!found) return null;
  const venues = await findVenuesByIds(
    db,
    found.events.map(({ venue }) => venue)
  );
  const free = new Map(candidates.map((venue) => [venue.id, venue]));
  const planned = new Set(project.events.map(({ venue, day }) => `${venue.id} ${day}`));
  return {
    ...{ people: found.people, of: found.of, proved: found.proved, oneMore: found.oneMore },
    ...{ problem: found.problem, gap: gapOf(found), searching: project.searching },
    isPlan:
      found.events.length > 0 &&
      found.events.length === planned.size &&
      found.events.every(({ venue, day }) => planned.has(`${venue} ${day}`)),
    /** Whether a venue was taken since. */
    stale: found.events.some(({ venue, day }) => !free.get(venue)?.days.includes(day)),
    events: found.events.flatMap(({ venue: id, day, people, only }) => {
      const venue = venues.get(id);
      return venue
        ? [
            {
              ...{ id, day, people, only, venue: venue.name, settlement: venue.settlement?.name ?? '' },
              organisation: venue.organisation?.name ?? ''
            }
          ]
        : [];
    })
  };
}

function sortedByKm(rows: readonly Covered[]): Covered[] {
  return [...rows].sort((a, b) => (a.km ?? Infinity) - (b.km ?? Infinity)).slice(0, mostRows);
}

/** The territory with the events of the plan on it; null where nothing lies on the map. */
function mapOf(rows: readonly Covered[], events: Project['events']) {
  const placed = events.flatMap(({ id, point }) => (point ? [{ key: id, point, count: 1 }] : []));
  const points: Point[] = [...rows.map(({ point }) => point), ...placed.map(({ point }) => point)];
  const box = boxOf(points);
  if (!box) return null;
  const settlements = rows.map(({ name, point, people }) => ({ name, point, population: people }));
  return drawMap({ box, width: 640, letter: 16, spots: placed, settlements });
}

function boxOf(points: readonly Point[]): Box | null {
  if (points.length === 0) return null;
  const corners = points.map((point) => boxAround(point, 4));
  return {
    south: Math.min(...corners.map(({ south }) => south)),
    north: Math.max(...corners.map(({ north }) => north)),
    west: Math.min(...corners.map(({ west }) => west)),
    east: Math.max(...corners.map(({ east }) => east))
  };
}
