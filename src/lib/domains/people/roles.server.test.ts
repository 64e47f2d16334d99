// Roles as they are given, stored and worn.
import { describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Role } from '#lib/platform/actor.ts';
import { addPerson, giveRole } from './operations.server.ts';
import { findActor } from './session-actor.server.ts';
import { makeSignInLink, useSignInLink } from './sign-in.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');

async function personWith(roles: readonly Role[]): Promise<{ id: Id<'person'>; session: string }> {
  const id = await addPerson(database(), { name: 'Révész Ilka', email: 'ilka@revesz.example', roles }, now);
  const signedIn = await useSignInLink(database(), await makeSignInLink(database(), id, now), now);
  if (!signedIn.ok) throw new Error(signedIn.reason);
  return { id, session: signedIn.value.session };
}

describe('a person', () => {
  test('holds roles in the installation, a settlement, a county and the country at once', async () => {
    await supplySettlements(database(), now);
    const { id: settlement } = await database()
      .selectFrom('settlement')
      .select('id')
      .where('name', '=', 'Szegvár')
      .executeTakeFirstOrThrow();
    const roles: Role[] = [
      { kind: 'administrator' },
      { kind: 'caretaker', settlement },
      { kind: 'coordinator', county: 'Heves' },
      { kind: 'coordinator', county: null }
    ];
    const { session } = await personWith(roles);
    const actor = await findActor(database(), session, now);
    expect(actor?.roles).toHaveLength(4);
    expect(actor?.roles).toEqual(expect.arrayContaining(roles));
  });

  test('given the same role twice holds it once', async () => {
    const role: Role = { kind: 'coordinator', county: 'Heves' };
    const { id, session } = await personWith([role]);
    await giveRole(database(), { person: id, role, by: null }, now);
    expect((await findActor(database(), session, now))?.roles).toEqual([role]);
  });

  test('wearing one hat acts in that role alone', async () => {
    const { id, session } = await personWith([
      { kind: 'administrator' },
      { kind: 'coordinator', county: 'Heves' }
    ]);
    const hat = await database()
      .selectFrom('role')
      .select('id')
      .where('person_id', '=', id)
      .where('kind', '=', 'coordinator')
      .executeTakeFirstOrThrow();
    await database()
      .updateTable('session')
      .set({ hat_role_id: hat.id })
      .where('person_id', '=', id)
      .execute();
    expect((await findActor(database(), session, now))?.roles).toEqual([
      { kind: 'coordinator', county: 'Heves' }
    ]);
  });
});

test('the database refuses a role that says the wrong kind of place', async () => {
  const person = await addPerson(database(), { name: 'Révész Ilka', email: null, roles: [] }, now);
  const wrong = { kind: 'caretaker', county: 'Heves' } as unknown as Role;
  await expect(giveRole(database(), { person, role: wrong, by: null }, now)).rejects.toThrow(
    'role_where_check'
  );
});
