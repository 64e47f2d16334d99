// The only place that asks what time it is or rolls dice; everything else is handed the answer.
import { randomBytes } from 'node:crypto';
import { uuidv7, type Id } from '#lib/core/ids.ts';

export function now(): Date {
  return new Date();
}

/** The last random part of each of the latest milliseconds. */
const lastOf = new Map<number, Buffer>();
const mostRemembered = 64;

/**
 * In the order of their making, within a millisecond too (RFC 9562 §6.2, method 2): of two things done at once the later is found
 * after the earlier one.
 */
export function newId<Table extends string>(at: Date = now()): Id<Table> {
  const milliseconds = at.getTime();
  const last = lastOf.get(milliseconds);
  const random = last ? after(last) : fresh();
  lastOf.delete(milliseconds);
  lastOf.set(milliseconds, random);
  const [oldest] = lastOf.keys();
  if (lastOf.size > mostRemembered && oldest !== undefined) lastOf.delete(oldest);
  return uuidv7(milliseconds, random) as Id<Table>;
}

/** With room above: of the third octet UUIDs keep six bits, and the highest of these is left free. */
function fresh(): Buffer {
  const random = randomBytes(10);
  random[2] = (random[2] ?? 0) & 0x1f;
  return random;
}

function after(last: Buffer): Buffer {
  const next = Buffer.from(last);
  next.writeBigUInt64BE(last.readBigUInt64BE(2) + 1n + BigInt(randomBytes(4).readUInt32BE()), 2);
  return next;
}
