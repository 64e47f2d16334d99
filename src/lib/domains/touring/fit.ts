// Whether a package can be shown in a hall, why not, and what remains to be asked.
import type { Furnishing } from '#lib/domains/registry/venue-facts.ts';
import type { HallNeeds } from './model.ts';

export const fitReasons = [
  'too_few_seats',
  'too_narrow',
  'too_shallow',
  'too_low',
  'no_power',
  'weak_power',
  'few_amps',
  'too_bright'
] as const;
export type FitReason = (typeof fitReasons)[number];
export const openQuestions = ['seats', 'width', 'depth', 'height', 'power', 'amps', 'darkening'] as const;
export type OpenQuestion = (typeof openQuestions)[number];

/** Whether a package can be shown in a hall; `ask`: nothing speaks against it, but not everything is known. */
export interface Fit {
  readonly verdict: 'fits' | 'ask' | 'not';
  readonly against: readonly FitReason[];
  readonly unknown: readonly OpenQuestion[];
}

/** What the register says of a hall; null where nobody has said: that speaks against nothing, and remains to be asked. */
export type HallFacts = Pick<Furnishing, 'width' | 'depth' | 'height' | 'darkening' | 'amps' | 'power'> & {
  readonly capacity: number | null;
};

export function fitOf(needs: HallNeeds, hall: HallFacts): Fit {
  const against: FitReason[] = [];
  const unknown: OpenQuestion[] = [];
  const atLeast = (needed: number | null, has: number | null, [open, reason]: [OpenQuestion, FitReason]) => {
    if (needed === null) return;
    if (has === null) unknown.push(open);
    else if (has < needed) against.push(reason);
  };
  atLeast(needs.capacity, hall.capacity, ['seats', 'too_few_seats']);
  atLeast(needs.minWidth, hall.width, ['width', 'too_narrow']);
  atLeast(needs.minDepth, hall.depth, ['depth', 'too_shallow']);
  atLeast(needs.minHeight, hall.height, ['height', 'too_low']);
  if (needs.power !== null && needs.power !== 'none') {
    if (hall.power === null) unknown.push('power');
    else if (hall.power === 'none') against.push('no_power');
    else if (needs.power === 'three_phase' && hall.power !== 'three_phase') against.push('weak_power');
  }
  // Where there is no current at all, how strong it is says nothing more.
  if (hall.power !== 'none') atLeast(needs.amps, hall.amps, ['amps', 'few_amps']);
  else if (needs.amps !== null && !against.includes('no_power')) against.push('no_power');
  if (needs.darkening && hall.darkening === null) unknown.push('darkening');
  if (needs.darkening && hall.darkening === false) against.push('too_bright');
  return { verdict: against.length > 0 ? 'not' : unknown.length > 0 ? 'ask' : 'fits', against, unknown };
}
