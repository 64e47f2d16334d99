// What the forms of teams say when something is missing or wrong: always a message of ours, at the field that is meant.
import { describe, expect, test } from 'vitest';
import hungarian from '../../../generated/messages.hu.ts';
import {
  readEmail,
  readInvitation,
  readJoinMessage,
  readJoinRequest,
  readRepresentation
} from './membership-input.ts';
import type { Place } from './place.ts';

const house: Place = {
  kind: 'organisation',
  id: 'x',
  settlement: null,
  name: 'Révház',
  path: '/organisations/revhaz'
};
const form = (fields: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};
const today = '2026-11-21';

describe.each([
  ['inviting', (data: FormData) => readInvitation(data, house), ['name', 'email']],
  ['asking to join', readJoinRequest, ['name', 'email']],
  ['an address', readEmail, ['email']],
  ['representing', (data: FormData) => readRepresentation(data, today), ['name', 'how', 'on']]
] as const)('the form of %s', (_name, read, required) => {
  test('left empty names every field that is missing, in words that exist', () => {
    for (const empty of [form({}), form(Object.fromEntries(required.map((field) => [field, ' '])))]) {
      const answer = read(empty);
      expect(answer.ok).toBe(false);
      if (answer.ok) return;
      expect(new Set(answer.errors.map(({ field }) => field))).toEqual(new Set(required));
      for (const { message } of answer.errors) expect(hungarian).toHaveProperty([message]);
    }
  });
});

test('names are tidied, addresses put in lower case', () => {
  expect(
    readInvitation(
      form({ name: '  Bárány \n Mátyás ', email: ' Matyas@Barany.example ', kind: 'owner' }),
      house
    )
  ).toEqual({
    ok: true,
    value: { name: 'Bárány Mátyás', email: 'matyas@barany.example', kind: 'owner', locale: 'hu' }
  });
});

test('nobody is invited to more than the place has to give', () => {
  const read = readInvitation(form({ name: 'A', email: 'a@b.example', kind: 'administrator' }), house);
  expect(read).toMatchObject({ ok: true, value: { kind: 'member' } });
});

test.each([
  ['2026-11-22', false],
  ['2026-11-21', true],
  ['2026-02-30', false],
  ['tegnap', false]
])('a consent given on %s is taken: %s', (on, taken) => {
  expect(readRepresentation(form({ name: 'A', how: 'paper', on }), today).ok).toBe(taken);
});

test('a message may be left out, but not be a book', () => {
  expect(readJoinMessage(form({}))).toEqual({ ok: true, value: { message: null } });
  expect(readJoinMessage(form({ message: 'x'.repeat(2001) }))).toMatchObject({ ok: false });
});

test.each([
  ['Kelemen Vera', true],
  ['dr. Kovács-Nagy Éva', true],
  ['Nyereménye: https://csalas.example/nyer', false],
  ['www.csalas.example', false],
  ['valaki@csalas.example', false]
])('a name in a request to join, «%s», is taken: %s', (name, taken) => {
  expect(readJoinRequest(form({ name, email: 'vera@kelemen.example' })).ok).toBe(taken);
});
