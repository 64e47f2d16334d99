// What a circle is: its seats and offices, its states, what of it is public.
import type { Locale } from '#lib/platform/words/paths.ts';

/** From the most to the least that one does in a circle. */
export const offices = ['convenor', 'secretary', 'member', 'invited', 'informed'] as const;
export type Office = (typeof offices)[number];

/** Those who decide: what is voted on counts them. */
export const decidingOffices: readonly Office[] = ['convenor', 'secretary', 'member'];

export const circleStates = ['active', 'resting', 'closed'] as const;
export type CircleState = (typeof circleStates)[number];

export const questionKinds = ['question', 'topic'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const questionStates = ['unconfirmed', 'open', 'on_agenda', 'answered', 'declined'] as const;
export type QuestionState = (typeof questionStates)[number];

/** Questions that wait for the circle. */
export const waitingStates: readonly QuestionState[] = ['open', 'on_agenda'];

export const signatureWays = ['account', 'link', 'paper'] as const;
export type SignatureWay = (typeof signatureWays)[number];

/** What residents see of a circle, and whether they may ask it something; each is switched by itself. */
export const openings = [
  'publicPage',
  'showsMembers',
  'showsAgenda',
  'showsDecisions',
  'showsTasks',
  'takesQuestions'
] as const;
export type Opening = (typeof openings)[number];
export type Openings = Readonly<Record<Opening, boolean>>;

export interface Place {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export type Territory =
  | { readonly kind: 'micro_region'; readonly id: string; readonly slug: string; readonly name: string }
  | { readonly kind: 'county'; readonly county: string }
  | { readonly kind: 'settlements'; readonly settlements: readonly Place[] };

export interface Circle extends Openings {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** In a sentence. */
  readonly purpose: string;
  readonly about: string | null;
  /** Where it is at home. */
  readonly settlement: (Place & { readonly county: string | null }) | null;
  readonly territory: Territory;
  /** Day. */
  readonly foundedOn: string;
  /** Days in which members may say that something in the minutes was otherwise; then silence is consent. */
  readonly silenceDays: number;
  readonly state: CircleState;
  readonly source: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A seat: an organisation with whoever sits there for it, or somebody in their own name. */
export interface Member {
  readonly id: string;
  readonly circleId: string;
  readonly office: Office;
  readonly organisation: Place | null;
  /** The account of whoever sits there; also found by their address. */
  readonly personId: string | null;
  /** Null when nobody is named, or whoever sat there was erased. */
  readonly name: string | null;
  /** Where mail reaches them: their own address, that of their account, or of their organisation. */
  readonly email: string | null;
  /** What was written down for the seat itself, as its form shows it. */
  readonly ownEmail: string | null;
  readonly phone: string | null;
  readonly locale: Locale;
  /** From where they travel: their own settlement, else that of the organisation. */
  readonly settlement: (Place & { readonly lat: number | null; readonly lon: number | null }) | null;
  /** What was written down for the seat itself; null where they travel from their organisation. */
  readonly ownSettlement: Place | null;
  /** How many they can seat as the host; null when they have not said. */
  readonly seats: number | null;
  /** Days. */
  readonly joinedOn: string;
  readonly leftOn: string | null;
  readonly note: string | null;
  readonly updatedAt: Date;
}

/** As a list names them: «Tóth Kata (Szentesi Könyvtár)» is written by words; this is what stands first. */
export function seatName({ organisation, name }: Pick<Member, 'organisation' | 'name'>): string | null {
  return organisation?.name ?? name;
}

/** Of a circle that has not said otherwise, and between what it may choose. */
export const usualSilenceDays = 8;
export const [fewestSilenceDays, mostSilenceDays] = [3, 30];

/** Days within which whoever asked has to show that the address is theirs. */
export const confirmDays = 3;
/** Days for which the link to sign the charter works. */
export const signDays = 60;
/** Days after which the address of whoever asked is forgotten. */
export const askerDays = 365;

/** What mailed links do, as `linkActs` name it. */
export const purposes = {
  seat: 'circles.seat',
  sign: 'circles.sign',
  confirmQuestion: 'circles.confirm_question',
  answerQuestion: 'circles.answer_question'
} as const;
