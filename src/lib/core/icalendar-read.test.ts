import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCalendar, type ReadEvent } from '#lib/core/icalendar-read.ts';
import { occurrencesOf } from '#lib/core/recurrence.ts';

const zone = 'Europe/Budapest';
const read = (file: string | Uint8Array) => readCalendar(file, { defaultZone: zone });
const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one', 'SUMMARY:Bál', ...lines, 'END:VEVENT'];
const one = (...lines: string[]) => {
  const { events, problems } = read(calendar(...event(...lines)));
  return { event: events[0], codes: problems.map(({ code }) => code), problems };
};
const spans = ({ series }: ReadEvent, from = '1990-01-01', to = '2090-01-01') =>
  occurrencesOf(series, new Date(from), new Date(to), 50).occurrences.map(
    ({ start, end }) => `${start.toISOString().slice(0, 16)}/${end.toISOString().slice(0, 16)}`
  );
const when = (...lines: string[]) => {
  const { event: found } = one(...lines);
  return found ? spans(found) : [];
};

describe('the times of an event', () => {
  test.each([
    ['a zone of the IANA database', 'DTSTART;TZID=Europe/London:20270705T180000', '2027-07-05T17:00'],
    ['UTC', 'DTSTART:20270705T180000Z', '2027-07-05T18:00'],
    ['no zone: at home', 'DTSTART:20270705T180000', '2027-07-05T16:00'],
    ['a zone by its Windows name', 'DTSTART;TZID=Eastern Standard Time:20270705T180000', '2027-07-05T22:00'],
    [
      'the Windows name of ours',
      'DTSTART;TZID="Central Europe Standard Time":20270105T180000',
      '2027-01-05T17:00'
    ],
    [
      'a zone behind a program’s path',
      'DTSTART;TZID=/mozilla.org/20050126_1/Europe/Budapest:20270105T180000',
      '2027-01-05T17:00'
    ],
    [
      'a zone of three parts behind a path',
      'DTSTART;TZID=/x.org/1/America/Argentina/Salta:20270105T180000',
      '2027-01-05T21:00'
    ],
    [
      'an Outlook display name',
      'DTSTART;TZID="(UTC+01:00) Belgrade, Bratislava, Budapest":20270705T180000',
      '2027-07-05T16:00'
    ],
    ['a plain offset', 'DTSTART;TZID=UTC+3:20270705T180000', '2027-07-05T15:00'],
    ['a zone name in other letters', 'DTSTART;TZID=europe/budapest:20270105T180000', '2027-01-05T17:00'],
    ['an empty zone', 'DTSTART;TZID=:20270105T180000', '2027-01-05T17:00'],
    ['seconds left out', 'DTSTART:20270105T1800Z', '2027-01-05T18:00'],
    ['hyphens and colons', 'DTSTART:2027-01-05T18:00:00Z', '2027-01-05T18:00'],
    ['a time skipped in spring', 'DTSTART;TZID=Europe/Budapest:20270328T023000', '2027-03-28T01:30'],
    ['a time repeated in autumn', 'DTSTART;TZID=Europe/Budapest:20271031T023000', '2027-10-31T00:30']
  ])('%s', (_name, start, expected) => expect(when(start)).toEqual([`${expected}/${expected}`]));

  test('a zone that nothing explains is taken for ours, and that is said once', () => {
    const { event: found, codes } = one(
      'DTSTART;TZID=Ozd/Bulcsu:20270105T180000',
      'DTEND;TZID=Ozd/Bulcsu:20270105T190000'
    );
    expect(found && spans(found)).toEqual(['2027-01-05T17:00/2027-01-05T18:00']);
    expect(codes).toEqual(['zone_unknown']);
  });

  test.each([
    ['DTEND', ['DTSTART:20270105T180000', 'DTEND:20270105T193000'], 90],
    ['DTEND in another zone', ['DTSTART:20270105T180000', 'DTEND:20270105T193000Z'], 150],
    ['DURATION', ['DTSTART:20270105T180000', 'DURATION:PT1H30M'], 90],
    ['DURATION of a day, over a change of the clocks', ['DTSTART:20270327T180000', 'DURATION:P1D'], 23 * 60],
    [
      'DURATION of 24 hours, over a change of the clocks',
      ['DTSTART:20270327T180000', 'DURATION:PT24H'],
      24 * 60
    ],
    ['neither', ['DTSTART:20270105T180000'], 0],
    ['a day, without an end', ['DTSTART;VALUE=DATE:20270105'], 1440],
    ['a day that VALUE does not announce', ['DTSTART:20270105'], 1440],
    ['days', ['DTSTART;VALUE=DATE:20270327', 'DTEND;VALUE=DATE:20270329'], 2880],
    ['days that end where they begin', ['DTSTART;VALUE=DATE:20270327', 'DTEND;VALUE=DATE:20270327'], 1440],
    ['days, by DURATION', ['DTSTART;VALUE=DATE:20270327', 'DURATION:P1W'], 7 * 1440],
    [
      'whole days of Outlook',
      ['DTSTART:20270105T000000', 'DTEND:20270106T000000', 'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE'],
      1440
    ]
  ])('lasts: %s', (_name, lines, minutes) => {
    const { event: found, codes } = one(...lines);
    expect([found?.series.minutes, codes]).toEqual([minutes, []]);
  });

  test('whole days are days of the home zone', () => {
    expect(when('DTSTART;VALUE=DATE:20270328')).toEqual(['2027-03-27T23:00/2027-03-28T22:00']);
    expect(when('DTSTART;VALUE=DATE:20271031')).toEqual(['2027-10-30T22:00/2027-10-31T23:00']);
  });
  test('a single UTC time becomes one of the home zone, a repeated one stays UTC', () => {
    expect(one('DTSTART:20270705T160000Z').event?.series).toMatchObject({ zone, start: '2027-07-05T18:00' });
    const weekly = one('DTSTART:20270705T160000Z', 'RRULE:FREQ=MONTHLY;INTERVAL=6;COUNT=2').event;
    expect(weekly && spans(weekly).map((span) => span.slice(0, 16))).toEqual([
      '2027-07-05T16:00',
      '2028-01-05T16:00'
    ]);
  });
  test('the second half of a repeated hour keeps its instant', () => {
    expect(when('DTSTART:20271031T013000Z')).toEqual(['2027-10-31T01:30/2027-10-31T01:30']);
    expect(when('DTSTART:20271031T003000Z')).toEqual(['2027-10-31T00:30/2027-10-31T00:30']);
  });
});

describe('zones that the file describes', () => {
  const timezone = (tzid: string, standard: string, daylight: string) => [
    'BEGIN:VTIMEZONE',
    `TZID:${tzid}`,
    ...[
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      standard,
      'END:STANDARD'
    ],
    ...[
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      daylight,
      'END:DAYLIGHT'
    ],
    'END:VTIMEZONE'
  ];
  const eu = ['RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3'] as const;
  const odd = ['RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=9', 'RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=5'] as const;
  const series = event(
    'DTSTART;TZID=Own:20270308T180000',
    'DTEND;TZID=Own:20270308T190000',
    'RRULE:FREQ=MONTHLY;COUNT=4'
  );

  test('one whose rules are those of our zone is our zone', () => {
    const { events, problems } = read(calendar(...timezone('Own', ...eu), ...series));
    expect(events[0]?.series).toMatchObject({ zone, rule: 'FREQ=MONTHLY;COUNT=4' });
    expect(problems).toEqual([]);
  });
  test('one that no zone of the world equals is written out instant by instant', () => {
    const { events } = read(calendar(...timezone('Own', ...odd), ...series));
    expect(events[0] && spans(events[0])).toEqual([
      '2027-03-08T17:00/2027-03-08T18:00',
      '2027-04-08T17:00/2027-04-08T18:00',
      '2027-05-08T17:00/2027-05-08T18:00',
      '2027-06-08T16:00/2027-06-08T17:00'
    ]);
  });
  test('exceptions and moved instances are kept when it is written out', () => {
    const moved = event(
      'RECURRENCE-ID;TZID=Own:20270508T180000',
      'DTSTART;TZID=Own:20270509T180000',
      'DTEND;TZID=Own:20270509T183000'
    );
    const lines = series.toSpliced(-1, 0, 'EXDATE;TZID=Own:20270408T180000');
    const { events } = read(calendar(...timezone('Own', ...odd), ...lines, ...moved));
    expect(events[0] && spans(events[0])).toEqual([
      '2027-03-08T17:00/2027-03-08T18:00',
      '2027-05-09T16:00/2027-05-09T16:30',
      '2027-06-08T16:00/2027-06-08T17:00'
    ]);
  });
  test('an endless series there is cut off, and that is said', () => {
    const endless = event('DTSTART;TZID=Own:20270308T180000', 'RRULE:FREQ=DAILY');
    const { events, problems } = read(calendar(...timezone('Own', ...odd), ...endless));
    expect(events[0]?.series.rdates.length).toBe(999);
    expect(problems.map(({ code, detail }) => [code, detail])).toEqual([['series_cut', '1000']]);
  });
  test('a fixed offset is understood', () => {
    const fixed = [
      'BEGIN:VTIMEZONE',
      'TZID:Own',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0300',
      'END:STANDARD',
      'END:VTIMEZONE'
    ];
    const { events } = read(calendar(...fixed, ...series));
    expect(events[0] && spans(events[0])[3]).toBe('2027-06-08T15:00/2027-06-08T16:00');
  });
  test('it may stand after the events that use it', () => {
    const { events, problems } = read(calendar(...series, ...timezone('Own', ...eu)));
    expect([events[0]?.series.zone, problems]).toEqual([zone, []]);
  });
});

describe('series', () => {
  const weekly = [
    'DTSTART;TZID=Europe/Budapest:20270105T180000',
    'DTEND;TZID=Europe/Budapest:20270105T190000',
    'RRULE:FREQ=WEEKLY;COUNT=4'
  ];
  const starts = (...lines: string[]) => {
    const found = read(calendar(...lines));
    return found.events[0] ? spans(found.events[0]).map((span) => span.slice(0, 16)) : [];
  };
  test('EXDATE and RDATE as lists, repeated, in other zones, and as days', () => {
    const exceptions = [
      'EXDATE;TZID=Europe/Budapest:20270112T180000,20270201T000000',
      'EXDATE:20270119T170000Z',
      'RDATE;TZID=Europe/London:20270120T100000'
    ];
    expect(starts(...event(...weekly, ...exceptions))).toEqual([
      '2027-01-05T17:00',
      '2027-01-20T10:00',
      '2027-01-26T17:00'
    ]);
    expect(starts(...event(...weekly, 'EXDATE;VALUE=DATE:20270112'))).toHaveLength(3);
  });
  test('RDATE as periods with their own lengths', () => {
    const { event: found } = one(
      ...weekly,
      'RDATE;VALUE=PERIOD:20270108T100000Z/PT20M,20270109T100000Z/20270109T101000Z'
    );
    expect(found && spans(found).slice(1, 3)).toEqual([
      '2027-01-08T10:00/2027-01-08T10:20',
      '2027-01-09T10:00/2027-01-09T10:10'
    ]);
  });
  test('RECURRENCE-ID in another zone finds its instance; a cancelled one does not take place', () => {
    const moved = event(
      'RECURRENCE-ID:20270112T170000Z',
      'DTSTART:20270113T080000Z',
      'DTEND:20270113T090000Z'
    );
    const cancelled = event(
      'RECURRENCE-ID;TZID=Europe/Budapest:20270119T180000',
      'DTSTART:20270119T170000Z',
      'STATUS:CANCELLED'
    );
    expect(starts(...moved, ...event(...weekly), ...cancelled)).toEqual([
      '2027-01-05T17:00',
      '2027-01-13T08:00',
      '2027-01-26T17:00'
    ]);
  });
  test('RECURRENCE-ID as a mere day finds the instance of that day', () => {
    const moved = event(
      'RECURRENCE-ID;VALUE=DATE:20270112',
      'DTSTART:20270113T080000Z',
      'DTEND:20270113T090000Z'
    );
    expect(starts(...event(...weekly), ...moved)[1]).toBe('2027-01-13T08:00');
  });
  test('an instance that ends before it starts is as long as its series, and that is said', () => {
    const moved = event(
      'RECURRENCE-ID:20270112T170000Z',
      'DTSTART:20270113T080000Z',
      'DTEND:20270112T090000Z'
    );
    const { events, problems } = read(calendar(...event(...weekly), ...moved));
    expect(events[0] && spans(events[0])[1]).toBe('2027-01-13T08:00/2027-01-13T09:00');
    expect(problems).toMatchObject([{ code: 'end_before_start', component: 2, uid: 'one', rejected: false }]);
  });
  test('of events with one UID the highest SEQUENCE stays, then the latest change', () => {
    const of = (sequence: number, summary: string, changed: string) =>
      event('DTSTART:20270105T180000Z', `SEQUENCE:${sequence}`, `LAST-MODIFIED:${changed}`).map((line) =>
        line.replace('Bál', summary)
      );
    const lines = [
      ...of(1, 'old', '20270101T000000Z'),
      ...of(2, 'new', '20260101T000000Z'),
      ...of(2, 'newer', '20260102T000000Z')
    ];
    const { events, problems } = read(calendar(...lines));
    expect(events.map(({ summary }) => summary)).toEqual(['newer']);
    expect(problems.map(({ code, detail, rejected }) => [code, detail, rejected])).toEqual([
      ['uid_repeated', 'old', true],
      ['uid_repeated', 'new', true]
    ]);
  });
  test('an instance without its series is an event of its own', () => {
    const alone = event('RECURRENCE-ID:20270112T170000Z', 'DTSTART:20270113T080000Z');
    const { events, problems } = read(
      calendar(...alone, ...alone.map((line) => line.replace('ID:20270112', 'ID:20270119')))
    );
    expect(events.map(({ uid }) => uid)).toEqual(['one/2027-01-12T17:00', 'one/2027-01-19T17:00']);
    expect(problems.map(({ code }) => code)).toEqual(['series_missing', 'series_missing']);
  });
  test('a rule that is not understood leaves the first occurrence', () => {
    const { event: found, problems } = one('DTSTART:20270105T180000Z', 'RRULE:FREQ=FORTNIGHTLY');
    expect([found && spans(found).length, problems]).toMatchObject([
      1,
      [{ code: 'rule_not_understood', line: 7 }]
    ]);
  });
  test('METHOD:CANCEL cancels all that is in the file', () => {
    const { events } = read(calendar('METHOD:CANCEL', ...event('DTSTART:20270105T180000Z')));
    expect(events[0]?.status).toBe('CANCELLED');
  });
});

describe('what an event says', () => {
  test('texts, place, state, organiser', () => {
    const { event: found, codes } = one(
      'DTSTART:20270105T180000Z',
      'DESCRIPTION:Első sor\\nmásodik\\, \\;végül \\\\.',
      'LOCATION:Művelődési ház\\, Szegvár',
      'GEO:46.5878;20.2236',
      'CATEGORIES:Tánc,Zene\\, ének',
      'CATEGORIES:Tánc',
      'URL:https://szegvar.example/bal',
      'STATUS:tentative',
      'SEQUENCE:3',
      'LAST-MODIFIED:20261101T100000Z',
      'ORGANIZER;CN="Kiss Anna, ^\'Bubu^\'":mailto:anna@szegvar.example',
      'CLASS:PRIVATE',
      ...['BEGIN:VALARM', 'DESCRIPTION:Ébresztő', 'TRIGGER:-PT15M', 'END:VALARM']
    );
    expect(codes).toEqual([]);
    expect(found).toMatchObject({
      summary: 'Bál',
      description: 'Első sor\nmásodik, ;végül \\.',
      location: 'Művelődési ház, Szegvár',
      geo: { lat: 46.5878, lon: 20.2236 },
      categories: ['Tánc', 'Zene, ének'],
      url: 'https://szegvar.example/bal',
      status: 'TENTATIVE',
      sequence: 3,
      lastModified: new Date('2026-11-01T10:00:00Z'),
      organizer: 'Kiss Anna, "Bubu"',
      private: true
    });
  });
  test.each([
    ['URL:javascript:alert(1)', 'address_wrong', { url: null }],
    ['GEO:146.5;20', 'position_wrong', { geo: null }],
    ['STATUS:MAYBE', 'status_unknown', { status: null }],
    ['DTEND:20270230T100000', 'end_wrong', { series: { minutes: 0 } }],
    ['EXDATE:tomorrow', 'date_wrong', { series: { exdates: [] } }]
  ])('%s is left out, the event is kept', (line, code, expected) => {
    const { event: found, problems } = one('DTSTART:20270105T180000', line);
    expect(problems).toMatchObject([{ code, component: 1, uid: 'one', rejected: false }]);
    expect(found).toMatchObject(expected);
  });
  test.each([
    ['start_missing', ['DTEND:20270105T180000']],
    ['start_wrong', ['DTSTART:20270230T180000']],
    ['start_wrong', ['DTSTART;VALUE=DATE:tomorrow']],
    ['start_wrong', ['DTSTART:00000000T000000Z']],
    ['end_before_start', ['DTSTART:20270105T180000', 'DTEND:20270105T170000']],
    ['end_before_start', ['DTSTART;VALUE=DATE:20270105', 'DTEND;VALUE=DATE:20270104']],
    ['end_before_start', ['DTSTART:20270105T180000', 'DURATION:-PT1H']],
    ['duration_wrong', ['DTSTART:20270105T180000', 'DURATION:P999999W']],
    ['instance_wrong', ['DTSTART:20270105T180000', 'RECURRENCE-ID:never']]
  ])('%s: only that event is left out', (code, lines) => {
    const { events, problems } = read(
      calendar(
        ...event(...lines),
        ...event('DTSTART:20270105T180000').map((line) => line.replace('UID:one', 'UID:two'))
      )
    );
    expect(events.map(({ uid }) => uid)).toEqual(['two']);
    expect(problems).toMatchObject([{ code, component: 1, uid: 'one', rejected: true }]);
    expect(problems[0]?.line).toBeGreaterThanOrEqual(3);
  });
  test('without a UID it gets the same one each time, another one than the next', () => {
    const lines = ['BEGIN:VEVENT', 'SUMMARY:Bál', 'DTSTART:20270105T180000', 'END:VEVENT'];
    const file = calendar(...lines, ...lines.map((line) => line.replace('Bál', 'Vásár')));
    const uids = read(file).events.map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(2);
    expect(read(file).events.map(({ uid }) => uid)).toEqual(uids);
    expect(read(file).problems.map(({ code }) => code)).toEqual(['uid_missing', 'uid_missing']);
  });
});

describe('files as they come', () => {
  const text = calendar(
    'X-WR-CALNAME:Szegvári naptár',
    ...event('DTSTART:20270105T180000Z', 'LOCATION:Őrült tűzű ház')
  );
  const place = (file: Uint8Array | string) => read(file).events[0]?.location;
  const cp1250 = (written: string) =>
    Uint8Array.from(
      written,
      (c) => ({ Ő: 0xd5, ő: 0xf5, ű: 0xfb, ü: 0xfc, á: 0xe1, '„': 0x84, š: 0x9a })[c] ?? c.charCodeAt(0)
    );

  test('UTF-8 with and without BOM, UTF-16, CRLF, bare LF and bare CR', () => {
    const bytes = new TextEncoder().encode(text);
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer)
    ]);
    for (const file of [
      text,
      bytes,
      new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]),
      wide,
      text.replaceAll('\r', ''),
      text.replaceAll('\n', '')
    ]) {
      expect(read(file)).toMatchObject({ name: 'Szegvári naptár', problems: [] });
      expect(place(file)).toBe('Őrült tűzű ház');
    }
  });
  test('CP1250 is recognised, and that is said', () => {
    expect(place(cp1250(text.replace('ház', 'ház „A')))).toBe('Őrült tűzű ház „A');
    expect(read(cp1250(text)).problems).toMatchObject([{ code: 'encoding_guessed', detail: 'windows-1250' }]);
  });
  test('ISO-8859-2 is recognised where a word has a letter that CP1250 has a sign for', () => {
    const marked = Uint8Array.from(
      text.replace('tűzű', 'Ko\u00bbice'),
      (c) => ({ Ő: 0xd5, ü: 0xfc, á: 0xe1 })[c] ?? c.charCodeAt(0)
    );
    expect(place(marked)).toBe('Őrült Koťice ház');
  });
  test('one damaged character does not turn a UTF-8 file into another encoding', () => {
    const bytes = new TextEncoder().encode(text);
    bytes[bytes.findIndex((byte, i) => byte === 0x42 && bytes[i + 1] === 0xc3)] = 0xff;
    expect(place(bytes)).toBe('Őrült tűzű ház');
    expect(read(bytes).problems.map(({ code }) => code)).toContain('bytes_replaced');
  });
  test('lines folded in the middle of a character are joined', () => {
    const bytes = [...new TextEncoder().encode(text)];
    const at = bytes.findIndex((byte, i) => byte === 0xc5 && bytes[i + 1] === 0xb1);
    expect(place(Uint8Array.from(bytes.toSpliced(at + 1, 0, 13, 10, 32)))).toBe('Őrült tűzű ház');
  });
  test('line numbers are those of the file, folds counted', () => {
    const file = calendar('X-NOTE:a', ' b', '\tc', ...event('DTSTART:never'));
    expect(read(file).problems).toMatchObject([{ code: 'start_wrong', line: 9 }]);
  });
  test.each([
    [
      'an end that was forgotten',
      calendar(
        ...event('DTSTART:20270105T180000').slice(0, -1),
        ...event('DTSTART:20270106T180000').map((line) => line.replace('UID:one', 'UID:two'))
      ),
      ['end_missing'],
      2
    ],
    [
      'an alarm that was not closed',
      calendar(...event('DTSTART:20270105T180000', 'BEGIN:VALARM', 'TRIGGER:-PT5M')),
      ['end_missing'],
      1
    ],
    [
      'a file that breaks off',
      calendar(...event('DTSTART:20270105T180000'), ...event('DTSTART:20270106T180000')).slice(0, -40),
      ['cut_off'],
      1
    ],
    [
      'a line that is none',
      calendar(...event('DTSTART:20270105T180000', 'and the text goes on')),
      ['line_unreadable'],
      1
    ],
    [
      'an end too many',
      calendar(...event('DTSTART:20270105T180000'), 'END:VEVENT'),
      ['end_without_begin'],
      1
    ],
    ['an empty calendar', calendar(), [], 0],
    [
      'two calendars in one file',
      calendar(...event('DTSTART:20270105T180000')) +
        calendar(...event('DTSTART:20270105T180000').map((line) => line.replace('UID:one', 'UID:two'))),
      [],
      2
    ],
    ['a web page', '<!doctype html>\n<html><body>404: Not found</body></html>', ['not_a_calendar'], 0],
    ['nothing', '', ['not_a_calendar'], 0],
    ['something else', 'BEGIN:NAPTAR\nDTSTART:20270101\n', ['not_a_calendar'], 0]
  ])('%s', (_name, file, codes, count) => {
    const { events, problems } = read(file);
    expect([problems.map(({ code }) => code), events.length]).toEqual([codes, count]);
  });
  test('names from the file never reach the prototypes of objects', () => {
    const file = calendar(
      '__PROTO__:x',
      ...['__proto__', 'constructor'].flatMap((uid) =>
        event('DTSTART:20270105T180000', '__PROTO__;__PROTO__=1:polluted').map((line) =>
          line.replace('UID:one', `UID:${uid}`)
        )
      )
    );
    expect(read(file).events.map(({ uid }) => uid)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted'] ?? Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('limits', () => {
  test('50 MB are refused unread', () => {
    expect(read(new Uint8Array(50 * 1024 * 1024)).problems).toMatchObject([
      { code: 'too_large', rejected: true }
    ]);
  });
  test('more events than allowed are left out, and that is said', () => {
    const file = calendar(
      ...Array.from({ length: 5 }, (_, i) =>
        event('DTSTART:20270105T180000').map((line) => line.replace('one', String(i)))
      ).flat()
    );
    const { events, problems } = readCalendar(file, { defaultZone: zone, maxEvents: 3 });
    expect([events.length, problems.map(({ code }) => code)]).toEqual([3, ['too_many_events']]);
  });
  test('problems are listed up to a thousand', () => {
    const { problems } = read(calendar(...Array.from({ length: 3000 }, () => 'no line at all')));
    expect([problems.length, problems.at(-1)?.code]).toEqual([1001, 'too_many_problems']);
  });
  // Each of these is 2 MB of what makes careless parsers quadratic, or endless; that they come back at all is the test.
  const many = (part: string) => part.repeat(Math.ceil(2_000_000 / part.length));
  test.each([
    ['quotation marks', `BEGIN:VEVENT\nDTSTART;X=${many('"')}:20270105`],
    ['quoted parameters', `BEGIN:VEVENT\nDTSTART${many(';A="x;y:z"')}:20270105`],
    ['parameters without a value', `BEGIN:VEVENT\nDTSTART${many(';"')}`],
    ['a name without an end', many('A')],
    ['folds', `BEGIN:VEVENT\nSUMMARY:x${many('\n ')}`],
    ['line ends', many('\r')],
    ['nested components', many('BEGIN:VEVENTX\n')],
    ['ends', many('END:VEVENT\n')],
    ['exceptions', calendar(...event('DTSTART:20270105', `EXDATE:${many('20270101,')}`))],
    ['broken exceptions', calendar(...event('DTSTART:20270105', `EXDATE:${many('x,')}`))],
    ['backslashes', calendar(...event('DTSTART:20270105', `CATEGORIES:${many('\\')}`))],
    ['a long rule', calendar(...event('DTSTART:20270105', `RRULE:FREQ=DAILY;BYDAY=${many('MO,')}MO`))],
    ['a long duration', calendar(...event('DTSTART:20270105', `DURATION:P${many('9')}D`))],
    [
      'instances',
      calendar(
        ...Array.from({ length: 20_000 }, () => event('RECURRENCE-ID:20270105', 'DTSTART:20270105')).flat()
      )
    ]
  ])('survives %s', (_name, file) => expect(Array.isArray(read(file).events)).toBe(true));
});

const corpora = globSync('../shared/data/icalendar/**/*.ics').sort();

describe.skipIf(corpora.length === 0)(
  'the calendars of other projects (../shared/data/icalendar, skipped where absent)',
  () => {
    test('each is read, each of its events is there or has a problem', () => {
      expect(corpora.length).toBeGreaterThan(190);
      for (const name of corpora) {
        const bytes = readFileSync(name);
        const { events, problems } = read(bytes);
        const written = bytes.toString('latin1').match(/^\s*BEGIN:VEVENT\s*$/gim)?.length ?? 0;
        const instances = bytes.toString('latin1').match(/^RECURRENCE-ID/gim)?.length ?? 0;
        const told = problems.filter(({ rejected }) => rejected).length;
        expect(events.length + told + instances, name).toBeGreaterThanOrEqual(written);
        for (const each of events) expect(() => spans(each), `${name}:${each.line}`).not.toThrow();
      }
    });

    const file = '../shared/data/icalendar/node-ical/test/fixtures/large-file-with-late-error.ics';
    test.skipIf(!existsSync(file))('30 February is refused, not moved to March', () => {
      const wrong = read(readFileSync(file)).problems.filter(({ code }) => code === 'start_wrong');
      expect(wrong.map(({ detail }) => detail)).toContain('20240230T100000Z');
    });
  }
);

describe('damaged files', () => {
  const own = calendar(
    ...[
      'BEGIN:VTIMEZONE',
      'TZID:Own',
      'BEGIN:STANDARD',
      'DTSTART:20200101T000000',
      'TZOFFSETFROM:+0130',
      'TZOFFSETTO:+0130',
      'END:STANDARD',
      'END:VTIMEZONE'
    ],
    ...event(
      'DTSTART;TZID=Own:20270105T180000',
      'DTEND;TZID=Own:20270105T190000',
      'RRULE:FREQ=WEEKLY;UNTIL=20270301T000000Z;BYDAY=TU,TH',
      'EXDATE;TZID=Own:20270112T180000',
      'CATEGORIES:Zene,Tánc'
    ),
    ...event('RECURRENCE-ID;TZID=Own:20270119T180000', 'DTSTART;TZID=Own:20270120T180000', 'DURATION:PT2H')
  );
  const seeds = [Buffer.from(own), ...corpora.map((name) => readFileSync(name).subarray(0, 3000))];
  const tokens = [
    'BEGIN:VEVENT\n',
    'END:VEVENT\n',
    'END:VCALENDAR\n',
    'RRULE:FREQ=SECONDLY\n',
    ';TZID=',
    ':',
    '"',
    '\r\n ',
    '\\',
    '99999999',
    '-',
    '\u0000',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'T250000',
    'DTSTART:',
    '\ud800'
  ];
  const runs = process.env['KALAKA_LONG'] ? 100_000 : 2_000;

  test(
    `are read without an exception, and their events unfold (${runs} mutations)`,
    { timeout: 3_600_000 },
    () => {
      let state = 20_261_121;
      const random = (below: number) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
      };
      let found = 0;
      for (let run = 0; run < runs; run++) {
        let bytes = Buffer.from(seeds[run % seeds.length] ?? '');
        for (let times = 1 + random(6); times > 0; times--) {
          const at = random(bytes.length + 1);
          const length = random(40);
          const kind = random(5);
          const insert =
            kind === 0
              ? Buffer.from(tokens[random(tokens.length)] ?? '')
              : kind === 1
                ? bytes.subarray(random(bytes.length), random(bytes.length))
                : Buffer.from([random(256)]);
          bytes = Buffer.concat([
            bytes.subarray(0, at),
            kind === 2 ? Buffer.alloc(0) : insert,
            bytes.subarray(at + (kind === 0 || kind === 1 ? 0 : kind === 2 ? length : 1))
          ]);
        }
        try {
          for (const each of read(bytes).events) {
            found += 1;
            if (spans(each, '2000-01-01', '2030-01-01').length > 50) throw new Error('more than the limit');
          }
        } catch (error) {
          throw new Error(`run ${run}: ${bytes.toString('latin1')}`, { cause: error });
        }
      }
      expect(found).toBeGreaterThan(runs / 2);
    }
  );
});
