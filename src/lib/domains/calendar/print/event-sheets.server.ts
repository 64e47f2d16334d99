// Makes of one event a poster for the door and the picture that is shown where a link to it is shared.
import { dayOf, instantOf, defaultZone } from '#lib/core/time.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { printable, shortened } from '#lib/platform/print/printable.ts';
import { qrDrawing } from '#lib/platform/print/qr.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { hoursText, whenText, whereText } from '../event-words.ts';
import { performerLine } from '../performers.ts';
import type { FullEvent } from '../queries.server.ts';
import { sharePicture } from '../share-picture.ts';
import type { Paper } from './choice.ts';
import type { Framed } from './sheet-data.ts';

const folder = 'src/lib/domains/calendar/print';

/** What is next, or else the first one: a plain word for a time that is over helps nobody. */
export interface EventTime {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface EventSheetContext {
  readonly words: Words;
  readonly origin: string;
  readonly now: Date;
}

type EventSheet = Framed & {
  readonly month: string;
  readonly day: string;
  readonly weekday: string;
  readonly hours: string;
  /** Both ends in words where it is on for days, else the day in full. */
  readonly when: string;
  readonly place: string;
  readonly street: string;
  readonly who: string;
  readonly performers: string;
  readonly summary: string;
  readonly price: string;
  /** «Cancelled», or nothing. */
  readonly cancelled: string;
  readonly paper: string;
  readonly words: Readonly<Record<'who' | 'performers' | 'price' | 'welcome', string>>;
};

export function posterOf(
  event: FullEvent,
  next: EventTime | undefined,
  paper: Paper,
  context: EventSheetContext
): Pick<Sheet, 'template' | 'data'> {
  return { template: `${folder}/poster.typ`, data: eventSheet(event, next, paper, context) as JsonValue };
}

export function sharePictureOf(
  event: FullEvent,
  next: EventTime | undefined,
  context: EventSheetContext
): Sheet {
  // The day on which it was drawn is not on it, so that one drawing serves until the event changes.
  const { foot, ...data } = eventSheet(event, next, 'a4', context);
  return {
    template: `${folder}/share.typ`,
    data: { ...data, foot: { ...foot, printed: '' } } as JsonValue,
    as: { pixels: sharePicture.width }
  };
}

function eventSheet(
  event: FullEvent,
  next: EventTime | undefined,
  paper: Paper,
  { words, origin, now }: EventSheetContext
): EventSheet {
  const time = { ...(next ?? firstTime(event)), allDay: event.allDay };
  const day = dayOf(time.startsAt, defaultZone);
  const last = dayOf(new Date(Math.max(time.startsAt.getTime(), time.endsAt.getTime() - 1)), defaultZone);
  const days = day !== last && time.endsAt.getTime() - time.startsAt.getTime() >= 12 * 3_600_000;
  const address = `${origin}${words.href(`/events/${event.slug}`)}`;
  const house = printable(words.t('house.name'));
  const heading = shortened(printable(event.title), 200) || house;
  return {
    language: words.locale,
    title: [heading, words.date(day, 'full'), house].join(' · '),
    house,
    heading,
    territory: '',
    foot: {
      qr: qrDrawing(address),
      address: shortened(address.replace(/^https?:\/\//, ''), 110),
      fresh: words.t('calendar.print.posterMore'),
      printed: words.t('calendar.print.printed', { day: words.date(dayOf(now, defaultZone)) })
    },
    month: words.date(day, 'monthName'),
    day: String(Number(day.slice(8))),
    weekday: words.date(day, 'weekday'),
    hours: days || event.allDay ? '' : hoursText(words, time),
    when: days ? whenText(words, time, 'full') : words.date(day, 'full'),
    place: shortened(
      printable(
        whereText({ settlement: event.settlement?.name ?? null, venue: event.venue?.name ?? event.place })
      ),
      140
    ),
    street: shortened(printable(event.venue?.street ?? ''), 80),
    who: shortened(
      printable(
        words.list(event.organisers.slice(0, 4).map(({ name }) => name)) || (event.organiserName ?? '')
      ),
      200
    ),
    performers: shortened(printable(performersText(event.performers)), 240),
    summary: shortened(printable(event.summary ?? ''), 300),
    price: shortened(printable(event.price ?? ''), 100),
    cancelled: event.status === 'cancelled' ? words.t('calendar.list.cancelled') : '',
    paper,
    words: {
      who: words.t('calendar.print.posterWho'),
      performers: words.t('calendar.performers.poster'),
      price: words.t('calendar.print.posterPrice'),
      welcome: words.t('calendar.print.posterFree')
    }
  };
}

/** More than six would be too small to read. */
function performersText(performers: FullEvent['performers']): string {
  return performers.slice(0, 6).map(performerLine).join(' · ');
}

function firstTime({ starts, minutes, zone }: FullEvent): EventTime {
  const startsAt = instantOf(starts, zone);
  return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) };
}
