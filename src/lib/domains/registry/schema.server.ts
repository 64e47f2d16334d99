// Tables of the register: organisations with their contacts, and venues.
import type { Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { ContactKind, OrganisationKind, Sector, VenueKind, Visibility } from './model.ts';
import type { Condition, EquipmentKind, Feature, Heating, Power } from './venue-facts.ts';

declare global {
  interface Tables {
    organisation: OrganisationTable;
    organisation_contact: {
      id: Id<'organisation_contact'>;
      organisation_id: Id<'organisation'>;
      kind: ContactKind;
      value: string;
      visibility: Visibility;
      /** The first of its kind is the one to use. */
      position: number;
    };
    venue: VenueTable;
    equipment: EquipmentTable;
  }
}

export interface OrganisationTable {
  id: Id<'organisation'>;
  slug: string;
  name: string;
  /** Name, settlement and kind without accents and capitals, for search. */
  folded: string;
  sector: Sector;
  kind: OrganisationKind;
  settlement_id: Id<'settlement'> | null;
  street: string | null;
  summary: string | null;
  /** Day from which it is there no more; null while it is. */
  closed_on: Generated<string | null>;
  closed_reason: Generated<string | null>;
  /** What came in its place. */
  successor_id: Generated<Id<'organisation'> | null>;
  /** Which file or register it came from; with `external_id` it is found again at the next import. */
  source: string;
  external_id: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface VenueTable {
  id: Id<'venue'>;
  slug: string;
  name: string;
  folded: string;
  kind: VenueKind;
  /** Whose house it is. */
  organisation_id: Id<'organisation'> | null;
  settlement_id: Id<'settlement'>;
  street: string | null;
  capacity: number | null;
  /** Whether one gets in and around by wheelchair; null when nobody has said. */
  accessible: boolean | null;
  lat: number | null;
  lon: number | null;
  note: string | null;
  power: Power | null;
  heating: Heating | null;
  features: Generated<Feature[]>;
  /** Metres. */
  width: number | null;
  depth: number | null;
  height: number | null;
  darkening: boolean | null;
  amps: number | null;
  loading: string | null;
  price: string | null;
  rules: string | null;
  /** Whether one may ask for it here. */
  bookable: Generated<boolean>;
  /** Stands empty. */
  idle: Generated<boolean>;
  condition: Condition | null;
  could_become: string | null;
  /** Day from which it is there no more; null while it is. */
  closed_on: Generated<string | null>;
  closed_reason: Generated<string | null>;
  /** What came in its place. */
  successor_id: Generated<Id<'venue'> | null>;
  source: string;
  external_id: string | null;
  created_at: Date;
  updated_at: Date;
}

/** Things that can be lent. */
export interface EquipmentTable {
  id: Id<'equipment'>;
  slug: string;
  name: string;
  folded: string;
  kind: EquipmentKind;
  quantity: number;
  /** Whose it is, and who decides to whom it is lent. */
  organisation_id: Id<'organisation'>;
  settlement_id: Id<'settlement'>;
  /** Where it is kept, in words. */
  kept_at: string | null;
  price: string | null;
  note: string | null;
  source: string;
  external_id: string | null;
  created_at: Date;
  updated_at: Date;
}

/** A contact may be that of a person: their name, telephone or e-mail address. */
const contact: PersonalColumn = {
  purpose: 'privacy.purpose.contact',
  seenBy: 'marked',
  kept: { until: 'object' },
  erasure: 'delete row',
  names: 'contact'
};

export const columns: TableDeclarations = {
  organisation: nothingPersonal(
    'id',
    'slug',
    'name',
    'folded',
    'sector',
    'kind',
    'settlement_id',
    'street',
    'summary',
    'closed_on',
    'closed_reason',
    'successor_id',
    'source',
    'external_id',
    'created_at',
    'updated_at'
  ),
  organisation_contact: {
    ...nothingPersonal('id', 'organisation_id', 'kind', 'visibility', 'position'),
    value: contact
  },
  venue: nothingPersonal(
    'id',
    'slug',
    'name',
    'folded',
    'kind',
    'organisation_id',
    'settlement_id',
    'street',
    'capacity',
    'accessible',
    'lat',
    'lon',
    'note',
    'power',
    'heating',
    'features',
    'width',
    'depth',
    'height',
    'darkening',
    'amps',
    'loading',
    'price',
    'rules',
    'bookable',
    'idle',
    'condition',
    'could_become',
    'closed_on',
    'closed_reason',
    'successor_id',
    'source',
    'external_id',
    'created_at',
    'updated_at'
  ),
  equipment: nothingPersonal(
    'id',
    'slug',
    'name',
    'folded',
    'kind',
    'quantity',
    'organisation_id',
    'settlement_id',
    'kept_at',
    'price',
    'note',
    'source',
    'external_id',
    'created_at',
    'updated_at'
  )
};
