// Puts the sample region's touring packages into the database, who asks for them, and one tour that is on its way.
import type { Id } from '#lib/core/ids.ts';
import { slugOf } from '#lib/core/hungarian.ts';
import { addDays, addLocalMinutes, defaultZone, instantOf, minuteMs, weekdayOf } from '#lib/core/time.ts';
import { findTaken } from '#lib/domains/bookings/uses.server.ts';
import { spansOf, writeBooking, type BookingDraft } from '#lib/domains/bookings/write.server.ts';
import { writeEvents } from '#lib/domains/calendar/write.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { fromSample } from '#lib/domains/registry/model.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { findVenuesByIds, type FullVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import { sharesOf, usualWorth, type FoundPlan, type FoundStop, type TourSettings } from './model.ts';
import { insertPackage } from './operations.server.ts';
import { insertRequest } from './requests.server.ts';
import { samplePackages, sampleTour, type SamplePackage } from './sample.ts';

/** Expects a database with the sample's register and calendar. */
export async function loadSampleTouring(db: Database, context: SampleContext): Promise<void> {
  const { now } = context;
  const finder = await loadSettlementFinder(db);
  const { organisations, venues } = await sampleIds(db);
  const halls = await findVenuesByIds(db, [...venues.values()]);
  for (const pack of samplePackages) {
    const home = finder.find({ name: pack.home });
    const organisation = organisations.get(pack.organisation);
    if (!home.ok || !organisation) throw new Error(`The sample region has no «${pack.organisation}»`);
    const facts = { ...pack.facts, organisation, home: home.value.id, available: [], state: 'open' as const };
    const saved = await insertPackage(
      db,
      { facts, person: null, source: fromSample, externalId: pack.key },
      now
    );
    const asked: Asked[] = [];
    for (const { venue, people, share, note } of pack.askedBy) {
      const hall = halls.get(venues.get(venue) ?? '');
      if (!hall) throw new Error(`The sample region has no hall «${venue}»`);
      const draft = {
        settlement: hall.settlement.id as Id<'settlement'>,
        venue: hall.id,
        organisation: (hall.organisation?.id ?? null) as Id<'organisation'> | null,
        ...{ days: [], people, share, note }
      };
      const request = await insertRequest(
        db,
        {
          pack: saved,
          draft,
          locale: 'hu',
          person: null,
          name: null,
          email: null,
          state: 'open',
          source: fromSample
        },
        now
      );
      asked.push({ request, hall, people });
    }
    if (pack.key === sampleTour.key) await loadTour(db, { pack, id: saved.id, organisation, asked }, context);
  }
}

interface Asked {
  readonly request: Id<'package_request'>;
  readonly hall: FullVenue;
  readonly people: number;
}

async function loadTour(
  db: Database,
  {
    pack,
    id,
    organisation,
    asked
  }: { pack: SamplePackage; id: Id<'package'>; organisation: Id<'organisation'>; asked: readonly Asked[] },
  { now, today }: SampleContext
): Promise<void> {
  const { facts } = pack;
  const found: { asked: Asked; stop: FoundStop; starts: Date; id: Id<'tour_stop'> }[] = [];
  let day = addDays(today, 5);
  for (const each of asked) {
    const when = await freeEvening(db, { hall: each.hall, facts, from: day });
    day = addDays(when.slice(0, 10), 1);
    const stop = newId<'tour_stop'>(now);
    found.push({
      asked: each,
      id: stop,
      starts: instantOf(when, defaultZone),
      stop: stopAt(stop, when, facts)
    });
  }
  const first = found[0]?.stop.starts.slice(0, 10) ?? today;
  const last = found.at(-1)?.stop.starts.slice(0, 10) ?? today;
  const km = 40 * found.length;
  const cost = km * facts.perKm + found.length * facts.fee;
  const shares = sharesOf(
    cost,
    found.map(() => 1)
  );
  const plan: FoundPlan = {
    ...{ kind: 'best', km, days: found.length, nights: 0, cost, offered: 0 },
    stops: found.map(({ stop }, index) => ({ ...stop, share: shares[index] ?? 0 }))
  };
  const settings: TourSettings = {
    ...usualWorth,
    ...{ sharing: 'equal', maxStops: null, twoADay: facts.twoADay, restAfter: facts.restAfter },
    ...{ fee: facts.fee, perKm: facts.perKm, perNight: facts.perNight }
  };
  const tour = newId<'tour'>(now);
  const [slug = tour] = await freeSlugs(db, 'tour', [slugOf(sampleTour.name)]);
  await db
    .insertInto('tour')
    .values({
      ...{ id: tour, slug, package_id: id, person_id: null, name: sampleTour.name, first_day: first },
      ...{ last_day: last, settings: JSON.stringify(settings), state: 'asked', search: 'none' },
      ...{ plan: JSON.stringify(plan), source: fromSample, created_at: now, updated_at: now }
    })
    .execute();
  for (const [index, { asked: each, id: stop, starts, stop: planned }] of found.entries()) {
    const agreed = index < found.length - 1;
    const held = agreed
      ? await hold(
          db,
          { pack, organisation, hall: each.hall, people: each.people, local: planned.starts },
          now
        )
      : { event: null, booking: null };
    await db
      .insertInto('tour_stop')
      .values({
        ...{ id: stop, tour_id: tour, request_id: each.request, venue_id: each.hall.id, position: index },
        settlement_id: each.hall.settlement.id as Id<'settlement'>,
        organisation_id: (each.hall.organisation?.id ?? null) as Id<'organisation'> | null,
        ...{ starts_at: starts, ends_at: new Date(starts.getTime() + facts.minutes * minuteMs) },
        ...{ state: agreed ? 'accepted' : 'asked', asked_at: now, answered_at: agreed ? now : null },
        ...{ event_id: held.event, booking_id: held.booking, km: 20, share_huf: shares[index] ?? 0 },
        updated_at: now
      })
      .execute();
  }
}

/** The first evening from a day on that the package may be shown on and on which the hall is free. */
async function freeEvening(
  db: Database,
  { hall, facts, from }: { hall: FullVenue; facts: SamplePackage['facts']; from: string }
): Promise<string> {
  for (let day = from; ; day = addDays(day, 1)) {
    if (facts.weekdays.length > 0 && !facts.weekdays.includes(weekdayOf(day))) continue;
    const starts = instantOf(`${day}T18:00`, defaultZone);
    const span = {
      start: new Date(starts.getTime() - facts.setup * minuteMs),
      end: new Date(starts.getTime() + (facts.minutes + facts.teardown) * minuteMs)
    };
    if ((await findTaken(db, hall.id, [span], null)).length === 0) return `${day}T18:00`;
  }
}

function stopAt(
  stop: string,
  starts: string,
  { setup, minutes, teardown }: SamplePackage['facts']
): FoundStop {
  const ready = addLocalMinutes(starts, minutes + teardown);
  return {
    ...{ stop, starts, km: 20, then: 'home', share: 0, clash: false, ready },
    leaves: addLocalMinutes(starts, -setup - 25),
    arrives: addLocalMinutes(starts, -setup),
    ends: addLocalMinutes(starts, minutes),
    homeAt: addLocalMinutes(ready, 25)
  };
}

async function hold(
  db: Database,
  {
    pack: { facts, key },
    organisation,
    hall,
    people,
    local
  }: {
    pack: SamplePackage;
    organisation: Id<'organisation'>;
    hall: FullVenue;
    people: number;
    local: string;
  },
  now: Date
): Promise<{ event: Id<'event'>; booking: Id<'booking'> }> {
  const event = newId<'event'>(now);
  const host = hall.organisation;
  const external = `tour-${key}-${hall.slug}`;
  await writeEvents(
    db,
    [
      {
        id: event,
        before: null,
        draft: {
          ...{
            title: facts.title,
            summary: null,
            description: facts.text,
            place: null,
            lat: null,
            lon: null
          },
          ...{ starts: local, minutes: facts.minutes, zone: defaultZone, allDay: false, rule: null },
          ...{ exdates: [], rdates: [], overrides: [], audiences: facts.audiences, themes: facts.themes },
          ...{ performers: [], tradition: null, attendance: people, flexibility: { kind: 'fixed' } },
          ...{ background: false, status: 'confirmed', price: null, website: null },
          organisers: [...(host ? [host.id as string] : []), organisation],
          ...{ settlement: hall.settlement.id, venue: hall.id },
          origin: { source: fromSample, externalId: external, uid: `${external}@kalaka`, sequence: 0 }
        }
      }
    ],
    now
  );
  const booking = newId<'booking'>(now);
  const draft: BookingDraft = {
    ...{ venue: hall.id, equipment: [], organisation: (host?.id as string | undefined) ?? organisation },
    ...{ purpose: facts.title, contact: null, note: null, people, allDay: false, rule: null, exdates: [] },
    starts: addLocalMinutes(local, -facts.setup),
    minutes: facts.setup + facts.minutes + facts.teardown
  };
  await writeBooking(
    db,
    {
      ...{ id: booking, draft, state: 'confirmed', person: null, spans: spansOf(draft), source: fromSample },
      kept: {
        keeper: host ? { id: host.id as string } : null,
        settlement: { id: hall.settlement.id as string }
      }
    },
    now
  );
  return { event, booking };
}
