// The world in which bookings are tried: a house with two rooms and chairs, and a circle that asks for them.
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { supplySettlements } from '#lib/domains/places/supply.server.ts';
import { saveEquipment } from '#lib/domains/registry/equipment.server.ts';
import { createOrganisation, createVenue } from '#lib/domains/registry/operations.server.ts';
import { unfurnished } from '#lib/domains/registry/venue-facts.ts';
import { system, type Person } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { BookingDraft } from './write.server.ts';

export const now = new Date('2026-11-21T08:00:00Z');

export interface World {
  readonly house: string;
  readonly circle: string;
  readonly hall: string;
  readonly room: string;
  readonly chairs: string;
  /** Owner of the house, and an editor of the circle. */
  readonly owner: Person;
  readonly asker: Person;
}

export async function furnish(db: Database): Promise<World> {
  await supplySettlements(db, now);
  const found = (await loadSettlementFinder(db)).find({ name: 'Szegvár' });
  if (!found.ok) throw new Error('no Szegvár');
  const settlement = found.value;
  const organisation = async (name: string): Promise<string> => {
    const saved = await createOrganisation(
      db,
      system,
      {
        name,
        sector: 'public',
        kind: 'community_house',
        settlement,
        street: null,
        summary: null,
        contacts: []
      },
      now
    );
    if (!saved.ok) throw new Error(saved.reason);
    return saved.value.id;
  };
  const house = await organisation('Szélmalom Ház');
  const circle = await organisation('Csipkekör');
  const venue = async (name: string, capacity: number): Promise<string> => {
    const saved = await createVenue(
      db,
      system,
      {
        ...{ name, kind: 'hall', organisation: house, settlement, street: null, capacity, accessible: true },
        ...{ point: null, note: null, furnishing: { ...unfurnished, bookable: true } }
      },
      now
    );
    if (!saved.ok) throw new Error(saved.reason);
    return saved.value.id;
  };
  const hall = await venue('Nagyterem', 120);
  const room = await venue('Kisterem', 30);
  await saveEquipment(
    db,
    system,
    {
      before: null,
      draft: {
        ...{ name: 'Összecsukható szék', kind: 'seating', quantity: 100, owner: house },
        ...{ settlement: settlement.id, keptAt: null, price: null, note: null }
      }
    },
    now
  );
  const chairs = await db.selectFrom('equipment').select('id').executeTakeFirstOrThrow();
  const person = async (name: string, kind: 'owner' | 'editor', of: string): Promise<Person> => {
    const roles = [{ kind, organisation: of }];
    const email = `${kind}@${kind}.example`;
    const id = await addPerson(db, { name, email, roles }, now);
    return { kind: 'person', id, name, roles };
  };
  const owner = await person('Szélmalmi Márton', 'owner', house);
  const asker = await person('Csipkés Ilona', 'editor', circle);
  return { house, circle, hall, room, chairs: chairs.id, owner, asker };
}

export function draftOf(world: World, changes: Partial<BookingDraft> = {}): BookingDraft {
  return {
    ...{ venue: world.hall, equipment: [], organisation: world.circle, purpose: 'Csipkeverő délután' },
    ...{ contact: '06-00-111-2222', note: null, people: 20, starts: '2026-12-01T18:00', minutes: 120 },
    ...{ allDay: false, rule: null, exdates: [] },
    ...changes
  };
}
