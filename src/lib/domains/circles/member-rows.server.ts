// Writes the rows of seats: an address that belongs to an account stands for that account.
import type { Id } from '#lib/core/ids.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { Office } from './model.ts';

/** A seat as it is taken. */
export interface SeatFacts {
  readonly office: Office;
  /** Ids. */
  readonly organisation: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone?: string | null;
  readonly settlement?: string | null;
  readonly seats?: number | null;
  readonly note?: string | null;
}

export async function insertMember(
  tx: Database,
  seat: SeatFacts & {
    readonly circle: string;
    readonly person: string | null;
    readonly locale: Locale;
    /** Day. */
    readonly joinedOn: string;
    readonly leftOn?: string | null;
  },
  now: Date
): Promise<Id<'circle_member'>> {
  const id = newId<'circle_member'>(now);
  await tx
    .insertInto('circle_member')
    .values({
      id,
      circle_id: seat.circle as Id<'circle'>,
      person_id: seat.person as Id<'person'> | null,
      locale: seat.locale,
      joined_on: seat.joinedOn,
      left_on: seat.leftOn ?? null,
      created_at: now,
      updated_at: now,
      ...seatColumns(seat)
    })
    .execute();
  return id;
}

export function seatColumns(seat: SeatFacts) {
  return {
    role: seat.office,
    organisation_id: seat.organisation as Id<'organisation'> | null,
    name: seat.name,
    email: seat.email,
    phone: seat.phone ?? null,
    settlement_id: (seat.settlement ?? null) as Id<'settlement'> | null,
    seats: seat.seats ?? null,
    note: seat.note ?? null
  };
}
