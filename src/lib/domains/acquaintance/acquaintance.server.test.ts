// Visits on a real database: who reads which, what a year is, that a reminder goes out once, and what is left of whoever is gone.
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { isDue, type VisitDraft } from './model.ts';
import { codeNumber, shortCode } from '#lib/core/short-code.ts';
import { addDays } from '#lib/core/time.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { createOrganisation } from '#lib/domains/registry/operations.server.ts';
import { wordsIn } from '../../../words.ts';
import { anonymous, system, type Actor, type Person, type Role } from '#lib/platform/actor.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { hasCode } from '#lib/platform/db/short-code.server.ts';
import { eraseByDeclaration } from '#lib/platform/privacy/erase.server.ts';
import { collectByDeclaration } from '#lib/platform/privacy/collect.server.ts';
import { listDue } from './due.server.ts';
import { handleNewVisit, handleVisitChange, visitToChange } from './form.server.ts';
import { tellOfVisits } from './history.server.ts';
import { changeVisit, recordVisit, removeVisit, settleStep } from './operations.server.ts';
import { canReadVisit } from './policy.ts';
import { findAnyVisit, findVisit, listSteps, listVisits, territoryOf } from './queries.server.ts';
import { remindOfSteps, settleByLink, tellOfStep } from './reminders.server.ts';
import { columns } from './schema.server.ts';
import { whoHasBeenThere } from './sections.server.ts';
import { listSheets } from './sheet.server.ts';

const now = new Date('2026-11-21T08:00:00Z');
const today = '2026-11-21';

interface World {
  readonly house: string;
  readonly school: string;
  readonly szegvar: string;
  readonly author: Person;
  readonly readers: Readonly<Record<string, Actor>>;
}

async function furnish(db: Database): Promise<World> {
  await supplySettlements(db, now);
  // As a list of settlements that an operator imports says.
  for (const [name, county, district_code] of [
    ['Szegvár', 'Csongrád-Csanád', '0605'],
    ['Szentes', 'Csongrád-Csanád', '0605'],
    ['Ózd', 'Borsod-Abaúj-Zemplén', '0508']
  ] as const)
    await db.updateTable('settlement').set({ county, district_code }).where('name', '=', name).execute();
  const finder = await loadSettlementFinder(db);
  const settlementNamed = (name: string) => {
    const found = finder.find({ name });
    if (!found.ok) throw new Error(`no ${name}`);
    return found.value;
  };
  const organisation = async (name: string, place: string): Promise<string> => {
    const saved = await createOrganisation(
      db,
      system,
      {
        ...{ name, sector: 'public', kind: 'school', settlement: settlementNamed(place), street: null },
        ...{ summary: null, contacts: [] }
      },
      now
    );
    if (!saved.ok) throw new Error(saved.reason);
    return saved.value.id;
  };
  const house = await organisation('Szélmalom Ház', 'Szegvár');
  const school = await organisation('Forgó Úti Iskola', 'Szegvár');
  const near = await organisation('Platán Könyvtár', 'Szentes');
  const far = await organisation('Kohász Könyvtár', 'Ózd');
  let count = 0;
  const person = async (name: string, ...roles: Role[]): Promise<Person> => {
    const id = await addPerson(db, { name, email: `p${++count}@kalaka.example`, roles }, now);
    return { kind: 'person', id, name, roles };
  };
  const author = await person('Író Ilona', { kind: 'member', organisation: house });
  const szegvar = settlementNamed('Szegvár');
  return {
    house,
    school,
    szegvar: szegvar.id,
    author,
    readers: {
      author,
      companion: await person('Társ Tamás', { kind: 'member', organisation: house }),
      owner: await person('Felelős Flóra', { kind: 'owner', organisation: house }),
      caretaker: await person('Gazda Géza', { kind: 'caretaker', settlement: szegvar.id }),
      coordinator: await person('Vármegyei Vera', { kind: 'coordinator', county: 'Csongrád-Csanád' }),
      national: await person('Országos Ottó', { kind: 'coordinator', county: null }),
      administrator: await person('Gondnok Gábor', { kind: 'administrator' }),
      visited: await person('Iskolás Imre', { kind: 'owner', organisation: school }),
      neighbour: await person('Szomszéd Sára', { kind: 'editor', organisation: near }),
      stranger: await person('Távoli Tibor', { kind: 'owner', organisation: far }),
      otherCoordinator: await person('Másik Mária', { kind: 'coordinator', county: 'Heves' }),
      idle: await person('Szereptelen Szilárd'),
      anonymous
    }
  };
}

describe('a visit', () => {
  const database = useDatabase();
  let world: World;
  beforeAll(async () => {
    world = await furnish(database());
  });

  const draft = (changes: Partial<VisitDraft> = {}): VisitDraft => ({
    ...{
      day: '2026-11-10',
      kind: 'visit',
      organisation: world.school,
      settlement: world.szegvar,
      subject: null
    },
    ...{
      sender: world.house,
      visitors: [world.author.id],
      met: 'Gila Éva igazgató',
      note: null,
      level: 'lead'
    },
    texts: { aims: 'Közös bál.', strengths: null, difficulties: 'A bábszakkör', gives: null, needs: null },
    step: null,
    ...changes
  });
  const write = async (changes: Partial<VisitDraft> = {}, as: Actor = world.author): Promise<string> => {
    const made = await recordVisit(database(), as, draft(changes), now);
    if (!made.ok) throw new Error(made.reason);
    return made.value.id;
  };
  const activities = (): Promise<Activity[]> =>
    database()
      .selectFrom('activity')
      .selectAll()
      .where('object_kind', '=', 'acquaintance_visit')
      .orderBy('id')
      .execute();

  const lead = ['author', 'owner', 'caretaker', 'coordinator', 'national', 'administrator'];
  const circle = [...lead, 'companion', 'visited', 'neighbour'];

  test.each([
    ['lead', lead],
    ['circle', circle]
  ] as const)('for the %s is read by exactly those', async (level, expected) => {
    const db = database();
    const id = await write({ level });
    const visit = await findAnyVisit(db, id);
    if (!visit) throw new Error('no visit');
    const found = { alone: [] as string[], listed: [] as string[], judged: [] as string[] };
    for (const [name, actor] of Object.entries(world.readers)) {
      if (await findVisit(db, actor, id)) found.alone.push(name);
      if ((await listVisits(db, actor, {})).visits.length > 0) found.listed.push(name);
      if (canReadVisit(actor, visit, await territoryOf(db, actor))) found.judged.push(name);
    }
    const sorted = [...expected].sort();
    expect(found.alone.sort()).toEqual(sorted);
    expect(found.listed.sort()).toEqual(sorted);
    expect(found.judged.sort()).toEqual(sorted);
  });

  test('for the lead is read by whoever went along or took on the next step, too', async () => {
    const db = database();
    const { companion } = world.readers;
    if (companion?.kind !== 'person') throw new Error('no companion');
    const along = await write({ visitors: [world.author.id, companion.id] });
    const step = await write({ step: { text: 'Felhívni', day: '2026-12-01', person: companion.id } });
    expect(await findVisit(db, companion, along)).not.toBeNull();
    expect(await findVisit(db, companion, step)).not.toBeNull();
    const { visits } = await listVisits(db, companion, {});
    expect(visits.map(({ id }) => id).sort()).toEqual([along, step].sort());
  });

  test('is not on the page of the organisation for the public, nor what the lead alone reads for others', async () => {
    const db = database();
    await write({
      level: 'lead',
      step: { text: 'Titkos lépés', day: '2026-12-01', person: world.author.id }
    });
    const words = await wordsIn('hu');
    const section = (actor: Actor) => whoHasBeenThere(db, { id: world.school, slug: 'x', actor, words, now });
    expect(await section(anonymous)).toBeNull();
    expect(await section(world.readers['idle'] ?? anonymous)).toBeNull();
    const neighbour = await section(world.readers['neighbour'] ?? anonymous);
    expect(neighbour?.rows).toEqual([]);
    expect(JSON.stringify(neighbour)).not.toContain('Titkos');
    expect(JSON.stringify(await section(world.author))).toContain('Titkos lépés');
  });

  test('is entered in no name but one’s own organisations’, and charges nobody one does not work with', async () => {
    const db = database();
    const { stranger, idle } = world.readers;
    if (stranger?.kind !== 'person' || !idle) throw new Error('no stranger');
    expect(await recordVisit(db, stranger, draft(), now)).toMatchObject({ ok: false, reason: 'not_yours' });
    expect(await recordVisit(db, idle, draft({ sender: null }), now)).toMatchObject({ ok: false });
    const id = await write({
      visitors: [world.author.id, stranger.id],
      step: { text: 'Felhívni', day: '2026-12-01', person: stranger.id }
    });
    const visit = await findAnyVisit(db, id);
    expect(visit?.visitors.map((each) => each.id)).toEqual([world.author.id]);
    expect(visit?.step?.person).toBeNull();
  });

  test('is changed and taken away by who wrote it or leads, by nobody else who may read it', async () => {
    const db = database();
    const id = await write({ level: 'circle' });
    const change = (actor: Actor) =>
      changeVisit(db, actor, { id, draft: draft({ note: 'más' }), from: null }, now);
    for (const name of ['neighbour', 'visited', 'companion', 'stranger', 'idle']) {
      const actor = world.readers[name] ?? anonymous;
      expect(await change(actor), name).toMatchObject({ ok: false, reason: 'not_found' });
      expect(await removeVisit(db, actor, id, now), name).toMatchObject({ ok: false, reason: 'not_found' });
    }
    const { caretaker = anonymous } = world.readers;
    expect((await change(caretaker)).ok).toBe(true);
    expect((await removeVisit(db, caretaker, id, now)).ok).toBe(true);
    expect(await findAnyVisit(db, id)).toBeNull();
  });

  test('leaves in its history which fields changed, and none of what stood there', async () => {
    const id = await write({ note: 'Ezt visszavonom.' });
    await changeVisit(
      database(),
      world.author,
      { id, draft: draft({ note: 'Jobb így.' }), from: null },
      new Date(now.getTime() + 60_000)
    );
    const all = await activities();
    expect(JSON.stringify(all)).not.toContain('visszavonom');
    expect(all.map(({ verb }) => verb)).toEqual(['acquaintance.recorded', 'acquaintance.changed']);
    const told = await tellOfVisits(database(), all, await wordsIn('hu'));
    expect([...told.values()].map(({ sentence }) => sentence)).toEqual([
      'Feljegyezte a látogatást.',
      'Módosította: Egyéb.'
    ]);
  });

  test('keeps what two people changed at the same time, and asks where both changed one answer', async () => {
    const db = database();
    const id = await write();
    const visit = await findAnyVisit(db, id);
    if (!visit) throw new Error('no visit');
    const opened = await visitToChange(db, visit);
    const form = (fields: Record<string, string>): FormData => {
      const filled = new FormData();
      for (const [name, value] of Object.entries({ ...opened, ...fields }))
        if (value !== '') filled.set(name, value);
      return filled;
    };
    const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    const send = async (actor: Actor, fields: Record<string, string>, minutes: number) =>
      handleVisitChange(db, actor, { form: form(fields), before: visit }, later(minutes));
    const { owner = anonymous } = world.readers;
    expect(await send(owner, { gives: 'Traktort adnak.' }, 1)).toMatchObject({ saved: { merged: false } });
    expect(await send(world.author, { needs: 'Zongorát.' }, 2)).toMatchObject({ saved: { merged: true } });
    expect((await findAnyVisit(db, id))?.texts).toMatchObject({
      gives: 'Traktort adnak.',
      needs: 'Zongorát.'
    });
    expect(await send(world.author, { gives: 'Ekét adnak.' }, 3)).toMatchObject({
      meanwhile: { conflicts: ['gives'] }
    });
  });

  test('typed in from paper finds its organisation by the code, and says when the code slipped', async () => {
    const db = database();
    const code = shortCode(world.school);
    const form = (typed: string): FormData => {
      const filled = new FormData();
      const fields = { code: typed, day: '2026-11-20', kind: 'interview', gives: 'Énekelnek.' };
      for (const [name, value] of Object.entries(fields)) filled.set(name, value);
      return filled;
    };
    const enter = (typed: string) =>
      handleNewVisit(db, world.author, { form: form(typed), byCode: true }, now);
    const saved = await enter(code.toLowerCase().replace('-', ' '));
    if (!('saved' in saved)) throw new Error(JSON.stringify(saved));
    const visit = await findAnyVisit(db, saved.saved.id);
    expect(visit?.organisation?.name).toBe('Forgó Úti Iskola');
    expect(visit?.settlement?.name).toBe('Szegvár');
    const wrong = code.endsWith('0') ? '1' : '0';
    const codes = async (typed: string) => {
      const answered = await enter(typed);
      return 'errors' in answered ? answered.errors.map((each) => each.code) : [];
    };
    expect(await codes(code.slice(0, -1) + wrong)).toEqual(['code_mistyped']);
    expect(await codes('ABC')).toEqual(['code_incomplete']);
    expect(await codes('')).toEqual(['code_missing']);
    expect(await codes(shortCode('01935c2e-7b1a-7c3d-9e4f-a1b2c3d4e5f6'))).toEqual(['code_unknown']);
  });

  test('has the code in SQL that it has on paper', async () => {
    for (const id of [
      '01935c2e-7b1a-7c3d-9e4f-a1b2ffffffff',
      '01935c2e-7b1a-7c3d-9e4f-a1b200000000',
      world.school
    ]) {
      const { rows } = await sql<{ fits: boolean }>`
        select ${hasCode('each.id', codeNumber(id))} as fits from (select ${id}::uuid as id) each`.execute(
        database()
      );
      expect(rows[0]?.fits).toBe(true);
    }
  });

  test('makes a sheet with what is known, and the day of the last visit only for those who may read of it', async () => {
    const db = database();
    await write({ level: 'lead' });
    const of = async (actor: Actor) =>
      (await listSheets(db, actor, { organisation: world.school })).sheets[0];
    expect(await of(world.author)).toMatchObject({ name: 'Forgó Úti Iskola', last: '2026-11-10' });
    expect((await of(world.readers['neighbour'] ?? anonymous))?.last).toBeNull();
    expect((await of(world.author))?.code).toBe(shortCode(world.school));
  });

  test.each(['2025-11-20', '2025-11-21', '2025-11-22', '2024-02-29', '2023-03-01'])(
    'of %s is a year old in the list exactly when the rule says so',
    async (day) => {
      const db = database();
      await write({ day, level: 'circle' });
      const seen = addDays(day, 300);
      for (let n = 0; n < 70; n += 1) {
        const on = addDays(seen, n);
        const { organisations } = await listDue(db, world.author, {}, on);
        expect(
          organisations.some(({ id }) => id === world.school),
          on
        ).toBe(isDue(day, on));
      }
    }
  );

  test('that somebody may not read of counts as none in their list, and never visited come first', async () => {
    const db = database();
    await write({ level: 'lead' });
    const school = async (actor: Actor) =>
      (await listDue(db, actor, {}, today)).organisations.find(({ id }) => id === world.school);
    expect(await school(world.author)).toBeUndefined();
    expect(await school(world.readers['neighbour'] ?? anonymous)).toMatchObject({ last: null });
    await write({ day: '2020-01-01', level: 'circle', organisation: world.house, sender: null });
    const { organisations } = await listDue(db, world.readers['neighbour'] ?? anonymous, {}, today);
    expect(organisations.map(({ last }) => last)).toEqual([null, '2020-01-01']);
  });

  describe('has a next step', () => {
    const step = (day: string) => ({ step: { text: 'Felhívni az igazgatót', day, person: world.author.id } });
    const remindAndTell = async (at: Date): Promise<void> => {
      const db = database();
      await remindOfSteps(db, at);
      for (const activity of await activities())
        if (activity.verb === 'acquaintance.step_due') await tellOfStep(db, activity, at);
    };
    const mails = () => database().selectFrom('mail').selectAll().where('kind', '=', 'news').execute();
    const links = () => database().selectFrom('capability_link').selectAll().orderBy('id').execute();

    test('of which its doer is reminded on the day, once, however often the clock strikes', async () => {
      const id = await write(step(today));
      await remindAndTell(new Date('2026-11-20T12:00:00Z'));
      await remindAndTell(new Date('2026-11-21T04:00:00Z'));
      expect(await mails()).toHaveLength(0);
      for (const hour of ['08:00', '08:30', '12:00', '20:00'])
        await remindAndTell(new Date(`${today}T${hour}:00Z`));
      await remindAndTell(new Date('2026-11-22T08:00:00Z'));
      expect(await mails()).toHaveLength(1);
      expect(await links()).toHaveLength(1);
      const notifications = await database().selectFrom('notification').selectAll().execute();
      expect(notifications.map(({ person_id, href }) => [person_id, href])).toEqual([
        [world.author.id, `/acquaintance/${id}`]
      ]);
    });

    test('of which nobody is reminded when it is done before its day', async () => {
      const id = await write(step('2026-11-25'));
      expect(
        (await settleStep(database(), world.author, { id, day: '2026-11-25', how: 'done' }, now)).ok
      ).toBe(true);
      await remindAndTell(new Date('2026-11-25T08:00:00Z'));
      expect(await mails()).toHaveLength(0);
    });

    test('that the link in the mail puts off or settles without signing in, once', async () => {
      const db = database();
      const words = await wordsIn('hu');
      const id = await write(step(today));
      await remindAndTell(now);
      const [first] = await links();
      if (!first) throw new Error('no link');
      const link = { id: first.id, purpose: first.purpose, subject: first.subject, person: first.person_id };
      const press = (choice: string) =>
        inTransaction(db, (tx) =>
          settleByLink.act(tx, link, { choice, note: null }, { now, words, domains: [] })
        );
      expect((await settleByLink.show(db, link, words, []))?.choices.map(({ value }) => value)).toEqual([
        'done',
        'week'
      ]);
      expect(JSON.stringify(await press('week'))).toContain('november 28.');
      expect((await findAnyVisit(db, id))?.step?.day).toBe('2026-11-28');
      // The old link speaks of a day that is over; the new day brings another reminder.
      expect(await press('done')).toMatchObject({ sentence: words.t('acquaintance.link.settled') });
      await remindAndTell(new Date('2026-11-28T08:00:00Z'));
      expect(await links()).toHaveLength(2);
      const told = (await tellOfVisits(db, await activities(), words)).values();
      expect([...told].map(({ sentence }) => sentence)).toContain('Elhalasztotta a következő lépést.');
    });

    test('that nobody settles by an old mail who works nowhere here any more', async () => {
      const db = database();
      const words = await wordsIn('hu');
      const id = await write(step(today));
      await remindAndTell(now);
      const [first] = await links();
      if (!first) throw new Error('no link');
      await db.deleteFrom('role').where('person_id', '=', world.author.id).execute();
      const link = { id: first.id, purpose: first.purpose, subject: first.subject, person: first.person_id };
      await inTransaction(db, (tx) =>
        settleByLink.act(tx, link, { choice: 'done', note: null }, { now, words, domains: [] })
      );
      expect((await findAnyVisit(db, id))?.step?.doneAt).toBeNull();
    });

    test('on the list of its doer, the most overdue first, and on that of others who may read it', async () => {
      const db = database();
      const late = await write(step('2026-11-01'));
      const soon = await write({ ...step('2026-11-24'), level: 'circle' });
      await write(step('2027-01-10'));
      const mine = await listSteps(db, world.author, { whose: 'mine', until: '2026-12-05' });
      expect(mine.map(({ id }) => id)).toEqual([late, soon]);
      const { neighbour = anonymous } = world.readers;
      const others = await listSteps(db, neighbour, { whose: 'others', until: '2026-12-05' });
      expect(others.map(({ id }) => id)).toEqual([soon]);
      expect(
        await settleStep(db, neighbour, { id: soon, day: '2026-11-24', how: 'done' }, now)
      ).toMatchObject({
        ok: false,
        reason: 'not_found'
      });
    });
  });

  test('stays for its readers when whoever wrote it is erased, without their name', async () => {
    const db = database();
    const id = await write({
      level: 'circle',
      note: 'Írta: Író Ilona.',
      step: { text: 'Felhívni', day: today, person: world.author.id }
    });
    const whose = { id: world.author.id, emails: [], name: world.author.name };
    await eraseByDeclaration(db, columns, whose);
    const visit = await findAnyVisit(db, id);
    expect(visit).not.toBeNull();
    expect(visit?.person).toBeNull();
    expect(visit?.visitors).toEqual([]);
    expect(visit?.step?.person).toBeNull();
    expect(JSON.stringify(visit)).not.toContain('Ilona');
  });

  test('is in the copy of the data of whoever it names by e-mail address', async () => {
    const db = database();
    const { visited } = world.readers;
    if (visited?.kind !== 'person') throw new Error('nobody');
    const { email } = await db
      .selectFrom('person')
      .select('email')
      .where('id', '=', visited.id)
      .executeTakeFirstOrThrow();
    const id = await write({ met: `Iskolás Imre (${email})`, note: 'Fáradtnak látszott.' });
    const whose = { id: visited.id, name: visited.name, emails: [email ?? ''] };
    const collected = await collectByDeclaration(db, columns, whose);
    const rows = collected.find(({ table }) => table === 'acquaintance_visit')?.rows ?? [];
    expect(rows.map((row) => [row['id'], row['note']])).toEqual([[id, 'Fáradtnak látszott.']]);
  });
});
