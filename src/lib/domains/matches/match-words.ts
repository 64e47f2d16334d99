// How a match reads: whose it is, why it is good, and why it is not better; on pages and in letters alike.
import type { Offering } from '#lib/domains/exchange/queries.server.ts';
import { message, plain, type MailDate, type MailText } from '#lib/platform/mail/content.ts';
import { textOf } from '#lib/platform/mail/render.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { barNames, type BarName, type End, type MatchBars, type MatchFacts } from './model.ts';

/** What of an offer or need its words are made of. */
type Named = Pick<Offering, 'organisation' | 'expert' | 'settlement'>;

/** Whoever is nobody's organisation is not named before both have agreed. */
export function ownerText({ organisation, expert, settlement }: Named): MailText {
  const name = organisation?.name ?? expert?.name;
  return name ? plain(name) : message('matches.somebody', { settlement: settlement.name });
}

export function ownerName(words: Words, named: Named): string {
  return textOf(ownerText(named), words);
}

/** For a row that says where it is nowhere else; somebody without an organisation is named by the place alone. */
export function ownerAndPlace(words: Words, named: Named): string {
  const name = ownerName(words, named);
  return named.organisation || named.expert ? `${name}, ${named.settlement.name}` : name;
}

interface Told {
  readonly bars: MatchBars;
  readonly facts: MatchFacts;
}

/** Why it is good, bar by bar. @param end of the reader: whoever gives reads it otherwise than whoever takes; null: somebody else */
export function reasonTexts({ bars, facts }: Told, end: End | null): MailText[] {
  return [
    message(`matches.sentence.${end ?? 'other'}.${topicLevel(bars)}`),
    distanceText(facts),
    datesText(facts, end),
    backText(facts, end)
  ];
}

/** All in one: «They look for just what you give; 12 km; November suits both of you; free of charge.» */
export function matchSentence(words: Words, told: Told, end: End | null): string {
  const sentence = reasonTexts(told, end)
    .map((text) => textOf(text, words))
    .join('; ');
  return `${sentence.slice(0, 1).toLocaleUpperCase(words.locale)}${sentence.slice(1)}.`;
}

/** The four bars, as ui/Bars.svelte shows them. */
export function barsOf(
  words: Words,
  { bars, facts }: Told,
  end: End | null
): { label: string; share: number; text: string }[] {
  const texts: Record<BarName, MailText> = {
    topic: message(`matches.topic.${topicLevel(bars)}`),
    distance: distanceText(facts),
    dates: datesText(facts, end),
    giveBack: backText(facts, end)
  };
  return barNames.map((name) => ({
    label: words.t(`matches.bar.${name}`),
    share: bars[name].share,
    text: textOf(texts[name], words)
  }));
}

/** Out of a hundred. */
export function scoreText(words: Words, score: number): string {
  return words.number(Math.round(score / 100));
}

/** What takes most from the score first; what takes less than a point is not worth a sentence. */
export function whyNotHigher(words: Words, { bars, facts }: Told): string[] {
  return barNames
    .map((name) => ({ name, points: Math.round(bars[name].lost / 100) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ name, points }) =>
      name === 'distance'
        ? words.t('matches.why.distance', { km: words.number(facts.km), points })
        : name === 'dates'
          ? words.t('matches.why.dates', { days: facts.days, wanted: facts.wanted, points })
          : words.t(name === 'giveBack' ? `matches.why.giveBack_${facts.condition}` : 'matches.why.topic', {
              points
            })
    );
}

function topicLevel({ topic }: MatchBars): 'same' | 'alike' | 'kind' {
  return topic.share >= 0.75 ? 'same' : topic.share >= 0.58 ? 'alike' : 'kind';
}

function distanceText({ km }: MatchFacts): MailText {
  return km < 1 ? message('matches.near') : message('matches.km', { km });
}

function datesText({ from, until, days, wanted }: MatchFacts, end: End | null): MailText {
  const who = end === null ? 'others' : 'both';
  const on = (day: string, style: MailDate['style'] = 'long') => ({ day, style }) as MailDate;
  if (days < wanted) return message('matches.dates.some', { days, wanted });
  if (from === null && until === null) return message('matches.dates.any');
  if (from === null) return message('matches.dates.until', { day: on(until ?? '', 'until') });
  if (until === null) return message('matches.dates.from', { day: on(from) });
  if (from === until) return message(`matches.dates.${who}Day`, { day: on(from) });
  if (from.slice(0, 7) === until.slice(0, 7) && wholeMonth(from, until))
    return message(`matches.dates.${who}Month`, { month: on(from, 'month') });
  return message(`matches.dates.${who}Span`, { from: on(from), until: on(until) });
}

/** From its first week into its last. */
function wholeMonth(from: string, until: string): boolean {
  return Number(from.slice(8)) <= 7 && Number(until.slice(8)) >= 24;
}

function backText({ inReturn, condition }: MatchFacts, end: End | null): MailText {
  const reader = end ?? 'other';
  if (inReturn) return message(`matches.inReturn.${reader}_${inReturn}`);
  return message(
    condition === 'return' ? `matches.condition.return_${reader}` : `matches.condition.${condition}`
  );
}
