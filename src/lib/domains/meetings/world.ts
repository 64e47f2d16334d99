// The circle whose meetings are tried: so many seats around one table, in settlements some way from each other.
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Person } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { MeetingDraft } from './input.ts';

export const now = new Date('2026-11-21T08:00:00Z');
/** Degrees north and east, near enough for what is tried. */
const places: readonly (readonly [string, number, number])[] = [
  ['Szentes', 46.65, 20.26],
  ['Szegvár', 46.58, 20.22],
  ['Mindszent', 46.52, 20.19],
  ['Derekegyház', 46.58, 20.36],
  ['Nagymágocs', 46.58, 20.48],
  ['Fábiánsebestyén', 46.67, 20.46],
  ['Csongrád', 46.71, 20.14]
];
const families = ['Tóth', 'Nagy', 'Kis', 'Szabó', 'Varga', 'Fehér', 'Balla', 'Ürmös', 'Őri', 'Kovács'];
const given = ['Kata', 'Ilona', 'Márton'];

export interface Seat {
  readonly id: Id<'circle_member'>;
  readonly name: string;
  readonly email: string;
}

export interface World {
  readonly circle: Id<'circle'>;
  /** Runs it; the first of the seats. */
  readonly convenor: Person;
  readonly seats: readonly Seat[];
}

export async function seatAround(db: Database, count: number): Promise<World> {
  await supplySettlements(db, now);
  const settlements: (Id<'settlement'> | null)[] = [];
  for (const [name, lat, lon] of places) {
    const row = await db
      .updateTable('settlement')
      .set({ lat, lon })
      .where('name', '=', name)
      .returning('id')
      .executeTakeFirst();
    settlements.push(row?.id ?? null);
  }
  const circle = newId<'circle'>(now);
  await db
    .insertInto('circle')
    .values({
      ...{ id: circle, slug: 'kurca-kor', name: 'Kurca-menti kör', folded: 'kurca menti kor' },
      ...{ purpose: 'Egy asztalnál a Kurca mente.', about: null, settlement_id: settlements[0] ?? null },
      ...{
        micro_region_id: null,
        county: null,
        founded_on: '2025-01-01',
        state: 'active',
        public_page: true
      },
      ...{ shows_members: true, shows_agenda: true, shows_decisions: true, shows_tasks: true },
      ...{ takes_questions: true, source: 'entered', created_at: now, updated_at: now }
    })
    .execute();
  const seats: Seat[] = Array.from({ length: count }, (_, index) => ({
    id: newId<'circle_member'>(now),
    name: `${families[index % families.length] ?? ''} ${given[Math.floor(index / families.length) % 3] ?? ''}`,
    email: `tag${index + 1}@kor.example`
  }));
  const [first] = seats;
  if (!first) throw new Error('A circle has somebody in it');
  const id = await addPerson(db, { name: first.name, email: first.email, roles: [] }, now);
  for (const [index, seat] of seats.entries())
    await db
      .insertInto('circle_member')
      .values({
        ...{ id: seat.id, circle_id: circle, organisation_id: null, name: seat.name, phone: null },
        role: index === 0 ? 'convenor' : index === 1 ? 'secretary' : 'member',
        person_id: index === 0 ? id : null,
        email: index === 0 ? null : seat.email,
        ...{ locale: 'hu', settlement_id: settlements[index % places.length] ?? null, seats: null },
        ...{ joined_on: '2025-01-01', left_on: null, note: null, created_at: now, updated_at: now }
      })
      .execute();
  return { circle, convenor: { kind: 'person', id, name: first.name, roles: [] }, seats };
}

export function meetingDraft(changes: Partial<MeetingDraft> = {}): MeetingDraft {
  return {
    ...{ title: 'Tavaszi kerekasztal', starts: '2027-01-05T16:00', minutes: 120, zone: 'Europe/Budapest' },
    ...{ venue: null, settlement: null, place: 'Könyvtár', remote: null, quorum: null, public: true },
    ...changes
  };
}
