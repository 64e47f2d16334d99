// Turns what a resident asks, and what services say of themselves, into words that can be compared: without endings, accents
// and words that say nothing.
import { fold } from '#lib/core/hungarian.ts';

/** Words of every question; folded. */
const empty: ReadonlySet<string> = new Set(
  (
    'a az egy es s meg is vagy de ha hogy nem ne mar csak mint mind minden ez ezt azt ezek azok itt ott ide oda hol hova honnan ' +
    'mikor mi mit ki kit kik kihez kinek kivel mihez milyen melyik hany mennyi hogyan hogy miert van vannak volt lesz lehet lenne kell kellene ami aki ' +
    'amely majd kozott alatt utan elott mellett fele altal szerint szamara reszere nekem nekunk engem minket valami valaki ' +
    'szeretnek szeretnenk keresek keresunk tudok tudunk tudom kapok kapunk kaphatok kapni kerhetek kerek fordulhatok fordulni ' +
    'segit segitseg segitseget segitsen segiteni kapcsolatban ugyben miatt nincs nincsen van-e jo uj szolgaltatas ' +
    'o en te mi ti ok en. sajat the of in and for to at is are what where when who how i my can get help with need find'
  ).split(' ')
);

/**
 * Endings as they are left when accents are gone, longer ones first. Only a guess at the stem: what matters is that forms of a
 * word mostly become the same, and that what is left is a beginning of all of them.
 */
const endings =
  'ainkat unkat aink eink unk ink nk aim eim jaihoz jeihez okhoz ekhez akhoz ainak einek jaban jeben okkal ekkel akkal ankent enkent atban eteben okrol ekrol emet amat ' +
  'omat omnek amnak emnek hoz hez nak nek val vel ban ben bol bol rol tol nal ert kor kent kat ket ait eit jat jet jan jen kra kre ' +
  'ara ere ra re ni ba be at et ot it on en an ok ek ak om em am od ed ad ja je ai ei ig as es os tt t k a e i o u';
const endingList = endings.split(' ').sort((a, b) => b.length - a.length);

const shortestKey = 3;
const longestKey = 24;

/** The folded beginning that forms of a word share: `wordKey('lakcímkártyához')` and of «lakcímkártya» are both `lakcimkarty`. */
export function wordKey(word: string): string {
  // «adóssággal», «segéllyel»: -val and -vel take on the consonant before them.
  let key = fold(word).replace(/([b-df-hj-np-tv-z])\1[ae]l$/, '$1');
  for (let round = 0; round < 3; round++) {
    const ending = endingList.find((each) => key.endsWith(each) && key.length - each.length >= 4);
    if (!ending) break;
    key = key.slice(0, -ending.length);
  }
  return key.slice(0, longestKey);
}

/** The keys of the words that say something, in order, each once; at most 40. */
export function questionKeys(text: string): string[] {
  return [...new Set(wordsOf(text).map(wordKey))].slice(0, 40);
}

export function wordsOf(text: string): string[] {
  return Array.from(fold(text.slice(0, 20_000)).matchAll(/[\p{L}\p{N}]+/gu), ([word]) => word).filter(
    (word) => word.length >= shortestKey && !empty.has(word)
  );
}

/** Keys with how much each counts: the sum over the texts in which it stands. */
export function weighedKeys(
  texts: readonly (readonly [text: string | null, weight: number])[]
): Map<string, number> {
  const keys = new Map<string, number>();
  for (const [text, weight] of texts)
    // A word said ten times in a description does not make it ten times as much what is asked for.
    for (const key of new Set(wordsOf(text ?? '').map(wordKey)))
      keys.set(key, Math.max(keys.get(key) ?? 0, weight));
  return keys;
}

/** How long a beginning two words must share to be taken for kin: «lakcím» and «lakcímkártya». */
const shortestKin = 5;
const shortestEnd = 4;
const kinShare = 0.6;
const endShare = 0.4;

export interface Hit {
  readonly service: string;
  readonly word: string;
  readonly weight: number;
}

/** Words that may be kin of a key by being its beginning («lakcím» of «lakcímkártya») or its end («ruha» of «gyerekruhát»). */
export function kinOf(key: string): string[] {
  const beginnings = Array.from({ length: Math.max(0, key.length - shortestKin) }, (_, n) =>
    key.slice(0, shortestKin + n)
  );
  // The last vowel of a short word stays, that of a long one went with the endings.
  const ends = [key, `${key}a`, `${key}e`].flatMap((form) =>
    Array.from({ length: Math.max(0, form.length - shortestEnd) }, (_, n) => form.slice(n + 1))
  );
  return [...beginnings, ...ends.filter((end) => end.length >= shortestEnd)];
}

export function mayBeKin(key: string): boolean {
  return key.length >= shortestKin;
}

/**
 * How well services answer, best first; those far behind the best (under `least` of it) are left out. A word that few
 * services have says more (inverse document frequency), and one that nobody has counts as one that a service lacks.
 * @param total how many services there are
 */
export function rankAnswers(
  keys: readonly string[],
  hits: readonly Hit[],
  total: number,
  least = 0.45
): { readonly service: string; readonly score: number }[] {
  const scores = new Map<string, number>();
  for (const key of keys) {
    const best = new Map<string, number>();
    for (const { service, word, weight } of hits) {
      const share = shareOf(key, word);
      if (share === 0) continue;
      const counts = weight * share;
      best.set(service, Math.max(best.get(service) ?? 0, counts));
    }
    const rarity = Math.log(1 + total / Math.max(1, best.size));
    for (const [service, counts] of best) scores.set(service, (scores.get(service) ?? 0) + counts * rarity);
  }
  const ranked = [...scores].map(([service, score]) => ({ service, score }));
  const top = ranked.reduce((most, { score }) => Math.max(most, score), 0);
  return ranked
    .filter(({ score }) => score >= top * least)
    .sort((a, b) => b.score - a.score || (a.service < b.service ? -1 : 1));
}

function shareOf(key: string, word: string): number {
  if (word === key) return 1;
  if (word.startsWith(key) || (word.length >= shortestKin && key.startsWith(word))) return kinShare;
  return [key, `${key}a`, `${key}e`].some((form) => word.length >= shortestEnd && form.endsWith(word))
    ? endShare
    : 0;
}

/** Without what may point at a person: addresses, numbers of five and more digits, words after «a nevem». Null when nothing is left. */
export function impersonal(text: string): string | null {
  const plain = text
    .normalize('NFC')
    .slice(0, 1000)
    .replace(/\S+@\S+/g, '…')
    .replace(/\d[\d\s/()+.-]{3,}\d/g, '…')
    .replace(/(nevem|vagyok|hívnak)[: ]+\p{Lu}\p{L}+([ -]\p{Lu}\p{L}+)*/gu, '$1 …')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
    .trim();
  return /\p{L}/u.test(plain) ? plain : null;
}

/** Under which the same question is found again. */
export function questionFolded(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
