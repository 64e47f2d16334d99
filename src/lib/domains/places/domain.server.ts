// Places: settlements, micro-regions and how far they are from each other.
import type { Domain } from '#lib/platform/domain.ts';
import { settlementHistory, tellOfSettlements } from './history.server.ts';
import { settlementImporter } from './import.server.ts';
import { nameRolesInPlaces } from './role-names.server.ts';
import { countSampleRegions, removeSampleRegions } from './sample-removal.server.ts';
import { sampleRegion } from './sample.server.ts';
import { searchableSettlements } from './search.server.ts';
import { columns } from './schema.server.ts';
import { supplySettlements } from './supply.server.ts';

export const domain: Domain = {
  name: 'places',
  rank: 1,
  navigation: [{ label: 'places.navigation', path: '/settlements', order: 40 }],
  verbs: ['settlement.added', 'settlement.changed', 'micro_region.made'],
  historyOf: [settlementHistory],
  tellHistory: tellOfSettlements,
  columns,
  nameRoles: nameRolesInPlaces,
  searchables: [searchableSettlements],
  importers: [settlementImporter],
  supply: supplySettlements,
  sample: sampleRegion,
  countSample: countSampleRegions,
  removeSample: removeSampleRegions
};
