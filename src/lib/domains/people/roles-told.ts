// What an activity about a role says: whose, and from which to which.
import type { JsonValue } from '#lib/platform/db/json.ts';
import { roleKey, type Role } from '#lib/platform/actor.ts';
import { changedPairs, factIn } from '#lib/platform/history-fields.ts';

export interface RoleTold {
  readonly person: string | null;
  readonly before: Role | null;
  readonly after: Role | null;
}

export function roleToldIn(details: JsonValue): RoleTold {
  const [before, after] = changedPairs(details).get('role') ?? [null, null];
  return { person: factIn(details, 'person'), before: roleBehind(before), after: roleBehind(after) };
}

/** The role that `roleKey` made this of; null for what it never makes. */
export function roleBehind(key: JsonValue): Role | null {
  if (typeof key !== 'string') return null;
  const [kind = '', ...rest] = key.split(':');
  const place = rest.join(':');
  const roles: readonly Role[] = [
    { kind: 'administrator' },
    { kind: 'owner', organisation: place },
    { kind: 'editor', organisation: place },
    { kind: 'member', organisation: place },
    { kind: 'caretaker', settlement: place },
    { kind: 'coordinator', county: place || null }
  ];
  return roles.find((role) => role.kind === kind && roleKey(role) === key) ?? null;
}
