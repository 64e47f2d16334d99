import { expect, test } from 'vitest';
import { roleKey, type Role } from '#lib/platform/actor.ts';
import { roleBehind, roleToldIn } from './roles-told.ts';

const roles: readonly Role[] = [
  { kind: 'administrator' },
  { kind: 'owner', organisation: 'o1' },
  { kind: 'editor', organisation: 'o1' },
  { kind: 'member', organisation: 'o1' },
  { kind: 'caretaker', settlement: 's1' },
  { kind: 'coordinator', county: 'Győr-Moson-Sopron' },
  { kind: 'coordinator', county: null }
];

test.each(roles)('a role is found again behind its key: %j', (role) => {
  expect(roleBehind(roleKey(role))).toEqual(role);
});

test.each([null, 7, '', 'king:o1', 'administrator:o1'])('nothing stands behind %j', (key) => {
  expect(roleBehind(key)).toBeNull();
});

test('an activity about a role says whose, and from which to which', () => {
  expect(roleToldIn({ person: 'p1', role: ['editor:o1', null] })).toEqual({
    person: 'p1',
    before: { kind: 'editor', organisation: 'o1' },
    after: null
  });
  expect(roleToldIn({})).toEqual({ person: null, before: null, after: null });
});
