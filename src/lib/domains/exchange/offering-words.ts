// Says in words what an offer or need is: its facts, when it can be had, and what is wrong in its form.
import type { Words } from '#lib/platform/words/words.ts';
import type { FieldError } from './input.ts';
import { isOpen, type OfferingFacts, type State } from './model.ts';

type Said = Pick<
  OfferingFacts,
  | 'side'
  | 'category'
  | 'reachKm'
  | 'from'
  | 'until'
  | 'weekdays'
  | 'quantity'
  | 'unit'
  | 'conditions'
  | 'price'
  | 'inReturn'
  | 'inReturnCategories'
  | 'topics'
  | 'audiences'
  | 'level'
  | 'minutes'
  | 'sessions'
  | 'groupSize'
>;

/** For the rows of a page: only what somebody has said. */
export function factsOfOffering(words: Words, offering: Said): { term: string; text: string }[] {
  const { t } = words;
  const facts: readonly (readonly [string, string | null])[] = [
    [t('exchange.fact.category'), t(`exchange.category.${offering.category}`)],
    [t('exchange.fact.when'), whenSaid(words, offering)],
    [t('exchange.fact.weekdays'), weekdaysSaid(words, offering.weekdays)],
    [t('exchange.fact.quantity'), quantitySaid(words, offering)],
    [t('exchange.fact.conditions'), conditionsSaid(words, offering)],
    inReturnFact(words, offering),
    [
      t('exchange.fact.reach'),
      offering.reachKm === null ? null : t('exchange.fact.reachKm', { km: offering.reachKm })
    ],
    [t('exchange.fact.topics'), words.list(offering.topics.map((each) => t(`experts.field.${each}`)))],
    [
      t('exchange.fact.audiences'),
      words.list(offering.audiences.map((each) => t(`calendar.audience.${each}`)))
    ],
    ...courseFacts(words, offering)
  ];
  return facts.flatMap(([term, text]) => (text ? [{ term, text }] : []));
}

/** What whoever gives expects, or whoever looks for it offers; empty where nothing is said. */
export function inReturnFact(
  words: Words,
  { side, inReturn, inReturnCategories }: Pick<Said, 'side' | 'inReturn' | 'inReturnCategories'>
): readonly [string, string] {
  const kinds = words.list(inReturnCategories.map((each) => words.t(`exchange.category.${each}`)));
  return [
    words.t(side === 'offer' ? 'exchange.fact.inReturn' : 'exchange.fact.inReturnNeed'),
    [inReturn, kinds].filter(Boolean).join(' · ')
  ];
}

/** Of a course alone. */
export function courseFacts(words: Words, course: Said): readonly (readonly [string, string | null])[] {
  if (course.category !== 'course') return [];
  const { t } = words;
  return [
    [t('exchange.fact.level'), course.level && t(`exchange.level.${course.level}`)],
    [t('exchange.fact.duration'), durationSaid(words, course)],
    [
      t('exchange.fact.groupSize'),
      course.groupSize === null ? null : t('exchange.fact.upTo', { count: words.number(course.groupSize) })
    ]
  ];
}

/** Null: at any time. */
export function whenSaid(
  words: Words,
  { from, until }: { readonly from: string | null; readonly until: string | null }
): string | null {
  if (from && until)
    return from === until
      ? words.date(from)
      : words.t('exchange.when.range', { from: words.date(from), until: words.date(until) });
  if (from) return words.t('exchange.when.from', { from: words.date(from) });
  return until ? words.t('exchange.when.until', { until: words.date(until) }) : null;
}

export function conditionsSaid(
  words: Words,
  { conditions, price }: Pick<OfferingFacts, 'conditions' | 'price'>
): string {
  const said = words.t(`exchange.conditions.${conditions}`);
  if (!price) return said;
  return words.t(conditions === 'cost' ? 'exchange.fact.price' : 'exchange.fact.priceBeside', {
    conditions: said,
    price
  });
}

export function weekdaysSaid(words: Words, weekdays: readonly number[]): string | null {
  if (weekdays.length === 0) return null;
  return words.list(
    [...weekdays].sort((a, b) => a - b).map((day) => words.lookUp(`calendar.weekday.${day}`) ?? String(day))
  );
}

export function durationSaid(
  words: Words,
  { minutes, sessions }: Pick<OfferingFacts, 'minutes' | 'sessions'>
): string | null {
  if (sessions !== null && minutes !== null)
    return words.t('exchange.fact.sessionsOf', { sessions, minutes: words.number(minutes) });
  if (sessions !== null) return words.t('exchange.fact.sessions', { sessions });
  return minutes === null ? null : words.t('exchange.fact.minutes', { minutes });
}

function quantitySaid(
  words: Words,
  { quantity, unit }: Pick<OfferingFacts, 'quantity' | 'unit'>
): string | null {
  return quantity === null ? unit : [words.number(quantity), unit].filter(Boolean).join(' ');
}

/** `lapsed`: still open, but its last day is over. */
export function stateShown(
  offering: { readonly state: State; readonly expiresOn: string; readonly until: string | null },
  today: string
): State | 'lapsed' {
  return offering.state === 'open' && !isOpen(offering, today) ? 'lapsed' : offering.state;
}

export interface SpokenError {
  readonly field: string;
  readonly message: string;
  /** Answers that may have been meant: what the button `take` says, and its label. */
  readonly choices: readonly { readonly take: string; readonly label: string }[];
}

/** In the order in which the fields stand on the page. */
export function spokenErrors(words: Words, errors: readonly FieldError[]): SpokenError[] {
  const place = (field: string): number => (order.includes(field) ? order.indexOf(field) : order.length);
  return [...errors]
    .sort((a, b) => place(a.field) - place(b.field))
    .map(({ field, code, value = '', suggestions = [] }) => ({
      field,
      message: words.lookUp(`exchange.error.${code}`, { value }) ?? code,
      choices: suggestions.map((label) => ({ take: `${field}|${value}|${label}`, label }))
    }));
}

const order = [
  'sheet',
  'side',
  'category',
  'title',
  'text',
  'from',
  'until',
  'organisation',
  'settlement',
  'conditions',
  'price',
  'inReturn',
  'curriculum',
  'level',
  'minutes',
  'sessions',
  'groupSize',
  'quantity',
  'unit',
  'reachKm',
  'toldBy',
  'phone',
  'email',
  'agreed'
];
