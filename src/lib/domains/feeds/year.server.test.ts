// A year of two institutions whose calendars are read every day by nobody's hand: at its end the calendar is what they have planned.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomFrom } from '#lib/core/random.ts';
import { addDays, addLocalMinutes, dayOf, defaultZone } from '#lib/core/time.ts';
import { updateEvent } from '#lib/domains/calendar/operations.server.ts';
import type { FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { databaseOver, type Database } from '#lib/platform/db/database.server.ts';
import type { FetchResult } from '#lib/platform/fetch-guard.server.ts';
import { prepareRegister } from '#tests/bring-events.ts';
import { openTestPool, type TestPool } from '#tests/db.ts';
import { playCalendar, type Played } from '#tests/feed-player.ts';
import { readDueFeeds } from './schedule.server.ts';
import { appointKeepers, eventsOf, follow, mails, sent, type Keepers } from './world.ts';

const start = new Date('2027-01-10T03:00:00Z');
let opened: TestPool | undefined;
let db: Database;
let keepers: Keepers;
/** Each reading is a transaction of its own, as in life: in one for the whole year every state that a row has ever had would be kept. */
beforeAll(async () => {
  opened = await openTestPool();
  db = databaseOver(opened.pool);
  await prepareRegister(db);
  keepers = await appointKeepers(db, start);
});
afterAll(() => opened?.close());

interface Plan {
  readonly id: number;
  title: string;
  starts: string;
  minutes: number;
  place: string;
  cancelled: boolean;
  /** Taken from the calendar without a word. */
  lost: boolean;
}

const names = [
  'Könyvbemutató',
  'Filmklub',
  'Táncház',
  'Kézműves délután',
  'Kiállításmegnyitó',
  'Nyugdíjasklub',
  'Koncert',
  'Mesedélelőtt',
  'Előadás',
  'Társasjáték-est',
  'Gyalogtúra',
  'Főzőverseny'
];
const with_ = [
  'Tari Ilona',
  'a Napsugár Kör',
  'Vermes Béla',
  'a Búzavirág Együttes',
  'Halmos Kata',
  'a Szomszédok',
  'Somos Pál',
  'Rigó Anna'
];
const places = ['Nagyterem', 'Színházterem', 'Olvasóterem', 'Udvar'];

/** An institution that plans, moves, renames, calls off and forgets, a little every day. */
function institution(seed: number) {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const plans: Plan[] = [];
  const taken = new Set<string>();
  /** No two at one minute in one room: a program would not let them. */
  const freeSlot = (from: string, days: number): { starts: string; place: string } => {
    for (;;) {
      const day = addDays(from, 2 + Math.floor(random() * days));
      const slot = {
        starts: `${day}T${pick(['10', '14', '17', '18', '19'])}:${pick(['00', '30'])}`,
        place: pick(places)
      };
      if (taken.has(`${slot.starts} ${slot.place}`)) continue;
      taken.add(`${slot.starts} ${slot.place}`);
      return slot;
    }
  };
  const edited = new Set<number>();
  return {
    plans,
    edited,
    live(today: string): void {
      for (let more = random() < 0.6 ? 1 : 0; more > 0; more--)
        plans.push({
          id: plans.length,
          title: `${pick(names)}: ${pick(with_)} ${plans.length + 1}.`,
          ...freeSlot(today, 50),
          minutes: pick([60, 90, 120]),
          cancelled: false,
          lost: false
        });
      const coming = plans.filter(
        ({ starts, cancelled, lost }) => starts.slice(0, 10) > addDays(today, 3) && !cancelled && !lost
      );
      if (coming.length === 0) return;
      const plan = pick(coming);
      const dice = random();
      if (dice < 0.12) Object.assign(plan, freeSlot(addDays(plan.starts.slice(0, 10), -2), 5));
      else if (dice < 0.16) plan.starts = addLocalMinutes(plan.starts, 60);
      else if (dice < 0.22) plan.title = `${plan.title} (ingyenes)`;
      else if (dice < 0.27) plan.minutes = 150;
      else if (dice < 0.31) plan.cancelled = true;
      else if (dice < 0.34) plan.lost = plan.starts.slice(0, 10) > addDays(today, 9);
    },
    /** What its program publishes: what is to come and a month of what was. */
    published(today: string, uid: (plan: Plan) => string | null): Played[] {
      return plans
        .filter(({ starts, lost }) => !lost && starts.slice(0, 10) >= addDays(today, -30))
        .map((plan) => ({
          ...{
            uid: uid(plan),
            title: plan.title,
            starts: plan.starts,
            minutes: plan.minutes,
            place: plan.place
          },
          ...(plan.cancelled ? { status: 'CANCELLED' as const } : {})
        }));
    }
  };
}

test('Two institutions are read for a year, with ids that rotate, weeks of silence and faults, and the calendar is right.', async () => {
  const [house, library] = [institution(11), institution(23)];
  const ids = {
    house: await follow(db, keepers, { address: 'https://haz.example/naptar.ics' }, start),
    library: await follow(
      db,
      keepers,
      { organisation: keepers.library, address: 'https://konyvtar.example/ical' },
      start
    )
  };
  const kept = new Map<string, string>();
  const random = randomFrom(99);
  for (let day = 0; day < 365; day++) {
    const now = new Date(start.getTime() + day * 86_400_000);
    const today = dayOf(now, defaultZone);
    house.live(today);
    library.live(today);
    // The house's program makes new ids in every fifth week; the library's makes them new at every export.
    const epoch = Math.floor(day / 35);
    const fetch = ({ address }: { address: string }): Promise<FetchResult> => {
      const mood = random();
      const isHouse = address.startsWith('https://haz');
      if (isHouse && day >= 200 && day < 204) return Promise.resolve({ ok: false, reason: 'unreachable' });
      if (mood < 0.02) return Promise.resolve({ ok: false, reason: 'too_slow' });
      if (mood < 0.03) return Promise.resolve(sent('<!doctype html><title>Karbantartás</title>'));
      if (mood < 0.04) return Promise.resolve(sent('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'));
      const events = isHouse
        ? house.published(today, ({ id }) => `${id}-${epoch}@haz.example`)
        : library.published(today, ({ id }) => `${day}-${id}@konyvtar.example`);
      const whole = playCalendar(events);
      return Promise.resolve(sent(mood < 0.05 ? whole.slice(0, Math.floor(whole.length / 2)) : whole));
    };
    await readDueFeeds(db, now, fetch);
    if (day % 40 === 20) {
      const event = (await eventsOf(db, ids.house)).find(
        ({ starts, status }) =>
          starts.slice(0, 10) > addDays(today, 6) && status === 'confirmed' && !kept.has(starts)
      );
      if (event) {
        const description = `Helyben írt leírás ${day}.`;
        await edit(event, { description });
        kept.set(event.id, description);
      }
    }
  }
  // A quiet week at the end, so that what was lost last has been missed twice and no question is open.
  for (const day of [365, 366, 367, 368, 369, 370, 371]) {
    const now = new Date(start.getTime() + day * 86_400_000);
    const today = dayOf(now, defaultZone);
    await db.updateTable('feed').set({ next_read_at: now }).execute();
    await readDueFeeds(db, now, ({ address }) =>
      Promise.resolve(
        sent(
          playCalendar(
            address.startsWith('https://haz')
              ? house.published(today, ({ id }) => `${id}-11@haz.example`)
              : library.published(today, ({ id }) => `${day}-${id}@konyvtar.example`)
          )
        )
      )
    );
  }

  for (const [key, { plans }] of [
    ['house', house],
    ['library', library]
  ] as const) {
    const events = await eventsOf(db, ids[key]);
    const said = events.map(
      ({ title, starts, minutes, place, venue, status }) =>
        `${starts} ${minutes} ${title} ${venue?.name ?? place} ${status}`
    );
    const truth = plans.map(
      ({ title, starts, minutes, place, cancelled, lost }) =>
        `${starts} ${minutes} ${title} ${place} ${cancelled ? 'cancelled' : lost ? 'tentative' : 'confirmed'}`
    );
    expect(plans.length).toBeGreaterThan(150);
    expect(said.filter((each) => !truth.includes(each))).toEqual([]);
    expect(truth.filter((each) => !said.includes(each) && !each.endsWith('tentative'))).toEqual([]);
    expect(new Set(said).size).toBe(said.length);
  }
  const descriptions = new Map(
    (await eventsOf(db, ids.house)).map(({ id, description }) => [id as string, description])
  );
  expect(kept.size).toBeGreaterThan(5);
  for (const [id, description] of kept) expect(descriptions.get(id)).toBe(description);
  expect((await mails(db)).filter((mail) => mail.includes('failed'))).toEqual([]);

  async function edit(event: FullEvent, changes: { description: string }): Promise<void> {
    const draft = {
      ...event,
      ...changes,
      settlement: event.settlement?.id ?? null,
      venue: event.venue?.id ?? null,
      organisers: event.organisers.map(({ id }) => id)
    };
    const done = await updateEvent(db, keepers.owner, { id: event.id, draft }, start);
    expect(done.ok).toBe(true);
  }
}, 600_000);
