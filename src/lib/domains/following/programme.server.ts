// What is on for one choice of readers in the days of a digest: each event once, exhibitions only as they open and close.
import { sql, type SqlBool } from 'kysely';
import { kilometresBetween, type Point } from '#lib/core/geo.ts';
import { defaultZone, startOfDay } from '#lib/core/time.ts';
import { noFilter } from '#lib/domains/calendar/filter.ts';
import type { Audience, Theme } from '#lib/domains/calendar/model.ts';
import { filtered } from '#lib/domains/calendar/occurrences.server.ts';
import { anonymous } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

/** Around a settlement, or by one organisation. */
export type Subject =
  | {
      readonly kind: 'settlement';
      readonly slug: string;
      readonly point: Point | null;
      readonly km: number;
      readonly audiences: readonly Audience[];
      readonly themes: readonly Theme[];
    }
  | { readonly kind: 'organisation'; readonly slug: string };

export interface Listed {
  readonly event: string;
  readonly slug: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly allDay: boolean;
  readonly settlement: string | null;
  readonly venue: string | null;
  /** From the middle of the settlement; null where it is not known, or where nobody asked. */
  readonly km: number | null;
  /** How many more times it is on in the same days. */
  readonly more: number;
  /** One of a series, such as a weekly club. */
  readonly series: boolean;
  /** On since before these days, and closing in them, or new to this reader. */
  readonly running: boolean;
}

/** More than any reader is shown; what is beyond is not counted either. */
const mostRead = 600;

/**
 * Confirmed events of the days [from, to), soonest first, what runs on at the end.
 * @param fresh for a reader's first digest: everything that runs on is new to them
 */
export async function listProgramme(
  db: Database,
  subject: Subject,
  { from, to, fresh }: { from: string; to: string; fresh: boolean }
): Promise<Listed[]> {
  const [begin, end] = [startOfDay(from, defaultZone), startOfDay(to, defaultZone)];
  const filter =
    subject.kind === 'settlement'
      ? { ...noFilter, near: subject.slug, within: subject.km }
      : { ...noFilter, organiser: subject.slug };
  const { audiences, themes } =
    subject.kind === 'settlement' ? subject : { audiences: [] as Audience[], themes: [] as Theme[] };
  const rows = await (
    await filtered(db, anonymous, filter)
  )
    .select([
      sql<boolean>`event.rule is not null`.as('series'),
      sql<number | null>`coalesce(venue.lat, event.lat, settlement.lat)`.as('lat'),
      sql<number | null>`coalesce(venue.lon, event.lon, settlement.lon)`.as('lon')
    ])
    .where('event.status', '=', 'confirmed')
    .where('occurrence.starts_at', '<', end)
    .where((eb) =>
      eb.or([
        eb('occurrence.starts_at', '>=', begin),
        eb.and([
          eb('event.background', '=', true),
          eb('occurrence.ends_at', '>', begin),
          ...(fresh ? [] : [eb('occurrence.ends_at', '<=', end)])
        ])
      ])
    )
    .$if(audiences.length > 0, (query) =>
      query.where(sql<SqlBool>`(event.audiences = '{}' or event.audiences && ${[...audiences]}::text[])`)
    )
    .$if(themes.length > 0, (query) => query.where(sql<SqlBool>`event.themes && ${[...themes]}::text[]`))
    .orderBy('occurrence.starts_at')
    .orderBy('occurrence.event_id')
    .limit(mostRead)
    .execute();

  const listed = new Map<string, Listed>();
  for (const row of rows) {
    const before = listed.get(row.id);
    if (before) {
      listed.set(row.id, { ...before, more: before.more + 1 });
      continue;
    }
    const km = distance(subject, row);
    // What has only coordinates of its own was looked for in a square around the settlement.
    if (subject.kind === 'settlement' && subject.km > 0 && km !== null && km > subject.km + 1) continue;
    listed.set(row.id, {
      event: row.id,
      slug: row.slug,
      title: row.title,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      allDay: row.all_day,
      settlement: row.settlement_name,
      venue: row.venue_name ?? row.place,
      km,
      more: 0,
      series: row.series,
      running: row.starts_at < begin
    });
  }
  const all = [...listed.values()];
  return [...all.filter(({ running }) => !running), ...all.filter(({ running }) => running)];
}

function distance(subject: Subject, { lat, lon }: { lat: number | null; lon: number | null }): number | null {
  if (subject.kind !== 'settlement' || subject.km === 0 || !subject.point) return null;
  return lat === null || lon === null ? null : kilometresBetween(subject.point, { lat, lon });
}
