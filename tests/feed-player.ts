// Plays somebody's calendar: as a file in all the ways in which real ones are written, and as a server with all the moods of real ones.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

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

export interface Player {
  readonly port: number;
  /** What each path has been asked for, with the conditions of the asker. */
  readonly asked: { readonly path: string; readonly etag: string | undefined }[];
  /** What is played at `/calendar` and at those places that lead there. */
  body: string | Uint8Array;
  stop(): void;
}

/**
 * `/calendar` answers 304 to who knows its ETag · `/slow` never ends its headers · `/endless` never ends its body · `/cut` ends
 * before it is whole · `/loop` leads to itself · `/moved` for good to `/calendar`, `/away` for now · `/busy` is to be asked again in two
 * hours · `/gone` is 404 · `/page` is a web page.
 */
export async function startPlayer(): Promise<Player> {
  const asked: { path: string; etag: string | undefined }[] = [];
  const player = { port: 0, asked, body: '' as string | Uint8Array, stop: () => {} };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push({ path, etag: request.headers['if-none-match'] });
    if (path === '/calendar') return play(response, player.body, request.headers['if-none-match']);
    if (path === '/slow') return undefined;
    if (path === '/endless') return void endless(response);
    if (path === '/cut') {
      const whole = Buffer.from(player.body);
      response.writeHead(200, { 'content-length': whole.length });
      response.write(whole.subarray(0, whole.length / 2));
      return void wait(20).then(() => response.destroy());
    }
    if (path === '/loop') return response.writeHead(302, { location: '/loop' }).end();
    if (path === '/moved') return response.writeHead(301, { location: '/calendar' }).end();
    if (path === '/away') return response.writeHead(302, { location: '/calendar' }).end();
    if (path === '/busy') return response.writeHead(503, { 'retry-after': '7200' }).end();
    if (path === '/page')
      return response.end('<!doctype html><title>Karbantartás</title><p>Mindjárt jövünk.');
    return response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  player.port = (server.address() as AddressInfo).port;
  player.stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return player;
}

function play(response: ServerResponse, body: string | Uint8Array, known: string | undefined): void {
  const bytes = Buffer.from(body);
  const etag = `"${bytes.length}-${bytes.reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7)}"`;
  if (known === etag) response.writeHead(304).end();
  else response.writeHead(200, { etag, 'content-type': 'text/calendar' }).end(bytes);
}

async function endless(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/calendar' });
  const chunk = Buffer.alloc(256 * 1024, 'X-ENDLESS:1\r\n');
  while (!response.destroyed) {
    response.write(chunk);
    await wait(1);
  }
}
