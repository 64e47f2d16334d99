// Finds what a Hungarian word form comes from: by the affixes and words of a dictionary, and by rule where it knows none.
import type { Affixes, SuffixRule } from './hungarian-affixes.ts';
import { splitCompound, type Half } from './hungarian-compounds.ts';
import type { Dictionary, Entry } from './hungarian-dictionary.ts';
import { unaccented } from './hungarian-letters.ts';

export interface Stems {
  /** The words that the form may be an inflected form of, with their accents, likelier ones first; never empty. */
  readonly stems: readonly string[];
  /** What those words are derived from («szegedi»: Szeged) or begin from («megtanul»: tanul). */
  readonly roots: readonly string[];
  /** The words that they are put together of («faluház»: falu, ház). */
  readonly parts: readonly string[];
  /** What it may be when its accents were left off («kor»: kör, kór), where it is a word as it stands. */
  readonly loose: readonly string[];
  /** How it was found: in the dictionary, as two of its words, or by rule. */
  readonly by: 'word' | 'compound' | 'rule';
}

export interface Stemmer {
  stems(word: string): Stems;
}

/** No longer word is looked at as a whole: what is longer is cut. */
const longestWord = 40;
const mostStems = 4;

/**
 * Forms are compared without accents first, so that «konyvtarban» is understood too; where the form as it is written fits
 * some word, only such words count. At most two endings are taken off, as Hunspell does. O(length²) look-ups a word, of which
 * at most 40 letters are read.
 * @param rule stems words that the dictionary does not know
 */
export function stemmerOf(affixes: Affixes, dictionary: Dictionary, rule: (word: string) => string): Stemmer {
  const analyse = (lower: string, depth: 1 | 2): Analysis[] => analysesOf(lower, affixes, dictionary, depth);
  /** Accents may be missing from all of a word, not from one half of it. */
  const halfOf =
    (whole: string): Half =>
    (lower, flags) => {
      const plain = unaccented(whole) === whole;
      return bestOf(
        analyse(lower, 1).filter(
          ({ entry, exact }) => (exact || plain) && (flags === '' || hasAny(entry.flags, flags))
        )
      );
    };
  const partsOf = (lower: string, whole: boolean): ReturnType<typeof splitCompound> =>
    splitCompound(lower, { flags: affixes.flags.compound, half: halfOf(lower), whole, shortest: 3 }) ??
    splitCompound(lower, { flags: '', half: halfOf(lower), whole, shortest: lower.length < 8 ? 4 : 3 });
  const unknown = (lower: string): Stems => {
    const most = /^leg(?:esleg)?(.+bb.*)$/.exec(lower)?.[1];
    const compared = most === undefined ? null : bestOf(analyse(most, 2));
    if (compared) return { ...none, ...compared, by: 'word' };
    const acted = withoutPreverb(lower, affixes, (rest) => bestOf(analyse(rest, 2)));
    if (acted) return { ...none, ...acted, by: 'compound' };
    const compound = partsOf(lower, false);
    if (compound) return { ...none, ...compound, by: 'compound' };
    return { ...none, stems: [(lower && rule(lower)) || lower], by: 'rule' };
  };
  return {
    stems(word) {
      const lower = word.normalize('NFC').toLocaleLowerCase('hu').slice(0, longestWord);
      const found = bestOf(analyse(lower, 2));
      if (!found) return unknown(lower);
      const [first = ''] = found.stems;
      const roots =
        found.roots.length > 0 ? found.roots : (withoutPreverb(first, affixes, halfOf(first))?.roots ?? []);
      return { ...found, roots, parts: partsOf(first, true)?.parts ?? [], by: 'word' };
    }
  };
}

const none: Stems = { stems: [], roots: [], parts: [], loose: [], by: 'rule' };

interface Analysis {
  readonly entry: Entry;
  readonly stem: string;
  readonly root: string | null;
  /** As it is written, accents included. */
  readonly exact: boolean;
  /** Endings taken off. */
  readonly endings: number;
}

/** Every way in which the form may come from a word of the dictionary, in the order of endings from the shortest on. */
function analysesOf(lower: string, affixes: Affixes, dictionary: Dictionary, depth: 1 | 2): Analysis[] {
  const plain = unaccented(lower);
  const found: Analysis[] = [];
  for (const entry of dictionary.get(plain) ?? [])
    found.push({ entry, stem: entry.lemma, root: null, exact: entry.word === lower, endings: 0 });
  for (let at = plain.length; at >= Math.max(1, plain.length - affixes.longestEnding); at--) {
    const groups = affixes.suffixes.get(plain.slice(at));
    if (!groups) continue;
    for (const [replaced, rules] of groups) {
      const stem = plain.slice(0, at) + replaced;
      for (const entry of dictionary.get(stem) ?? [])
        for (const rule of rules) {
          if (!entry.flags.includes(rule.flag)) continue;
          const form = formed(entry.word, rule);
          if (form === null || unaccented(form) !== plain) continue;
          found.push({ entry, ...stemAndRoot(entry, rule, form), exact: form === lower, endings: 1 });
        }
      if (depth === 2 && stem.length >= 3)
        addDerived(found, { lower, plain, stem, rules }, affixes, dictionary);
    }
  }
  return found;
}

/** Forms with an ending on a derived word: «művelődés» + «i» + «ek». */
function addDerived(
  found: Analysis[],
  form: { lower: string; plain: string; stem: string; rules: readonly SuffixRule[] },
  affixes: Affixes,
  dictionary: Dictionary
): void {
  const outer = form.rules.filter(({ flag }) => affixes.following.has(flag));
  if (outer.length === 0) return;
  const { stem } = form;
  for (let at = stem.length; at >= Math.max(1, stem.length - affixes.longestEnding); at--) {
    const groups = affixes.inner.get(stem.slice(at));
    if (!groups) continue;
    for (const [replaced, inner] of groups)
      for (const entry of dictionary.get(stem.slice(0, at) + replaced) ?? [])
        for (const first of inner) {
          if (!entry.flags.includes(first.flag)) continue;
          const middle = formed(entry.word, first);
          if (middle === null) continue;
          for (const second of outer) {
            if (!first.next.includes(second.flag)) continue;
            const whole = formed(middle, second);
            if (whole === null || unaccented(whole) !== form.plain) continue;
            found.push({
              entry,
              ...stemAndRoot(entry, first, middle),
              exact: whole === form.lower,
              endings: 2
            });
          }
        }
  }
}

function formed(word: string, { strip, append, condition }: SuffixRule): string | null {
  if (!word.endsWith(strip) || (condition !== null && !condition.test(word))) return null;
  return word.slice(0, word.length - strip.length) + append;
}

function stemAndRoot(entry: Entry, rule: SuffixRule, form: string): { stem: string; root: string | null } {
  return rule.derives ? { stem: form, root: entry.lemma } : { stem: entry.lemma, root: null };
}

function bestOf(analyses: readonly Analysis[]): { stems: string[]; roots: string[]; loose: string[] } | null {
  if (analyses.length === 0) return null;
  const exact = analyses.filter((one) => one.exact);
  const kept = exact.length > 0 ? exact : analyses;
  // With fewer endings first: a word of its own before one that is made of another.
  const ordered = kept.toSorted((a, b) => a.endings - b.endings);
  const stems = [...new Set(ordered.map(({ stem }) => stem))].slice(0, mostStems);
  const roots = new Set(ordered.flatMap(({ root }) => (root === null ? [] : [root])));
  const loose = new Set(
    analyses.flatMap(({ stem, endings }) => (stems.includes(stem) || endings > 1 ? [] : [stem]))
  );
  return {
    stems,
    roots: [...roots].filter((root) => !stems.includes(root)).slice(0, mostStems),
    loose: [...loose].slice(0, mostStems)
  };
}

/** «megtanultuk»: the stem megtanul, from tanul. */
function withoutPreverb(
  lower: string,
  { preverbs }: Affixes,
  analyse: Half
): { stems: string[]; roots: string[] } | null {
  for (const preverb of preverbs) {
    if (!lower.startsWith(preverb) || lower.length < preverb.length + 3) continue;
    const rest = analyse(lower.slice(preverb.length), verbFlags);
    if (rest)
      return {
        stems: rest.stems.map((stem) => preverb + stem),
        roots: [...rest.stems, ...rest.roots].slice(0, mostStems)
      };
  }
  return null;
}

/** Endings that only verbs take. */
const verbFlags = 'X';

function hasAny(flags: string, wanted: string): boolean {
  for (const flag of wanted) if (flags.includes(flag)) return true;
  return false;
}
