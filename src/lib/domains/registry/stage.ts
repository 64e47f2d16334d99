// How large a stage is and how much current there is, as people write it.
import { fold } from '#lib/core/hungarian.ts';
import { powers, type Power } from './venue-facts.ts';
import english from './venue-facts/messages.en.json' with { type: 'json' };
import hungarian from './venue-facts/messages.hu.json' with { type: 'json' };

/** Metres: «4», «4,5», «4.50 m»; null when it is no such number, or none that a room could have. */
export function metresFrom(text: string): number | null {
  const plain = text.trim().replace(/ ?(m|méter|metre|meter)$/i, '');
  if (!/^[0-9]{1,3}([.,][0-9]{1,2})?$/.test(plain)) return null;
  const value = Number(plain.replace(',', '.'));
  return value >= 0.1 && value <= 200 ? value : null;
}

/** Ampere: «16», «16 A», «3×32 A» as what each phase gives. */
export function ampsFrom(text: string): number | null {
  const [, amps] = /^(?:3 ?[x×*] ?)?([0-9]{1,4}) ?a?(?:mper)?$/i.exec(text.trim()) ?? [];
  const value = Number(amps ?? 0);
  return value >= 1 && value <= 1000 ? value : null;
}

const threePhase = [
  'harom fazis',
  'haromfazis',
  'ipari',
  '400',
  '380',
  '3 fazis',
  'three phase',
  'three-phase'
];

/** Our own words and codes; else «van», «ipari», «230 V» and the like. */
export function powerFrom(text: string): Power | null {
  const folded = fold(text);
  const own = powers.find((code) =>
    [hungarian, english].some(({ registry }) => fold(registry.facts.powerIs[code]) === folded)
  );
  if (own) return own;
  if (powers.some((code) => code === folded)) return powers.find((code) => code === folded) ?? null;
  if (['nincs', 'nem', 'no', '0', '-'].includes(folded)) return 'none';
  if (threePhase.some((word) => folded.includes(word))) return 'three_phase';
  return ['van', 'igen', 'yes', 'konnektor', '230', '230 v', '1'].includes(folded) ? 'normal' : null;
}
