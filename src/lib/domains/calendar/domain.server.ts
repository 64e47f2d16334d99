// Calendar: events, their occurrences, and what they compete with.
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Domain } from '#lib/platform/domain.ts';
import { leaveEvent } from './co-organiser.server.ts';
import { eventHistory, tellOfEvents } from './history.server.ts';
import { tellOfEvent, tellOfEventImport } from './news.server.ts';
import { searchableEvents } from './search.server.ts';
import { canEnterEvents } from './policy.ts';
import { columns } from './schema.server.ts';
import { loadSampleEvents } from './sample.server.ts';
import { countSampleEvents, removeSampleEvents } from './sample-removal.server.ts';
import { eventExporter } from './exports.server.ts';
import { eventImporter } from './import.server.ts';
import { performersElsewhere, whatIsOnHere } from './sections.server.ts';
import { forgetPerformer } from './performer-tie.server.ts';
import { extendSeries, refoldEvents } from './write.server.ts';

export const domain: Domain = {
  name: 'calendar',
  rank: 3,
  verbs: [
    ...['event.created', 'event.updated', 'event.dropped', 'events.imported'],
    ...['event.received', 'event.followed', 'event.adopted', 'event.withdrawn', 'event.reinstated']
  ],
  columns,
  navigation: [
    { label: 'calendar.nav.events', path: '/events', order: 10, byRegion: true },
    { label: 'calendar.nav.clashes', path: '/clashes', order: 15, byRegion: true }
  ],
  desk: [
    {
      label: 'calendar.nav.newEvent',
      lead: 'calendar.nav.newEventLead',
      path: '/events/new',
      seenBy: canEnterEvents,
      order: 10
    }
  ],
  subscriptions: [
    {
      name: 'refold',
      verbs: [
        'organisation.updated',
        'organisation.merged',
        'organisation.parted',
        'venue.updated',
        'venue.merged',
        'venue.parted',
        'settlement.changed'
      ],
      handle: (db, activity) => refoldAround(db, activity.object_kind, activity.object_id)
    },
    { name: 'forget_performer', verbs: ['person.erased'], handle: forgetPerformer },
    { name: 'tell_of_event', verbs: ['event.created', 'event.updated'], handle: tellOfEvent },
    { name: 'tell_of_import', verbs: ['events.imported'], handle: tellOfEventImport }
  ],
  linkActs: [leaveEvent],
  historyOf: [eventHistory],
  tellHistory: tellOfEvents,
  schedules: [{ name: 'extend_series', everyMinutes: 24 * 60, run: extendSeries }],
  sample: loadSampleEvents,
  countSample: countSampleEvents,
  removeSample: removeSampleEvents,
  searchables: [searchableEvents],
  importers: [eventImporter],
  exports: [eventExporter],
  sections: { settlement: [whatIsOnHere], event: [performersElsewhere] }
};

async function refoldAround(db: Database, kind: string, id: string): Promise<void> {
  if (kind === 'organisation') await refoldEvents(db, { organisation: id });
  else if (kind === 'venue') await refoldEvents(db, { venue: id });
  else if (kind === 'settlement') await refoldEvents(db, { settlement: id });
}
