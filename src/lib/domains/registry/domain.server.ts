// The register: organisations and venues.
import { photoSection } from '#lib/domains/photos/sections.server.ts';
import type { Domain } from '#lib/platform/domain.ts';
import { forgetContacts } from './forget-contacts.server.ts';
import { equipmentExporter, organisationExporter, venueExporter } from './exports.server.ts';
import { lookAround, lookWhereMissing } from './duplicates.server.ts';
import { organisationImporter } from './import-organisations.server.ts';
import { venueImporter } from './import-venues.server.ts';
import { mergeColumns } from './merge-schema.server.ts';
import { nameRolesInOrganisations } from './role-names.server.ts';
import { registerHistories, tellOfRegister } from './history.server.ts';
import { tellOfRecord } from './news.server.ts';
import { countSampleRegister, removeSampleRegister } from './sample-removal.server.ts';
import { equipmentPhotos, organisationPhotos, venuePhotos } from './photographed.server.ts';
import { searchableEquipment } from './search-equipment.server.ts';
import { searchableOrganisations, searchableVenues } from './search.server.ts';
import { canJudgeDuplicates } from './policy.ts';
import { columns } from './schema.server.ts';
import { settlementSection } from './settlement-section.server.ts';
import { upkeptRegister } from './upkept.server.ts';

export const domain: Domain = {
  name: 'registry',
  rank: 2,
  navigation: [{ label: 'registry.navigation', path: '/organisations', order: 30 }],
  desk: [
    {
      label: 'registry.merge.title',
      lead: 'registry.merge.lead',
      path: '/organisations/duplicates',
      seenBy: canJudgeDuplicates,
      order: 60
    }
  ],
  verbs: [
    'organisation.created',
    'organisation.updated',
    'venue.created',
    'venue.updated',
    'organisation.closed',
    'organisation.reopened',
    'venue.closed',
    'venue.reopened',
    'organisation.merged',
    'organisation.parted',
    'venue.merged',
    'venue.parted',
    'equipment.created',
    'equipment.updated'
  ],
  subscriptions: [
    {
      name: 'tell_of_record',
      verbs: [
        'organisation.created',
        'organisation.updated',
        'organisation.closed',
        'organisation.reopened',
        'venue.created',
        'venue.updated',
        'venue.closed',
        'venue.reopened'
      ],
      handle: tellOfRecord
    },
    {
      name: 'look_for_duplicates',
      verbs: [
        'organisation.created',
        'organisation.updated',
        'organisation.parted',
        'venue.created',
        'venue.updated',
        'venue.parted'
      ],
      handle: lookAround
    }
  ],
  upkept: upkeptRegister,
  historyOf: registerHistories,
  tellHistory: tellOfRegister,
  columns: { ...columns, ...mergeColumns },
  schedules: [
    { name: 'forget_contacts', everyMinutes: 24 * 60, run: forgetContacts },
    { name: 'look_where_missing', everyMinutes: 60, run: lookWhereMissing }
  ],
  nameRoles: nameRolesInOrganisations,
  // The sample is many pages of text: read only where it is wanted.
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleRegister(db, context),
  countSample: countSampleRegister,
  removeSample: removeSampleRegister,
  sections: {
    settlement: [settlementSection],
    organisation: [photoSection(organisationPhotos)],
    venue: [photoSection(venuePhotos)],
    equipment: [photoSection(equipmentPhotos)]
  },
  photographed: [organisationPhotos, venuePhotos, equipmentPhotos],
  searchables: [searchableOrganisations, searchableVenues, searchableEquipment],
  exports: [organisationExporter, venueExporter, equipmentExporter],
  importers: [organisationImporter, venueImporter]
};
