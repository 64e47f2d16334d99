// Passwords as they are kept: Argon2id by the runtime's own implementation, off the request thread.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. 70 ms on one core here; up to four at once. */
export const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagBytes = 32;
const saltBytes = 16;

/** @returns PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  return written(salt, await derive(password, salt, cost));
}

/**
 * With nothing stored, the same work is done and the answer is no: the time must not say whether there is a password.
 * @param stored as `hashPassword` wrote it
 */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  const { salt, tag, cost: used } = read(stored ?? nobodys);
  const derived = await derive(password, salt, used);
  return timingSafeEqual(derived, tag) && stored !== null;
}

/** Whether it was made with less than what is asked today; then it is made anew when the person signs in. */
export function isOutdated(stored: string): boolean {
  const used = read(stored).cost;
  return used.memory !== cost.memory || used.passes !== cost.passes || used.parallelism !== cost.parallelism;
}

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** What no password gives: looked at when there is none, so that this takes as long. */
export const nobodys = written(Buffer.alloc(saltBytes), Buffer.alloc(tagBytes));

function written(salt: Uint8Array, tag: Uint8Array): string {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(tag)}`;
}

/** @throws Error when it was not written by `hashPassword` */
function read(stored: string): { salt: Buffer; tag: Buffer; cost: Cost } {
  const [, memory, passes, parallelism, salt, tag] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(stored) ?? [];
  if (!salt || !tag) throw new Error('A stored password is not in the form of Argon2id.');
  return {
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  };
}

/** NFKC, so that ő is the same however a keyboard composes it (NIST SP 800-63B §3.1.1.2). */
function derive(password: string, salt: Uint8Array, { memory, passes, parallelism }: Cost): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'));
  return new Promise((resolve, reject) =>
    argon2(
      'argon2id',
      { message, nonce: salt, parallelism, tagLength: tagBytes, memory, passes },
      (error, derived) => (error ? reject(error) : resolve(derived))
    )
  );
}
