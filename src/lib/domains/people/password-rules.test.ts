import { expect, test } from 'vitest';
import { passwordFault } from './password-rules.ts';

const known = { name: 'Szabó-Kiss Piroska', email: 'piroska.szabo@konyvtar.example' };

test.each([
  ['rövid', 'password_short'],
  ['tizenegy-ke', 'password_short'],
  ['a'.repeat(201), 'password_long'],
  ['aaaaaaaaaaaa', 'password_pattern'],
  ['abababababab', 'password_pattern'],
  ['123456789012', 'password_pattern'],
  ['abcdefghijklm', 'password_pattern'],
  ['password1234', 'password_common'],
  ['Password2026!', 'password_common'],
  ['Jelszo123456', 'password_common'],
  ['jelszójelszó', 'password_common'],
  ['qwertzuiop12', 'password_common'],
  ['Budapest2026', 'password_common'],
  ['Piroska kertje nyáron', 'password_personal'],
  ['PIROSKA-1962-07', 'password_personal'],
  ['az én szabó ollóm', 'password_personal'],
  ['szabo ollója fényes', 'password_personal'],
  ['piroska.szabo@konyvtar.example', 'password_personal'],
  ['három szürke kecske a hídon', null],
  ['correct horse battery staple', null],
  ['vK8!tz0Qm#2p', null],
  ['tizenkét betű', null]
])('«%s»: %s', (password, fault) => {
  expect(passwordFault(password, known)).toBe(fault);
});

test('a person without an address has only the name to avoid', () => {
  expect(passwordFault('három szürke kecske', { name: 'Bo Li', email: null })).toBe(null);
});
