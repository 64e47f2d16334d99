// Makes of a package its technical sheet, and of a tour the sheet that its crew drives by.
import { sql } from 'kysely';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { printable, shortened } from '#lib/platform/print/printable.ts';
import { qrDrawing } from '#lib/platform/print/qr.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { isInPlan } from '../model.ts';
import { factsOfPackage, money } from '../package-words.ts';
import type { TouringPackage } from '../queries.server.ts';
import type { FullTour, TourStop } from '../tours.server.ts';

const template = 'src/lib/domains/touring/print/touring.typ';

interface PrintContext {
  readonly words: Words;
  readonly origin: string;
  readonly now: Date;
}

interface Content {
  readonly kind: string;
  readonly heading: string;
  readonly path: string;
  readonly summary: string;
  readonly facts: readonly { readonly term: string; readonly text: string }[];
  readonly days: readonly {
    readonly day: string;
    readonly stops: readonly {
      readonly title: string;
      readonly times: string;
      readonly lines: readonly string[];
    }[];
  }[];
}

export function technicalSheet(pack: TouringPackage, context: PrintContext): Sheet {
  const { words } = context;
  return sheetOf(
    {
      kind: words.t('touring.sheet.technical'),
      heading: pack.title,
      path: `/touring/packages/${pack.slug}`,
      summary: pack.text ?? '',
      facts: factsOfPackage(words, pack),
      days: []
    },
    context
  );
}

/** Day by day: when to leave, where to be, whom to ring; the halls' public telephone numbers and no others. */
export async function crewSheet(
  db: Database,
  tour: FullTour,
  stops: readonly TourStop[],
  context: PrintContext
): Promise<Sheet> {
  const { words } = context;
  const phones = await publicPhones(db, stops);
  const byId = new Map(stops.map((stop) => [stop.id as string, stop]));
  const planned = (tour.plan?.stops ?? []).flatMap((found) => {
    const stop = byId.get(found.stop);
    return stop && isInPlan(stop.state) ? [{ found, stop }] : [];
  });
  const days = Map.groupBy(planned, ({ found }) => found.starts.slice(0, 10));
  return sheetOf(
    {
      kind: words.t('touring.sheet.crew'),
      heading: tour.name,
      path: `/touring/tours/${tour.slug}`,
      summary: '',
      facts: [
        { term: words.t('touring.fact.by'), text: tour.pack.organisation.name },
        {
          term: words.t('touring.fact.hours'),
          text: words.t('touring.sheet.period', {
            from: words.date(tour.firstDay),
            to: words.date(tour.lastDay)
          })
        },
        ...(tour.plan
          ? [
              { term: words.t('touring.column.km'), text: words.t('touring.km', { km: tour.plan.km }) },
              { term: words.t('touring.column.cost'), text: money(words, tour.plan.cost) }
            ]
          : [])
      ],
      days: [...days].map(([day, all]) => ({
        day: words.date(day, 'full'),
        stops: all.map(({ found, stop }) => ({
          title: `${stop.settlement.name}, ${stop.venue.name}`,
          times: [
            words.t('touring.sheet.leave', { from: found.leaves.slice(11) }),
            words.t('touring.sheet.stop', {
              arrives: found.arrives.slice(11),
              starts: found.starts.slice(11),
              ready: found.ready.slice(11)
            }),
            ...(found.homeAt ? [words.t('touring.row.homeAt', { time: found.homeAt.slice(11) })] : [])
          ].join(' · '),
          lines: [
            [stop.venue.street, stop.settlement.name].filter(Boolean).join(', '),
            ...(stop.venue.loading ? [words.t('touring.sheet.loading', { text: stop.venue.loading })] : []),
            ...(stop.host ? [stop.host.name] : []),
            ...(stop.host && phones.has(stop.host.id)
              ? [words.t('touring.sheet.phone', { phone: phones.get(stop.host.id) ?? '' })]
              : []),
            words.t(`touring.stopState.${stop.state}`),
            ...(stop.note ? [stop.note] : [])
          ]
        }))
      }))
    },
    context
  );
}

async function publicPhones(db: Database, stops: readonly TourStop[]): Promise<Map<string, string>> {
  const hosts = stops.flatMap(({ host }) => (host ? [host.id as string] : []));
  const { rows } = await sql<{ id: string; phone: string }>`
    select distinct on (organisation_id) organisation_id as id, value as phone from organisation_contact
    where organisation_id = any(${hosts}::uuid[]) and kind = 'phone' and visibility = 'public'
    order by organisation_id, position, id`.execute(db);
  return new Map(rows.map(({ id, phone }) => [id, phone]));
}

function sheetOf(content: Content, { words, origin, now }: PrintContext): Sheet {
  const address = `${origin}${words.href(content.path)}`;
  const house = printable(words.t('house.name'));
  const long = (text: string): string => printable(text, { lines: true });
  const data = {
    language: words.locale,
    title: [content.heading, content.kind, house].map((text) => printable(text)).join(' · '),
    house,
    heading: shortened(printable(content.heading), 120),
    territory: shortened(printable(content.kind), 200),
    foot: {
      qr: qrDrawing(address),
      address: shortened(address.replace(/^https?:\/\//, ''), 110),
      fresh: words.t('touring.sheet.fresh'),
      printed: words.t('touring.sheet.printed', { day: words.date(dayOf(now, defaultZone)) })
    },
    summary: long(content.summary),
    facts: content.facts.map(({ term, text }) => ({ term: printable(term), text: long(text) })),
    days: content.days.map(({ day, stops }) => ({
      day: printable(day),
      stops: stops.map(({ title, times, lines }) => ({
        title: printable(title),
        times: printable(times),
        lines: lines.filter((line) => line !== '').map((line) => long(line))
      }))
    }))
  };
  return { template, data: data as JsonValue, as: 'pdf' };
}
