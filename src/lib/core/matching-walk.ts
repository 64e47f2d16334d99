// Walks through the pairs of offers and needs that could be among the ten best of either, and keeps those that are.
import { nearnessOf } from './matching-explain.ts';
import { topLists, type TopLists } from './matching-lists.ts';
import { blocksOf, folded, inOrder, offersByRareWord } from './matching-order.ts';
import type { Around } from './matching-places.ts';
import { outOfReach, promising, type Asked, type Columns } from './matching-sweep.ts';
import type { MatchingTable } from './matching-table.ts';

export interface Walk {
  readonly around: Around;
  /** What each bar is worth when full, of 10,000. */
  readonly worth: { topic: number; distance: number; dates: number; giveBack: number };
  readonly top: number;
  readonly maxKm: number;
  readonly fullKm: number;
}

export interface Walked {
  readonly forNeed: TopLists;
  /** By the offers' positions in `order`. */
  readonly forOffer: TopLists;
  readonly order: Int32Array;
  /** Of one category and within reach. */
  readonly pairs: number;
}

/** So many times `top` of those around are judged first, to know what one has to have at least. */
const tried = 4;

/**
 * First the nearest of each need are judged: what the tenth of them has is the least that any of the ten best has, for the needs as
 * for the offers. Then those that share a rarer word, which lists of words give; all others are no more alike than their frequent
 * words are (Cauchy, Schwarz), so that nearly all of them are done with by four numbers that lie side by side in memory.
 */
export function walkPairs(table: MatchingTable, walk: Walk): Walked {
  const { offers: give, needs: take, anywhere, width, categories } = table;
  const { around, worth, top, maxKm, fullKm } = walk;
  const { topic, dates, giveBack: back } = worth;
  const [givers, takers] = [blocksOf(give, table, around), blocksOf(take, table, around)];
  const { first, order } = givers;
  const offers = inOrder(table, order);
  const { begins, ends, giver, wants, wordFrom, words, weight, rareFrom, usual, frequent, groups } = offers;
  const unreturned = offers.unreturned.map((share) => share * back);
  const [wanted32, offered] = [folded(wants, width), folded(table.given, width)];
  const closeness = around.km.map((km) =>
    km === Infinity ? outOfReach : worth.distance * nearnessOf(km, fullKm, maxKm)
  );
  const place = new Int32Array(order.length);
  for (let block = 0; block + 1 < first.length; block++)
    place.fill(block % (anywhere + 1), first[block], first[block + 1]);
  const withRare = offersByRareWord(table, offers);

  // The need that is asked about.
  const weightOf = new Float64Array(table.wordCount);
  let [need, owner, from, to, wanted] = [0, 0, 0, 0, 1];

  const forNeed = topLists(take.category.length, top, give.rank);
  const forOffer = topLists(order.length, top, take.rank);
  const half = Math.ceil((tried * top) / 2);
  eachBlock(({ p, middle, lowest, highest, needs }) => {
    const [begin, end] = [Math.max(lowest, middle - half), Math.min(highest, middle + half)];
    for (const each of needs) {
      ask(each);
      for (let k = begin; k < end; k++) {
        const score = judge(k, closenessOf(p, place[k] as number), true);
        if (score < 0) continue;
        forNeed.put(each, order[k] as number, score);
        forOffer.put(k, each, score);
      }
      forget();
    }
  });
  // They will be met again: only what they had is known from now on.
  forNeed.restart();
  forOffer.restart();
  const judged = new Int32Array(order.length).fill(-1);
  const found = new Int32Array(order.length + 1);
  const columns: Columns = {
    ...{ begins, ends, place, closeness, unreturned, usual, frequent, wanted32, groups },
    leastOf: forOffer.least
  };
  let pairs = 0;
  eachBlock(({ shift, p, lowest, highest, needs }) => {
    for (const each of needs) {
      ask(each);
      for (let w = take.rareFrom[each] as number; w < (take.wordFrom[each + 1] as number); w++)
        withRare(take.words[w] as number, lowest, highest, (k) => {
          if (judged[k] === each) return;
          judged[k] = each;
          keep(k, judge(k, closenessOf(p, place[k] as number), true));
        });
      pairs += sweep(shift, p);
      forget();
    }
  });
  return { forNeed, forOffer, order, pairs };

  /** Where there are needs of a category: which, and where the offers of the category begin and end, and those at this place begin. */
  function eachBlock(
    visit: (block: {
      readonly shift: number;
      readonly p: number;
      readonly lowest: number;
      readonly middle: number;
      readonly highest: number;
      readonly needs: Int32Array;
    }) => void
  ): void {
    for (let block = 0; block < categories * (anywhere + 1); block++) {
      const [begin, end] = [takers.first[block] as number, takers.first[block + 1] as number];
      if (begin === end) continue;
      const p = block % (anywhere + 1);
      const shift = block - p;
      visit({
        shift,
        p,
        lowest: first[shift] as number,
        middle: first[block] as number,
        highest: first[shift + anywhere + 1] as number,
        needs: takers.order.subarray(begin, end)
      });
    }
  }

  function closenessOf(p: number, q: number): number {
    for (let r = around.runs[p] as number; r < (around.runs[p + 1] as number); r++) {
      const begin = around.begin[r] as number;
      if (q >= begin && q < (around.end[r] as number))
        return closeness[(around.at[r] as number) + q - begin] as number;
    }
    return outOfReach;
  }

  function ask(which: number): void {
    need = which;
    owner = take.organisation[need] as number;
    from = take.from[need] as number;
    to = take.to[need] as number;
    wanted = take.days[need] as number;
    for (let w = take.wordFrom[need] as number; w < (take.wordFrom[need + 1] as number); w++)
      weightOf[take.words[w] as number] = take.weight[w] as number;
  }

  function forget(): void {
    for (let w = take.wordFrom[need] as number; w < (take.wordFrom[need + 1] as number); w++)
      weightOf[take.words[w] as number] = 0;
  }

  /** All in the runs that no rarer word has led to. @returns how many are within reach */
  function sweep(shift: number, p: number): number {
    const asked: Asked = {
      ...{ from, to, dates, back },
      perDay: dates / wanted,
      half: 0.5 * topic + 1,
      likeUsual: 0.5 * topic * (take.usual[need] as number),
      alike: 0.5 * topic * (take.frequent[need] as number),
      mine: offered[owner] as number,
      bits: take.groups[need] as number
    };
    let within = 0;
    for (let r = around.runs[p] as number; r < (around.runs[p + 1] as number); r++) {
      const begin = first[shift + (around.begin[r] as number)] as number;
      const end = first[shift + (around.end[r] as number)] as number;
      if (begin === end) continue;
      const at = (around.at[r] as number) - (around.begin[r] as number);
      const least = forNeed.least[need] as number;
      const count = promising(columns, asked, { begin, end, at, least, found });
      within += end - begin - (found[count] as number);
      for (let c = 0; c < count; c++) {
        const k = found[c] as number;
        // They share no rarer word.
        if (judged[k] !== need) keep(k, judge(k, closeness[at + (place[k] as number)] as number, false));
      }
    }
    return within;
  }

  /** @returns -1 where they do not meet */
  function judge(k: number, near: number, rareToo: boolean): number {
    const both = Math.min(ends[k] as number, to) - Math.max(begins[k] as number, from);
    if (!(both > 0) || giver[k] === owner || near === outOfReach) return -1;
    const sure = near + (both >= wanted ? dates : (dates * both) / wanted);
    let common = 0;
    if (((wanted32[k] as number) & (offered[owner] as number)) !== 0)
      for (let w = 0; w < width; w++)
        common |= (wants[k * width + w] as number) & (table.given[owner * width + w] as number);
    const known = sure + (common !== 0 ? back : (unreturned[k] as number));
    let alike = 0;
    const last = rareToo ? (wordFrom[k + 1] as number) : (rareFrom[k] as number);
    for (let w = wordFrom[k] as number; w < last; w++)
      alike += (weight[w] as number) * (weightOf[words[w] as number] as number);
    return Math.round(known + topic * (0.5 + 0.5 * (alike < 1 ? alike : 1)));
  }

  function keep(k: number, score: number): void {
    if (score < 0) return;
    if (score >= (forOffer.least[k] as number)) forOffer.put(k, need, score);
    if (score >= (forNeed.least[need] as number)) forNeed.put(need, order[k] as number, score);
  }
}
