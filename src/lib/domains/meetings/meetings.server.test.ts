// Meetings on a real database: invited, answered from everywhere, moved, cancelled, and everybody knows what they have to.
import { beforeAll, describe, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import { system } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { ItipReply } from '#lib/core/icalendar-itip.ts';
import type { IncomingMail } from '#lib/platform/mail/incoming.ts';
import { answerByToken, answerInAccount, type Answer } from './answer.server.ts';
import { stayByLink } from './counter.server.ts';
import { followSeats, hostLeft } from './circle-changes.server.ts';
import { findFeedToken, opensFeed } from './feed.server.ts';
import { handleMeetingChange, meetingToChange } from './form.server.ts';
import { decideGuest, listGuests } from './guests.server.ts';
import { acceptHosting, askHost, declineHosting, listAsks, proposeHosts, setHost } from './hosts.server.ts';
import { inviteToMeeting } from './invite.server.ts';
import { listInvitees, type Invitee } from './invitees.server.ts';
import { meetingMails } from './mail-reader.server.ts';
import { headcount } from './model.ts';
import { callMeeting, cancelMeeting, changeMeeting } from './operations.server.ts';
import { findMeetingById, listComing, publicPart } from './queries.server.ts';
import { tellOfCars } from './cars.server.ts';
import { remindInvitees, sendDueInvitations, warnOfQuorum } from './reminders.server.ts';
import { planAhead, setSeries, stopSeries } from './series.server.ts';
import type { MeetingDraft, SeriesDraft } from './input.ts';
import { restoreMeeting } from './restore.server.ts';
import { meetingDraft, now, seatAround, type World } from './world.ts';

const readMail: typeof meetingMails.read = (db, mail, at) =>
  inTransaction(db, (tx) => meetingMails.read(tx, mail, at));
const later = new Date('2026-12-18T09:00:00Z');
const coming: Answer = { reply: 'accepted', remote: false, substitute: null };
const quarterly: SeriesDraft = {
  ...{ pattern: { kind: 'monthly', every: 3, nth: 1, weekday: 2 }, from: '2026-12-01', time: '16:00' },
  ...{ minutes: 120, title: 'Kerekasztal', hosting: 'rotating', quorum: 5, remote: null, inviteDays: 21 },
  ...{ public: true, venueName: '' }
};

describe('a meeting', () => {
  const database = useDatabase();
  let world: World;
  beforeAll(async () => {
    world = await seatAround(database(), 8);
  });

  const called = async (changes = {}): Promise<string> => {
    const made = await callMeeting(
      database(),
      world.convenor,
      { circle: world.circle, draft: meetingDraft(changes) },
      now
    );
    if (!made.ok) throw new Error(made.reason);
    return made.value.id;
  };
  const invited = async (changes = {}): Promise<string> => {
    const id = await called(changes);
    await inviteToMeeting(database(), world.convenor, { id }, now);
    return id;
  };
  const seat = async (meeting: string, index: number): Promise<Invitee> => {
    const found = (await listInvitees(database(), meeting)).find(
      ({ member }) => member.id === world.seats[index]?.id
    );
    if (!found) throw new Error('not invited');
    return found;
  };
  const letters = async (kind: string): Promise<string[]> =>
    (await database().selectFrom('mail').select(['email', 'content']).orderBy('id').execute())
      .flatMap(({ email, content }) =>
        content && 'key' in content.subject && content.subject.key === `meetings.mail.${kind}.subject`
          ? [email]
          : []
      )
      .sort();
  const filesTo = async (email: string): Promise<string[]> =>
    (
      await database()
        .selectFrom('mail')
        .select(['content'])
        .where('email', '=', email)
        .orderBy('id')
        .execute()
    ).flatMap(({ content }) => content?.attachments?.map(({ text }) => text) ?? []);
  const reply = (of: Invitee, changes: Partial<ItipReply> = {}, status = 'accepted'): ItipReply => ({
    method: 'REPLY',
    uid: '',
    sequence: 0,
    stamp: '2026-12-01T10:00:00.000Z',
    occurrence: null,
    attendees: [{ email: of.member.email ?? '', name: of.name, status: status as 'accepted' }],
    organizer: null,
    comment: null,
    proposed: null,
    ...changes
  });
  const read = async (
    meeting: string,
    of: Invitee | null,
    calendar: ItipReply,
    mail: Partial<IncomingMail> = {}
  ) => {
    const uid = (await findMeetingById(database(), meeting))?.uid ?? '';
    return readMail(
      database(),
      {
        id: newId<'inbound_mail'>(now),
        token: of?.token ?? null,
        from: of ? { email: of.member.email ?? '', name: of.name } : null,
        subject: 'Re: Meghívó',
        text: '',
        calendars: [{ ...calendar, uid }],
        autoSubmitted: false,
        answers: null,
        receivedAt: later,
        ...mail
      },
      later
    );
  };

  test('is called by those who run the circle, and numbered within it', async () => {
    const member = { ...world.convenor, id: newId<'person'>(now) };
    expect(
      await callMeeting(database(), member, { circle: world.circle, draft: meetingDraft() }, now)
    ).toEqual({
      ok: false,
      reason: 'not_yours'
    });
    const [first, second] = [await called(), await called({ starts: '2027-02-02T16:00' })];
    expect((await findMeetingById(database(), first))?.number).toBe(1);
    expect((await findMeetingById(database(), second))?.number).toBe(2);
  });

  test('invites everybody once, each with a file that names them alone', async () => {
    const id = await invited();
    await inviteToMeeting(database(), world.convenor, { id }, now);
    expect((await letters('invited')).sort()).toEqual(world.seats.map(({ email }) => email).sort());
    const [file = ''] = await filesTo('tag3@kor.example');
    const unfolded = file.replace(/\r\n /g, '');
    expect(unfolded).toContain('METHOD:REQUEST');
    expect(unfolded.match(/ATTENDEE/g)).toHaveLength(1);
    expect(unfolded).toContain('DTSTART;TZID=Europe/Budapest:20270105T160000');
  });

  test('takes an answer from a link, and a later one over it', async () => {
    const id = await invited();
    const { token } = await seat(id, 2);
    expect(await answerByToken(database(), { token, answer: coming, seen: 0 }, later)).toMatchObject({
      ok: true
    });
    const declined = { ...coming, reply: 'declined' as const, comment: 'Sajnálom.' };
    await answerByToken(database(), { token, answer: declined, seen: 0 }, new Date(later.getTime() + 1000));
    expect(await seat(id, 2)).toMatchObject({ reply: 'declined', how: 'link', comment: 'Sajnálom.' });
    expect(
      await answerByToken(database(), { token: 'x'.repeat(20), answer: coming, seen: 0 }, later)
    ).toEqual({
      ok: false,
      reason: 'not_found'
    });
  });

  test('moved asks everybody again, and an answer to the old time is no answer to the new one', async () => {
    const id = await invited();
    const of = await seat(id, 2);
    await answerByToken(database(), { token: of.token, answer: coming, seen: 0 }, later);
    const draft = meetingDraft({ starts: '2027-01-12T16:00' });
    const moved = await changeMeeting(database(), world.convenor, { id, draft, reason: 'Hó esik.' }, later);
    expect(moved).toMatchObject({ ok: true, value: { told: 8 } });
    expect(await seat(id, 2)).toMatchObject({ reply: null, earlierReply: 'accepted' });
    expect(await letters('moved')).toHaveLength(8);
    expect((await filesTo('tag3@kor.example')).at(-1)).toContain('SEQUENCE:1');
    expect(await read(id, of, reply(of, { sequence: 0, stamp: '2026-12-18T08:00:00Z' }))).toBe('taken');
    expect(await seat(id, 2)).toMatchObject({ reply: null });
    expect(await letters('again')).toEqual(['tag3@kor.example']);
    await read(id, of, reply(of, { sequence: 1, stamp: '2026-12-18T08:30:00Z' }));
    expect(await seat(id, 2)).toMatchObject({ reply: 'accepted', how: 'calendar' });
  });

  test('at another place keeps the answers', async () => {
    const id = await invited();
    const of = await seat(id, 2);
    await answerByToken(database(), { token: of.token, answer: coming, seen: 0 }, later);
    await changeMeeting(database(), world.convenor, { id, draft: meetingDraft({ place: 'Iskola' }) }, later);
    expect(await seat(id, 2)).toMatchObject({ reply: 'accepted' });
    expect(await letters('changed')).toHaveLength(8);
  });

  test('cancelled is taken out of everybody’s calendar, and answers come too late', async () => {
    const id = await invited();
    const of = await seat(id, 2);
    await cancelMeeting(database(), world.convenor, { id, reason: 'Beteg a házigazda.' }, later);
    expect(await letters('cancelled')).toHaveLength(8);
    expect((await filesTo('tag3@kor.example')).at(-1)).toContain('METHOD:CANCEL');
    expect(await answerByToken(database(), { token: of.token, answer: coming, seen: 0 }, later)).toEqual({
      ok: false,
      reason: 'closed'
    });
    expect(await read(id, of, reply(of))).toEqual({ aside: 'over' });
  });

  describe('a reply by a mail program', () => {
    test('counts once; an older one that comes late changes nothing', async () => {
      const id = await invited();
      const of = await seat(id, 2);
      await read(id, of, reply(of, { stamp: '2026-12-02T10:00:00Z' }, 'declined'));
      await read(id, of, reply(of, { stamp: '2026-12-01T10:00:00Z' }));
      expect(await seat(id, 2)).toMatchObject({ reply: 'declined' });
    });

    test('from another address of the same person counts, and the convenor hears of the address', async () => {
      const id = await invited();
      const of = await seat(id, 2);
      const calendar = reply(of, {
        attendees: [{ email: 'kis.otthon@masik.example', name: of.name, status: 'accepted' }]
      });
      await read(id, of, calendar, { from: { email: 'kis.otthon@masik.example', name: of.name } });
      expect(await seat(id, 2)).toMatchObject({ reply: 'accepted', fromAddress: 'kis.otthon@masik.example' });
      expect((await letters('otherAddress')).sort()).toEqual(['tag1@kor.example', 'tag2@kor.example']);
    });

    test('from somebody it was forwarded to makes them a guest once the convenor says so', async () => {
      const id = await invited();
      const of = await seat(id, 2);
      const stranger = { email: 'zsofi@messze.example', name: 'Messzi Zsófia' };
      const calendar = reply(of, { attendees: [{ ...stranger, status: 'accepted' }] });
      expect(await read(id, of, calendar, { from: stranger })).toBe('taken');
      await read(id, of, calendar, { from: stranger });
      expect(await seat(id, 2)).toMatchObject({ reply: null });
      const [guest] = await listGuests(database(), id);
      expect(guest).toMatchObject({ name: 'Messzi Zsófia', state: 'asked' });
      expect(await letters('stranger')).toHaveLength(2);
      await decideGuest(database(), world.convenor, { id: guest?.id ?? '', welcome: true }, later);
      expect(await letters('guest')).toEqual(['zsofi@messze.example']);
    });

    test('that nobody invited sends, without token, from another address than it speaks for, is put aside', async () => {
      const id = await invited();
      const of = await seat(id, 2);
      const verdict = await read(id, null, reply(of), { from: { email: 'rossz@masik.example', name: '' } });
      expect(verdict).toEqual({ aside: 'other_sender' });
      expect(await seat(id, 2)).toMatchObject({ reply: null });
    });

    describe('without the token of its letter', () => {
      const from = (of: Invitee) => ({ from: { email: of.member.email ?? '', name: of.name } });

      test('counts where nothing was answered, and whoever sits there hears of it once, with their link', async () => {
        const id = await invited();
        const of = await seat(id, 2);
        await read(id, null, reply(of, {}, 'declined'), { ...from(of), autoSubmitted: true });
        await read(id, null, reply(of, { stamp: '2026-12-02T10:00:00Z' }, 'declined'), from(of));
        expect(await seat(id, 2)).toMatchObject({ reply: 'declined', how: 'calendar' });
        expect(await letters('noted')).toEqual(['tag3@kor.example']);
        expect(await letters('unsure')).toEqual([]);
        const [mail] = await database()
          .selectFrom('mail')
          .select('content')
          .where('email', '=', 'tag3@kor.example')
          .orderBy('id', 'desc')
          .execute();
        expect(JSON.stringify(mail?.content)).toContain(`/invitations/${of.token}`);
      });

      test('changes no answer that is there: whoever sits there is asked', async () => {
        const id = await invited();
        const of = await seat(id, 2);
        await answerByToken(database(), { token: of.token, answer: coming, seen: 0 }, now);
        for (const stamp of ['2026-12-02T10:00:00Z', '2026-12-03T10:00:00Z'])
          expect(await read(id, null, reply(of, { stamp }, 'declined'), from(of))).toBe('taken');
        expect(await seat(id, 2)).toMatchObject({ reply: 'accepted', how: 'link' });
        expect(await letters('unsure')).toEqual(['tag3@kor.example']);
      });

      test('invites nobody instead, takes no host away, and proposes no other time', async () => {
        const id = await invited();
        await database()
          .updateTable('meeting')
          .set({ host_member_id: (await seat(id, 3)).member.id as Id<'circle_member'> })
          .execute();
        const [of, host] = [await seat(id, 2), await seat(id, 3)];
        const delegate = {
          email: 'rossz@masik.example',
          name: 'Rossz Rezső',
          status: 'needs_action' as const
        };
        const own = { email: of.member.email ?? '', name: of.name };
        const attendees = [
          { ...own, status: 'delegated' as const, delegatedTo: [delegate.email] },
          { ...delegate, delegatedFrom: [own.email] }
        ];
        await read(id, null, reply(of, { attendees }), from(of));
        await read(id, null, reply(of, { method: 'COUNTER', proposed: null }, 'tentative'), from(of));
        await read(id, null, reply(host, {}, 'declined'), from(host));
        for (const each of [2, 3])
          expect(await seat(id, each)).toMatchObject({ reply: null, substitute: null });
        for (const kind of ['substitute', 'counter', 'hostAway']) expect(await letters(kind)).toEqual([]);
        expect((await letters('unsure')).sort()).toEqual([
          'tag3@kor.example',
          'tag3@kor.example',
          'tag4@kor.example'
        ]);
      });
    });

    test('that asks for another time is told, and the meeting stays', async () => {
      const id = await invited();
      const of = await seat(id, 2);
      const proposed = { start: '2027-01-06T15:00:00Z', end: null };
      await read(id, of, reply(of, { method: 'COUNTER', proposed, comment: 'Szerdán?' }, 'tentative'));
      expect(await letters('counter')).toEqual(['tag1@kor.example', 'tag2@kor.example']);
      expect(await seat(id, 2)).toMatchObject({ reply: 'tentative' });
      expect((await findMeetingById(database(), id))?.starts).toBe('2027-01-05T16:00');
    });

    test('that asks for another time hears, by a link of those who run the circle, that it stays', async () => {
      const id = await invited();
      const of = await seat(id, 2);
      const words = await wordsIn('hu');
      const proposed = { start: '2027-01-06T15:00:00Z', end: null };
      await read(id, of, reply(of, { method: 'COUNTER', proposed, comment: null }, 'tentative'));
      const rows = await database()
        .selectFrom('capability_link')
        .select(['id', 'purpose', 'subject', 'person_id as person'])
        .where('purpose', '=', stayByLink.purpose)
        .execute();
      expect(rows).toHaveLength(2);
      const press = (link: CapabilityLink, at = later) =>
        inTransaction(database(), (tx) =>
          stayByLink.act(tx, link, { choice: 'stays', note: null }, { now: at, words, domains: [] })
        );
      for (const link of rows) {
        expect((await stayByLink.show(database(), link, words, []))?.choices).toHaveLength(1);
        await press(link);
      }
      expect(await letters('stays')).toEqual(['tag3@kor.example']);
      expect((await filesTo('tag3@kor.example')).at(-1)).toContain('METHOD:DECLINECOUNTER');

      const moved = meetingDraft({ title: 'Másik', starts: '2027-01-06T16:00' });
      await changeMeeting(database(), world.convenor, { id, draft: moved }, later);
      for (const link of rows)
        expect((await stayByLink.show(database(), link, words, []))?.choices).toEqual([]);
    });

    test('that delegates invites whoever was named', async () => {
      const id = await invited();
      const of = await seat(id, 2);
      const delegate = { email: 'beugro@kor.example', name: 'Beugró Béla', status: 'needs_action' as const };
      await read(
        id,
        of,
        reply(of, {
          attendees: [
            {
              email: of.member.email ?? '',
              name: of.name,
              status: 'delegated',
              delegatedTo: [delegate.email]
            },
            delegate
          ]
        })
      );
      expect(await letters('substitute')).toEqual(['beugro@kor.example']);
      expect(await seat(id, 2)).toMatchObject({
        reply: 'declined',
        substitute: { name: 'Beugró Béla', reply: null }
      });
    });

    test('in somebody’s own words is passed on to those who run the circle, an absence notice is not', async () => {
      const id = await invited();
      const of = await seat(id, 2);
      const calendars: ItipReply[] = [];
      expect(await read(id, of, reply(of), { calendars, autoSubmitted: true })).toBe('taken');
      expect(await letters('words')).toEqual([]);
      expect(await read(id, of, reply(of), { calendars, text: 'Jövök, de csak ötre!' })).toBe('taken');
      expect(await letters('words')).toHaveLength(2);
      expect(await read(id, null, reply(of), { calendars })).toBe('not_mine');
    });
  });

  test('a substitute gets a letter of their own, counts when they come, and is told when they need not', async () => {
    const id = await invited({ quorum: 3 });
    const of = await seat(id, 2);
    const substitute = { name: 'Beugró Béla', email: 'beugro@kor.example' };
    await answerByToken(
      database(),
      { token: of.token, answer: { ...coming, reply: 'declined', substitute }, seen: 0 },
      later
    );
    const token = (await seat(id, 2)).substitute?.token ?? '';
    expect(token).not.toBe('');
    await answerByToken(database(), { token, answer: coming, seen: 0 }, later);
    const count = headcount(await listInvitees(database(), id), 3);
    expect(count).toMatchObject({ coming: 1, deciding: 1, missing: 2 });
    await answerByToken(
      database(),
      { token: of.token, answer: coming, seen: 0 },
      new Date(later.getTime() + 5000)
    );
    expect(await letters('left')).toEqual(['beugro@kor.example']);
    expect((await seat(id, 2)).substitute).toBeNull();
  });

  test('shows residents neither who is host by name nor the way in from afar', async () => {
    const id = await called({ remote: 'https://beszelgetes.example/titok' });
    await setHost(database(), world.convenor, { meeting: id, member: world.seats[2]?.id ?? '' }, now);
    const meeting = await findMeetingById(database(), id);
    const shown = JSON.stringify(meeting && publicPart(meeting));
    expect(JSON.stringify(meeting)).toContain('titok');
    expect(shown).not.toContain('titok');
    expect(shown).not.toContain(world.seats[2]?.name);
    expect(shown).not.toContain(meeting?.uid);
  });

  test('what was told by telephone is entered by those who run the circle, and by nobody else', async () => {
    const id = await invited();
    const member = world.seats[3]?.id ?? '';
    const entered = { meeting: id, member, answer: coming };
    expect(await answerInAccount(database(), { kind: 'anonymous' }, entered, later)).toEqual({
      ok: false,
      reason: 'not_yours'
    });
    expect(await answerInAccount(database(), world.convenor, entered, later)).toMatchObject({ ok: true });
    expect(await seat(id, 3)).toMatchObject({ reply: 'accepted', how: 'told' });
  });

  test('reminders go to those without an answer a week before, and to all who may come the day before, once each', async () => {
    const id = await invited();
    await answerByToken(database(), { token: (await seat(id, 2)).token, answer: coming, seen: 0 }, later);
    await answerByToken(
      database(),
      { token: (await seat(id, 3)).token, answer: { ...coming, reply: 'declined' }, seen: 0 },
      later
    );
    const week = new Date('2026-12-29T06:00:00Z');
    await remindInvitees(database(), week);
    await remindInvitees(database(), week);
    expect(await letters('answer')).toHaveLength(6);
    await remindInvitees(database(), new Date('2027-01-04T06:00:00Z'));
    await remindInvitees(database(), new Date('2027-01-04T08:00:00Z'));
    expect(await letters('tomorrow')).toHaveLength(7);
  });

  test('too few comers are told two days before, once, with what can be done', async () => {
    await invited({ quorum: 5 });
    await warnOfQuorum(database(), new Date('2027-01-02T06:00:00Z'));
    expect(await letters('quorum')).toEqual([]);
    await warnOfQuorum(database(), new Date('2027-01-03T06:00:00Z'));
    await warnOfQuorum(database(), new Date('2027-01-03T07:00:00Z'));
    expect(await letters('quorum')).toEqual(['tag1@kor.example', 'tag2@kor.example']);
  });

  test('those in one car are told of each other with consent only', async () => {
    const id = await invited({ place: null });
    const [venue] = await database()
      .selectFrom('settlement')
      .select('id')
      .where('name', '=', 'Szentes')
      .execute();
    await changeMeeting(
      database(),
      world.convenor,
      { id, draft: meetingDraft({ settlement: venue?.id ?? null, place: null }) },
      later
    );
    const travel = { ride: 'offers' as const, seats: 3, from: null, phone: '06-30-111', consent: true };
    const from = (await seat(id, 1)).member.settlement?.id ?? null;
    const give = async (index: number, changes: { ride?: 'wants'; consent?: boolean }) =>
      answerByToken(
        database(),
        {
          token: (await seat(id, index)).token,
          answer: { ...coming, travel: { ...travel, from, ...changes } },
          seen: 1
        },
        later
      );
    await give(1, {});
    await give(2, { ride: 'wants' });
    await give(3, { ride: 'wants', consent: false });
    await tellOfCars(database(), new Date('2027-01-03T06:00:00Z'));
    await tellOfCars(database(), new Date('2027-01-03T09:00:00Z'));
    expect(await letters('car')).toEqual(['tag2@kor.example', 'tag3@kor.example']);

    // Who drives does not come after all: whoever waits for that car is told, once.
    await answerByToken(
      database(),
      { token: (await seat(id, 1)).token, answer: { ...coming, reply: 'declined' }, seen: 1 },
      new Date('2027-01-03T10:00:00Z')
    );
    await tellOfCars(database(), new Date('2027-01-03T11:00:00Z'));
    await tellOfCars(database(), new Date('2027-01-03T12:00:00Z'));
    const told = await letters('car');
    expect(told.filter((email) => email === 'tag3@kor.example')).toHaveLength(2);
    expect(told).toHaveLength(3);
  });

  test('changed by two at once keeps what both changed, and asks about what both changed differently', async () => {
    const id = await called();
    const before = await findMeetingById(database(), id);
    if (!before) throw new Error('not there');
    const form = async (changes: Record<string, string>): Promise<FormData> => {
      const data = new FormData();
      for (const [field, text] of Object.entries({
        ...(await meetingToChange(database(), before)),
        ...changes
      }))
        data.append(field, text);
      return data;
    };
    const [first, second, third] = [
      await form({ title: 'Téli kerekasztal' }),
      await form({ time: '17:00', end_time: '19:00' }),
      await form({ title: 'Évzáró' })
    ];
    const save = (data: FormData, at: Date) =>
      handleMeetingChange(database(), world.convenor, { form: data, meeting: before }, at);
    expect(await save(first, later)).toEqual({ saved: { told: 0, merged: false } });
    expect(await save(second, new Date(later.getTime() + 1000))).toEqual({
      saved: { told: 0, merged: true }
    });
    expect(await findMeetingById(database(), id)).toMatchObject({
      title: 'Téli kerekasztal',
      starts: '2027-01-05T17:00'
    });
    expect(await save(third, new Date(later.getTime() + 2000))).toMatchObject({
      values: { title: 'Évzáró' },
      meanwhile: { conflicts: ['title'] }
    });
    expect((await findMeetingById(database(), id))?.title).toBe('Téli kerekasztal');
  });

  describe('a change put back', () => {
    const change = async (id: string, changes: Partial<MeetingDraft>): Promise<JsonValue> => {
      await changeMeeting(database(), world.convenor, { id, draft: meetingDraft(changes) }, later);
      const { details } = await database()
        .selectFrom('activity')
        .select('details')
        .where('verb', '=', 'meeting.changed')
        .where('object_id', '=', id)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      return details;
    };
    const plan = async (id: string, details: JsonValue) =>
      restoreMeeting.plan(database(), world.convenor, { object: id, details }, await wordsIn('hu'));

    test('moves the meeting back and asks everybody again, and keeps what else was changed since', async () => {
      const id = await invited();
      const details = await change(id, { starts: '2027-01-06T17:00' });
      await change(id, { starts: '2027-01-06T17:00', place: 'Tornaterem' });
      const now = await plan(id, details);
      expect(now).toMatchObject({ since: false, hindrance: null });
      expect(now?.changes.map(({ after }) => after)).toEqual(['2027. január 5., kedd, 16:00']);
      expect(now?.notice).toContain('újra kérjük');
      const before = (await letters('moved')).length;
      const from = now?.version ?? later;
      const at = new Date(later.getTime() + 60_000);
      const asked = { object: id, details, from };
      expect(await restoreMeeting.apply(database(), world.convenor, asked, at)).toBe('restored');
      expect(await findMeetingById(database(), id)).toMatchObject({
        starts: '2027-01-05T16:00',
        place: 'Tornaterem',
        sequence: 3
      });
      expect((await letters('moved')).length).toBe(before * 2);
      expect(await restoreMeeting.apply(database(), world.convenor, asked, at)).toBe('changed_meanwhile');
    });

    test('is not where it would lead into the past, for a meeting that is off, or for whoever may not call it', async () => {
      const id = await invited();
      const details = await change(id, { starts: '2027-02-02T16:00' });
      const asked = { object: id, details, from: (await plan(id, details))?.version ?? later };
      const tooLate = new Date('2027-01-20T09:00:00Z');
      expect(await restoreMeeting.apply(database(), world.convenor, asked, tooLate)).toBe('too_late');
      await cancelMeeting(database(), world.convenor, { id, reason: null }, later);
      expect((await plan(id, details))?.hindrance).toContain('elmarad');
      const stranger = { ...world.convenor, id: newId<'person'>(later) };
      expect(
        await restoreMeeting.plan(database(), stranger, { object: id, details }, await wordsIn('hu'))
      ).toBeNull();
    });
  });

  describe('a rule', () => {
    const set = (draft: SeriesDraft) =>
      setSeries(database(), world.convenor, { circle: world.circle, draft, venue: null, shown: null }, now);
    const starts = async (): Promise<string[]> =>
      (await listComing(database(), world.circle, now, { cancelled: false })).map((each) => each.starts);

    test('plans a year ahead, at the same hour in summer and in winter, and again after a while', async () => {
      await set(quarterly);
      expect(await starts()).toEqual([
        ...['2026-12-01T16:00', '2027-03-02T16:00', '2027-06-01T16:00', '2027-09-07T16:00']
      ]);
      await planAhead(database(), now);
      expect(await starts()).toHaveLength(4);
      await planAhead(database(), new Date('2027-01-01T00:00:00Z'));
      expect((await starts()).at(-1)).toBe('2027-12-07T16:00');
    });

    test('changed moves those that nobody was invited to; stopped, they go', async () => {
      await set(quarterly);
      const [first] = await listComing(database(), world.circle, now);
      await inviteToMeeting(database(), world.convenor, { id: first?.id ?? '' }, now);
      await set({ ...quarterly, pattern: { kind: 'monthly', every: 3, nth: 1, weekday: 4 }, time: '17:00' });
      expect(await starts()).toEqual([
        ...['2026-12-01T16:00', '2027-03-04T17:00', '2027-06-03T17:00', '2027-09-02T17:00']
      ]);
      await stopSeries(database(), world.convenor, { circle: world.circle }, now);
      expect(await starts()).toEqual(['2026-12-01T16:00']);
      await planAhead(database(), now);
      expect(await starts()).toEqual(['2026-12-01T16:00']);
    });

    test('sends its invitations three weeks before by itself', async () => {
      await set(quarterly);
      await sendDueInvitations(database(), new Date('2026-11-09T09:00:00Z'));
      expect(await letters('invited')).toEqual([]);
      await sendDueInvitations(database(), now);
      expect(await letters('invited')).toHaveLength(8);
    });
  });

  describe('a host', () => {
    test('is proposed for each meeting, nobody twice before all had their turn', async () => {
      for (const month of ['01', '02', '03', '04']) await called({ starts: `2027-${month}-05T16:00` });
      const hosts = (await proposeHosts(database(), { circle: world.circle }, now)).map(
        ({ member }) => member?.id
      );
      expect(hosts.every((id) => id !== undefined)).toBe(true);
      expect(new Set(hosts).size).toBe(4);
    });

    test('asked by mail accepts with a place of theirs, and those invited hear where it is', async () => {
      const id = await invited({ place: null });
      const member = world.seats[2]?.id ?? '';
      expect(await askHost(database(), world.convenor, { meeting: id, member }, now)).toMatchObject({
        ok: true
      });
      expect(await letters('host_ask')).toEqual(['tag3@kor.example']);
      const [ask] = await listAsks(database(), [id]);
      const accepted = { ask: ask?.id ?? '', venue: null, place: 'Olvasókör', note: null };
      expect(await inTransaction(database(), (tx) => acceptHosting(tx, accepted, later))).toMatchObject({
        place: 'Olvasókör'
      });
      expect((await findMeetingById(database(), id))?.host?.id).toBe(member);
      expect(await letters('changed')).toHaveLength(8);
      expect(await inTransaction(database(), (tx) => acceptHosting(tx, accepted, later))).toBeNull();
    });

    test('who declines is followed by the next best, and is not proposed for that meeting again', async () => {
      const id = await called();
      const [proposal] = await proposeHosts(database(), { circle: world.circle }, now);
      const member = proposal?.member?.id ?? '';
      await askHost(database(), world.convenor, { meeting: id, member }, now);
      const [ask] = await listAsks(database(), [id]);
      await inTransaction(database(), (tx) =>
        declineHosting(tx, { ask: ask?.id ?? '', note: 'Festünk.' }, later)
      );
      expect(await letters('nextHost')).toEqual(['tag1@kor.example', 'tag2@kor.example']);
      const [next] = await proposeHosts(database(), { circle: world.circle }, now);
      expect(next?.member?.id).not.toBe(member);
    });
  });

  test('when somebody else takes a seat, they are invited anew, and the old letters and calendar answer nothing more', async () => {
    const id = await invited();
    const before = await seat(id, 5);
    const { member } = before;
    const feed = await findFeedToken(database(), member.id, now);
    await database()
      .updateTable('circle_member')
      .set({ email: 'uj@kor.example', person_id: null })
      .where('id', '=', member.id as Id<'circle_member'>)
      .execute();
    const activity = {
      ...{ id: newId<'activity'>(later), at: later, person_id: null, on_behalf_of: null },
      ...{ done_as: 'system' as const, verb: 'circle.member_changed', object_kind: 'circle' },
      ...{ object_id: world.circle, dispatched: true }
    };
    const changed = (fields: string) =>
      followSeats(database(), { ...activity, details: { member: member.id, fields } }, later);
    await changed('phone');
    expect((await seat(id, 5)).token).toBe(before.token);
    for (let times = 0; times < 2; times++) {
      await changed('name,email');
      expect((await letters('invited')).filter((email) => email === 'uj@kor.example')).toHaveLength(1);
    }
    const said = { token: before.token, answer: coming, seen: 0 };
    expect(await answerByToken(database(), said, later)).toMatchObject({ reason: 'not_found' });
    expect(await opensFeed(database(), { circle: world.circle, token: feed })).toBe(false);
    const { token } = await seat(id, 5);
    expect(await answerByToken(database(), { ...said, token }, later)).toMatchObject({ ok: true });
  });

  test('who leaves the circle is told, hosts no more, and a newcomer is invited', async () => {
    const id = await invited();
    const leaving = world.seats[4];
    await setHost(database(), world.convenor, { meeting: id, member: leaving?.id ?? '' }, now);
    await database()
      .updateTable('circle_member')
      .set({ left_on: '2026-12-01' })
      .where('id', '=', leaving?.id as NonNullable<typeof leaving>['id'])
      .execute();
    const activity = {
      ...{
        id: newId<'activity'>(later),
        at: later,
        person_id: null,
        on_behalf_of: null,
        done_as: 'system' as const
      },
      ...{
        verb: 'circle.member_left',
        object_kind: 'circle',
        object_id: world.circle,
        details: {},
        dispatched: true
      }
    };
    await followSeats(database(), activity, later);
    await hostLeft(database(), activity, later);
    await hostLeft(database(), activity, later);
    expect(await letters('left')).toEqual([leaving?.email]);
    expect((await findMeetingById(database(), id))?.host).toBeNull();
    expect(await letters('hostLeft')).toHaveLength(2);
    expect(await listInvitees(database(), id)).toHaveLength(7);
    expect(await inviteToMeeting(database(), system, { id }, later)).toMatchObject({ value: { written: 0 } });
  });
});
