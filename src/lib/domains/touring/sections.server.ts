// What touring adds to other pages: an organisation's packages, and what comes to a settlement or a hall.
import { sql } from 'kysely';
import { defaultZone, localOf } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext, SectionGiver } from '#lib/platform/domain.ts';
import { findPackage, listPackages } from './queries.server.ts';
import { factsInBrief } from './package-words.ts';

const shown = 6;

export async function itsPackages(db: Database, { id, words }: SectionContext): Promise<PageSection | null> {
  const { rows } = await listPackages(db, { organisation: id, pageSize: shown });
  if (rows.length === 0) return null;
  return {
    order: 27,
    title: words.t('touring.section.packages'),
    rows: rows.map((pack) => ({
      title: pack.title,
      href: words.href(`/touring/packages/${pack.slug}`),
      note: factsInBrief(words, pack)
        .slice(1, 3)
        .map(({ text }) => text)
        .join(' · ')
    }))
  };
}

/** Accepted stops to come, and on a settlement's page the way to ask for more. */
export function comingHere(where: 'settlement' | 'venue' | 'package'): SectionGiver {
  return async (db, { id, slug, words, now }) => {
    const { rows } = await sql<{ title: string; event: string; starts: Date; venue: string; place: string }>`
      select package.title, event.slug as event, tour_stop.starts_at as starts, venue.name as venue,
        settlement.name as place
      from tour_stop join tour on tour.id = tour_stop.tour_id
        join package on package.id = tour.package_id
        join event on event.id = tour_stop.event_id
        join venue on venue.id = tour_stop.venue_id
        join settlement on settlement.id = tour_stop.settlement_id
      where tour_stop.state = 'accepted' and tour_stop.starts_at > ${now} and event.status <> 'cancelled'
        and ${where === 'package' ? sql`tour.package_id` : sql.ref(`tour_stop.${where}_id`)} = ${id}::uuid
      order by tour_stop.starts_at limit ${shown * (where === 'package' ? 4 : 1)}`.execute(db);
    if (rows.length === 0) return null;
    return {
      order: 28,
      title: words.t(where === 'package' ? 'touring.section.where' : 'touring.section.coming'),
      rows: rows.map(({ title, event, starts, venue, place }) => ({
        title: where === 'package' ? `${venue}, ${place}` : title,
        href: words.href(`/events/${event}`),
        ...whenSaid(words, { starts, now }, where === 'settlement' ? `, ${venue}` : '')
      })),
      ...(where === 'settlement'
        ? { more: { href: words.href(`/touring?settlement=${slug}`), label: words.t('touring.section.ask') } }
        : {})
    };
  };
}

/** With its year, where that is not this one: tours are planned far ahead. */
function whenSaid(
  words: SectionContext['words'],
  { starts, now }: { starts: Date; now: Date },
  where: string
): { day?: string; note: string } {
  const day = localOf(starts, defaultZone).slice(0, 10);
  const note = `${words.time(starts)}${where}`;
  return day.slice(0, 4) === localOf(now, defaultZone).slice(0, 4)
    ? { day, note }
    : { note: `${words.date(day, 'full')}, ${note}` };
}

/** On the page of a programme that is a stop of a tour: whose package it is. */
export const ofWhichTour: SectionGiver = async (db, { id, words }) => {
  const row = await db
    .selectFrom('tour_stop')
    .innerJoin('tour', 'tour.id', 'tour_stop.tour_id')
    .select('tour.package_id')
    .where('tour_stop.event_id', '=', id as never)
    .executeTakeFirst();
  const pack = row && (await findPackage(db, row.package_id));
  if (!pack) return null;
  return {
    order: 28,
    title: words.t('touring.section.tour'),
    rows: [
      {
        title: pack.title,
        href: words.href(`/touring/packages/${pack.slug}`),
        note: words.t('touring.section.tourNote', { who: pack.organisation.name })
      }
    ]
  };
};
