// Offers and needs: who has what to give, who looks for what, and what a region has, lacks and could share.
import { photoSection } from '#lib/domains/photos/sections.server.ts';
import { isColleague } from '#lib/platform/actor.ts';
import type { Domain } from '#lib/platform/domain.ts';
import { courseExporter, offeringExporter } from './exports.server.ts';
import { offeringHistory, tellOfOfferings } from './history.server.ts';
import { offeringImporter } from './import.server.ts';
import { offeringPhotos } from './photographed.server.ts';
import { canEnterForOthers } from './policy.ts';
import { askWhetherTheyHold, renewByLink } from './renewal.server.ts';
import { countSampleOfferings, removeSampleOfferings } from './sample-removal.server.ts';
import { columns } from './schema.server.ts';
import { searchableOfferings } from './search.server.ts';
import { givenByExpert, givenByOrganisation, givenHere, offeredRecord } from './sections.server.ts';

export const domain: Domain = {
  name: 'exchange',
  rank: 5,
  navigation: [{ label: 'exchange.navigation', path: '/exchange', order: 35 }],
  desk: [
    {
      label: 'exchange.desk.title',
      lead: 'exchange.desk.lead',
      path: '/exchange/mine',
      seenBy: (actor) => actor.kind === 'person' && isColleague(actor),
      order: 45
    },
    {
      label: 'exchange.desk.quick',
      lead: 'exchange.desk.quickLead',
      path: '/exchange/quick',
      seenBy: canEnterForOthers,
      order: 46
    }
  ],
  verbs: [
    'offering.created',
    'offering.updated',
    'offering.renewed',
    'offering.paused',
    'offering.resumed',
    'offering.answered',
    'offering.ended',
    'offering.reopened',
    'offering.lapsed'
  ],
  columns,
  sections: {
    settlement: [givenHere],
    organisation: [givenByOrganisation],
    expert: [givenByExpert],
    venue: [offeredRecord('venue')],
    equipment: [offeredRecord('equipment')],
    service: [offeredRecord('service')],
    offering: [photoSection(offeringPhotos)]
  },
  photographed: [offeringPhotos],
  searchables: [searchableOfferings],
  historyOf: [offeringHistory],
  tellHistory: tellOfOfferings,
  linkActs: [renewByLink],
  schedules: [{ name: 'ask_whether_offerings_hold', everyMinutes: 24 * 60, run: askWhetherTheyHold }],
  exports: [offeringExporter, courseExporter],
  importers: [offeringImporter],
  // The sample is pages of text: read only where it is wanted.
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleOfferings(db, context),
  countSample: countSampleOfferings,
  removeSample: removeSampleOfferings
};
