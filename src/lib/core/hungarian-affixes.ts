// Reads the affix file of a Hunspell dictionary: which endings and which words before words there are, and when they may stand.
import { unaccented } from './hungarian-letters.ts';

/** One way of making a form: take `strip` off the end of a word that fits the condition, put `append` there. */
export interface SuffixRule {
  readonly flag: string;
  readonly strip: string;
  readonly append: string;
  /** Null where any word fits. */
  readonly condition: RegExp | null;
  /** Flags of the endings that may follow this one. */
  readonly next: string;
  /** The ending makes a word of its own («-ság», «-i»), to which the endings of nouns may be put. */
  readonly derives: boolean;
}

export interface Affixes {
  /** By the ending without accents, then by what it replaces without accents. */
  readonly suffixes: ReadonlyMap<string, ReadonlyMap<string, readonly SuffixRule[]>>;
  /** Of these only the rules that other endings may follow. */
  readonly inner: ReadonlyMap<string, ReadonlyMap<string, readonly SuffixRule[]>>;
  /** Flags of endings that may follow another ending. */
  readonly following: ReadonlySet<string>;
  /** What may stand before a verb («meg», «össze»), longest first. */
  readonly preverbs: readonly string[];
  readonly longestEnding: number;
  /** Flags that say something about a word itself. */
  readonly flags: { readonly compound: string; readonly forbidden: string; readonly lemmaElsewhere: string };
}

/**
 * Reads `SFX`, `PFX` and the single flags of the text (man 5 hunspell; flags of one character, UTF-8). What is not understood
 * is passed over. Linear in the length of the text.
 */
export function readAffixes(text: string): Affixes {
  const conditions = new Map<string, RegExp | null>();
  const rules: SuffixRule[] = [];
  const before = new Set<string>();
  const single = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [kind = '', flag = '', strip = '', written = '', condition] = line.split(/[ \t]+/);
    if (condition !== undefined && kind === 'SFX')
      rules.push(ruleOf({ flag, strip, written, condition }, conditions));
    else if (condition !== undefined && kind === 'PFX') before.add(written.replace(/\/.*/, ''));
    else if (/^[A-Z_]{2,}$/.test(kind)) single.set(kind, flag);
  }
  return {
    suffixes: byEnding(rules),
    inner: byEnding(rules.filter(({ next }) => next !== '')),
    following: new Set(rules.flatMap(({ next }) => [...next])),
    preverbs: preverbsAmong(before),
    longestEnding: rules.reduce((longest, { append }) => Math.max(longest, append.length), 0),
    flags: {
      compound:
        (single.get('COMPOUNDFLAG') ?? '') +
        (single.get('COMPOUNDBEGIN') ?? '') +
        (single.get('COMPOUNDEND') ?? ''),
      forbidden: single.get('FORBIDDENWORD') ?? '',
      lemmaElsewhere: single.get('LEMMA_PRESENT') ?? ''
    }
  };
}

function ruleOf(
  { flag, strip, written, condition }: Record<'flag' | 'strip' | 'written' | 'condition', string>,
  conditions: Map<string, RegExp | null>
): SuffixRule {
  const slash = written.indexOf('/');
  const append = slash < 0 ? written : written.slice(0, slash);
  const next = slash < 0 ? '' : written.slice(slash + 1);
  let compiled = conditions.get(condition);
  if (compiled === undefined) conditions.set(condition, (compiled = compile(condition)));
  return {
    flag,
    strip: strip === '0' ? '' : strip,
    append: append === '0' ? '' : append,
    condition: compiled,
    next,
    // A participle takes four endings or so, a noun all that nouns take.
    derives: next.length >= 6
  };
}

/**
 * Conditions are regular expressions of single letters and classes; one that is none fits nothing. Foreign letters, which the
 * published file spells as of a web page («&agrave;»), are left out: taken by their letters they would shut out g and r.
 */
function compile(written: string): RegExp | null {
  const condition = written.replace(/&[a-z]+;/g, '');
  if (condition === '.') return null;
  try {
    return new RegExp(`(?:${condition.replace(/-(?=[^\]]*$)|[*+?(){}|\\$]/g, '\\$&')})$`);
  } catch {
    return /[^\s\S]/;
  }
}

function byEnding(rules: readonly SuffixRule[]): Map<string, Map<string, SuffixRule[]>> {
  const endings = new Map<string, Map<string, SuffixRule[]>>();
  for (const rule of rules) {
    const ending = unaccented(rule.append);
    const replaced = unaccented(rule.strip);
    let group = endings.get(ending);
    if (!group) endings.set(ending, (group = new Map()));
    const same = group.get(replaced);
    if (same) same.push(rule);
    else group.set(replaced, [rule]);
  }
  return endings;
}

/** The file lists them with «leg-» (most) in front as well. */
function preverbsAmong(before: ReadonlySet<string>): string[] {
  return [...before]
    .map((one) => one.replace(/-$/, ''))
    .filter((one) => one.length >= 2 && !/^leg./.test(one) && /^\p{Ll}+$/u.test(one))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
