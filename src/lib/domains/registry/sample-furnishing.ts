// What the rooms of the sample region offer: as such rooms usually do, and by their size.
import type { SampleVenue, SampleVenueKind } from './sample-shape.ts';
import { idleFurnishings } from './sample-idle.ts';
import { unfurnished, type Feature, type Furnishing, type Heating } from './venue-facts.ts';

interface Usual {
  readonly heating: Heating;
  readonly features: readonly Feature[];
  readonly rules?: string;
  /** Forints an hour for each started hundred people; nothing where it is not let. */
  readonly hourly?: number;
}

const clean = 'A takarítás és a székek visszarakása a használó dolga.';
const usual: Readonly<Partial<Record<SampleVenueKind, Usual>>> = {
  hall: {
    heating: 'all_year',
    features: ['stage', 'sound', 'lighting', 'projector', 'tables', 'dressing_room', 'toilet', 'parking'],
    rules: `Hangosítás kezelővel. 22 óráig lehet zene. ${clean}`,
    hourly: 3000
  },
  community_room: {
    heating: 'all_year',
    features: ['projector', 'wifi', 'kitchen', 'tables', 'toilet'],
    rules: clean,
    hourly: 1500
  },
  club_room: {
    heating: 'all_year',
    features: ['wifi', 'kitchen', 'tables', 'toilet'],
    rules: `21 óráig nyitva. ${clean}`,
    hourly: 1000
  },
  library: {
    heating: 'all_year',
    features: ['projector', 'wifi', 'tables', 'toilet'],
    rules: 'Nyitvatartási időben csak csendes foglalkozás.',
    hourly: 1000
  },
  museum: { heating: 'all_year', features: ['projector', 'toilet'], rules: 'Étel, ital nem vihető be.' },
  gallery: {
    heating: 'partly',
    features: ['lighting', 'toilet'],
    rules: 'Étel, ital nem vihető be.',
    hourly: 1500
  },
  church: { heating: 'none', features: ['sound', 'toilet'] },
  school: {
    heating: 'all_year',
    features: ['projector', 'tables', 'toilet', 'parking'],
    rules: `Tanítási időn kívül. ${clean}`,
    hourly: 1500
  },
  sports_hall: {
    heating: 'partly',
    features: ['dressing_room', 'toilet', 'parking'],
    rules: 'Csak tiszta talpú cipőben.',
    hourly: 4000
  },
  cinema: {
    heating: 'all_year',
    features: ['sound', 'projector', 'toilet', 'accessible_toilet'],
    hourly: 4000
  },
  pub: { heating: 'all_year', features: ['kitchen', 'tables', 'toilet'] },
  farm: { heating: 'none', features: ['garden', 'parking', 'toilet'] },
  outdoor: { heating: 'none', features: ['parking'] }
};

export function furnishingOf({ key, kind, capacity, accessible }: SampleVenue): Furnishing {
  const idle = idleFurnishings[key];
  if (idle) return idle;
  const room = usual[kind];
  if (!room) return unfurnished;
  const { hourly } = room;
  return {
    ...unfurnished,
    power: kind === 'outdoor' ? 'none' : capacity >= 200 ? 'three_phase' : 'normal',
    heating: room.heating,
    ...(kind === 'hall' ? stageOf(capacity) : {}),
    features: [...room.features, ...(accessible && capacity >= 100 ? (['accessible_toilet'] as const) : [])],
    price: hourly
      ? `${forints(hourly * Math.ceil(capacity / 100))} Ft óránként, helyi közösségnek előzetes egyeztetéssel ingyenes.`
      : null,
    rules: room.rules ?? null,
    bookable: hourly !== undefined
  };
}

/** The larger the hall, the larger its stage. Of the smallest nobody has measured anything, as it is with halls. */
function stageOf(capacity: number): Partial<Furnishing> {
  if (capacity < 50) return {};
  const large = capacity >= 150;
  return {
    width: large ? 8 : 5.5,
    depth: large ? 5 : 3.5,
    height: large ? 4.2 : 2.9,
    darkening: capacity >= 100 ? true : null,
    amps: large ? 32 : 16,
    loading: large ? 'Hátsó kapu a színpadhoz, furgonnal az ajtóig.' : 'Földszint, a főbejáraton át.'
  };
}

/** 12 000: thousands apart from five digits on, as Hungarian writes them. */
function forints(amount: number): string {
  return amount < 10_000
    ? String(amount)
    : `${Math.floor(amount / 1000)} ${String(amount % 1000).padStart(3, '0')}`;
}
