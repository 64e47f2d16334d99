// What leaves the lists of offers and needs, and the course catalogue, as files; the first with columns that its importer knows.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { now as clockNow } from '#lib/platform/clock.server.ts';
import type { ExportColumn, Exporter, ExportRequest } from '#lib/platform/exports/exporter.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { offeringFilterFrom } from './filter.ts';
import { pathOf } from './model.ts';
import { weekdaysSaid } from './offering-words.ts';
import { eachOffering, type Offering } from './queries.server.ts';

type Row = Offering & { readonly href: string };
type ImportField = keyof Messages & `exchange.import.field.${string}`;

function column(key: ImportField, of: (row: Row, words: Words) => string | number | null): ExportColumn<Row> {
  return { label: key, of: (row, words) => of(row, words) || null };
}

const columns: readonly ExportColumn<Row>[] = [
  { label: 'exports.column.id', of: ({ id }) => id },
  column('exchange.import.field.side', ({ side }, { t }) => t(`exchange.side.${side}`)),
  column('exchange.import.field.category', ({ category }, { t }) => t(`exchange.category.${category}`)),
  column('exchange.import.field.title', ({ title }) => title),
  column('exchange.import.field.text', ({ text }) => text),
  column('exchange.import.field.organisation', ({ organisation }) => organisation?.name ?? null),
  column('exchange.import.field.settlement', ({ settlement }) => settlement.name),
  column('exchange.import.field.from', ({ from }) => from),
  column('exchange.import.field.until', ({ until }) => until),
  { label: 'exchange.import.column.weekdays', of: ({ weekdays }, words) => weekdaysSaid(words, weekdays) },
  column('exchange.import.field.quantity', ({ quantity }) => quantity),
  column('exchange.import.field.unit', ({ unit }) => unit),
  column('exchange.import.field.conditions', ({ conditions }, { t }) =>
    t(`exchange.conditions.${conditions}`)
  ),
  column('exchange.import.field.price', ({ price }) => price),
  column('exchange.import.field.in_return', ({ inReturn }) => inReturn),
  column('exchange.import.field.curriculum', ({ curriculum }) => curriculum),
  column('exchange.import.field.level', ({ level }, { t }) => level && t(`exchange.level.${level}`)),
  column('exchange.import.field.minutes', ({ minutes }) => minutes),
  column('exchange.import.field.sessions', ({ sessions }) => sessions),
  column('exchange.import.field.group_size', ({ groupSize }) => groupSize),
  {
    label: 'exchange.import.column.topics',
    of: ({ topics }, { t }) => topics.map((each) => t(`experts.field.${each}`)).join('; ') || null
  },
  {
    label: 'exchange.import.column.audiences',
    of: ({ audiences }, { t }) => audiences.map((each) => t(`calendar.audience.${each}`)).join('; ') || null
  },
  { label: 'exports.column.page', of: ({ href }) => href },
  { label: 'exports.column.updated', of: ({ updatedAt }) => updatedAt.toISOString().slice(0, 10) }
];

export const offeringExporter: Exporter<Row> = {
  key: 'offerings',
  label: 'exchange.import.label',
  columns,
  rows: (request) => rowsAsked(request, false),
  feature({ id, side, category, title, href, organisation, settlement }) {
    if (!settlement.point) return null;
    const properties = { side, category, title, organisation: organisation?.name ?? null };
    return {
      id,
      point: settlement.point,
      properties: { ...properties, settlement: settlement.name, url: href }
    };
  }
};

export const courseExporter: Exporter<Row> = {
  key: 'courses',
  label: 'exchange.courses.title',
  columns,
  rows: (request) => rowsAsked(request, true)
};

async function* rowsAsked(
  { db, words, origin, filter }: ExportRequest,
  courses: boolean
): AsyncGenerator<Row[]> {
  const asked = offeringFilterFrom(filter);
  const { settlements } = await findNear(db, asked.near, asked.km);
  const batches = eachOffering(db, {
    ...asked,
    ...(courses ? { side: 'offer' as const, category: 'course' as const } : {}),
    from: asked.from || null,
    until: asked.until || null,
    settlements,
    openOn: dayOf(clockNow(), defaultZone)
  });
  for await (const batch of batches)
    yield batch.map((offering) => ({ ...offering, href: `${origin}${words.href(pathOf(offering))}` }));
}
