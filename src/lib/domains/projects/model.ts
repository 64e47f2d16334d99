// What a joint project and a supporter are: their states, what a search found, and whom events reach.
import { kilometresBetween, type Point } from '#lib/core/geo.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { Audience, Theme } from '#lib/domains/calendar/model.ts';
import type { Named } from '#lib/domains/registry/listing.server.ts';

export const projectStates = ['draft', 'asked', 'made', 'confirmed'] as const;
/** Being planned; partners are asked; its events are in the calendar as plans; they are certain. */
export type ProjectState = (typeof projectStates)[number];

export const mostEvents = 60;
export const mostPartners = 60;
/** Between the first day and the last. */
export const mostDays = 366;
/** Days within which a partner can answer by the mailed link. */
export const answerDays = 30;

/** What is to be planned; days 'YYYY-MM-DD', `starts` a local 'HH:MM'. */
export interface ProjectFacts {
  readonly title: string;
  readonly text: string | null;
  readonly lead: string;
  readonly territory: string;
  readonly settlements: readonly string[];
  readonly partners: readonly string[];
  readonly eventsWanted: number;
  readonly withinKm: number;
  readonly firstDay: string;
  readonly lastDay: string;
  /** 1 Monday … 7 Sunday. */
  readonly weekdays: readonly number[];
  readonly starts: string;
  readonly minutes: number;
  readonly audiences: readonly Audience[];
  readonly themes: readonly Theme[];
  readonly atLeast: number;
  readonly atMost: number | null;
}

export interface Partner extends Named {
  readonly answer: 'yes' | 'no' | null;
  readonly note: string | null;
  readonly askedAt: Date | null;
  readonly answeredAt: Date | null;
  /** `phone`: whoever leads the project has written down what was said. */
  readonly how: 'online' | 'phone' | null;
  /** The name of the person who gave the answer, or wrote it down. */
  readonly by: string | null;
  /** How many events this partner has; null: as everybody. */
  readonly atLeast: number | null;
  readonly atMost: number | null;
}

export interface PlannedEvent {
  readonly id: string;
  readonly organisation: Named;
  readonly venue: Named;
  readonly settlement: Named;
  readonly point: Point | null;
  readonly day: string;
  readonly event: { readonly id: string; readonly slug: string; readonly status: string } | null;
  /** What holds the venue for it. */
  readonly booking: { readonly id: string; readonly state: string } | null;
}

export interface Project extends Omit<ProjectFacts, 'lead' | 'partners'> {
  readonly id: string;
  readonly slug: string;
  readonly lead: Named;
  readonly person: string | null;
  readonly partners: readonly Partner[];
  readonly events: readonly PlannedEvent[];
  readonly state: ProjectState;
  readonly found: Found | null;
  readonly searching: boolean;
  readonly source: string;
  readonly updatedAt: Date;
}

/** How many events one partner has. */
export interface Share {
  readonly organisation: string;
  /** Null: as everybody. */
  readonly atLeast: number | null;
  readonly atMost: number | null;
}

/** What holds for one partner: what is said of it alone goes before what is said of all. `most` null: any number. */
export function shareOf(
  project: Pick<Project, 'atLeast' | 'atMost'>,
  partner: Pick<Partner, 'atLeast' | 'atMost'>
): { readonly least: number; readonly most: number | null } {
  const least = partner.atLeast ?? project.atLeast;
  const most = partner.atMost ?? project.atMost;
  if (most === null || least <= most) return { least, most };
  return partner.atMost === null ? { least, most: least } : { least: most, most };
}

/** Those whose partner has said yes. */
export function agreedEvents({ events, partners }: Pick<Project, 'events' | 'partners'>): PlannedEvent[] {
  const willing = new Set(partners.filter(({ answer }) => answer === 'yes').map(({ id }) => id));
  return events.filter(({ organisation }) => willing.has(organisation.id));
}

/** What a search found, as it is kept. */
export interface Found {
  readonly events: readonly FoundEvent[];
  /** Who has one within reach, of all. */
  readonly people: number;
  readonly of: number;
  /** No plan reaches more; null: nothing is proved. */
  readonly bound: number | null;
  readonly proved: boolean;
  /** How many more people one more event would reach; null: no venue is left for one. */
  readonly oneMore: number | null;
  readonly problem: FoundProblem | null;
  readonly at: string;
}

/** `no_venues`: no partner has one on the map · `cannot`: the partners' least, or the days, cannot be kept · `fewer`: not so many. */
export type FoundProblem = 'no_venues' | 'no_homes' | 'cannot' | 'fewer';

export interface FoundEvent {
  readonly venue: string;
  readonly day: string;
  readonly people: number;
  readonly only: number;
}

/** A settlement with its people, and how far the nearest event is. */
export interface Covered {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly people: number;
  readonly point: Point;
  /** As the crow flies; null without events. */
  readonly km: number | null;
  readonly within: boolean;
}

interface HomePlace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly population: number | null;
  readonly point: Point | null;
}

/** Settlements that lie nowhere, or of which nobody says how many live there, cannot be counted. */
export function coveredBy(
  homes: readonly HomePlace[],
  events: readonly { readonly point: Point | null }[],
  withinKm: number
): { readonly rows: readonly Covered[]; readonly people: number; readonly of: number } {
  const points = events.flatMap(({ point }) => point ?? []);
  const rows = homes.flatMap(({ id, slug, name, population, point }): Covered[] => {
    if (!point || !population) return [];
    const km = points.length > 0 ? Math.min(...points.map((each) => kilometresBetween(point, each))) : null;
    return [{ id, slug, name, people: population, point, km, within: km !== null && km <= withinKm }];
  });
  const sum = (some: readonly Covered[]): number => some.reduce((total, { people }) => total + people, 0);
  return { rows, people: sum(rows.filter(({ within }) => within)), of: sum(rows) };
}

/** How much more a plan could reach at the most, in percent of those it reaches; null: not known. */
export function gapOf({ people, bound }: Pick<Found, 'people' | 'bound'>): number | null {
  if (bound === null || people === 0) return null;
  return Math.max(0, Math.round(((bound - people) / people) * 1000) / 10);
}

export const giftKinds = ['money', 'goods', 'time'] as const;
export type GiftKind = (typeof giftKinds)[number];
export const supporterKinds = ['firm', 'person', 'group'] as const;
export type SupporterKind = (typeof supporterKinds)[number];
export const mostGifts = 200;

export interface SupporterFacts {
  readonly name: string;
  readonly kind: SupporterKind;
  readonly organisation: string | null;
  readonly settlement: string;
  readonly gives: readonly GiftKind[];
  readonly what: string | null;
  readonly website: string | null;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  readonly contactPhone: string | null;
  readonly note: string | null;
  /** In which letters go to it. */
  readonly language: Locale;
}

export interface Supporter extends Omit<SupporterFacts, 'organisation' | 'settlement'> {
  readonly id: string;
  readonly slug: string;
  readonly organisation: Named | null;
  readonly settlement: Named;
  readonly thankedPublicly: boolean;
  readonly showsAmounts: boolean;
  readonly askedAt: Date | null;
  readonly agreedAt: Date | null;
  readonly agreedHow: 'online' | 'spoken' | 'paper' | null;
  readonly source: string;
  readonly updatedAt: Date;
}

/** Whether and how a supporter is thanked in public. */
export function thanksOf({
  thankedPublicly,
  showsAmounts
}: Pick<Supporter, 'thankedPublicly' | 'showsAmounts'>): 'private' | 'public' | 'amounts' {
  if (!thankedPublicly) return 'private';
  return showsAmounts ? 'amounts' : 'public';
}

export interface GiftFacts {
  readonly day: string;
  readonly kind: GiftKind;
  readonly what: string;
  readonly amountHuf: number | null;
  readonly hours: number | null;
  /** What it was given for; null: for whoever is supported. */
  readonly purpose: { readonly kind: PurposeKind; readonly id: string } | null;
}

export const purposeKinds = ['project', 'event', 'need', 'circle'] as const;
export type PurposeKind = (typeof purposeKinds)[number];

/** Where it is read, before its slug. */
export const purposePaths = {
  project: '/projects',
  event: '/events',
  need: '/exchange',
  circle: '/circles'
} as const satisfies Record<PurposeKind, string>;

export interface Gift extends Omit<GiftFacts, 'purpose'> {
  readonly id: string;
  readonly supporter: string;
  readonly purpose: GivenFor | null;
  readonly thankedAt: Date | null;
}

export interface GivenFor {
  readonly kind: PurposeKind;
  readonly slug: string;
  readonly title: string;
  /** Whether everyone may see it. */
  readonly open: boolean;
}
