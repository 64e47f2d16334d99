// What of a document is shown under its title: the part with the words that were asked for, marked.
import { isEmptyWord, tokensOf } from './terms.ts';
import type { Piece, StoredDocument } from './document.ts';

const snippetLength = 180;

/** The text in pieces, in which the words that were found stand alone. */
export function piecesOf(text: string, isFound: (word: string) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { text: word, at } of tokensOf(text)) {
    if (isEmptyWord(word) || !isFound(word)) continue;
    if (at > end) pieces.push({ text: text.slice(end, at), found: false });
    pieces.push({ text: word, found: true });
    end = at + word.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), found: false });
  return pieces;
}

/** The summary, or the part of the longer text that says more about what was asked. */
export function snippetOf(
  { summary, text }: Pick<StoredDocument, 'summary' | 'text'>,
  isFound: (word: string) => boolean
): Piece[] {
  const own = shortened(summary ?? '', 0);
  const marked = piecesOf(own, isFound);
  if (text === null || marked.some(({ found }) => found)) return marked;
  const first = tokensOf(text.slice(0, 5000)).find(({ text: word }) => !isEmptyWord(word) && isFound(word));
  if (!first) return own === '' ? piecesOf(shortened(text, 0), isFound) : marked;
  const sentence = text.lastIndexOf('. ', first.at) + 1;
  const from = first.at - sentence < snippetLength / 2 ? sentence : text.lastIndexOf(' ', first.at - 60);
  return piecesOf(`${from > 1 ? '… ' : ''}${shortened(text, Math.max(0, from))}`, isFound);
}

function shortened(text: string, from: number): string {
  const rest = text.slice(from).replace(/\s+/g, ' ').trim();
  if (rest.length <= snippetLength) return rest;
  const cut = rest.lastIndexOf(' ', snippetLength);
  return `${rest.slice(0, cut < snippetLength / 2 ? snippetLength : cut)} …`;
}
