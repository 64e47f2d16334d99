// How much of what a good record says it says, and what is missing.
import type { UpkeptField } from '#lib/platform/domain.ts';

/** 0 to 100: the weights of what is filled in against those of all, rounded; 100 where nothing is asked. */
export function completeness(fields: readonly UpkeptField[]): number {
  const sum = (some: readonly UpkeptField[]): number => some.reduce((total, { weight }) => total + weight, 0);
  const whole = sum(fields);
  return whole === 0 ? 100 : Math.round((100 * sum(fields.filter(({ filled }) => filled))) / whole);
}

/** What helps most first; of equal ones in the order of the form. */
export function missingIn(fields: readonly UpkeptField[]): readonly UpkeptField[] {
  return fields.filter(({ filled }) => !filled).sort((a, b) => b.weight - a.weight);
}
