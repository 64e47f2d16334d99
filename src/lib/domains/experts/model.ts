// What an expert's entry holds, and when others see it.
import type { Named } from '#lib/domains/registry/listing.server.ts';

/** Fields in which people of a region are asked for, in the order in which forms list them. */
export const fields = [
  'local_history',
  'folk_art',
  'music',
  'dance',
  'theatre',
  'visual_arts',
  'literature',
  'education',
  'children_youth',
  'libraries_museums',
  'community',
  'media',
  'it',
  'languages',
  'law',
  'finance_grants',
  'economy',
  'agriculture',
  'food',
  'environment',
  'engineering',
  'health',
  'psychology_social',
  'sport',
  'religion'
] as const;
export type Field = (typeof fields)[number];

export const offers = ['talk', 'workshop', 'consultation', 'mentoring', 'jury', 'guiding'] as const;
export type Offer = (typeof offers)[number];

export const standings = ['active', 'retired', 'student'] as const;
export type Standing = (typeof standings)[number];

export const conditions = ['free', 'travel', 'fee', 'agreed'] as const;
export type Condition = (typeof conditions)[number];

/** How far somebody goes: so many kilometres from home as the crow flies (0: not out of the settlement), or farther. */
export type Reach =
  | { readonly kind: 'distance'; readonly km: number }
  | { readonly kind: 'county' }
  | { readonly kind: 'country' };

/** The distances that forms offer. */
export const reachKilometres = [0, 10, 20, 30, 50, 100] as const;

export const visibilities = ['public', 'colleagues', 'hidden'] as const;
export type Visibility = (typeof visibilities)[number];

/** ISO 639 codes of the languages that forms offer. */
export const languages = [
  'hu',
  'en',
  'de',
  'rom',
  'sk',
  'ro',
  'hr',
  'sr',
  'uk',
  'fr',
  'it',
  'es',
  'hsh'
] as const;
export type Language = (typeof languages)[number];

/** What the entry says, apart from who keeps it. */
export interface ExpertFacts {
  readonly name: string;
  /** In a line: «nyugdíjas méhész, huszonöt kaptárral». */
  readonly headline: string | null;
  readonly fields: readonly Field[];
  readonly skills: readonly string[];
  readonly languages: readonly Language[];
  readonly standing: Standing;
  readonly offers: readonly Offer[];
  /** Id of the settlement where they live. */
  readonly settlement: string;
  readonly reach: Reach;
  readonly online: boolean;
  readonly conditions: Condition;
  readonly conditionNote: string | null;
  readonly introduction: string | null;
  readonly links: readonly string[];
  readonly visibility: Visibility;
  /** Ids of the organisations to which they belong. */
  readonly organisations: readonly string[];
}

export interface Expert extends Omit<ExpertFacts, 'settlement' | 'organisations'> {
  readonly id: string;
  readonly slug: string;
  readonly settlement: Named & { readonly county: string | null };
  readonly organisations: readonly Named[];
  readonly person: string | null;
  /** Where somebody is asked who has not agreed yet. */
  readonly email: string | null;
  readonly own: boolean;
  readonly keptBy: { readonly id: string; readonly name: string } | null;
  readonly reachedBy: string | null;
  /** The one that holds; null: nobody sees the entry but those who keep it. */
  readonly consent: {
    readonly id: string;
    readonly givenAt: Date;
    readonly how: 'online' | 'spoken' | 'paper';
  } | null;
  readonly askedAt: Date | null;
  readonly source: string;
  readonly updatedAt: Date;
}

/** Days within which somebody who was asked by mail may agree; then the entry is forgotten. */
export const askedDays = 60;
/** Days after which an entry whose consent was withdrawn is deleted for good. */
export const withdrawnDays = 30;
/** Days for which messages are kept. */
export const inquiryDays = 180;
/** Days within which the writer of a message has to show that the address is theirs. */
export const confirmDays = 3;

export const inquiryStates = ['unconfirmed', 'sent', 'answered', 'declined'] as const;
export type InquiryState = (typeof inquiryStates)[number];
