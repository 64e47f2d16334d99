// Feeds: calendars that institutions keep elsewhere, read again and again.
import type { Domain } from '#lib/platform/domain.ts';
import { feedHistory, tellOfFeeds } from './history.server.ts';
import { goneByLink, keepByLink, mendByLink } from './link-acts.server.ts';
import { tellOfReading } from './news.server.ts';
import { canKeepFeeds } from './policy.ts';
import { countFailingFeeds } from './queries.server.ts';
import { readDueFeeds } from './schedule.server.ts';
import { columns } from './schema.server.ts';

export const domain: Domain = {
  name: 'feeds',
  rank: 4,
  desk: [
    {
      label: 'feeds.navigation',
      lead: 'feeds.deskLead',
      path: '/calendar-feeds',
      seenBy: canKeepFeeds,
      order: 45
    }
  ],
  verbs: [
    ...['feed.subscribed', 'feed.changed', 'feed.paused', 'feed.resumed', 'feed.let_go', 'feed.answered'],
    'feed.columns_chosen',
    ...['feed.read', 'feed.removed']
  ],
  columns,
  historyOf: [feedHistory],
  tellHistory: tellOfFeeds,
  linkActs: [mendByLink, goneByLink, keepByLink],
  subscriptions: [{ name: 'tell_of_reading', verbs: ['feed.read'], handle: tellOfReading }],
  health: async (db) => {
    const count = await countFailingFeeds(db);
    return [
      {
        ...{ key: 'failing', count, state: count > 0 ? 'advice' : 'good', path: '/calendar-feeds' },
        ...{ fine: 'feeds.health.fine', wrong: 'feeds.health.wrong', mend: 'feeds.health.mend' }
      }
    ];
  },
  schedules: [{ name: 'read_due', everyMinutes: 15, run: (db, now) => readDueFeeds(db, now) }]
};
