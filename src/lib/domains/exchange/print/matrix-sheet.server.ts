// The capacity matrix on A3, lying: organisations down, capacities across, a table for each group, what is common, unique and missing under it.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { printable, shortened } from '#lib/platform/print/printable.ts';
import { qrDrawing } from '#lib/platform/print/qr.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { groupOf, groups } from '../capacities.ts';
import { groupsOf, matrixQueryOf, type MatrixFilter } from '../matrix-filter.ts';
import { capacityName, type MatrixView } from '../matrix-view.server.ts';

/** Rows of one printing: more is a book, and is in the table. */
const mostRows = 250;

export function matrixSheet(
  { rows, columns, overview, place, area }: MatrixView,
  { filter, words, origin, now }: { filter: MatrixFilter; words: Words; origin: string; now: Date }
): Pick<Sheet, 'template' | 'data'> {
  const { t } = words;
  const named = (capacity: string): string => printable(capacityName(words, capacity));
  const address = `${origin}${words.href(`/exchange/matrix${matrixQueryOf(filter)}`)}`;
  const asked = groupsOf(filter);
  const about = [
    asked.length === groups.length
      ? t('exchange.group.all')
      : words.list(asked.map((group) => t(`exchange.group.${group}`))),
    ...(area ? [area] : []),
    ...(place ? [`${place.name}: ${t('exchange.list.kmIs', { km: filter.km })}`] : []),
    ...(filter.kind ? [t(`registry.kind.${filter.kind}`)] : []),
    t('exchange.matrix.shown', { count: rows.length })
  ];
  const listed = (all: readonly string[], none: string): string => (all.length > 0 ? all.join(' · ') : none);
  const shown = rows.slice(0, mostRows);
  return {
    template: 'src/lib/domains/exchange/print/matrix.typ',
    data: {
      language: words.locale,
      title: t('exchange.matrix.title'),
      house: printable(t('house.name')),
      heading: t('exchange.matrix.title'),
      territory: printable(about.join(' · ')),
      organisation: t('exchange.matrix.organisation'),
      holders: t('exchange.matrix.holders'),
      tables: groups
        .map((group) => ({ group, within: columns.filter((capacity) => groupOf(capacity) === group) }))
        .filter(({ within }) => within.length > 0)
        .map(({ group, within }) => ({
          name: t(`exchange.group.${group}`),
          columns: within.map((capacity) => ({
            name: named(capacity),
            holders: words.number(overview.holders[capacity] ?? 0)
          })),
          rows: shown
            .filter(({ cells }) => within.some((capacity) => capacity in cells))
            .map(({ name, settlement, cells }) => ({
              name: shortened(printable(name), 60),
              settlement: printable(settlement ?? ''),
              cells: within.map((capacity) => (cells[capacity] ? words.number(cells[capacity]) : ''))
            }))
        })),
      left: rows.length > mostRows ? t('exchange.matrix.firstRows', { count: mostRows }) : '',
      parts: [
        [t('exchange.matrix.common'), listed(overview.common.map(named), t('exchange.matrix.commonNone'))],
        [
          t('exchange.matrix.unique'),
          listed(
            overview.unique.map(({ capacity, row }) => `${named(capacity)} (${printable(row.name)})`),
            t('exchange.matrix.uniqueNone')
          )
        ],
        [t('exchange.matrix.missing'), listed(overview.missing.map(named), t('exchange.matrix.missingNone'))]
      ],
      foot: {
        qr: qrDrawing(address),
        address: shortened(decodeURI(address).replace(/^https?:\/\//, ''), 110),
        fresh: t('exchange.matrix.title'),
        printed: t('calendar.print.printed', { day: words.date(dayOf(now, defaultZone)) })
      }
    } satisfies JsonValue
  };
}
