// What other people's programs make of our calendar: vdirsyncer fetches it as a subscriber does, khal says when what is on. Both are
// packages of Debian (apt-get install vdirsyncer khal); where they are missing, these tests are left out.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeCalendar, type CalendarEvent } from '#lib/core/icalendar-write.ts';
import { occurrencesOf, type Series } from '#lib/core/recurrence.ts';
import { addMinutes, dayOf, localOf } from '#lib/core/time.ts';

const zone = 'Europe/Budapest';
const [first, last] = ['2027-01-01', '2028-01-31'];
const missing = ['vdirsyncer', 'khal'].filter((program) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return false;
  } catch {
    return true;
  }
});

const plain: Series = {
  start: '2027-01-05T18:00',
  minutes: 90,
  zone,
  allDay: false,
  rule: null,
  exdates: [],
  rdates: [],
  overrides: []
};

const cases: Readonly<Record<string, Partial<Series>>> = {
  'Egy este': {},
  'Amelynek nem tudni a végét': { start: '2027-02-01T17:00', minutes: 0 },
  'Hetente, mindkét óraátállításon át': { rule: 'FREQ=WEEKLY;COUNT=50' },
  'Hajnalban, az átállítás napján': { start: '2027-03-28T03:30', minutes: 60 },
  'Az ismétlődő óra előtt': { start: '2027-10-31T01:15', minutes: 30 },
  'Egész nap': { start: '2027-08-20T00:00', minutes: 1440, allDay: true },
  'Háromnapos fesztivál': { start: '2027-07-09T00:00', minutes: 3 * 1440, allDay: true },
  'Éjszakába nyúló bál': { start: '2027-02-13T20:00', minutes: 420 },
  'Péntek délutántól vasárnapig': { start: '2027-06-11T16:00', minutes: 46 * 60 },
  Kivételekkel: { rule: 'FREQ=WEEKLY;COUNT=12', exdates: ['2027-01-19T18:00', '2027-02-02T18:00'] },
  'Minden hónap utolsó péntekén': { start: '2027-01-29T18:00', rule: 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=10' },
  'Hozzáadott alkalommal': { rule: 'FREQ=WEEKLY;COUNT=3', rdates: ['2027-04-04T10:00'] },
  'Áthelyezett és elmaradt alkalommal': {
    rule: 'FREQ=WEEKLY;COUNT=8',
    overrides: [
      { recurrenceId: '2027-01-12T18:00', start: '2027-01-13T19:30', minutes: 60 },
      { recurrenceId: '2027-01-26T18:00', start: null, minutes: 90 }
    ]
  },
  'Egy napig ismétlődő': { rule: 'FREQ=WEEKLY;UNTIL=20270302' },
  'Évente, egész nap': { start: '2027-03-15T00:00', minutes: 1440, allDay: true, rule: 'FREQ=YEARLY;COUNT=3' }
};

const events: CalendarEvent[] = Object.entries(cases).map(([summary, series], index) => ({
  uid: `eset-${index}@kalaka.example`,
  sequence: 1,
  summary: `${summary}, ${'árvíztűrő tükörfúrógép; '.repeat(4)}\\ vége`,
  description: 'Két\nsor, „idézőjellel”; és vesszővel.',
  location: 'Művelődési Ház, Kunszentmiklós',
  url: `https://kalaka.example/programok/eset-${index}`,
  categories: ['Zene', 'Étel és ital'],
  organizer: { name: 'Ősz "Idő" Egyesület', address: 'https://kalaka.example/szervezetek/osz' },
  series: { ...plain, ...series }
}));

let server: Server;
let served = '';
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/calendar; charset=utf-8');
    response.end(served);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void server.close());

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kalaka-feed-'));
  mkdirSync(join(home, 'calendar'));
  const { port } = server.address() as AddressInfo;
  writeFileSync(
    join(home, 'vdirsyncer'),
    `[general]
status_path = "${home}/status"
[pair feed]
a = "here"
b = "there"
collections = null
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "${home}/calendar"
fileext = ".ics"
[storage there]
type = "http"
url = "http://127.0.0.1:${port}/feeds/events.ics"
`
  );
  writeFileSync(
    join(home, 'khal'),
    `[calendars]
[[feed]]
path = ${home}/calendar
type = calendar
[locale]
local_timezone = ${zone}
default_timezone = ${zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = ${home}/khal.db
[default]
default_calendar = feed
`
  );
  return () => rmSync(home, { recursive: true, force: true });
});

const run = promisify(execFile);
async function ask(program: string, ...parameters: string[]): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
  const { stdout } = await run(program, parameters, { env, timeout: 60_000, maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}

/** As a subscriber's machine does it; the first time it is asked what there is to follow. */
async function follow(text: string): Promise<void> {
  served = text;
  await ask('vdirsyncer', '-c', join(home, 'vdirsyncer'), 'discover');
  await ask('vdirsyncer', '-c', join(home, 'vdirsyncer'), 'sync');
}

/** What khal shows: one line for each time, whole days without hours. By address: vdirsyncer gives a feed's events UIDs of its own. */
async function shown(): Promise<string[]> {
  const format = '{url}|{start-date}|{start-time}|{end-date}|{end-time}';
  const text = await ask('khal', '-c', join(home, 'khal'), 'list', '-df', '', '-f', format, first, last);
  return [...new Set(text.split('\n').filter((line) => line.includes('|')))].sort();
}

function expected(all: readonly CalendarEvent[]): string[] {
  return all
    .flatMap(({ url, series }) =>
      occurrencesOf(series, new Date(`${first}T00:00Z`), new Date(`${last}T00:00Z`), 400).occurrences.map(
        ({ start, end }) => {
          if (series.allDay)
            return `${url}|${dayOf(start, zone)}||${dayOf(new Date(end.getTime() - 1), zone)}|`;
          // khal gives an hour to what has no end.
          const shownEnd = series.minutes === 0 ? addMinutes(start, 60) : end;
          const [from, to] = [localOf(start, zone), localOf(shownEnd, zone)];
          return `${url}|${from.slice(0, 10)}|${from.slice(11)}|${to.slice(0, 10)}|${to.slice(11)}`;
        }
      )
    )
    .sort();
}

const calendar = (all: readonly CalendarEvent[]): string =>
  writeCalendar({ name: 'Próba', events: all, now: new Date('2026-12-01T10:00:00Z') });

describe.skipIf(missing.length > 0)(
  `vdirsyncer and khal${missing.map((program) => ` (${program} is not installed)`).join('')}`,
  () => {
    test('every event arrives whole, at the times that we say', async () => {
      await follow(calendar(events));
      expect(readdirSync(join(home, 'calendar'))).toHaveLength(events.length);
      expect(await shown()).toEqual(expected(events));
    }, 120_000);

    test('letters, commas, quotes and long lines arrive as they are', async () => {
      await follow(calendar(events.slice(0, 1)));
      const [event] = events;
      const text = await ask(
        'khal',
        '-c',
        join(home, 'khal'),
        'list',
        '-df',
        '',
        '-f',
        '{title}¦{location}¦{description}¦{url}¦{categories}',
        first,
        last
      );
      expect(text.trim()).toBe(
        `${event?.summary}¦${event?.location}¦${event?.description}¦${event?.url}¦Zene,Étel és ital`
      );
    }, 120_000);

    test('a moved event moves, a cancelled one says so, one that is gone goes', async () => {
      const [one, two, three] = events;
      if (!one || !two || !three) throw new Error('Three events are needed');
      await follow(calendar([one, two, three]));
      const moved = { ...one, sequence: 2, series: { ...one.series, start: '2027-01-06T19:00' } };
      const cancelled = { ...two, sequence: 2, status: 'CANCELLED' as const };
      await follow(calendar([moved, cancelled]));
      expect(await shown()).toEqual(expected([moved, cancelled]));
      const said = await ask(
        'khal',
        '-c',
        join(home, 'khal'),
        'list',
        '-df',
        '',
        '-f',
        '{url} {status}',
        first,
        last
      );
      expect(said).toContain(`${two.url} CANCELLED`);
    }, 120_000);
  }
);
