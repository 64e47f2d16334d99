import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { findSettlementBySlug } from '#lib/domains/places/queries.server.ts';
import { anonymous, system, type Actor, type Role } from '#lib/platform/actor.ts';
import { domain } from './domain.server.ts';
import { changeNeed, listNeeds, recordNeed } from './needs.server.ts';
import { tellOfNeed } from './news.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = new Date('2026-11-22T10:00:00Z');

beforeAll(() => places.sample?.(database(), { now, today: '2026-11-21', seed: 1 }));

async function idOf(slug: string): Promise<string> {
  const found = await findSettlementBySlug(database(), slug);
  if (!found) throw new Error(`no ${slug}`);
  return found.id;
}

async function asked(question: string, slug: string | null) {
  const recorded = await recordNeed(
    database(),
    { question, settlement: slug === null ? null : await idOf(slug) },
    now
  );
  if (!recorded.ok) throw new Error(recorded.reason);
  return recorded.value.id;
}

async function person(role: Role): Promise<Actor> {
  const id = await addPerson(database(), { name: 'Őze Gizella', email: null, roles: [role] }, now);
  return { kind: 'person', id, name: 'Őze Gizella', roles: [role] };
}

describe('those who look after the settlement', () => {
  /** What the page of notifications tells, by who reads it. */
  async function toldTo(people: readonly (Actor & { kind: 'person' })[]) {
    const acts = await database()
      .selectFrom('activity')
      .selectAll()
      .where('verb', 'in', domain.subscriptions?.flatMap(({ verbs }) => verbs) ?? [])
      .orderBy('id')
      .execute();
    // At least once, perhaps twice: it is told once.
    for (const act of [...acts, ...acts]) await tellOfNeed(database(), act, now);
    return Promise.all(
      people.map(async ({ id }) => {
        const rows = await database()
          .selectFrom('notification')
          .select(['kind', 'text', 'details'])
          .where('person_id', '=', id)
          .execute();
        return rows.map(({ text, details }) => [
          text,
          details.map((each) => JSON.stringify(each.text)).sort()
        ]);
      })
    );
  }

  test('are told of new questions together, others are not', async () => {
    const szegvar = await idOf('szegvar');
    const { county } = (await findSettlementBySlug(database(), 'szegvar'))!;
    const people = await Promise.all([
      person({ kind: 'caretaker', settlement: szegvar }),
      person({ kind: 'caretaker', settlement: await idOf('szentes') }),
      person({ kind: 'coordinator', county }),
      person({ kind: 'coordinator', county: 'Zala' }),
      person({ kind: 'coordinator', county: null })
    ]);
    await asked('Fogorvos?', 'szegvar');
    await asked('fogorvos', 'szegvar');
    await asked('Ki javít cipőt?', 'szegvar');
    await asked('Valami bárhol', null);
    const both = [
      { key: 'services.notify.needs', values: { count: 2, place: 'Szegvár' } },
      ['{"plain":"Fogorvos?"}', '{"plain":"Ki javít cipőt?"}']
    ];
    const anywhere = [
      { key: 'services.notify.needsAnywhere', values: { count: 1 } },
      ['{"plain":"Valami bárhol"}']
    ];
    const told = await toldTo(people as (Actor & { kind: 'person' })[]);
    expect(told).toEqual([[both], [], [both], [], expect.arrayContaining([both, anywhere])]);
  });

  test('hear again of what had been answered, and of nothing that was answered meanwhile', async () => {
    const tender = (await person({ kind: 'caretaker', settlement: await idOf('szegvar') })) as Actor & {
      kind: 'person';
    };
    const id = await asked('Fogorvos?', 'szegvar');
    const answered = { id, state: 'answered' as const, service: null };
    expect((await changeNeed(database(), system, answered, later)).ok).toBe(true);
    expect(await toldTo([tender])).toEqual([[]]);
    await asked('fogorvos', 'szegvar');
    expect((await toldTo([tender]))[0]).toHaveLength(1);
  });
});

describe('what nobody answered', () => {
  test('is kept without who asked', async () => {
    await asked('Ki hoz ebédet? A nevem Kiss Éva, 06 30 123 4567', 'szegvar');
    const [need] = await listNeeds(database(), system, null);
    expect(need).toMatchObject({ question: 'Ki hoz ebédet? A nevem …, …', times: 1, state: 'open' });
  });

  test('counts up when it is asked again, in whatever spelling, but in each settlement by itself', async () => {
    await asked('Fogorvos?', 'szegvar');
    await asked(' FOGORVOS ', 'szegvar');
    await asked('fogorvos', 'szentes');
    await asked('fogorvos', null);
    await asked('fogorvos!', null);
    const needs = await listNeeds(database(), system, null);
    expect(needs.map(({ settlement, times }) => `${settlement?.name ?? '–'} ${times}`).sort()).toEqual([
      'Szegvár 2',
      'Szentes 1',
      '– 2'
    ]);
  });

  test('is nothing when there are no words in it', async () => {
    expect(await recordNeed(database(), { question: ' 12345 ?', settlement: null }, now)).toEqual({
      ok: false,
      reason: 'nothing_asked'
    });
  });

  test('is not recorded without end', async () => {
    for (let n = 0; n < 50; n++) await asked(`kérdés ${'x'.repeat(n + 1)}`, 'szegvar');
    const more = await recordNeed(
      database(),
      { question: 'még egy', settlement: await idOf('szegvar') },
      now
    );
    expect(more).toEqual({ ok: false, reason: 'too_many' });
    await asked('máshol lehet', 'szentes');
  });
});

describe('who sees it', () => {
  test('the caretaker of the settlement, the coordinators of its county and of the country, administrators', async () => {
    const settlement = await idOf('szegvar');
    await asked('fogorvos', 'szegvar');
    const count = async (actor: Actor): Promise<number> => (await listNeeds(database(), actor, null)).length;
    expect(await count(await person({ kind: 'caretaker', settlement }))).toBe(1);
    expect(await count(await person({ kind: 'caretaker', settlement: await idOf('szentes') }))).toBe(0);
    expect(await count(await person({ kind: 'coordinator', county: 'Csongrád-Csanád' }))).toBe(1);
    expect(await count(await person({ kind: 'coordinator', county: 'Bács-Kiskun' }))).toBe(0);
    expect(await count(await person({ kind: 'coordinator', county: null }))).toBe(1);
    expect(await count(await person({ kind: 'administrator' }))).toBe(1);
    expect(await count(anonymous)).toBe(0);
  });
});

describe('what becomes of it', () => {
  test('somebody takes it, it is answered, and asked again it is open again', async () => {
    const db = database();
    const id = await asked('fogorvos', 'szegvar');
    const actor = await person({ kind: 'caretaker', settlement: await idOf('szegvar') });
    const taken = await changeNeed(db, actor, { id, state: 'taken', service: null }, later);
    expect(taken).toMatchObject({ ok: true, value: { state: 'taken', takenBy: 'Őze Gizella' } });
    expect(await changeNeed(db, actor, { id, state: 'answered', service: 'nincs-ilyen' }, later)).toEqual({
      ok: false,
      reason: 'service_unknown'
    });
    expect(await changeNeed(db, actor, { id, state: 'answered', service: null }, later)).toMatchObject({
      ok: true,
      value: { state: 'answered' }
    });
    await asked('fogorvos', 'szegvar');
    expect(await listNeeds(db, actor, 'open')).toMatchObject([{ times: 2, state: 'open' }]);
  });

  test('not the business of another settlement’s caretaker', async () => {
    const id = await asked('fogorvos', 'szegvar');
    const actor = await person({ kind: 'caretaker', settlement: await idOf('szentes') });
    expect(await changeNeed(database(), actor, { id, state: 'taken', service: null }, later)).toEqual({
      ok: false,
      reason: 'not_found'
    });
  });
});
