// Writes somebody’s calendar in all the ways in which real ones are written.

export interface Played {
  readonly uid: string | null;
  readonly title: string;
  /** Local, 'YYYY-MM-DDTHH:MM', in Budapest. */
  readonly starts: string;
  readonly minutes: number | null;
  readonly place: string | null;
  readonly status?: 'CANCELLED' | 'TENTATIVE';
  readonly rule?: string;
  readonly description?: string;
}

/** How times are written: with a zone, in it but without its definition, as world time though local is meant, without anything. */
export type Clock = 'zone' | 'no_definition' | 'false_utc' | 'floating';

export function playCalendar(
  events: readonly Played[],
  { clock = 'zone', name }: { clock?: Clock; name?: string } = {}
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kitalált Program//HU',
    ...(name ? [`X-WR-CALNAME:${name}`] : [])
  ];
  if (clock === 'zone') lines.push(...budapest);
  for (const event of events) {
    const at = (property: string, local: string): string => {
      const compact = `${local.replace(/[-:]/g, '')}00`;
      if (clock === 'false_utc') return `${property}:${compact}Z`;
      return clock === 'floating' ? `${property}:${compact}` : `${property};TZID=Europe/Budapest:${compact}`;
    };
    lines.push(
      'BEGIN:VEVENT',
      ...(event.uid === null ? [] : [`UID:${event.uid}`]),
      'DTSTAMP:20270101T000000Z',
      at('DTSTART', event.starts),
      ...(event.minutes === null ? [] : [`DURATION:PT${event.minutes}M`]),
      `SUMMARY:${escaped(event.title)}`,
      ...(event.place === null ? [] : [`LOCATION:${escaped(event.place)}`]),
      ...(event.description ? [`DESCRIPTION:${escaped(event.description)}`] : []),
      ...(event.status ? [`STATUS:${event.status}`] : []),
      ...(event.rule ? [`RRULE:${event.rule}`] : []),
      'END:VEVENT'
    );
  }
  return [...lines, 'END:VCALENDAR', ''].join('\r\n');
}

const budapest = [
  ...['BEGIN:VTIMEZONE', 'TZID:Europe/Budapest', 'BEGIN:DAYLIGHT', 'DTSTART:19810329T020000'],
  ...['TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT'],
  ...['BEGIN:STANDARD', 'DTSTART:19961027T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100'],
  ...['RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD', 'END:VTIMEZONE']
];

function escaped(text: string): string {
  return text.replace(/([\\,;])/g, '\\$1').replace(/\n/g, '\\n');
}

/** Hungarian letters as older programs write them; what has no place there becomes a question mark. */
export function inCentralEuropean(text: string, encoding: 'windows-1250' | 'iso-8859-2'): Uint8Array {
  const letters = new Map<string, number>();
  const decoder = new TextDecoder(encoding);
  for (let byte = 0; byte < 256; byte++) letters.set(decoder.decode(new Uint8Array([byte])), byte);
  return new Uint8Array([...text].map((letter) => letters.get(letter) ?? 63));
}
