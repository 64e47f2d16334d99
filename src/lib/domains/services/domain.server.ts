// Services: who helps with what, when one may come or ring, and what nobody offers yet.
import { photoSection } from '#lib/domains/photos/sections.server.ts';
import type { Domain } from '#lib/platform/domain.ts';
import { tellOfNeed } from './news.server.ts';
import { needsSeenBy } from './policy.ts';
import { serviceHistory, tellOfServices } from './history.server.ts';
import { countSampleServices, removeSampleServices } from './sample-removal.server.ts';
import { serviceExporter } from './exports.server.ts';
import { hsdsImporter } from './hsds/import.server.ts';
import { serviceImporter } from './import.server.ts';
import { servicePhotos } from './photographed.server.ts';
import { columns } from './schema.server.ts';
import { searchableServices } from './search.server.ts';
import { whatItGives, whoHelpsHere } from './sections.server.ts';
import { upkeptServices } from './upkept.server.ts';

export const domain: Domain = {
  name: 'services',
  rank: 3,
  navigation: [{ label: 'services.navigation', path: '/services', order: 20 }],
  desk: [
    {
      label: 'services.needs.title',
      lead: 'services.needs.lead',
      path: '/services/needs',
      seenBy: (actor) => needsSeenBy(actor) !== null,
      order: 50
    }
  ],
  verbs: [
    'service.created',
    'service.updated',
    'unmet_need.recorded',
    'unmet_need.asked_again',
    'unmet_need.taken',
    'unmet_need.answered',
    'unmet_need.reopened'
  ],
  subscriptions: [
    { name: 'tell_of_need', verbs: ['unmet_need.recorded', 'unmet_need.asked_again'], handle: tellOfNeed }
  ],
  upkept: [upkeptServices],
  historyOf: [serviceHistory],
  tellHistory: tellOfServices,
  columns,
  sections: {
    settlement: [whoHelpsHere],
    organisation: [whatItGives],
    service: [photoSection(servicePhotos)]
  },
  photographed: [servicePhotos],
  exports: [serviceExporter],
  importers: [serviceImporter, hsdsImporter],
  searchables: [searchableServices],
  // The sample is many pages of text: read only where it is wanted.
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleServices(db, context),
  countSample: countSampleServices,
  removeSample: removeSampleServices
};
