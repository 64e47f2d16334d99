// Puts the sample region's year of events into the database.
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { defaultZone } from '#lib/core/time.ts';
import { loadFindableSettlements } from '#lib/domains/places/queries.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { performersIn } from './performers.ts';
import { sampleEvents } from './sample.ts';
import { writeEvents, type EventDraft } from './write.server.ts';

export async function loadSampleEvents(db: Database, { now, today, seed }: SampleContext): Promise<void> {
  const events = sampleEvents(today, seed);
  const settlements = new Map(
    (await loadFindableSettlements(db)).map(({ name, id }) => [name, id as string])
  );
  const { organisations, venues } = await sampleIds(db);
  const found = (ids: ReadonlyMap<string, string>, key: string): string => {
    const id = ids.get(key);
    if (!id) throw new Error(`The sample region has no «${key}»`);
    return id;
  };
  await writeEvents(
    db,
    events.map((event) => {
      const draft: EventDraft = {
        title: event.title,
        summary: event.summary,
        description: event.description ?? null,
        organisers: event.organisers.map((key) => found(organisations, key)),
        settlement: found(settlements, event.settlement),
        venue: event.venue === null ? null : found(venues, event.venue),
        place: null,
        lat: null,
        lon: null,
        starts: event.start,
        minutes: event.minutes,
        zone: defaultZone,
        allDay: event.allDay ?? false,
        rule: event.rule ?? null,
        exdates: event.exdates ?? [],
        rdates: [],
        overrides: [],
        audiences: event.audiences,
        themes: event.themes,
        performers: performersIn((event.performers ?? []).join('\n')),
        tradition: event.tradition ?? null,
        attendance: event.attendance,
        flexibility: event.flexibility,
        background: event.background ?? false,
        status: event.status,
        price: event.price ?? null,
        website: null,
        origin: {
          source: 'sample',
          externalId: event.key,
          uid: `${event.key}@sample.kalaka.example`,
          sequence: 0
        }
      };
      return { id: newId<'event'>(now), draft, before: null };
    }),
    now
  );
}
