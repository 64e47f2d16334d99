// The world in which feeds are tried: a house and a library in Szegvár, who writes for them, and the mail that goes to them.
import type { Id } from '#lib/core/ids.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { findEventsBySource, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { anonymous, type Person } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { FetchResult } from '#lib/platform/fetch-guard.server.ts';
import type { FeedInput } from './input.ts';
import { sourceOf } from './model.ts';
import { subscribe } from './operations.server.ts';

export interface Keepers {
  readonly house: string;
  readonly library: string;
  readonly szegvar: string;
  readonly owner: Person;
  readonly librarian: Person;
}

/** After `prepareRegister`. */
export async function appointKeepers(db: Database, now: Date): Promise<Keepers> {
  const idOf = async (name: string): Promise<{ id: string; settlement: string }> => {
    const row = await db
      .selectFrom('organisation')
      .select(['id', 'settlement_id'])
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return { id: row.id, settlement: row.settlement_id ?? '' };
  };
  const [house, library] = [await idOf('Szélmalom Művelődési Ház'), await idOf('Gőzkút Könyvtár')];
  const person = async (name: string, email: string, organisation: string): Promise<Person> => {
    const roles = [{ kind: 'owner' as const, organisation }];
    return { kind: 'person', id: await addPerson(db, { name, email, roles }, now), name, roles };
  };
  return {
    ...{ house: house.id, library: library.id, szegvar: house.settlement },
    owner: await person('Nagy Erzsébet', 'haz@szelmalom.example', house.id),
    librarian: await person('Kis Péter', 'konyvtar@gozkut.example', library.id)
  };
}

export const address = 'https://naptar.example/calendar';

export async function follow(
  db: Database,
  keepers: Keepers,
  more: Partial<FeedInput>,
  now: Date
): Promise<Id<'feed'>> {
  const draft: FeedInput = {
    ...{
      organisation: keepers.house,
      address,
      settlement: keepers.szegvar,
      venue: null,
      audiences: [],
      themes: []
    },
    ...{ status: 'confirmed', utcIsLocal: false, everyMinutes: 1440 },
    ...more
  };
  const actor = draft.organisation === keepers.house ? keepers.owner : keepers.librarian;
  const made = await subscribe(db, actor ?? anonymous, { draft, name: 'Naptár', kind: 'calendar' }, now);
  if (!made.ok) throw new Error(made.reason);
  return made.value.id;
}

export function sent(body: string | Uint8Array, more: { etag?: string; movedTo?: string } = {}): FetchResult {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return {
    ok: true,
    value: {
      ...{
        kind: 'fetched',
        bytes,
        contentType: 'text/calendar',
        etag: more.etag ?? null,
        lastModified: null
      },
      ...{ address, movedTo: more.movedTo ?? null }
    }
  };
}

export async function eventsOf(db: Database, feed: string): Promise<FullEvent[]> {
  const events = await findEventsBySource(db, sourceOf(feed));
  return [...events.values()].sort((a, b) => (a.starts < b.starts ? -1 : 1));
}

/** «haz@szelmalom.example feeds.mail.failed.subject» */
export async function mails(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('mail').select(['email', 'content']).orderBy('id').execute();
  return rows.map(
    ({ email, content }) => `${email} ${content && 'key' in content.subject ? content.subject.key : ''}`
  );
}
