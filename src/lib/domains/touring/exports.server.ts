// What leaves touring as tables: the menu for everybody, who asked for a package for its owners, a tour's stops for whoever leads it.
import type { ExportColumn, Exporter, ExportRequest } from '#lib/platform/exports/exporter.ts';
import { defaultZone, localOf } from '#lib/core/time.ts';
import { menuFilterFrom } from './filter.ts';
import { isInPlan } from './model.ts';
import { costSaid, hallSaid } from './package-words.ts';
import { listPackages, type TouringPackage } from './queries.server.ts';
import { listRequests, type FullRequest } from './request-queries.server.ts';
import { listStops, type FullTour, type TourStop } from './tours.server.ts';

const batch = 100;
type Listed = TouringPackage & { readonly href: string };

const minutes = (
  label: 'touring.form.minutes' | 'touring.form.setup' | 'touring.form.teardown',
  of: (pack: Listed) => number
): ExportColumn<Listed> => ({ label, of });

export const packageExporter: Exporter<Listed> = {
  key: 'packages',
  label: 'touring.menu.title',
  columns: [
    { label: 'exports.column.id', of: ({ id }) => id },
    { label: 'touring.form.title', of: ({ title }) => title },
    { label: 'touring.fact.by', of: ({ organisation }) => organisation.name },
    { label: 'touring.fact.home', of: ({ home }) => home.name },
    { label: 'touring.form.text', of: ({ text }) => text },
    minutes('touring.form.minutes', (pack) => pack.minutes),
    minutes('touring.form.setup', ({ setup }) => setup),
    minutes('touring.form.teardown', ({ teardown }) => teardown),
    { label: 'touring.form.crew', of: ({ crew }) => crew },
    {
      label: 'touring.fact.audience',
      of: ({ audiences }, words) =>
        audiences.map((code) => words.t(`calendar.audience.${code}`)).join('; ') || null
    },
    { label: 'touring.fact.hall', of: (pack, words) => hallSaid(words, pack) },
    { label: 'touring.fact.needs', of: ({ needs }) => needs },
    { label: 'touring.form.fee', of: ({ fee }) => fee },
    { label: 'touring.form.perKm', of: ({ perKm }) => perKm },
    { label: 'touring.form.perNight', of: ({ perNight }) => perNight },
    { label: 'touring.fact.cost', of: (pack, words) => costSaid(words, pack) },
    { label: 'exports.column.page', of: ({ href }) => href },
    { label: 'exports.column.updated', of: ({ updatedAt }) => updatedAt.toISOString().slice(0, 10) }
  ],
  async *rows({ db, filter, origin, words }: ExportRequest) {
    const { text, audience } = menuFilterFrom(filter);
    for (let page = 1; ; page++) {
      const { rows } = await listPackages(db, { text, audience, page, pageSize: batch });
      yield rows.map((pack) => ({
        ...pack,
        href: `${origin}${words.href(`/touring/packages/${pack.slug}`)}`
      }));
      if (rows.length < batch) return;
    }
  }
};

/** Addresses of those who asked stay here: they are written to through the house. */
export function requestExporter(pack: TouringPackage): Exporter<FullRequest> {
  return {
    key: 'package_requests',
    label: 'touring.page.asked',
    columns: [
      { label: 'touring.export.settlement', of: ({ settlementName }) => settlementName },
      { label: 'touring.export.hall', of: ({ venueName }) => venueName },
      {
        label: 'touring.row.state',
        of: ({ state }, words) => words.lookUp(`touring.request.${state}`)
      },
      {
        label: 'touring.ask.when',
        of: ({ days }) => days.map(({ from, to }) => `${from} – ${to}`).join('; ') || null
      },
      { label: 'touring.export.people', of: ({ people }) => people },
      { label: 'touring.export.offer', of: ({ share }) => share || null },
      { label: 'touring.ask.note', of: ({ note }) => note }
    ],
    async *rows({ db }) {
      yield await listRequests(db, pack.id, ['open', 'invited', 'declined']);
    }
  };
}

export function stopExporter(tour: FullTour): Exporter<TourStop> {
  const found = new Map(tour.plan?.stops.map((stop) => [stop.stop, stop]));
  const clock = (local: string | undefined): string | null => local?.replace('T', ' ') ?? null;
  return {
    key: 'tour_stops',
    label: 'touring.tour.list',
    columns: [
      { label: 'touring.export.settlement', of: ({ settlement }) => settlement.name },
      { label: 'touring.export.hall', of: ({ venue }) => venue.name },
      { label: 'touring.export.host', of: ({ host }) => host?.name ?? null },
      { label: 'touring.row.state', of: ({ state }, words) => words.t(`touring.stopState.${state}`) },
      { label: 'touring.export.arrives', of: ({ id }) => clock(found.get(id)?.arrives) },
      {
        label: 'touring.export.starts',
        of: ({ startsAt }) => (startsAt ? localOf(startsAt, defaultZone).replace('T', ' ') : null)
      },
      { label: 'touring.export.ready', of: ({ id }) => clock(found.get(id)?.ready) },
      // Of a stop that has fallen out the old figures would be summed with the rest.
      { label: 'touring.row.km', of: ({ km, state }) => (isInPlan(state) ? km : null) },
      { label: 'touring.row.share', of: ({ share, state }) => (isInPlan(state) ? share : null) },
      { label: 'touring.export.offer', of: ({ offer }) => offer || null },
      { label: 'touring.ask.note', of: ({ note }) => note },
      {
        label: 'touring.export.why',
        of: ({ reason, state }, words) =>
          state === 'left_out' && reason ? words.t(`touring.leftOut.${reason}`) : null
      }
    ],
    async *rows({ db }) {
      yield await listStops(db, tour.id);
    }
  };
}
