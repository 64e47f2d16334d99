// Touring: programmes that travel, who would like them, and tours planned, agreed and repaired.
import type { Domain } from '#lib/platform/domain.ts';
import { photoSection } from '#lib/domains/photos/sections.server.ts';
import { freshRequests, packagesUnasked, toursSeekingHosts } from './agenda.server.ts';
import { remindHosts } from './asking.server.ts';
import { computeTours } from './compute.server.ts';
import { confirmByBooking } from './confirmed-booking.server.ts';
import { packageExporter } from './exports.server.ts';
import { packageHistory, tellOfTouring, tellOwners, tourHistory } from './history.server.ts';
import { packagePhotos } from './photographed.server.ts';
import { canEnterPackages } from './policy.ts';
import { answerInvitation, confirmByLink } from './request-acts.server.ts';
import { countSampleTouring, removeSampleTouring } from './sample-removal.server.ts';
import { columns } from './schema.server.ts';
import { searchablePackages } from './search.server.ts';
import { comingHere, itsPackages, ofWhichTour } from './sections.server.ts';
import { answerStopByLink } from './stop-acts.server.ts';
import { countToAnswer } from './tour-list.server.ts';

const answers = ['tour.accepted', 'tour.declined', 'tour.suggested'];

export const domain: Domain = {
  name: 'touring',
  rank: 6,
  navigation: [{ label: 'touring.menu.nav', path: '/touring', order: 36 }],
  desk: [
    {
      label: 'touring.navigation',
      lead: 'touring.deskLead',
      path: '/touring/tours',
      seenBy: canEnterPackages,
      order: 36,
      waiting: (db, { actor }) => countToAnswer(db, actor)
    }
  ],
  verbs: [
    ...['package.created', 'package.updated', 'package.asked', 'package.invited', 'package.declined'],
    ...['tour.begun', 'tour.searched_again', 'tour.planned', 'tour.undone', 'tour.asked', 'tour.dropped'],
    ...['tour.brought_back', 'tour.withdrawn', 'tour.cancelled', 'tour.restored', ...answers]
  ],
  columns,
  sections: {
    organisation: [itsPackages],
    settlement: [comingHere('settlement')],
    venue: [comingHere('venue')],
    event: [ofWhichTour],
    package: [photoSection(packagePhotos), comingHere('package')]
  },
  agenda: [toursSeekingHosts, freshRequests, packagesUnasked],
  exports: [packageExporter],
  photographed: [packagePhotos],
  searchables: [searchablePackages],
  historyOf: [packageHistory, tourHistory],
  tellHistory: tellOfTouring,
  linkActs: [confirmByLink, answerInvitation, answerStopByLink],
  subscriptions: [
    { name: 'tell_owners', verbs: ['package.asked', 'package.declined', ...answers], handle: tellOwners },
    { name: 'confirm_by_booking', verbs: ['booking.confirmed'], handle: confirmByBooking }
  ],
  schedules: [
    // Each search asks for this job itself; the schedule gives it its name.
    { name: 'compute', everyMinutes: 60, searches: true, run: (db, now) => computeTours(db, now) },
    { name: 'remind_hosts', everyMinutes: 60, run: remindHosts }
  ],
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleTouring(db, context),
  countSample: countSampleTouring,
  removeSample: removeSampleTouring
};
