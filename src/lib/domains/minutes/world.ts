// The world in which minutes are tried: a circle of five with one meeting over, one today and one to come.
import type { Id } from '#lib/core/ids.ts';
import { instantOf } from '#lib/core/time.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import type { Office } from '#lib/domains/circles/model.ts';
import type { CircleWithOffices } from '#lib/domains/circles/policy.ts';
import { circleOffices } from '#lib/domains/circles/queries.server.ts';
import { findMeetingById, type FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

export const now = new Date('2026-11-24T16:00:00Z');

export interface World {
  readonly circle: string;
  readonly offices: CircleWithOffices;
  readonly earlier: FullMeeting;
  readonly today: FullMeeting;
  readonly next: FullMeeting;
  /** Ids of the seats. */
  readonly seats: Readonly<Record<'kata' | 'pal' | 'imre' | 'julia' | 'terez', string>>;
  readonly convenor: Person;
  readonly secretary: Person;
  readonly member: Person;
  readonly stranger: Person;
}

export async function furnish(db: Database): Promise<World> {
  await supplySettlements(db, now);
  const found = (await loadSettlementFinder(db)).find({ name: 'Szegvár' });
  if (!found.ok) throw new Error('no Szegvár');
  const circle = newId<'circle'>(now);
  await db
    .insertInto('circle')
    .values({
      id: circle,
      slug: 'also-tisza-menti-kor',
      name: 'Alsó-Tisza menti kör',
      folded: 'also-tisza menti kor',
      purpose: 'Hogy tudjunk egymásról.',
      about: null,
      settlement_id: found.value.id as Id<'settlement'>,
      micro_region_id: null,
      county: null,
      founded_on: '2025-01-10',
      state: 'active',
      public_page: true,
      shows_members: true,
      shows_agenda: true,
      shows_decisions: true,
      shows_tasks: true,
      takes_questions: true,
      source: 'entered',
      created_at: now,
      updated_at: now
    })
    .execute();
  const person = async (name: string, email: string): Promise<Person> => {
    const id = await addPerson(db, { name, email, roles: [] }, now);
    return { kind: 'person', id, name, roles: [] };
  };
  const convenor = await person('Tóth Kata', 'kata@szegvar.example');
  const secretary = await person('Kis Pál', 'pal@mindszent.example');
  const member = await person('Nagy Imre', 'imre@szentes.example');
  const stranger = await person('Idegen Ilona', 'ilona@tavol.example');
  const seat = async (
    role: Office,
    who: Person | null,
    name: string,
    email: string | null
  ): Promise<string> => {
    const id = newId<'circle_member'>(now);
    await db
      .insertInto('circle_member')
      .values({
        id,
        circle_id: circle,
        role,
        organisation_id: null,
        person_id: who?.id ?? null,
        name,
        email: who ? null : email,
        phone: null,
        locale: 'hu',
        settlement_id: null,
        seats: null,
        joined_on: '2025-01-10',
        left_on: null,
        note: null,
        created_at: now,
        updated_at: now
      })
      .execute();
    return id;
  };
  const seats = {
    kata: await seat('convenor', convenor, 'Tóth Kata', null),
    pal: await seat('secretary', secretary, 'Kis Pál', null),
    imre: await seat('member', member, 'Nagy Imre', null),
    julia: await seat('member', null, 'Vass Júlia', 'julia@csongrad.example'),
    terez: await seat('informed', null, 'Bíró Teréz', 'terez@derekegyhaz.example')
  };
  const meeting = async (number: number, starts: string, state: 'held' | 'invited' | 'planned') => {
    const id = newId<'meeting'>(now);
    const startsAt = instantOf(starts, 'Europe/Budapest');
    await db
      .insertInto('meeting')
      .values({
        id,
        circle_id: circle,
        number,
        series_id: null,
        recurrence_id: null,
        title: `${number}. kerekasztal`,
        starts,
        minutes: 120,
        starts_at: startsAt,
        ends_at: new Date(startsAt.getTime() + 120 * 60_000),
        host_member_id: null,
        venue_id: null,
        settlement_id: null,
        place: 'a könyvtárban',
        booking_id: null,
        remote: null,
        quorum: null,
        state,
        reason: null,
        uid: `${id}@kalaka.example`,
        quorum_warned_at: null,
        created_at: now,
        updated_at: now
      })
      .execute();
    const full = await findMeetingById(db, id);
    if (!full) throw new Error('no meeting');
    return full;
  };
  const offices = await circleOffices(db, circle);
  if (!offices) throw new Error('no circle');
  return {
    circle,
    offices,
    earlier: await meeting(1, '2026-08-25T16:00', 'held'),
    today: await meeting(2, '2026-11-24T16:00', 'invited'),
    next: await meeting(3, '2027-02-23T16:00', 'planned'),
    seats,
    convenor,
    secretary,
    member,
    stranger
  };
}
