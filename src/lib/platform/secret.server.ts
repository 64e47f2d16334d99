// Secrets that travel in links and cookies: 256 random bits, of which only the hash is stored.
import { createHash, randomBytes } from 'node:crypto';

export interface Secret {
  /** For the link or cookie; never stored. */
  readonly token: string;
  readonly hash: Uint8Array;
}

export function newSecret(): Secret {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** A fast hash is enough: what is hashed has 256 random bits and cannot be guessed. */
export function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}
