// What an agreed event of a project becomes: a plan in the calendar and the hall held for it; and how both go again.
import type { Id } from '#lib/core/ids.ts';
import { defaultZone } from '#lib/core/time.ts';
import { system, worksFor, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { cancelBooking, requestBooking } from '#lib/domains/bookings/operations.server.ts';
import {
  createAgreedEvent,
  removePlan,
  setEventStatus,
  updateEvent
} from '#lib/domains/calendar/operations.server.ts';
import { findEvent } from '#lib/domains/calendar/queries.server.ts';
import type { EventDraft } from '#lib/domains/calendar/write.server.ts';
import type { PlannedEvent, Project } from './model.ts';

interface Agreed {
  readonly project: Project;
  readonly planned: PlannedEvent;
}

/** Thrown so that nothing is written of the others either: the hall was taken between two looks at it. */
export class VenueGone extends Error {
  readonly planned: PlannedEvent;
  constructor(planned: PlannedEvent) {
    super('A venue was taken while events were made');
    this.planned = planned;
  }
}

/** @throws VenueGone */
export async function holdEvent(
  tx: Database,
  actor: Actor,
  { project, planned }: Agreed,
  now: Date
): Promise<void> {
  const draft = draftOf(project, planned);
  const before = planned.event && (await findEvent(tx, planned.event.id as Id<'event'>));
  const saved = before
    ? await updateEvent(tx, actor, { id: before.id, draft }, now)
    : await createAgreedEvent(tx, actor, draft, now);
  if (!saved.ok) throw new Error(`An event of a joint project was not written: ${saved.reason}`);
  const booking = await bookVenue(tx, actor, { project, planned }, now);
  await tx
    .updateTable('project_event')
    .set({ event_id: saved.value.id, booking_id: booking })
    .where('id', '=', planned.id as Id<'project_event'>)
    .execute();
}

/** The hall is given back; a plan that was never announced goes, what was announced is called off. */
export async function releaseEvent(
  tx: Database,
  actor: Actor,
  { project, planned }: Agreed,
  now: Date
): Promise<void> {
  const { event, booking } = planned;
  if (booking && (booking.state === 'confirmed' || booking.state === 'requested')) {
    const asked = { id: booking.id, answer: null };
    const done = await cancelBooking(tx, actingFor(actor, { project, planned }), asked, now);
    if (!done.ok && done.reason === 'not_yours') await cancelBooking(tx, system, asked, now);
  }
  await tx
    .updateTable('project_event')
    .set({ booking_id: null })
    .where('id', '=', planned.id as Id<'project_event'>)
    .execute();
  if (!event) return;
  const id = event.id as Id<'event'>;
  const gone = await removePlan(tx, actor, id, now);
  // What its organisers have called off by themselves stays so.
  if (!gone.ok && gone.reason === 'announced' && event.status !== 'cancelled')
    await setEventStatus(tx, actor, { id, status: 'cancelled' }, now);
}

/** As the stops of a tour are: at once where the partner agreed itself, else asked of whoever keeps the hall. Null: it is not lent. */
async function bookVenue(
  tx: Database,
  actor: Actor,
  { project, planned }: Agreed,
  now: Date
): Promise<Id<'booking'> | null> {
  const acting = actingFor(actor, { project, planned });
  const { organisation, venue, day } = planned;
  const made = await requestBooking(
    tx,
    acting,
    {
      ...{ venue: venue.id, equipment: [], purpose: project.title, contact: null, note: null, people: null },
      organisation: [organisation.id, project.lead.id].find((id) => worksFor(acting, id)) ?? null,
      ...{ starts: `${day}T${project.starts}`, minutes: project.minutes, allDay: false },
      ...{ rule: null, exdates: [] }
    },
    now
  );
  if (!made.ok && made.reason === 'venue_taken') throw new VenueGone(planned);
  return made.ok ? made.value.id : null;
}

/** With the partner's own yes whoever leads the project books in its name; a yes that was only told on the telephone gives no such right. */
function actingFor(actor: Actor, { project, planned }: Agreed): Actor {
  const partner = project.partners.find(({ id }) => id === planned.organisation.id);
  return actor.kind === 'person' && partner?.answer === 'yes' && partner.how === 'online'
    ? { ...actor, tended: [...(actor.tended ?? []), partner.id] }
    : actor;
}

function draftOf(project: Project, { organisation, venue, settlement, day }: PlannedEvent): EventDraft {
  return {
    ...{ title: project.title, summary: null, description: project.text, place: null, lat: null, lon: null },
    ...{ starts: `${day}T${project.starts}`, minutes: project.minutes, zone: defaultZone, allDay: false },
    ...{ rule: null, exdates: [], rdates: [], overrides: [], performers: [], tradition: null },
    ...{ audiences: project.audiences, themes: project.themes, attendance: null, background: false },
    ...{ flexibility: { kind: 'fixed' }, status: 'tentative', price: null, website: null },
    organisers: [...new Set([organisation.id, project.lead.id])],
    settlement: settlement.id,
    venue: venue.id
  };
}
