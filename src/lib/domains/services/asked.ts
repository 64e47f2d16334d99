// What a resident asks: read from an address and written back into one.
import {
  headings,
  isSituation,
  isTerm,
  situations,
  type Heading,
  type Situation,
  type Term
} from './taxonomy.ts';

export interface AskedInAddress {
  readonly question: string;
  /** A settlement's name or slug, as the reader wrote it. */
  readonly near: string;
  readonly situation: Situation | null;
  readonly heading: Heading | null;
  readonly term: Term | null;
  readonly page: number;
}

/** What is not understood is left out: an old or mistyped address still shows the page. */
export function askedFrom(parameters: URLSearchParams): AskedInAddress {
  const word = (name: string, longest = 100): string =>
    (parameters.get(name) ?? '').normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, longest);
  const [situation, heading, term] = [word('situation'), word('heading'), word('term')];
  const page = Number(word('page') || '1');
  return {
    question: word('q', 200),
    near: word('near'),
    situation: isSituation(situation) ? situation : null,
    heading: Object.hasOwn(headings, heading) ? (heading as Heading) : null,
    term: isTerm(term) ? term : null,
    page: Number.isSafeInteger(page) && page >= 1 && page <= 1000 ? page : 1
  };
}

/** One of these will do: the chosen term, else those of the turn of life or the heading; none: any. */
export function termsAsked({ situation, heading, term }: AskedInAddress): readonly Term[] {
  if (term) return [term];
  return situation ? situations[situation] : heading ? headings[heading] : [];
}

/** The query of an address; begins with ? unless empty. */
export function askedQuery(
  asked: AskedInAddress,
  more: Readonly<Record<string, string>> = {},
  page = 1
): string {
  const parameters = new URLSearchParams();
  const { question, near, situation, heading, term } = asked;
  for (const [name, value] of Object.entries({ q: question, near, situation, heading, term, ...more }))
    if (value) parameters.set(name, value);
  if (page > 1) parameters.set('page', String(page));
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
