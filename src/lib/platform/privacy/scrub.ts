// Takes a person's name, addresses and id out of texts that others wrote and that stay.

/** As papers write of somebody who is not to be named; the same in every language. */
export const nobodysName = 'N. N.';

export interface Mentioned {
  readonly id: string | null;
  readonly emails: readonly string[];
  readonly name: string | null;
}

/** Names of fewer letters are words of every second text. */
const shortestName = 3;

/** What is looked for, in lower case. */
export function mentionsOf({ id, emails, name }: Mentioned): readonly string[] {
  return [...emails, ...(name && name.length >= shortestName ? [name] : []), ...(id ? [id] : [])].map(
    (text) => text.toLowerCase()
  );
}

/** Capitals or not; what follows the name may be a Hungarian suffix, what stands before it may not be a letter. */
export function scrubText(text: string, mentioned: Mentioned): string {
  return mentionsOf(mentioned).reduce(
    (scrubbed, mention) => scrubbed.replace(pattern(mention), nobodysName),
    text
  );
}

/** Every text of a JSON value; a text that is the id and nothing else becomes null. */
export function scrubJson(value: unknown, mentioned: Mentioned): unknown {
  if (typeof value === 'string') return value === mentioned.id ? null : scrubText(value, mentioned);
  if (Array.isArray(value)) return value.map((item) => scrubJson(item, mentioned));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [scrubText(key, mentioned), scrubJson(item, mentioned)])
  );
}

function pattern(mention: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${mention.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}`, 'giu');
}
