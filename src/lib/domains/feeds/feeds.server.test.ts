// Feeds on a real database: taking over, what goes wrong on the way, what people decide, and who may.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#lib/core/ids.ts';
import { createEvent, updateEvent } from '#lib/domains/calendar/operations.server.ts';
import { findEvent, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { findCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { FetchResult } from '#lib/platform/fetch-guard.server.ts';
import { gatherHistory } from '#lib/platform/history.server.ts';
import { prepareRegister } from '#tests/bring-events.ts';
import { useDatabase } from '#tests/db.ts';
import { inCentralEuropean, playCalendar, type Clock, type Played } from '#tests/feed-player.ts';
import { domain as calendar } from '../calendar/domain.server.ts';
import { wordsIn } from '../../../words.ts';
import { domain } from './domain.server.ts';
import { previewForm } from './form.server.ts';
import { mendByLink } from './link-acts.server.ts';
import { tellOfReading } from './news.server.ts';
import { acceptGone, answerQuestion, keepFeedEvents } from './decisions.server.ts';
import { removeFeed } from './operations.server.ts';
import { pauseFeed, resumeFeed } from './pausing.server.ts';
import {
  findFeed,
  listDueFeeds,
  listFeeds,
  listQuestions,
  listReads,
  listWithdrawn
} from './queries.server.ts';
import { readFeed } from './read.server.ts';
import { address, appointKeepers, eventsOf, follow, mails, sent, type Keepers } from './world.ts';

const database = useDatabase();
const now = new Date('2027-01-10T09:00:00Z');
const day = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
let keepers: Keepers;
beforeAll(async () => {
  await prepareRegister(database());
  keepers = await appointKeepers(database(), now);
});

let feed: Id<'feed'>;
beforeEach(async () => {
  feed = await follow(database(), keepers, {}, now);
});

const evening = (n: number, more: Partial<Played> = {}): Played => ({
  ...{
    uid: `${n}@haz.example`,
    title: `${n}. klubest`,
    starts: `2027-02-${String(n).padStart(2, '0')}T18:00`
  },
  ...{ minutes: 90, place: 'Nagyterem' },
  ...more
});
const evenings = [1, 2, 3, 4, 5, 6].map((n) => evening(n));
const read = (body: string | Uint8Array | readonly Played[] | FetchResult, at = now) =>
  readFeed(database(), feed, at, () =>
    Promise.resolve(
      typeof body === 'string' || body instanceof Uint8Array
        ? sent(body)
        : 'ok' in body
          ? body
          : sent(playCalendar(body))
    )
  );
const said = async (): Promise<string[]> =>
  (await eventsOf(database(), feed)).map(({ title, starts, status }) => `${starts} ${title} ${status}`);
const state = async () => (await findFeed(database(), feed))!;
const draftOf = (event: FullEvent) => ({
  ...event,
  settlement: event.settlement?.id ?? null,
  venue: event.venue?.id ?? null,
  organisers: event.organisers.map(({ id }) => id)
});

describe('what comes is taken over', () => {
  test('with the organisation, the settlement and the venue that the source leaves unsaid', async () => {
    await read([
      evening(1, { place: 'Színházterem' }),
      evening(2, { place: 'Udvar' }),
      evening(3, { place: 'Eperjes, Fő tér' })
    ]);
    const events = await eventsOf(database(), feed);
    expect(
      events.map(({ settlement, venue, place, organisers }) => [
        settlement?.name,
        venue?.name ?? place,
        organisers[0]?.name
      ])
    ).toEqual([
      ['Szegvár', 'Színházterem', 'Szélmalom Művelődési Ház'],
      ['Szegvár', 'Udvar', 'Szélmalom Művelődési Ház'],
      ['Eperjes', 'Eperjes, Fő tér', 'Szélmalom Művelődési Ház']
    ]);
  });

  test('changes, moves and cancellations each for itself, and told in the history of the event', async () => {
    await read(evenings);
    const after = [
      evening(1, { title: '1. klubest vendéggel' }),
      evening(2, { starts: '2027-02-12T18:00' }),
      evening(3, { status: 'CANCELLED' }),
      evening(4, { title: 'ELMARAD! 4. klubest' }),
      ...evenings.slice(4)
    ];
    expect(await read(after, day(1))).toMatchObject({
      counts: { created: 0, changed: 1, moved: 1, cancelled: 2, gone: 0 }
    });
    expect(await said()).toEqual([
      '2027-02-01T18:00 1. klubest vendéggel confirmed',
      '2027-02-03T18:00 3. klubest cancelled',
      '2027-02-04T18:00 ELMARAD! 4. klubest cancelled',
      '2027-02-05T18:00 5. klubest confirmed',
      '2027-02-06T18:00 6. klubest confirmed',
      '2027-02-12T18:00 2. klubest confirmed'
    ]);
    const moved = (await eventsOf(database(), feed)).at(-1)!;
    const words = await wordsIn('hu');
    const { entries } = await gatherHistory(
      database(),
      { domains: [calendar, domain], namePeople: () => Promise.resolve(new Map()) },
      { object: moved.id, words, page: 1 }
    );
    expect(entries.map(({ sentence }) => sentence)).toEqual([
      'Átvette a változást a naptárforrásból.',
      'Átvette a programot egy naptárforrásból.'
    ]);
    expect(entries[0]?.changes.map(({ label }) => label)).toContain('Kezdés');
  });

  test('what was edited here stays, what was not follows the source', async () => {
    await read(evenings);
    const [event] = await eventsOf(database(), feed);
    await updateEvent(
      database(),
      keepers.owner,
      { id: event!.id, draft: { ...draftOf(event!), title: 'Farsangi est' } },
      now
    );
    await read([evening(1, { title: '1. est', starts: '2027-02-01T19:00' }), ...evenings.slice(1)], day(1));
    expect((await said())[0]).toBe('2027-02-01T19:00 Farsangi est confirmed');
  });

  test('an event that was entered here by hand is connected and not doubled; its words stay', async () => {
    const [model] = await (async () => {
      await read([evening(1)]);
      return eventsOf(database(), feed);
    })();
    await removeFeed(database(), keepers.owner, { id: feed, events: 'keep' }, now);
    const made = await createEvent(
      database(),
      keepers.owner,
      {
        ...draftOf({ ...model!, starts: '2027-02-02T18:00', title: '2. Klubest' }),
        description: 'Hozzon süteményt!',
        origin: undefined as never
      },
      now
    );
    feed = await follow(database(), keepers, {}, now);
    await read([evening(1, { minutes: 120 }), evening(2)], day(1));
    const events = await eventsOf(database(), feed);
    expect(events.map(({ id }) => id)).toEqual([model!.id, made.ok && made.value.id]);
    expect(events[0]).toMatchObject({ minutes: 120 });
    expect(events[1]).toMatchObject({ title: '2. Klubest', description: 'Hozzon süteményt!' });
    expect(await read([evening(1, { minutes: 120 }), evening(2)], day(2))).toMatchObject({
      counts: { created: 0, changed: 0 }
    });
  });

  test.each<[Clock, string]>([
    ['zone', '2027-02-01T18:00'],
    ['no_definition', '2027-02-01T18:00'],
    ['floating', '2027-02-01T18:00']
  ])('times written with %s are the local ones', async (clock, starts) => {
    await read(playCalendar([evening(1)], { clock }));
    expect((await eventsOf(database(), feed))[0]).toMatchObject({ starts, zone: 'Europe/Budapest' });
  });

  test('times of the world that are meant as local ones are read so where somebody has said it', async () => {
    await database().updateTable('feed').set({ utc_is_local: true }).execute();
    await read(playCalendar([evening(1)], { clock: 'false_utc' }));
    expect((await eventsOf(database(), feed))[0]).toMatchObject({
      starts: '2027-02-01T18:00',
      zone: 'Europe/Budapest'
    });
  });

  test('an hour that is skipped or happens twice is an hour', async () => {
    await read([evening(1, { starts: '2027-03-28T02:30' }), evening(2, { starts: '2027-10-31T02:30' })]);
    expect(await eventsOf(database(), feed)).toHaveLength(2);
    expect(
      await read(
        [evening(1, { starts: '2027-03-28T02:30' }), evening(2, { starts: '2027-10-31T02:30' })],
        day(1)
      )
    ).toMatchObject({ counts: { moved: 0, changed: 0 } });
  });

  test.each(['windows-1250', 'iso-8859-2'] as const)('letters written in %s are read', async (encoding) => {
    await read(inCentralEuropean(playCalendar([evening(1, { title: 'Őszi tűzrakó és főzőest' })]), encoding));
    expect((await eventsOf(database(), feed))[0]?.title).toBe('Őszi tűzrakó és főzőest');
  });

  test('a byte order mark, a table, JSON-LD on a page and RSS with times are read as well', async () => {
    expect(await read(`\ufeff${playCalendar([evening(1)])}`)).toMatchObject({
      outcome: 'read',
      counts: { created: 1 }
    });
    expect(
      await read(
        'cím;dátum;kezdés;vége;helyszín\n1. klubest;2027-02-01;18:00;19:30;Nagyterem\nTáblás est;2027-02-09;17:00;18:00;Nagyterem',
        day(1)
      )
    ).toMatchObject({ counts: { created: 1, changed: 0, moved: 0 } });
    const page = `<!doctype html><title>Ház</title><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"MusicEvent","name":"Zenés est","startDate":"2027-02-10T18:00:00+01:00","endDate":"2027-02-10T20:00:00+01:00","location":{"@type":"Place","name":"Nagyterem","address":{"addressLocality":"Szegvár"}}}]}</script>`;
    expect(await read(page, day(2))).toMatchObject({ outcome: 'read', counts: { created: 1, withdrawn: 0 } });
    const rss = `<?xml version="1.0"?><rss xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel><title>Ház</title><item><title>Hírek &amp; est</title><guid>7</guid><ev:startdate>2027-02-11T18:00:00+01:00</ev:startdate><description><![CDATA[<p>Jöjjenek!</p>]]></description></item></channel></rss>`;
    expect(await read(rss, day(3))).toMatchObject({ outcome: 'read', counts: { created: 1, withdrawn: 0 } });
    expect((await said()).slice(1)).toEqual([
      '2027-02-09T17:00 Táblás est confirmed',
      '2027-02-10T18:00 Zenés est confirmed',
      '2027-02-11T18:00 Hírek & est confirmed'
    ]);
  });

  test('five thousand events are taken over once', async () => {
    const many = Array.from({ length: 5000 }, (_, n) =>
      evening(1, {
        uid: `${n}`,
        title: `Est ${n}`,
        starts: `2027-${String(3 + (n % 9)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}T18:00`
      })
    );
    expect(await read(many)).toMatchObject({ counts: { created: 5000 } });
    expect(await read(many, day(1))).toMatchObject({ counts: { created: 0, changed: 0, gone: 0 } });
  });
});

describe('what is gone', () => {
  test('is withdrawn when it is missing twice, comes back with the source, and what is over is not missed', async () => {
    await read(evenings);
    expect(await read(evenings.slice(1), day(1))).toMatchObject({ counts: { gone: 1, withdrawn: 0 } });
    expect((await said())[0]).toBe('2027-02-01T18:00 1. klubest confirmed');
    expect(await read(evenings.slice(1), day(2))).toMatchObject({ counts: { gone: 1, withdrawn: 1 } });
    expect((await said())[0]).toBe('2027-02-01T18:00 1. klubest tentative');
    expect((await listWithdrawn(database(), feed)).map(({ title }) => title)).toEqual(['1. klubest']);
    expect(await read(evenings.slice(1), day(3))).toMatchObject({ counts: { withdrawn: 0 } });
    await read(evenings, day(4));
    expect((await said())[0]).toBe('2027-02-01T18:00 1. klubest confirmed');
    expect(await read(evenings.slice(2), day(30))).toMatchObject({ counts: { gone: 0 } });
  });

  test('stays when somebody keeps it', async () => {
    await read(evenings);
    await read(evenings.slice(1), day(1));
    await read(evenings.slice(1), day(2));
    const [lost] = await listWithdrawn(database(), feed);
    expect(
      await keepFeedEvents(
        database(),
        keepers.librarian,
        { id: feed, externalIds: [lost!.externalId] },
        day(2)
      )
    ).toEqual({ ok: false, reason: 'not_yours' });
    expect(
      await keepFeedEvents(database(), keepers.owner, { id: feed, externalIds: [lost!.externalId] }, day(2))
    ).toEqual({ ok: true, value: { count: 1 } });
    await read(evenings.slice(1), day(3));
    await read(evenings.slice(1), day(4));
    expect((await said())[0]).toBe('2027-02-01T18:00 1. klubest confirmed');
  });

  test('is not counted when the file broke off or more of it could not be read than before', async () => {
    await read(evenings);
    const whole = playCalendar(evenings);
    for (const at of [1, 2, 3]) await read(whole.slice(0, whole.lastIndexOf('BEGIN:VEVENT')), day(at));
    expect((await said()).every((each) => each.endsWith('confirmed'))).toBe(true);
  });

  test('all at once is held back until somebody says that it is right, and taken up again by itself when it was not', async () => {
    await read(evenings);
    const empty = playCalendar([]);
    expect(await read(empty, day(1))).toEqual({ outcome: 'held', gone: 6 });
    expect(await read(empty, day(2))).toEqual({ outcome: 'held', gone: 6 });
    expect(await mails(database())).toEqual(['haz@szelmalom.example feeds.mail.held.subject']);
    expect(await read(evenings, day(3))).toMatchObject({ outcome: 'read', counts: { gone: 0 } });
    expect((await state()).state).toBe('active');
    await read(empty, day(4));
    await acceptGone(database(), keepers.owner, feed, day(4));
    expect(await read(empty, day(4))).toMatchObject({ counts: { withdrawn: 6 } });
    expect(await read(empty, day(5))).toMatchObject({ outcome: 'read', counts: { withdrawn: 0 } });
  });

  test('an empty answer and a page of maintenance take nothing away', async () => {
    await read(evenings);
    for (const body of ['', '<!doctype html><title>Karbantartás</title>'])
      expect(await read(body, day(1))).toMatchObject({ outcome: 'failed' });
    expect((await said()).every((each) => each.endsWith('confirmed'))).toBe(true);
  });
});

describe('what nobody but a person knows', () => {
  const other = evening(1, { uid: null, title: 'Téli vigasság népzenével, kóstolóval' });
  const withoutUid = evenings.map((each) => ({
    ...each,
    uid: null,
    ...(each === evenings[0] ? { title: 'Téli bál' } : {})
  }));
  beforeEach(async () => {
    await read(withoutUid);
    await read([other, ...withoutUid.slice(1)], day(1));
  });

  test('is asked, and neither event is touched meanwhile', async () => {
    expect(await said()).toHaveLength(6);
    const [question] = await listQuestions(database(), feed, day(1));
    expect(question).toMatchObject({ held: { title: 'Téli bál' }, came: { title: other.title } });
    await answerQuestion(
      database(),
      keepers.owner,
      { id: feed, question: question!.id, answer: 'same' },
      day(1)
    );
    await read([other, ...withoutUid.slice(1)], day(2));
    expect((await said())[0]).toBe(`2027-02-01T18:00 ${other.title} confirmed`);
    expect(await said()).toHaveLength(6);
  });

  test('is settled as another event after three days', async () => {
    await read([other, ...withoutUid.slice(1)], day(5));
    await read([other, ...withoutUid.slice(1)], day(6));
    expect((await said()).slice(0, 2).sort()).toEqual(
      [`2027-02-01T18:00 Téli bál tentative`, `2027-02-01T18:00 ${other.title} confirmed`].sort()
    );
  });
});

describe('the way there', () => {
  const silent: FetchResult = { ok: false, reason: 'unreachable' };

  test('is taken again after an hour, then later and later, at most a day; not before the other side wants it', async () => {
    const waits: number[] = [];
    let at = now;
    for (let n = 0; n < 7; n++) {
      await read(silent, at);
      const next = (await state()).nextReadAt;
      waits.push((next.getTime() - at.getTime()) / 3_600_000);
      at = next;
    }
    [1, 2, 4, 8, 16, 24, 24].forEach((hours, n) => {
      expect(waits[n]!).toBeGreaterThanOrEqual(hours * 0.9);
      expect(waits[n]!).toBeLessThanOrEqual(hours * 1.1);
    });
    await read(evenings, at);
    await read({ ok: false, reason: 'refused_there', status: 503, retryAfter: 7_200_000 }, at);
    expect((await state()).nextReadAt.getTime() - at.getTime()).toBe(7_200_000);
  });

  test('is left after a week with one mail, mended by the link in it, and told when it works', async () => {
    await read(evenings);
    for (let at = 0; at <= 9; at++)
      if ((await listDueFeeds(database(), day(at + 1), 5)).length > 0) await read(silent, day(at + 1));
    expect(await state()).toMatchObject({ state: 'failed', fault: 'unreachable' });
    expect(await mails(database())).toEqual(['haz@szelmalom.example feeds.mail.failed.subject']);
    const { content } = await database().selectFrom('mail').select('content').executeTakeFirstOrThrow();
    const token = /\/answer\/([\w-]+)/.exec(JSON.stringify(content))?.[1] ?? '';
    const link = await findCapabilityLink(database(), token, day(9));
    if (!link.ok) throw new Error(link.reason);
    const words = await wordsIn('hu');
    const page = await mendByLink.show(database(), link.value, words, []);
    expect(page?.fields?.[0]).toMatchObject({ name: 'address', value: address });
    const context = { now: day(9), words, domains: [] };
    expect(
      await mendByLink.act(
        database(),
        link.value,
        { choice: 'again', note: null, fields: { address: 'nem cím' } },
        context
      )
    ).toHaveProperty('mistakes.address');
    const fields = { address: 'webcal://uj.example/naptar.ics' };
    await inTransaction(database(), (tx) =>
      mendByLink.act(tx, link.value, { choice: 'again', note: null, fields }, context)
    );
    expect(await state()).toMatchObject({ state: 'active', address: 'https://uj.example/naptar.ics' });
    await read(evenings, day(9));
    expect((await mails(database())).slice(1)).toEqual(['haz@szelmalom.example feeds.mail.resumed.subject']);
    await read(evenings, day(10));
    expect(await mails(database())).toHaveLength(2);
  });

  test('that has moved for good is remembered; what has not changed is not read again', async () => {
    const asked: (string | null | undefined)[] = [];
    const playing = (result: FetchResult) => (request: { etag?: string | null }) => {
      asked.push(request.etag);
      return Promise.resolve(result);
    };
    await readFeed(
      database(),
      feed,
      now,
      playing(sent(playCalendar(evenings), { etag: '"7"', movedTo: 'https://uj.example/n.ics' }))
    );
    expect(await state()).toMatchObject({ address: 'https://uj.example/n.ics', etag: '"7"' });
    expect(
      await readFeed(
        database(),
        feed,
        day(1),
        playing({ ok: true, value: { kind: 'not_modified', movedTo: null } })
      )
    ).toEqual({ outcome: 'not_modified' });
    expect(asked).toEqual([null, '"7"']);
    expect((await listReads(database(), feed, 1)).rows.map(({ outcome }) => outcome)).toEqual([
      'not_modified',
      'read'
    ]);
  });
});

describe('who keeps a feed', () => {
  test('sees and changes those of the own organisation, and no others', async () => {
    expect((await listFeeds(database(), keepers.owner, 1)).rows.map(({ id }) => id)).toEqual([feed]);
    expect((await listFeeds(database(), keepers.librarian, 1)).rows).toEqual([]);
    expect(await pauseFeed(database(), keepers.librarian, feed, now)).toEqual({
      ok: false,
      reason: 'not_yours'
    });
    await pauseFeed(database(), keepers.owner, feed, now);
    expect(await listDueFeeds(database(), day(9), 5)).toEqual([]);
    await resumeFeed(database(), keepers.owner, feed, now);
    expect(await listDueFeeds(database(), day(9), 5)).toEqual([feed]);
  });

  test('takes it off with its events left here, or taken from the public', async () => {
    await read(evenings);
    const [event] = await eventsOf(database(), feed);
    await removeFeed(database(), keepers.owner, { id: feed, events: 'withdraw' }, now);
    expect(await findEvent(database(), event!.id)).toMatchObject({ source: 'entered', status: 'tentative' });
    expect(await findFeed(database(), feed)).toBeNull();
  });

  test('hears once what a reading brought, with a link that keeps what was withdrawn', async () => {
    await read(evenings);
    await read(evenings.slice(1), day(1));
    await read(evenings.slice(1), day(2));
    const activities = await database()
      .selectFrom('activity')
      .selectAll()
      .where('verb', '=', 'feed.read')
      .orderBy('id')
      .execute();
    expect(activities).toHaveLength(2);
    for (const activity of [...activities, ...activities]) await tellOfReading(database(), activity, day(2));
    expect((await mails(database())).sort()).toEqual([
      'haz@szelmalom.example feeds.notify.changed',
      'haz@szelmalom.example feeds.notify.withdrawn'
    ]);
  });
});

describe('the page on which somebody subscribes', () => {
  const look = async (filled: Readonly<Record<string, string>>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ address, ...filled })) form.set(name, value);
    const words = await wordsIn('hu');
    const fetch = () => Promise.resolve(sent(playCalendar([{ ...evening(1), rule: 'FREQ=WEEKLY' }])));
    return previewForm(database(), keepers.owner, { form, words, now, fetch });
  };

  test('keeps the name of an organisation as it was typed, and offers its settlement', async () => {
    const typed = await look({ organisation: 'Szélmalom Művelődési Ház' });
    expect(typed.values.texts).toMatchObject({
      organisation: 'Szélmalom Művelődési Ház',
      settlement: 'Szegvár'
    });
    const emptied = await look({ organisation: keepers.house, settlement: '' });
    expect(emptied.values.texts).toMatchObject({ organisation: keepers.house, settlement: '' });
  });

  test('tells an organisation that is not known from one that was not given', async () => {
    const codes = async (organisation: string) =>
      (await look({ organisation })).errors.map(({ code }) => code);
    expect(await codes('')).toEqual(['organisation_missing']);
    expect(await codes('Nincs Ilyen Ház')).toEqual(['organisation_unknown']);
    expect(await codes(keepers.library)).toEqual(['organisation_unknown']);
  });

  test('says of a repeating event that it repeats', async () => {
    const { preview } = await look({ organisation: keepers.house });
    expect(preview?.events.map(({ rule }) => rule)).toEqual(['FREQ=WEEKLY']);
  });
});
