// The only place that asks what time it is or rolls dice; everything else is handed the answer.
import { randomBytes } from 'node:crypto';
import { uuidv7, type Id } from '#lib/core/ids.ts';

export function now(): Date {
  return new Date();
}

export function newId<Table extends string>(at: Date = now()): Id<Table> {
  return uuidv7(at.getTime(), randomBytes(10)) as Id<Table>;
}
