// Who hears of what others did, how often, and in which words: from the operation through the subscribers to page and outbox.
import { beforeEach, describe, expect, test } from 'vitest';
import { rankedDomains } from '../../src/house.server.ts';
import { wordsIn } from '../../src/words.ts';
import { useDatabase } from '../db.ts';
import { fold } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { createEvent, setEventStatus, updateEvent } from '#lib/domains/calendar/operations.server.ts';
import type { EventDraft } from '#lib/domains/calendar/write.server.ts';
import { eventImporter } from '#lib/domains/calendar/import.server.ts';
import { leaveEvent } from '#lib/domains/calendar/co-organiser.server.ts';
import { findEvent } from '#lib/domains/calendar/queries.server.ts';
import { listConsents } from '#lib/domains/people/consent.server.ts';
import { acceptInvitation } from '#lib/domains/people/invitations.server.ts';
import { askToJoinAs } from '#lib/domains/people/join-requests.server.ts';
import { inviteRepresented, representNewcomer } from '#lib/domains/people/representation.server.ts';
import { findCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import type { Place } from '#lib/domains/people/place.ts';
import { changeRole, leaveRole } from '#lib/domains/people/team-changes.server.ts';
import { listTeam } from '#lib/domains/people/team.server.ts';
import { organisationImporter } from '#lib/domains/registry/import-organisations.server.ts';
import { updateVenue } from '#lib/domains/registry/operations.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { OrganisationRoleKind, Person, Role } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { startJobs } from '#lib/platform/jobs.server.ts';
import { setMailFrequency } from '#lib/platform/mail/frequency.server.ts';
import { textOf } from '#lib/platform/mail/render.ts';
import {
  countUnread,
  listNotifications,
  readAll,
  readNotification
} from '#lib/platform/notifications/queries.server.ts';

const database = useDatabase();
const words = await wordsIn('hu');
const now = new Date('2027-03-03T09:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);
let house: string;
let library: string;
let ilka: Person;
let marta: Person;
let balazs: Person;
let event: Id<'event'>;
let tellDone: Set<string>;

beforeEach(async () => {
  house = await organisation('Révház', 'revhaz');
  library = await organisation('Községi Könyvtár', 'konyvtar');
  ilka = await person('Révész Ilka', [{ kind: 'editor', organisation: house }]);
  marta = await person('Bárány Márta', [{ kind: 'owner', organisation: house }]);
  balazs = await person('Takács Balázs', [{ kind: 'editor', organisation: library }]);
  await person('Csendes Pál', [{ kind: 'member', organisation: house }]);
  const saved = await createEvent(database(), ilka, draft(), minutes(-60));
  if (!saved.ok) throw new Error(saved.reason);
  event = saved.value.id;
  tellDone = new Set();
  await tell();
});

async function organisation(name: string, slug: string): Promise<string> {
  const id = newId<'organisation'>();
  await database()
    .insertInto('organisation')
    .values({
      ...{ id, slug, name, folded: slug, sector: 'civic', kind: 'association', settlement_id: null },
      ...{ street: null, summary: null, source: 'file', external_id: slug, created_at: now, updated_at: now }
    })
    .execute();
  return id;
}

async function person(name: string, roles: readonly Role[], email?: null): Promise<Person> {
  const address = email === null ? null : `${fold(name).replaceAll(' ', '.')}@revhaz.example`;
  return {
    kind: 'person',
    id: await addPerson(database(), { name, email: address, roles }, now),
    name,
    roles
  };
}

function draft(change: Partial<EventDraft> = {}): EventDraft {
  return {
    ...{ title: 'Szüreti bál', summary: null, description: null, organisers: [house], settlement: null },
    ...{ venue: null, place: null, lat: null, lon: null, starts: '2027-05-01T18:00', minutes: 120 },
    ...{ zone: 'Europe/Budapest', allDay: false, rule: null, exdates: [], rdates: [], overrides: [] },
    ...{
      audiences: [],
      themes: [],
      performers: [],
      tradition: null,
      attendance: null,
      background: false,
      price: null
    },
    ...{ website: null, status: 'confirmed', flexibility: { kind: 'fixed' } },
    ...change
  };
}

async function update(actor: Person, change: Partial<EventDraft>, at = now): Promise<void> {
  const saved = await updateEvent(database(), actor, { id: event, draft: draft(change) }, at);
  if (!saved.ok) throw new Error(saved.reason);
  await tell(at);
}

/** Runs the subscribers of what was recorded since. @param again also of what they have been told already */
async function tell(at = now, again = false): Promise<void> {
  const activities: Activity[] = await database().selectFrom('activity').selectAll().orderBy('id').execute();
  for (const activity of activities.filter(({ id }) => again || !tellDone.has(id))) {
    tellDone.add(activity.id);
    for (const { subscriptions = [] } of rankedDomains)
      for (const { name, verbs, handle } of subscriptions)
        if (name.startsWith('tell') && verbs.includes(activity.verb))
          await handle(database(), activity, at, wordsIn);
  }
}

async function pageOf(who: Person) {
  const { notifications } = await listNotifications(database(), who.id, { words, page: 1 });
  return notifications.map(({ text, details }) => [text, ...details]);
}

async function mailsTo(who: Person) {
  const rows = await database()
    .selectFrom('mail')
    .select(['content', 'state', 'kind', 'next_try_at'])
    .where('person_id', '=', who.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ content, ...row }) => ({ ...row, subject: content && textOf(content.subject, words) }));
}

describe('an event that somebody else changed', () => {
  test('is told to the other owners and editors, on their page and by mail; not to members, not to the doer', async () => {
    await update(ilka, { starts: '2027-05-02T19:30', place: 'a kertben' });
    expect(await pageOf(marta)).toEqual([
      [
        'Révész Ilka módosította az Önök programját: Szüreti bál.',
        'Kezdés: 2027. május 1., szombat, 18:00 → 2027. május 2., vasárnap, 19:30',
        'Pontosabban, szavakkal: (nem volt) → a kertben'
      ]
    ]);
    expect(await mailsTo(marta)).toEqual([
      {
        ...{ kind: 'news', state: 'waiting', next_try_at: now },
        subject: 'Révész Ilka módosította az Önök programját: Szüreti bál.'
      }
    ]);
    const told = await database().selectFrom('notification').select('person_id').execute();
    expect(told).toEqual([{ person_id: marta.id }]);
  });

  test('and that was cancelled says so', async () => {
    await setEventStatus(database(), ilka, { id: event, status: 'cancelled' }, now);
    await tell();
    expect((await pageOf(marta))[0]?.[0]).toBe('Révész Ilka lemondta az Önök programját: Szüreti bál.');
  });

  test('and that is organised together is told to the other house too, also to one that was just left out', async () => {
    await update(ilka, { organisers: [house, library] }, minutes(0));
    expect(await pageOf(balazs)).toEqual([
      ['Révész Ilka társszervezőként írta be Önöket ehhez a programhoz: Szüreti bál.']
    ]);
    expect(await pageOf(marta)).toEqual([
      [
        'Révész Ilka módosította közös programjukat: Szüreti bál.',
        'Szervezők: Révház → Révház, Községi Könyvtár'
      ]
    ]);
    await update(ilka, {}, minutes(30));
    expect(await pageOf(balazs)).toHaveLength(2);
  });

  test('is not told when nothing changed', async () => {
    await update(ilka, {});
    expect(await pageOf(marta)).toEqual([]);
  });

  test('is told to the house that somebody named as an organiser, not to those who entered it', async () => {
    await createEvent(database(), ilka, draft({ title: 'Közös bál', organisers: [house, library] }), now);
    await tell();
    expect(await pageOf(balazs)).toEqual([
      ['Révész Ilka társszervezőként írta be Önöket ehhez a programhoz: Közös bál.']
    ]);
    expect(await pageOf(marta)).toEqual([]);
  });
});

describe('being named as a co-organiser', () => {
  async function namedTogether(): Promise<Id<'event'>> {
    const saved = await createEvent(
      database(),
      ilka,
      draft({ title: 'Közös bál', organisers: [house, library] }),
      now
    );
    if (!saved.ok) throw new Error(saved.reason);
    await tell();
    return saved.value.id;
  }
  /** The link in the only mail to them. */
  async function linkTo(who: Person) {
    const { content } = await database()
      .selectFrom('mail')
      .select('content')
      .where('person_id', '=', who.id)
      .executeTakeFirstOrThrow();
    const token = /\/answer\/([\w-]+)/.exec(JSON.stringify(content))?.[1] ?? '';
    const link = await findCapabilityLink(database(), token, now);
    if (!link.ok) throw new Error(link.reason);
    return link.value;
  }
  const press = async (who: Person) => {
    const link = await linkTo(who);
    return inTransaction(database(), (tx) =>
      leaveEvent.act(tx, link, { choice: 'leave', note: null }, { now: minutes(5), words, domains: [] })
    );
  };
  const organisersOf = async (id: Id<'event'>) =>
    (await findEvent(database(), id))?.organisers.map(({ name }) => name);

  test('comes with a way out, which takes the organisation off and tells the others', async () => {
    const id = await namedTogether();
    const page = await leaveEvent.show(database(), await linkTo(balazs), words, []);
    expect(page?.choices.map(({ value }) => value)).toEqual(['leave']);
    expect(await press(balazs)).toMatchObject({
      sentence: 'Levettük a szervezetüket a program szervezői közül.'
    });
    await tell(minutes(5));
    expect(await organisersOf(id)).toEqual(['Révház']);
    expect(await pageOf(ilka)).toEqual([
      [
        'Takács Balázs levette a szervezetét (Községi Könyvtár) a program szervezői közül: Közös bál.',
        'Szervezők: Révház, Községi Könyvtár → Révház'
      ]
    ]);
  });

  test('leaves the decision to those who still work there', async () => {
    const id = await namedTogether();
    await database().deleteFrom('role').where('person_id', '=', balazs.id).execute();
    await press(balazs);
    expect(await organisersOf(id)).toEqual(['Révház', 'Községi Könyvtár']);
  });

  test('by an administrator is told to the co-organiser, not to the first', async () => {
    const julia = await person('Kovács Júlia', [{ kind: 'administrator' }]);
    await createEvent(database(), julia, draft({ title: 'Vásár', organisers: [house, library] }), now);
    await tell();
    expect(await pageOf(balazs)).toHaveLength(1);
    expect(await pageOf(marta)).toEqual([]);
  });
});

describe('coming in', () => {
  const place = (): Extract<Place, { kind: 'organisation' }> => ({
    ...{ kind: 'organisation', id: house, settlement: null, name: 'Révház', path: '/organisations/revhaz' }
  });

  test('asked for is told on the page of those who decide, who have had a mail about it already', async () => {
    const vera = await person('Kiss Vera', []);
    await askToJoinAs(
      database(),
      vera,
      { place: place(), message: null, locale: 'hu', wording: 'Így.' },
      now
    );
    await tell();
    expect(await pageOf(marta)).toEqual([
      ['Kiss Vera felvételét kéri ide: Révház. Önön is múlik, hogy csatlakozhat-e.']
    ]);
    expect(await pageOf(ilka)).toEqual([]);
    expect((await mailsTo(marta)).map(({ kind }) => kind)).toEqual(['essential']);
  });

  test('oneself is told to whoever acted for the person until then, and ends the consent to it', async () => {
    const consent = { how: 'paper', on: '2027-03-01', text: 'Hozzájárulok.', note: null } as const;
    const begun = await representNewcomer(
      database(),
      marta,
      { place: place(), name: 'Özv. Pásztor Jánosné', kind: 'member', consent },
      now
    );
    if (!begun.ok) throw new Error(begun.reason);
    const email = 'pasztorne@posta.example';
    await inviteRepresented(database(), marta, { represented: begun.value.id, email, locale: 'hu' }, now);
    const { content } = await database()
      .selectFrom('mail')
      .select('content')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    const token = /\/answer\/([\w-]+)/.exec(JSON.stringify(content))?.[1] ?? '';
    const link = await findCapabilityLink(database(), token, now);
    if (!link.ok) throw new Error(link.reason);
    await inTransaction(database(), (tx) =>
      acceptInvitation.act(
        tx,
        link.value,
        { choice: 'accept', note: null },
        { now: minutes(9), words, domains: [] }
      )
    );
    await tell(minutes(9));
    expect((await pageOf(marta))[0]?.[0]).toBe(
      'Özv. Pásztor Jánosné átvette a fiókját. Mostantól maga jegyzi be a dolgait, Ön többé nem jár el helyette.'
    );
    expect(await listConsents(database(), begun.value.id)).toMatchObject([{ withdrawnAt: minutes(9) }]);
  });
});

describe('several changes by the same person', () => {
  test('within a quarter of an hour are one notification, from the first state to the last', async () => {
    await update(ilka, { title: 'Bál' }, minutes(0));
    await update(ilka, { title: 'Bál', starts: '2027-05-02T18:00' }, minutes(5));
    await update(ilka, { title: 'Szüreti bál', starts: '2027-05-03T18:00' }, minutes(14));
    expect(await pageOf(marta)).toEqual([
      [
        'Révész Ilka módosította az Önök programját: Szüreti bál.',
        'Kezdés: 2027. május 1., szombat, 18:00 → 2027. május 3., hétfő, 18:00'
      ]
    ]);
    expect(await mailsTo(marta)).toHaveLength(1);
  });

  test('after it, or by another person, are another one', async () => {
    await update(ilka, { title: 'Bál' }, minutes(0));
    await update(ilka, { title: 'Nagy bál' }, minutes(15));
    await update(marta, { title: 'Óriás bál' }, minutes(16));
    expect(await pageOf(marta)).toHaveLength(2);
    expect(await pageOf(ilka)).toHaveLength(1);
  });

  test('after the mail has left are told by one more mail, when the quarter of an hour is over', async () => {
    await update(ilka, { title: 'Bál' }, minutes(0));
    await database().updateTable('mail').set({ state: 'sent', attempts: 1 }).execute();
    await update(ilka, { title: 'Nagy bál' }, minutes(3));
    await update(ilka, { title: 'Óriás bál' }, minutes(6));
    expect(await mailsTo(marta)).toMatchObject([
      { state: 'sent' },
      { state: 'waiting', next_try_at: minutes(15), subject: expect.stringContaining('Óriás bál') }
    ]);
  });

  test('make a notification new again that was read in between', async () => {
    await update(ilka, { title: 'Bál' }, minutes(0));
    await readAll(database(), marta.id, { until: minutes(1), now: minutes(1) });
    expect(await countUnread(database(), marta.id)).toBe(0);
    await update(ilka, { title: 'Nagy bál' }, minutes(5));
    expect(await countUnread(database(), marta.id)).toBe(1);
  });
});

describe('telling', () => {
  test('bears repetition: nothing is told twice, and nothing read becomes new', async () => {
    await update(ilka, { title: 'Bál' }, minutes(0));
    await update(ilka, { title: 'Nagy bál' }, minutes(5));
    await readAll(database(), marta.id, { until: minutes(6), now: minutes(6) });
    await tell(minutes(7), true);
    expect(await pageOf(marta)).toHaveLength(1);
    expect(await mailsTo(marta)).toHaveLength(1);
    expect(await countUnread(database(), marta.id)).toBe(0);
  });

  test('keeps no name of whoever did it, and says afterwards that they are gone', async () => {
    await update(ilka, { title: 'Bál' });
    const rows = await database().selectFrom('notification').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('Révész');
    await database().deleteFrom('person').where('id', '=', ilka.id).execute();
    expect((await pageOf(marta))[0]?.[0]).toBe('törölt felhasználó módosította az Önök programját: Bál.');
  });

  test.each([
    ['daily', ['held']],
    ['essentials', []]
  ] as const)('writes as often as the person wants: %s', async (frequency, states) => {
    await setMailFrequency(database(), marta.id, frequency, now);
    await update(ilka, { title: 'Bál' }, minutes(0));
    await update(ilka, { title: 'Nagy bál' }, minutes(5));
    expect((await mailsTo(marta)).map(({ state }) => state)).toEqual(states);
    expect(await pageOf(marta)).toHaveLength(1);
  });

  test('that fails is tried again, and does not keep the others from hearing', async () => {
    const heard: string[] = [];
    const room = (name: string, handle: () => Promise<void>) => ({
      ...{ name, rank: 9, verbs: ['event.updated'], columns: {} },
      subscriptions: [{ name: 'tell', verbs: ['event.updated'], handle }]
    });
    const jobs = startJobs(
      database(),
      [
        room('broken', () => Promise.reject(new Error('out of order'))),
        room('sound', async () => void heard.push('sound'))
      ],
      { wordsIn }
    );
    try {
      await jobs.drain();
      await updateEvent(database(), ilka, { id: event, draft: draft({ title: 'Bál' }) }, now);
      await jobs.drain();
    } finally {
      await jobs.stop();
    }
    expect(heard).toEqual(['sound']);
    const waiting = await database()
      .selectFrom('job')
      .select(['name', 'attempts', 'last_error', 'failed_at'])
      .where('done_at', 'is', null)
      .execute();
    expect(waiting).toMatchObject([{ name: 'broken.tell', attempts: 1, failed_at: null }]);
    expect(waiting[0]?.last_error).toContain('out of order');
  });
});

describe('work that waits', () => {
  test('does not wait for a long search, which comes to its end beside it', async () => {
    const heard: string[] = [];
    let found = (): void => {};
    const search = new Promise<void>((resolve) => (found = resolve));
    const jobs = startJobs(
      database(),
      [
        {
          ...{ name: 'room', rank: 9, verbs: ['event.updated'], columns: {} },
          subscriptions: [
            { name: 'tell', verbs: ['event.updated'], handle: async () => void heard.push('told') }
          ],
          schedules: [
            {
              ...{ name: 'search', everyMinutes: 60, searches: true },
              async run() {
                heard.push('searching');
                await search;
                heard.push('found');
              }
            }
          ]
        }
      ],
      { wordsIn }
    );
    try {
      await expect.poll(() => heard).toEqual(['searching']);
      await updateEvent(database(), ilka, { id: event, draft: draft({ title: 'Bál' }) }, now);
      await expect.poll(() => heard).toEqual(['searching', 'told']);
      found();
      await jobs.drain();
    } finally {
      await jobs.stop();
    }
    expect(heard).toEqual(['searching', 'told', 'found']);
  });
});

describe('roles', () => {
  const place = (): Place => ({
    ...{ kind: 'organisation', id: house, settlement: null, name: 'Révház', path: '/organisations/revhaz' }
  });
  async function roleOf(who: Person): Promise<string> {
    return (await listTeam(database(), place())).find((member) => member.person === who.id)?.role ?? '';
  }

  test('that change are told to the person, by mail too, and to the others who answer for the house', async () => {
    const vera = await person('Kiss Vera', [{ kind: 'editor', organisation: house }]);
    const kind: OrganisationRoleKind = 'member';
    await changeRole(database(), marta, { place: place(), id: await roleOf(ilka), kind }, now);
    await tell();
    expect(await pageOf(ilka)).toEqual([
      ['Bárány Márta megváltoztatta az Ön szerepét itt: Révház. Mostantól munkatárs.']
    ]);
    expect(await mailsTo(ilka)).toHaveLength(1);
    expect(await pageOf(vera)).toEqual([
      ['Révész Ilka szerepe megváltozott itt: Révház. Mostantól munkatárs.']
    ]);
    expect(await pageOf(marta)).toEqual([]);
  });

  test('that are given up are told to those who stay', async () => {
    await leaveRole(database(), ilka, await roleOf(ilka), now);
    await tell();
    expect(await pageOf(marta)).toEqual([['Révész Ilka már nem dolgozik itt: Révház.']]);
    expect(await pageOf(ilka)).toEqual([]);
  });

  test('that somebody was taken in to are on their page; the mail about it has been an essential one', async () => {
    const vera = await person('Kiss Vera', []);
    await inTransaction(database(), async (tx) => {
      const { recordActivity } = await import('#lib/platform/activity.server.ts');
      const { roleChange } = await import('#lib/domains/people/membership-activity.ts');
      const after: Role = { kind: 'editor', organisation: house };
      await recordActivity(tx, marta, now, roleChange({ person: vera.id, before: null, after }));
    });
    await tell();
    expect(await pageOf(vera)).toEqual([
      ['Bárány Márta felvette Önt ide: Révház. Az Ön szerepe: szerkesztő.']
    ]);
    expect(await mailsTo(vera)).toEqual([]);
    expect(await pageOf(ilka)).toEqual([['Kiss Vera csatlakozott ide: Révház. Szerepe: szerkesztő.']]);
  });
});

test('who is acted for finds it when they come, in words of their own', async () => {
  const old = await person('Özv. Pásztor Jánosné', [{ kind: 'editor', organisation: house }], null);
  await update({ ...marta, onBehalfOf: old, roles: old.roles }, { title: 'Bál' });
  expect(await pageOf(old)).toEqual([
    ['Bárány Márta az Ön nevében járt el. Amivel foglalkozott: Bál.', 'A program címe: Szüreti bál → Bál']
  ]);
  expect(await mailsTo(old)).toEqual([]);
  expect((await pageOf(ilka))[0]?.[0]).toBe('Bárány Márta módosította az Önök programját: Bál.');
});

test('a venue that another editor changed is told with the fields', async () => {
  const settlement = newId<'settlement'>();
  await database()
    .insertInto('settlement')
    .values({
      ...{ id: settlement, slug: 'szegvar', name: 'Szegvár', folded: 'szegvar', ksh_code: null },
      ...{ legal_status: null, county: null, district: null, district_code: null, area_ha: null },
      ...{ population: null, dwellings: null, lat: null, lon: null, source: 'entered', updated_at: now }
    })
    .execute();
  const id = newId<'venue'>();
  const facts = { kind: 'hall' as const, street: null, accessible: null, note: null };
  await database()
    .insertInto('venue')
    .values({
      ...{ ...facts, id, slug: 'terem', name: 'Terem', folded: 'terem', organisation_id: house as never },
      ...{ settlement_id: settlement, capacity: 80, lat: null, lon: null, source: 'entered' },
      ...{ external_id: null, created_at: now, updated_at: now }
    })
    .execute();
  const where = { organisation: house, settlement: { id: settlement, name: 'Szegvár' }, point: null };
  await updateVenue(
    database(),
    ilka,
    { id, draft: { ...facts, ...where, name: 'Nagyterem', capacity: 120 } },
    now
  );
  await tell();
  expect(await pageOf(marta)).toEqual([
    [
      'Révész Ilka módosította a helyszínük adatait: Nagyterem.',
      'Név: Terem → Nagyterem',
      'Hány főnek van hely? 80 → 120'
    ]
  ]);
});

describe('a file', () => {
  const options = { mapping: {}, source: 'file', now };
  const administrator = async (): Promise<Person> => person('Kovács Júlia', [{ kind: 'administrator' }]);

  test('that changes many records is one notification to each, of their own', async () => {
    const draftOf = (id: string, name: string, summary: string) => ({
      ...{ name, sector: 'civic' as const, kind: 'association' as const, settlement: null, street: null },
      ...{ summary, contacts: [], origin: { source: 'file', externalId: id } }
    });
    await database()
      .insertInto('role')
      .values({
        ...{ id: newId<'role'>(), person_id: marta.id, kind: 'owner', organisation_id: library },
        ...{ settlement_id: null, county: null, given_by: null, created_at: now }
      })
      .execute();
    const changed = (id: string, key: string, name: string) => ({
      ...{ id, line: 1, changed: ['summary'] },
      ...{ before: draftOf(key, name, 'Régi.'), after: draftOf(key, name, 'Új.') }
    });
    const julia = await administrator();
    await inTransaction(database(), (tx) =>
      organisationImporter.apply(
        tx,
        julia,
        {
          ...{ create: [], unchanged: 0, errors: [], duplicates: [] },
          update: [changed(house, 'revhaz', 'Révház'), changed(library, 'konyvtar', 'Községi Könyvtár')]
        } as never,
        options
      )
    );
    await tell();
    const [[text, ...names] = []] = await pageOf(marta);
    expect(text).toBe('Kovács Júlia fájlból frissítette az Önök adatait: 2 adatlap változott.');
    expect(names.sort()).toEqual(['Községi Könyvtár', 'Révház']);
    expect(await pageOf(marta)).toHaveLength(1);
    expect((await mailsTo(marta)).map(({ subject }) => subject)).toEqual([text]);
    expect(await pageOf(balazs)).toEqual([
      ['Kovács Júlia fájlból frissítette az Önök adatait: 1 adatlap változott.', 'Községi Könyvtár']
    ]);
  });

  test('of events says whose houses they concern', async () => {
    const julia = await administrator();
    const value = { draft: draft({ organisers: [library], origin: undefined }), before: null };
    await inTransaction(database(), (tx) =>
      eventImporter.apply(
        tx,
        julia,
        { create: [value], update: [], unchanged: 0, errors: [], duplicates: [] } as never,
        options
      )
    );
    await tell();
    expect((await pageOf(balazs))[0]?.[0]).toContain('az Önök szervezetét is érintik: Községi Könyvtár.');
    expect(await pageOf(marta)).toEqual([]);
  });
});

describe('the page', () => {
  test('marks as read what one looks at, and leads there; nobody opens what is not theirs', async () => {
    await update(ilka, { title: 'Bál' });
    const { notifications } = await listNotifications(database(), marta.id, { words, page: 1 });
    const id = notifications[0]?.id ?? '';
    expect(notifications[0]?.isNew).toBe(true);
    expect(await readNotification(database(), ilka.id, id, now)).toBeNull();
    expect(await readNotification(database(), marta.id, 'nonsense', now)).toBeNull();
    expect(await countUnread(database(), marta.id)).toBe(1);
    expect(await readNotification(database(), marta.id, id, now)).toMatch(/^\/events\/szureti-bal/);
    expect(await countUnread(database(), marta.id)).toBe(0);
  });

  test('leaves new what came after it was looked at', async () => {
    await update(ilka, { title: 'Bál' }, minutes(0));
    await update(ilka, { title: 'Nagy bál' }, minutes(20));
    await readAll(database(), marta.id, { until: minutes(10), now: minutes(21) });
    const { notifications } = await listNotifications(database(), marta.id, { words, page: 1 });
    expect(notifications.map(({ isNew }) => isNew)).toEqual([true, false]);
  });
});
