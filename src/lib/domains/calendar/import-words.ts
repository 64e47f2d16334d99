// Reads audiences, themes and states from the words of other people's tables and calendars.
import { fold } from '#lib/core/hungarian.ts';
import {
  audienceStems,
  everyone,
  statusWords,
  themeStems,
  wholeWords,
  type Stems
} from './import-vocabulary.ts';
import { audiences, themes, type Audience, type Status, type Theme } from './model.ts';

/** The audiences that each piece of a list names («családok, gyerekek»), or the piece that names none. */
export function audiencesFrom(text: string): { ok: true; value: Audience[] } | { ok: false; value: string } {
  return eachFrom(text, audiences, audienceStems);
}

export function themesFrom(text: string): { ok: true; value: Theme[] } | { ok: false; value: string } {
  return eachFrom(text, themes, themeStems);
}

/** What somebody's own categories say about audience and theme; those that say nothing known to us are passed over. */
export function categoriesFrom(text: string): { audiences: Audience[]; themes: Theme[] } {
  const all = pieces(text);
  return {
    audiences: audiences.filter((code) =>
      all.some((piece) => named(piece, audiences, audienceStems).includes(code))
    ),
    themes: themes.filter((code) => all.some((piece) => named(piece, themes, themeStems).includes(code)))
  };
}

/** As names are compared: without accents, capitals and punctuation. */
export function plainText(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function statusFrom(text: string): Status | null {
  const word = fold(text).replace(/^https?:\/\/schema\.org\//, '');
  const found = Object.entries(statusWords).find(([, words]) => words.includes(word));
  return (found?.[0] as Status | undefined) ?? null;
}

/** Whether a country's name is that of ours, or says nothing. */
export function isHome(country: string): boolean {
  return ['', 'magyarorszag', 'hungary', 'hu', 'hun', 'ungarn', 'hongrie'].includes(plainText(country));
}

function eachFrom<Code extends string>(
  text: string,
  codes: readonly Code[],
  stems: Stems<Code>
): { ok: true; value: Code[] } | { ok: false; value: string } {
  const found = new Set<Code>();
  for (const piece of pieces(text)) {
    if (everyone.includes(fold(piece))) continue;
    const meant = named(piece, codes, stems);
    if (meant.length === 0) return { ok: false, value: piece };
    for (const code of meant) found.add(code);
  }
  return { ok: true, value: codes.filter((code) => found.has(code)) };
}

/** As they are written, so that they can be named. */
function pieces(text: string): string[] {
  return text
    .slice(0, 2000)
    .split(/[,;|/+\n]| [eé]s | and |&/i)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

function named<Code extends string>(piece: string, codes: readonly Code[], stems: Stems<Code>): Code[] {
  const plain = fold(piece)
    .replace(/[^a-z0-9_-]+/g, ' ')
    .trim();
  const exact = codes.find((code) => code === plain.replaceAll(' ', '_'));
  if (exact) return [exact];
  const words = plain.split(' ');
  const says = (stem: string): boolean =>
    stem.includes(' ')
      ? ` ${plain}`.includes(` ${stem}`)
      : words.some((word) => (wholeWords.has(stem) ? word === stem : word.startsWith(stem)));
  return codes.filter((code) => stems[code].some(says));
}
