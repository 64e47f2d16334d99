// Says what an expert's entry holds, for pages and mails alike.
import type { Words } from '#lib/platform/words/words.ts';
import type { FieldError } from './input.ts';
import type { Expert, Reach } from './model.ts';

export interface Fact {
  readonly term: string;
  readonly text: string;
}

/** Everything that others would see, in the order of the page. */
export function expertSaid(words: Words, expert: Expert): Fact[] {
  const { t } = words;
  return [
    { term: t('experts.form.name'), text: expert.name },
    ...fact(t('experts.form.headline'), expert.headline),
    ...factsOfExpert(words, expert),
    ...fact(t('experts.form.introduction'), expert.introduction),
    ...fact(t('experts.form.links'), expert.links.join(' ')),
    ...fact(t('experts.form.organisations'), words.list(expert.organisations.map(({ name }) => name)))
  ];
}

export function factsOfExpert(words: Words, expert: Expert): Fact[] {
  const { t } = words;
  return [
    {
      term: t('experts.fact.fields'),
      text: fieldsSaid(words, expert)
    },
    ...fact(t('experts.fact.skills'), expert.skills.join(', ')),
    {
      term: t('experts.fact.offers'),
      text: expert.offers.map((offer) => t(`experts.offer.${offer}`)).join('; ')
    },
    { term: t('experts.fact.settlement'), text: expert.settlement.name },
    { term: t('experts.fact.reach'), text: reachSaid(words, expert) },
    {
      term: t('experts.fact.conditions'),
      text: [t(`experts.condition.${expert.conditions}`), expert.conditionNote].filter(Boolean).join(': ')
    },
    { term: t('experts.fact.standing'), text: t(`experts.standing.${expert.standing}`) },
    ...fact(
      t('experts.fact.languages'),
      expert.languages.map((language) => t(`experts.language.${language}`)).join(', ')
    )
  ];
}

/** Names of fields have commas of their own. */
export function fieldsSaid({ t }: Words, { fields }: Pick<Expert, 'fields'>): string {
  return fields.map((field) => t(`experts.field.${field}`)).join('; ');
}

/** «30 kilométerre, és interneten is» */
export function reachSaid(
  words: Words,
  { reach, online }: { readonly reach: Reach; readonly online: boolean }
): string {
  const far = reachOptionSaid(words, reach);
  return online ? words.t('experts.reach.andOnline', { far }) : far;
}

export function reachOptionSaid({ t }: Words, reach: Reach): string {
  if (reach.kind !== 'distance') return t(`experts.reach.${reach.kind}`);
  return reach.km === 0 ? t('experts.reach.home') : t('experts.reach.km', { km: reach.km });
}

export interface SpokenError {
  readonly field: string;
  readonly message: string;
  /** Settlements that may have been meant: what the button `take` says, and its label. */
  readonly choices: readonly { readonly take: string; readonly label: string }[];
}

/** In the order in which the fields stand on the page. */
export function spokenErrors(words: Words, errors: readonly FieldError[]): SpokenError[] {
  const place = (field: string): number => (order.includes(field) ? order.indexOf(field) : order.length);
  return [...errors]
    .sort((a, b) => place(a.field) - place(b.field))
    .map(({ field, code, value = '', suggestions = [] }) => ({
      field,
      message:
        words.lookUp(`experts.error.${code}`, {
          value,
          suggestions: suggestions.length > 0 ? words.list(suggestions, 'disjunction') : 'none'
        }) ?? code,
      choices: suggestions.map((name) => ({ take: name, label: name }))
    }));
}

const order = [
  ...['body', 'name', 'headline', 'fields', 'skills', 'offers', 'introduction', 'links', 'settlement'],
  ...['conditionNote', 'email', 'on', 'reachedBy', 'agreed']
];

function fact(term: string, text: string | null): Fact[] {
  return text ? [{ term, text }] : [];
}
