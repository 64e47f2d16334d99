// Turns message keys, dates and numbers into the reader's language.
import { untilDay } from '#lib/core/hungarian.ts';
import { IntlMessageFormat } from 'intl-messageformat';
import { localisedPath, type Locale, type PathTables } from './paths.ts';

declare global {
  /** Every message key with its placeholders: written by scripts/generate.ts from the messages.*.json files. */
  interface Messages {}
}

export type MessageKey = keyof Messages;
type Placeholders<K extends MessageKey> = keyof Messages[K] extends never ? [] : [placeholders: Messages[K]];

/** A flat dictionary, key → ICU MessageFormat text. */
export type Dictionary = Readonly<Record<string, string>>;

export type DateStyle =
  | 'full'
  | 'long'
  /** The last day of a time: «2026. november 28-áig». */
  | 'until'
  | 'medium'
  | 'short'
  | 'weekday'
  | 'shortWeekday'
  | 'month'
  | 'monthName'
  | 'shortMonth'
  | 'dayOfMonth';

/** How those who write for several readers get at their languages. */
export type WordsIn = (locale: Locale) => Promise<Words>;

export interface Words {
  readonly locale: Locale;
  /** The words of a message. */
  t<K extends MessageKey>(key: K, ...placeholders: Placeholders<K>): string;
  /** For codes that come from data (a reason, an activity's verb): the message if there is one, else null. */
  lookUp(key: string, placeholders?: Record<string, unknown>): string | null;
  /** A path of the application in this reader's language: `/events` → `/programok` or `/en/events`. */
  href(path: string): string;
  hrefIn(locale: Locale, path: string): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** @param day 'YYYY-MM-DD', or an instant that is shown in `zone` (Europe/Budapest unless told). */
  date(day: string | Date, style?: DateStyle, zone?: string): string;
  /** Clock time of an instant, 16:30. */
  time(instant: Date, zone?: string): string;
  list(items: readonly string[], type?: 'conjunction' | 'disjunction'): string;
  /** Compares two names in this language's alphabetical order. */
  compare(a: string, b: string): number;
}

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  full: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  until: { year: 'numeric', month: 'long', day: 'numeric' },
  medium: { month: 'long', day: 'numeric', weekday: 'long' },
  short: { month: 'short', day: 'numeric' },
  weekday: { weekday: 'long' },
  shortWeekday: { weekday: 'short' },
  month: { year: 'numeric', month: 'long' },
  monthName: { month: 'long' },
  shortMonth: { month: 'short' },
  dayOfMonth: { day: 'numeric' }
};

const homeZone = 'Europe/Budapest';

export function makeWords(locale: Locale, dictionary: Dictionary, paths: PathTables): Words {
  const tag = locale === 'hu' ? 'hu-HU' : 'en-GB';
  const compiled = new Map<string, IntlMessageFormat>();
  const formats = new Map<string, Intl.DateTimeFormat>();
  const collator = new Intl.Collator(tag, { numeric: true });

  const lookUp = (key: string, placeholders?: Record<string, unknown>): string | null => {
    const source = dictionary[key];
    if (source === undefined) return null;
    let message = compiled.get(key);
    if (!message)
      compiled.set(key, (message = new IntlMessageFormat(source, tag, undefined, { ignoreTag: true })));
    return String(message.format(placeholders as Record<string, string>));
  };
  const dateFormat = (options: Intl.DateTimeFormatOptions, name: string): Intl.DateTimeFormat => {
    let format = formats.get(name);
    if (!format) formats.set(name, (format = new Intl.DateTimeFormat(tag, options)));
    return format;
  };

  return {
    locale,
    t(key, ...[placeholders]) {
      const text = lookUp(key, placeholders as Record<string, unknown> | undefined);
      if (text === null) throw new Error(`No message «${key}» in ${locale}`);
      return text;
    },
    lookUp,
    href: (path) => localisedPath(locale, path, paths),
    hrefIn: (other, path) => localisedPath(other, path, paths),
    number: (value, options) => new Intl.NumberFormat(tag, options).format(value),
    date(day, style = 'long', zone = homeZone) {
      const instant = typeof day === 'string' ? new Date(`${day}T12:00:00Z`) : day;
      const timeZone = typeof day === 'string' ? 'UTC' : zone;
      const said = dateFormat({ ...dateStyles[style], timeZone }, `${style} ${timeZone}`).format(instant);
      return style === 'until' && locale === 'hu' ? untilDay(said) : said;
    },
    time: (instant, zone = homeZone) =>
      dateFormat({ hour: '2-digit', minute: '2-digit', timeZone: zone }, `time ${zone}`).format(instant),
    list: (items, type = 'conjunction') => new Intl.ListFormat(tag, { type }).format(items),
    compare: collator.compare
  };
}
