// Villages in a corner of a county that would all have the show, seeded: halls free on some days, other events in the way.
import { travelBetween, type TourQuestion } from '#lib/core/itinerary.ts';
import { randomFrom } from '#lib/core/random.ts';

export function touringWorld(size: {
  readonly seed: number;
  readonly stops: number;
  readonly days: number;
  readonly showsPerDay: number;
}): TourQuestion {
  const { seed, stops: count, days: length, showsPerDay } = size;
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const places = Array.from({ length: count + 1 }, () => ({
    lat: 46.2 + random(),
    lon: 17.2 + random() * 1.6
  }));
  const first = Math.floor(Date.UTC(2027, 7, 31, 22) / 60_000);
  const days = Array.from({ length }, (_, d) => ({
    from: first + d * 1440 + 420,
    to: first + d * 1440 + 1410
  }));
  const stops = places.slice(1).map((_, i) => ({
    id: `s${i}`,
    place: i + 1,
    value: 20_000 + below(60_000),
    offer: below(30_000),
    windows: Array.from({ length: 3 + below(8) }, () => {
      const from = first + below(length) * 1440 + 60 * (9 + below(7));
      return { from, to: from + 240 + 60 * below(4), penalty: random() < 0.4 ? below(30_000) : 0 };
    }),
    show: 60,
    setUp: 60,
    takeDown: 30
  }));
  return {
    stops,
    home: 0,
    travel: travelBetween(places),
    days,
    restAfter: 4,
    showsPerDay,
    overnight: true,
    costs: { perKm: 150, perNight: 25_000, perShow: 30_000 }
  };
}
