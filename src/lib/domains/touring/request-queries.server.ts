// Reads who asked for a package, or was asked whether they would like it.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Days, RequestState } from './model.ts';

export interface RequestDraft {
  readonly settlement: Id<'settlement'>;
  readonly venue: Id<'venue'> | null;
  readonly organisation: Id<'organisation'> | null;
  readonly days: readonly Days[];
  readonly people: number | null;
  /** Whole forints towards the costs. */
  readonly share: number;
  readonly note: string | null;
}

export interface FullRequest extends RequestDraft {
  readonly id: Id<'package_request'>;
  readonly pack: Id<'package'>;
  readonly person: Id<'person'> | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly state: RequestState;
  readonly settlementName: string;
  readonly population: number | null;
  readonly venueName: string | null;
}

export async function listRequests(
  db: Database,
  pack: string,
  states: readonly RequestState[]
): Promise<FullRequest[]> {
  const rows = await requestsIn(db)
    .where('package_id', '=', pack as Id<'package'>)
    .where('package_request.state', 'in', states)
    .orderBy('settlement.name')
    .orderBy('package_request.id')
    .limit(300)
    .execute();
  return rows.map(({ package_id, ...row }) => ({ ...row, pack: package_id }));
}

export async function findRequest(db: Database, id: string): Promise<FullRequest | null> {
  const row = await requestsIn(db)
    .where('package_request.id', '=', id as Id<'package_request'>)
    .executeTakeFirst();
  if (!row) return null;
  const { package_id, ...rest } = row;
  return { ...rest, pack: package_id };
}

function requestsIn(db: Database) {
  return db
    .selectFrom('package_request')
    .innerJoin('settlement', 'settlement.id', 'package_request.settlement_id')
    .leftJoin('venue', 'venue.id', 'package_request.venue_id')
    .leftJoin('person', 'person.id', 'package_request.person_id')
    .select((eb) => [
      'package_request.id',
      'package_id',
      'package_request.settlement_id as settlement',
      'venue_id as venue',
      'package_request.organisation_id as organisation',
      'person_id as person',
      eb.fn.coalesce('person.name', 'package_request.name').as('name'),
      eb.fn.coalesce('person.email', 'package_request.email').as('email'),
      'days',
      'people',
      'share_huf as share',
      'package_request.note',
      'package_request.state',
      'settlement.name as settlementName',
      'settlement.population',
      'venue.name as venueName'
    ]);
}
