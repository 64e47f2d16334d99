// What a service is, after the Human Services Data Specification 3.1: who offers what to whom, where, when and for how much.
import type { OpeningException, WeeklyOpening } from '#lib/core/opening.ts';
import type { Term } from './taxonomy.ts';

export const statuses = ['active', 'paused', 'ended'] as const;
export type ServiceStatus = (typeof statuses)[number];

/** For whom it is. */
export const audiences = [
  'everyone',
  'families',
  'children',
  'youth',
  'elderly',
  'carers',
  'jobseekers',
  'disabled',
  'in_need',
  'organisers'
] as const;
export type Audience = (typeof audiences)[number];

/** How one gets to it, or it to them. */
export const ways = ['in_person', 'home', 'phone', 'online'] as const;
export type Way = (typeof ways)[number];

/** Whom it serves: the settlements or counties of its area, or anybody in the country. */
export const reaches = ['settlements', 'counties', 'country'] as const;
export type Reach = (typeof reaches)[number];

/** ISO 639 codes of the languages that forms offer. */
export const languages = ['hu', 'en', 'de', 'rom', 'bea', 'sk', 'ro', 'hr', 'sr', 'uk', 'hsh'] as const;
export type Language = (typeof languages)[number];

export interface Phone {
  readonly number: string;
  readonly note: string | null;
}

export interface Cost {
  readonly label: string;
  /** In forints; null where only the label says it. */
  readonly amount: number | null;
}

/** At one of the service's venues, or, with null, wherever it is. */
export interface ServiceOpening extends WeeklyOpening {
  readonly venue: string | null;
}

export interface ServiceFacts {
  readonly organisation: string;
  readonly name: string;
  readonly alternateNames: readonly string[];
  readonly description: string | null;
  readonly status: ServiceStatus;
  readonly eligibility: string | null;
  readonly audiences: readonly Audience[];
  readonly minimumAge: number | null;
  readonly maximumAge: number | null;
  readonly ways: readonly Way[];
  readonly languages: readonly string[];
  readonly accessibility: string | null;
  readonly documents: readonly string[];
  readonly application: string | null;
  /** Null when nobody has said. */
  readonly free: boolean | null;
  readonly costs: readonly Cost[];
  readonly phones: readonly Phone[];
  readonly website: string | null;
  readonly email: string | null;
  readonly terms: readonly Term[];
  /** Ids. */
  readonly venues: readonly string[];
  readonly reach: Reach;
  /** Ids; only where `reach` is settlements. */
  readonly settlements: readonly string[];
  readonly counties: readonly string[];
  readonly openings: readonly ServiceOpening[];
  readonly exceptions: readonly OpeningException[];
  readonly holidaysClosed: boolean;
}

/** A service of which no more than its name is known. */
export const bareService: Omit<ServiceFacts, 'organisation' | 'name'> = {
  alternateNames: [],
  description: null,
  status: 'active',
  eligibility: null,
  audiences: [],
  minimumAge: null,
  maximumAge: null,
  ways: [],
  languages: ['hu'],
  accessibility: null,
  documents: [],
  application: null,
  free: null,
  costs: [],
  phones: [],
  website: null,
  email: null,
  terms: [],
  venues: [],
  reach: 'country',
  settlements: [],
  counties: [],
  openings: [],
  exceptions: [],
  holidaysClosed: true
};

export const needStates = ['open', 'taken', 'answered'] as const;
export type NeedState = (typeof needStates)[number];
