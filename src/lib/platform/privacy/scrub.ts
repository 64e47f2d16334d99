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

/** A telephone number in a text no longer than this beside somebody's name is taken for theirs. */
const shortText = 200;
const phoneNumber = /(?<!\d)(?:\+|00|06)[\d ()/-]{6,20}\d/g;

/**
 * Capitals or not; what follows the name may be a Hungarian suffix, what stands before it may not be a letter. From «Kiss Éva,
 * 06 1 234 5678» the number goes with the name.
 */
export function scrubText(text: string, mentioned: Mentioned): string {
  const scrubbed = mentionsOf(mentioned).reduce(
    (rest, mention) => rest.replace(pattern(mention), nobodysName),
    text
  );
  return scrubbed === text || text.length > shortText ? scrubbed : scrubbed.replace(phoneNumber, '…');
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
