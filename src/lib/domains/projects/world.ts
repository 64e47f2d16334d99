// The world in which joint projects are tried: houses of the sample region, and an editor in each.
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { ProjectFacts } from './model.ts';

export const now = new Date('2026-11-21T08:00:00Z');

export interface World {
  readonly szentes: Person;
  readonly szegvar: Person;
  readonly fabian: Person;
  readonly stranger: Person;
  readonly caretaker: Person;
  readonly ids: {
    readonly szentes: string;
    readonly szegvar: string;
    readonly fabian: string;
    readonly magocs: string;
  };
  readonly settlement: string;
  readonly facts: ProjectFacts;
}

export async function furnish(db: Database): Promise<World> {
  await supplySettlements(db, now);
  for (const each of [places, registry]) await each.sample?.(db, { now, today: '2026-11-21', seed: 1 });
  const { organisations } = await sampleIds(db);
  const idOf = (slug: string): string => organisations.get(slug) ?? '';
  const personWith = async (name: string, email: string, roles: Person['roles']): Promise<Person> => {
    const id = await addPerson(db, { name, email, roles }, now);
    return { kind: 'person', id, name, roles };
  };
  const editor = (slug: string, name: string): Promise<Person> =>
    personWith(name, `${slug}@kalaka.example`, [{ kind: 'editor', organisation: idOf(slug) }]);
  const region = (await listMicroRegions(db)).find(({ slug }) => slug === 'szentes');
  const ids = {
    szentes: idOf('szentes-muvhaz'),
    szegvar: idOf('szegvar-muvhaz'),
    fabian: idOf('fabian-haz'),
    magocs: idOf('magocs-muvhaz')
  };
  const { id: settlement } = await db
    .selectFrom('settlement')
    .select('id')
    .where('name', '=', 'Szegvár')
    .executeTakeFirstOrThrow();
  return {
    szentes: await editor('szentes-muvhaz', 'Nagy Ferenc'),
    szegvar: await editor('szegvar-muvhaz', 'Kovács Judit'),
    fabian: await editor('fabian-haz', 'Fábián Piroska'),
    stranger: await editor('szentes-konyvtar', 'Tóth Kata'),
    caretaker: await personWith('Gazda Géza', 'gazda@kalaka.example', [{ kind: 'caretaker', settlement }]),
    ids,
    settlement,
    facts: {
      title: 'Mesélő esték',
      text: 'Ugyanaz a mese több faluban.',
      lead: ids.szentes,
      territory: region?.name ?? '',
      settlements: region?.settlements.map(({ id }) => id) ?? [],
      partners: [ids.szegvar, ids.fabian, ids.magocs],
      ...{ eventsWanted: 3, withinKm: 8, firstDay: '2027-02-01', lastDay: '2027-02-28', weekdays: [5, 6] },
      ...{ starts: '17:00', minutes: 90, audiences: ['families'], themes: ['literature'] },
      ...{ atLeast: 0, atMost: 1 }
    }
  };
}
