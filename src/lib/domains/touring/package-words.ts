// Says in words what a package is, what it needs and costs, and whether a hall can take it.
import { weekdayOf, addDays } from '#lib/core/time.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { FieldError } from './input.ts';
import type { Fit } from './fit.ts';
import type { Sharing } from './model.ts';
import type { TouringPackage } from './queries.server.ts';

interface Fact {
  readonly term: string;
  readonly text: string;
}

type Described = Omit<
  TouringPackage,
  'id' | 'organisation' | 'home' | 'createdAt' | 'updatedAt' | 'source'
> & {
  readonly organisation: { readonly name: string };
  readonly home: { readonly name: string };
};

export function money(words: Words, forints: number): string {
  return words.t('touring.money', { amount: words.number(forints) });
}

/** What a plan costs, how that is shared, and how much of it the settlements have offered. */
export function costOf(
  words: Words,
  { cost, stops }: { readonly cost: number; readonly stops: readonly { readonly offer: number }[] },
  sharing: Sharing
): string {
  const offered = stops.reduce((sum, { offer }) => sum + offer, 0);
  const total = words.t('touring.tour.cost', {
    amount: money(words, cost),
    sharing: words.t(`touring.sharing.${sharing}`)
  });
  if (offered === 0) return total;
  const missing = Math.max(0, cost - offered);
  return `${total} ${words.t('touring.tour.offered', {
    offered: money(words, offered),
    missing: missing === 0 ? 'none' : money(words, missing)
  })}`;
}

/** For a mailed link's page, and for the list. */
export function factsInBrief(words: Words, pack: Described): Fact[] {
  return [
    { term: words.t('touring.fact.by'), text: pack.organisation.name },
    { term: words.t('touring.fact.length'), text: words.t('touring.minutes', { minutes: pack.minutes }) },
    ...(pack.audiences.length > 0
      ? [
          {
            term: words.t('touring.fact.audience'),
            text: words.list(
              pack.audiences.map((code, index) => {
                const name = words.t(`calendar.audience.${code}`);
                return index === 0 ? name : name.toLocaleLowerCase(words.locale);
              })
            )
          }
        ]
      : []),
    { term: words.t('touring.fact.hall'), text: hallSaid(words, pack) },
    { term: words.t('touring.fact.cost'), text: costSaid(words, pack) }
  ];
}

/** All of it, for its page and the technical sheet. */
export function factsOfPackage(words: Words, pack: Described): Fact[] {
  const [by, length, ...rest] = factsInBrief(words, pack);
  return [
    ...(by ? [by] : []),
    { term: words.t('touring.fact.home'), text: pack.home.name },
    ...(length ? [length] : []),
    {
      term: words.t('touring.fact.around'),
      text: words.t('touring.around', { setup: pack.setup, teardown: pack.teardown })
    },
    { term: words.t('touring.fact.crew'), text: words.t('touring.people', { count: pack.crew }) },
    ...rest,
    { term: words.t('touring.fact.hours'), text: hoursSaid(words, pack) },
    ...(pack.needs ? [{ term: words.t('touring.fact.needs'), text: pack.needs }] : []),
    ...(pack.available.length > 0
      ? [
          {
            term: words.t('touring.fact.available'),
            text: words.list(
              pack.available.map(({ from, to }) =>
                words.t('touring.span', { from: words.date(from), to: words.date(to) })
              )
            )
          }
        ]
      : [])
  ];
}

export function hallSaid(words: Words, pack: Described): string {
  const { minWidth, minDepth, minHeight, power, amps, capacity, darkening } = pack;
  const metres = (value: number): string => words.number(value, { maximumFractionDigits: 1 });
  const parts = [
    ...(minWidth !== null && minDepth !== null
      ? [words.t('touring.hall.floor', { width: metres(minWidth), depth: metres(minDepth) })]
      : minWidth !== null
        ? [words.t('touring.hall.width', { width: metres(minWidth) })]
        : minDepth !== null
          ? [words.t('touring.hall.depth', { depth: metres(minDepth) })]
          : []),
    ...(minHeight !== null ? [words.t('touring.hall.height', { height: metres(minHeight) })] : []),
    ...(capacity !== null ? [words.t('touring.hall.seats', { count: capacity })] : []),
    ...(power !== null && power !== 'none' ? [words.t(`touring.hall.power.${power}`)] : []),
    ...(amps !== null ? [words.t('touring.hall.amps', { amps })] : []),
    ...(darkening ? [words.t('touring.hall.darkening')] : [])
  ];
  return parts.length > 0 ? parts.join(', ') : words.t('touring.hall.any');
}

export function costSaid(words: Words, pack: Described): string {
  const parts = [
    pack.fee > 0
      ? words.t('touring.cost.fee', { amount: money(words, pack.fee) })
      : words.t('touring.cost.noFee'),
    ...(pack.perKm > 0 ? [words.t('touring.cost.perKm', { amount: money(words, pack.perKm) })] : []),
    ...(pack.perNight ? [words.t('touring.cost.perNight', { amount: money(words, pack.perNight) })] : [])
  ];
  return parts.join(', ');
}

function hoursSaid(words: Words, { earliest, latest, weekdays }: Described): string {
  const hours = words.t('touring.hours', { from: earliest, to: latest });
  if (weekdays.length === 0 || weekdays.length === 7) return hours;
  return `${words.list(weekdays.map((day) => weekdayName(words, day)))}, ${hours}`;
}

/** 2024-01-01 was a Monday. */
export function weekdayName(words: Words, weekday: number): string {
  const monday = '2024-01-01';
  return words.date(addDays(monday, (weekday - weekdayOf(monday) + 7) % 7), 'weekday');
}

/** «Befér», or why not, or what remains to be asked. */
export function fitSaid(words: Words, fit: Fit): string {
  if (fit.verdict === 'fits') return words.t('touring.fit.fits');
  if (fit.verdict === 'not')
    return words.t('touring.fit.not', {
      why: words.list(fit.against.map((code) => words.t(`touring.fit.against.${code}`)))
    });
  return words.t('touring.fit.ask', {
    what: words.list(fit.unknown.map((code) => words.t(`touring.fit.unknown.${code}`)))
  });
}

export interface SpokenError {
  readonly field: string;
  readonly message: string;
  readonly choices: readonly { readonly take: string; readonly label: string }[];
}

export function spokenErrors(words: Words, errors: readonly FieldError[]): SpokenError[] {
  return errors.map(({ field, code, value = '', suggestions = [] }) => ({
    field,
    message:
      words.lookUp(`touring.error.${code}`, {
        value,
        suggestions: suggestions.length > 0 ? words.list(suggestions, 'disjunction') : 'none'
      }) ?? code,
    choices: suggestions.map((label) => ({ take: `${field} ${label}`, label }))
  }));
}
