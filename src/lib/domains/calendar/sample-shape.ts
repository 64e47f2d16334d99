// The shape of the sample's events and of the hand-written tables they are made from.
import type { SampleOrganisationKind, SampleVenueKind } from '#lib/domains/registry/sample-shape.ts';
import type { Audience, Flexibility, Status, Theme } from './model.ts';

export interface SampleEvent {
  readonly key: string;
  readonly title: string;
  readonly summary: string;
  readonly description?: string;
  /** Keys of the registry sample; the first is the one to ask. */
  readonly organisers: string[];
  /** Key of the registry sample. */
  readonly venue: string | null;
  readonly settlement: string;
  /** Wall time in Europe/Budapest: 'YYYY-MM-DDTHH:MM'. */
  readonly start: string;
  readonly minutes: number;
  readonly allDay?: boolean;
  /** RRULE value with UNTIL. */
  readonly rule?: string;
  /** Wall times of the occurrences that are left out. */
  readonly exdates?: string[];
  /** Empty: everyone. */
  readonly audiences: Audience[];
  readonly themes: Theme[];
  /** Shared custom such as 'szüret'; two of the same near each other could be one. */
  readonly tradition?: string;
  /** «Kormos Elemér – mesemondó» */
  readonly performers?: readonly string[];
  readonly attendance: number;
  readonly flexibility: Flexibility;
  readonly status: Status;
  /** Open for weeks, such as an exhibition. */
  readonly background?: boolean;
  readonly price?: string;
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * A day of the year in words of the calendar, see `sample-days.ts`: '03-15' (that day), '11-11~6' (the nearest Saturday),
 * '3-6/09' (third Saturday of September), 'last-7/05' (last Sunday of May), 'easter+1', 'advent2-1' (the day before the second
 * Sunday of Advent).
 */
export type DayRule = string;

/** `3` is three days either way, 'window' a month around it between the earliest and latest usual hour. */
export type Freedom = 'fixed' | 'window' | number;

export interface Manner {
  readonly key: string;
  /** Kinds of organisations that hold such a thing; earlier ones are preferred. */
  readonly hosts: readonly SampleOrganisationKind[];
  /** Only these organisations (keys), whatever their kind. */
  readonly by?: readonly string[];
  /** Kinds of venues, preferred first. */
  readonly rooms: readonly SampleVenueKind[];
  /** 'HH:MM' */
  readonly times: readonly string[];
  readonly minutes: number;
  readonly audiences: readonly Audience[];
  readonly themes: readonly Theme[];
  /** Fewest and most people expected. */
  readonly crowd: readonly [number, number];
  readonly freedom: Freedom;
  /** Empty text: not said. */
  readonly prices?: readonly string[];
}

/** Slug of a micro-region of the places sample. */
export type RegionSlug = 'ozd' | 'felso-kiskunsag' | 'szentes';

/** Where these words belong only somewhere, or need another season, hour or room than the rest of their table. */
export interface WordsMore extends Partial<Manner> {
  readonly only?: readonly RegionSlug[];
  readonly months?: readonly number[];
  readonly weekdays?: readonly Weekday[];
  readonly days?: readonly DayRule[];
  readonly smallest?: number;
}

/** A title and one or two sentences; used at most once in a micro-region. */
export type Words = readonly [title: string, summary: string, more?: WordsMore];

/** A day that many settlements keep, each in its own words. */
export interface Occasion extends Manner {
  readonly days: readonly DayRule[];
  readonly tradition?: string;
  /** Smallest population that keeps it. */
  readonly smallest: number;
  /** Weekly until the last of this many Sundays of Advent. */
  readonly weeks?: number;
  readonly words: readonly Words[];
}

/** Things that happen now and then through the year. */
export interface Pool extends Manner {
  readonly tradition?: string;
  /** 1 to 12. */
  readonly months: readonly number[];
  /** A weekday named twice is twice as likely. */
  readonly weekdays: readonly Weekday[];
  /** Share of `words` that a micro-region of usual size uses: 0 to 1. */
  readonly share: number;
  /** Mornings from Monday to Friday, as children's camps are. */
  readonly camp?: boolean;
  readonly words: readonly Words[];
}

/** An exhibition: its title, what is to be seen, and what happens at the opening. */
export type ExhibitionWords = readonly [
  title: string,
  summary: string,
  opening: string,
  ...only: RegionSlug[]
];

export interface LocalMore {
  readonly description?: string;
  readonly tradition?: string;
  readonly price?: string;
  readonly freedom?: Freedom;
  readonly status?: Status;
}

/** One thing of one place: everything is said here. */
export type LocalRow = readonly [
  organisers: readonly string[],
  venue: string | null,
  day: DayRule,
  time: string,
  minutes: number,
  title: string,
  summary: string,
  audiences: readonly Audience[],
  themes: readonly Theme[],
  attendance: number,
  more?: LocalMore
];

/** Rhythm of a club: a weekday every week or every other week, or the nth weekday of the month. */
export type Rhythm =
  readonly ['weekly' | 'fortnightly', ...Weekday[]] | readonly ['monthly', nth: number, Weekday];

export type ClubRow = readonly [
  organiser: string,
  venue: string,
  rhythm: Rhythm,
  time: string,
  minutes: number,
  title: string,
  summary: string,
  audiences: readonly Audience[],
  themes: readonly Theme[],
  attendance: number,
  /** Without it, from September to the middle of June. */
  season?: 'all_year' | 'winter' | 'summer'
];
