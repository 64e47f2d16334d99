// Decides, between two readings of somebody's calendar, which event is which: what stayed, changed, moved, was called off, came, went.
import { bestPairs, type Likeness } from './best-pairs.ts';
import { fold } from './hungarian.ts';

export interface FeedItem {
  /** Its name within its list; no two of a list have the same. */
  readonly key: string;
  /** The source's own id; null where it gives none. */
  readonly uid: string | null;
  readonly title: string;
  /** In words; '' where nothing is said. */
  readonly place: string;
  /** Wall time of the first occurrence in minutes, as `wallMs` counts them. */
  readonly start: number;
  readonly minutes: number;
  /** How it repeats, as one text; '' where it does not. */
  readonly series: string;
  readonly cancelled: boolean;
  /** All that is said of it, as one text. */
  readonly content: string;
}

export interface HeldItem extends FeedItem {
  /** No occurrence is to come: its going means nothing, and nothing moves away from it. */
  readonly over: boolean;
  /** Its going is known and settled already: it may come back, and no longer counts as an accident. */
  readonly lost?: boolean;
}

export type ChangeKind = 'same' | 'changed' | 'moved' | 'cancelled';
export type ChangeReason = 'title' | 'time' | 'length' | 'series' | 'place' | 'state' | 'other';

export interface Pair<Held extends HeldItem = HeldItem, Came extends FeedItem = FeedItem> {
  readonly held: Held;
  readonly came: Came;
  readonly kind: ChangeKind;
  readonly reasons: readonly ChangeReason[];
  /** By which they are one: the source's id, the same time, place and title, likeness, or what a person said. */
  readonly by: 'uid' | 'fingerprint' | 'likeness' | 'answer';
}

export interface FeedChanges<Held extends HeldItem = HeldItem, Came extends FeedItem = FeedItem> {
  readonly pairs: readonly Pair<Held, Came>[];
  readonly fresh: readonly Came[];
  /** Probably one, too uncertain to act: a person is asked, and until then neither is touched. */
  readonly unsure: readonly { readonly held: Held; readonly came: Came }[];
  /** To come, and not in the list any more. */
  readonly gone: readonly Held[];
  /** The source gives the same events other ids: they count for nothing in this reading. */
  readonly rotated: boolean;
  /** More than half of what is to come is gone at once: rather an accident than a change. */
  readonly suspicious: boolean;
}

/** From here on two are taken for one without asking; from `maybe` on a person is asked. */
export const sure = 0.7;
export const maybe = 0.5;
/** Of so few nothing can be said about a half. */
const fewest = 4;

/**
 * Ids first, where the source keeps them; then the same time, title and place; then likeness, solved as an assignment: moved (same
 * title and place) or retitled (same time and place). Whether ids are kept is seen from those that are the same in every other
 * way: when fewer than half have kept theirs, none counts. The order of neither list matters.
 * @param answer what a person has said of two, null where nobody has
 */
export function feedChanges<Held extends HeldItem, Came extends FeedItem>(
  held: readonly Held[],
  came: readonly Came[],
  answer: (held: Held, came: Came) => 'same' | 'new' | null = () => null
): FeedChanges<Held, Came> {
  const left = [...held].sort(byContent);
  const right = [...came].sort(byContent);
  const open = { held: new Set(left), came: new Set(right) };
  const pairs: Pair<Held, Came>[] = [];
  const join = (h: Held, c: Came, by: Pair['by']): void => {
    open.held.delete(h);
    open.came.delete(c);
    pairs.push({ held: h, came: c, by, ...differenceOf(h, c) });
  };

  const prints = Map.groupBy(right, printOf);
  const rotated = haveRotated(left, prints);
  if (!rotated) {
    const byUid = new Map(right.flatMap((c) => (c.uid === null ? [] : [[c.uid, c] as const])));
    for (const h of left) {
      const c = h.uid === null ? undefined : byUid.get(h.uid);
      if (c && open.came.has(c) && answer(h, c) !== 'new') join(h, c, 'uid');
    }
  }
  for (const h of [...open.held]) {
    const same = (prints.get(printOf(h)) ?? []).filter((c) => open.came.has(c) && answer(h, c) !== 'new');
    const c = same.find(({ content }) => content === h.content) ?? same[0];
    if (c) join(h, c, 'fingerprint');
  }

  const unsure: { held: Held; came: Came }[] = [];
  const likely = likenesses({ left, right, open, answer, all: [...left, ...right] });
  for (const { left: i, right: j, weight } of bestPairs(likely)) {
    const [h, c] = [left[i], right[j]];
    if (!h || !c) continue;
    if (weight >= sure) join(h, c, weight >= told ? 'answer' : 'likeness');
    else unsure.push({ held: h, came: c });
  }
  for (const { held: h, came: c } of unsure) {
    open.held.delete(h);
    open.came.delete(c);
  }
  const gone = [...open.held].filter(({ over }) => !over);
  const toCome = left.filter(({ over, lost }) => !over && !lost).length;
  return {
    pairs,
    fresh: [...open.came],
    unsure,
    gone,
    rotated,
    suspicious: toCome >= fewest && gone.filter(({ lost }) => !lost).length > toCome / 2
  };
}

/** Fewer than half of those that are the same in time, title and place have the same id. */
function haveRotated(held: readonly HeldItem[], prints: ReadonlyMap<string, readonly FeedItem[]>): boolean {
  let [kept, lost] = [0, 0];
  const own = Map.groupBy(held, printOf);
  for (const [print, some] of own) {
    const others = prints.get(print) ?? [];
    const [h, c] = [some[0], others[0]];
    if (some.length !== 1 || others.length !== 1 || !h?.uid || !c?.uid) continue;
    if (h.uid === c.uid) kept += 1;
    else lost += 1;
  }
  return lost > kept;
}

interface Rest<Held, Came> {
  readonly left: readonly Held[];
  readonly right: readonly Came[];
  readonly open: { readonly held: ReadonlySet<Held>; readonly came: ReadonlySet<Came> };
  readonly answer: (held: Held, came: Came) => 'same' | 'new' | null;
  readonly all: readonly FeedItem[];
}

/** Of what a person has said to be one. */
const told = 10;
/** A word that more than so many titles share tells nothing. */
const largestBlock = 200;

function likenesses<Held extends HeldItem, Came extends FeedItem>(rest: Rest<Held, Came>): Likeness[] {
  const { left, right, open, answer, all } = rest;
  const blocks = new Map<string, number[]>();
  right.forEach((c, j) => {
    if (open.came.has(c)) for (const key of blockKeys(c)) blocks.set(key, [...(blocks.get(key) ?? []), j]);
  });
  const namesakes = Map.groupBy(all, ({ title }) => plainTitle(title));
  return left.flatMap((h, i) => {
    if (!open.held.has(h) || h.over) return [];
    const near = new Set(
      blockKeys(h).flatMap((key) => {
        const block = blocks.get(key) ?? [];
        return block.length > largestBlock ? [] : block;
      })
    );
    return [...near].flatMap((j) => {
      const c = right[j];
      const said = c && answer(h, c);
      if (!c || said === 'new') return [];
      const weight = said === 'same' ? told : likeness(h, c, namesakes.get(plainTitle(c.title)) ?? []);
      return weight >= maybe ? [{ left: i, right: j, weight }] : [];
    });
  });
}

function blockKeys({ start, title }: FeedItem): string[] {
  const plain = plainTitle(title);
  return [
    `at ${start}`,
    `= ${plain}`,
    ...plain.split(' ').flatMap((word) => (word.length > 3 ? [word] : []))
  ];
}

/**
 * 0 to 1: half of it the title, three tenths the time, two tenths the place. At another time only what is called much the same can be
 * the same, and only when no namesake lies nearer: of weekly evenings, next week's is not this week's that has moved. What nobody
 * would call the same is so only in the same room at the same minute.
 */
export function likeness(held: FeedItem, came: FeedItem, namesakes: readonly FeedItem[] = []): number {
  const title = titleLikeness(held.title, came.title);
  const place = placeLikeness(held.place, came.place);
  const apart = Math.abs(held.start - came.start);
  if (apart === 0) {
    if (title < 0.4 && (place < 1 || plainText(held.place) === '')) return 0;
    return 0.5 * title + 0.3 + 0.2 * place;
  }
  if (title < 0.5) return 0;
  const nearer = namesakes.some(
    (other) =>
      other !== held &&
      other !== came &&
      other.key !== held.key &&
      Math.abs(other.start - came.start) <= apart
  );
  if (nearer && apart > 0 && title >= 0.9) return 0;
  const days = apart / (24 * 60);
  const time = days <= 2 ? 0.7 : days <= 14 ? 0.5 : days <= 60 ? 0.2 : 0;
  // The only one of exactly that name may have moved to another room as well.
  const alone =
    title === 1 && days <= 14 && !namesakes.some((other) => other.key !== held.key && other !== came);
  const score = 0.5 * title + 0.3 * time + 0.2 * (alone ? Math.max(place, 0.5) : place);
  return time === 0 ? Math.min(score, sure - 0.01) : score;
}

function titleLikeness(a: string, b: string): number {
  const [x, y] = [plainTitle(a), plainTitle(b)];
  if (x === y) return 1;
  if (x === '' || y === '') return 0;
  return Math.min(0.95, Math.max(dice(pairsIn(x), pairsIn(y)), within(x, y)));
}

/** «Szüreti bál» within «Szüreti bál a Napsugár zenekarral»: a longer title that says all of the shorter. */
function within(a: string, b: string): number {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.includes(' ') && ` ${longer} `.includes(` ${shorter} `) ? 0.85 : 0;
}

function placeLikeness(a: string, b: string): number {
  const [x, y] = [plainText(a), plainText(b)];
  if (x === y) return 1;
  if (x === '' || y === '') return 0.7;
  if (` ${x} `.includes(` ${y} `) || ` ${y} `.includes(` ${x} `)) return 0.9;
  const alike = dice(pairsIn(x), pairsIn(y));
  return alike < 0.5 ? 0 : alike;
}

/** How many neighbouring letters two texts share (Dice 1945): endings and slips of the pen matter little. */
function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let [shared, all] = [0, 0];
  for (const [pair, count] of a) {
    shared += Math.min(count, b.get(pair) ?? 0);
    all += count;
  }
  for (const count of b.values()) all += count;
  return all === 0 ? 0 : (2 * shared) / all;
}

function pairsIn(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Time, title and place, as far as people would call them the same. */
export function printOf({ start, title, place }: FeedItem): string {
  return `${start} / ${plainTitle(title)} / ${plainText(place)}`;
}

const calledOff = /^\W*(?:elmarad(?:t)?|lemondva|torolve|torolt|cancell?ed)(?![a-z])[\s!:–—\-)\]*.]*/;
const marks =
  /^\W*(?:uj idopont(?:ban)?|idopontvaltozas|helyszinvaltozas|uj helyszin|megtelt|telthaz|sold out|ingyenes)(?![a-z])[\s!:–—\-)\]*.]*/;

/** «ELMARAD!» before a title: many write so instead of calling an event off. */
export function saysCalledOff(title: string): boolean {
  return calledOff.test(fold(title));
}

/** Without accents, capitals, punctuation, and what organisers shout before a title. */
export function plainTitle(title: string): string {
  const folded = fold(title);
  const bare = folded.replace(calledOff, '').replace(marks, '').replace(calledOff, '');
  return plain(bare) || plain(folded);
}

function plainText(text: string): string {
  return plain(fold(text));
}

function plain(folded: string): string {
  return folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function differenceOf(held: FeedItem, came: FeedItem): { kind: ChangeKind; reasons: ChangeReason[] } {
  const reasons: ChangeReason[] = [
    ...(held.title === came.title ? [] : (['title'] as const)),
    ...(held.start === came.start ? [] : (['time'] as const)),
    ...(held.minutes === came.minutes ? [] : (['length'] as const)),
    ...(held.series === came.series ? [] : (['series'] as const)),
    ...(plainText(held.place) === plainText(came.place) ? [] : (['place'] as const)),
    ...(held.cancelled === came.cancelled ? [] : (['state'] as const))
  ];
  if (reasons.length === 0 && held.content !== came.content) reasons.push('other');
  if (came.cancelled && !held.cancelled) return { kind: 'cancelled', reasons };
  if (reasons.some((reason) => reason === 'time' || reason === 'series' || reason === 'place'))
    return { kind: 'moved', reasons };
  return { kind: reasons.length > 0 ? 'changed' : 'same', reasons };
}

function byContent(a: FeedItem, b: FeedItem): number {
  return (
    a.start - b.start ||
    compare(a.content, b.content) ||
    compare(a.uid ?? '', b.uid ?? '') ||
    compare(a.key, b.key)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
