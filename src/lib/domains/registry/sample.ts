// The sample region's register: invented organisations and venues in real settlements.
import type {
  BySettlement,
  OrganisationRow,
  SampleOrganisation,
  SampleVenue,
  VenueRow
} from './sample-shape.ts';
import { idleVenues } from './sample-idle.ts';
import { kiskunsagOrganisations } from './sample-organisations-kiskunsag.ts';
import { ozdOrganisations } from './sample-organisations-ozd.ts';
import { szentesOrganisations } from './sample-organisations-szentes.ts';
import { kiskunsagVenues } from './sample-venues-kiskunsag.ts';
import { ozdVenues } from './sample-venues-ozd.ts';
import { szentesVenues } from './sample-venues-szentes.ts';

export type { SampleOrganisation, SampleVenue } from './sample-shape.ts';

export const sampleOrganisations: readonly SampleOrganisation[] = [
  ozdOrganisations,
  kiskunsagOrganisations,
  szentesOrganisations
].flatMap(organisationsOf);

export const sampleVenues: readonly SampleVenue[] = [
  ozdVenues,
  kiskunsagVenues,
  szentesVenues,
  idleVenues
].flatMap(venuesOf);

function organisationsOf(table: BySettlement<OrganisationRow>): SampleOrganisation[] {
  return Object.entries(table).flatMap(([settlement, rows]) =>
    rows.map(([key, name, sector, kind, street, summary, contact]) => ({
      key,
      name,
      sector,
      kind,
      settlement,
      street,
      summary,
      ...contact
    }))
  );
}

function venuesOf(table: BySettlement<VenueRow>): SampleVenue[] {
  return Object.entries(table).flatMap(([settlement, rows]) =>
    rows.map(([key, name, organisation, street, kind, capacity, accessible, more]) => ({
      key,
      name,
      organisation,
      settlement,
      street,
      kind,
      capacity,
      accessible,
      ...more
    }))
  );
}
