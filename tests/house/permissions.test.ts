// Every route answers every role as the matrix says, over real HTTP against the built application.
import { sql } from 'kysely';
import { globSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse } from '../../src/house.server.ts';
import { readSettings } from '../../src/settings.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { makeSignInLink, useSignInLink } from '#lib/domains/people/sign-in.server.ts';
import { slugOf } from '#lib/core/hungarian.ts';
import { insertMember } from '#lib/domains/circles/member-rows.server.ts';
import { insertCircle } from '#lib/domains/circles/operations.server.ts';
import { insertMeeting } from '#lib/domains/meetings/write.server.ts';
import { createProject } from '#lib/domains/projects/operations.server.ts';
import { addGift, enterSupporter } from '#lib/domains/projects/supporter-operations.server.ts';
import type { Id } from '#lib/core/ids.ts';
import { keepDraft } from '#lib/platform/imports/drafts.server.ts';
import { system, type Actor, type Role as HeldRole } from '#lib/platform/actor.ts';
import { newId, now } from '#lib/platform/clock.server.ts';
import { writeVisit } from '#lib/domains/acquaintance/operations.server.ts';
import { bareOffering } from '#lib/domains/exchange/model.ts';
import { createOffering } from '#lib/domains/exchange/operations.server.ts';
import { findOffering } from '#lib/domains/exchange/queries.server.ts';
import { draftAgreement } from '#lib/domains/matches/agreement-draft.server.ts';
import { keepMatches } from '#lib/domains/matches/keep.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { subscribe } from '#lib/domains/feeds/operations.server.ts';
import { pauseFeed } from '#lib/domains/feeds/pausing.server.ts';
import { spansOf, writeBooking } from '#lib/domains/bookings/write.server.ts';
import { addPhoto, removePhoto } from '#lib/domains/photos/operations.server.ts';
import { venuePhotos } from '#lib/domains/registry/photographed.server.ts';
import { insertPackage } from '#lib/domains/touring/operations.server.ts';
import { saveEquipment } from '#lib/domains/registry/equipment.server.ts';
import { organisersOf } from '#lib/domains/calendar/queries.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { unsubscribeTokens } from '#lib/platform/mail/frequency.server.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { testMailContent } from '#lib/platform/mail/test-mail.server.ts';
import { removeDirectory, startServer, type RunningServer } from '../running-server.ts';
import { permissions, roles, type Outcome, type Role } from './permissions.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'kalaka-permissions-'));
const sessions = new Map<Role, string>();
const names: Record<string, string> = {};
let server: RunningServer;

beforeAll(async () => {
  const house = await openHouse(readSettings({ DATA_DIRECTORY: dataDirectory }));
  try {
    await chooseObjects(house.db);
    const own = names['organisationId'] ?? '';
    const other = names['otherOrganisationId'] ?? '';
    const held: Record<Exclude<Role, 'anonymous'>, HeldRole> = {
      outsider: { kind: 'editor', organisation: other },
      member: { kind: 'member', organisation: own },
      editor: { kind: 'editor', organisation: own },
      owner: { kind: 'owner', organisation: own },
      caretaker: { kind: 'caretaker', settlement: names['settlementId'] ?? '' },
      coordinator: { kind: 'coordinator', county: names['county'] ?? '' },
      administrator: { kind: 'administrator' }
    };
    for (const [role, one] of Object.entries(held)) {
      const person = await addPerson(house.db, { name: role, email: null, roles: [one] }, now());
      const signedIn = await useSignInLink(house.db, await makeSignInLink(house.db, person, now()), now());
      if (!signedIn.ok) throw new Error(signedIn.reason);
      if (role === 'member') names['person'] = person;
      sessions.set(role as Role, signedIn.value.session);
      if (role === 'administrator') {
        await addDraft(house.db, person);
        await addMail(house.db, person);
      }
    }
  } finally {
    await house.close();
  }
  server = await startServer({ dataDirectory });
});

afterAll(async () => {
  await server?.stop();
  removeDirectory(dataDirectory);
});

/** An organisation with a public event, a plan and a venue, and another one that has nothing to do with these. */
async function chooseObjects(db: Database): Promise<void> {
  const plan = await db
    .selectFrom('event')
    .innerJoin('event_organiser', 'event_organiser.event_id', 'event.id')
    .innerJoin('organisation', 'organisation.id', 'event_organiser.organisation_id')
    .innerJoin('venue', 'venue.organisation_id', 'organisation.id')
    .where('event.status', '=', 'tentative')
    .select(['event.slug as event', 'venue.slug as venue', 'organisation.slug', 'organisation.id'])
    .orderBy('event.slug')
    .executeTakeFirstOrThrow();
  const open = await db
    .selectFrom('event')
    .innerJoin('event_organiser', 'event_organiser.event_id', 'event.id')
    .where('event_organiser.organisation_id', '=', plan.id)
    .where('event.status', '=', 'confirmed')
    .select(['event.id', 'event.slug'])
    .orderBy('event.slug')
    .executeTakeFirstOrThrow();
  const organisersOfOpen = (await organisersOf(db, [open.id])).get(open.id)?.map(({ id }) => id) ?? [];
  const other = await db
    .selectFrom('organisation')
    .select('id')
    .where('id', '!=', plan.id)
    .where('id', 'not in', organisersOfOpen as never[])
    .orderBy('slug')
    .executeTakeFirstOrThrow();
  const neighbour = await db
    .selectFrom('organisation')
    .innerJoin('organisation as own', 'own.settlement_id', 'organisation.settlement_id')
    .select('organisation.id')
    .where('own.id', '=', plan.id)
    .where('organisation.id', '!=', plan.id)
    .orderBy('organisation.slug')
    .executeTakeFirstOrThrow();
  const service = await db
    .selectFrom('service')
    .select(['id', 'slug'])
    .where('organisation_id', '=', plan.id)
    .orderBy('slug')
    .executeTakeFirstOrThrow();
  const settlement = await db
    .selectFrom('settlement')
    .innerJoin('organisation', 'organisation.settlement_id', 'settlement.id')
    .where('organisation.id', '=', plan.id)
    .select(['settlement.id', 'settlement.slug', 'settlement.county'])
    .executeTakeFirstOrThrow();
  Object.assign(names, {
    settlementId: settlement.id,
    settlement: settlement.slug,
    county: settlement.county,
    countySlug: slugOf(settlement.county ?? '')
  });
  const offering = await createOffering(
    db,
    system,
    {
      facts: {
        ...bareOffering,
        ...{ side: 'offer', category: 'equipment', title: 'Kölcsönadjuk a vetítőt' },
        ...{ organisation: plan.id, settlement: settlement.id }
      }
    },
    now()
  );
  if (!offering.ok) throw new Error(offering.reason);
  await addMatch(db, { organisation: plan.id, offering: offering.value.id, settlement: settlement.id });
  Object.assign(names, {
    offering: offering.value.slug,
    service: service.slug,
    serviceId: service.id,
    event: open.slug,
    tentativeEvent: plan.event,
    venue: plan.venue,
    organisation: plan.slug,
    organisationId: plan.id,
    otherOrganisationId: other.id,
    neighbourId: neighbour.id,
    organisationChange: await addChange(db, plan.id)
  });
  await addCircle(db, { organisation: plan.id, settlement: settlement.id });
  await addTour(db, { organisation: plan.id, settlement: settlement.id });
  await addProject(db, { organisation: plan.id, partner: neighbour.id, settlement: settlement.id });
  await addBooking(db, { venue: plan.venue, organisation: plan.id });
  await addVisit(db, { organisation: plan.id, settlement: settlement.id });
  await addRetimings(db, open.id);
  await addPhotos(db, plan.venue);
}

/** Called together by the organisation, and shown to nobody else. */
/** A touring package, and a tour of it that nobody was asked about. */
async function addTour(
  db: Database,
  { organisation, settlement }: { organisation: string; settlement: string }
): Promise<void> {
  const at = new Date('2026-01-01T10:00:00Z');
  const facts = {
    ...{ title: 'Próbacsomag', organisation, text: null, minutes: 60, setup: 30, teardown: 30, crew: 2 },
    ...{ minWidth: null, minDepth: null, minHeight: null, power: null, amps: null, capacity: null },
    darkening: false,
    ...{ needs: null, audiences: [], themes: [], fee: 0, perKm: 0, perNight: null, home: settlement },
    ...{ twoADay: false, restAfter: null, earliest: '10:00', latest: '18:00', weekdays: [], available: [] },
    state: 'open' as const
  };
  const { id, slug } = await insertPackage(db, { facts, person: null, source: 'entered' }, at);
  await db
    .insertInto('tour')
    .values({
      ...{ id: newId<'tour'>(at), slug: 'probakorut', package_id: id, person_id: null, name: 'Próbakörút' },
      ...{
        first_day: '2027-05-01',
        last_day: '2027-05-10',
        state: 'draft',
        search: 'none',
        source: 'entered'
      },
      settings: JSON.stringify({ ...facts, sharing: 'equal', maxStops: null }),
      ...{ created_at: at, updated_at: at }
    })
    .execute();
  Object.assign(names, { package: slug, tour: 'probakorut' });
}

async function addCircle(
  db: Database,
  { organisation, settlement }: { organisation: string; settlement: string }
): Promise<void> {
  const now = new Date('2026-01-01T10:00:00Z');
  const { id, slug } = await insertCircle(
    db,
    {
      facts: {
        ...{ name: 'Zárt Kör', purpose: 'Beszélgetünk.', about: null, settlement },
        ...{ territory: { kind: 'settlements', settlements: [settlement] }, foundedOn: '2026-01-01' },
        ...{ publicPage: false, showsMembers: true, showsAgenda: true, showsDecisions: true },
        ...{ showsTasks: true, takesQuestions: true, silenceDays: 8 }
      },
      source: 'entered'
    },
    now
  );
  const member = await insertMember(
    db,
    {
      ...{ circle: id, office: 'convenor', organisation, person: null, name: 'Kör Klára', email: null },
      ...{ locale: 'hu', joinedOn: '2026-01-01' }
    },
    now
  );
  await insertMeeting(
    db,
    { circle: id, title: 'Próbaülés', starts: '2030-01-10T16:00', minutes: 60, public: false },
    now
  );
  Object.assign(names, { circle: slug, circleMember: member });
}

/** Being planned by the organisation, and supported by somebody who has not agreed to be named. */
async function addProject(
  db: Database,
  { organisation, partner, settlement }: { organisation: string; partner: string; settlement: string }
): Promise<void> {
  const project = await createProject(
    db,
    system,
    {
      facts: {
        ...{ title: 'Vándorló mesék', text: null, lead: organisation, partners: [partner] },
        ...{ territory: 'Itt', settlements: [settlement], eventsWanted: 1, withinKm: 10 },
        ...{ firstDay: '2030-03-01', lastDay: '2030-03-20', weekdays: [6], starts: '17:00', minutes: 60 },
        ...{ audiences: [], themes: [], atLeast: 0, atMost: null }
      }
    },
    now()
  );
  const supporter = await enterSupporter(
    db,
    system,
    {
      facts: {
        ...{ name: 'Csendes Segítő', kind: 'firm', organisation, settlement, gives: ['goods'], what: null },
        ...{ website: null, contactName: null, contactEmail: null, contactPhone: null, note: null },
        language: 'hu'
      }
    },
    now()
  );
  if (!project.ok || !supporter.ok) throw new Error('No joint project, or no supporter');
  const gift = {
    ...({ day: '2026-01-02', kind: 'goods', what: 'Székek', amountHuf: null, hours: null } as const),
    purpose: null
  };
  await addGift(db, system, { supporter: supporter.value.id, facts: gift }, now());
  Object.assign(names, { project: project.value.slug, supporter: supporter.value.slug });
}

/** A change of the organisation that can be put back. */
async function addChange(db: Database, organisation: string): Promise<string> {
  const id = newId<'activity'>(now());
  await db
    .insertInto('activity')
    .values({
      id,
      at: now(),
      person_id: null,
      on_behalf_of: null,
      verb: 'organisation.updated',
      object_kind: 'organisation',
      object_id: organisation,
      details: sql`'{"summary": ["Másképp volt.", null]}'::jsonb`
    })
    .execute();
  return id;
}

/** What the organisation offers answers what somebody in the settlement looks for: wanted, agreed on, and part of a ring. */
async function addMatch(
  db: Database,
  { organisation, offering, settlement }: { organisation: string; offering: string; settlement: string }
): Promise<void> {
  const need = await createOffering(
    db,
    system,
    {
      facts: {
        ...bareOffering,
        ...{ side: 'need', category: 'equipment', title: 'Vetítőt keresünk', organisation, settlement }
      }
    },
    now()
  );
  const [offer, wanted] = [
    await findOffering(db, offering),
    need.ok && (await findOffering(db, need.value.id))
  ];
  if (!offer || !wanted) throw new Error('No offer, or no need');
  const found = {
    ...{ offer: offer.id, need: wanted.id, score: 8000, offerPlace: 1, needPlace: 1 },
    bars: {
      topic: { share: 0.8, lost: 800 },
      distance: { share: 1, lost: 0 },
      dates: { share: 1, lost: 0 },
      giveBack: { share: 0.8, lost: 300 }
    },
    facts: {
      ...{ km: 0, from: null, until: null, days: 1, wanted: 1 },
      ...{ condition: 'free' as const, inReturn: null }
    }
  };
  await keepMatches(db, [found], now());
  const { id } = await db
    .selectFrom('match_word')
    .select('id')
    .where('offer_id', '=', offer.id)
    .executeTakeFirstOrThrow();
  // What somebody was told of stays, though the search does not find it: both are of one organisation.
  await db.updateTable('match_word').set({ offer_told_at: now() }).where('id', '=', id).execute();
  const party = {
    organisation: organisation as Id<'organisation'>,
    name: 'Próba',
    offering: offer,
    gives: 'vetítő'
  };
  const agreement = await inTransaction(db, (tx) =>
    draftAgreement(
      tx,
      {
        ...{ of: { match: id }, what: 'Vetítő', place: null, startsOn: null, endsOn: null },
        parties: [party]
      },
      now()
    )
  );
  const ring = newId<'ring'>(now());
  await db
    .insertInto('ring')
    .values({
      ...{ id: ring, key: 'ring', length: 2, value: 1, state: 'proposed', expires_on: '2037-01-01' },
      ...{ created_at: now(), updated_at: now() }
    })
    .execute();
  await db
    .insertInto('ring_member')
    .values({
      ...{ ring_id: ring, position: 0, organisation_id: party.organisation },
      ...{ gives_offering_id: offer.id, gets_offering_id: wanted.id },
      ...{ answer: null, answered_at: null, reason: null }
    })
    .execute();
  const sheet = await makeCapabilityLink(
    db,
    { purpose: 'matches.sheet', subject: { agreement: agreement.id }, days: 1 },
    now()
  );
  Object.assign(names, { match: id, agreement: agreement.id, ring, sheet: sheet.token });
}

/** One whose organisers were asked about the event, and one of which only plans are there. */
async function addRetimings(db: Database, event: Id<'event'>): Promise<void> {
  for (const state of ['asked', 'ready'] as const) {
    const id = newId<'retiming'>(now());
    await db
      .insertInto('retiming')
      .values({
        ...{ id, person_id: null, territory: 'Próba', settlements: [], month: '2037-05', state },
        ...{ answer: null, answered_at: null, created_at: now(), updated_at: now() }
      })
      .execute();
    names[state === 'asked' ? 'retiming' : 'retimingPlans'] = id;
  }
  await db
    .insertInto('retiming_move')
    .values({
      ...{
        id: newId<'retiming_move'>(now()),
        retiming_id: names['retiming'] as Id<'retiming'>,
        event_id: event
      },
      ...{ from_starts: '2037-05-08T03:00', to_starts: '2037-05-09T03:00', clashes_before: 1 },
      ...{ clashes_after: 0, state: 'asked', suggested_starts: null, note: null, answered_by: null },
      ...{ answered_at: null, reminded_at: null, expires_at: new Date('2037-04-01T00:00:00Z') },
      ...{ created_at: now(), updated_at: now() }
    })
    .execute();
}

/** Of the organisation, by its own people, for the lead alone. */
async function addVisit(
  db: Database,
  { organisation, settlement }: { organisation: string; settlement: string }
): Promise<void> {
  const id = newId<'acquaintance_visit'>(now());
  const texts = { aims: 'Közös bál.', strengths: null, difficulties: null, gives: null, needs: null };
  const draft = {
    ...{ day: '2026-01-01', kind: 'visit' as const, organisation, settlement, subject: null },
    ...{
      sender: organisation,
      visitors: [],
      met: null,
      texts,
      note: null,
      level: 'lead' as const,
      step: null
    }
  };
  await inTransaction(db, (tx) => writeVisit(tx, { id, draft, author: null, source: 'test' }, now()));
  names['visit'] = id;
}

/** Of the venue: one that is seen, and one that was taken off. */
async function addPhotos(db: Database, slug: string): Promise<void> {
  const record = await venuePhotos.find(db, system, { slug });
  if (!record) throw new Error('The venue is not there.');
  const owner = { of: venuePhotos, record };
  const photo = {
    colour: '#336699',
    files: [{ size: 400 as const, width: 400, height: 300, bytes: Uint8Array.of(82, 73, 70, 70) }]
  };
  const texts = { alt: 'A nagyterem a színpadról', caption: null, credit: null, licence: null };
  for (const name of ['photo', 'removedPhoto']) {
    const added = await addPhoto(db, system, { owner, photo, texts }, now());
    if (!added.ok) throw new Error(added.reason);
    names[name] = added.value.id;
  }
  await removePhoto(db, system, { owner, id: names['removedPhoto'] ?? '' }, now());
}

/** A venue that may be asked for, with a booking of its own house, a thing that the house lends, and a calendar that it keeps. */
async function addBooking(
  db: Database,
  { venue, organisation }: { venue: string; organisation: Id<'organisation'> }
): Promise<void> {
  const { settlement_id, id: venueId } = await db
    .updateTable('venue')
    .set({ bookable: true })
    .where('slug', '=', venue)
    .returning(['id', 'settlement_id'])
    .executeTakeFirstOrThrow();
  const draft = {
    ...{
      venue: venueId,
      equipment: [],
      organisation,
      purpose: 'Próba',
      contact: null,
      note: null,
      people: 5
    },
    ...{ starts: '2037-05-08T03:00', minutes: 60, allDay: false, rule: null, exdates: [] }
  };
  const id = newId<'booking'>(now());
  const kept = { keeper: { id: organisation }, settlement: { id: settlement_id } };
  const written = { id, draft, kept, state: 'requested' as const, person: null, spans: spansOf(draft) };
  await inTransaction(db, (tx) => writeBooking(tx, { ...written, source: 'test' }, now()));
  const thing = {
    ...{ name: 'Próba szék', kind: 'seating' as const, quantity: 3, owner: organisation },
    ...{ settlement: settlement_id, keptAt: null, price: null, note: null }
  };
  const saved = await saveEquipment(db, system, { before: null, draft: thing }, now());
  if (!saved.ok) throw new Error(saved.reason);
  Object.assign(names, { booking: id, thing: saved.value.slug });
  const address = 'https://naptar.example/ical';
  const followed = {
    ...{ organisation, address, settlement: null, venue: null, audiences: [], themes: [] },
    ...{ status: 'confirmed' as const, utcIsLocal: false, everyMinutes: 1440 }
  };
  const feed = await subscribe(db, system, { draft: followed, name: 'Próba', kind: 'calendar' }, now());
  if (!feed.ok) throw new Error(feed.reason);
  await pauseFeed(db, system, feed.value.id, now());
  names['feed'] = feed.value.id;
}

async function addDraft(db: Database, person: Id<'person'>): Promise<void> {
  const bytes = new TextEncoder().encode('név\nSzegvár\n');
  const actor: Actor = { kind: 'person', id: person, name: 'administrator', roles: [] };
  names['draft'] = await keepDraft(
    db,
    actor,
    { kind: 'settlements', name: 'lista.csv', bytes, source: 'test' },
    now()
  );
}

async function addMail(db: Database, person: Id<'person'>): Promise<void> {
  const written = await inTransaction(db, (tx) =>
    sendMail(
      tx,
      {
        attachments: [{ name: 'program.ics', type: 'text/calendar; charset=utf-8', text: 'BEGIN:VCALENDAR' }],
        to: { email: 'administrator@kalaka.example', name: 'administrator', person },
        locale: 'hu',
        kind: 'news',
        ...testMailContent
      },
      now()
    )
  );
  names['mail'] = 'id' in written ? written.id : '';
  names['unsubscribe'] = (await unsubscribeTokens(db, [person], now())).get(person) ?? '';
}

function addressOf(template: string): string {
  return template.replace(/\{(\w+)\}/g, (_all, name: string) => names[name] ?? `no-${name}`);
}

async function ask(role: Role, address: string, method: 'GET' | 'POST' = 'GET'): Promise<Outcome | number> {
  const session = sessions.get(role);
  const response = await fetch(server.address + addressOf(address), {
    method,
    redirect: 'manual',
    // As a browser does: Kit answers programs that want no page with JSON.
    headers: {
      ...(session ? { cookie: `session=${session}` } : {}),
      origin: server.address,
      accept: 'text/html'
    },
    ...(method === 'POST' ? { body: new URLSearchParams() } : {})
  });
  await response.arrayBuffer();
  if (response.status === 200) return 'page';
  if (response.status === 404) return 'hidden';
  // Asked to sign in.
  if (response.status === 401) return 'elsewhere';
  return response.status >= 300 && response.status < 400 ? 'elsewhere' : response.status;
}

describe('the matrix', () => {
  const routes = globSync('src/routes/**/{+page.svelte,+server.ts}').map(
    (file) => `/${file.replaceAll('\\', '/').split('/').slice(2, -1).join('/')}`
  );

  test('has a row for every route and no row without one', () => {
    expect([...new Set(routes)].sort()).toEqual(Object.keys(permissions).sort());
  });

  const rows = Object.entries(permissions).flatMap(([route, list]) => list.map((row) => ({ route, ...row })));
  test.each(rows)('$route holds for $address', async ({ address, method, outcomes }) => {
    const met: Record<string, Outcome | number> = {};
    for (const role of roles) met[role] = await ask(role, address, method);
    expect(met).toEqual(outcomes);
  });
});

describe('what changes things', () => {
  const writes = [
    '/programok/uj',
    '/programok/{event}/szerkesztes',
    '/programok/{event}/lemondas',
    '/programok/{event}?/confirm',
    '/programok/{event}?/restore',
    '/szervezetek/uj',
    '/szervezetek/{organisation}/szerkesztes',
    '/helyszinek/uj',
    '/helyszinek/{venue}/szerkesztes',
    '/tervezotabla?/ask',
    '/tervezotabla?/move',
    '/admin/import',
    '/admin/import/{draft}',
    '/admin/elso-lepesek?/hide',
    '/admin/elso-lepesek/bemutatkozas',
    '/admin/elso-lepesek/haz',
    '/admin/elso-lepesek/terseg?/everywhere',
    '/admin/elso-lepesek/levelek?/test',
    '/admin/elso-lepesek/kezdo-adatok?/remove',
    '/admin/elso-lepesek/munkatarsak?/invite',
    '/admin/elso-lepesek/kesz',
    '/admin/levelek?/test',
    '/admin/levelek?/unmark',
    '/admin/levelek/{mail}'
  ];

  test.each(writes)('%s is closed to the anonymous', async (address) => {
    // A public page takes no forms of theirs; a colleague's page asks them to sign in.
    const open = /^\/programok\/\{event\}\?/.test(address);
    expect(await ask('anonymous', address, 'POST')).toBe(open ? 'hidden' : 'elsewhere');
  });

  test.each(writes.filter((address) => address.includes('{')))(
    '%s is closed to a member',
    async (address) => {
      expect(await ask('member', address, 'POST')).toBe('hidden');
    }
  );

  test('a form from another site is refused', async () => {
    const response = await fetch(`${server.address}/kilepes`, {
      method: 'POST',
      headers: { cookie: `session=${sessions.get('owner')}`, origin: 'https://elsewhere.example' },
      body: new URLSearchParams()
    });
    expect(response.status).toBe(403);
    expect(await ask('owner', '/programok/{tentativeEvent}')).toBe('page');
  });
});

describe('serving', () => {
  test('a second starter on the same data is told what to do', async () => {
    await expect(startServer({ dataDirectory })).rejects.toThrow(/in use|already/i);
  });

  test('a page that did not change is not sent again, a change is seen at once', async () => {
    const address = `${server.address}/programok`;
    const first = await fetch(address);
    const etag = first.headers.get('etag') ?? '';
    expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect(await ask('owner', '/programok/{tentativeEvent}?/confirm', 'POST')).toBe('elsewhere');
    expect(await ask('anonymous', '/programok/{tentativeEvent}')).toBe('page');
  });

  test('a sign-in link is not used up by looking at it, and works once', async () => {
    const { pathname } = new URL(server.signInLink);
    const post = (): Promise<Response> =>
      fetch(server.address + pathname, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: server.address, accept: 'text/html' },
        body: new URLSearchParams()
      });
    await fetch(server.address + pathname);
    const first = await post();
    expect(first.status).toBe(303);
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly/i);
    expect((await post()).status).toBe(200);
  });

  test('pages carry a strict content policy and no script', async () => {
    const response = await fetch(`${server.address}/programok`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).not.toMatch(/<script(?! type="application\/ld\+json")/);
  });

  test('an unknown address answers in the language of the address', async () => {
    expect(await (await fetch(`${server.address}/nincs-ilyen`)).text()).toContain(
      'Ez az oldal nem található'
    );
    expect(await (await fetch(`${server.address}/en/nothing`)).text()).toContain('This page was not found');
  });

  test('English words in a Hungarian address lead to the Hungarian ones', async () => {
    const response = await fetch(`${server.address}/events?theme=music`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([301, '/programok?theme=music']);
  });
});
