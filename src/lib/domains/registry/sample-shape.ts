// The shape of the sample register: what a row of the hand-written tables holds and what it is turned into.

export type SampleSector = 'public' | 'civic' | 'church' | 'business' | 'informal';

export type SampleOrganisationKind =
  | 'community_house'
  | 'village_house'
  | 'library'
  | 'museum'
  | 'school'
  | 'kindergarten'
  | 'municipality'
  | 'parish'
  | 'association'
  | 'foundation'
  | 'sports_club'
  | 'senior_club'
  | 'folk_group'
  | 'cultural_group'
  | 'business'
  | 'winery'
  | 'farm'
  | 'media'
  | 'health_service'
  | 'social_service'
  | 'family_support'
  | 'volunteer_fire_brigade'
  | 'youth_club'
  | 'minority_government'
  | 'other';

export type SampleVenueKind =
  | 'hall'
  | 'library'
  | 'museum'
  | 'church'
  | 'school'
  | 'sports_hall'
  | 'outdoor'
  | 'park'
  | 'square'
  | 'community_room'
  | 'club_room'
  | 'cinema'
  | 'gallery'
  | 'pub'
  | 'farm'
  | 'other';

export interface SampleOrganisation {
  readonly key: string;
  readonly name: string;
  readonly sector: SampleSector;
  readonly kind: SampleOrganisationKind;
  /** Name of a settlement of the places sample. */
  readonly settlement: string;
  readonly street: string;
  readonly summary: string;
  readonly email?: string;
  /** Invented: the area code 00 does not exist. */
  readonly phone?: string;
  readonly website?: string;
}

export interface SampleVenue {
  readonly key: string;
  readonly name: string;
  /** Key of the owner; null for squares, shores and the like. */
  readonly organisation: string | null;
  readonly settlement: string;
  readonly street: string;
  readonly kind: SampleVenueKind;
  /** People. */
  readonly capacity: number;
  /** Reachable in a wheelchair. */
  readonly accessible: boolean;
  /** Degrees, WGS 84; only where it is away from the centre of its settlement. */
  readonly lat?: number;
  readonly lon?: number;
  readonly note?: string;
}

export interface SampleContact {
  readonly email?: string;
  readonly phone?: string;
  readonly website?: string;
}

export type OrganisationRow = readonly [
  key: string,
  name: string,
  sector: SampleSector,
  kind: SampleOrganisationKind,
  street: string,
  summary: string,
  contact?: SampleContact
];

export type VenueRow = readonly [
  key: string,
  name: string,
  organisation: string | null,
  street: string,
  kind: SampleVenueKind,
  capacity: number,
  accessible: boolean,
  more?: { readonly note?: string; readonly lat?: number; readonly lon?: number }
];

/** Rows under the name of their settlement. */
export type BySettlement<Row> = Readonly<Record<string, readonly Row[]>>;
