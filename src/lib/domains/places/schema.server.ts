// Tables of places: settlements with their postal codes, named groups of them, and addresses that objects had before.
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { LegalStatus } from './model.ts';

declare global {
  interface Tables {
    settlement: SettlementTable;
    settlement_postal_code: { settlement_id: Id<'settlement'>; postal_code: string };
    micro_region: { id: Id<'micro_region'>; slug: string; name: string };
    micro_region_settlement: { micro_region_id: Id<'micro_region'>; settlement_id: Id<'settlement'> };
    old_slug: { kind: string; slug: string; object_id: string };
  }
}

export interface SettlementTable {
  id: Id<'settlement'>;
  slug: string;
  name: string;
  /** `nameKey` of the name: without accents and capitals. */
  folded: string;
  /** Five digits with leading zeros: the natural key, where it is known. */
  ksh_code: string | null;
  legal_status: LegalStatus | null;
  county: string | null;
  /** Name of the járás as KSH writes it, without the word «járás». */
  district: string | null;
  district_code: string | null;
  area_ha: number | null;
  population: number | null;
  dwellings: number | null;
  lat: number | null;
  lon: number | null;
  source: string;
  updated_at: Date;
}

export const columns: TableDeclarations = {
  settlement: nothingPersonal(
    'id',
    'slug',
    'name',
    'folded',
    'ksh_code',
    'legal_status',
    'county',
    'district',
    'district_code',
    'area_ha',
    'population',
    'dwellings',
    'lat',
    'lon',
    'source',
    'updated_at'
  ),
  settlement_postal_code: nothingPersonal('settlement_id', 'postal_code'),
  micro_region: nothingPersonal('id', 'slug', 'name'),
  micro_region_settlement: nothingPersonal('micro_region_id', 'settlement_id'),
  old_slug: nothingPersonal('kind', 'slug', 'object_id')
};
