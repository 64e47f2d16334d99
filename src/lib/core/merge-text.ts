// Three-way merge of a text that several people write at once: nothing that somebody typed is lost, and nothing is asked.

/** Beyond this many pairs of words two texts are compared line by line: 2000 against 2000 words take 20 ms. */
const mostPairs = 4_000_000;

/** Words `from` to `to` of the base, replaced by others. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

export interface MergedText {
  readonly text: string;
  /** Whether both wrote at the same place, so that both now stand there and somebody should look. */
  readonly both: boolean;
}

/**
 * What one changed and the other did not is taken over. Where both changed the same place, both stand there, the current
 * first, on lines of their own; where one took away what the other rewrote, the rewritten stays.
 * @param base what was there when `typed` was begun
 */
export function mergeText(base: string, current: string, typed: string): MergedText {
  if (current === typed || typed === base) return { text: current, both: false };
  if (current === base) return { text: typed, both: false };
  const words = wordsOf(base);
  const theirs = hunksBetween(words, wordsOf(current));
  const mine = hunksBetween(words, wordsOf(typed));
  const [movedByThem, movedByMe] = [movedIn(words, theirs), movedIn(words, mine)];
  const merged: string[] = [];
  let both = false;
  let at = 0;
  let [i, j] = [0, 0];
  while (i < theirs.length || j < mine.length) {
    const [a, b] = [theirs[i], mine[j]];
    if (!a || (b && isBefore(b, a))) {
      add(merged, words, at, b?.from);
      add(merged, b?.words ?? []);
      at = Math.max(at, b?.to ?? at);
      j++;
      continue;
    }
    if (!b || isBefore(a, b)) {
      add(merged, words, at, a.from);
      add(merged, a.words);
      at = Math.max(at, a.to);
      i++;
      continue;
    }
    // Both were here: the smallest stretch of the base that holds all changes of either that reach into each other.
    const from = Math.min(a.from, b.from);
    let to = Math.max(a.to, b.to);
    const [firstI, firstJ] = [i, j];
    for (let grew = true; grew;) {
      grew = false;
      for (let next = theirs[i]; next && reaches(next, from, to); next = theirs[++i])
        [to, grew] = [Math.max(to, next.to), true];
      for (let next = mine[j]; next && reaches(next, from, to); next = mine[++j])
        [to, grew] = [Math.max(to, next.to), true];
    }
    const kept = keepBoth(
      applied(words, theirs.slice(firstI, i), { from, to, elsewhere: movedByMe }),
      applied(words, mine.slice(firstJ, j), { from, to, elsewhere: movedByThem }),
      words.slice(from, to).join('')
    );
    add(merged, words, at, from);
    add(merged, wordsOf(kept.text));
    both ||= kept.both;
    at = to;
  }
  add(merged, words, at);
  return { text: joined(merged), both };
}

/** One by one: a long text has more words than a call takes arguments. */
function add(to: string[], words: readonly string[], from = 0, end = words.length): void {
  for (let at = from; at < end; at++) to.push(words[at] ?? '');
}

/** Words, each run of blanks, and each end of a line. */
function wordsOf(text: string): string[] {
  return text.match(/\n|[^\S\n]+|\S+/g) ?? [];
}

/** In one text two words never touch; where a blank went on one side, words of both must not become one. */
function joined(words: readonly string[]): string {
  return words
    .filter((word) => word !== '')
    .map((word, index, all) =>
      index > 0 && /\S/.test(word) && /\S/.test(all[index - 1] ?? '') ? ` ${word}` : word
    )
    .join('');
}

/** Whether the first lies wholly before the second; two insertions at one place do not part. */
function isBefore(a: Hunk, b: Hunk): boolean {
  if (a.from === a.to && b.from === b.to) return a.from < b.from;
  return a.to <= b.from;
}

function reaches(hunk: Hunk, from: number, to: number): boolean {
  if (from === to) return hunk.from === from;
  return hunk.from < to;
}

/** Words that one side took away at one place and wrote at another. */
function movedIn(base: readonly string[], hunks: readonly Hunk[]): ReadonlySet<string> {
  const written = new Set(hunks.flatMap(({ words }) => words.filter((word) => /\S/.test(word))));
  const moved = new Set<string>();
  for (const { from, to } of hunks)
    for (let at = from; at < to; at++) if (written.has(base[at] ?? '')) moved.add(base[at] ?? '');
  return moved;
}

/**
 * A stretch of the base as one side has it.
 * @param elsewhere words of the base that the other side has moved: they stand there, not here as well
 */
function applied(
  words: readonly string[],
  hunks: readonly Hunk[],
  { from, to, elsewhere }: { from: number; to: number; elsewhere: ReadonlySet<string> }
): string {
  const parts: string[] = [];
  const keep = (start: number, end: number): void => {
    for (let at = start; at < end; at++) if (!elsewhere.has(words[at] ?? '')) parts.push(words[at] ?? '');
  };
  let at = from;
  for (const hunk of hunks) {
    keep(at, hunk.from);
    add(parts, hunk.words);
    at = hunk.to;
  }
  keep(at, to);
  return parts.join('');
}

function keepBoth(theirs: string, mine: string, base: string): MergedText {
  if (theirs === mine || mine.trim() === '') return { text: theirs, both: false };
  if (theirs.trim() === '') return { text: mine, both: false };
  if (hasWithin(mine, theirs)) return { text: mine, both: false };
  if (hasWithin(theirs, mine)) return { text: theirs, both: false };
  // Whoever goes on in a line stays in it; whoever began a new one comes after.
  const turned = /^\n/.test(theirs) && !/^\n/.test(mine);
  const [first, second] = turned ? [mine, theirs] : [theirs, mine];
  const parted = /\n$/.test(first) || /^\n/.test(second);
  return { text: parted ? first + second : `${first}\n${second}`, both: base.trim() !== '' || !parted };
}

/** Whether one side holds all of the other already, word for word at its beginning or end. */
function hasWithin(whole: string, part: string): boolean {
  const bounded = part.trim();
  return (
    (whole.startsWith(bounded) && !/^\S/.test(whole.slice(bounded.length))) ||
    (whole.trimEnd().endsWith(bounded) && !/\S$/.test(whole.trimEnd().slice(0, -bounded.length)))
  );
}

/** The fewest words taken out and put in, in the order of the base. */
function hunksBetween(base: readonly string[], other: readonly string[]): Hunk[] {
  let start = 0;
  while (start < base.length && start < other.length && base[start] === other[start]) start++;
  let [baseEnd, otherEnd] = [base.length, other.length];
  while (baseEnd > start && otherEnd > start && base[baseEnd - 1] === other[otherEnd - 1]) {
    baseEnd--;
    otherEnd--;
  }
  if (start === baseEnd && start === otherEnd) return [];
  const [a, b] = [base.slice(start, baseEnd), other.slice(start, otherEnd)];
  if (a.length * b.length > mostPairs) return [{ from: start, to: baseEnd, words: b }];
  return hunksOf(a, b).map(({ from, to, words }) => ({ from: from + start, to: to + start, words }));
}

/** What stays in common: first as many words as can be, then as many blanks. Of either there are at most 2000 in the table. */
const wordWeight = 4096;

/** By the table of longest common subsequences (Wagner and Fischer 1974), words before blanks. */
function hunksOf(a: readonly string[], b: readonly string[]): Hunk[] {
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? (/\S/.test(a[i] ?? '') ? wordWeight : 1) + (longest[(i + 1) * width + j + 1] ?? 0)
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
  const hunks: { from: number; to: number; words: string[] }[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
      continue;
    }
    let hunk = hunks.at(-1);
    if (hunk?.to !== i) hunks.push((hunk = { from: i, to: i, words: [] }));
    const drop = i < a.length && (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0);
    if (drop || j >= b.length) hunk.to = ++i;
    else hunk.words.push(b[j++] ?? '');
  }
  return hunks;
}
