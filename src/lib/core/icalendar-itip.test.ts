import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod } from 'ical-generator';
import { createEvent } from 'ics';
import nodeIcal, { type VEvent } from 'node-ical';
import { describe, expect, test } from 'vitest';
import { isNewer, type Attendee, type Meeting } from './icalendar-itip.ts';
import { readItip } from './icalendar-itip-read.ts';
import { writeItip } from './icalendar-itip-write.ts';
import { randomFrom } from './random.ts';

const now = new Date('2026-11-21T09:00:00Z');
const anna: Attendee = {
  email: 'anna@szegvar.example',
  name: 'Őri "Panni" Anna; titkár',
  status: 'needs_action',
  rsvp: true
};
const meeting: Meeting = {
  uid: 'kerekasztal-1@kalaka.example',
  sequence: 2,
  summary: 'Kerekasztal, Szegvár',
  location: 'Művelődési Ház; 6635 Szegvár',
  url: 'https://kalaka.example/talalkozok/1',
  organizer: { name: 'Tiszamenti kör', email: 'valasz+k3x9@kalaka.example' },
  attendees: [anna, { email: 'bela@mindszent.example', name: 'Kis Béla', status: 'accepted', role: 'chair' }],
  series: {
    start: '2027-01-05T16:00',
    minutes: 120,
    zone: 'Europe/Budapest',
    allDay: false,
    rule: null,
    exdates: [],
    rdates: [],
    overrides: []
  }
};
const quarterly: Meeting = {
  ...meeting,
  series: { ...meeting.series, rule: 'FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU;COUNT=8' }
};
const request = (...meetings: Meeting[]) => writeItip({ method: 'REQUEST', meetings, now });
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');
const eventsOf = (text: string) =>
  Object.values(nodeIcal.sync.parseICS(text)).filter((each): each is VEvent => each?.type === 'VEVENT');
const reply = (file: string | Uint8Array, method?: string) => readItip({ file, method: method ?? null })[0];

describe('an invitation', () => {
  test('says who calls, who is called and what is asked of them', () => {
    const lines = unfolded(request(meeting));
    expect(lines).toEqual(
      expect.arrayContaining([
        'METHOD:REQUEST',
        'UID:kerekasztal-1@kalaka.example',
        'SEQUENCE:2',
        'DTSTAMP:20261121T090000Z',
        'DTSTART;TZID=Europe/Budapest:20270105T160000',
        'ORGANIZER;CN="Tiszamenti kör":mailto:valasz+k3x9@kalaka.example',
        'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=CHAIR;PARTSTAT=ACCEPTED;CN="Kis Béla":mailto:bela@mindszent.example'
      ])
    );
    expect(lines.some((line) => /^(X-WR-CALNAME|NAME|REFRESH)/.test(line))).toBe(false);
  });

  test('is read rightly by node-ical', () => {
    const [event] = eventsOf(request(meeting));
    expect(event).toMatchObject({
      uid: meeting.uid,
      method: 'REQUEST',
      sequence: 2,
      summary: meeting.summary,
      location: meeting.location
    });
    expect(event?.start.toISOString()).toBe('2027-01-05T15:00:00.000Z');
    expect(event?.end?.toISOString()).toBe('2027-01-05T17:00:00.000Z');
    expect(JSON.stringify(event?.organizer)).toContain('valasz+k3x9@kalaka.example');
  });

  test('of a series has the same hours on the wall in summer and winter, and its moved ones', () => {
    const moved: Meeting = {
      ...quarterly,
      occurrence: { recurrenceId: '2027-04-06T16:00', start: '2027-04-07T17:00', minutes: 90 }
    };
    const [event] = eventsOf(request(quarterly, moved));
    const span = { from: new Date('2027-01-01'), to: new Date('2029-01-01') };
    const starts = event
      ? nodeIcal.expandRecurringEvent(event, span).map(({ start }) => new Date(start).toISOString())
      : [];
    expect(starts.slice(0, 4)).toEqual([
      '2027-01-05T15:00:00.000Z',
      '2027-04-07T15:00:00.000Z',
      '2027-07-06T14:00:00.000Z',
      '2027-10-05T14:00:00.000Z'
    ]);
  });

  test('is read rightly by khal', ({ skip }) => {
    const directory = mkdtempSync(join(tmpdir(), 'kalaka-khal-'));
    try {
      execFileSync('khal', ['--version'], { stdio: 'ignore', timeout: 20_000 });
    } catch {
      skip('khal is not installed (apt-get install khal)');
    }
    try {
      const config = join(directory, 'config');
      writeFileSync(
        config,
        [
          `[calendars]\n[[circle]]\npath = ${join(directory, 'calendar')}`,
          '[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d',
          'datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M',
          'default_timezone = Europe/Budapest\nlocal_timezone = Europe/Budapest',
          `[sqlite]\npath = ${join(directory, 'khal.db')}`
        ].join('\n')
      );
      execFileSync('mkdir', [join(directory, 'calendar')]);
      writeFileSync(join(directory, 'invite.ics'), request(quarterly));
      const khal = (...rest: string[]) =>
        execFileSync('khal', ['-c', config, ...rest], {
          encoding: 'utf8',
          timeout: 60_000,
          env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: directory, XDG_DATA_HOME: directory }
        });
      khal('import', '--batch', join(directory, 'invite.ics'));
      const listed = khal(
        'list',
        '--format',
        '{start} {end-time} {title} | {location}',
        '2027-01-01',
        '365d'
      );
      for (const day of ['2027-01-05', '2027-04-06', '2027-07-06', '2027-10-05'])
        expect(listed).toContain(`${day} 16:00 18:00 Kerekasztal, Szegvár | Művelődési Ház; 6635 Szegvár`);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  test('that is taken back says so of the whole, of one evening, or of one person', () => {
    const cancel = (part: Partial<Meeting>) =>
      unfolded(writeItip({ method: 'CANCEL', meetings: [{ ...quarterly, ...part }], now }));
    expect(cancel({ comment: 'Beteg a vendéglátó' })).toEqual(
      expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'COMMENT:Beteg a vendéglátó'])
    );
    const one = cancel({ occurrence: { recurrenceId: '2027-04-06T16:00', start: null, minutes: 120 } });
    expect(one).toContain('RECURRENCE-ID;TZID=Europe/Budapest:20270406T160000');
    expect(one.some((line) => line.startsWith('RRULE:FREQ=MONTHLY'))).toBe(false);
    expect(cancel({ status: null, attendees: [anna] })).not.toContain('STATUS:CANCELLED');
  });

  test('comes back as it was written, and smuggles nothing in', () => {
    const evil = 'x\r\nEND:VEVENT\nATTENDEE:mailto:evil@x.example\u0000"';
    const text = request({
      ...meeting,
      summary: evil,
      comment: evil,
      organizer: { name: evil, email: 'valasz@kalaka.example' },
      attendees: [{ ...anna, name: evil, delegatedTo: ['cili@szegvar.example', 'dora@szegvar.example'] }]
    });
    expect(unfolded(text).filter((line) => /^(ATTENDEE|BEGIN:VEVENT)/.test(line)).length).toBe(2);
    expect(reply(text)).toMatchObject({
      method: 'REQUEST',
      organizer: 'valasz@kalaka.example',
      attendees: [{ email: anna.email, delegatedTo: ['cili@szegvar.example', 'dora@szegvar.example'] }]
    });
    const odd = reply(
      request({ ...meeting, attendees: [{ ...anna, email: "o'brien+x%1&2?3@szegvar.example" }] })
    );
    expect(odd?.attendees[0]?.email).toBe("o'brien+x%1&2?3@szegvar.example");
  });
});

describe('an answer is understood', () => {
  test('from ical-generator', () => {
    const calendar = ical({ method: ICalCalendarMethod.REPLY, prodId: '//elsewhere//test//EN' });
    calendar.createEvent({
      id: meeting.uid,
      sequence: 2,
      start: new Date('2027-01-05T15:00:00Z'),
      end: new Date('2027-01-05T17:00:00Z'),
      stamp: new Date('2026-12-01T10:00:00Z'),
      summary: 'Kerekasztal',
      organizer: { name: 'Tiszamenti kör', email: 'valasz+k3x9@kalaka.example' },
      attendees: [
        {
          email: 'anna@szegvar.example',
          name: 'Őri Anna',
          status: ICalAttendeeStatus.ACCEPTED,
          role: ICalAttendeeRole.REQ
        }
      ]
    });
    expect(reply(calendar.toString())).toMatchObject({
      method: 'REPLY',
      uid: meeting.uid,
      sequence: 2,
      stamp: '2026-12-01T10:00:00.000Z',
      occurrence: null,
      organizer: 'valasz+k3x9@kalaka.example',
      attendees: [{ email: 'anna@szegvar.example', name: 'Őri Anna', status: 'accepted' }]
    });
  });

  test('from ics', () => {
    const { value, error } = createEvent({
      uid: meeting.uid,
      method: 'REPLY',
      sequence: 2,
      start: [2027, 1, 5, 15, 0],
      startInputType: 'utc',
      duration: { hours: 2 },
      organizer: { name: 'Tiszamenti kör', email: 'valasz+k3x9@kalaka.example' },
      attendees: [{ name: 'Kis Béla', email: 'bela@mindszent.example', partstat: 'TENTATIVE' }]
    });
    expect(error ?? null).toBeNull();
    expect(reply(value ?? '')).toMatchObject({
      method: 'REPLY',
      uid: meeting.uid,
      attendees: [{ email: 'bela@mindszent.example', status: 'tentative' }]
    });
  });

  test('from our own writer, about one evening of a series', () => {
    const text = writeItip({
      method: 'REPLY',
      now,
      meetings: [
        {
          ...quarterly,
          attendees: [{ ...anna, status: 'declined' }],
          comment: 'Aznap vizsgáztatok.',
          occurrence: { recurrenceId: '2027-07-06T16:00', start: null, minutes: 120 }
        }
      ]
    });
    expect(reply(text)).toMatchObject({
      method: 'REPLY',
      occurrence: { instant: '2027-07-06T14:00:00.000Z', day: null, andLater: false },
      comment: 'Aznap vizsgáztatok.',
      attendees: [{ status: 'declined' }]
    });
  });

  const event = (...lines: string[]) =>
    [
      'BEGIN:VCALENDAR',
      'METHOD:REPLY',
      'BEGIN:VEVENT',
      'UID:u',
      ...lines,
      'END:VEVENT',
      'END:VCALENDAR'
    ].join('\r\n');

  test('as Google writes it: the evening in UTC, the answer of one among all', () => {
    const text = event(
      'DTSTART:20270706T140000Z',
      'RECURRENCE-ID:20270706T140000Z',
      'SEQUENCE:1',
      'ORGANIZER;CN=valasz:mailto:valasz+k3x9@kalaka.example',
      'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=anna@s',
      ' zegvar.example;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="":mailto:anna@szegvar.example'
    );
    expect(reply(text)).toMatchObject({
      occurrence: { instant: '2027-07-06T14:00:00.000Z' },
      attendees: [{ email: 'anna@szegvar.example', status: 'accepted' }]
    });
  });

  test('as Exchange writes it: a Windows zone, MAILTO in capitals, a directory path for an address', () => {
    const text = event(
      'RECURRENCE-ID;TZID=Central Europe Standard Time:20270706T160000',
      'ATTENDEE;PARTSTAT=DECLINED;CN="Kis, Béla":MAILTO:Bela@Mindszent.EXAMPLE',
      'ATTENDEE;PARTSTAT=TENTATIVE;EMAIL=cili@szegvar.example:/o=Exch/ou=Recipients/cn=cili',
      'COMMENT;LANGUAGE=hu-HU:Sajnos\\nnem\\, most nem.\\n',
      'X-MICROSOFT-CDO-APPT-SEQUENCE:0'
    );
    expect(reply(text)).toMatchObject({
      occurrence: { instant: '2027-07-06T14:00:00.000Z' },
      comment: 'Sajnos\nnem, most nem.',
      attendees: [
        { email: 'bela@mindszent.example', name: 'Kis, Béla', status: 'declined' },
        { email: 'cili@szegvar.example', status: 'tentative' }
      ]
    });
  });

  test('where only the mail says that it is an answer', () => {
    const text = event('ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@szegvar.example').replace(
      'METHOD:REPLY\r\n',
      ''
    );
    expect(reply(text)?.method).toBe('unknown');
    expect(reply(text, 'reply')?.method).toBe('REPLY');
  });

  test('about several evenings at once, and with somebody who comes instead', () => {
    const text = [
      'BEGIN:VCALENDAR',
      ...['20270105', '20270406'].flatMap((day, n) => [
        'BEGIN:VEVENT',
        'UID:u',
        `RECURRENCE-ID;VALUE=DATE:${day}`,
        `ATTENDEE;PARTSTAT=${n ? 'DECLINED' : 'ACCEPTED'}:mailto:anna@szegvar.example`,
        'END:VEVENT'
      ]),
      'BEGIN:VEVENT',
      'UID:v',
      'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:cili@szegvar.example":mailto:anna@szegvar.example',
      'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:anna@szegvar.example";CN=Cili:mailto:cili@szegvar.example',
      'END:VEVENT',
      // Some programs say it last.
      'METHOD:REPLY',
      'END:VCALENDAR'
    ].join('\n');
    const found = readItip({ file: text });
    expect(
      found.map(({ method, occurrence, attendees }) => [method, occurrence?.day, attendees[0]?.status])
    ).toEqual([
      ['REPLY', '2027-01-05', 'accepted'],
      ['REPLY', '2027-04-06', 'declined'],
      ['REPLY', undefined, 'delegated']
    ]);
    expect(found[2]?.attendees).toMatchObject([
      { delegatedTo: ['cili@szegvar.example'] },
      { email: 'cili@szegvar.example', delegatedFrom: ['anna@szegvar.example'] }
    ]);
  });

  test('another time is proposed, and refused, apart from answers', () => {
    const counter = event('DTSTART:20270107T150000Z', 'DTEND:20270107T170000Z').replace('REPLY', 'COUNTER');
    expect(reply(counter)).toMatchObject({
      method: 'COUNTER',
      proposed: { start: '2027-01-07T15:00:00.000Z', end: '2027-01-07T17:00:00.000Z' }
    });
    expect(reply(counter.replace('COUNTER', 'DECLINECOUNTER'))).toMatchObject({
      method: 'DECLINECOUNTER',
      proposed: null
    });
  });

  test('an evening that cannot be read is no answer to all evenings', () => {
    expect(
      reply(event('RECURRENCE-ID:tomorrow', 'ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.example'))
    ).toBeUndefined();
  });

  test('the later of two to the same question counts', () => {
    const first = { sequence: 1, stamp: '2026-12-01T10:00:00.000Z' };
    expect(isNewer({ sequence: 1, stamp: '2026-12-01T10:00:01.000Z' }, first)).toBe(true);
    expect(isNewer({ sequence: 1, stamp: '2026-12-01T09:00:00.000Z' }, first)).toBe(false);
    expect(isNewer({ sequence: 0, stamp: '2026-12-02T09:00:00.000Z' }, first)).toBe(false);
    expect(isNewer({ sequence: 2, stamp: null }, first)).toBe(true);
  });
});

describe('bad input', () => {
  test('ten thousand damaged answers throw nothing', () => {
    const whole = Buffer.from(
      writeItip({
        method: 'REPLY',
        meetings: [{ ...quarterly, attendees: [{ ...anna, status: 'accepted' }] }],
        now
      })
    );
    const random = randomFrom(6);
    for (let n = 0; n < 10_000; n++) {
      const bytes = Buffer.from(whole);
      for (let hit = 0; hit <= n % 7; hit++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const cut = n % 3 === 0 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
      for (const each of readItip({ file: cut })) expect(typeof each.uid).toBe('string');
    }
  });

  test('any text at all gives a list', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) =>
        Array.isArray(readItip({ file: text }))
      )
    );
  });

  test('a file of a megabyte is no answer, and a thousand answers are not all read', () => {
    expect(readItip({ file: 'x'.repeat(1024 * 1024 + 1) })).toEqual([]);
    const many = `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\nUID:u\nEND:VEVENT\n'.repeat(1000)}END:VCALENDAR`;
    expect(readItip({ file: many }).length).toBe(200);
  });
});
