// Puts things to borrow and some sixty bookings of the coming weeks into the sample region, around what its calendar has there.
import { fold, slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { addDays } from '#lib/core/time.ts';
import { fromSample } from '#lib/domains/registry/model.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { sampleOrganisations, sampleVenues } from '#lib/domains/registry/sample.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import { bookingStates, type BookingState } from './model.ts';
import { spansOf, writeBooking, type BookingDraft } from './write.server.ts';
import { samplePurposes, sampleThings } from './sample.ts';
import { findTaken } from './uses.server.ts';

const wanted = 60;
const times = ['16:00', '17:30', '10:00', '18:00', '14:00', '15:30'] as const;
/** Most are settled; a few wait, so that there is something to decide. */
const states: readonly BookingState[] =
  'confirmed confirmed requested confirmed confirmed refused confirmed requested confirmed cancelled'
    .split(' ')
    .flatMap((word) => bookingStates.find((state) => state === word) ?? []);

export async function loadSampleBookings(db: Database, { now, today }: SampleContext): Promise<void> {
  const { organisations, venues } = await sampleIds(db);
  await writeThings(db, organisations, now);

  const rooms = sampleVenues.filter(
    ({ kind, organisation }) =>
      organisation !== null && ['hall', 'community_room', 'club_room', 'school', 'sports_hall'].includes(kind)
  );
  const settlementOf = new Map(
    (
      await db
        .selectFrom('venue')
        .select(['id', 'settlement_id', 'bookable'])
        .where('source', '=', fromSample)
        .execute()
    ).map(({ id, ...row }) => [id as string, row])
  );
  for (let n = 0, made = 0; made < wanted && n < 4 * wanted; n++) {
    const room = rooms[(n * 7) % rooms.length];
    const venue = room && venues.get(room.key);
    const owner = room?.organisation ? organisations.get(room.organisation) : undefined;
    const known = venue && settlementOf.get(venue);
    const askers = sampleOrganisations.filter(
      ({ settlement, key, sector }) =>
        settlement === room?.settlement && key !== room.organisation && sector !== 'business'
    );
    const asker = askers[(n * 3) % Math.max(1, askers.length)];
    const organisation = asker && organisations.get(asker.key);
    if (!room || !venue || !owner || !known?.bookable || !asker || !organisation) continue;
    const purposes = samplePurposes[asker.kind] ?? samplePurposes['other'] ?? [];
    const day = addDays(today, 2 + ((n * 5) % 45));
    const draft: BookingDraft = {
      venue,
      equipment: [],
      organisation,
      purpose: purposes[n % purposes.length] ?? 'Megbeszélés',
      contact: asker.phone ?? null,
      note: null,
      people: Math.max(8, Math.min(room.capacity, 15 + ((n * 11) % 60))),
      starts: `${day}T${times[n % times.length] ?? '16:00'}`,
      minutes: n % 4 === 0 ? 180 : 120,
      allDay: false,
      rule: n % 6 === 0 ? 'FREQ=WEEKLY;COUNT=8' : null,
      exdates: []
    };
    const spans = spansOf(draft);
    if ((await findTaken(db, venue, spans, organisation)).length > 0) continue;
    await writeBooking(
      db,
      {
        id: newId<'booking'>(now),
        draft,
        kept: { keeper: { id: owner }, settlement: { id: known.settlement_id } },
        state: states[made % states.length] ?? 'confirmed',
        person: null,
        spans,
        source: fromSample
      },
      now
    );
    made++;
  }
}

async function writeThings(
  db: Database,
  organisations: ReadonlyMap<string, Id<'organisation'>>,
  now: Date
): Promise<void> {
  const places = new Map(
    (
      await db
        .selectFrom('organisation')
        .select(['id', 'settlement_id'])
        .where('source', '=', fromSample)
        .execute()
    ).map(({ id, settlement_id }) => [id as string, settlement_id])
  );
  const slugs = await freeSlugs(
    db,
    'equipment',
    sampleThings.map(([, , name]) => slugOf(name))
  );
  const rows = sampleThings.flatMap(([owner, kind, name, quantity, more], index) => {
    const organisation = organisations.get(owner);
    const settlement = organisation && places.get(organisation);
    if (!organisation || !settlement) throw new Error(`The sample region has no «${owner}»`);
    return [
      {
        id: newId<'equipment'>(now),
        slug: slugs[index] ?? `eszkoz-${index}`,
        name,
        folded: fold(name),
        kind,
        quantity,
        organisation_id: organisation,
        settlement_id: settlement,
        kept_at: more?.keptAt ?? null,
        price: more?.price ?? null,
        note: more?.note ?? null,
        source: fromSample,
        external_id: `${owner} ${name}`,
        created_at: now,
        updated_at: now
      }
    ];
  });
  await db.insertInto('equipment').values(rows).execute();
}
