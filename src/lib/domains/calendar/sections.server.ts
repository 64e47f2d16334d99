// What the calendar adds to a settlement's page: what goes on here and what is coming.
import { defaultZone, dayOf } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { noFilter, queryOf } from './filter.ts';
import { listOccurrences, listRunning } from './occurrences.server.ts';

export async function whatIsOnHere(
  db: Database,
  { slug, actor, words, now }: SectionContext
): Promise<PageSection> {
  const today = dayOf(now, defaultZone);
  const filter = { ...noFilter, near: slug, within: 0 };
  const [running, coming] = await Promise.all([
    listRunning(db, actor, filter, { day: today, limit: 3 }),
    listOccurrences(db, actor, filter, { today, size: 8 })
  ]);
  return {
    order: 10,
    title: words.t('calendar.settlement.title'),
    empty: words.t('calendar.settlement.empty'),
    rows: [
      ...running.map((row) => ({
        title: row.title,
        href: words.href(`/events/${row.slug}`),
        // The day on which an exhibition opened is past: what counts is until when it can be seen.
        note: [untilText(words, row.endsAt), row.venue].filter(Boolean).join(' · ')
      })),
      ...coming.rows.map((row) => ({
        title: row.title,
        href: words.href(`/events/${row.slug}`),
        day: dayOf(row.startsAt, defaultZone),
        note: [row.allDay ? null : words.time(row.startsAt), row.venue].filter(Boolean).join(' · ')
      }))
    ],
    more: { href: words.href(`/events${queryOf(filter)}`), label: words.t('calendar.settlement.more') }
  };
}

function untilText(words: Words, endsAt: Date): string {
  const lastDay = dayOf(new Date(endsAt.getTime() - 1), defaultZone);
  return words.t('calendar.settlement.running', { day: words.date(lastDay, 'medium') });
}
