// The words of the register: which sectors, kinds of organisations, venues and contacts there are.

export const sectors = ['public', 'civic', 'church', 'business', 'informal'] as const;
export type Sector = (typeof sectors)[number];

export const organisationKinds = [
  'community_house',
  'village_house',
  'library',
  'museum',
  'school',
  'kindergarten',
  'municipality',
  'parish',
  'association',
  'foundation',
  'sports_club',
  'senior_club',
  'folk_group',
  'cultural_group',
  'business',
  'winery',
  'farm',
  'media',
  'health_service',
  'social_service',
  'family_support',
  'volunteer_fire_brigade',
  'youth_club',
  'minority_government',
  'other'
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const venueKinds = [
  'hall',
  'library',
  'museum',
  'church',
  'school',
  'sports_hall',
  'outdoor',
  'park',
  'square',
  'community_room',
  'club_room',
  'cinema',
  'gallery',
  'pub',
  'farm',
  'other'
] as const;
export type VenueKind = (typeof venueKinds)[number];

export const contactKinds = ['email', 'phone', 'website', 'person'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** Internal contacts are shown to colleagues only. */
export const visibilities = ['public', 'internal'] as const;
export type Visibility = (typeof visibilities)[number];

export interface Contact {
  readonly kind: ContactKind;
  readonly value: string;
  readonly visibility: Visibility;
}

/** Where a record came from when a person typed it in. */
export const enteredByHand = 'entered';
/** Where the records of the sample region came from; their external id is their key in the sample. */
export const fromSample = 'sample';

/** Whether `text` is one of the words of `list`. */
export function isOneOf<const Word extends string>(list: readonly Word[], text: string): text is Word {
  return (list as readonly string[]).includes(text);
}
