// The best date over what members do elsewhere, and what a circle's calendar tells to whom.
import nodeIcal from 'node-ical';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Id } from '#lib/core/ids.ts';
import { findCircle } from '#lib/domains/circles/queries.server.ts';
import { wordsIn } from '../../../words.ts';
import { findDates, readSearch } from './dates.server.ts';
import { circleCalendar, findFeedToken, opensFeed } from './feed.server.ts';
import { callMeeting } from './operations.server.ts';
import { insertMeeting } from './write.server.ts';
import { meetingDraft, now, seatAround, type World } from './world.ts';

describe('what an address asks for', () => {
  test('is as most circles would have it where it makes no sense', () => {
    const search = readSearch(
      new URLSearchParams('kind=window&from=2020-01-01&to=x&weekday=9&earliest=25:00'),
      '2026-11-21'
    );
    expect(search).toEqual({
      ...{ kind: 'window', months: 3, from: '2026-11-22', to: '2026-12-22', weekdays: [1, 2, 3, 4, 5] },
      ...{ earliest: '14:00', latest: '17:00', minutes: 120 }
    });
    expect(readSearch(new URLSearchParams('from=2027-01-01&to=2030-01-01'), '2026-11-21').to).toBe(
      '2027-05-01'
    );
  });
});

describe('a circle', () => {
  const database = useDatabase();
  let world: World;
  beforeAll(async () => {
    world = await seatAround(database(), 4);
  });

  test('does not meet when its convenor sits at another table, nor on a day off', async () => {
    const other = newId<'circle'>(now);
    const circle = await database().selectFrom('circle').selectAll().executeTakeFirstOrThrow();
    await database()
      .insertInto('circle')
      .values({ ...circle, id: other, slug: 'masik-kor' })
      .execute();
    await database()
      .insertInto('circle_member')
      .values({
        ...{ id: newId<'circle_member'>(now), circle_id: other, role: 'member', organisation_id: null },
        ...{
          person_id: world.convenor.id,
          name: world.convenor.name,
          email: null,
          phone: null,
          locale: 'hu'
        },
        ...{ settlement_id: null, seats: null, joined_on: '2025-01-01', left_on: null, note: null },
        ...{ created_at: now, updated_at: now }
      })
      .execute();
    await insertMeeting(
      database(),
      { circle: other, title: 'Másik asztal', starts: '2026-12-14T15:00', minutes: 60 },
      now
    );
    const asked =
      'kind=window&from=2026-12-14&to=2026-12-16&weekday=1&earliest=14:00&latest=16:00&minutes=60';
    const search = readSearch(new URLSearchParams(asked), '2026-11-21');
    const found = await findDates(database(), { circle: world.circle, search }, '2026-11-21');
    expect(found.dates.map(({ pattern, fails }) => [pattern.time, fails])).toEqual([
      ['14:00', 0],
      ['16:00', 0]
    ]);
    const christmas = readSearch(
      new URLSearchParams('kind=window&from=2026-12-25&to=2026-12-25&weekday=5'),
      '2026-11-21'
    );
    const none = await findDates(database(), { circle: world.circle, search: christmas }, '2026-11-21');
    expect(none.dates.every(({ fails }) => fails === 1)).toBe(true);
  });

  test('tells residents when and where it meets; the way in from afar only behind a member’s own address', async () => {
    const draft = meetingDraft({ remote: 'https://beszelgetes.example/titok' });
    await callMeeting(database(), world.convenor, { circle: world.circle, draft }, now);
    await callMeeting(
      database(),
      world.convenor,
      {
        circle: world.circle,
        draft: meetingDraft({ title: 'Zárt ülés', public: false, starts: '2027-06-01T16:00' })
      },
      now
    );
    const circle = await findCircle(database(), 'kurca-kor');
    if (!circle) throw new Error('no circle');
    const words = await wordsIn('hu');
    const calendarFor = (inside: boolean) =>
      circleCalendar(database(), circle, { words, origin: 'https://kalaka.example', now, inside });
    const outside = await calendarFor(false);
    expect(outside).not.toContain('titok');
    expect(outside).not.toContain('Zárt');
    for (const { id, uid } of await database().selectFrom('meeting').select(['id', 'uid']).execute()) {
      expect(outside).not.toContain(uid);
      expect(uid).not.toContain(id);
    }
    const events = Object.values(nodeIcal.sync.parseICS(await calendarFor(true))).flatMap((each) =>
      each?.type === 'VEVENT' ? [each] : []
    );
    expect(events.map(({ start }) => start.toISOString())).toEqual([
      ...['2027-01-05T15:00:00.000Z', '2027-06-01T14:00:00.000Z']
    ]);
    const seat = world.seats[2]?.id as Id<'circle_member'>;
    const token = await findFeedToken(database(), seat, now);
    expect(await findFeedToken(database(), seat, now)).toBe(token);
    expect(await opensFeed(database(), { circle: world.circle, token })).toBe(true);
    expect(await opensFeed(database(), { circle: world.circle, token: 'x'.repeat(20) })).toBe(false);
    await database()
      .updateTable('circle_member')
      .set({ left_on: '2026-11-20' })
      .where('id', '=', seat)
      .execute();
    expect(await opensFeed(database(), { circle: world.circle, token })).toBe(false);
  });
});
