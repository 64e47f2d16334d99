// The world in which matches are tried: a library without a hall, a community house without a programme, and a club that lends.
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import { createOffering } from '#lib/domains/exchange/operations.server.ts';
import { bareOffering, type OfferingFacts } from '#lib/domains/exchange/model.ts';
import { createOrganisation } from '#lib/domains/registry/operations.server.ts';
import { system, type Person } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';

/** A Saturday; letters about fresh matches leave on Monday morning. */
export const now = new Date('2026-11-21T08:00:00Z');
export const monday = new Date('2026-11-23T05:10:00Z');

export interface World {
  readonly settlements: Readonly<Record<'Szegvár' | 'Mindszent' | 'Derekegyház', string>>;
  readonly library: string;
  readonly house: string;
  readonly club: string;
  readonly librarian: Person;
  readonly houseKeeper: Person;
  readonly clubLeader: Person;
  readonly caretaker: Person;
}

export async function furnish(db: Database): Promise<World> {
  await supplySettlements(db, now);
  const finder = await loadSettlementFinder(db);
  const settlement = (name: string) => {
    const found = finder.find({ name });
    if (!found.ok) throw new Error(`no ${name}`);
    return found.value;
  };
  const organisation = async (
    name: string,
    kind: 'library' | 'community_house' | 'association',
    where: string
  ) => {
    const saved = await createOrganisation(
      db,
      system,
      {
        ...{ name, sector: 'public', kind, settlement: settlement(where) },
        ...{ street: null, summary: null, contacts: [] }
      },
      now
    );
    if (!saved.ok) throw new Error(saved.reason);
    return saved.value.id;
  };
  const person = async (name: string, role: Person['roles'][number], address: string): Promise<Person> => {
    const id = await addPerson(db, { name, email: `${address}@pelda.example`, roles: [role] }, now);
    return { kind: 'person', id, name, roles: [role] };
  };
  const library = await organisation('Téka Könyvtár', 'library', 'Szegvár');
  const house = await organisation('Tisza-parti Ház', 'community_house', 'Mindszent');
  const club = await organisation('Kerékpáros Kör', 'association', 'Derekegyház');
  return {
    settlements: {
      Szegvár: settlement('Szegvár').id,
      Mindszent: settlement('Mindszent').id,
      Derekegyház: settlement('Derekegyház').id
    },
    ...{ library, house, club },
    librarian: await person('Könyves Klára', { kind: 'owner', organisation: library }, 'konyvtar'),
    houseKeeper: await person('Házas Hedvig', { kind: 'editor', organisation: house }, 'haz'),
    clubLeader: await person('Kerekes Kálmán', { kind: 'owner', organisation: club }, 'kor'),
    caretaker: await person(
      'Gazda Gizella',
      { kind: 'caretaker', settlement: settlement('Szegvár').id },
      'gazda'
    )
  };
}

/** What somebody offers or looks for in the name of the organisation they write for. */
export async function enter(
  db: Database,
  who: Person,
  changes: Partial<OfferingFacts> & Pick<OfferingFacts, 'side' | 'category' | 'title' | 'settlement'>,
  at = now
): Promise<string> {
  const role = who.roles[0];
  const organisation = role && 'organisation' in role ? role.organisation : null;
  const saved = await createOffering(
    db,
    who,
    { facts: { ...bareOffering, conditions: 'free', organisation, ...changes } },
    at
  );
  if (!saved.ok) throw new Error(saved.reason);
  return saved.value.id;
}
