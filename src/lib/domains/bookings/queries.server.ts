// Reads bookings: one in full, and the lists of those who asked and of those who decide.
import { sql, type InferResult } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { isUuid } from '#lib/core/ids.ts';
import { editableOrganisations, isAdministrator, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { BookingState } from './model.ts';

interface Named {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface FullBooking {
  readonly id: Id<'booking'>;
  readonly venue: Named | null;
  /** The organisation that decides. */
  readonly keeper: Named | null;
  readonly settlement: Named;
  readonly organisation: Named | null;
  readonly person: { readonly id: Id<'person'>; readonly name: string } | null;
  readonly purpose: string;
  readonly contact: string | null;
  readonly note: string | null;
  readonly people: number | null;
  readonly starts: string;
  readonly minutes: number;
  readonly zone: string;
  readonly allDay: boolean;
  readonly rule: string | null;
  readonly exdates: readonly string[];
  readonly state: BookingState;
  readonly answer: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** The first occurrence, and how many there are. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly count: number;
  /** When the last one ends. */
  readonly over: Date;
  readonly equipment: readonly { readonly id: string; readonly name: string; readonly quantity: number }[];
}

export async function findBooking(db: Database, id: string): Promise<FullBooking | null> {
  if (!isUuid(id)) return null;
  const row = await bookingsIn(db)
    .where('booking.id', '=', id as Id<'booking'>)
    .executeTakeFirst();
  return row ? fullFrom(row) : null;
}

/** What waits for this actor's decision, the soonest first. */
export async function listToDecide(db: Database, actor: Actor): Promise<FullBooking[]> {
  if (actor.kind !== 'person') return [];
  const keepers = editableOrganisations(actor);
  const tended = actor.roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []));
  let found = bookingsIn(db).where('booking.state', '=', 'requested');
  if (!isAdministrator(actor))
    found = found.where((eb) =>
      eb.or([
        eb('booking.keeper_id', '=', sql<string>`any(${[...(keepers ?? [])]}::uuid[])`),
        eb('booking.settlement_id', '=', sql<string>`any(${tended}::uuid[])`)
      ])
    );
  const rows = await found.orderBy('booking.starts').orderBy('booking.id').limit(100).execute();
  return rows.map(fullFrom);
}

/** What the actor or their organisations asked for and is not over; of what is over, the last month's. */
export async function listOwn(db: Database, actor: Actor, now: Date): Promise<FullBooking[]> {
  if (actor.kind !== 'person') return [];
  const organisations = actor.roles.flatMap((role) => ('organisation' in role ? [role.organisation] : []));
  const rows = await bookingsIn(db)
    .where((eb) =>
      eb.or([
        eb('booking.person_id', '=', actor.id),
        eb('booking.organisation_id', '=', sql<string>`any(${organisations}::uuid[])`)
      ])
    )
    .where(lastEnd, '>', new Date(now.getTime() - 30 * 86_400_000))
    .orderBy('booking.starts')
    .orderBy('booking.id')
    .limit(100)
    .execute();
  return rows.map(fullFrom);
}

/** What holds a venue and is not over. */
export async function listBookingsOf(db: Database, venue: string, now: Date): Promise<FullBooking[]> {
  const rows = await bookingsIn(db)
    .where('booking.venue_id', '=', venue)
    .where('booking.state', 'in', ['requested', 'confirmed'])
    .where(lastEnd, '>', now)
    .orderBy('booking.starts')
    .orderBy('booking.id')
    .limit(300)
    .execute();
  return rows.map(fullFrom);
}

export interface Room {
  readonly id: string;
  readonly name: string;
}

/** To which a booking could move: its own room, and others of the same owner in the settlement. @param all also what others cannot ask for */
export async function listRooms(
  db: Database,
  { keeper, settlement, venue }: Pick<FullBooking, 'keeper' | 'settlement' | 'venue'>,
  { all }: { all: boolean }
): Promise<Room[]> {
  let found = db
    .selectFrom('venue')
    .select(['venue.id', 'venue.name'])
    .where('venue.closed_on', 'is', null)
    .where('venue.settlement_id', '=', settlement.id as Id<'settlement'>)
    .where('venue.organisation_id', keeper ? '=' : 'is', keeper ? (keeper.id as Id<'organisation'>) : null);
  if (!all)
    found = found.where((eb) =>
      eb.or([eb('venue.bookable', '=', true), eb('venue.id', '=', (venue?.id ?? null) as Id<'venue'>)])
    );
  return found.orderBy('venue.name').orderBy('venue.id').limit(100).execute();
}

const lastEnd = sql<Date>`(select max(ends_at) from booking_occurrence where booking_id = booking.id)`;

function bookingsIn(db: Database) {
  return db
    .selectFrom('booking')
    .innerJoin('settlement', 'settlement.id', 'booking.settlement_id')
    .leftJoin('venue', 'venue.id', 'booking.venue_id')
    .leftJoin('organisation as keeper', 'keeper.id', 'booking.keeper_id')
    .leftJoin('organisation', 'organisation.id', 'booking.organisation_id')
    .leftJoin('person', 'person.id', 'booking.person_id')
    .selectAll('booking')
    .select([
      'settlement.slug as settlement_slug',
      'settlement.name as settlement_name',
      'venue.slug as venue_slug',
      'venue.name as venue_name',
      'keeper.slug as keeper_slug',
      'keeper.name as keeper_name',
      'organisation.slug as organisation_slug',
      'organisation.name as organisation_name',
      'person.name as person_name',
      sql<Date>`(select min(starts_at) from booking_occurrence where booking_id = booking.id)`.as(
        'first_start'
      ),
      sql<Date>`(select min(ends_at) from booking_occurrence where booking_id = booking.id)`.as('first_end'),
      lastEnd.as('last_end'),
      sql<number>`(select count(*)::integer from booking_occurrence where booking_id = booking.id)`.as(
        'count'
      ),
      sql<{ id: string; name: string; quantity: number }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('id', equipment.id, 'name', equipment.name, 'quantity', lent.quantity)
          order by equipment.name), '[]')
        from booking_equipment lent join equipment on equipment.id = lent.equipment_id where lent.booking_id = booking.id
      )`.as('equipment')
    ]);
}

function fullFrom(row: InferResult<ReturnType<typeof bookingsIn>>[number]): FullBooking {
  const named = (id: string | null, slug: string | null, name: string | null): Named | null =>
    id ? { id, slug: slug ?? '', name: name ?? '' } : null;
  return {
    id: row.id,
    venue: named(row.venue_id, row.venue_slug, row.venue_name),
    keeper: named(row.keeper_id, row.keeper_slug, row.keeper_name),
    settlement: { id: row.settlement_id, slug: row.settlement_slug, name: row.settlement_name },
    organisation: named(row.organisation_id, row.organisation_slug, row.organisation_name),
    person: row.person_id ? { id: row.person_id, name: row.person_name ?? '' } : null,
    purpose: row.purpose,
    contact: row.contact,
    note: row.note,
    people: row.people,
    starts: row.starts,
    minutes: row.minutes,
    zone: row.zone,
    allDay: row.all_day,
    rule: row.rule,
    exdates: row.exdates,
    state: row.state,
    answer: row.answer,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    startsAt: row.first_start,
    endsAt: row.first_end,
    over: row.last_end,
    count: row.count,
    equipment: row.equipment
  };
}
