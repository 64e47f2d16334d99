// Expected outcomes as values: an operation either worked or names the reason why not.

export type Result<T, R extends { reason: string } = { reason: string }> =
  ({ ok: true } & { value: T }) | ({ ok: false } & R);

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function no<const R extends string, D extends object = object>(
  reason: R,
  details?: D
): { ok: false; reason: R } & D {
  return { ok: false, reason, ...(details ?? ({} as D)) };
}
