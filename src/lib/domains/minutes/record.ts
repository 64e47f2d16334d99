// What a record of a meeting says about those in it.
import type { Presence } from './model.ts';

export function isThere({ presence }: { readonly presence: Presence | null }): boolean {
  return presence === 'present' || presence === 'remote';
}
