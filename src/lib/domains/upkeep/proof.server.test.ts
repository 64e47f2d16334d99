// Proof sheets and quick corrections on a real database: what is on the sheet, whose, and what typing it back does.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domains } from '../../../generated/domains.ts';
import { wordsIn } from '../../../words.ts';
import type { Id } from '#lib/core/ids.ts';
import { shortCode } from '#lib/core/short-code.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import {
  createOrganisation,
  createVenue,
  updateOrganisation
} from '#lib/domains/registry/operations.server.ts';
import { findOrganisation } from '#lib/domains/registry/queries.server.ts';
import { unfurnished } from '#lib/domains/registry/venue-facts.ts';
import { bareService } from '#lib/domains/services/model.ts';
import { createService } from '#lib/domains/services/operations.server.ts';
import { findService } from '#lib/domains/services/queries.server.ts';
import { system, type Person, type Role } from '#lib/platform/actor.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { findByCode, quickForm, saveQuick } from './proof-correct.server.ts';
import { confirmProof, listProof } from './proof.server.ts';

const now = new Date('2026-11-21T08:00:00Z');
const later = new Date('2026-11-22T08:00:00Z');

interface World {
  readonly settlement: string;
  readonly house: Id<'organisation'>;
  readonly school: Id<'organisation'>;
  readonly hall: Id<'venue'>;
  readonly help: Id<'service'>;
  readonly editor: Person;
  readonly caretaker: Person;
  readonly stranger: Person;
}

async function furnish(db: Database): Promise<World> {
  await supplySettlements(db, now);
  const found = (await loadSettlementFinder(db)).find({ name: 'Szegvár' });
  if (!found.ok) throw new Error('no Szegvár');
  const settlement = found.value;
  const organisation = async (name: string): Promise<Id<'organisation'>> => {
    const saved = await createOrganisation(
      db,
      system,
      {
        ...{ name, sector: 'public', kind: 'community_house', settlement, street: 'Kórógy utca 1.' },
        summary: null,
        contacts: [
          { kind: 'phone', value: '06-00-111-2222', visibility: 'public' },
          { kind: 'phone', value: '06-00-999-8888', visibility: 'internal' }
        ]
      },
      now
    );
    if (!saved.ok) throw new Error(saved.reason);
    return saved.value.id;
  };
  const house = await organisation('Szélmalom Ház');
  const school = await organisation('Forgó Úti Iskola');
  const venue = await createVenue(
    db,
    system,
    {
      ...{ name: 'Nagyterem', kind: 'hall', organisation: house, settlement, street: null, capacity: 120 },
      ...{
        accessible: true,
        point: null,
        note: null,
        furnishing: { ...unfurnished, features: ['projector'] }
      }
    },
    now
  );
  const service = await createService(
    db,
    system,
    {
      ...bareService,
      ...{ organisation: house, name: 'Jogi tanácsadás', venues: [], settlements: [] },
      terms: ['legal_aid'],
      openings: [{ venue: null, weekday: 1, opens: '08:00', closes: '12:00' }]
    } as never,
    now
  );
  if (!venue.ok || !service.ok) throw new Error('not furnished');
  const person = async (name: string, role: Role): Promise<Person> => ({
    ...{ kind: 'person', name, roles: [role] },
    id: await addPerson(db, { name, email: `${name.length}@kalaka.example`, roles: [role] }, now)
  });
  return {
    settlement: settlement.id,
    ...{ house, school, hall: venue.value.id, help: service.value.id },
    editor: await person('Író Ilona', { kind: 'editor', organisation: house }),
    caretaker: {
      ...(await person('Gazda Géza Géza', { kind: 'caretaker', settlement: settlement.id })),
      tended: [house, school]
    },
    stranger: await person('Idegen Iván', { kind: 'owner', organisation: school })
  };
}

describe('a proof sheet', () => {
  const database = useDatabase();
  let world: World;
  beforeAll(async () => {
    world = await furnish(database());
  });
  const sheetFor = async (actor: Person, internal = false) =>
    listProof(database(), actor, {
      domains,
      scope: { settlement: world.settlement },
      internal,
      words: await wordsIn('hu')
    });
  const confirmed = async () =>
    (await database().selectFrom('record_confirmation').select(['record_id', 'how']).execute())
      .map(({ record_id, how }) => `${how} ${record_id}`)
      .sort();
  const quick = (fields: Record<string, string>): FormData => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return form;
  };
  const meant = async (actor: Person, id: string) => {
    const found = await findByCode(database(), actor, { domains, typed: shortCode(id) });
    const [record] = found.ok ? found.records : [];
    return record;
  };

  test('has every record of the settlement for its caretaker, organisation by organisation', async () => {
    const { groups, count, isWhole } = await sheetFor(world.caretaker);
    expect({ count, isWhole }).toEqual({ count: 4, isWhole: true });
    expect(groups.map(({ organisation }) => organisation)).toEqual(['Forgó Úti Iskola', 'Szélmalom Ház']);
    const codes = groups.flatMap(({ records }) => records.map(({ code }) => code));
    expect(codes.sort()).toEqual([world.house, world.school, world.hall, world.help].map(shortCode).sort());
  });

  test('has for an editor their own organisation’s only', async () => {
    const { groups, count } = await sheetFor(world.editor);
    expect(groups.map(({ organisation }) => organisation)).toEqual(['Szélmalom Ház']);
    expect(count).toBe(3);
  });

  test('leaves internal contacts off unless they are asked for', async () => {
    expect(JSON.stringify(await sheetFor(world.caretaker))).not.toContain('999-8888');
    expect(JSON.stringify(await sheetFor(world.caretaker, true))).toContain('999-8888');
  });

  test('confirms what is on it and the actor’s to confirm, but not what was changed since it was made', async () => {
    const db = database();
    const school = await findOrganisation(db, world.school);
    if (!school) throw new Error('no school');
    const draft = { ...school, street: 'Máshol 2.' };
    await updateOrganisation(db, system, { id: world.school, draft }, later);
    const scope = { settlement: world.settlement };
    const confirm = (actor: Person, seen: Date) =>
      inTransaction(db, (tx) => confirmProof(tx, actor, { domains, scope, seen }, later));
    expect(await confirm(world.caretaker, now)).toBe(3);
    expect(await confirmed()).toEqual(
      [world.house, world.hall, world.help].map((id) => `paper ${id}`).sort()
    );
    expect(await confirm(world.caretaker, later)).toBe(4);
  });

  test('is typed back by its codes: only by those who keep the record', async () => {
    expect((await meant(world.editor, world.hall))?.name).toBe('Nagyterem');
    expect(await meant(world.stranger, world.hall)).toBeUndefined();
    const slipped = await findByCode(database(), world.editor, { domains, typed: 'AAA-AAA1' });
    expect(slipped).toEqual({ ok: false, reason: 'code_mistyped' });
  });

  test('brings a new telephone number and confirms the organisation, leaving all else as it was', async () => {
    const db = database();
    const words = await wordsIn('hu');
    const record = await meant(world.editor, world.house);
    if (!record) throw new Error('no record');
    const { values } = await quickForm(db, world.editor, record, words);
    const form = quick({ ...values, phone: '06-00-333-4444' });
    const saved = await inTransaction(db, (tx) =>
      saveQuick(tx, world.editor, { record, form, words }, later)
    );
    expect(saved).toEqual({ saved: true });
    const after = await findOrganisation(db, world.house);
    expect(after?.contacts.map(({ value }) => value).sort()).toEqual(['06-00-333-4444', '06-00-999-8888']);
    expect(after?.street).toBe('Kórógy utca 1.');
    expect(await confirmed()).toEqual([`paper ${world.house}`]);
  });

  test('brings new opening hours, and what a venue has stays', async () => {
    const db = database();
    const words = await wordsIn('hu');
    for (const [id, fields] of [
      [world.help, { hours_2: '9–17' }],
      [world.hall, { name: 'Díszterem' }]
    ] as const) {
      const record = await meant(world.editor, id);
      if (!record) throw new Error('no record');
      const { values } = await quickForm(db, world.editor, record, words);
      const form = quick({ ...values, ...fields });
      expect(
        await inTransaction(db, (tx) => saveQuick(tx, world.editor, { record, form, words }, later))
      ).toEqual({ saved: true });
    }
    const hours = (await findService(db, world.help))?.openings.map(({ weekday, opens }) => [weekday, opens]);
    expect(hours).toEqual([
      [1, '08:00'],
      [2, '09:00']
    ]);
    const hall = await db
      .selectFrom('venue')
      .select(['name', 'capacity'])
      .where('id', '=', world.hall)
      .executeTakeFirstOrThrow();
    expect(hall).toEqual({ name: 'Díszterem', capacity: 120 });
  });

  test('is told what is wrong, and nothing is confirmed then', async () => {
    const db = database();
    const words = await wordsIn('hu');
    const record = await meant(world.editor, world.house);
    if (!record) throw new Error('no record');
    const { values } = await quickForm(db, world.editor, record, words);
    const form = quick({ ...values, name: '' });
    const answer = await inTransaction(db, (tx) =>
      saveQuick(tx, world.editor, { record, form, words }, later)
    );
    expect(answer).toMatchObject({ errors: [{ field: 'name', message: 'Írja be a nevet.' }] });
    expect(await confirmed()).toEqual([]);
  });

  test('asks where somebody else changed the same fact since the form was opened', async () => {
    const db = database();
    const words = await wordsIn('hu');
    const record = await meant(world.editor, world.house);
    if (!record) throw new Error('no record');
    const { values } = await quickForm(db, world.editor, record, words);
    const before = await findOrganisation(db, world.house);
    if (!before) throw new Error('no house');
    await updateOrganisation(
      db,
      system,
      { id: world.house, draft: { ...before, street: 'Malom köz 3.' } },
      later
    );
    const send = (fields: Record<string, string>) =>
      inTransaction(db, (tx) =>
        saveQuick(tx, world.editor, { record, form: quick({ ...values, ...fields }), words }, later)
      );
    expect(await send({ street: 'Fő tér 4.' })).toMatchObject({ conflicts: ['street'] });
    expect(await send({ name: 'Szélmalom Művelődési Ház' })).toEqual({ saved: true });
    const after = await findOrganisation(db, world.house);
    expect([after?.name, after?.street]).toEqual(['Szélmalom Művelődési Ház', 'Malom köz 3.']);
  });
});
