// Ids of HSDS objects that have none of their own in the database, and what the vocabulary's ids stand for.
import { createHash } from 'node:crypto';
import { terms, type Heading, type Term } from '../taxonomy.ts';

/**
 * An id for what has none of its own in the database, always the same for the same thing: UUID version 8 (RFC 9562 §5.8) of a
 * digest.
 */
export function stableId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const taxonomyId = stableId('kalaka', 'taxonomy', 'help');

export function termId(term: Term | Heading): string {
  return stableId('kalaka', 'term', term);
}

/** The term of an id; null when there is none. */
export function termOfId(id: string): Term | null {
  return byId.get(id.toLowerCase()) ?? null;
}

const byId: ReadonlyMap<string, Term> = new Map(terms.map((term) => [termId(term), term]));
