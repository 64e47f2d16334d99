// The world in which planning is tried: two houses of the sample region, an editor in each, and events of theirs.
import type { Id } from '#lib/core/ids.ts';
import type { Person } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { EventDraft } from '#lib/domains/calendar/write.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';

export const now = new Date('2026-11-21T08:00:00Z');

export interface World {
  readonly szegvar: Person;
  readonly szentes: Person;
  readonly ids: { readonly szegvar: string; readonly szentes: string };
  /** Where the events are. */
  readonly settlement: string;
  readonly elsewhere: string;
}

export async function furnish(db: Database): Promise<World> {
  await places.supply?.(db, now);
  for (const each of [places, registry]) await each.sample?.(db, { now, today: '2026-11-21', seed: 1 });
  const { organisations } = await sampleIds(db);
  const editorOf = async (slug: string, name: string): Promise<Person> => {
    const roles = [{ kind: 'editor' as const, organisation: organisations.get(slug) ?? '' }];
    const id = await addPerson(db, { name, email: `${slug}@kalaka.example`, roles }, now);
    return { kind: 'person', id: id as Id<'person'>, name, roles };
  };
  const settlementOf = async (name: string): Promise<string> => {
    const { id } = await db
      .selectFrom('settlement')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return id;
  };
  return {
    szegvar: await editorOf('szegvar-muvhaz', 'Kovács Judit'),
    szentes: await editorOf('szentes-muvhaz', 'Nagy Ferenc'),
    ids: {
      szegvar: organisations.get('szegvar-muvhaz') ?? '',
      szentes: organisations.get('szentes-muvhaz') ?? ''
    },
    settlement: await settlementOf('Szegvár'),
    elsewhere: await settlementOf('Szentes')
  };
}

/** For families in Szegvár on a Saturday evening, movable by a week. */
export function eventDraft(world: World, change: Partial<EventDraft>): EventDraft {
  return {
    title: 'Program',
    summary: null,
    description: null,
    place: null,
    lat: null,
    lon: null,
    starts: '2026-12-12T18:00',
    minutes: 180,
    zone: 'Europe/Budapest',
    allDay: false,
    rule: null,
    exdates: [],
    rdates: [],
    overrides: [],
    audiences: ['families'],
    themes: ['music'],
    performers: [],
    tradition: null,
    attendance: 200,
    flexibility: { kind: 'days', days: 7 },
    background: false,
    status: 'confirmed',
    price: null,
    website: null,
    organisers: [],
    settlement: world.settlement,
    venue: null,
    ...change
  };
}
