// A public meeting in the calendar of all: there with the invitations, moved and cancelled with it, never in its own way.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { anonymous, system } from '#lib/platform/actor.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Id } from '#lib/core/ids.ts';
import { noFilter } from '#lib/domains/calendar/filter.ts';
import { listOccurrences } from '#lib/domains/calendar/occurrences.server.ts';
import { eventJsonLd, occurrenceJson } from '#lib/domains/calendar/structured-data.ts';
import { setEventStatus } from '#lib/domains/calendar/operations.server.ts';
import { findEventOf, fromMeeting, followInCalendar } from './calendar.server.ts';
import { findDates, readSearch } from './dates.server.ts';
import { inviteToMeeting } from './invite.server.ts';
import { callMeeting, cancelMeeting, changeMeeting } from './operations.server.ts';
import { findMeetingById } from './queries.server.ts';
import { countSampleMeetings, removeSampleMeetings } from './sample-removal.server.ts';
import { meetingDraft, now, seatAround, type World } from './world.ts';

const later = new Date('2026-12-10T09:00:00Z');

describe('a meeting in the calendar', () => {
  const database = useDatabase();
  let world: World;
  let library: Id<'organisation'>;
  beforeAll(async () => {
    world = await seatAround(database(), 3);
    library = newId<'organisation'>(now);
    await database()
      .insertInto('organisation')
      .values({
        ...{
          id: library,
          slug: 'konyvtar',
          name: 'Városi Könyvtár',
          kind: 'library',
          sector: 'civic',
          source: 'entered',
          folded: 'varosi konyvtar'
        },
        ...{ created_at: now, updated_at: now }
      } as never)
      .execute();
    await database()
      .updateTable('circle_member')
      .set({ organisation_id: library })
      .where('id', '=', world.seats[0]?.id as Id<'circle_member'>)
      .execute();
  });

  const told = async (verb: string, kind: string, id: string): Promise<void> => {
    const activity = {
      ...{ id: newId<'activity'>(later), at: later, person_id: null, on_behalf_of: null, done_as: 'system' },
      ...{ verb, object_kind: kind, object_id: id, details: {}, dispatched: true }
    } as unknown as Activity;
    await followInCalendar(database(), activity, later);
  };
  const called = async (changes = {}): Promise<string> => {
    const draft = meetingDraft({ title: 'Kerekasztal', ...changes });
    const made = await callMeeting(database(), world.convenor, { circle: world.circle, draft }, now);
    if (!made.ok) throw new Error(made.reason);
    await told('meeting.called', 'meeting', made.value.id);
    return made.value.id;
  };
  const invited = async (changes = {}): Promise<string> => {
    const id = await called(changes);
    await inviteToMeeting(database(), world.convenor, { id }, now);
    await told('meeting.invited', 'meeting', id);
    return id;
  };
  const events = () =>
    database().selectFrom('event').select(['id', 'status']).where('source', '=', fromMeeting).execute();

  test('of people who sit there in their own name is held by their circle', async () => {
    const db = database();
    await db
      .updateTable('circle_member')
      .set({ organisation_id: null })
      .where('circle_id', '=', world.circle)
      .execute();
    const id = await invited();
    const event = await findEventOf(db, id);
    expect(event).toMatchObject({ organisers: [], organiserName: 'Kurca-menti kör' });
    if (!event) return;
    const addresses = { pageAddress: 'https://x.example/e', organiserAddress: () => 'https://x.example/o' };
    const at = { startsAt: now, endsAt: later };
    expect(eventJsonLd(event, at, addresses).organizer).toEqual([
      { '@type': 'Organization', name: 'Kurca-menti kör' }
    ]);
    const { rows } = await listOccurrences(db, anonymous, noFilter, { today: '2027-01-05' });
    const found = rows.find((row) => row.event === event.id);
    expect(
      found && occurrenceJson(found, { organisers: [], performers: [] }, 'https://x.example/e')
    ).toMatchObject({
      organisers: ['Kurca-menti kör']
    });
  });

  test('is there once, when the invitations have left, in the name of whoever calls it', async () => {
    const id = await called();
    expect(await events()).toEqual([]);
    await inviteToMeeting(database(), world.convenor, { id }, now);
    await told('meeting.invited', 'meeting', id);
    await told('meeting.invited', 'meeting', id);
    expect(await events()).toHaveLength(1);
    expect(await findEventOf(database(), id)).toMatchObject({
      title: 'Kerekasztal (Kurca-menti kör)',
      starts: '2027-01-05T16:00',
      minutes: 120,
      place: 'Könyvtár',
      status: 'confirmed',
      flexibility: { kind: 'fixed' },
      organisers: [{ id: library }]
    });
  });

  test('says nothing of how members take part from afar', async () => {
    const id = await invited({ remote: 'https://szoba.example/titok' });
    expect(JSON.stringify(await findEventOf(database(), id))).not.toContain('titok');
  });

  test('moves with the meeting, and back when somebody moves it in the calendar alone', async () => {
    const id = await invited();
    await changeMeeting(
      database(),
      world.convenor,
      { id, draft: meetingDraft({ title: 'Kerekasztal', starts: '2027-01-12T17:00' }) },
      later
    );
    await told('meeting.changed', 'meeting', id);
    const event = await findEventOf(database(), id);
    expect(event?.starts).toBe('2027-01-12T17:00');
    await setEventStatus(database(), system, { id: event?.id as Id<'event'>, status: 'cancelled' }, later);
    await told('event.updated', 'event', event?.id ?? '');
    expect(await events()).toMatchObject([{ status: 'confirmed' }]);
  });

  test('is cancelled with it, and was never there where nobody had been told', async () => {
    const [id, quiet] = [await invited(), await called({ starts: '2027-02-02T16:00' })];
    for (const each of [id, quiet]) {
      await cancelMeeting(database(), world.convenor, { id: each, reason: 'Betegség.' }, later);
      await told('meeting.cancelled', 'meeting', each);
    }
    expect(await events()).toMatchObject([{ status: 'cancelled' }]);
    expect((await findEventOf(database(), id))?.description ?? '').not.toContain('Betegség');
  });

  test('is not told to residents when it, or its circle, is for members alone', async () => {
    const id = await invited({ public: false });
    expect(await events()).toEqual([]);
    await database()
      .updateTable('meeting')
      .set({ public: true })
      .where('id', '=', id as Id<'meeting'>)
      .execute();
    await told('meeting.changed', 'meeting', id);
    expect(await events()).toMatchObject([{ status: 'confirmed' }]);
    await database().updateTable('circle').set({ public_page: false }).execute();
    await told('circle.changed', 'circle', world.circle);
    expect(await events()).toMatchObject([{ status: 'tentative' }]);
  });

  test('does not stand in the way of finding another time for itself', async () => {
    const id = await invited();
    const search = readSearch(
      new URLSearchParams('kind=window&from=2027-01-05&to=2027-01-05&earliest=16:00&latest=16:00'),
      '2026-11-21'
    );
    const { dates } = await findDates(database(), { circle: world.circle, search }, '2026-11-21');
    expect(dates[0]).toMatchObject({ fails: 0, dates: [{ missing: [] }] });
    expect((await findMeetingById(database(), id))?.state).toBe('invited');
  });

  test('goes with the sample, whose circle it stands for', async () => {
    await invited();
    await database().updateTable('circle').set({ source: 'sample' }).execute();
    expect(await countSampleMeetings(database())).toHaveLength(1);
    await removeSampleMeetings(database());
    expect(await events()).toEqual([]);
  });
});
