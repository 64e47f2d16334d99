import ical, { type VEvent } from 'node-ical';
import { describe, expect, test } from 'vitest';
import { readCalendar } from '#lib/core/icalendar-read.ts';
import { writeCalendar, type CalendarEvent } from '#lib/core/icalendar-write.ts';
import { occurrencesOf, type Series } from '#lib/core/recurrence.ts';

const zone = 'Europe/Budapest';
const now = new Date('2026-11-21T09:00:00Z');
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
const event = (series: Partial<Series>, rest: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'klub@szegvar.example',
  sequence: 2,
  summary: 'Nyugdíjas klub',
  ...rest,
  series: { ...plain, ...series }
});
const write = (...events: CalendarEvent[]) => writeCalendar({ name: 'Szegvár', events, now });
const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');
const instants = (series: Series) =>
  occurrencesOf(series, new Date('2020-01-01'), new Date('2031-01-01'), 400).occurrences.map(
    ({ start, end }) => `${start.toISOString()} ${end.toISOString()}`
  );
const reread = (text: string) => readCalendar(text, { defaultZone: 'Asia/Tokyo' });

const series: [string, Partial<Series>][] = [
  ['a single evening', {}],
  ['a single evening elsewhere', { zone: 'America/New_York' }],
  ['a UTC time', { zone: 'UTC' }],
  ['without an end', { minutes: 0 }],
  ['every week over both clock changes', { rule: 'FREQ=WEEKLY;COUNT=60' }],
  [
    'every night in the gap and in the fold',
    { start: '2027-03-01T02:30', minutes: 60, rule: 'FREQ=DAILY;COUNT=260' }
  ],
  ['an end in the second half of the repeated hour', { start: '2027-10-31T01:00', minutes: 150 }],
  ['until a day', { rule: 'FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270715' }],
  ['until a wall time', { rule: 'FREQ=WEEKLY;UNTIL=20270706T180000' }],
  ['until an instant', { rule: 'FREQ=WEEKLY;UNTIL=20270706T160000Z' }],
  ['without end', { start: '2027-01-29T18:00', rule: 'FREQ=MONTHLY;BYDAY=-1FR' }],
  ['a start beside its rule (RDATE)', { rule: 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=5' }],
  [
    'exceptions',
    {
      rule: 'FREQ=WEEKLY;COUNT=20',
      exdates: ['2027-01-12T18:00', '2027-01-19']
    }
  ],
  ['additions (RDATE)', { rule: 'FREQ=WEEKLY;COUNT=20', rdates: ['2027-04-04T10:00'] }],
  [
    'moved and cancelled instances',
    {
      rule: 'FREQ=WEEKLY;COUNT=20',
      overrides: [
        { recurrenceId: '2027-01-12T18:00', start: '2027-01-13T17:00', minutes: 30 },
        { recurrenceId: '2027-03-30T18:00', start: null, minutes: 0 }
      ]
    }
  ],
  ['a zone with changes by decree', { zone: 'Africa/Casablanca', rule: 'FREQ=WEEKLY;COUNT=100' }],
  ['the southern hemisphere', { zone: 'Australia/Lord_Howe', rule: 'FREQ=WEEKLY;COUNT=100' }]
];

describe('what is written is read again with the same instants', () => {
  for (const [name, part] of series)
    test(`${name}, by our own reader`, () => {
      const { events, problems } = reread(write(event(part)));
      expect(problems).toEqual([]);
      expect(events[0] && instants(events[0].series)).toEqual(instants({ ...plain, ...part }));
    });

  // node-ical leaves out times that a clock change skips, where we move them (§3.3.10 and §3.3.5 say one each), and knows no RDATE.
  for (const [name, part] of series.filter(([each]) => !/the gap|RDATE/.test(each)))
    test(`${name}, by node-ical`, () => {
      const [found] = Object.values(ical.sync.parseICS(write(event(part)))).filter(
        (each): each is VEvent => each?.type === 'VEVENT'
      );
      const span = { from: new Date('2020-01-01'), to: new Date('2031-01-01') };
      const theirs = found
        ? ical
            .expandRecurringEvent(found, span)
            .map(({ start, end }) => `${new Date(start).toISOString()} ${new Date(end).toISOString()}`)
        : [];
      expect(theirs.sort().slice(0, 400)).toEqual(instants({ ...plain, ...part }));
    });

  test('the VTIMEZONE that comes along says the same as the zone itself', () => {
    for (const [, part] of series) {
      if (part.zone === 'UTC') continue;
      // Under a name that says nothing, the reader has to go by the VTIMEZONE.
      const text = write(event(part)).replaceAll(part.zone ?? zone, 'Own');
      const { events } = reread(text);
      const expected = instants({ ...plain, ...part });
      expect(events[0] && instants(events[0].series).slice(0, 300)).toEqual(expected.slice(0, 300));
    }
  });
  test('whole days, in the zone of whoever reads them', () => {
    const days = event({
      start: '2027-03-27T00:00',
      minutes: 2880,
      allDay: true,
      rule: 'FREQ=YEARLY;UNTIL=20290327',
      exdates: ['2028-03-27T00:00']
    });
    const text = write(days);
    expect(lines(text)).toEqual(
      expect.arrayContaining([
        'DTSTART;VALUE=DATE:20270327',
        'DTEND;VALUE=DATE:20270329',
        'RRULE:FREQ=YEARLY;UNTIL=20290327',
        'EXDATE;VALUE=DATE:20280327'
      ])
    );
    const { events } = readCalendar(text, { defaultZone: zone });
    expect(events[0] && instants(events[0].series)).toEqual(instants(days.series));
  });
});

describe('the form of the file', () => {
  const texts = {
    summary: 'Tűz, víz; \\levegő\\',
    description: `Első\r\nmásodik ${'árvíztűrő tükörfúrógép 🎻 '.repeat(20)}`,
    location: 'Ház, 6635 Szegvár'
  };
  test('lines end with CRLF, are at most 75 octets long and break between characters', () => {
    const text = write(event({}, texts));
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(Buffer.from(text).toString()).not.toContain('\ufffd');
  });
  test('texts come back as they were', () => {
    const { events } = reread(write(event({}, texts)));
    expect(events[0]).toMatchObject({
      ...texts,
      description: texts.description.replace('\r\n', '\n').trim()
    });
  });
  test('everything an event has comes back', () => {
    const rest = {
      status: 'TENTATIVE',
      geo: { lat: 46.587812, lon: 20.2236 },
      categories: ['Zene, ének', 'Tánc'],
      url: 'https://kalaka.example/hu/events/klub',
      lastModified: new Date('2026-10-01T08:00:00Z')
    } as const;
    const organizer = { name: 'Kiss "Bubu" Anna: a kör', address: 'mailto:anna@szegvar.example' };
    const { name, events, problems } = reread(write(event({}, { ...rest, organizer })));
    expect([name, problems]).toEqual(['Szegvár', []]);
    expect(events[0]).toMatchObject({
      ...rest,
      organizer: organizer.name,
      uid: 'klub@szegvar.example',
      sequence: 2
    });
  });
  test('no text can smuggle in a property or a component', () => {
    const text = 'x\r\nEND:VEVENT\nBEGIN:VEVENT\rUID:evil\u2028\u0085\u0000';
    const evil = {
      summary: text,
      description: text,
      location: text,
      uid: text,
      categories: [text],
      url: `https://x.example/${text}`,
      organizer: { name: text, address: `mailto:${text}` }
    };
    const found = lines(
      writeCalendar({ name: text, description: text, url: text, events: [event({}, evil)], now })
    );
    expect(found.filter((line) => /^(BEGIN:VEVENT|UID:evil)/.test(line))).toEqual(['BEGIN:VEVENT']);
    expect(reread(write(event({}, evil))).events.length).toBe(1);
  });
  test('UNTIL is UTC beside a zone and a day beside days', () => {
    const ruleOf = (part: Partial<Series>) =>
      lines(write(event(part))).findLast((line) => line.startsWith('RRULE'));
    expect(ruleOf({ rule: 'FREQ=WEEKLY;UNTIL=20270706' })).toBe('RRULE:FREQ=WEEKLY;UNTIL=20270706T215959Z');
    expect(ruleOf({ rule: 'FREQ=WEEKLY;UNTIL=20270706T180000' })).toBe(
      'RRULE:FREQ=WEEKLY;UNTIL=20270706T160000Z'
    );
    expect(
      ruleOf({
        rule: 'FREQ=WEEKLY;UNTIL=20270706T220000Z',
        allDay: true,
        start: '2027-01-05T00:00',
        minutes: 1440
      })
    ).toBe('RRULE:FREQ=WEEKLY;UNTIL=20270707');
  });
  test('Budapest is described by its two rules', () => {
    expect(lines(write(event({}))).slice(8, 22)).toEqual([
      ...['BEGIN:VTIMEZONE', 'TZID:Europe/Budapest', 'X-LIC-LOCATION:Europe/Budapest'],
      ...[
        'BEGIN:DAYLIGHT',
        'DTSTART:20260329T020000',
        'TZOFFSETFROM:+0100',
        'TZOFFSETTO:+0200',
        'TZNAME:CEST'
      ],
      ...['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT'],
      ...['BEGIN:STANDARD', 'DTSTART:20261025T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100']
    ]);
  });
  test('each zone is described once, a calendar without events is still one', () => {
    const text = write(event({}), event({}, { uid: 'b' }), event({ zone: 'Europe/London' }, { uid: 'c' }));
    expect(text.match(/TZID:.*/g)).toEqual(['TZID:Europe/Budapest', 'TZID:Europe/London']);
    expect(reread(write())).toMatchObject({ events: [], problems: [] });
  });
  test('an unchanged event is written the same tomorrow', () => {
    const unchanged = event({ rule: 'FREQ=WEEKLY' }, { lastModified: new Date('2026-10-01T08:00:00Z') });
    const tomorrow = new Date('2026-11-22T09:00:00Z');
    expect(writeCalendar({ name: 'x', events: [unchanged], now: tomorrow })).toBe(
      writeCalendar({ name: 'x', events: [unchanged], now })
    );
  });
});
