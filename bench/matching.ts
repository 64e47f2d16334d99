// How fast the ten best offers of every need and needs of every offer are found, against asking about every pair.
import { kilometresBetween } from '#lib/core/geo.ts';
import { findMatches, usualWeights, type Need, type Offer } from '#lib/core/matching.ts';
import { timed } from './clash-time.ts';
import { readSettlements, type Settlement } from './clash-world.ts';
import { matchingWorld } from './matching-world.ts';

/** The way that looks at every pair is asked about so many needs only. */
const compared = 40;

/** @throws when the two ways do not find the same scores */
export function benchMatching(): Promise<string> {
  const places = readSettlements();
  if (!places) return Promise.resolve('Skipped: ../shared/data/settlements/settlements.csv is not there.\n');
  const rows: string[] = [];
  for (const count of [2000, 20_000, 150_000]) {
    const world = matchingWorld(count, places, 1);
    const { spent, value } = timed(count > 50_000 ? 1 : 3, () => findMatches({ ...world, places }));
    const step = Math.floor(count / compared);
    const asked = Array.from({ length: compared }, (_, k) => k * step);
    const plain = plainWay(world, places);
    const twin = timed(1, () => asked.map((need) => plain(need)));
    for (const [k, need] of asked.entries()) {
      const [found, theirs] = [value.answer.forNeed(need), twin.value[k]!];
      if (found.length !== theirs.length || found.some(({ score }, at) => Math.abs(score - theirs[at]!) > 1))
        throw new Error(`Need ${need}: ${found.map(({ score }) => score)} and ${theirs}`);
    }
    const ratio = twin.spent.processor / compared / (spent.processor / count);
    rows.push(
      `| ${count.toLocaleString('en')} × ${count.toLocaleString('en')} | ${value.answer.pairsSeen.toLocaleString('en')} | ${(spent.wall / 1000).toFixed(2)} s | ${(spent.processor / 1000).toFixed(2)} s | ${ratio.toFixed(0)}× |`
    );
  }
  return Promise.resolve([...head, ...rows, ''].join('\n'));
}

const head = [
  '# Offers and needs',
  '',
  'Synthetic offers and needs over the real settlements (`bench/matching-world.ts`, seed 1): 40 categories, up to 60 km, the ten best of',
  'each in both directions, exactly. «Pairs» are those of one category within reach. The last column is how many times the',
  `processor time of one need a way takes that looks at every offer, one direction only; it is asked about ${compared} needs and finds the`,
  'same scores; the run stops where it does not. Processor time is that of the whole process, collecting garbage included.',
  '',
  '| offers × needs | pairs | on the wall | processor | every pair |',
  '|---|--:|--:|--:|--:|'
];

/** The scores of the ten best offers of a need, by the definition alone. */
function plainWay({ offers, needs }: { offers: Offer[]; needs: Need[] }, places: readonly Settlement[]) {
  const often = new Map<string, number>();
  for (const { stems } of [...offers, ...needs])
    for (const stem of new Set(stems)) often.set(stem, (often.get(stem) ?? 0) + 1);
  const weigh = (stem: string) => Math.log(1 + (offers.length + needs.length) / often.get(stem)!);
  const norm = (stems: readonly string[]) => Math.hypot(...[...new Set(stems)].map(weigh));
  const categories = (list: readonly (Offer | Need)[]) => {
    const of = new Map<string, Set<string>>();
    for (const { organisation, category } of list)
      of.set(organisation, (of.get(organisation) ?? new Set()).add(category));
    return of;
  };
  const [given, wanted] = [categories(offers), categories(needs)];
  return (index: number): number[] => {
    const need = needs[index]!;
    const [from, to] = [need.from ?? -Infinity, need.to ?? Infinity];
    const span = to - from === Infinity ? 1 : to - from;
    const mine = new Set(need.stems);
    const scores: number[] = [];
    for (const offer of offers) {
      if (offer.category !== need.category || offer.organisation === need.organisation) continue;
      const both = Math.min(to, offer.to ?? Infinity) - Math.max(from, offer.from ?? -Infinity);
      if (both <= 0) continue;
      const anywhere = offer.place === null || need.place === null;
      const km = anywhere ? 0 : kilometresBetween(places[offer.place!]!, places[need.place!]!);
      if (km > 60) continue;
      let dot = 0;
      for (const stem of new Set(offer.stems)) if (mine.has(stem)) dot += weigh(stem) ** 2;
      const cosine = dot === 0 ? 0 : dot / norm(offer.stems) / norm(need.stems);
      const theirs = wanted.get(offer.organisation);
      const returned = theirs && [...(given.get(need.organisation) ?? [])].some((own) => theirs.has(own));
      scores.push(
        Math.round(
          10_000 *
            (usualWeights.topic * (0.5 + 0.5 * cosine) +
              usualWeights.distance * (km <= 5 ? 1 : (60 - km) / 55) +
              usualWeights.dates * Math.min(1, both / span) +
              usualWeights.giveBack * (returned ? 1 : { free: 0.8, cost: 0.4, return: 0 }[offer.condition]))
        )
      );
    }
    return scores.sort((a, b) => b - a).slice(0, 10);
  };
}
